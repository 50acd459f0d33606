"""A file as it was downloaded → text to read piece by piece: .gz, .zip, .kmz, any encoding."""

from __future__ import annotations

import codecs
import gzip
import io
import lzma
import struct
import zipfile
import zlib
from contextlib import contextmanager
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, cast

from mapgen.files.paths import NotAFileError, open_file
from mapgen.problems import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO, TextIO

_CHUNK = 1 << 20
_RATIO = 200  # a table packs to a fifth or a twentieth
_UNPACKED = 1 << 27  # bytes that any packed file may unpack to
WINDOWS = "cp1252"
_WIDE = {  # the mark of UTF-32 begins as that of UTF-16
    codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip
_LOOKED_AT = 4096
_ENCRYPTED = 1  # the flag of a packed file that needs a password
_METHODS = {9: "Deflate64", 93: "Zstandard", 95: "XZ", 96: "JPEG", 98: "PPMd", 99: "AES"}
# What the library says about archives that are damaged, or none.
_BROKEN = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OverflowError, struct.error,
)  # fmt: skip
_NOT_DATA = (".txt", ".pdf", ".md", ".html", ".xml", ".htm")
_OF_FOLDERS = ("thumbs.db", "desktop.ini")
# One of these is the table, whatever describes it or is a picture of it.
_SOUGHT = ((".csv", ".tsv"), (".kml",), (".geojson", ".jsonld"))
_PACKED = (".zip", ".kmz")
_SPREADSHEETS = (".xlsx", ".xls", ".ods", ".dta", ".rdata", ".rds", ".sav")


class Opened(NamedTuple):
    """A file that is open, and the encoding that its bytes turned out to have."""

    text: TextIO
    encoding: str


def unreadable(path: Path, message: str, mend: str = "") -> InputError:
    """Return the error for a file that cannot be read at all.

    Parameters
    ----------
    path : Path
        The file.
    message : str
        What is wrong, in lower case.
    mend : str
        How to mend it, a sentence; "" where nothing helps.

    Returns
    -------
    InputError
        To be raised.
    """
    return InputError([Problem(path.name, message, mend=mend, code="import/unreadable")])


@contextmanager
def open_text(path: Path) -> Iterator[Opened]:
    """Give the text of a file, of the only table in a .zip or .kmz, or of a .gz.

    What is not UTF-8 is read as Windows-1252, the encoding of older exports; a byte that has no
    letter there becomes U+FFFD.

    Parameters
    ----------
    path : Path
        The file.

    Yields
    ------
    Opened
        Its text, open, and its encoding.

    Raises
    ------
    InputError
        The file cannot be opened or unpacked, or is a spreadsheet.
    """
    if path.suffix.lower() in _SPREADSHEETS:
        raise unreadable(path, "not a text file", "Save it as CSV UTF-8 and import that.")
    encoding = encoding_of(path)
    with _as_input_errors(path), _bytes(path) as raw:
        yield Opened(
            io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline=""), encoding
        )


@contextmanager
def _as_input_errors(path: Path) -> Iterator[None]:
    """Say why a file cannot be read or unpacked."""
    try:
        yield
    except NotAFileError as error:
        raise unreadable(path, str(error), "Name a file.") from error
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, lzma.LZMAError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise unreadable(path, f"file cannot be read: {reason}", "Download it again.") from error


@contextmanager
def _bytes(path: Path) -> Iterator[IO[bytes]]:
    with open_file(path) as file:
        if path.suffix.lower() in _PACKED:
            with _archive(file, path) as archive, _member(archive, path) as raw:
                yield raw
        elif path.suffix.lower() == ".gz":
            with gzip.open(file) as packed:
                yield cast("IO[bytes]", packed)
        else:
            yield file


def _archive(file: IO[bytes], path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except _BROKEN as error:
        raise unreadable(path, f"file cannot be read: {error}", "Download it again.") from error


def _member(archive: zipfile.ZipFile, path: Path) -> IO[bytes]:
    """Open the only table in an archive."""
    tables = _tables([each for each in archive.infolist() if not each.filename.endswith("/")])
    if len(tables) != 1:
        listed = ", ".join(each.filename for each in tables[:5]) or "nothing"
        raise unreadable(path, f"not one table inside: {listed}", "Unpack it first.")
    (table,) = tables
    if table.flag_bits & _ENCRYPTED:
        raise unreadable(path, "the table inside is encrypted", "Unpack it first.")
    try:
        return archive.open(table)
    except NotImplementedError as error:
        method = _METHODS.get(table.compress_type, f"method {table.compress_type}")
        message = f"the table inside is packed with {method}, which is not read"
        raise unreadable(
            path, message, "Unpack it first, or pack it as usual (Deflate)."
        ) from error
    except _BROKEN as error:
        raise unreadable(path, f"the zip is damaged: {error}", "Download it again.") from error


def _tables(members: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """Return those of an archive's files that may be the table: not what only goes with it."""
    paths = [(each, PurePosixPath(each.filename)) for each in members]
    visible = [
        (each, path)
        for each, path in paths
        if not any(part.startswith((".", "__MACOSX")) for part in path.parts)
        and path.name.lower() not in _OF_FOLDERS
        and path.suffix.lower() not in _NOT_DATA
    ]
    for suffixes in _SOUGHT:
        found = [each for each, path in visible if path.suffix.lower() in suffixes]
        if len(found) == 1:
            return found
    return [each for each, _ in visible]


def encoding_of(path: Path) -> str:
    """Return the encoding that a file's bytes turn out to have.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    str
        As Python names it.

    Raises
    ------
    InputError
        The file cannot be opened or unpacked.
    """
    return _seen(path).encoding


def lines_in(path: Path) -> int:
    """Return how many lines a file has, for a text of one byte a letter.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    int
        Of any other text about as many.

    Raises
    ------
    InputError
        As `encoding_of` raises it.
    """
    return _seen(path).lines


class _Seen(NamedTuple):
    encoding: str
    lines: int


def _seen(path: Path) -> _Seen:
    with _as_input_errors(path):
        state = path.stat()
        return _look(path, state.st_size, state.st_mtime_ns, state.st_ino)


@lru_cache(maxsize=64)  # a file is looked at again only where it has changed
def _look(path: Path, size: int, *_: int) -> _Seen:
    """Look at every byte once; a file that does little else than unpack is refused."""
    most = max(_UNPACKED, _RATIO * size)
    length, lines, encoding = 0, 0, "utf-8-sig"
    decoder = codecs.getincrementaldecoder("utf-8")()
    with _bytes(path) as raw:
        while chunk := raw.read(_CHUNK):
            if not length:
                encoding = _wide(chunk) or encoding
            length += len(chunk)
            lines += chunk.count(b"\n")
            if length > most:
                message = f"it unpacks to more than {_RATIO} times its size"
                raise unreadable(path, message, "Unpack it first, if that is right.")
            if encoding == "utf-8-sig" and not _decodes(decoder, chunk):
                encoding = WINDOWS
    if encoding == "utf-8-sig" and not _decodes(decoder, b"", end=True):
        encoding = WINDOWS
    return _Seen(encoding, lines)


def _wide(head: bytes) -> str:
    """Return the encoding of a text with two or four bytes a letter; "" for any other.

    Without a mark, two bytes a letter show in Latin text by the noughts at every second place.
    """
    for bom, wide in _WIDE.items():
        if head.startswith(bom):
            return wide
    even, odd = head[:_LOOKED_AT:2], head[1:_LOOKED_AT:2]
    if not even.count(0) and odd.count(0) > len(odd) / 2:
        return "utf-16-le"
    return "utf-16-be" if not odd.count(0) and even.count(0) > len(even) / 2 else ""


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, end: bool = False) -> bool:
    try:
        decoder.decode(chunk, end)
    except UnicodeDecodeError:
        return False
    return True
