"""The events of `bench_dask.py` counted with pyarrow: by day, kind and city, by month and square.

    python benchmarks/count_pyarrow.py FOLDER

FOLDER is what `bench_dask.py --work` left. It does less than `mapgen build --dask`: days, kinds,
cities, precisions, coordinates and figures are held to what they may be, and a square of 4.5 km
stands for the join to districts; no ids, no borders, no page. What is wrong is left out.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from bench_dask import FIRST, LAST
from synthetic import CATEGORIES

SIDE = 0.04096
CITIES = ["Karachi", "Hyderabad"]
PRECISIONS = ["spot", "neighbourhood", "town", "district", "city", "province"]


def pyarrow(folder: Path) -> tuple[int, int]:
    """Count with pyarrow, a file at a time."""
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow import parquet

    found: dict[str, list[pa.Table]] = {"days": [], "squares": []}
    keys = {
        "days": ["date", "category", "city"],
        "squares": ["month", "category", "city", "row", "column"],
    }
    for path in sorted((folder / "events").glob("*.parquet")):
        table = parquet.read_table(path).drop_columns(["place"])
        between = pc.and_(
            pc.greater_equal(table["date"], pa.scalar(FIRST.item())),
            pc.less_equal(table["date"], pa.scalar(LAST.item())),
        )
        sound = [between]
        for name, words in (
            ("category", list(CATEGORIES)), ("city", CITIES), ("place_precision", PRECISIONS),
        ):  # fmt: skip
            sound.append(pc.is_in(table[name], pa.array(words)))
        for name, limit in (("latitude", 90), ("longitude", 180)):
            sound.append(pc.less_equal(pc.abs(table[name]), limit))
        sound.append(pc.fill_null(pc.greater_equal(table["deaths"], 0), True))
        whole = sound[0]
        for each in sound[1:]:
            whole = pc.and_(whole, each)
        table = table.filter(whole)
        table = table.append_column("month", pc.floor_temporal(table["date"], unit="month"))
        for name, column in (("row", "latitude"), ("column", "longitude")):
            square = pc.cast(pc.floor(pc.divide(table[column], SIDE)), pa.int32())
            table = table.append_column(name, square)
        for name, each in keys.items():
            found[name].append(
                table.group_by(each).aggregate(
                    [([], "count_all"), ("deaths", "sum"), ("deaths", "count")]
                )
            )
    totals = []
    for name, each in keys.items():
        every = pa.concat_tables(found[name]).unify_dictionaries()
        sums = [("count_all", "sum"), ("deaths_sum", "sum"), ("deaths_count", "sum")]
        totals.append(len(every.group_by(each).aggregate(sums)))
    return totals[0], totals[1]


def main() -> None:
    folder = Path(sys.argv[1])
    started = time.perf_counter()
    days, squares = pyarrow(folder)
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({
        "rows by day": days, "rows by square": squares,
        "wall s": round(time.perf_counter() - started, 1),
        "CPU s": round(used.ru_utime + used.ru_stime, 2), "memory MB": used.ru_maxrss // 1024,
    }))  # fmt: skip


if __name__ == "__main__":
    main()
