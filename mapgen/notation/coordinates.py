"""Two cells, latitude and longitude → WGS 84 degrees, or what is wrong with them."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from mapgen.problems import Fault

DEGREES = re.compile(r"[+-]?\d{1,3}(?:\.\d*)?")
LIMITS = {"latitude": 90.0, "longitude": 180.0}


class Area(NamedTuple):
    """A box in degrees in which the places of an atlas lie."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, latitude: float, longitude: float) -> bool:
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


def parse_degrees(text: str, column: str) -> tuple[float, tuple[Fault, ...]]:
    """Return a latitude or longitude (`column` says which), NaN when empty or wrong."""
    if not text:
        return math.nan, ()
    limit = LIMITS[column]
    if not DEGREES.fullmatch(text):
        mend = "Write decimal degrees: 24.8608."
        if DEGREES.fullmatch(text.replace(",", ".")):
            mend = f"Write a point: {text.replace(',', '.')}."
        return math.nan, (Fault(f"not a {column}", text, mend, code="coordinate/not-degrees"),)
    degrees = float(text)
    if abs(degrees) > limit:
        other = "longitude" if column == "latitude" else "latitude"
        mend = f"It lies between -{limit:.0f} and {limit:.0f}; is it the {other}?"
        return math.nan, (Fault(f"not a {column}", text, mend, code="coordinate/not-degrees"),)
    return degrees, ()


def swapped(latitude: float, longitude: float, area: Area | None) -> Fault | None:
    """Return a fault where the point lies outside the area and would lie inside if swapped."""
    if area is None or area.holds(latitude, longitude) or not area.holds(longitude, latitude):
        return None
    return Fault(
        "latitude and longitude are swapped",
        f"{latitude:g}, {longitude:g}",
        f"Write latitude {longitude:g}, longitude {latitude:g}: that is near the known places.",
        code="coordinate/swapped",
    )


def area_around(points: list[tuple[float, float]], margin: float = 1.0) -> Area | None:
    """Return the box around (latitude, longitude) points, `margin` degrees wider; None for none."""
    if not points:
        return None
    south, north = min(p[0] for p in points), max(p[0] for p in points)
    west, east = min(p[1] for p in points), max(p[1] for p in points)
    return Area(south - margin, west - margin, north + margin, east + margin)
