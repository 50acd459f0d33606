"""What a page costs by the number of its events, ours and the best peer's: `scale.json` as an SVG.

    python benchmarks/plot.py            draws docs/scale.svg anew

An entry of `scale.json` is what one tool took for one number of events on one day; of several days
the last one that has a measure counts. Both axes of each panel are logarithmic, so that a line of
slope one is ten times the cost for ten times the events.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(__file__).with_name("scale.json")
WIDTH, HEIGHT = 320, 230  # of a panel
LEFT, RIGHT, TOP, BOTTOM = 44, 14, 30, 34
ACROSS = 2
FONT = 'font-family="sans-serif" font-size="11"'
OURS, COUNTED = "mapgen", "mapgen, counted"
COLOURS = {
    OURS: "#903000", COUNTED: "#e08050", "lonboard": "#3084f0", "FastMarkerCluster": "#3c9090",
    "Timeline": "#540060", "plotly": "#777777", "DuckDB": "#3084f0", "polars": "#3c9090",
    "pyarrow": "#540060",
}  # fmt: skip
COUNTERS = (COUNTED, "DuckDB", "polars", "pyarrow")


class Panel(NamedTuple):
    """A measure, its title, and whose lines it has: of "peers" only the best of each size."""

    key: str
    title: str
    counters: bool = False


PANELS = (
    Panel("cpu_s", "build: processor's seconds"),
    Panel("memory_mb", "build: memory, MB"),
    Panel("page_mb", "page, MB"),
    Panel("marks_ms", "first marks, ms"),
    Panel("step_ms", "a step of time until two frames, ms"),
    Panel("count_s", "counting: processor's seconds", counters=True),
)


def entries() -> list[dict[str, Any]]:
    """What has been measured, the oldest first."""
    found: list[dict[str, Any]] = json.loads(DATA.read_text(encoding="utf-8"))
    return sorted(found, key=lambda each: str(each["day"]))


def add(new: Iterable[dict[str, Any]]) -> None:
    """Put entries in the place of those of the same tool, size and day."""
    kept = {(each["of"], each["events"], each["day"]): each for each in entries()}
    for each in new:
        key = (each["of"], each["events"], each["day"])
        kept[key] = kept.get(key, {}) | each
    ordered = sorted(kept.values(), key=lambda each: (each["of"], each["events"], each["day"]))
    lines = ",\n  ".join(json.dumps(each, ensure_ascii=False) for each in ordered)
    DATA.write_text(f"[\n  {lines}\n]\n", encoding="utf-8")


def lines_of(panel: Panel) -> dict[str, dict[int, float]]:
    """Whose lines a panel has: the cost by the number of events."""
    found: dict[str, dict[int, float]] = {}
    for each in entries():
        if each.get(panel.key) is not None:
            found.setdefault(each["of"], {})[each["events"]] = each[panel.key]
    if panel.counters:
        return {name: found[name] for name in COUNTERS if name in found}
    ours = {name: found.pop(name) for name in (OURS, COUNTED) if name in found}
    best: dict[str, dict[int, float]] = {}
    for n in sorted({n for line in found.values() for n in line}):
        name = min((name for name in found if n in found[name]), key=lambda name: found[name][n])
        best.setdefault(name, {})[n] = found[name][n]
    return ours | best


def drawn(panel: Panel, left: float, top: float) -> Iterator[str]:
    """The elements of a panel whose corner stands there."""
    lines = lines_of(panel)
    if not lines:
        return
    sizes = [n for line in lines.values() for n in line]
    values = [value for line in lines.values() for value in line.values()]
    x0, x1 = math.floor(math.log10(min(sizes))), math.log10(max(sizes))
    y0, y1 = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))

    def x(n: float) -> float:
        return left + LEFT + (math.log10(n) - x0) / (x1 - x0) * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        share = (math.log10(value) - y0) / max(y1 - y0, 1)
        return top + HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    yield f'<text x="{left + LEFT}" y="{top + 14}" font-weight="bold">{panel.title}</text>'
    for power in range(y0, y1 + 1):
        at = y(10.0**power)
        yield f'<path d="M{left + LEFT} {at:.1f}H{left + WIDTH - RIGHT}" stroke="#ddd"/>'
        where = f'x="{left + LEFT - 5}" y="{at + 4:.1f}" text-anchor="end"'
        yield f"<text {where}>{10.0**power:g}</text>"
    for power in range(x0, math.floor(x1) + 1):
        yield (
            f'<text x="{x(10.0**power):.1f}" y="{top + HEIGHT - BOTTOM + 15}" '
            f'text-anchor="middle">10<tspan dy="-4" font-size="8">{power}</tspan></text>'
        )
    for at, (name, line) in enumerate(lines.items()):
        points = [(x(n), y(value)) for n, value in sorted(line.items())]
        path = "L".join(f"{px:.1f} {py:.1f}" for px, py in points)
        dots = "".join(f'<circle cx="{px:.1f}" cy="{py:.1f}" r="2.6"/>' for px, py in points)
        dashes = "" if name in (OURS, COUNTED) else ' stroke-dasharray="4 3"'
        yield (
            f'<g fill="{COLOURS[name]}"><path d="M{path}" fill="none" stroke-width="1.6" '
            f'stroke="{COLOURS[name]}"{dashes}/>{dots}'
            f'<text x="{left + LEFT + 6}" y="{top + TOP + 10 + 13 * at}">{name}</text></g>'
        )


def draw(file: Path = ROOT / "docs" / "scale.svg") -> None:
    """Draw all panels into a file."""
    rows = -(-len(PANELS) // ACROSS)
    days = sorted({str(each["day"]) for each in entries()})
    box = f"0 0 {WIDTH * ACROSS} {HEIGHT * rows + 20}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {FONT}>',
        "<title>Cost of a page by the number of its events</title>",
        f'<rect width="{WIDTH * ACROSS}" height="{HEIGHT * rows + 20}" fill="#fff"/>',
    ]
    for at, panel in enumerate(PANELS):
        parts += drawn(panel, at % ACROSS * WIDTH, at // ACROSS * HEIGHT)
    parts.append(
        f'<text x="{LEFT}" y="{HEIGHT * rows + 10}" fill="#555">events from left to right; broken '
        f"lines: the best of the others at each size; measured {', '.join(days)}</text></svg>\n"
    )
    file.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    draw()
