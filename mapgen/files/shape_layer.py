"""A layer of shapes in any format but GeoJSON, read by a process that can do nothing else.

GDAL reads more than files of shapes: lists of addresses to fetch, tables to send elsewhere,
archives of any size, and beside each file what belongs to it. Here it is given a private copy, in
a process of its own where all drivers but three are off, memory, time and disk are limited and no
setting of the caller's is known. What the caller does with GDAL stays as it is.
"""

from __future__ import annotations

import base64
import binascii
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import shapely

from mapgen.files.confined.process import Limits, Process
from mapgen.files.shape_copy import GEOJSON, GEOPARQUET, ZIP, Copied, kind_of, private_copy, whole
from mapgen.problems import InputError, Problem, Problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from mapgen.files.folder import Named

MAX_SHAPES = 500_000
"""Shapes that are kept of a file, where all have to be held at once."""
_MIB = 2**20
ROWS = 4096
"""How many rows the process reads together."""
MEMORY = 1024 * _MIB
"""Bytes that the process may need beside four times the size of the file."""
SECONDS = 20
"""Seconds of processor time that it may need beside one for each MiB."""
SMALL = 128 * _MIB
"""Bytes that even a small file may tell, or unpack to."""
# How many times its size a file may tell, an archive unpack to, a packed table tell.
_RATIO, _UNPACKED_RATIO, _PACKED_RATIO = 16, 50, 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which layer is read: the first of `prefer`, else with shapes of a `kind`, else with any.

    `tables` names tables beside it, each with a column that is read whole.
    """

    prefer: Sequence[str] = ()
    kind: Literal["", "Point", "Polygon"] = ""
    tables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer that is open: what it says about itself, and its rows, which are read once.

    `crs` is None where it says nothing. `layers` gives the kind of shape of each layer of the
    file, None for a table; `has_shapes` is about this one. `own_metadata` is what GeoParquet holds
    besides, `tables` the columns asked for. A row is its shape and its values, one for each of
    `fields`.
    """

    name: str
    crs: str | None
    fields: list[str]
    has_shapes: bool
    layers: dict[str, str | None]
    tables: dict[str, list[str]]
    own_metadata: dict[str, object]
    rows: Iterator[tuple[BaseGeometry | None, list[object]]]


@contextmanager
def opened_layer(
    path: Named, *, max_bytes: int, name: str | None = None, wanted: Wanted | None = None
) -> Iterator[Layer | Named]:
    """Give a layer of a file, or the path of a GeoJSON file, which may have lain in a zip.

    Parameters
    ----------
    path : Named
        The file, in any of the formats, perhaps in a zip.
    max_bytes : int
        How large it may be, unpacked.
    name : str or None
        What messages call it; None for its own name.
    wanted : Wanted or None
        Chooses a layer by the names and kinds of all; None for the first.

    Yields
    ------
    Layer or Named
        Its rows are read as they are asked for.

    Raises
    ------
    InputError
        The file, or what belongs to it, cannot be read; also while the rows are.
    """
    problems = Problems(name or path.name)
    path = whole(path)
    kind = kind_of(path, problems)
    problems.raise_if_errors()
    if kind is None or kind == GEOJSON:
        yield path
        return
    with private_copy(path, kind, problems, max_bytes) as copied:
        problems.raise_if_errors()
        if copied is None:
            return
        if kind == ZIP:
            copied = _unpacked(copied, problems, max_bytes)
        if copied.kind == GEOJSON:
            yield copied.path
            return
        with _process(copied, problems.file, wanted or Wanted()) as process:
            yield _layer(process)


def _unpacked(copied: Copied, problems: Problems, max_bytes: int) -> Copied:
    most = min(max_bytes, max(SMALL, _UNPACKED_RATIO * copied.size))
    with Process("unpack", copied.path, problems.file, _limits(copied, written=most)) as process:
        path = Path(process.answer())
    if path.is_dir():
        return Copied(copied.kind, path, sum(each.stat().st_size for each in path.iterdir()))
    kind = kind_of(path, problems)
    problems.raise_if_errors()
    if kind is None or kind == ZIP:
        raise InputError(
            [
                Problem(
                    problems.file,
                    "a zip in a zip",
                    mend="Unpack it first.",
                    code="import/unreadable",
                )
            ]
        )
    return Copied(kind, path, path.stat().st_size)


def _process(copied: Copied, file: str, wanted: Wanted) -> Process:
    return Process(
        "parquet" if copied.kind == GEOPARQUET else "gdal",
        copied.path,
        file,
        _limits(copied, written=_MIB + copied.size // 64),  # SQLite's index of a write-ahead log
        rows=ROWS,
        prefer=list(wanted.prefer),
        kind=wanted.kind,
        tables=dict(wanted.tables),
    )


def _limits(copied: Copied, written: int) -> Limits:
    ratio = _PACKED_RATIO if copied.kind == GEOPARQUET else _RATIO
    return Limits(
        seconds=SECONDS + copied.size // _MIB,
        memory=MEMORY + 4 * copied.size,
        written=written,
        answer_bytes=max(SMALL, ratio * copied.size),
    )


def _layer(process: Process) -> Layer:
    head = process.head()
    return Layer(
        name=head["layer"],
        crs=head["crs"],
        fields=head["fields"],
        has_shapes=head["shapes"],
        layers=head["layers"],
        tables=head["tables"],
        own_metadata=head.get("own_metadata", {}),
        rows=_rows(process),
    )


def _rows(process: Process) -> Iterator[tuple[BaseGeometry | None, list[object]]]:
    while (answer := process.answer()) != "end":
        shape, *values = answer
        yield shape and _shape(shape), values


def _shape(text: str) -> BaseGeometry | None:
    """Return a shape; None for one that is damaged."""
    try:
        return shapely.from_wkb(base64.b64decode(text), on_invalid="ignore")
    except (binascii.Error, ValueError):
        return None
