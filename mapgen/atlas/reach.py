"""Which regions a disc reaches: points with a radius in metres × regions in degrees."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import shapely

from mapgen.atlas.equal_area import EqualArea
from mapgen.files.arrays import Bools, Floats, Ints, Objects
from mapgen.files.dense import distinct

if TYPE_CHECKING:
    from mapgen.files.frame import Frame

PIECE = 16  # segments of an outline that are looked up together
LONGEST = 0.02  # degrees: a straight line on the chart is one on the ground only while short
GRID = 1024  # cells on a side of the grid that tells which discs are near an outline at all
METRES = 110_000  # fewer than a degree of latitude has anywhere
MANY = 32  # shapes
FEW = 2_000  # discs: up to so many the outlines are asked at once, which costs less than the grid
CHUNK = 50_000  # discs at a time, which bounds the memory


def shapes_holding(x: Floats, y: Floats, shapes: Iterable[shapely.Geometry]) -> Bools:
    """Test which points lie in which shapes, or on their border.

    Parameters
    ----------
    x, y : array of float, shape (n,)
        Longitudes and latitudes of the points, in the shapes' reference system; NaN for none.
    shapes : iterable of shapely.Geometry
        m shapes; they are prepared.

    Returns
    -------
    array of bool, shape (n, m)
    """
    every = list(shapes)
    matrix = np.zeros((len(x), len(every)), dtype=bool)
    matrix[pairs_holding(x, y, every)] = True
    return matrix


def pairs_holding(x: Floats, y: Floats, shapes: Iterable[shapely.Geometry]) -> tuple[Ints, Ints]:
    """Return which of some shapes hold which points, as pairs of numbers.

    Parameters
    ----------
    x, y : ndarray of float
        Of the points, in the unit of the shapes.
    shapes : iterable of Geometry
        Areas.

    Returns
    -------
    points : ndarray of int
        Numbers of points.
    shapes : ndarray of int
        For each, the number of a shape that holds it.
    """
    every = list(shapes)
    # Of many shapes each is far from most points: these are found in order of their latitude.
    order = np.argsort(y) if len(every) > MANY and len(x) > FEW else None
    sorted_y = y[order] if order is not None else y
    points, held = [np.zeros(0, dtype=np.intp)], [np.zeros(0, dtype=np.intp)]
    for number, shape in enumerate(every):
        west, south, east, north = shapely.bounds(shape)
        if order is None:
            near = np.flatnonzero((x >= west) & (x <= east) & (y >= south) & (y <= north))
        else:
            first = np.searchsorted(sorted_y, south)
            near = order[first : np.searchsorted(sorted_y, north, side="right")]
            near = near[(x[near] >= west) & (x[near] <= east)]
        if len(near):
            shapely.prepare(shape)
            near = near[shapely.intersects_xy(shape, x[near], y[near])]
            points.append(near)
            held.append(np.full(len(near), number))
    return np.concatenate(points), np.concatenate(held)


def only_holders(x: Floats, y: Floats, shapes: Iterable[shapely.Geometry]) -> Ints:
    """Return the number of the only shape that holds each point.

    Parameters
    ----------
    x, y : ndarray of float
        Of the points, in the unit of the shapes.
    shapes : iterable of Geometry
        Areas.

    Returns
    -------
    ndarray of int
        1 + the shape's number, 0 for points in none, −1 for those in several.
    """
    points, held = pairs_holding(x, y, shapes)
    found = np.zeros(len(x), dtype=np.int64)
    found[points] = held + 1
    found[np.bincount(points, minlength=len(x)) > 1] = -1
    return found


def regions_within(discs: Floats, regions: Frame) -> Bools:
    """Test which discs reach an outline of which regions.

    Distances are measured in a Lambert azimuthal equal-area projection around the middle of the
    regions, good to 1 % within 1,500 km of it: far better than any stated precision. A disc inside
    a region and clear of its outline does not count; `shapes_holding` says that of its point.

    Parameters
    ----------
    discs : array of float, shape (n, 3)
        Longitude and latitude (degrees, EPSG:4326) and radius (metres) of each.
    regions : Frame
        m regions, EPSG:4326.

    Returns
    -------
    array of bool, shape (n, m)
    """
    matrix = np.zeros((len(discs), len(regions)), dtype=bool)
    if not len(regions) or not (discs[:, 2] > 0).any():
        return matrix
    west, south, east, north = shapely.total_bounds(regions["geometry"])
    metric = EqualArea((south + north) / 2, (west + east) / 2)
    pieces, owner = _pieces(regions, metric)
    tree = shapely.STRtree(pieces)
    wide = np.flatnonzero(discs[:, 2] > 0)
    if len(wide) > FEW:
        wide = wide[_may_reach(discs[wide], regions)]
    for start in range(0, len(wide), CHUNK):
        rows = wide[start : start + CHUNK]
        x, y = metric.transform(discs[rows, 0], discs[rows, 1])
        # Far from the regions the projection has no answer, and nothing is within reach.
        known = np.isfinite(x) & np.isfinite(y)
        points = shapely.points(x[known], y[known])
        at, piece = tree.query(points, predicate="dwithin", distance=discs[rows[known], 2])
        matrix[rows[known][at], owner[piece]] = True
    return matrix


def _may_reach(discs: Floats, regions: Frame) -> Bools:
    """Return which discs can reach an outline at all, by a coarse grid: most lie far from any.

    Discs of nearly the same radius share a grid; its cells that an outline comes near are marked.
    """
    may = np.zeros(len(discs), dtype=bool)
    lines = [
        np.column_stack([points[:-1], points[1:]])
        for points in map(shapely.get_coordinates, shapely.get_rings(_parts(regions)))
    ]
    if not lines or not len(discs):
        return may
    ends = np.concatenate(lines)
    west, east = ends[:, 0::2].min(axis=1), ends[:, 0::2].max(axis=1)
    south, north = ends[:, 1::2].min(axis=1), ends[:, 1::2].max(axis=1)
    steps = np.ceil(np.log2(discs[:, 2]))
    for step in distinct(steps):
        rows = np.flatnonzero(steps == step)
        metres = 2.0**step * 1.02 + 50
        up = metres / METRES
        highest = min(max(abs(south.min() - up), abs(north.max() + up)), 89.9)
        along = metres / (METRES * np.cos(np.radians(highest)))
        x0, x1 = west.min() - along, east.max() + along
        y0, y1 = south.min() - up, north.max() + up
        if x0 < -180 or x1 > 180:
            may[rows] = True  # what lies beyond the date line is not looked for in a grid
            continue
        grid = np.zeros((GRID, GRID), dtype=bool)
        column = (GRID - 1) / (x1 - x0)
        line = (GRID - 1) / (y1 - y0)
        cells = (
            ((south - up - y0) * line).astype(int).tolist(),
            ((north + up - y0) * line).astype(int).tolist(),
            ((west - along - x0) * column).astype(int).tolist(),
            ((east + along - x0) * column).astype(int).tolist(),
        )
        for bottom, top, left, right in zip(*cells, strict=True):
            grid[bottom : top + 1, left : right + 1] = True
        x, y = discs[rows, 0], discs[rows, 1]
        inside = np.flatnonzero((x >= x0) & (x <= x1) & (y >= y0) & (y <= y1))
        at = ((y[inside] - y0) * line).astype(int), ((x[inside] - x0) * column).astype(int)
        may[rows[inside]] = grid[at]
    return may


def _parts(regions: Frame) -> Objects:
    return shapely.get_parts(regions["geometry"])


def _pieces(regions: Frame, metric: EqualArea) -> tuple[Objects, Ints]:
    """Return the outlines cut into short lines, in metres, and the region of each."""
    lines, owner = [], []
    for region, geometry in enumerate(regions["geometry"]):
        for ring in shapely.get_rings(shapely.get_parts(geometry)):
            short = shapely.segmentize(ring, LONGEST)
            x, y = metric.transform(*shapely.get_coordinates(short).T)
            points = np.column_stack([x, y])
            for start in range(0, len(points) - 1, PIECE):
                lines.append(shapely.linestrings(points[start : start + PIECE + 1]))
                owner.append(region)
    return np.array(lines, dtype=object), np.array(owner, dtype=int)
