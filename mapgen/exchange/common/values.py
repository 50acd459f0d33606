"""Cells of other people's tables → numbers, days, degrees; None where they are none."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from functools import lru_cache

from mapgen.exchange.common.foreign_dates import edtf
from mapgen.notation.claims import MAX_FIGURE
from mapgen.notation.coordinates import LIMITS, as_written, other_degrees
from mapgen.notation.figures import read_figure

_WHOLE = re.compile(r"([+-]?\d{1,9})(?:\.0*)?")
_GROUP_OR_DECIMALS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_NUMBER = re.compile(r"[+-]?(?:\d++(?:\.\d*+)?|\.\d++)(?:[eE][+-]?\d++)?")
_O_ALONE = re.compile(r"(?:^|[\d\s°'\"′″])[oO](?:$|[\d\s])")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LATITUDE = int(LIMITS["latitude"])
_DEGREES = re.compile(r"[+-]?\d{1,3}(?:\.\d+)?", re.ASCII)


@lru_cache(maxsize=65_536)
def whole(text: str) -> int | None:
    """Return a whole number, also one written as 12.0; None where the text is none.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    int or None
        With its sign.
    """
    found = _WHOLE.fullmatch(text)
    return int(found[1]) if found else None


def count(text: str) -> int | None:
    """Return a number of people, as large as one can be in events.csv; None for any other.

    Groups and words are read whole (1 200, two hundred); of 12.000 nobody can tell whether the
    point parts groups or decimals.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    int or None
        0 or more.
    """
    if _GROUP_OR_DECIMALS.fullmatch(text):
        return None
    figure = whole(text)
    if figure is None:
        found = read_figure(text)
        if found and found.end == len(text) and found.is_exact:
            figure = found.low
    return figure if figure is not None and 0 <= figure <= MAX_FIGURE else None


def number(text: str) -> float | None:
    """Return a number; None where the text is none.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    float or None
        With a decimal point alone.
    """
    return float(text) if _NUMBER.fullmatch(text) else None


@lru_cache(maxsize=65_536)
def day(text: str) -> date | None:
    """Read the day in a cell, in any form that can mean one day only (`foreign_dates.edtf`).

    Parameters
    ----------
    text : str
        A cell: 1990-05-26, 19900526, 26 May 1990, 26-Sept-1990, 26/5/1990; a time behind it is
        left out.

    Returns
    -------
    date or None
        None where it is no single day of the years 1 to 9999, and for 5/6/1990, which can mean
        two.
    """
    written = edtf(text)
    if not _DAY.fullmatch(written):
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:  # the year 0
        return None


def around(middle: date, days: int) -> str:
    """Return EDTF for one day not more than `days` from a middle.

    Parameters
    ----------
    middle : date
        The day.
    days : int
        0 or more.

    Returns
    -------
    str
        One of a set: ``[1986-12-13..1986-12-15]``.
    """
    return f"[{middle - timedelta(days)}..{middle + timedelta(days)}]"


@lru_cache(maxsize=65_536)
def degrees(text: str, limit: int) -> tuple[str, float] | None:
    """Read a latitude or longitude of someone else's table.

    Parameters
    ----------
    text : str
        Decimal degrees; a decimal comma, minutes and seconds, and letters for the half of the earth
        are read too.
    limit : int
        90 for a latitude, 180 for a longitude.

    Returns
    -------
    (str, float) or None
        The degrees as events.csv writes them, and as a number; None outside of ±limit.
    """
    value = number(text)
    if value is None:
        value = other_degrees(text, "latitude" if limit == LATITUDE else "longitude")
    if value is None or abs(value) > limit:
        return None
    return (text if _DEGREES.fullmatch(text) else as_written(value)), value


def west_of(text: str) -> str:
    """Return the usual longitude for one that is counted to 360 degrees; "" for any other.

    Parameters
    ----------
    text : str
        Degrees, 0 to 360 east of Greenwich.

    Returns
    -------
    str
        -180 to 0 degrees.
    """
    value = number(text)
    return as_written(value - 360) if value is not None and 180 < value <= 360 else ""


def no_point(latitude: str, longitude: str) -> str:
    """Return why two texts, one of which is no degrees, give no point.

    Parameters
    ----------
    latitude, longitude : str
        Cells.

    Returns
    -------
    str
        In lower case.
    """
    given = [text for text in (latitude, longitude) if text]
    if not given:
        return "no coordinates"
    if len(given) == 1:
        return "only one coordinate"
    if any(_O_ALONE.search(text) for text in given):
        return "O is west in some languages and east in others"
    if degrees(longitude, LATITUDE) and degrees(latitude, 180):
        return "latitude and longitude seem swapped"
    return "no point on the earth"


def text_of(value: object) -> str:
    """Return a JSON value as the text of a cell: lists with semicolons, tables as JSON.

    Parameters
    ----------
    value : object
        As `json` reads it.

    Returns
    -------
    str
        "" for null.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(each, str | int | float) for each in value):
        return "; ".join(map(str, value))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
