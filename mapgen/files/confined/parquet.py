"""GeoParquet → its rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mapgen.files.confined.answers import RefusedError, Request, as_text, limit, reason

if TYPE_CHECKING:
    from collections.abc import Iterator


_SAID = ("geo", "atlas", "sources")  # keys of the metadata


def read_parquet(request: Request) -> Iterator[object]:
    """Read a GeoParquet file whose shapes are WKB."""
    try:
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise RefusedError("needs pyarrow", "pip install 'mapgen[parquet]'") from error
    import shapely

    limit(request)
    try:
        with parquet.ParquetFile(request["path"]) as file:
            metadata = file.schema_arrow.metadata or {}
            said = {key: _json(metadata.get(key.encode())) for key in _SAID}
            column, crs = _geometry(said["geo"])
            names = file.schema_arrow.names
            at = names.index(column)
            fields = names[:at] + names[at + 1 :]
            yield {"layer": "", "layers": {}, "shapes": True, "tables": {}, "said": said,
                   "crs": crs, "fields": fields}  # fmt: skip
            for batch in file.iter_batches(batch_size=request["rows"], use_threads=False):
                columns = [each.to_pylist() for each in batch.columns]
                # What has passed through here once can do no harm to who reads it next.
                shapes = shapely.to_wkb(shapely.from_wkb(columns.pop(at), on_invalid="ignore"))
                yield from zip(map(as_text, shapes), *columns, strict=True)
    except (RefusedError, MemoryError):
        raise
    except Exception as error:  # pyarrow has many
        raise RefusedError(f"file cannot be read: {reason(error, request['path'])}") from error


def _geometry(geo: Any) -> tuple[str, str | None]:
    """Return the name of the column of shapes, and its CRS as a text; None where it is unknown."""
    try:
        name = geo["primary_column"]
        column = geo["columns"][name]
        encoding, crs = column["encoding"], column.get("crs", "OGC:CRS84")
    except (KeyError, TypeError, AttributeError) as error:
        raise RefusedError("not GeoParquet: it does not say where its shapes are") from error
    if encoding != "WKB":
        raise RefusedError(f"shapes are {encoding}", "Write them as WKB.")
    return str(name), json.dumps(crs) if isinstance(crs, dict) else crs and str(crs)


def _json(text: bytes | None) -> Any:
    try:
        return json.loads(text or b"null")
    except (ValueError, RecursionError):
        return None
