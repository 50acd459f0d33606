"""What part of the world the points of a page lie in, and which of them lie far off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import shapely

from mapgen.atlas.world_copy import NORTHMOST, into_copy, mercator, seam_of
from mapgen.files.dense import distinct
from mapgen.problems import Problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from mapgen.atlas.districts import Districts
    from mapgen.files.arrays import Floats, Objects
    from mapgen.files.frame import Frame
    from mapgen.records.settings import City

Bounds: TypeAlias = tuple[tuple[float, float], tuple[float, float]]
"""South-west and north-east corner, each latitude and longitude in WGS 84 degrees."""

EVERYWHERE: Bounds = ((-60.0, -170.0), (75.0, 170.0))
MARGIN = 0.05
"""Degrees between the points and the edge of the first view."""
LEAST = 3.0
"""Degrees: a map can be zoomed out to so much at least."""

_MANY = 1000  # fewer than one of so many points are wild
_FEW = 10  # fewer points do not tell which of them is far off


@dataclass(frozen=True, slots=True)
class Extent:
    """Where the points of a page are.

    `seam` is the longitude at which the world is cut, -180 to 180 degrees. `bounds` hold all points
    but the wild ones (`wild_points`), `whole` all; longitudes from `seam` to 360 degrees further,
    latitudes within ±85.05. `wild` are the wild points' numbers.
    """

    seam: float
    bounds: Bounds
    whole: Bounds
    wild: NDArray[np.intp]


def points_of(events: Mapping[str, Any]) -> tuple[NDArray[np.intp], Floats, Floats]:
    """Return all points of events.

    An event that is told for several places has a point at each.

    Parameters
    ----------
    events : mapping of str to Any
        Columns ``latitude`` and ``longitude`` (WGS 84 degrees, NaN for none) and, where there are
        some, ``event_places``.

    Returns
    -------
    rows : ndarray of intp
        The row of each point's event.
    latitude : ndarray of float
        WGS 84 degrees, NaN for none.
    longitude : ndarray of float
        The same.
    """
    rows = np.arange(len(events))
    latitude, longitude = (np.asarray(events[name], float) for name in ("latitude", "longitude"))
    if "event_places" not in events:
        return rows, latitude, longitude
    several = np.asarray(events["event_places"], dtype=object)
    found = np.flatnonzero(several.astype(bool)).tolist()
    spots = [(row, each.latitude, each.longitude) for row in found for each in several[row]]
    if not spots:
        return rows, latitude, longitude
    more = np.array(spots, dtype=float)
    one = np.ones(len(rows), dtype=bool)
    one[found] = False
    return (
        np.concatenate([rows[one], more[:, 0].astype(np.intp)]),
        np.concatenate([latitude[one], more[:, 1]]),
        np.concatenate([longitude[one], more[:, 2]]),
    )


def atlas_extent(
    points: tuple[NDArray[np.intp], Floats, Floats], cities: Iterable[City], districts: Districts
) -> Extent:
    """Return where the points, cities and districts of an atlas lie.

    Parameters
    ----------
    points : tuple of (ndarray of intp, ndarray of float, ndarray of float)
        Row, latitude and longitude of each point, as `points_of` gives them.
    cities : iterable of City
        They are in the bounds, too.
    districts : Districts
        They have a say in where the world is cut.

    Returns
    -------
    Extent
        `wild` are rows of the events, each once.
    """
    row, latitude, longitude = points
    named = [(city.latitude, city.longitude) for city in cities]
    also = np.array(named, dtype=float).reshape(-1, 2)
    found = extent_of(latitude, longitude, districts.outlines["geometry"], also)
    return replace(found, wild=distinct(row[found.wild]))


def extent_of(
    latitude: Floats,
    longitude: Floats,
    shapes: Objects | None = None,
    also: Floats | None = None,
) -> Extent:
    """Return where points lie, and with them some shapes that are not to be cut.

    Parameters
    ----------
    latitude, longitude : ndarray of float
        WGS 84 degrees, NaN for none.
    shapes : ndarray of object or None
        Geometries in the same degrees. They have a say in where the world is cut, none in the
        bounds.
    also : ndarray of float or None
        Latitude and longitude of other points, shape (n, 2), which are never wild.

    Returns
    -------
    Extent
        `wild` are numbers of the points.
    """
    placed = np.flatnonzero(np.isfinite(latitude + longitude))
    others = np.empty((0, 2)) if also is None else also
    every = np.concatenate([longitude[placed], others[:, 1]])
    parts = shapely.get_parts([] if shapes is None else shapes)
    seam = seam_of(every, shapely.bounds(parts)[:, [0, 2]] if len(parts) else np.empty((0, 2)))
    if not len(every):
        return Extent(seam, EVERYWHERE, EVERYWHERE, placed)
    x = into_copy(every, seam)
    y = np.concatenate([latitude[placed], others[:, 0]]).clip(-NORTHMOST, NORTHMOST)
    wild = wild_points(y[: len(placed)], x[: len(placed)])
    kept = np.ones(len(every), dtype=bool)
    kept[wild] = False
    return Extent(seam, _around(y[kept], x[kept]), _around(y, x), placed[wild])


def bounds_of(latitude: Floats, longitude: Floats) -> Bounds:
    """Return the corners of the points that are not wild.

    Parameters
    ----------
    latitude, longitude : ndarray of float
        Degrees, in one copy of the world; one point at least.

    Returns
    -------
    Bounds
        Latitudes within ±85.05.
    """
    y = latitude.clip(-NORTHMOST, NORTHMOST)
    kept = np.ones(len(y), dtype=bool)
    kept[wild_points(y, longitude)] = False
    return _around(y[kept], longitude[kept])


def wild_points(latitude: Floats, longitude: Floats) -> NDArray[np.intp]:
    """Return the numbers of the points that lie so far off that they would spoil the view.

    Without them the view is half as wide or less, and they are fewer than one in 1,000 points, or
    one: of fewer than ten points only one whose latitude and longitude are swapped. The farthest
    from the core are taken first; the core is what is left of the points' box without so many at
    each of its sides.

    Parameters
    ----------
    latitude, longitude : ndarray of float
        Degrees, in one copy of the world.

    Returns
    -------
    ndarray of intp
        Their numbers, in order.
    """
    none = np.empty(0, dtype=np.intp)
    count = len(latitude)
    most = max(1, (count - 1) // _MANY)
    if count <= 2 * most:
        return none
    axes = longitude / 360, mercator(latitude)
    away = np.full(count, -np.inf)
    for axis in axes:
        inner = np.partition(axis, (most, count - 1 - most))
        np.maximum(away, inner[most] - axis, out=away)
        np.maximum(away, axis - inner[count - 1 - most], out=away)
    # Those beyond the core, mostly a few: enough of them unless many points are one.
    outer = np.flatnonzero(away > 0)
    if len(outer) < most:
        outer = np.arange(count)
    far = outer[np.argpartition(away[outer], len(outer) - most)[len(outer) - most :]]
    far = far[np.argsort(-away[far], kind="stable")]
    rest = np.ones(count, dtype=bool)
    rest[far] = False
    # The boxes of all points without the first 0, 1, 2 … of those far off.
    inward = far[::-1]
    core = [axis[rest] for axis in axes]
    points = np.column_stack([axis[inward] for axis in axes])
    low = np.minimum.accumulate(np.vstack([[axis.min() for axis in core], points]))[::-1]
    high = np.maximum.accumulate(np.vstack([[axis.max() for axis in core], points]))[::-1]
    sizes = (high - low).max(axis=1) + 2 * MARGIN / 360
    taken = 0
    for number in range(1, most + 1):
        if sizes[number] <= sizes[taken] / 2:
            taken = number
    if taken and count < _FEW and not _swapped(latitude, longitude, int(far[0])):
        return none
    return np.sort(far[:taken])


def _swapped(latitude: Floats, longitude: Floats, one: int) -> bool:
    """Return whether a point would lie among the others were its coordinates swapped."""
    others = np.delete(np.column_stack([latitude, longitude]), one, axis=0)
    low, high = others.min(axis=0), others.max(axis=0)
    reach = max(float((high - low).max()), 1.0)
    point = np.array([longitude[one], latitude[one]])
    return bool(np.all((low - reach <= point) & (point <= high + reach)))


def _around(latitude: Floats, longitude: Floats) -> Bounds:
    return (
        (float(latitude.min()), float(longitude.min())),
        (float(latitude.max()), float(longitude.max())),
    )


def far_problems(events: Frame, file: str) -> Problems:
    """Warn of each event whose point lies so far off that it is not in the first view.

    Parameters
    ----------
    events : Frame
        Columns ``latitude``, ``longitude`` and ``line``, and ``event_places`` where there are some.
    file : str
        The name of their file.

    Returns
    -------
    Problems
        A warning for each such point.
    """
    problems = Problems(file)
    row, latitude, longitude = points_of(events)
    lines = np.asarray(events["line"])
    for point in extent_of(latitude, longitude).wild.tolist():
        problems.warning(
            "the point lies so far from all others that it is not in the first view",
            line=int(lines[row[point]]),
            column="latitude, longitude",
            value=f"{latitude[point]:g}, {longitude[point]:g}",
            mend="Correct the coordinates, unless the event happened there.",
            code="coordinate/far-off",
        )
    return problems
