"""What is wrong with joined events: outside every district, reaching across a border."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from mapgen.files.columns import among
from mapgen.files.frame import Frame
from mapgen.problems import Problems

if TYPE_CHECKING:
    from mapgen.atlas.districts import Districts

TOLD = (
    "latitude", "longitude", "place", "place_id", "line", "candidates", "join", "join_note",
)  # fmt: skip
MOST_MENDS = 1000  # a file with more points outside has one mistake, not a thousand


def join_problems(
    events: Frame, districts: Districts, file: str, coverage: str = "all"
) -> Problems:
    """Return what is wrong with where joined events lie.

    Parameters
    ----------
    events : Frame
        What `mapgen.atlas.join.join` returned.
    districts : Districts
        Those they were joined with.
    file : str
        The name of the file of events, for the messages.
    coverage : {"all", "some", "none"}
        Which places the districts cover. With "some", one warning tells how many events lie
        outside; with "none", no event can.

    Returns
    -------
    Problems
        Events outside every district (errors), and precisions that reach across a border (warnings;
        a place that many events share is warned of once).
    """
    problems = Problems(file)
    events = Frame({name: events[name] for name in TOLD})
    outside = events.take(among(events["join"], ("outside",)))
    if coverage != "all":
        if coverage == "some" and len(outside):
            count = f"{len(outside):,} events lie" if len(outside) > 1 else "one event lies"
            problems.warning(
                f"{count} outside every district of the day",
                line=int(outside["line"].min()),
                code="join/outside",
            )
        outside = outside.take(slice(0))
    for number, row in enumerate(outside.records()):
        spot = (row["latitude"], row["longitude"])
        problems.error(
            "the point lies outside every district of its day",
            line=row["line"],
            column="latitude, longitude",
            value=f"{spot[0]:g}, {spot[1]:g}",
            mend=_mend_outside(*spot, districts) if number < MOST_MENDS else "",
            code="join/outside",
        )
    possible = events.take(among(events["join"], ("possible",)))
    groups: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    keys = zip(possible["place_id"], possible["place"], possible["candidates"], strict=True)
    for at, (own, place, candidates) in enumerate(keys):
        groups.setdefault((own or place, candidates), []).append(at)
    for (place, _), rows in groups.items():
        also = f" ({len(rows):,} events)" if len(rows) > 1 else ""
        problems.warning(
            f"{possible['join_note'][rows[0]].rstrip('.')}{also}",
            line=int(possible["line"][rows[0]]),
            column="place",
            value=place,
            code="join/reaches-across",
        )
    return problems


def _mend_outside(latitude: float, longitude: float, districts: Districts) -> str:
    """Return how to mend a point in no region: swapped, in a gap of the list, or far off."""
    units = districts.outlines["geometry"]
    if shapely.intersects(units, shapely.Point(latitude, longitude)).any():
        return "Latitude and longitude are swapped."
    point = shapely.Point(longitude, latitude)
    holding = districts.outlines["id"][shapely.intersects(units, point)]
    if len(holding):
        return f"It lies in unit {holding[0]}, which belongs to no district then."
    if not len(units):
        return "Mend the shapes first."
    import pyproj

    geod = pyproj.Geod(ellps="WGS84")
    near = [shapely.shortest_line(point, unit) for unit in units]
    lengths = np.array([geod.geometry_length(line) for line in near])
    at = int(lengths.argmin())
    name = districts.outlines["name"][at]
    return f"The nearest unit, {name}, is {lengths[at] / 1000:,.1f} km away."
