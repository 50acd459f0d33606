"""Writes a file whole or not at all.

The bytes go to a neighbour first, are flushed to the disk, and then take the file's name in one
step. Killed at any moment, the old file or the new one stands there. A neighbour that a killed
build left behind is removed by the next one; one that a running build still holds is not touched.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING, ClassVar

from mapgen.files.directory import Directory, open_place
from mapgen.files.folder import Named, OutsideError, path_of

if TYPE_CHECKING:
    from pathlib import Path

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


def write_whole(place: Named, content: bytes | Iterable[bytes]) -> int:
    """Write a file whole or not at all.

    What goes wrong while pieces are made leaves the old file as it was, too. A link is followed, so
    that what it points at is replaced and not the link; one that a folder holds, inside of that
    folder only. The new file has the permissions of the old one.

    Parameters
    ----------
    place : Named
        Where; its folder is made if need be.
    content : bytes or iterable of bytes
        Pieces are written as they come, so that a file can be larger than the memory.

    Returns
    -------
    int
        Its length in bytes.

    Raises
    ------
    OutputError
        A permission is missing, a folder is a file, a link leads out of the folder that holds it, …
        What stood at `place` before stands there still.
    SurroundingsError
        The disk is full, likewise.
    """
    path = path_of(place)
    try:
        with open_place(place, make=True) as (directory, name):
            before = _before(directory, name, path)
            _remove_leftovers(directory, name)
            with _neighbour(directory, name, before) as (temporary, descriptor):
                length = 0
                for piece in (content,) if isinstance(content, bytes) else content:
                    view = memoryview(piece)
                    length += len(view)
                    while view:
                        view = view[os.write(descriptor, view[:_CHUNK]) :]
                os.fsync(descriptor)
                if fcntl is None:
                    os.close(descriptor)  # Windows renames no open file
                directory.replace(temporary, name)
            with contextlib.suppress(OSError):
                directory.flush()
            return length
    except OutsideError as error:
        raise _leads_out(path, error) from error
    except OSError as error:
        if blocking := _file_in_the_way(error, path):
            raise OutputError(
                f"{blocking} is a file; the page needs a folder of that name. "
                "Move the file away, or name another folder with -o."
            ) from error
        raise error_for(error)(_explained(error, path)) from error


def remove_file(place: Named) -> None:
    """Remove a file; one that is gone already is no fault.

    Parameters
    ----------
    place : Named
        The file.

    Raises
    ------
    OutputError
        A permission is missing, or a link leads out of the folder that holds it.
    """
    path = path_of(place)
    try:
        with open_place(place) as (directory, name), contextlib.suppress(FileNotFoundError):
            directory.unlink(name)
    except OutsideError as error:
        raise _leads_out(path, error) from error
    except OSError as error:
        raise error_for(error)(_explained(error, path)) from error


def append(place: Named, lines: bytes) -> None:
    """Write whole lines behind the last one of a file, which is made if it is missing.

    A last line without an end, as one who was stopped while writing leaves it, is ended first.
    Where the lines cannot be written, the file is as long as before.

    Parameters
    ----------
    place : Named
        The file.
    lines : bytes
        Each with its end.

    Raises
    ------
    OutputError
        A permission is missing, a link leads out of the folder that holds it, …
    SurroundingsError
        The disk is full, likewise.
    """
    path = path_of(place)
    try:
        with open_place(place, make=True) as (directory, name):
            _before(directory, name, path)
            flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
            descriptor = directory.open(name, flags)
            try:
                _append(descriptor, lines)
            finally:
                os.close(descriptor)
    except OutsideError as error:
        raise _leads_out(path, error) from error
    except OSError as error:
        raise error_for(error)(_explained(error, path)) from error


def _append(descriptor: int, lines: bytes) -> None:
    size = os.fstat(descriptor).st_size
    if size:
        os.lseek(descriptor, size - 1, os.SEEK_SET)
        lines = lines if os.read(descriptor, 1) == b"\n" else b"\n" + lines
    view = memoryview(lines)
    try:
        while view:
            view = view[os.write(descriptor, view) :]
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, size)
        raise


def refuse_outside(place: Named) -> None:
    """Refuse a place that leads out of the folder that names it, before anything is written.

    Parameters
    ----------
    place : Named
        Where something is to be written.

    Raises
    ------
    OutputError
        It leads out of the folder that names it.
    """
    try:
        with open_place(place):
            return
    except OutsideError as error:
        raise _leads_out(path_of(place), error) from error
    except OSError:
        return  # who writes there says why that cannot be


def _leads_out(path: Path, error: OutsideError) -> OutputError:
    return OutputError(
        f"{path} is not written: {error}. "
        "Name another place with -o, or give --trust if the folder is your own."
    )


def error_for(error: OSError) -> type[OutputError]:
    """Return what a fault of the system is to be told as: of the surroundings, or of the place.

    Parameters
    ----------
    error : OSError
        What the system raised.

    Returns
    -------
    type of OutputError
        To be raised in its place.
    """
    return SurroundingsError if error.errno in _FAILING else OutputError


def _before(directory: Directory, name: str, path: Path) -> os.stat_result | None:
    """Return the state of the file that will be replaced, None where there is none."""
    try:
        state = directory.state(name)
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(state.st_mode):
        return None  # a link in a circle gives way
    if stat.S_ISDIR(state.st_mode):
        raise OutputError(f"{path} is a folder; the page cannot take its place.")
    if not stat.S_ISREG(state.st_mode):
        raise OutputError(f"{path} is a pipe or a device; the page cannot take its place.")
    return state


def _remove_leftovers(directory: Directory, target: str) -> None:
    """Remove the unfinished neighbours of a file that no running build holds any more."""
    for leftover, _ in directory.names():
        if not (leftover.startswith(f".{target}.") and leftover.endswith(".part")):
            continue
        with contextlib.suppress(OSError):
            if fcntl is None:
                directory.unlink(leftover)  # fails while another build has it open
                continue
            descriptor = directory.open(leftover, os.O_RDWR)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                directory.unlink(leftover)
            finally:
                os.close(descriptor)


@contextlib.contextmanager
def _neighbour(
    directory: Directory, target: str, before: os.stat_result | None
) -> Iterator[tuple[str, int]]:
    """Give a new file beside `target`, locked while it is written and gone afterwards.

    It has the permissions of the file before, or those that a new file has.
    """
    temporary, descriptor = _create(directory, target, 0o600 if before else 0o666)
    try:
        if before and hasattr(os, "fchmod"):
            with contextlib.suppress(PermissionError):  # a disk that knows no permissions
                os.fchmod(descriptor, before.st_mode & 0o777)
        yield temporary, descriptor
    finally:
        with contextlib.suppress(OSError):
            os.close(descriptor)
        with contextlib.suppress(OSError):
            directory.unlink(temporary)


def _create(directory: Directory, target: str, mode: int) -> tuple[str, int]:
    for number in count():
        temporary = f".{target}.{os.getpid()}-{number}.part"
        try:
            descriptor = directory.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)
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
                if os.fstat(descriptor).st_ino == directory.state(temporary).st_ino:
                    return temporary, descriptor
        except BaseException:
            os.close(descriptor)  # held open, it would pass for a running build's
            with contextlib.suppress(FileNotFoundError):
                directory.unlink(temporary)
            raise
        os.close(descriptor)
    raise AssertionError("unreachable")


def _file_in_the_way(error: OSError, path: Path) -> Path | None:
    """Return the file that stands where a folder on the way to `path` should; None for none."""
    if not isinstance(error, FileExistsError | NotADirectoryError | FileNotFoundError):
        return None
    return next((each for each in path.parents if each.is_file()), None)


def _explained(error: OSError, path: Path) -> str:
    stands = " The page that was there is untouched." if _stands(path) else ""
    if error.errno in _NO_SPACE:
        return f"No space is left to write {path}.{stands} Free some, or name another folder: -o."
    if error.errno in _NO_PERMISSION:
        return (
            f"No permission to write {path}.{stands} "
            "Change the permissions of its folder, or name another folder: -o."
        )
    return f"{path} cannot be written: {error.strerror or error}.{stands}"


def _stands(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
