"""Writes a file whole or not at all.

The bytes go to a neighbour first, are flushed to the disk, and then take the file's name in one
step. Killed at any moment, the old file or the new one stands there. A neighbour that a killed
build left behind is removed by the next one; one that a running build still holds is not touched.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable, Iterator
from glob import escape
from itertools import count
from pathlib import Path
from typing import ClassVar

from mapgen.files.paths import is_there

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# A disk that is full or broken: the same command works again when that is mended.
_FAILING = {*_NO_SPACE, errno.EIO}
_NO_PERMISSION = {errno.EACCES, errno.EPERM, errno.EROFS}
_CHUNK = 2**20


class OutputError(Exception):
    """The page cannot be written; the text says why, what stands there now, and what to do.

    `status` is the exit status of a command that ends with it.
    """

    status: ClassVar[int] = 2


class SurroundingsError(OutputError):
    """Neither the records nor the command are at fault: a full disk, a cluster that is gone."""

    status: ClassVar[int] = 3


def write_whole(path: Path, content: bytes | Iterable[bytes]) -> int:
    """Write `content` to `path`, return its length; its folder is made if need be.

    Pieces are written as they come, so that a file can be larger than the memory. What goes wrong
    while they are made leaves the old file as it was, too.

    Raises
    ------
    OutputError
        A permission is missing, a folder is a file, … What stood at `path` before stands there
        still.
    SurroundingsError
        The disk is full, likewise.
    """
    # A link is followed, so that what it points at is replaced and not the link.
    target = Path(os.path.realpath(path))
    folder = target.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            raise OutputError(f"{path} is a folder; the page cannot take its place.")
        if target.exists() and not target.is_file():
            raise OutputError(f"{path} is a pipe or a device; the page cannot take its place.")
        remove_leftovers(target)
        with _neighbour(target) as (temporary, descriptor):
            length = 0
            for piece in (content,) if isinstance(content, bytes) else content:
                view = memoryview(piece)
                length += len(view)
                while view:
                    view = view[os.write(descriptor, view[:_CHUNK]) :]
            os.fsync(descriptor)
            if fcntl is None:
                os.close(descriptor)  # Windows renames no open file
            temporary.replace(target)
        _flush_folder(folder)
        return length
    except (FileExistsError, NotADirectoryError) as error:
        blocking = _first_file(folder)
        raise OutputError(
            f"{blocking} is a file; the page needs a folder of that name. "
            "Move the file away, or name another folder with -o."
        ) from error
    except OSError as error:
        kind = SurroundingsError if error.errno in _FAILING else OutputError
        raise kind(_explained(error, path)) from error


def remove_leftovers(target: Path) -> None:
    """Remove the unfinished neighbours of `target` that no running build holds any more."""
    for leftover in sorted(target.parent.glob(f".{escape(target.name)}.*.part")):
        with contextlib.suppress(OSError):
            if fcntl is None:
                leftover.unlink()  # fails while another build has it open
                continue
            descriptor = os.open(leftover, os.O_RDWR)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                leftover.unlink()
            finally:
                os.close(descriptor)


@contextlib.contextmanager
def _neighbour(target: Path) -> Iterator[tuple[Path, int]]:
    """Give a new file beside `target`, locked while it is written and gone afterwards."""
    temporary, descriptor = _create(target)
    try:
        yield temporary, descriptor
    finally:
        with contextlib.suppress(OSError):
            os.close(descriptor)
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _create(target: Path) -> tuple[Path, int]:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    for number in count():
        temporary = target.with_name(f".{target.name}.{os.getpid()}-{number}.part")
        try:
            descriptor = os.open(temporary, flags, 0o666)
        except FileExistsError:
            if number > 1000:
                raise
            continue
        if fcntl is None:
            return temporary, descriptor
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            # Between the two lines above another build can have taken it for a leftover.
            with contextlib.suppress(FileNotFoundError):
                if os.fstat(descriptor).st_ino == temporary.stat().st_ino:
                    return temporary, descriptor
        except BaseException:
            os.close(descriptor)  # held open, it would pass for a running build's
            temporary.unlink(missing_ok=True)
            raise
        os.close(descriptor)
    raise AssertionError("unreachable")


def _flush_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can say so."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _first_file(folder: Path) -> Path:
    return next((each for each in (folder, *folder.parents) if each.is_file()), folder)


def _explained(error: OSError, path: Path) -> str:
    stands = " The page that was there is untouched." if is_there(path) else ""
    if error.errno in _NO_SPACE:
        return f"No space is left to write {path}.{stands} Free some, or name another folder: -o."
    if error.errno in _NO_PERMISSION:
        return (
            f"No permission to write {path}.{stands} "
            "Change the permissions of its folder, or name another folder: -o."
        )
    return f"{path} cannot be written: {error.strerror or error}.{stands}"
