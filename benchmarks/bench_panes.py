"""What a step of time costs on one map, on two beside each other, and on two that are compared.

    python benchmarks/bench_panes.py [--size 1000000] [--rounds 3] [--work FOLDER]

One page of synthetic events is opened once; the arrangements take turns, so that whatever else the
machine does falls on all alike. The table is printed, with the ratio to one map.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path
from typing import Any

from measure import build, load, opened, step
from synthetic import generate, write

STEPS = 7
PANES = {
    "one map": {"panes": ["one"], "compare": None},
    "two beside each other": {"panes": None, "compare": None},
    "two compared, districts shaded": {"compare": {"from": "1979-01-01", "to": "1985-12-31"}},
}


def measure(file: Path, rounds: int) -> dict[str, list[dict[str, float]]]:
    """The steps of each arrangement: until two frames later, and the work in them, in ms."""
    found: dict[str, list[dict[str, float]]] = {name: [] for name in PANES}
    errors: list[str] = []
    with opened(file, errors) as page:
        for _ in range(rounds):
            for name, patch in PANES.items():
                page.evaluate("(patch) => atlas.filter({view: null, ...patch})", patch)
                page.evaluate("() => __bench.painted()")
                page.wait_for_timeout(500)
                steps: list[dict[str, Any]] = [
                    page.evaluate(step(1973 + 2 * k, 1977 + 2 * k)) for k in range(STEPS)
                ]
                found[name] += steps[1:]
    if errors:
        raise SystemExit(f"the page threw {errors[:3]}")
    return found


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--size", type=int, default=1_000_000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--work", type=Path)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = given.work or Path(temporary)
        folder, file = work / f"synthetic-{given.size}", work / f"page-{given.size}.html"
        if not (folder / "events.csv").exists():
            write(generate(given.size), folder)
        build(folder, file)
        before = load()
        found = measure(file, given.rounds)
    print(f"{given.size:,} events, load {before} before and {load()} after\n")
    print(
        "| maps | work of a step, ms | until two frames, ms | work, to one map |\n|---|---|---|---|"
    )
    median = {
        name: [statistics.median(each[key] for each in steps) for key in ("work", "until")]
        for name, steps in found.items()
    }
    one = median["one map"][0]
    for name, (work_ms, until_ms) in median.items():
        print(f"| {name} | {work_ms:.1f} | {until_ms:.0f} | {work_ms / one:.2f} |")


if __name__ == "__main__":
    main()
