"""Millions of events in Parquet parts → one page, counted by the processes of this machine.

    python benchmarks/bench_dask.py [--events 50000000] [--work FOLDER] [--ids] [--page-only]

A million unless told; the README's fifty take a gigabyte of disk and their time. With `--ids` each
event has an id, and one of twenty that of another one as related.

The events are those of `synthetic.py` without texts: 70 % in Karachi and 30 % in Hyderabad, days,
places and kinds uniform, which leaves the fewest events to share a count. A third states its dead.
Making them is no part of the time; the checks of every row and the join are. Memory is that of all
processes together, what they share counted in each of them.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pyarrow as pa
import pyarrow.compute as pc
from event_terms import CATEGORIES
from measure import ROOT, load, pages, visit_cells
from pyarrow import parquet
from synthetic import FIRST, LAST, write

FILE = 1_000_000
GROUP = 250_000
KINDS = pa.array(list(CATEGORIES))
CITIES = pa.array(["Karachi", "Hyderabad"])


def generate(count: int, folder: Path, *, ids: bool = False) -> None:
    """Write an atlas whose events lie in files of a million, the same for one count."""
    write(iter(()), folder)
    (folder / "events.csv").unlink()
    settings = folder / "mapgen.toml"
    settings.write_text(f'events = "events/*.parquet"\n{settings.read_text(encoding="utf-8")}')
    (folder / "events").mkdir(exist_ok=True)
    for number in range(-(-count // FILE)):
        rows = min(FILE, count - number * FILE)
        path = folder / "events" / f"part-{number:04}.parquet"
        events = table(number, rows)
        if ids:
            for name, column in id_columns(number, rows, count).items():
                events = events.append_column(name, column)
        parquet.write_table(events, path, row_group_size=GROUP)


def table(number: int, n: int) -> pa.Table:
    """The events of one file."""
    draw = np.random.default_rng([1972, number])
    second = draw.random(n) < 0.3
    east = np.where(second, draw.uniform(68.30, 68.42, n), draw.uniform(66.85, 67.25, n))
    north = np.where(second, draw.uniform(25.33, 25.45, n), draw.uniform(24.80, 25.05, n))
    days = FIRST + draw.integers(0, int((LAST - FIRST).astype(int)) + 1, n)
    city = pa.DictionaryArray.from_arrays(pa.array(second.astype(np.int8)), CITIES)
    kind = draw.integers(0, len(KINDS), n).astype(np.int8)
    one = pa.array(np.zeros(n, np.int8))
    return pa.table(
        {
            "date": pa.array(days),
            "place": city,
            "city": city,
            "latitude": north.round(6),
            "longitude": east.round(6),
            "place_precision": pa.DictionaryArray.from_arrays(one, pa.array(["spot"])),
            "category": pa.DictionaryArray.from_arrays(pa.array(kind), KINDS),
            "deaths": pa.array(draw.poisson(1.2, n).astype(np.int16), mask=draw.random(n) > 1 / 3),
        }
    )


def id_columns(number: int, n: int, count: int) -> dict[str, pa.Array]:
    """The ids of one file's events, and the related ones: of any event of all files."""
    draw = np.random.default_rng([1992, number])
    others = pa.array(draw.integers(0, count, n), mask=draw.random(n) > 1 / 20)
    own = pa.array(np.arange(n) + number * FILE)
    return {
        name: pc.binary_join_element_wise("event", numbers.cast(pa.string()), "-")
        for name, numbers in (("id", own), ("related", others))
    }


def measured(folder: Path, page: Path) -> dict[str, Any]:
    """Seconds, wall and CPU, and the most memory (MB) of a build that counts, all processes."""
    command = ["nice", "-n", "19", sys.executable, "-m", "mapgen", "build", str(folder), "--dask"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen([*command, "-o", str(page)], cwd=ROOT, stdout=subprocess.PIPE)
    own = psutil.Process(process.pid)
    most, count = 0, 0
    while process.poll() is None:
        total = number = 0
        for each in (own, *children(own)):
            try:
                total += each.memory_info().rss
                number += 1
            except psutil.Error:
                continue
        most, count = max(most, total), max(count, number)
        time.sleep(0.1)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = process.stdout.read().decode() if process.stdout else ""
    return {
        "wall_s": time.perf_counter() - start,
        "cpu_s": after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime,
        "rss_mb": most / 2**20,
        "processes": count,
        "said": said,
    }


def children(process: psutil.Process) -> list[psutil.Process]:
    """All processes that a process has started; none when it has just ended."""
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--events", type=int, default=1_000_000)
    arguments.add_argument("--work", type=Path, help="where the events are kept for another run")
    arguments.add_argument("--ids", action="store_true", help="events have ids, and related ones")
    arguments.add_argument("--runs", type=int, default=2, help="visits of the page")
    arguments.add_argument("--page-only", action="store_true", help="visit the page made before")
    given = arguments.parse_args()
    work = given.work or Path(tempfile.mkdtemp())
    name = f"{given.events}-ids" if given.ids else f"{given.events}"
    folder, page = work / f"events-{name}", work / f"page-{name}.html"
    if not folder.exists():
        generate(given.events, folder, ids=given.ids)
    found: dict[str, str] = {"events": f"{given.events:,}"}
    size = sum(each.stat().st_size for each in (folder / "events").iterdir())
    found["Parquet MB"] = f"{size / 1e6:,.0f}"
    if not given.page_only:
        before = load()
        built = measured(folder, page)
        print(built["said"])
        found["build, wall s"] = f"{built['wall_s']:.0f}"
        found["CPU s of all processes"] = f"{built['cpu_s']:.0f}"
        found["memory of all processes MB"] = f"{built['rss_mb']:.0f} ({built['processes']})"
        found["load before, after the build"] = f"{before}, {load()}"
    found["page MB"] = f"{page.stat().st_size / 1e6:.1f}"
    found |= visit_cells(pages(page, given.runs, texts=False))
    print("| measure | value |\n| --- | --- |")
    print("\n".join(f"| {name} | {value} |" for name, value in found.items()))


if __name__ == "__main__":
    main()
