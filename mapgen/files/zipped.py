"""Files → one ZIP archive, in pieces that are made while it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can say: the same files, the same bytes
_UNIX = 3
_READABLE = 0o100644 << 16


class _Taken:
    """What was written since it was last taken away: a file that cannot be gone back in."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> int:
        self._pieces.append(piece)
        return len(piece)

    def flush(self) -> None:
        """Nothing is kept back."""

    def close(self) -> None:
        """Nothing is open."""

    def take(self) -> bytes:
        found = b"".join(self._pieces)
        self._pieces.clear()
        return found


def zipped(files: Mapping[str, Iterable[bytes]]) -> Iterator[bytes]:
    """Yield a ZIP archive of files by name, each in pieces, in their order.

    No more than a piece is held at a time, so a file may be larger than the memory, and one may be
    made of what the files before it turned out to be. The times of the entries are that of no day:
    the same files give the same bytes.

    Parameters
    ----------
    files : mapping of str to iterable of bytes
        Name → its bytes in pieces.

    Yields
    ------
    bytes
        Pieces of the archive.
    """
    out = _Taken()
    with ZipFile(out, "w") as archive:
        for name, pieces in files.items():
            entry = ZipInfo(name, _FIRST_DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _READABLE
            with archive.open(entry, "w", force_zip64=True) as file:
                for piece in pieces:
                    file.write(piece)
                    yield out.take()
    yield out.take()
