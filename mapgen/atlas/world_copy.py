"""Where a flat map cuts the world, and shapes and longitudes as told from that cut on.

A map cuts the world along one meridian, usually ±180°. Where that would part what lies together
(Fiji; Anadyr and Nome), it is cut in the middle of the widest stretch of longitudes without
anything. Longitudes are then told from that cut on to 360° further east: in one *copy* of the
world, in which all layers of a page agree.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from mapgen.files.arrays import Floats, Objects

USUAL = -180.0
NORTHMOST = 85.05
"""The latitude at which Web Mercator ends; points beyond it stand at the edge."""

_ALIKE = 0.75  # so much of the widest gap is as good
_NEAR = 10.0  # degrees: what lies as near to ±180° is not to be cut off from what is beyond
_LEAST = 5.0  # degrees: of narrower gaps none is better than ±180°
_ROOM = 30.0  # degrees: a gap that shapes leave is wide enough


def seam_of(longitude: Floats, spans: Floats) -> float:
    """Return the longitude at which the world is cut: in the middle of the widest empty gap.

    ±180° is kept where it lies inside a gap nearly as wide, not close to its ends, and where no gap
    is 5° wide.

    Parameters
    ----------
    longitude : ndarray of float
        Of points, -180 to 180 degrees.
    spans : ndarray of float
        West and east end of shapes, shape (n, 2), NaN for none. They count where they leave a gap
        of 30° anywhere; shapes that go round the world do not.

    Returns
    -------
    float
        -180 to 180 degrees.
    """
    points = _clusters(longitude)
    spans = spans[np.isfinite(spans).all(axis=1)]
    found = _gaps(np.concatenate([points, spans]))
    if len(points) and (not len(found) or found[:, 1].max() < _ROOM):
        found = _gaps(points)
    if not len(found):
        return USUAL
    widest = found[:, 1].max()
    if widest < _LEAST:
        return USUAL
    for start, width in found[found[:, 1] >= _ALIKE * widest]:
        edge = min(_NEAR, width / 4)
        if start + edge <= 180 <= start + width - edge or width >= 360:
            return USUAL
    start, width = found[found[:, 1].argmax()]
    middle = start + width / 2
    whole = round(middle) if width > 2 else round(middle, 5)
    return float((whole + 180) % 360 - 180)


def _clusters(longitude: Floats) -> Floats:
    """Return the spans of points between which no gap is as wide as any that matters."""
    if not len(longitude):
        return np.empty((0, 2))
    points = np.sort(longitude)
    wide = np.flatnonzero(np.diff(points) >= _LEAST / 2)
    starts = np.concatenate([[0], wide + 1])
    ends = np.concatenate([wide, [len(points) - 1]])
    return np.column_stack([points[starts], points[ends]])


def _gaps(spans: Floats) -> Floats:
    """Return the gaps between some spans of longitudes: rows of start, -180 to 180, and width."""
    if not len(spans):
        return np.empty((0, 2))
    spans = spans[np.argsort(spans[:, 0])]
    reached = np.maximum.accumulate(spans[:, 1])
    start = reached
    end = np.append(spans[1:, 0], spans[0, 0] + 360)
    gaps = np.column_stack([start, end - start])
    return gaps[gaps[:, 1] > 0]


def into_copy(longitude: Floats, seam: float) -> Floats:
    """Return longitudes of -180 to 180 degrees as they are told in the copy from `seam` on.

    Parameters
    ----------
    longitude : ndarray of float
        -180 to 180 degrees.
    seam : float
        Where the copy begins, -180 to 180 degrees.

    Returns
    -------
    ndarray of float
        `seam` to 360 degrees further.
    """
    return np.where(longitude < seam, longitude + 360, longitude)


def longitude_in_copy(longitude: float, seam: float) -> float:
    """Return one longitude of -180 to 180 degrees as it is told in the copy from `seam` on.

    Parameters
    ----------
    longitude : float
        -180 to 180 degrees.
    seam : float
        Where the copy begins, -180 to 180 degrees.

    Returns
    -------
    float
        `seam` to 360 degrees further.
    """
    return longitude + 360 if longitude < seam else longitude


def copied(shapes: Objects, seam: float) -> Objects:
    """Return shapes as they are told in the copy of the world from `seam` on.

    What lies across the cut is parted there; what is parted at ±180° is one again.

    Parameters
    ----------
    shapes : ndarray of object
        Geometries, longitudes of -180 to 180 degrees.
    seam : float
        Where the copy begins, -180 to 180 degrees.

    Returns
    -------
    ndarray of object
        As many geometries, longitudes from `seam` to 360 degrees further.
    """
    if seam == USUAL or not len(shapes):
        return shapes
    west, _, east, _ = shapely.bounds(shapes).T
    found = shapes.copy()
    beyond = east < seam
    found[beyond] = shapely.transform(found[beyond], _east)
    across = (west < seam) & (east >= seam)
    found[across] = cut_to(found[across], seam, -90, seam + 360, 90)
    return found


def cut_to(shapes: Objects, west: float, south: float, east: float, north: float) -> Objects:
    """Return what of some shapes lies in a rectangle, as told in the copy that it lies in.

    Parts on both sides of ±180° that meet there are one again. What is left of a polygon is
    polygons, of a line lines; a shape of which nothing is left is empty.

    Parameters
    ----------
    shapes : ndarray of object
        Geometries in degrees, in any copy of the world or across ±180°.
    west, south, east, north : float
        Degrees; `east` at most 360 more than `west`, -540 to 540.

    Returns
    -------
    ndarray of object
        As many geometries, within the rectangle.
    """
    found = []
    for turn in (-360, 0, 360):
        part = _clipped(shapes, west - turn, south, east - turn, north)
        moved = shapely.transform(part, partial(_east, degrees=turn))
        found.append(moved)
    whole: Objects = found[0]
    for other in found[1:]:
        both = ~shapely.is_empty(whole) & ~shapely.is_empty(other)
        whole = np.where(shapely.is_empty(whole), other, whole)
        whole[both] = shapely.union(_valid(whole[both]), _valid(other[both]))
    return whole


def _clipped(shapes: Objects, west: float, south: float, east: float, north: float) -> Objects:
    """Return what of each shape lies in a rectangle.

    GEOS's clipping gives up where a shape and the rectangle meet in a part of an edge and rounding
    makes two points of it one. Such a shape is cut by the overlay that is exact, and slower.
    """
    box = (west, south, east, north)
    found: Objects = np.empty(len(shapes), dtype=object)
    try:
        found[:] = shapely.clip_by_rect(shapes, *box)
    except shapely.errors.GEOSException:
        if len(shapes) > 1:
            return np.concatenate([_clipped(each, *box) for each in np.split(shapes, len(shapes))])
        parts = shapely.get_parts(shapely.intersection(_valid(shapes.copy()), shapely.box(*box)))
        whole = shapely.get_dimensions(parts) == shapely.get_dimensions(shapes)
        found[0] = shapely.union_all(parts[whole])
    return found


def _east(points: Floats, degrees: float = 360) -> Floats:
    """Return points, rows of longitude and latitude, so many degrees further east."""
    return np.add(points, [degrees, 0])


def _valid(shapes: Objects) -> Objects:
    wrong = ~shapely.is_valid(shapes)
    shapes[wrong] = shapely.make_valid(shapes[wrong])
    return shapes


def mercator(latitude: Floats) -> Floats:
    """Return latitudes as heights of Web Mercator (EPSG:3857), the world's being 1.

    Parameters
    ----------
    latitude : ndarray of float
        WGS 84 degrees; beyond ±85.05 they stand at the edge.

    Returns
    -------
    ndarray of float
        -0.5 to 0.5.
    """
    radians = np.radians(np.clip(latitude, -NORTHMOST, NORTHMOST))
    return np.arcsinh(np.tan(radians)) / (2 * np.pi)


def latitude_at(height: Floats) -> Floats:
    """Return the latitudes of heights of Web Mercator, the world's being 1.

    Parameters
    ----------
    height : ndarray of float
        -0.5 to 0.5.

    Returns
    -------
    ndarray of float
        WGS 84 degrees.
    """
    return np.degrees(np.arctan(np.sinh(2 * np.pi * np.asarray(height))))
