"""Pages of 1,000 to 1,000,000 synthetic events, and some peers with the same events beside them.

    python benchmarks/bench_scale.py [--sizes 1000,10000,100000,1000000] [--runs 3]
        [--work FOLDER]      where atlases and pages are made (default: a temporary folder)
        [--peers HARNESS]    also run peers: a folder with the harness's bench.py, set up
        [--python PYTHON]    the Python that has the peers' packages
        [--plot docs/scale.svg]

The table is printed. Making the synthetic atlas is no part of the time; checks and the join are.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from measure import ROOT, build, load, pages, spread, visit_cells
from plot import write_plot
from synthetic import generate, write

SIZES = "1000,10000,100000,1000000"
PEERS = {1000: ("fastmarkercluster", "timeline", "plotly"),
         10_000: ("fastmarkercluster", "timeline", "plotly"),
         100_000: ("fastmarkercluster", "plotly", "lonboard"),
         1_000_000: ("fastmarkercluster", "plotly", "lonboard")}  # fmt: skip


def ours(n: int, runs: int, work: Path) -> dict[str, Any]:
    """Measure a page of n events."""
    folder = work / f"synthetic-{n}"
    if not (folder / "events.csv").exists():
        write(generate(n), folder)
    page = work / f"page-{n}.html"
    before = load()
    builds = [build(folder, page) for _ in range(runs)]
    found = {"n": n, "builds": builds, "bytes": page.stat().st_size, "load": [before, load()]}
    return {**found, "visits": pages(page, runs)}


def row(found: dict[str, Any]) -> dict[str, str]:
    builds = found["builds"]
    return {
        "events": f"{found['n']:,}",
        "build, wall s": spread((each["wall_s"] for each in builds), 1),
        "CPU s": spread((each["cpu_s"] for each in builds), 1),
        "memory MB": spread(each["rss_mb"] for each in builds),
        "page MB": f"{found['bytes'] / 1e6:.1f}",
        **visit_cells(found["visits"]),
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
    arguments.add_argument("--peers", type=Path)
    arguments.add_argument("--python", default=sys.executable)
    arguments.add_argument("--plot", type=Path, default=ROOT / "docs" / "scale.svg")
    given = arguments.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    with tempfile.TemporaryDirectory() as temporary:
        work = given.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        measured, rows = [], []
        for n in sizes:
            found = ours(n, given.runs if n < 1_000_000 else 1, work)
            measured.append(found)
            rows.append(row(found))
            if n == sizes[0]:
                print(f"| {' | '.join(rows[0])} |\n|{'---|' * len(rows[0])}")
            print(f"| {' | '.join(rows[-1].values())} |", flush=True)
        if len(measured) > 2:
            write_plot(measured, given.plot)
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
