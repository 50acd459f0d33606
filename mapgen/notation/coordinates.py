"""Two cells, latitude and longitude → WGS 84 degrees, or what is wrong with them."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from mapgen.notation.hemispheres import HALF, LETTERS
from mapgen.notation.numbers import ascii_digits
from mapgen.problems import Fault

DEGREES = re.compile(r"[+-]?\d{1,3}(?:\.\d*)?")
_NAMES = ("degrees", "minutes", "seconds")
_LETTERS = {"latitude": "NS", "longitude": "EW"}
_NEGATIVE = ("S", "W")
_SIGNS = str.maketrans({"−": "-", "٫": "."})
_NUMBER = r"\d{1,3}(?:[.,]\d*)?"
_END = rf"(?=\s|$|:|{HALF})"
_PARTS = (  # compiled where it is needed, which is rare
    rf"(?P<before>{HALF})?\s*(?P<sign>[+-])?(?P<degrees>{_NUMBER})(?:\s*(?:[°º˚]|deg)|{_END})"
    rf"(?:[\s:]*(?P<minutes>{_NUMBER})(?:\s*(?:['′’ʹ´`]|min)|{_END})"
    rf"(?:[\s:]*(?P<seconds>{_NUMBER})\s*(?:[\"″”ʺ]|''|′′|’’|sec)?)?)?"
    rf"\s*(?P<after>{HALF})?"
)
LIMITS = {"latitude": 90.0, "longitude": 180.0}


class Area(NamedTuple):
    """A box in degrees (EPSG:4326) in which the places of an atlas lie; it crosses no date line."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, latitude: float, longitude: float) -> bool:
        """Return whether a position in degrees lies inside.

        Parameters
        ----------
        latitude, longitude : float
            WGS 84 degrees.

        Returns
        -------
        bool
            True on the border, too.
        """
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


def parse_degrees(text: str, column: str) -> tuple[float, tuple[Fault, ...]]:
    """Read a coordinate of the records.

    Parameters
    ----------
    text : str
        Decimal degrees with a point: ``24.8608``, ``-67.01``. May be empty.
    column : {"latitude", "longitude"}
        Which of the two it is; north and east are positive.

    Returns
    -------
    degrees : float
        NaN where the cell is empty or wrong.
    faults : tuple of Fault
        What is wrong with it, with what to write instead.
    """
    if not text:
        return math.nan, ()
    limit = LIMITS[column]
    if not DEGREES.fullmatch(text):
        mend = "Write decimal degrees: 24.8608."
        found = other_degrees(text, column)
        if found is not None:
            what = "a point" if DEGREES.fullmatch(text.replace(",", ".")) else "decimal degrees"
            mend = f"Write {what}: {as_written(found)}."
        return math.nan, (Fault(f"not a {column}", text, mend, code="coordinate/not-degrees"),)
    degrees = float(text)
    if abs(degrees) > limit:
        other = "longitude" if column == "latitude" else "latitude"
        mend = f"It lies between -{limit:.0f} and {limit:.0f}; is it the {other}?"
        return math.nan, (Fault(f"not a {column}", text, mend, code="coordinate/not-degrees"),)
    return degrees, ()


def other_degrees(text: str, column: str) -> float | None:
    """Read degrees that are not written as decimal degrees with a point.

    Parameters
    ----------
    text : str
        With a comma for the point (24,86), with minutes and seconds (24°51'36"N, N 24 51 36), or
        with a letter or word for the half of the earth (24.86N, 24,86 Süd), in digits of any
        script. It has to be one of the column's, and there is no sign beside it. O is none: it is
        west in some languages and east in others.
    column : {"latitude", "longitude"}

    Returns
    -------
    float or None
        Decimal degrees; None where the text is no degrees, or lies outside the column's limits.
    """
    found = re.fullmatch(_PARTS, ascii_digits(text.strip().lower()).translate(_SIGNS))
    if not found:
        return None
    halves = [LETTERS[each] for each in (found["before"], found["after"]) if each]
    letter = "".join(halves)
    if len(halves) > 1 or (letter and (letter not in _LETTERS[column] or found["sign"])):
        return None
    parts = [float(found[name].replace(",", ".")) for name in _NAMES if found[name]]
    if any(part >= 60 for part in parts[1:]) or any(part % 1 for part in parts[:-1]):
        return None
    value = math.fsum(part / 60**at for at, part in enumerate(parts))
    value = -value if found["sign"] == "-" or letter in _NEGATIVE else value
    return value if abs(value) <= LIMITS[column] else None


def as_written(degrees: float) -> str:
    """Return degrees as records write them: with a point, to 7 decimals (a centimetre).

    Parameters
    ----------
    degrees : float
        A latitude or longitude.

    Returns
    -------
    str
        "24.8608", without zeros at the end.
    """
    return f"{degrees:.7f}".rstrip("0").rstrip(".")


def swapped(latitude: float, longitude: float, area: Area | None) -> Fault | None:
    """Say so where a point lies outside the area and would lie inside if swapped.

    Parameters
    ----------
    latitude, longitude : float
        WGS 84 degrees.
    area : Area or None
        Where the known places are; None where none is known.

    Returns
    -------
    Fault or None
        None where nothing is wrong.
    """
    if area is None or area.holds(latitude, longitude) or not area.holds(longitude, latitude):
        return None
    return Fault(
        "latitude and longitude are swapped",
        f"{latitude:g}, {longitude:g}",
        f"Write latitude {longitude:g}, longitude {latitude:g}: that is near the known places.",
        code="coordinate/swapped",
    )


def area_around(points: list[tuple[float, float]], margin: float = 1.0) -> Area | None:
    """Return the box around some points.

    Parameters
    ----------
    points : list of (float, float)
        Latitudes and longitudes in degrees.
    margin : float
        Degrees by which the box is wider on each side.

    Returns
    -------
    Area or None
        None where there is no point.
    """
    if not points:
        return None
    south, north = min(p[0] for p in points), max(p[0] for p in points)
    west, east = min(p[1] for p in points), max(p[1] for p in points)
    return Area(south - margin, west - margin, north + margin, east + margin)
