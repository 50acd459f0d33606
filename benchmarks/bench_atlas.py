"""The atlas of its first 151 events: how long it takes to build, to open, to step through.

The events, sources and texts are a frozen copy: times stay comparable while the records grow.

python benchmarks/bench_atlas.py [RUNS]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from measure import ROOT, build, help_ms, load, pages, spread, visit_cells

ATLAS = ROOT / "benchmarks" / "fixtures" / "atlas-151"


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    before = load()
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "atlas.html"
        builds = [build(ATLAS, page) for _ in range(runs + 1)][1:]  # the first fills the caches
        cells = {
            "`mapgen --help` ms": spread(help_ms() for _ in range(runs + 2)),
            "build, wall s": spread((each["wall_s"] for each in builds), 1),
            "build, CPU s": spread((each["cpu_s"] for each in builds), 1),
            "build, memory MB": spread(each["rss_mb"] for each in builds),
            "page KB": f"{page.stat().st_size / 1000:.0f}",
            **visit_cells(pages(page, runs)),
            "load before and after": f"{before}, {load()}",
        }
    print("| measure | median (lowest–highest) |\n|---|---|")
    for name, cell in cells.items():
        print(f"| {name} | {cell} |")


if __name__ == "__main__":
    main()
