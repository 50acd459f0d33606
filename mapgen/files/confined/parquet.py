"""GeoParquet → its rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from mapgen.files.confined.answers import RefusedError, Request, as_text, limit, reason

if TYPE_CHECKING:
    from collections.abc import Iterator


_DEGREES = "OGC:CRS84"
_OWN_METADATA = ("geo", "atlas", "sources")  # keys of the metadata


def read_parquet(request: Request) -> Iterator[object]:
    """Read GeoParquet 1.0 to 2.0: shapes as WKB or, of 1.1, points as numbers.

    Of 2.0 the description (``geo``) may be missing: the column of shapes is then the first one
    that has a geospatial type of Parquet. The columns of a ``covering`` are left out.

    Parameters
    ----------
    request : Request
        The path of the copy, and the limits.

    Yields
    ------
    object
        The layer, then row by row.

    Raises
    ------
    RefusedError
        The file cannot be read, or pyarrow is missing.
    """
    try:
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise RefusedError("needs pyarrow", "pip install 'mapgen[parquet]'") from error
    import shapely

    limit(request)
    try:
        with parquet.ParquetFile(request["path"]) as file:
            metadata = file.schema_arrow.metadata or {}
            own_metadata = {key: _json(metadata.get(key.encode())) for key in _OWN_METADATA}
            shaped = _described(own_metadata["geo"]) or _typed(file, metadata)
            names = [name for name in file.schema_arrow.names if name not in shaped.boxes]
            at = names.index(shaped.column)
            fields = names[:at] + names[at + 1 :]
            yield {"layer": "", "layers": {}, "shapes": True, "tables": {}, "crs": shaped.crs,
                   "fields": fields, "own_metadata": own_metadata}  # fmt: skip
            for batch in file.iter_batches(
                batch_size=request["rows"], use_threads=False, columns=names
            ):
                columns = [batch.column(name).to_pylist() for name in names]
                given = columns.pop(at)
                if shaped.are_numbers:
                    shapes = shapely.to_wkb([_point(each) for each in given])
                else:
                    # What has passed through here once can do no harm to who reads it next.
                    shapes = shapely.to_wkb(shapely.from_wkb(given, on_invalid="ignore"))
                yield from zip(map(as_text, shapes), *columns, strict=True)
    except (RefusedError, MemoryError):
        raise
    except Exception as error:  # pyarrow has many
        raise RefusedError(f"file cannot be read: {reason(error, request['path'])}") from error


class _Shaped(NamedTuple):
    """The column of shapes, its CRS as a text (None where it is unknown), the boxes beside it.

    `are_numbers`: it holds points as x and y, and no WKB.
    """

    column: str
    crs: str | None
    boxes: frozenset[str] = frozenset()
    are_numbers: bool = False


def _described(geo: Any) -> _Shaped | None:
    """Return what the description of a file says of its shapes; None where it has none."""
    if geo is None:
        return None
    try:
        name = geo["primary_column"]
        column = geo["columns"][name]
        encoding, crs = column["encoding"], column.get("crs", _DEGREES)
    except (KeyError, TypeError, AttributeError) as error:
        raise RefusedError("not GeoParquet: it does not say where its shapes are") from error
    if encoding not in ("WKB", "point"):
        raise RefusedError(f"shapes are {encoding}", "Write them as WKB.")
    text = json.dumps(crs) if isinstance(crs, dict) else crs and str(crs)
    return _Shaped(str(name), text, _boxes(column.get("covering")), encoding == "point")


def _boxes(covering: Any) -> frozenset[str]:
    """Return the columns at the root that hold boxes around the shapes, ["bbox", "xmin"] each."""
    box = covering.get("bbox") if isinstance(covering, dict) else None
    paths = box.values() if isinstance(box, dict) else ()
    return frozenset(str(path[0]) for path in paths if isinstance(path, list) and len(path) > 1)


def _typed(file: Any, metadata: Any) -> _Shaped:
    """Return the first column of a geospatial type of Parquet, for a file without a description."""
    for at in range(len(file.schema)):
        column = file.schema.column(at)
        kind = _json(column.logical_type.to_json().encode()) or {}
        if kind.get("Type") in ("Geometry", "Geography"):
            return _Shaped(column.path, _native_crs(str(kind.get("crs") or ""), metadata))
    raise RefusedError("not GeoParquet: it does not say where its shapes are")


def _native_crs(crs: str, metadata: Any) -> str | None:
    """Return the CRS that a type names: degrees where it names none, None where it is unknown."""
    head, colon, tail = crs.partition(":")
    if head == "projjson" and colon:
        return (metadata.get(tail.encode()) or b"").decode("utf-8", "replace") or None
    if head == "srid" and colon:
        return f"EPSG:{tail}" if tail != "0" else None
    return crs or _DEGREES


def _point(value: Any) -> Any:
    import shapely

    return None if value is None else shapely.Point(value["x"], value["y"])


def _json(text: bytes | None) -> Any:
    try:
        return json.loads(text or b"null")
    except (ValueError, RecursionError):
        return None
