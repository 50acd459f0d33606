"""The cost of a page against the number of its events, as an SVG: a line of slope one is linear."""

from __future__ import annotations

import math
import statistics
from pathlib import Path
from typing import Any

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 190, 24, 48
FONT = 'font-family="sans-serif" font-size="13"'
LOW, HIGH = 0.05, 200.0  # what the axis of costs spans
LINES = (
    ("build, CPU s", "#903000", lambda found: median(found["builds"], "cpu_s")),
    ("memory, GB", "#3c9090", lambda found: median(found["builds"], "rss_mb") / 1024),
    ("page, MB", "#3084f0", lambda found: found["bytes"] / 1e6),
    ("first marks, s", "#540060", lambda found: median(found["visits"], "marks_ms") / 1000),
)


def median(rows: list[dict[str, Any]], key: str) -> float:
    return statistics.median(row[key] for row in rows)


def across(y: float, label: str) -> str:
    """A line of the grid with its label at the left."""
    return (
        f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
        f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{label}</text>'
    )


def upright(x: float, label: str) -> str:
    """A line of the grid with its label below."""
    return (
        f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>'
        f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{label}</text>'
    )


def write_plot(measured: list[dict[str, Any]], file: Path) -> None:
    """Draw build time, memory, page size and first marks, both axes logarithmic."""
    sizes = [found["n"] for found in measured]
    low, high = math.log10(min(sizes)), math.log10(max(sizes))

    def x(n: float) -> float:
        return LEFT + (math.log10(n) - low) / (high - low) * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        share = math.log10(value / LOW) / math.log10(HIGH / LOW)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    middle = (LEFT + WIDTH - RIGHT) / 2
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {FONT}>',
        "<title>Cost of a page by the number of its events</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        *(across(y(value), f"{value:g}") for value in (0.1, 1, 10, 100)),
        *(upright(x(n), f"{n:,}") for n in sizes),
        f'<text x="{middle}" y="{HEIGHT - 8}" text-anchor="middle">events</text>',
    ]
    # Ten times the events, ten times the cost: the slope to compare with.
    start, end = sizes[-1] / 100, sizes[-1]
    parts.append(
        f'<path d="M{x(start):.1f} {y(0.3):.1f}L{x(end):.1f} {y(30):.1f}" stroke="#999" '
        f'stroke-dasharray="4 4"/><text x="{x(end) + 10:.1f}" y="{y(30) + 4:.1f}" '
        'fill="#777">linear</text>'
    )
    taken: list[float] = [y(30)]
    for name, colour, value in LINES:
        points = [(x(found["n"]), y(value(found))) for found in measured]
        path = "L".join(f"{px:.1f} {py:.1f}" for px, py in points)
        dots = "".join(f'<circle cx="{px:.1f}" cy="{py:.1f}" r="3.5"/>' for px, py in points)
        at = points[-1][1]
        while any(abs(at - other) < 16 for other in taken):
            at += 4
        taken.append(at)
        parts.append(
            f'<g fill="{colour}"><path d="M{path}" fill="none" stroke="{colour}" '
            f'stroke-width="2"/>{dots}<text x="{points[-1][0] + 10:.1f}" y="{at + 4:.1f}">'
            f"{name}: {value(measured[-1]):.1f}</text></g>"
        )
    parts.append("</svg>\n")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(parts), encoding="utf-8")
