"""A GeoPackage, or a Shapefile, with a date in its columns → events; what we exported comes back.

The layer is the one called `events`, else the first with points, else the first. Its rows are read
some thousand at a time.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import shapely

from mapgen.exchange.common.event_cells import DERIVED_FIELDS
from mapgen.exchange.common.geojson_stream import Found
from mapgen.exchange.common.open_text import unreadable
from mapgen.exchange.formats.geojson.read import GeoJson

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ROWS = 4096


class GeoPackage(GeoJson):
    """A layer of events."""

    name: ClassVar[str] = "GeoPackage"
    is_text: ClassVar[bool] = False

    def found(self, path: Path) -> Iterator[Found]:
        return read_layer(path)


def read_layer(path: Path) -> Iterator[Found]:
    """Yield the sources of a file that we exported, then the rows of its layer as features.

    Raises
    ------
    InputError
        Where GDAL cannot read the file, or it has no layer.
    """
    from pyogrio import list_layers, raw, read_info
    from pyogrio.errors import DataLayerError, DataSourceError

    try:
        layers = dict(list_layers(path).tolist())
        if not layers:
            raise unreadable(path, "file has no layer")
        layer = _layer(layers)
        about = read_info(path, layer=layer)
        if about["crs"]:
            yield Found("crs", {"properties": {"name": about["crs"]}})
        if set(DERIVED_FIELDS) <= set(about["fields"]):
            yield Found("derived", list(DERIVED_FIELDS))
            yield Found("sources", _sources(path, layers))
        number = 0
        while True:
            meta, _, shapes, columns = raw.read(
                path, layer=layer, skip_features=number, max_features=_ROWS
            )
            names = meta["fields"].tolist()
            points = [None] * len(columns[0]) if shapes is None else shapely.from_wkb(shapes)
            for point, *values in zip(points, *map(_plain, columns), strict=True):
                number += 1
                properties = dict(zip(names, values, strict=True))
                yield Found("", feature(point, properties), number)
            if len(points) < _ROWS:
                return
    except (DataSourceError, DataLayerError) as error:
        raise unreadable(path, f"file cannot be read: {error}", "Download it again.") from error


def feature(shape: Any, properties: dict[str, Any]) -> dict[str, Any]:
    """Return a shape of shapely (or None) and its values as a feature of GeoJSON."""
    geometry: dict[str, Any] | None = None
    if shape is not None and not shape.is_empty:
        if shape.geom_type == "Point":
            geometry = {"type": "Point", "coordinates": [shape.x, shape.y]}
        else:
            geometry = json.loads(shapely.to_geojson(shape))
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _layer(layers: dict[str, str | None]) -> str:
    with_points = [name for name, kind in layers.items() if kind and "Point" in kind]
    return next((each for each in ("events", *with_points) if each in layers), next(iter(layers)))


def _sources(path: Path, layers: dict[str, str | None]) -> list[Any]:
    from pyogrio import raw

    if "sources" not in layers:
        return []
    _, _, _, (texts,) = raw.read(path, layer="sources", columns=["csl_json"])
    return [json.loads(text) for text in texts]


def _plain(column: Any) -> list[Any]:
    """Return the values of a column as JSON has them: days as text, None for what is empty."""
    if np.issubdtype(column.dtype, np.datetime64):
        texts = np.datetime_as_string(column).tolist()
        return [None if text == "NaT" else text for text in texts]
    values = column.tolist()
    if np.issubdtype(column.dtype, np.floating):
        # A column of whole numbers with an empty cell comes as one of fractions.
        whole = all(value.is_integer() for value in values if not math.isnan(value))
        return [None if math.isnan(value) else int(value) if whole else value for value in values]
    return [value.isoformat() if hasattr(value, "isoformat") else value for value in values]
