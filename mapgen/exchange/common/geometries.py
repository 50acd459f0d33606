"""The geometry of a GeoJSON feature → the one point that it is, or what it is instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    Transform = Callable[[float, float], tuple[float, float]]


class Spot(NamedTuple):
    """Where a feature is: its point or None, its kind ("" for none), and how sure that is.

    `middle` is a point inside of what is wider than a point, to compare with a box.
    """

    point: tuple[float, float] | None
    kind: str
    certainty: str = ""
    middle: tuple[float, float] | None = None


def spot(geometry: Any) -> Spot:
    """Return where a geometry is, as (latitude, longitude); of several the first point.

    What is no geometry has no point, and neither has an area or a line.
    """
    if not isinstance(geometry, dict):
        return Spot(None, "")
    kind = str(geometry.get("type", ""))
    certainty = str(geometry.get("certainty") or "")
    coordinates = geometry.get("coordinates")
    if kind == "Point":
        point = _pair(coordinates)
        return Spot(point, kind if coordinates else "", certainty, point)
    if kind == "MultiPoint" and isinstance(coordinates, list) and len(coordinates) == 1:
        point = _pair(coordinates[0])
        return Spot(point, kind, certainty, point)
    if kind == "GeometryCollection":
        found = [spot(each) for each in geometry.get("geometries") or ()]
        some = [each for each in found if each.point] or [each for each in found if each.kind]
        return some[0] if some else Spot(None, "")
    if not kind and isinstance(geometry.get("geo_wkt"), str):
        return _from_wkt(geometry["geo_wkt"], certainty)
    return Spot(None, kind, certainty, _middle(geometry))


def _pair(value: Any) -> tuple[float, float] | None:
    if not isinstance(value, list) or len(value) < 2:
        return None
    longitude, latitude = value[:2]
    for each in (longitude, latitude):
        if isinstance(each, bool) or not isinstance(each, int | float):
            return None
    return float(latitude), float(longitude)


def _middle(geometry: Any) -> tuple[float, float] | None:
    import json

    import shapely

    try:
        shape = shapely.from_geojson(json.dumps(geometry))
    except (shapely.errors.GEOSException, ValueError):
        return None
    if shape is None or shape.is_empty:
        return None
    inside = shapely.point_on_surface(shape)
    return float(inside.y), float(inside.x)


def _from_wkt(text: str, certainty: str) -> Spot:
    import shapely

    try:
        shape = shapely.from_wkt(text)
    except shapely.errors.GEOSException:
        return Spot(None, "")
    if shape is None or shape.is_empty:
        return Spot(None, "")
    inside = shapely.point_on_surface(shape)
    middle = (float(inside.y), float(inside.x))
    return Spot(middle if shape.geom_type == "Point" else None, shape.geom_type, certainty, middle)
