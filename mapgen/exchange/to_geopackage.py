"""Atlas → GeoPackage: layers for QGIS and its like.

events (points; those without one have no geometry), districts (each shape with the days on which
it holds), places, and the tables claims, citations and sources, joined by event_id and key.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyogrio
import shapely
from pyogrio import raw

from mapgen.exchange import layers
from mapgen.exchange.written import points

if TYPE_CHECKING:
    from mapgen.atlas import Atlas
    from mapgen.exchange.layers import Columns

# GDAL notes the time of the last change; the same atlas has to give the same bytes.
_NO_CLOCK = {"OGR_CURRENT_DATE": "2000-01-01T00:00:00.000Z"}


def to_geopackage(atlas: Atlas) -> bytes:
    """Return the GeoPackage; EPSG:4326, days as dates, empty cells as NULL."""
    before = {name: pyogrio.get_gdal_config_option(name) for name in _NO_CLOCK}
    pyogrio.set_gdal_config_options(_NO_CLOCK)
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "atlas.gpkg"
            _write(atlas, path)
            return path.read_bytes()
    finally:
        pyogrio.set_gdal_config_options(before)


def _write(atlas: Atlas, path: Path) -> None:
    places = layers.place_columns(atlas)
    where = zip(places.get("longitude", []), places.get("latitude", []), strict=True)
    district_columns, shapes = layers.district_columns(atlas)
    _layer(path, "events", layers.event_columns(atlas), _points(points(atlas.events)), "Point")
    _layer(path, "districts", district_columns, [_multi(shape) for shape in shapes], "MultiPolygon")
    pairs = [None if x is None or y is None else (x, y) for x, y in where]
    _layer(path, "places", places, _points(pairs), "Point")
    for name, columns in (
        ("claims", layers.claim_columns(atlas)),
        ("citations", layers.citation_columns(atlas)),
        ("sources", layers.source_columns(atlas)),
    ):
        _layer(path, name, columns)


def _layer(
    path: Path, name: str, columns: Columns, shapes: list[Any] | None = None, kind: str = ""
) -> None:
    """Append a layer; with no row there is nothing to say what its columns are, and no layer."""
    if not columns:
        return
    values, masks = zip(*(_array(field, column) for field, column in columns.items()), strict=True)
    raw.write(
        path,
        geometry=None if shapes is None else shapely.to_wkb(np.array(shapes, dtype=object)),
        field_data=list(values),
        field_mask=list(masks),
        fields=np.array(_names(columns), dtype=object),
        layer=name,
        driver="GPKG",
        geometry_type=kind or None,
        crs="EPSG:4326" if kind else None,
        append=path.exists(),
        layer_options={"FID": "fid"},
    )


def _array(name: str, column: list[Any]) -> tuple[Any, Any]:
    """Return a column as GDAL takes it, and where it is NULL (None for texts, which say it)."""
    kind = layers.kind(name, column)
    if kind == "text":
        return np.array(column, dtype=object), None
    empty = np.array([value is None for value in column])
    filled: Any = np.array([0 if value is None else value for value in column], dtype=object)
    if kind == "day":
        return np.array(column, dtype="datetime64[D]"), empty
    types = {"truth": bool, "whole": np.int64, "real": np.float64}
    return filled.astype(types[kind]), empty


def _names(columns: Columns) -> list[str]:
    """Return the column names, told apart where SQLite sees no difference: Note, note_2."""
    found: list[str] = []
    taken = {"fid", "geom"}
    for name in columns:
        free, number = name, 1
        while free.casefold() in taken:
            number += 1
            free = f"{name}_{number}"
        taken.add(free.casefold())
        found.append(free)
    return found


def _points(pairs: list[tuple[float, float] | None]) -> list[Any]:
    return [None if pair is None else shapely.Point(pair) for pair in pairs]


def _multi(shape: Any) -> Any:
    return shapely.MultiPolygon([shape]) if shape.geom_type == "Polygon" else shape
