"""Which regions a disc reaches: points with a radius in metres × regions in degrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyproj
import shapely

if TYPE_CHECKING:
    import geopandas as gpd

PIECE = 16  # segments of an outline that are looked up together
LONGEST = 0.02  # degrees: a straight line on the chart is one on the ground only while short
CHUNK = 50_000  # discs at a time, which bounds the memory


def regions_within(discs: Any, regions: gpd.GeoDataFrame) -> Any:
    """Return a boolean matrix: does an outline of region j come within disc i's radius.

    `discs` has rows of longitude, latitude (EPSG:4326) and radius in metres. Distances are measured
    in an equal-area projection around the middle of the regions, good to 1 % within 1,500 km of
    it: far better than any stated precision. A disc inside a region and clear of its outline does
    not count; the point itself says that.
    """
    matrix = np.zeros((len(discs), len(regions)), dtype=bool)
    if not len(regions) or not (discs[:, 2] > 0).any():
        return matrix
    west, south, east, north = regions.total_bounds
    metric = pyproj.Transformer.from_crs(
        "EPSG:4326",
        f"+proj=laea +lat_0={(south + north) / 2} +lon_0={(west + east) / 2} +datum=WGS84",
        always_xy=True,
    )
    pieces, owner = _pieces(regions, metric)
    tree = shapely.STRtree(pieces)
    wide = np.flatnonzero(discs[:, 2] > 0)
    for start in range(0, len(wide), CHUNK):
        rows = wide[start : start + CHUNK]
        x, y = metric.transform(discs[rows, 0], discs[rows, 1])
        # Far from the regions the projection has no answer, and nothing is within reach.
        known = np.isfinite(x) & np.isfinite(y)
        points = shapely.points(x[known], y[known])
        at, piece = tree.query(points, predicate="dwithin", distance=discs[rows[known], 2])
        matrix[rows[known][at], owner[piece]] = True
    return matrix


def _pieces(regions: gpd.GeoDataFrame, metric: pyproj.Transformer) -> tuple[Any, Any]:
    """Return the outlines cut into short lines, in metres, and the region of each."""
    lines, owner = [], []
    for region, geometry in enumerate(regions.geometry):
        for ring in shapely.get_rings(shapely.get_parts(geometry)):
            short = shapely.segmentize(ring, LONGEST)
            x, y = metric.transform(*shapely.get_coordinates(short).T)
            points = np.column_stack([x, y])
            for start in range(0, len(points) - 1, PIECE):
                lines.append(shapely.linestrings(points[start : start + PIECE + 1]))
                owner.append(region)
    return np.array(lines, dtype=object), np.array(owner, dtype=int)
