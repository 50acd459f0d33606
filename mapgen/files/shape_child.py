"""The process in which a stranger's file of shapes is read: given a request, it answers in lines.

`shape_layer` starts it by its path; it stands alone and imports nothing of mapgen. Each line is
JSON: first what the layer says about itself, then a list for each row, its shape (WKB in base64)
before its values, last "end". Where it needs more memory, processor time or disk than the request
allows, or breaks, it ends, and nothing else does.
"""

from __future__ import annotations

import base64
import json
import math
import os
import re
import sys
import zipfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

DRIVERS = frozenset({"ESRI Shapefile", "GPKG", "FlatGeobuf"})
_MIB = 2**20
_STACK = 2 * _MIB  # shapes nested deeper than this holds are none
_SHAPEFILE = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_WHOLE = (".gpkg", ".fgb", ".parquet", ".geoparquet", ".geojson", ".geojsonl", ".json")
_SAID = ("geo", "atlas", "sources")  # keys of GeoParquet's metadata


class RefusedError(Exception):
    """What is wrong with the file and how to mend it, for who gave it."""

    def __init__(self, message: str, mend: str = "", **where: object) -> None:
        super().__init__(message)
        self.answer = {"error": message, "mend": mend, **where}


def main() -> None:
    """Answer the request that is the only argument."""
    request = json.loads(sys.argv[1])
    sys.path[:] = request["modules"]
    tasks = {"unpack": unpack, "parquet": read_parquet, "gdal": read_with_gdal}
    try:
        for answer in tasks[request["task"]](request):
            say(answer)
        say("end")
    except RefusedError as refused:
        say(refused.answer)
    except MemoryError:
        say({"error": "more memory than is allowed would be needed"})
    sys.stdout.flush()
    os._exit(0)  # no library tidies up what a damaged file left behind


def say(answer: object) -> None:
    """Write one line."""
    sys.stdout.write(f"{json.dumps(answer, default=_text)}\n")


def limit(request: dict[str, Any]) -> None:
    """Let the system end this process where it takes more than the request allows."""
    try:
        import resource
    except ImportError:  # Windows, where the time is limited from outside
        return
    wanted = {
        resource.RLIMIT_CPU: request["seconds"],
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: request["written"],
        resource.RLIMIT_STACK: _STACK,
    }
    if sys.platform == "linux":
        used = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        wanted[resource.RLIMIT_AS] = used + request["memory"]
    for kind, most in wanted.items():
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (most if hard < 0 else min(most, hard), hard))


def unpack(request: dict[str, Any]) -> Iterator[object]:
    """Unpack the shapes of an archive into a folder beside it; tell the path of what to read.

    That is the first whole file of shapes, or the folder where all Shapefiles are that lay beside
    each other.
    """
    limit(request)
    left = request["written"]
    folder = Path(request["path"]).with_name("unpacked")
    folder.mkdir()
    made: list[Path] = []
    try:
        with zipfile.ZipFile(request["path"]) as archive:
            for member in _shapes_of(archive):
                inside = PurePosixPath(member)
                stem = re.sub(r"[^\w-]", "_", inside.stem)[:60]
                made.append(folder / f"{stem}{inside.suffix.lower()}")
                with archive.open(member) as packed, made[-1].open("xb") as file:
                    while chunk := packed.read(_MIB):
                        left -= len(chunk)
                        if left < 0:
                            most = request["written"]
                            raise RefusedError(f"it unpacks to more than {most:,} bytes")
                        file.write(chunk)
    except Exception as error:
        if isinstance(error, RefusedError | MemoryError):
            raise
        raise RefusedError(f"not a zip that can be unpacked: {_first(error)}") from error
    if not made:
        raise RefusedError(f"no file of shapes inside: no {', '.join(('.shp', *_WHOLE))}")
    yield str(folder if made[0].suffix in _SHAPEFILE else made[0])


def _shapes_of(archive: zipfile.ZipFile) -> list[str]:
    names = [
        each.filename
        for each in archive.infolist()
        if not each.is_dir() and not each.filename.startswith("__MACOSX")
    ]
    for name in names:
        inside = PurePosixPath(name)
        if inside.suffix.lower() == ".shp":
            beside = [PurePosixPath(each) for each in names]
            return [
                str(each)
                for each in beside
                if each.parent == inside.parent and each.suffix.lower() in _SHAPEFILE
            ]
    return [name for name in names if PurePosixPath(name).suffix.lower() in _WHOLE][:1]


def read_with_gdal(request: dict[str, Any]) -> Iterator[object]:
    """Read a GeoPackage, Shapefile or FlatGeobuf, once no other driver of GDAL is left.

    GDAL heeds the list of drivers to leave out only while it is loaded: where it has more than
    these three, their names are the answer, to be left out the next time.
    """
    # pyogrio looks for these and needs none of them here.
    for unneeded in ("geopandas", "pandas", "pyarrow", "pyproj", "shapely"):
        sys.modules[unneeded] = None  # type: ignore[assignment]  # not to be found
    import pyogrio
    from pyogrio import raw

    if others := sorted(pyogrio.list_drivers().keys() - DRIVERS):
        yield {"others": others}
        return
    limit(request)
    path = request["path"]
    try:
        layers = {str(name): kind for name, kind in pyogrio.list_layers(path).tolist()}
        if not layers:
            raise RefusedError("file has no layer")
        name = _layer(layers, request)
        about = pyogrio.read_info(path, layer=name)
        tables = {}
        for table, column in request["tables"].items():
            if table in layers:
                tables[table] = raw.read(path, layer=table, columns=[column])[3][0].tolist()
        yield {
            "layer": name, "layers": layers, "shapes": layers[name] is not None, "tables": tables,
            "crs": about["crs"], "fields": about["fields"].tolist(),
        }  # fmt: skip
        start, rows, most = 0, 0, request["rows"]
        while not start or rows == most:
            try:
                _, _, shapes, columns = raw.read(
                    path, layer=name, skip_features=start, max_features=most
                )
            except UnicodeDecodeError as error:
                raise _not_text(path, name, start, most, about["fields"].tolist()) from error
            rows = len(columns[0]) if columns else 0 if shapes is None else len(shapes)
            texts = [None] * rows if shapes is None else map(_base64, shapes)
            yield from zip(texts, *map(_plain, columns), strict=True)
            start += rows
    except (RefusedError, MemoryError):
        raise
    except Exception as error:  # each driver raises its own
        raise RefusedError(f"file cannot be read: {_reason(error, path)}") from error


def _layer(layers: dict[str, str | None], request: dict[str, Any]) -> str:
    """Return the layer that the request prefers: by its name, its shapes, or just the first."""
    with_shapes = [name for name, kind in layers.items() if kind is not None]
    with_points = [name for name in with_shapes if "Point" in str(layers[name])]
    wanted = [*request["prefer"], *(with_points if request["points"] else ()), *with_shapes]
    return next((name for name in wanted if name in layers), next(iter(layers)))


def _not_text(path: str, layer: str, start: int, count: int, fields: list[str]) -> RefusedError:
    """Return where a text stands that is not in the encoding it should be in."""
    from pyogrio import raw

    def wrong(row: int, count: int, names: list[str]) -> bytes | None:
        try:
            raw.read(path, layer=layer, columns=names, skip_features=row, max_features=count,
                     read_geometry=False)  # fmt: skip
        except UnicodeDecodeError as error:
            return error.object
        return None

    mend = "Save its texts as UTF-8."
    if Path(path).suffix != ".gpkg":
        mend = "Let the .cpg file name the encoding; this looks like Windows-1252."
    while count > 1:
        count = (count + 1) // 2
        if wrong(start, count, fields) is None:
            start += count
    for field in fields:
        if (text := wrong(start, 1, [field])) is not None:
            return RefusedError("text is not UTF-8", mend, row=start + 1, column=field,
                                value=text.decode("cp1252", "replace"))  # fmt: skip
    return RefusedError("text is not UTF-8", mend)


def _plain(column: Any) -> list[Any]:
    """Return the values of a column as JSON has them: days as text, None for what is empty."""
    import numpy as np

    if np.issubdtype(column.dtype, np.datetime64):
        texts = np.datetime_as_string(column).tolist()
        return [None if text == "NaT" else text for text in texts]
    values = column.tolist()
    if np.issubdtype(column.dtype, np.floating):
        # A column of whole numbers with an empty cell comes as one of fractions.
        whole = all(value.is_integer() for value in values if not math.isnan(value))
        return [None if math.isnan(value) else int(value) if whole else value for value in values]
    return list(values)


def read_parquet(request: dict[str, Any]) -> Iterator[object]:
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
                yield from zip(map(_base64, shapes), *columns, strict=True)
    except (RefusedError, MemoryError):
        raise
    except Exception as error:  # pyarrow has many
        raise RefusedError(f"file cannot be read: {_reason(error, request['path'])}") from error


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


def _base64(shape: bytes | None) -> str | None:
    return None if shape is None else base64.b64encode(shape).decode()


def _text(value: Any) -> Any:
    """Return a value that JSON lacks: bytes are left out, days are text."""
    if isinstance(value, bytes):
        return None
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _reason(error: Exception, path: str) -> str:
    """Return what a library says, without the place of the copy that it was given."""
    said = _first(error).replace(path, "it").replace(str(Path(path).with_suffix("")), "it")
    return said.partition(" It might help")[0].rstrip(".; ")


def _first(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


if __name__ == "__main__":
    main()
