"""A layer of shapes in any format but GeoJSON, read by a process that can do nothing else.

GDAL reads more than files of shapes: lists of addresses to fetch, tables to send elsewhere,
archives of any size, and beside each file what belongs to it. Here it is given a private copy, in
a process of its own where all drivers but three are off, memory, time and disk are limited and no
setting of the caller's is known. What the caller does with GDAL stays as it is.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import shapely

from mapgen.files import shape_child
from mapgen.files.shape_copy import GEOJSON, GEOPARQUET, ZIP, Copied, kind_of, private_copy, whole
from mapgen.problems import InputError, Problem, Problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from mapgen.files.folder import Named

_MIB = 2**20
ROWS = 1024
"""How many rows the process reads together."""
MEMORY = 1024 * _MIB
"""Bytes that the process may need beside four times the size of the file."""
SECONDS = 30
"""Seconds of processor time that it may need beside one for each MiB."""
TOLD = 128 * _MIB
"""Characters that it may tell of a small file; of a large one, 16 times its size."""
_TOLD_RATIO = {GEOPARQUET: 200}
_ROW = 64  # bytes that a row costs its reader at least
_PATIENCE = 4  # times as long on the clock as on the processor, before the process is given up
# What finds the libraries and their own data; everything else stays outside.
_ENVIRONMENT = (
    "PATH", "SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH", "GDAL_DATA", "PROJ_DATA", "PROJ_LIB",
)  # fmt: skip
_SETTINGS = {
    "GDAL_DRIVER_PATH": "disable",
    "GDAL_PAM_ENABLED": "NO",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "{none}",
    "GDAL_HTTP_PROXY": "127.0.0.1:9",
    "PROJ_NETWORK": "OFF",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which layer is read: the first of `prefer`, else with points, else with shapes.

    `tables` names tables beside it, each with a column that is read whole.
    """

    prefer: Sequence[str] = ()
    points: bool = False
    tables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer that is open: what it says about itself, and its rows, which are read once.

    `crs` is None where it says nothing. `layers` gives the kind of shape of each layer of the
    file, None for a table; `has_shapes` is about this one. `said` is what GeoParquet holds
    besides, `tables` the columns asked for.
    """

    name: str
    crs: str | None
    fields: list[str]
    has_shapes: bool
    layers: dict[str, str | None]
    tables: dict[str, list[Any]]
    said: dict[str, Any]
    rows: Iterator[tuple[BaseGeometry | None, list[Any]]]


@contextmanager
def opened_layer(
    path: Named, *, max_bytes: int, name: str | None = None, wanted: Wanted | None = None
) -> Iterator[Layer | Named]:
    """Give a layer of a file, or the path of a GeoJSON file, which may have lain in a zip.

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
        with _Process(copied, problems.file, wanted or Wanted()) as process:
            yield process.layer()


def _unpacked(copied: Copied, problems: Problems, max_bytes: int) -> Copied:
    with _Process(copied, problems.file, Wanted(), written=max_bytes) as process:
        path = Path(process.answer())
    size = sum(each.stat().st_size for each in path.parent.iterdir() if each.is_file())
    if path.is_dir():
        return Copied(copied.kind, path, sum(each.stat().st_size for each in path.iterdir()))
    kind = kind_of(path, problems)
    problems.raise_if_errors()
    if kind is None or kind == ZIP:
        raise InputError([Problem(problems.file, "a zip in a zip", mend="Unpack it first.")])
    return Copied(kind, path, size)


class _Process:
    """The process, its answers one by one, and its end."""

    def __init__(self, copied: Copied, file: str, wanted: Wanted, written: int = 0) -> None:
        self._file, self._path = file, copied.path
        tasks = {GEOPARQUET: "parquet", ZIP: "unpack"}
        task = "gdal" if copied.path.is_dir() else tasks.get(copied.kind, "gdal")
        self.seconds = SECONDS + copied.size // _MIB
        self._told = max(TOLD, _TOLD_RATIO.get(copied.kind, 16) * copied.size)
        self._request = {
            "task": task,
            "path": str(copied.path),
            "modules": [entry for entry in sys.path if entry and Path(entry).is_absolute()],
            "seconds": self.seconds,
            "memory": MEMORY + 4 * copied.size,
            "written": written or _MIB + copied.size // 64,  # SQLite's index of a log
            "rows": ROWS,
            "prefer": list(wanted.prefer),
            "points": wanted.points,
            "tables": dict(wanted.tables),
        }
        self._waiting_since: float | None = None
        self._over = threading.Event()
        self._start([])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def _start(self, others: list[str]) -> None:
        environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
        self._over = threading.Event()
        try:
            self._process = subprocess.Popen(  # noqa: S603  # this interpreter, our own script
                [sys.executable, "-I", shape_child.__file__, json.dumps(self._request)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=self._path.parent,
                env={**environment, **_SETTINGS, "OGR_SKIP": ",".join(others)},
            )
        except OSError as error:
            raise self._error(f"file cannot be read: no process for it: {error}") from error
        threading.Thread(target=self._watch, args=(self._process, self._over), daemon=True).start()

    def _end(self) -> None:
        self._over.set()
        self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()

    def _watch(self, process: subprocess.Popen[bytes], over: threading.Event) -> None:
        """End the process where it is silent for longer than it could work."""
        while not over.wait(1):
            since = self._waiting_since
            if since is not None and time.monotonic() - since > _PATIENCE * self.seconds:
                process.kill()
                return

    def answer(self) -> Any:
        """Return the next answer.

        Raises
        ------
        InputError
            The process found something wrong, or ended before it was done.
        """
        assert self._process.stdout is not None  # noqa: S101  # it has a pipe
        self._waiting_since = time.monotonic()
        line = self._process.stdout.readline(self._told + 1)
        self._waiting_since = None
        self._told -= len(line) + _ROW
        if self._told < 0:
            raise self._error("it holds far more than its size", "It may be made to do harm.")
        try:
            answer = json.loads(line)
        except ValueError as error:
            raise self._error(self._broken()) from error
        if isinstance(answer, dict) and "error" in answer:
            raise self._refused(answer)
        return answer

    def layer(self) -> Layer:
        """Return the layer, with what is to come as its rows."""
        head = self.answer()
        if others := head.get("others"):
            self._end()
            self._start(others)
            head = self.answer()
            if others := head.get("others"):
                raise self._error(f"drivers of GDAL that cannot be turned off: {others}")
        return Layer(
            name=head["layer"],
            crs=head["crs"],
            fields=head["fields"],
            has_shapes=head["shapes"],
            layers=head["layers"],
            tables=head["tables"],
            said=head.get("said", {}),
            rows=self._rows(),
        )

    def _rows(self) -> Iterator[tuple[BaseGeometry | None, list[Any]]]:
        while (answer := self.answer()) != "end":
            shape, *values = answer
            yield shape and _shape(shape), values

    def _broken(self) -> str:
        """Return what is to be said of a process that ended without an answer."""
        status = self._process.wait()
        if status == -getattr(signal, "SIGXCPU", 0):
            return f"file cannot be read: it takes more than {self.seconds} seconds"
        return "file cannot be read: it is damaged, or takes more memory than is allowed"

    def _error(self, message: str, mend: str = "Save it as GeoJSON in WGS 84.") -> InputError:
        return InputError([Problem(self._file, message, mend=mend)])

    def _refused(self, answer: dict[str, Any]) -> InputError:
        mend = answer.get("mend") or "Save it as GeoJSON in WGS 84."
        value = answer.get("value")
        problem = Problem(self._file, answer["error"], answer.get("row"), answer.get("column"),
                          value, mend)  # fmt: skip
        return InputError([problem])


def _shape(text: str) -> BaseGeometry | None:
    """Return a shape; None for one that is damaged."""
    try:
        return shapely.from_wkb(base64.b64decode(text), on_invalid="ignore")
    except (binascii.Error, ValueError):
        return None
