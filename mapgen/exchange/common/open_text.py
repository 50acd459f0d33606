"""A file as it was downloaded → text to read piece by piece: .gz, .zip, UTF-8, Windows-1252."""

from __future__ import annotations

import codecs
import gzip
import io
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, cast

from mapgen.problems import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO, TextIO

_CHUNK = 1 << 20
_RATIO = 200  # a table packs to a fifth or a twentieth
_UNPACKED = 1 << 27  # bytes that any packed file may unpack to
_WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_NOT_DATA = (".txt", ".pdf", ".md", ".html", ".xml", ".htm")
_SPREADSHEETS = (".xlsx", ".xls", ".ods", ".dta", ".rdata", ".rds", ".sav")


class Opened(NamedTuple):
    """A file that is open, and the encoding that its bytes turned out to have."""

    text: TextIO
    encoding: str


def unreadable(path: Path, message: str, mend: str = "") -> InputError:
    """Return the error for a file that cannot be read at all."""
    return InputError([Problem(path.name, message, mend=mend)])


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Give the text of a file, of the only table in a .zip, or of a .gz.

    What is not UTF-8 is read as Windows-1252, the encoding of older exports; a byte that has no
    letter there becomes U+FFFD.

    Raises
    ------
    InputError
        Where the file cannot be opened, or is a spreadsheet.
    """
    if path.suffix.lower() in _SPREADSHEETS:
        raise unreadable(path, "not a text file", "Save it as CSV UTF-8 and import that.")
    try:
        with _bytes(path) as raw:
            encoding = _encoding(raw, path)
        with _bytes(path) as raw:
            yield Opened(
                io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline=""), encoding
            )
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise unreadable(path, f"file cannot be read: {reason}", "Download it again.") from error


@contextmanager
def _bytes(path: Path) -> Iterator[IO[bytes]]:
    if path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path) as archive:
            tables = [
                name
                for name in archive.namelist()
                if not name.endswith("/")
                and not name.startswith("__MACOSX")
                and PurePosixPath(name).suffix.lower() not in _NOT_DATA
            ]
            if len(tables) != 1:
                listed = ", ".join(tables[:5]) or "nothing"
                raise unreadable(path, f"not one table inside: {listed}", "Unpack it first.")
            with archive.open(tables[0]) as raw:
                yield raw
    elif path.suffix.lower() == ".gz":
        with gzip.open(path) as packed:
            yield cast("IO[bytes]", packed)
    else:
        with path.open("rb") as file:
            yield file


def _encoding(raw: IO[bytes], path: Path) -> str:
    """Return the encoding, after one look at every byte; a file that only unpacks is refused."""
    most = max(_UNPACKED, _RATIO * path.stat().st_size)
    first = raw.read(_CHUNK)
    length = 0
    for bom, encoding in _WIDE.items():
        if first.startswith(bom):
            return encoding
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while first:
            length += len(first)
            if length > most:
                message = f"it unpacks to more than {_RATIO} times its size"
                raise unreadable(path, message, "Unpack it first, if that is right.")
            decoder.decode(first)
            first = raw.read(_CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
