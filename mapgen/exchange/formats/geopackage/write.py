"""Atlas → GeoPackage: layers for QGIS and its like.

events (points, of all places where some event is told for several; those without one have no
geometry), districts (each shape with the days on which
it holds), places, and the tables claims, citations and sources, joined by event_id and key.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyogrio
import shapely
from pyogrio import raw

from mapgen.exchange.common import layers
from mapgen.exchange.common.event_cells import blocks, points
from mapgen.files.write import SurroundingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from mapgen.atlas.atlas import Atlas
    from mapgen.exchange.common.event_cells import Position
    from mapgen.exchange.common.layers import Columns
    from mapgen.files.arrays import Bools, Objects

# GDAL notes the time of the last change; the same atlas has to give the same bytes.
_NO_CLOCK = {"OGR_CURRENT_DATE": "2000-01-01T00:00:00.000Z"}
_PIECE = 2**20


def to_geopackage(atlas: Atlas) -> Iterator[bytes]:
    """Yield the GeoPackage; EPSG:4326, days as dates, empty cells as NULL.

    GDAL makes it in a file of its own, in the folder for temporary files.

    Parameters
    ----------
    atlas : Atlas
        A whole atlas.

    Yields
    ------
    bytes
        Pieces of the file.

    Raises
    ------
    SurroundingsError
        There is no space for that file.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "atlas.gpkg"
        before = {name: pyogrio.get_gdal_config_option(name) for name in _NO_CLOCK}
        pyogrio.set_gdal_config_options(_NO_CLOCK)
        try:
            _write(atlas, path)
        except (pyogrio.errors.DataSourceError, pyogrio.errors.FeatureError) as error:
            raise SurroundingsError(
                f"The GeoPackage cannot be made in {folder}: {error}"
            ) from error
        finally:
            pyogrio.set_gdal_config_options(before)
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece


def _write(atlas: Atlas, path: Path) -> None:
    counts = (len(positions) for block in blocks(atlas) for positions in points(block.events))
    kind = "MultiPoint" if max(counts, default=0) > 1 else "Point"
    for block in blocks(atlas):
        shapes = [_point(positions, kind) for positions in points(block.events)]
        _layer(path, "events", layers.event_columns(block), shapes, kind)
    district_columns, areas = layers.district_columns(atlas)
    _layer(path, "districts", district_columns, [_multi(area) for area in areas], "MultiPolygon")
    places = layers.place_columns(atlas)
    where = zip(places.get("longitude", []), places.get("latitude", []), strict=True)
    spots = [None if x is None or y is None else shapely.Point(x, y) for x, y in where]
    _layer(path, "places", places, spots, "Point")
    for block in blocks(atlas):
        _layer(path, "claims", layers.claim_columns(block))
    for block in blocks(atlas):
        _layer(path, "citations", layers.citation_columns(block))
    _layer(path, "sources", layers.source_columns(atlas))


def _layer(
    path: Path,
    name: str,
    columns: Columns,
    shapes: Sequence[BaseGeometry | None] | None = None,
    kind: str = "",
) -> None:
    """Append a layer; with no row there is nothing to say what its columns are, and no layer."""
    if not columns:
        return
    values, masks = zip(
        *(_array(layers.kind(name, field), column) for field, column in columns.items()),
        strict=True,
    )
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


def _array(kind: layers.Kind, column: list[object]) -> tuple[NDArray[np.generic], Bools | None]:
    """Return a column as GDAL takes it, and where it is NULL (None for texts, which say it)."""
    if kind == "text":
        return np.array(column, dtype=object), None
    empty = np.array([value is None for value in column])
    filled: Objects = np.array([0 if value is None else value for value in column], dtype=object)
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


def _point(positions: list[Position], kind: str) -> BaseGeometry | None:
    """Return the point of an event, or those of its places: all of one kind in a layer."""
    if not positions:
        return None
    return shapely.MultiPoint(positions) if kind == "MultiPoint" else shapely.Point(positions[0])


def _multi(shape: BaseGeometry) -> BaseGeometry:
    return shapely.MultiPolygon([shape]) if isinstance(shape, shapely.Polygon) else shape
