"""A file of shapes in any format → its rows as features of GeoJSON, and what it says at its head.

What `mapgen export` wrote comes back with its sources, and without what was derived.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from mapgen.exchange.common.event_cells import DERIVED_FIELDS, NESTED_FIELDS, is_export
from mapgen.exchange.common.geojson_stream import Member, read_features
from mapgen.exchange.common.open_text import unreadable
from mapgen.files.crs import WGS84, CrsError, to_degrees
from mapgen.files.folder import path_of
from mapgen.files.geojson import crs_named
from mapgen.files.shape_layer import MAX_SHAPES, Layer, Wanted, opened_layer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from mapgen.files.folder import Named

_RING = 4  # positions of a closed ring at least, the first again at its end
MAX_BYTES = 2**32
"""Bytes of a file that is imported, and of each part of it."""
_OF_DEGREES = (".parquet", ".geoparquet")  # without a reference system these are degrees
_EVENTS = Wanted(prefer=("events",), kind="Point", tables={"sources": "csl_json"})
_AREAS = Wanted(kind="Polygon")


def read_rows(path: Path) -> Iterator[Member]:
    """Yield what a file says about itself, then the rows of its layer of events as features.

    The layer is the one called `events`, else the first with points, else the first.

    Parameters
    ----------
    path : Path
        The file.

    Yields
    ------
    Member
        In the order of the file; points in WGS 84 degrees.

    Raises
    ------
    InputError
        The file is none of shapes, or cannot be read.
    """
    with opened_layer(path, max_bytes=MAX_BYTES, wanted=_EVENTS) as layer:
        if not isinstance(layer, Layer):
            yield from read_features(path_of(layer))
            return
        yield from _head(layer, path)
        for number, (shape, values) in enumerate(layer.rows, start=1):
            yield Member("", _feature(shape, dict(zip(layer.fields, values, strict=True))), number)


class Shapes(NamedTuple):
    """Shapes in degrees of WGS 84, None where a row has none, and what some columns say of each.

    `fields` are all columns of the file; of what is no earthly degree the shape is None too, and
    its place is in `off_earth`. `mended` says which shapes are without rings that are none, and
    why; `unread` which other layers the file has.
    """

    fields: list[str]
    shapes: list[BaseGeometry | None]
    values: list[dict[str, object]]
    off_earth: frozenset[int]
    mended: dict[int, str]
    unread: str = ""


def read_shapes_with(path: Path, columns: Collection[str]) -> Shapes:
    """Return all shapes of a file, of its first layer of areas, with the values of some columns.

    Parameters
    ----------
    path : Path
        The file.
    columns : collection of str
        As the file has them.

    Returns
    -------
    Shapes
        In WGS 84 degrees, in the order of the file.

    Raises
    ------
    InputError
        The file is none of shapes, or cannot be read or be put on the earth.
    """
    fields: dict[str, None] = {}
    shapes: list[BaseGeometry | None] = []
    values: list[dict[str, object]] = []
    mended: dict[int, str] = {}
    crs, unread = None, ""
    with opened_layer(path, max_bytes=MAX_BYTES, wanted=_AREAS) as layer:
        if isinstance(layer, Layer):
            if not layer.has_shapes:
                raise unreadable(path, f"layer {layer.name!r} has no shapes")
            crs, unread = layer.crs, unread_layers(layer)
            fields = dict.fromkeys(layer.fields)
        for found in _drawn(layer):
            if isinstance(found, Member):
                crs = crs_named(found.value) if found.key == "crs" else crs
                continue
            if len(shapes) == MAX_SHAPES:
                raise unreadable(path, f"more than {MAX_SHAPES:,} shapes")
            shape, row, why = found
            if why:
                mended[len(shapes)] = why
            fields |= dict.fromkeys(row)
            shapes.append(shape)
            values.append({name: row.get(name) for name in columns})
    try:
        transform = to_degrees(crs or WGS84)
    except CrsError as error:
        raise unreadable(path, f"{error}: {crs}", "Save it in WGS 84 (EPSG:4326).") from error
    flat = shapely.force_2d(np.array(shapes, dtype=object))
    if transform is not None:
        flat = shapely.transform(flat, transform)
    off = (~shapely.is_missing(flat) & ~shapely.is_empty(flat)) & ~(
        np.abs(shapely.bounds(flat)) <= [180, 90, 180, 90]
    ).all(axis=1)
    flat[off] = None
    off_earth = frozenset(np.flatnonzero(off).tolist())
    return Shapes(list(fields), flat.tolist(), values, off_earth, mended, unread)


def _properties(feature: object) -> dict[str, object]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    named = {"id": feature["id"]} if isinstance(feature, dict) and "id" in feature else {}
    return {**named, **properties} if isinstance(properties, dict) else named


def _drawn(
    layer: Layer | Named,
) -> Iterator[Member | tuple[BaseGeometry | None, dict[str, object], str]]:
    """Yield shape, values and what is wrong of each row; of GeoJSON also what is at its head."""
    if isinstance(layer, Layer):
        for shape, values in layer.rows:
            yield shape, dict(zip(layer.fields, values, strict=True)), ""
        return
    for found in read_features(path_of(layer)):
        if found.key:
            yield found
            continue
        geometry = found.value.get("geometry") if isinstance(found.value, dict) else None
        geometry, why = without_short_rings(geometry)
        try:
            shape = shapely.from_geojson(json.dumps(geometry), on_invalid="ignore")
        except (RecursionError, ValueError):
            shape = None
        yield shape, _properties(found.value), why


def without_short_rings(geometry: object) -> tuple[object, str]:
    """Return an area without rings of fewer than four positions, and how many these were.

    A polygon whose outer ring is one is left out with its holes.

    Parameters
    ----------
    geometry : object
        A geometry of GeoJSON, or anything else that a file has there.

    Returns
    -------
    geometry : object
        The same object where nothing is wrong with it.
    message : str
        "" where nothing is wrong.
    """
    if not isinstance(geometry, dict):
        return geometry, ""
    kind, given = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(given, list):
        return geometry, ""
    short = 0
    kept = []
    for polygon in [given] if kind == "Polygon" else given:
        rings = polygon if isinstance(polygon, list) else []
        whole = [ring for ring in rings if isinstance(ring, list) and len(ring) >= _RING]
        short += len(rings) - len(whole)
        if whole and whole[0] is rings[0]:
            kept.append(whole)
    if not short:
        return geometry, ""
    why = f"{short:,} ring{'s' if short > 1 else ''} of fewer than {_RING} positions left out"
    if not kept:
        return None, why
    return {"type": "MultiPolygon", "coordinates": kept}, why


def unread_layers(layer: Layer, named: Collection[str] = ()) -> str:
    """Return which other layers with shapes a file has, where none was asked for by its name.

    Parameters
    ----------
    layer : Layer
        The one that is read.
    named : collection of str
        Names of layers that were asked for.

    Returns
    -------
    str
        In words; "" where there are none.
    """
    others = [name for name, kind in layer.layers.items() if kind is not None]
    if layer.name in named or len(others) < 2:
        return ""
    return f"the layer {layer.name} was read, not " + ", ".join(
        name for name in others if name != layer.name
    )


def _head(layer: Layer, path: Path) -> Iterator[Member]:
    if unread := unread_layers(layer, _EVENTS.prefer):
        yield Member("unread", unread)
    if layer.crs:
        yield Member("crs", {"properties": {"name": layer.crs}})
    elif layer.has_shapes and path.suffix.lower() not in _OF_DEGREES:
        yield Member("unread", "it names no reference system: taken for degrees")
    if is_export(layer.fields):
        nested = NESTED_FIELDS if layer.own_metadata else ()
        yield Member("derived", [*DERIVED_FIELDS, *nested])
        if "sources" in layer.tables:
            yield Member("sources", _sources(layer.tables["sources"], path))
    for value in (layer.own_metadata.get("atlas"), layer.own_metadata.get("sources")):
        if isinstance(value, dict):
            yield from (Member(name, each) for name, each in value.items())
        elif value is not None:
            yield Member("sources", value)


def _sources(texts: list[str], path: Path) -> list[object]:
    try:
        return [json.loads(text) for text in texts]
    except (TypeError, ValueError, RecursionError) as error:
        raise unreadable(path, "csl_json of the table sources is not JSON") from error


def _feature(shape: BaseGeometry | None, properties: dict[str, object]) -> dict[str, object]:
    geometry: dict[str, object] | None = None
    if shape is not None and not shape.is_empty:
        if isinstance(shape, shapely.Point):
            geometry = {"type": "Point", "coordinates": [shape.x, shape.y]}
        else:
            geometry = json.loads(shapely.to_geojson(shape))
    return {"type": "Feature", "geometry": geometry, "properties": properties}
