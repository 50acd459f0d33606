"""A GeoPackage, Shapefile or FlatGeobuf → its rows, by a GDAL that reads nothing else."""

from __future__ import annotations

import math
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from mapgen.files.confined.answers import RefusedError, Request, as_text, limit, reason
from mapgen.files.crs import FILES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray


DRIVERS = frozenset({"ESRI Shapefile", "GPKG", "FlatGeobuf"})
_HEADER = 2**20  # bytes; no FlatGeobuf says more about itself


def read_with_gdal(request: Request) -> Iterator[object]:
    """Read a GeoPackage, Shapefile or FlatGeobuf, once no other driver of GDAL is left.

    GDAL heeds the list of drivers to leave out only while it is loaded: where it has more than
    these three, their names are the answer, to be left out the next time.

    Parameters
    ----------
    request : Request
        The path of the copy, its kind, and the limits.

    Yields
    ------
    object
        The layer, then row by row; or names of drivers.

    Raises
    ------
    RefusedError
        The file cannot be read, with the reason in words.
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
    _refuse_files(Path(path))
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
        start, rows, most = 0, request["rows"], request["rows"]
        while rows == most:
            try:
                _, _, shapes, columns = raw.read(
                    path, layer=name, skip_features=start, max_features=most
                )
            except UnicodeDecodeError as error:
                raise _not_text(path, name, start, most, about["fields"].tolist()) from error
            rows = len(columns[0]) if columns else 0 if shapes is None else len(shapes)
            texts = [None] * rows if shapes is None else map(as_text, shapes)
            yield from zip(texts, *map(_plain, columns), strict=True)
            start += rows
    except (RefusedError, MemoryError):
        raise
    except Exception as error:  # each driver raises its own
        raise RefusedError(f"file cannot be read: {reason(error, path)}") from error


def _refuse_files(path: Path) -> None:
    """Refuse reference systems that name files: GDAL opens these, be they pipes, when it reads."""
    if path.suffix == ".gpkg":
        texts = _definitions(path)
    elif path.suffix == ".fgb":
        with path.open("rb") as file:
            length = int.from_bytes(file.read(12)[8:], "little")
            texts = [file.read(min(length, _HEADER))]
    else:
        folder = path if path.is_dir() else path.parent
        texts = [each.read_bytes() for each in folder.glob("*.prj")]
    if any(FILES.search(text.decode("latin-1")) for text in texts):
        raise RefusedError("coordinate reference system that names files",
                           "Save the file in WGS 84 (EPSG:4326).")  # fmt: skip


def _definitions(path: Path) -> list[bytes]:
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as base:
            base.text_factory = bytes
            rows = base.execute("select * from gpkg_spatial_ref_sys").fetchall()
    except sqlite3.Error:
        return []  # GDAL will say what is wrong
    return [value for row in rows for value in row if isinstance(value, bytes)]


def _layer(layers: dict[str, str | None], request: Request) -> str:
    """Return the layer that the request prefers: by its name, its shapes, or just the first."""
    with_shapes = [name for name, kind in layers.items() if kind is not None]
    of_kind = [name for name in with_shapes if request["kind"] in str(layers[name])]
    wanted = [*request["prefer"], *of_kind, *with_shapes]
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


def _plain(column: NDArray[np.generic]) -> list[object]:
    """Return the values of a column as JSON has them: days as text, None for what is empty."""
    import numpy as np

    if np.issubdtype(column.dtype, np.datetime64):
        texts = np.datetime_as_string(np.asarray(column, column.dtype)).tolist()
        return [None if text == "NaT" else text for text in texts]
    values = column.tolist()
    if np.issubdtype(column.dtype, np.floating):
        # A column of whole numbers with an empty cell comes as one of fractions.
        whole = all(value.is_integer() for value in values if not math.isnan(value))
        return [None if math.isnan(value) else int(value) if whole else value for value in values]
    return list(values)
