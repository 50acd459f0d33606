"""The events of `bench_dask.py` counted by others: by day, kind and city, by month and square.

    python benchmarks/count_peers.py pyarrow|duckdb|polars FOLDER [--ids]

FOLDER is what `bench_dask.py --work` left. Each does less than `mapgen build --dask`: it holds
days, kinds, cities, precisions, coordinates and figures to what they may be and leaves out what is
wrong, a square of 4.5 km stands for the join to districts, and there are no ids, no borders, no
words about what is wrong, no ladder and no page. The three give the same counts. With `--ids`, of
events that `bench_dask.py --ids` made, each also counts the ids that stand twice among all files
and the related ids that no event has.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from event_terms import CATEGORIES, FIRST_DAY, LAST_DAY

SIDE = 0.04096
CITIES = ["Karachi", "Hyderabad"]
PRECISIONS = ["spot", "neighbourhood", "town", "district", "city", "province"]
WORDS = {"category": list(CATEGORIES), "city": CITIES, "place_precision": PRECISIONS}
DAYS = ["date", "category", "city"]
SQUARES = ["month", "category", "city", "row", "column"]
THREADS = 2


def pyarrow(files: list[Path]) -> tuple[int, int]:
    """Count with pyarrow, a file at a time."""
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow import parquet

    found: dict[str, list[pa.Table]] = {"days": [], "squares": []}
    keys = {"days": DAYS, "squares": SQUARES}
    for path in files:
        table = parquet.read_table(path).drop_columns(["place"])
        between = pc.and_(
            pc.greater_equal(table["date"], pa.scalar(FIRST_DAY)),
            pc.less_equal(table["date"], pa.scalar(LAST_DAY)),
        )
        sound = [between]
        sound += [pc.is_in(table[name], pa.array(words)) for name, words in WORDS.items()]
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


def duckdb(files: list[Path]) -> tuple[int, int]:
    """Count with DuckDB: all files in one statement for each of the two counts."""
    import duckdb as duck

    among = " and ".join(
        f"{name} in ({', '.join(repr(word) for word in words)})" for name, words in WORDS.items()
    )
    connection = duck.connect()
    connection.execute(f"set threads = {THREADS}")
    source = connection.read_parquet([str(path) for path in files])
    sound = source.filter(
        f"date between date '{FIRST_DAY}' and date '{LAST_DAY}' and {among} and abs(latitude) <= 90"
        " and abs(longitude) <= 180 and coalesce(deaths >= 0, true)"
    )
    squares = (
        "date_trunc('month', date) as month, category, city,"
        f" floor(latitude / {SIDE})::int as row, floor(longitude / {SIDE})::int as column, deaths"
    )
    sums = "count(*), sum(deaths), count(deaths)"
    totals = []
    for rows, keys in ((sound, DAYS), (sound.project(squares), SQUARES)):
        names = ", ".join(f'"{key}"' for key in keys)
        totals.append(len(rows.aggregate(f"{names}, {sums}", names).fetchnumpy()[keys[0]]))
    return totals[0], totals[1]


def polars(files: list[Path]) -> tuple[int, int]:
    """Count with polars: both counts of all files planned together, streamed."""
    import polars as pl

    deaths = pl.col("deaths")
    sound = pl.scan_parquet(files).filter(
        pl.col("date").is_between(FIRST_DAY, LAST_DAY),
        *(pl.col(name).cast(pl.String).is_in(words) for name, words in WORDS.items()),
        pl.col("latitude").abs() <= 90,
        pl.col("longitude").abs() <= 180,
        (deaths >= 0).fill_null(True),
    )
    squares = sound.with_columns(
        month=pl.col("date").dt.truncate("1mo"),
        row=(pl.col("latitude") / SIDE).floor().cast(pl.Int32),
        column=(pl.col("longitude") / SIDE).floor().cast(pl.Int32),
    )
    sums = [
        pl.len().alias("all"),
        deaths.cast(pl.Int64).sum().alias("sum"),
        deaths.count().alias("stated"),
    ]
    plans = [sound.group_by(DAYS).agg(sums), squares.group_by(SQUARES).agg(sums)]
    days, months = pl.collect_all(plans, engine="streaming")
    return days.height, months.height


def pyarrow_ids(files: list[Path]) -> tuple[int, int]:
    """Ids that stand twice, and unknown related ones, with pyarrow: both columns of all files."""
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow import parquet

    table = pa.concat_tables(parquet.read_table(path, columns=["id", "related"]) for path in files)
    counts = table.group_by("id").aggregate([([], "count_all")])
    twice = pc.sum(pc.greater(counts["count_all"], 1)).as_py()
    related = pc.unique(table["related"].drop_null())
    known = pc.is_in(related, value_set=counts["id"].combine_chunks())
    return twice or 0, pc.sum(pc.invert(known)).as_py() or 0


def duckdb_ids(files: list[Path]) -> tuple[int, int]:
    """Ids that stand twice, and unknown related ones, with DuckDB: a statement for each."""
    import duckdb as duck

    connection = duck.connect()
    connection.execute(f"set threads = {THREADS}")
    connection.read_parquet([str(path) for path in files]).create_view("events")
    found = []
    for statement in (
        "select count(*) from (select id from events group by id having count(*) > 1)",
        """select count(distinct here.related) from events here anti join events other
        on here.related = other.id where here.related is not null""",
    ):
        ((count,),) = connection.sql(statement).fetchall()
        found.append(count)
    return found[0], found[1]


def polars_ids(files: list[Path]) -> tuple[int, int]:
    """Ids that stand twice, and unknown related ones, with polars: planned together, streamed."""
    import polars as pl

    events = pl.scan_parquet(files)
    twice = events.group_by("id").len().filter(pl.col("len") > 1).select(pl.len())
    related = events.select("related").drop_nulls().unique()
    unknown = related.join(events, left_on="related", right_on="id", how="anti").select(pl.len())
    one, other = pl.collect_all([twice, unknown], engine="streaming")
    return one.item(), other.item()


PEERS = {"pyarrow": pyarrow, "duckdb": duckdb, "polars": polars}
IDS = {"pyarrow": pyarrow_ids, "duckdb": duckdb_ids, "polars": polars_ids}


def main() -> None:
    peer, folder = sys.argv[1], Path(sys.argv[2])
    started = time.perf_counter()
    files = sorted((folder / "events").glob("*.parquet"))
    days, squares = PEERS[peer](files)
    found = {"rows by day": days, "rows by square": squares}
    if "--ids" in sys.argv:
        found |= dict(zip(("ids twice", "unknown ids"), IDS[peer](files), strict=True))
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({
        "peer": peer, **found,
        "wall s": round(time.perf_counter() - started, 1),
        "CPU s": round(used.ru_utime + used.ru_stime, 2), "memory MB": used.ru_maxrss // 1024,
    }))  # fmt: skip


if __name__ == "__main__":
    main()
