"""What an atlas covers and under which licence, as descriptions of data sets say it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from mapgen.files.dense import distinct
from mapgen.notation.citations import is_web_address
from mapgen.notation.civil import iso

if TYPE_CHECKING:
    from mapgen.files.frame import Frame
    from mapgen.records.settings import Settings

_CREATIVE_COMMONS = re.compile(
    r"CC-(BY(?:-(?:SA|NC|ND|NC-SA|NC-ND))?)-([1-4]\.[05])", re.IGNORECASE
)


def licence_address(licence: str) -> str:
    """Return the address of a licence that is named as SPDX does, another text as it is.

    Parameters
    ----------
    licence : str
        SPDX's name, an address, or free text.

    Returns
    -------
    str
        The address, or the text where none is known.
    """
    if is_web_address(licence):
        return licence
    if licence.upper() == "CC0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    known = _CREATIVE_COMMONS.fullmatch(licence)
    if known:
        return f"https://creativecommons.org/licenses/{known[1].lower()}/{known[2]}/"
    return licence


def days_covered(settings: Settings, points: Frame) -> str:
    """Return the period and the events' days as an interval of ISO 8601.

    Parameters
    ----------
    settings : Settings
        They may name a period.
    points : Frame
        Events, with ``first`` and ``last`` as days since 1 January 1970.

    Returns
    -------
    str
        "1972-01-01/1992-12-31"; "" where no day is known.
    """
    period = settings.period
    days = [period.first, period.last] if period else []
    if len(points) and "first" in points.columns:
        days += [int(points["first"].min()), int(points["last"].max())]
    return f"{iso(min(days))}/{iso(max(days))}" if days else ""


def box_covered(points: Frame) -> str:
    """Return the box of all points.

    It is the narrower of the two round the globe: across the date line west is above east.

    Parameters
    ----------
    points : Frame
        Columns ``latitude`` and ``longitude`` in WGS 84 degrees, NaN for none, and perhaps
        ``event_places``.

    Returns
    -------
    str
        "south west north east" in degrees; "" without points.
    """
    several = [
        (each.latitude, each.longitude)
        for places in (points["event_places"] if "event_places" in points.columns else ())
        for each in places
    ]
    pairs = np.column_stack([points["latitude"], points["longitude"]]).astype(float)
    pairs = np.concatenate([pairs, np.array(several, dtype=float).reshape(-1, 2)])
    pairs = pairs[np.isfinite(pairs).all(axis=1)]
    if not len(pairs):
        return ""
    meridians = distinct(pairs[:, 1])
    # The widest stretch without a point is what the box leaves out.
    gaps = np.append(np.diff(meridians), meridians[0] + 360 - meridians[-1])
    widest = int(np.argmax(gaps[::-1]))  # of equal ones the last: the date line
    east = len(gaps) - 1 - widest
    sides = (
        pairs[:, 0].min(),
        meridians[(east + 1) % len(meridians)],
        pairs[:, 0].max(),
        meridians[east],
    )
    return " ".join(f"{round(float(each), 5):.10g}" for each in sides)
