"""A file of shapes → what it is by its bytes, and a private copy of all that belongs to it.

Libraries look for more beside a file than the file itself, and follow what they find. They are
given a directory where nothing lies but copies of what has been looked at here.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mapgen.files.paths import is_there, open_file
from mapgen.files.text import tell_unread
from mapgen.problems import Problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mapgen.files.folder import Named

GEOJSON, GEOPACKAGE, SHAPEFILE, FLATGEOBUF, GEOPARQUET, ZIP = (
    "GeoJSON", "GeoPackage", "Shapefile", "FlatGeobuf", "GeoParquet", "zip",
)  # fmt: skip
FORMATS = "GeoJSON, GeoPackage, Shapefile or FlatGeobuf, nor GeoParquet"
_SIGNATURES = {
    b"SQLite format 3\0": GEOPACKAGE,
    b"\x00\x00\x27\x0a": SHAPEFILE,
    b"fgb\x03fgb": FLATGEOBUF,
    b"PAR1": GEOPARQUET,
    b"PK\x03\x04": ZIP,
}
_ENDINGS = {GEOPACKAGE: ".gpkg", SHAPEFILE: ".shp", FLATGEOBUF: ".fgb", GEOPARQUET: ".parquet",
            ZIP: ".zip"}  # fmt: skip
_PARTS = (".shx", ".dbf", ".prj", ".cpg")
_MOST = {".prj": 2**20, ".cpg": 2**10}  # bytes; the other parts may be as large as the file
_CHUNK = 2**20


class Copied(NamedTuple):
    """A file of shapes where it can be read: its format, its path, how many bytes it has."""

    kind: str
    path: Path
    size: int


def whole(path: Named) -> Named:
    """Return the main file of a Shapefile that is named by another of its parts.

    Parameters
    ----------
    path : Named
        Any file of shapes.

    Returns
    -------
    Named
        The path itself for any other.
    """
    if path.suffix.lower() not in (".shx", ".dbf"):
        return path
    ending = ".SHP" if path.suffix.isupper() else ".shp"
    return path.with_name(path.name.removesuffix(path.suffix) + ending)


def kind_of(path: Named, problems: Problems) -> str | None:
    """Return the format of a file by its first bytes.

    JSON has no such bytes: it is what begins with a bracket, or is called .json or .geojson.

    Parameters
    ----------
    path : Path or FolderFile
    problems : Problems
        The list that errors are added to.

    Returns
    -------
    str or None
        None, and an error, where it is none that is read.
    """
    try:
        with open_file(path) as file:
            head = file.read(64)
    except (OSError, ValueError) as error:
        tell_unread(error, problems)
        return None
    for beginning, kind in _SIGNATURES.items():
        if head.startswith(beginning):
            return kind
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n\x1e")
    if text.startswith(b"{") or path.suffix.lower() in (".json", ".geojson", ".geojsonl"):
        return GEOJSON
    problems.error(
        f"file of shapes cannot be read: not {FORMATS}",
        mend="Save it as GeoJSON in WGS 84.",
        code="shape/unreadable",
    )
    return None


@contextmanager
def private_copy(
    path: Named, kind: str, problems: Problems, max_bytes: int
) -> Iterator[Copied | None]:
    """Give a file of shapes, and what belongs to it, in a directory of its own, for a while.

    Parameters
    ----------
    path : Path or FolderFile
    kind : str
        What `kind_of` returned.
    problems : Problems
        The list that errors are added to.
    max_bytes : int
        How large the files may be together.

    Yields
    ------
    Copied or None
        None, and an error, where one of them is no file, is too large, or cannot be read.
    """
    import tempfile

    try:
        private = tempfile.TemporaryDirectory(prefix="mapgen-", ignore_cleanup_errors=True)
    except OSError as error:
        _tell_no_room(error, problems)
        yield None
        return
    with private as directory:
        to = Path(directory).resolve() / f"shapes{_ENDINGS[kind]}"
        size = _copy(path, to, problems, max_bytes)
        if size is None:
            yield None
        elif kind == SHAPEFILE:
            yield _with_parts(path, Copied(kind, to, size), problems, max_bytes)
        elif kind == GEOPACKAGE:
            yield _with_log(path, Copied(kind, to, size), problems, max_bytes)
        else:
            yield Copied(kind, to, size)


def _with_parts(path: Named, copied: Copied, problems: Problems, max_bytes: int) -> Copied | None:
    """Copy the other parts of a Shapefile, whatever letters their endings are written in."""
    stem = path.name.removesuffix(path.suffix)
    for ending in _PARTS:
        for part in (path.with_name(stem + ending), path.with_name(stem + ending.upper())):
            most = _MOST.get(ending, max_bytes)
            size = _copy(part, copied.path.with_suffix(ending), problems, most, optional=True)
            if size is None:
                return None
            if size >= 0:
                break
        else:
            if ending == ".shx":
                problems.error(
                    "file not found",
                    file=_beside(problems.file, path, stem + ending),
                    mend="A Shapefile is .shp, .shx and .dbf together: put all of them there.",
                    code="file/missing",
                )
                return None
    return copied


def _with_log(path: Named, copied: Copied, problems: Problems, max_bytes: int) -> Copied | None:
    """Copy the write-ahead log of a GeoPackage, where what was written last stands.

    A journal of what is being written would have to be played back, and may name other files.
    """
    try:
        with open_file(path.with_name(f"{path.name}-journal")) as file:
            goes_on = file.read(8).strip(b"\0") != b""
    except FileNotFoundError:
        goes_on = False
    except (OSError, ValueError) as error:
        _tell_unread(error, problems, _beside(problems.file, path, f"{path.name}-journal"))
        return None
    if goes_on:
        problems.error(
            "it is being written, or a program broke off while it wrote",
            file=_beside(problems.file, path, f"{path.name}-journal"),
            mend="Open it in the program that wrote it, and close that again.",
            code="shape/unreadable",
        )
        return None
    log = copied.path.with_name(f"{copied.path.name}-wal")
    wal = path.with_name(f"{path.name}-wal")
    return copied if _copy(wal, log, problems, max_bytes, optional=True) is not None else None


def _copy(
    path: Named, to: Path, problems: Problems, max_bytes: int, *, optional: bool = False
) -> int | None:
    """Copy a file; return its size, −1 where there is none and need not be; None for an error."""
    name = _beside(problems.file, path, path.name) if optional else None
    try:
        with open_file(path) as file, to.open("xb") as copy:
            size = 0
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                if size > max_bytes:
                    problems.error(
                        f"file is too large: at most {max_bytes:,} bytes are read",
                        file=name,
                        mend="Draw its shapes with fewer corners, or export them anew.",
                        code="file/too-large",
                    )
                    return None
                try:
                    copy.write(chunk)
                    copy.flush()
                except OSError as error:
                    _tell_no_room(error, problems)
                    return None
            return size
    except FileNotFoundError as error:
        if optional and not is_there(path):
            return -1
        _tell_unread(error, problems, name)
    except (OSError, ValueError) as error:
        _tell_unread(error, problems, name)
    return None


def _tell_no_room(error: OSError, problems: Problems) -> None:
    problems.error(
        f"no private copy can be made of it: {error.strerror or error}",
        mend="Make room in the directory for temporary files, or name another one (TMPDIR).",
        code="file/no-room",
    )


def _tell_unread(error: OSError | ValueError, problems: Problems, name: str | None) -> None:
    found = Problems(name or problems.file)
    tell_unread(error, found)
    problems.extend(found)


def _beside(shown: str, path: Named, name: str) -> str:
    """Return what messages call a neighbour of a file that they call `shown`."""
    return shown.removesuffix(path.name) + name if shown.endswith(path.name) else name
