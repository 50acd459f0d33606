"""Pages of 1,000 to 1,000,000 synthetic events, and some peers with the same events beside them.

    python benchmarks/bench_scale.py [--sizes 1000,10000,100000,1000000] [--runs 3]
        [--work FOLDER]      where atlases and pages are made (default: a temporary folder)
        [--beside fastmarkercluster,lonboard]   build these too, in turn with ours
        [--builds-only]      visit no page
        [--peers HARNESS]    also run peers: a folder with the harness's bench.py, set up
        [--python PYTHON]    the Python that has the peers' packages
        [--keep]             put what is measured into scale.json, and draw docs/scale.svg

The table is printed. Making the synthetic atlas is no part of the time; checks and the join are.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import plot
from measure import ROOT, load, pages, process, spread, visit_cells
from synthetic import generate, write

SIZES = "1000,10000,100000,1000000"
PEERS = {1000: ("fastmarkercluster", "timeline", "plotly"),
         10_000: ("fastmarkercluster", "timeline", "plotly"),
         100_000: ("fastmarkercluster", "plotly", "lonboard"),
         1_000_000: ("fastmarkercluster", "plotly", "lonboard")}  # fmt: skip


CALM = 4.0
"""The machine's load from which on its clock says nothing of a page; `scale.json` keeps none."""
NAMES = {"fastmarkercluster": "FastMarkerCluster", "lonboard": "lonboard"}


def built(
    n: int, runs: int, work: Path, beside: Sequence[str], python: str
) -> dict[str, dict[str, Any]]:
    """Measure the builds of n events, ours and others in turn: what each took, by its name."""
    folder = work / f"synthetic-{n}"
    if not (folder / "events.csv").exists():
        write(generate(n), folder)
    commands = {plot.OURS: [sys.executable, "-m", "mapgen", "build", str(folder), "-o"]}
    script = str(ROOT / "benchmarks" / "build_peers.py")
    commands |= {NAMES[each]: [python, script, each, str(folder)] for each in beside}
    found: dict[str, dict[str, Any]] = {
        name: {"n": n, "builds": [], "load": [load()], "page": work / f"page-{n}-{at}.html"}
        for at, name in enumerate(commands)
    }
    for _ in range(runs):
        for name, command in commands.items():
            found[name]["builds"].append(process([*command, str(found[name]["page"])]))
    for each in found.values():
        each["bytes"] = each["page"].stat().st_size
        each["load"].append(load())
    return found


def entry(name: str, found: dict[str, Any]) -> dict[str, Any]:
    """What `scale.json` keeps of a measurement."""
    builds, visits = found["builds"], found.get("visits", ())
    kept = {
        "of": name,
        "events": found["n"],
        "day": time.strftime("%Y-%m-%d"),
        "load": max(found["load"]),
        "cpu_s": round(statistics.median(each["cpu_s"] for each in builds), 2),
        "memory_mb": round(statistics.median(each["rss_mb"] for each in builds)),
        "page_mb": round(found["bytes"] / 1e6, 2),
    }
    if visits and kept["load"] < CALM:
        steps = [step["until"] for visit in visits for step in visit["steps"]]
        kept["marks_ms"] = round(statistics.median(visit["marks_ms"] for visit in visits))
        kept["step_ms"] = round(statistics.median(steps))
    return kept


def row(found: dict[str, Any]) -> dict[str, str]:
    builds = found["builds"]
    return {
        "events": f"{found['n']:,}",
        "build, wall s": spread((each["wall_s"] for each in builds), 1),
        "CPU s": spread((each["cpu_s"] for each in builds), 1),
        "memory MB": spread(each["rss_mb"] for each in builds),
        "page MB": f"{found['bytes'] / 1e6:.1f}",
        **(visit_cells(found["visits"]) if "visits" in found else {}),
        "load before, after the builds": ", ".join(map(str, found["load"])),
    }


def peer(name: str, n: int, runs: int, harness: Path, python: str) -> str:
    """What the harness says of a peer, as a row."""
    command = [python, "bench.py", "--peer", name, "--n", str(n), "--runs", str(runs)]
    before = load()
    told = subprocess.run(command, cwd=harness, capture_output=True, text=True, check=False).stdout
    found = json.loads(told) if told else {"failed": "no answer"}
    page = found.get("page") or {}

    def cell(value: dict[str, float] | None) -> str:
        return f"{value['median']:g}" if value else "–"

    drag = page.get("pan") or {}
    frames = " / ".join(cell(drag.get(key)) for key in ("median_ms", "p95_ms", "max_ms"))
    failed = found.get("failed") or page.get("failed") or ""
    cells = [name, f"{n:,}", cell(found.get("build_s")), cell(found.get("build_rss_mb")),
             f"{found.get('html_bytes', 0) / 1e6:.1f}", cell(page.get("visible_ms")),
             cell(page.get("filter_ms")), frames, str(before), failed]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--sizes", default=SIZES)
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--work", type=Path)
    arguments.add_argument("--beside", default="")
    arguments.add_argument("--builds-only", action="store_true")
    arguments.add_argument("--peers", type=Path)
    arguments.add_argument("--python", default=sys.executable)
    arguments.add_argument("--keep", action="store_true")
    given = arguments.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    with tempfile.TemporaryDirectory() as temporary:
        work = given.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        kept = []
        for n in sizes:
            runs = given.runs if n < 1_000_000 else 1
            beside = [each for each in given.beside.split(",") if each]
            for name, found in built(n, runs, work, beside, given.python).items():
                if name == plot.OURS and not given.builds_only:
                    found["visits"] = pages(found["page"], runs)
                cells = {"built with": name} | row(found)
                if n == sizes[0] and name == plot.OURS:
                    print(f"| {' | '.join(cells)} |\n|{'---|' * len(cells)}")
                print(f"| {' | '.join(cells.values())} |", flush=True)
                kept.append(entry(name, found))
        if given.keep:
            plot.add(kept)
            plot.draw()
        if given.peers:
            heads = ["peer", "events", "build, wall s", "memory MB", "page MB", "first marks ms",
                     "step ms", "drag, a frame ms", "load before", "did not finish"]  # fmt: skip
            print(f"\n| {' | '.join(heads)} |\n|{'---|' * len(heads)}")
            for n in sizes:
                for name in PEERS.get(n, ()):
                    runs = given.runs if n < 100_000 else 1
                    print(peer(name, n, runs, given.peers, given.python), flush=True)


if __name__ == "__main__":
    main()
