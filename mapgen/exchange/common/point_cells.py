"""A cell that holds both coordinates → latitude and longitude as text, or why it is no point."""

from __future__ import annotations

import re
from typing import NamedTuple

from mapgen.exchange.common.values import LATITUDE, degrees

_NUMBER = r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"
_WKT = re.compile(
    rf"(?i)(?:<[^>]*>\s*|srid=4326;\s*)?point\s*(?:zm?|m)?\s*\(\s*({_NUMBER})\s+({_NUMBER})"
    rf"(?:\s+{_NUMBER})*\s*\)"
)
_OTHER_SHAPE = re.compile(
    r"(?i)(?:srid=\d+;\s*)?(?:multi\w+|linestring|polygon|geometrycollection)\b"
)
_BETWEEN = (r"\s*;\s*", r",\s+", r"\s*,\s*", r"(?<=[^\d\W])\s*,?\s+(?=\d)", r"\s+")
_HALF = re.compile(r"[^\W\d_]")


class PointCell(NamedTuple):
    """Latitude and longitude as written, "" for none; `reason` says why, or what is odd."""

    latitude: str = ""
    longitude: str = ""
    reason: str = ""


ORDER = "two numbers in a cell are taken for latitude, longitude"


def read_point(text: str) -> PointCell:
    """Return the point of a cell.

    Parameters
    ----------
    text : str
        Well-known text, ``POINT (67.01 24.86)``, longitude first; or latitude and longitude:
        ``24.86, 67.01``, ``24,86; 67,01``, ``24°51'N 67°00'E``, with letters in any order. A list
        in brackets, or of JSON, can have either first and is not read.

    Returns
    -------
    PointCell
        Degrees as they stand there; without a point, the reason why.
    """
    found = _WKT.fullmatch(text)
    if found:
        return PointCell(found[2], found[1])
    if _OTHER_SHAPE.match(text):
        return PointCell(reason="a line or an area has no point")
    inner = text[1:-1].strip() if text.startswith("(") and text.endswith(")") else text
    has_halves = _HALF.search(inner) is not None
    for between in _BETWEEN:
        parts = re.split(between, inner)
        if len(parts) != 2 or (";" in inner and not has_halves and "," not in inner):
            continue
        first, second = parts
        if degrees(first, LATITUDE) and degrees(second, 180):
            return PointCell(first, second, "" if has_halves else ORDER)
        if has_halves and degrees(second, LATITUDE) and degrees(first, 180):
            return PointCell(second, first)
        if degrees(second, LATITUDE) and degrees(first, 180):
            return PointCell(reason="latitude and longitude seem swapped")
    return PointCell(reason="no two coordinates that are read")
