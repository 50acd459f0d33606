"""Shapes as the browser is given them: whole numbers, rings as differences, simplified together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from mapgen.atlas.world_copy import USUAL, copied
from mapgen.vocabulary import DEGREE

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from mapgen.atlas.districts import Districts
    from mapgen.files.frame import Frame

TOLERANCE = 0.0004
"""How far, in degrees (about 40 m), a line may be moved to be drawn with fewer points."""


def pack_line(line: BaseGeometry) -> list[int]:
    """Return a line as [x0, y0, dx, dy, …] in hundred-thousandths of a degree.

    Parameters
    ----------
    line : BaseGeometry
        Degrees, longitude before latitude.

    Returns
    -------
    list of int
        Without repeated points.
    """
    points = np.round(shapely.get_coordinates(line) * DEGREE).astype(np.int64)
    keep = np.concatenate(([True], np.any(np.diff(points, axis=0) != 0, axis=1)))
    points = points[keep]
    result: list[int] = np.diff(points, axis=0, prepend=0).ravel().tolist()
    return result


def pack_polygons(shape: BaseGeometry) -> list[list[list[int]]]:
    """Return a polygon or multipolygon as a list of polygons, each a list of packed rings.

    Parameters
    ----------
    shape : BaseGeometry
        Degrees.

    Returns
    -------
    list of list of list of int
        The outer ring first.
    """
    return [
        [pack_line(ring) for ring in (polygon.exterior, *polygon.interiors)]
        for polygon in shapely.get_parts(shape)
        if polygon.geom_type == "Polygon" and not polygon.is_empty
    ]


def pack_districts(
    districts: Districts, days: tuple[int, int], seam: float = USUAL
) -> dict[str, object]:
    """Return the units, and the districts of every stretch of time in which none of them changes.

    Parameters
    ----------
    districts : Districts
        Those of any date.
    days : tuple of (int, int)
        The first and last day, days since 1 January 1970.
    seam : float
        Where the world is cut, degrees of longitude; theirs are told from there on.

    Returns
    -------
    dict of str to object
        ``units`` names; ``shapes`` polygons, each used by any number of regions; ``epochs``
        [{first, last, regions: [{label, candidates, city, units, shape}]}], days as numbers.
    """
    units = districts.outlines
    index = {unit: i for i, unit in enumerate(units["id"])}
    whole = copied(units["geometry"], seam)
    outlines = shapely.coverage_simplify(whole, TOLERANCE)
    shapes: list[object] = []
    drawn: dict[tuple[str, ...], int] = {}

    def shape_of(members: tuple[str, ...]) -> int:
        if members not in drawn:
            drawn[members] = len(shapes)
            whole = shapely.coverage_union_all([outlines[index[unit]] for unit in members])
            shapes.append(pack_polygons(whole))
        return drawn[members]

    epochs = [
        {
            "first": epoch.first,
            "last": epoch.last,
            "regions": [
                {
                    "label": region["label"],
                    "candidates": list(region["candidates"]),
                    "city": region["city"],
                    "units": [index[unit] for unit in region["units"]],
                    "shape": shape_of(region["units"]),
                }
                for region in epoch.regions.records()
            ],
        }
        for epoch in districts.epochs(*days)
    ]
    return {"units": list(units["name"]), "shapes": shapes, "epochs": epochs}


def pack_base(base: Frame | None, seam: float = USUAL) -> list[dict[str, object]]:
    """Return the base map's features: {kind, name, …} with ``polygons``, ``lines`` or ``point``.

    Names in other languages are in the catalogues, with all others.

    Parameters
    ----------
    base : Frame or None
        The base map; None for none.
    seam : float
        Where the world is cut, degrees of longitude.

    Returns
    -------
    list of dict of str to object
        What JSON can hold.
    """
    if base is None:
        return []
    kept = [name for name in base if name != "geometry" and not name.startswith("name_")]
    features = []
    shapes = copied(base["geometry"], seam)
    for row, shape, wet in zip(base.records(), shapes, wet_names(base), strict=True):
        feature = {name: plain(row[name]) for name in kept if plain(row[name]) is not None}
        if wet:
            feature["wet"] = 1
        features.append(feature | packed(shape))
    return features


def wet_names(base: Frame) -> list[bool]:
    """Return whether a feature names water: a river or lake has its name, or it is on no land.

    Parameters
    ----------
    base : Frame
        The base map.

    Returns
    -------
    list of bool
        One for each feature.
    """
    if "kind" not in base or "name" not in base:
        return [False] * len(base)
    shapes, kind = base["geometry"], base["kind"]
    land = shapely.union_all(shapes[kind == "land"])
    shapely.prepare(land)
    is_water = (kind == "water") | (kind == "river")
    waters = {each for each in base["name"][is_water] if isinstance(each, str)} - {""}
    named = np.array([each in waters for each in base["name"]], dtype=bool)
    wet = named | ~shapely.intersects(land, shapes)
    return [bool(each) for each in wet & (kind == "label")]


def packed(shape: BaseGeometry) -> dict[str, object]:
    """Return the geometry of a base-map feature under the name that says what it is.

    Parameters
    ----------
    shape : BaseGeometry
        A geometry, in degrees.

    Returns
    -------
    dict of str to object
        One entry.
    """
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return {"polygons": pack_polygons(shape)}
    if shape.geom_type in ("LineString", "MultiLineString"):
        return {"lines": [pack_line(line) for line in shapely.get_parts(shape)]}
    return {"point": pack_line(shape)}


def plain(value: object) -> str | int | float | None:
    """Return a property as a JSON value; empty and missing ones as None.

    Parameters
    ----------
    value : object
        A cell of a column.

    Returns
    -------
    str, int, float or None
        Numbers of numpy as those of Python.
    """
    if isinstance(value, str):
        return value or None
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)) and np.isfinite(value):
        return int(value) if float(value).is_integer() else float(value)
    return None
