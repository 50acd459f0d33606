"""GeoParquet with a date in its columns → events; what `mapgen export` wrote comes back as it was.

Needs pyarrow: `pip install mapgen[parquet]`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, ClassVar

import shapely

from mapgen.exchange.common.event_cells import DERIVED_FIELDS
from mapgen.exchange.common.geojson_stream import Found
from mapgen.exchange.common.open_text import unreadable
from mapgen.exchange.formats.geojson.read import GeoJson
from mapgen.exchange.formats.geojson.write import NESTED_FIELDS
from mapgen.exchange.formats.geopackage.read import feature

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ROWS = 4096


class GeoParquet(GeoJson):
    """A table of events."""

    name: ClassVar[str] = "GeoParquet"
    is_text: ClassVar[bool] = False

    def found(self, path: Path) -> Iterator[Found]:
        return read_table(path)


def read_table(path: Path) -> Iterator[Found]:
    """Yield what a file says about itself, then its rows as features.

    Raises
    ------
    InputError
        Where the file is no GeoParquet with shapes as WKB, or pyarrow is not installed.
    """
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise unreadable(path, "needs pyarrow", "pip install 'mapgen[parquet]'") from error
    try:
        with ParquetFile(path) as file:
            said = file.schema_arrow.metadata or {}
            geometry = _geometry(said, path)
            yield from _head(said, geometry[1])
            if set(DERIVED_FIELDS) <= set(file.schema_arrow.names):
                yield Found("derived", [*DERIVED_FIELDS, *NESTED_FIELDS])
            number = 0
            for batch in file.iter_batches(batch_size=_ROWS):
                for row in batch.to_pylist():
                    number += 1
                    shape = row.pop(geometry[0], None)
                    values = {name: _plain(value) for name, value in row.items()}
                    point = shapely.from_wkb(shape, on_invalid="ignore")
                    yield Found("", feature(point, values), number)
    except (ArrowException, OSError) as error:
        raise unreadable(path, f"file cannot be read: {error}", "Download it again.") from error


def _geometry(said: dict[bytes, bytes], path: Path) -> tuple[str, Any]:
    """Return the name of the column of shapes, and its CRS (None: WGS 84)."""
    try:
        geo = json.loads(said[b"geo"])
        name = geo["primary_column"]
        column = geo["columns"][name]
        if column["encoding"] != "WKB":
            raise unreadable(path, f"shapes are {column['encoding']}", "Write them as WKB.")
        return str(name), column.get("crs")
    except (KeyError, TypeError, ValueError) as error:
        raise unreadable(path, "not GeoParquet: it does not say where its shapes are") from error


def _head(said: dict[bytes, bytes], crs: Any) -> Iterator[Found]:
    if crs:
        yield Found("crs", {"properties": {"name": json.dumps(crs)}})
    for key in (b"atlas", b"sources"):
        try:
            value = json.loads(said.get(key, b"{}"))
        except ValueError:
            continue
        if isinstance(value, dict):
            yield from (Found(name, each) for name, each in value.items())
        else:
            yield Found("sources", value)


def _plain(value: Any) -> Any:
    """Return a value as JSON has it: days as text, bytes left out."""
    if isinstance(value, bytes):
        return None
    return value.isoformat() if hasattr(value, "isoformat") else value
