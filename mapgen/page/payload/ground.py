"""The world's land as the ground of a page that has no base map of its own.

From Natural Earth (public domain), derived by ``tools/natural_earth.py``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import numpy as np
import shapely

from mapgen.atlas.extent import LEAST
from mapgen.atlas.world_copy import NORTHMOST, cut_to, latitude_at, mercator
from mapgen.files.dense import distinct
from mapgen.page.payload.packing import pack_json
from mapgen.page.payload.shapes import pack_polygons

if TYPE_CHECKING:
    from mapgen.atlas.extent import Extent
    from mapgen.files.arrays import Floats, Objects

CREDIT = "Natural Earth"
MOST = 57_000
"""The most bytes that the land may have in a page."""

UNIT = 0.002  # degrees of a step in land.npz
BESIDE = (2.6, 1.6)  # the ground's half width and height, in sides of the points' box
# From how wide a ground on, in degrees, land at a smaller scale has points enough.
SCALES = ((130.0, "50m"), (0.0, "10m"))
BYTES = 4.1  # of a point, packed
FINE = 8000  # so many times the first tolerance is in the ground's width


def sheet(extent: Extent) -> tuple[float, float, float, float]:
    """Return the ground of a page: west, south, east and north, in degrees of the extent's copy.

    Around all points, so much wider that the map can be zoomed out from what it shows at first.

    Parameters
    ----------
    extent : Extent
        Where the page's points lie.

    Returns
    -------
    tuple of (float, float, float, float)
        Latitudes within ±85.05.
    """
    (south, west), (north, east) = extent.whole
    low, high = mercator(np.array([south, north]))
    side = max((east - west) / 360, float(high - low), LEAST / 360)
    across, down = (share * side for share in BESIDE)
    middle, height = (west + east) / 2, float(low + high) / 2
    bottom, top = latitude_at(np.array([height - down, height + down]))
    return (
        max(middle - across * 360, extent.seam),
        max(float(bottom), -NORTHMOST),
        min(middle + across * 360, extent.seam + 360),
        min(float(top), NORTHMOST),
    )


def world_land(extent: Extent) -> list[dict[str, object]]:
    """Return the land of a page's ground as features of a base map, at most `MOST` bytes packed.

    It is generalised (Douglas and Peucker 1973) as far as the ground is wide, and further until it
    is small enough; its coordinates are rounded to a quarter of what a line may be moved.

    Parameters
    ----------
    extent : Extent
        Where the page's points lie.

    Returns
    -------
    list of dict of str to object
        As `pack_base` returns features.
    """
    west, south, east, north = sheet(extent)
    scale = next(name for wider, name in SCALES if east - west >= wider)
    shapes = cut_to(_near(land(scale), west, south, east, north), west, south, east, north)
    parts = shapely.get_parts(shapes[~shapely.is_empty(shapes)])
    parts = _joined(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON])
    tolerance = (east - west) / FINE
    while True:
        parts = _generalised(parts, tolerance)
        points = int(shapely.get_num_coordinates(parts).sum())
        if points * BYTES <= MOST:
            polygons = _packed(parts, tolerance)
            if len(pack_json(polygons)) <= MOST:
                return [{"kind": "land", "credit": CREDIT, "polygons": polygons}]
        tolerance *= max(1.2, points * BYTES / MOST)


def _joined(parts: Objects) -> Objects:
    """Return polygons, those that end at 180 degrees made one with what goes on beyond it."""
    left, _, right, _ = shapely.bounds(parts).T
    at = (np.abs(left - 180) < UNIT) | (np.abs(right - 180) < UNIT)
    if not at.any():
        return parts
    whole = shapely.union_all(shapely.make_valid(parts[at]))
    return np.concatenate([parts[~at], shapely.get_parts(whole)])


def _generalised(parts: Objects, tolerance: float) -> Objects:
    simple: Objects = shapely.simplify(parts, tolerance)
    # An islet smaller than what a line may be moved is left out, unless it is all there is.
    seen = shapely.area(simple) > tolerance**2
    return simple[seen] if seen.any() else simple


def _packed(parts: Objects, tolerance: float) -> list[list[list[int]]]:
    decimals = int(np.ceil(-np.log10(tolerance / 4)))
    rounded = shapely.transform(parts, lambda xy: np.round(xy, decimals))
    return [polygon for shape in rounded for polygon in pack_polygons(shape)]


def _near(shapes: Objects, west: float, south: float, east: float, north: float) -> Objects:
    """Return the shapes that may meet a rectangle, in any copy of the world."""
    left, bottom, right, top = shapely.bounds(shapes).T
    meets = [(left + turn <= east) & (right + turn >= west) for turn in (-360, 0, 360)]
    near: Objects = shapes[(bottom <= north) & (top >= south) & np.any(meets, axis=0)]
    return near


@cache
def land(scale: str) -> Objects:
    """Return the world's land at a scale ("10m", "50m") as polygons, EPSG:4326.

    Parameters
    ----------
    scale : str
        "10m" or "50m".

    Returns
    -------
    ndarray of object
        Longitude before latitude.
    """
    with (
        as_file(files("mapgen.page") / "land" / "land.npz") as path,
        np.load(path, allow_pickle=False) as kept,
    ):
        steps, rings, polygons = (
            kept[f"{scale}_{name}"] for name in ("steps", "rings", "polygons")
        )
    points: Floats = np.cumsum(steps, axis=1).T * UNIT
    outlines: Objects = np.asarray(
        shapely.linearrings(points, indices=np.repeat(np.arange(len(rings)), rings))
    )
    first = np.cumsum(polygons) - polygons
    holes = np.ones(len(rings), dtype=bool)
    holes[first] = False
    owner = np.repeat(np.arange(len(polygons)), polygons)
    whole: Objects = np.asarray(shapely.polygons(outlines[first]))
    for number in distinct(owner[holes]).tolist():
        inner = outlines[holes & (owner == number)]
        whole[number] = shapely.polygons(outlines[first[number]], holes=inner)
    return whole
