"""The geometry of a GeoJSON feature → the one point that it is, or what it is instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mapgen.exchange.common.values import number

if TYPE_CHECKING:
    from collections.abc import Callable

    Transform = Callable[[float, float], tuple[float, float]]


class Spot(NamedTuple):
    """Where a feature is: its point or None, its kind ("" for none), and how sure that is.

    `middle` is a point inside of what is wider than a point, to compare with a box. `reason` says
    why there is no point, or what is odd about it; "" where it is one like any other. `several` are
    the points of a feature that has more than one.
    """

    point: tuple[float, float] | None
    kind: str
    certainty: str = ""
    middle: tuple[float, float] | None = None
    reason: str = ""
    several: tuple[tuple[float, float], ...] = ()


MOST = 50
"""Points of one feature that are read as places of one event; a cloud of more is no such list."""


def spot(geometry: object) -> Spot:
    """Return where a geometry is, as (latitude, longitude).

    A point is one, and so are several points of one place and a collection with one point in it.
    Several points are the places of an event at several. An area or a line has no point.

    Parameters
    ----------
    geometry : object
        A geometry of GeoJSON, WGS 84 degrees, longitude before latitude; None, or anything else
        that a file has there.

    Returns
    -------
    Spot
        Without a point it says why.
    """
    if geometry is None:
        return Spot(None, "", reason="no geometry")
    if not isinstance(geometry, dict):
        return Spot(None, "", reason="its geometry is no object")
    kind = str(geometry.get("type", ""))
    certainty = str(geometry.get("certainty") or "")
    coordinates = geometry.get("coordinates")
    if kind == "Point":
        return _of_points([coordinates], kind, certainty)
    if kind == "MultiPoint":
        return _of_points(coordinates if isinstance(coordinates, list) else [], kind, certainty)
    if kind == "GeometryCollection":
        return _of_several(geometry.get("geometries"))
    if not kind and isinstance(geometry.get("geo_wkt"), str):
        return _from_wkt(geometry["geo_wkt"], certainty)
    middle = _middle(geometry)
    reason = "a line or an area has no point" if middle else "a geometry that holds nothing"
    return Spot(None, kind, certainty, middle, reason)


def _of_points(given: list[object], kind: str, certainty: str) -> Spot:
    """Return the place of points; None where they are several."""
    if not any(given):
        return Spot(None, kind, certainty, reason="no coordinates")
    pairs = [_pair(each) for each in given]
    points = [pair for pair in pairs if pair]
    if not points:
        return Spot(None, kind, certainty, reason="coordinates that are no two numbers")
    places = list(dict.fromkeys(points))
    if len(places) > 1:
        return _at_several(places, kind, certainty)
    are_texts = any(
        isinstance(each, str) for pair in given if isinstance(pair, list) for each in pair
    )
    reason = "coordinates written as text" if are_texts else ""
    return Spot(places[0], kind, certainty, places[0], reason)


def _of_several(geometries: object) -> Spot:
    """Return the place of a collection: that of its points, or else of its first shape."""
    found = [spot(each) for each in geometries] if isinstance(geometries, list) else []
    pointed = [each for each in found if each.point]
    points = [point for each in found for point in (each.several or (each.point,)) if point]
    places = list(dict.fromkeys(points))
    if len(places) > 1:
        certainty = next((each.certainty for each in found if each.certainty), "")
        return _at_several(places, "GeometryCollection", certainty)
    shaped = pointed or [each for each in found if each.kind]
    return shaped[0] if shaped else Spot(None, "", reason="no geometry")


def _at_several(places: list[tuple[float, float]], kind: str, certainty: str) -> Spot:
    if len(places) > MOST or not all(abs(y) <= 90 and abs(x) <= 180 for y, x in places):
        reason = f"{len(places):,} points, which are no places of one event"
        return Spot(None, kind, certainty, places[0], reason)
    return Spot(None, kind, certainty, places[0], "", tuple(places))


def _pair(value: object) -> tuple[float, float] | None:
    """Return (latitude, longitude); numbers that are written as text count too."""
    if not isinstance(value, list) or len(value) < 2:
        return None
    pair = [each for each in map(_number, value[:2]) if each is not None]
    return (pair[1], pair[0]) if len(pair) == 2 else None


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    return number(value.strip()) if isinstance(value, str) else float(value)


def _middle(geometry: object) -> tuple[float, float] | None:
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
    import json

    import shapely

    try:
        shape = shapely.from_wkt(text)
    except shapely.errors.GEOSException:
        return Spot(None, "", reason="geo_wkt that cannot be read")
    if shape is None or shape.is_empty:
        return Spot(None, "", reason="a geometry that holds nothing")
    return spot(json.loads(shapely.to_geojson(shape)))._replace(certainty=certainty)
