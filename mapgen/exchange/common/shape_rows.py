"""A file of shapes in any format → its rows as features of GeoJSON, and what it says at its head.

What `mapgen export` wrote comes back with its sources, and without what was derived.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from mapgen.exchange.common.event_cells import DERIVED_FIELDS, NESTED_FIELDS, is_export
from mapgen.exchange.common.geojson_stream import Found, read_features
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

MAX_BYTES = 2**32
"""Bytes of a file that is imported, and of each part of it."""
_EVENTS = Wanted(prefer=("events",), points=True, tables={"sources": "csl_json"})


def read_rows(path: Path) -> Iterator[Found]:
    """Yield what a file says about itself, then the rows of its layer of events as features.

    The layer is the one called `events`, else the first with points, else the first.

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
            yield Found("", _feature(shape, dict(zip(layer.fields, values, strict=True))), number)


class Shapes(NamedTuple):
    """Shapes in degrees of WGS 84, None where a row has none, and what some columns say of each.

    `fields` are all columns of the file; of what is no earthly degree the shape is None too, and
    its place is in `off_earth`.
    """

    fields: list[str]
    shapes: list[BaseGeometry | None]
    values: list[dict[str, object]]
    off_earth: frozenset[int]


def read_shapes_with(path: Path, columns: Collection[str]) -> Shapes:
    """Return all shapes of a file's first layer, or of GeoJSON, with the values of some columns.

    Raises
    ------
    InputError
        The file is none of shapes, or cannot be read or be put on the earth.
    """
    fields: dict[str, None] = {}
    shapes: list[BaseGeometry | None] = []
    values: list[dict[str, object]] = []
    crs = None
    with opened_layer(path, max_bytes=MAX_BYTES) as layer:
        if isinstance(layer, Layer):
            if not layer.has_shapes:
                raise unreadable(path, f"layer {layer.name!r} has no shapes")
            crs = layer.crs
            fields = dict.fromkeys(layer.fields)
        for found in _drawn(layer):
            if isinstance(found, Found):
                crs = crs_named(found.value) if found.key == "crs" else crs
                continue
            if len(shapes) == MAX_SHAPES:
                raise unreadable(path, f"more than {MAX_SHAPES:,} shapes")
            shape, row = found
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
    return Shapes(list(fields), flat.tolist(), values, frozenset(np.flatnonzero(off).tolist()))


def _properties(feature: object) -> dict[str, object]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    named = {"id": feature["id"]} if isinstance(feature, dict) and "id" in feature else {}
    return {**named, **properties} if isinstance(properties, dict) else named


def _drawn(
    layer: Layer | Named,
) -> Iterator[Found | tuple[BaseGeometry | None, dict[str, object]]]:
    """Yield the shape and the values of each row; of GeoJSON also what stands at its head."""
    if isinstance(layer, Layer):
        for shape, values in layer.rows:
            yield shape, dict(zip(layer.fields, values, strict=True))
        return
    for found in read_features(path_of(layer)):
        if found.key:
            yield found
            continue
        geometry = found.value.get("geometry") if isinstance(found.value, dict) else None
        try:
            shape = shapely.from_geojson(json.dumps(geometry), on_invalid="ignore")
        except (RecursionError, ValueError):
            shape = None
        yield shape, _properties(found.value)


def _head(layer: Layer, path: Path) -> Iterator[Found]:
    if layer.crs:
        yield Found("crs", {"properties": {"name": layer.crs}})
    if is_export(layer.fields):
        nested = NESTED_FIELDS if layer.said else ()
        yield Found("derived", [*DERIVED_FIELDS, *nested])
        if "sources" in layer.tables:
            yield Found("sources", _sources(layer.tables["sources"], path))
    for value in (layer.said.get("atlas"), layer.said.get("sources")):
        if isinstance(value, dict):
            yield from (Found(name, each) for name, each in value.items())
        elif value is not None:
            yield Found("sources", value)


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
