"""What an event that was read says of its places and figures."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from mapgen.notation.claims import Claims

if TYPE_CHECKING:
    from mapgen.files.frame import Frame


def event_places(events: Frame) -> list[dict[str, object]]:
    """Return the places of an event, ready for JSON.

    Parameters
    ----------
    events : Frame
        One row, or none.

    Returns
    -------
    list of dict of str to object
        ``name``, ``latitude`` and ``longitude`` (WGS 84 degrees) and ``radius`` (metres), None for
        what has no point.
    """
    if not len(events):
        return []
    several = events["event_places"][0]
    spots = [(each.name, each.latitude, each.longitude, each.radius_m) for each in several] or [
        (events["place"][0], events["latitude"][0], events["longitude"][0], events["radius_m"][0])
    ]
    names = ("name", "latitude", "longitude", "radius")
    return [dict(zip(names, map(_none_for_nan, spot), strict=True)) for spot in spots]


def _none_for_nan(value: object) -> object:
    """Return a name or a number as it is, None for a number that is not known."""
    if isinstance(value, str):
        return value
    number = float(str(value))
    return None if math.isnan(number) else number


def event_figures(events: Frame, name: str) -> dict[str, object]:
    """Return a figure of an event, ready for JSON.

    Parameters
    ----------
    events : Frame
        One row, or none.
    name : str
        The figure's column.

    Returns
    -------
    dict of str to object
        ``brief``, as it is printed, and the number of people: ``low`` and ``high``, None for
        unknown.
    """
    claims: Claims = events[name][0] if len(events) else Claims()
    return {"brief": claims.printed(), "low": claims.low, "high": claims.high}
