"""What stands at a path, be it the command line's word or a folder's: opened, looked at, listed."""

from __future__ import annotations

import errno
import os
import stat
from fnmatch import fnmatchcase
from functools import cache
from glob import has_magic
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, overload

from mapgen.files.directory import open_directory, open_place
from mapgen.files.folder import Folder, FolderFile, Named, path_of

if TYPE_CHECKING:
    from io import BufferedReader

_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class NotAFileError(OSError):
    """What stands there is no file; the text says what it is."""


def open_file(named: Named) -> BufferedReader:
    """Return a file, open for reading its bytes.

    Parameters
    ----------
    named : Named
        The file.

    Returns
    -------
    BufferedReader
        To be closed by the caller.

    Raises
    ------
    NotAFileError
        It is a folder, a pipe or a device, which is not opened.
    OutsideError
        The folder that names it leads out of itself.
    OSError
        It is missing, or may not be read.
    """
    if isinstance(named, Path) or named.folder.trusted:
        _must_be_file(path_of(named).stat())
        descriptor = os.open(path_of(named), _READ)
    else:
        with open_place(named) as (directory, name):
            _must_be_file(directory.state(name))
            descriptor = directory.open(name, _READ)
    try:
        _must_be_file(os.fstat(descriptor))
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def _must_be_file(state: os.stat_result) -> None:
    mode = state.st_mode
    if not stat.S_ISREG(mode):
        others = "a link in a circle" if stat.S_ISLNK(mode) else "a pipe or a device"
        what = "a folder" if stat.S_ISDIR(mode) else others
        raise NotAFileError(f"not a file but {what}")


def state_of(named: Named) -> os.stat_result:
    """Return size, times and identity of what stands at a path.

    Parameters
    ----------
    named : Named
        The path.

    Returns
    -------
    os.stat_result
        Of the link itself where it is one.

    Raises
    ------
    OSError
        Nothing stands there, or a link on the way leads out of its folder or nowhere.
    """
    with open_place(named) as (directory, name):
        return directory.state(name)


def identity(named: Named) -> tuple[int, int, str] | None:
    """Return the directory that a path leads to and the name in it.

    Parameters
    ----------
    named : Named
        The path; nothing need stand there.

    Returns
    -------
    tuple of (int, int, str) or None
        Device, inode and name, equal for the same place; None where it leads nowhere, or out of its
        folder.
    """
    try:
        with open_place(named) as (directory, name):
            state = directory.state(".")
            return state.st_dev, state.st_ino, name
    except (OSError, ValueError):
        return None


def is_there(named: Named) -> bool:
    """Return whether something stands at a path; False for one that the system cannot take.

    Parameters
    ----------
    named : Named
        The path.

    Returns
    -------
    bool
        True too for what cannot be read, such as a link that leads nowhere: who reads it says so.
    """
    try:
        state_of(named)
    except FileNotFoundError:
        return os.path.islink(path_of(named))  # noqa: PTH114  # False for a path of any length
    except (NotADirectoryError, ValueError):
        return False
    except OSError as error:
        return error.errno != errno.ENAMETOOLONG
    return True


def is_folder(named: Named) -> bool:
    """Return whether a folder stands at a path.

    Parameters
    ----------
    named : Named
        The path.

    Returns
    -------
    bool
        False too where the system cannot take the path.
    """
    try:
        return stat.S_ISDIR(state_of(named).st_mode)
    except (OSError, ValueError):
        return False


def held_by(folder: FolderFile) -> list[FolderFile]:
    """Return what a folder holds, in the order of the names.

    Parameters
    ----------
    folder : FolderFile
        It has to be there.

    Returns
    -------
    list of FolderFile
        Files and folders, not what those hold.

    Raises
    ------
    OSError
        It is none, or may not be read.
    """
    with open_directory(folder) as directory:
        return [folder.child(name) for name, _ in directory.names()]


def matching(folder: Folder, pattern: str) -> list[FolderFile]:
    """Return what stands at paths that match a pattern such as ``events/*.parquet``, in order.

    ``**`` stands for folders in folders, as many as there are, but not behind links.

    Parameters
    ----------
    folder : Folder
        Where the pattern begins.
    pattern : str
        Relative, with ``/`` between its parts.

    Returns
    -------
    list of FolderFile
        Each once.
    """
    found: set[FolderFile] = set()
    ways = [(folder.file(""), PurePosixPath(pattern).parts)]
    gone: set[tuple[str, int]] = set()  # several ways can lead to one folder
    look, names = cache(is_there), cache(_names)  # and each is looked at once
    while ways:
        above, parts = ways.pop()
        if (above.relative, len(parts)) in gone:
            continue
        gone.add((above.relative, len(parts)))
        if not parts:
            found.add(above)
        elif parts[0] == "**":
            ways.append((above, parts[1:]))
            ways += [(above.child(name), parts) for name, own in names(above) if own]
        elif has_magic(parts[0]):
            matched = [name for name, _ in names(above) if fnmatchcase(name, parts[0])]
            ways += [(above.child(name), parts[1:]) for name in matched]
        elif look(above.child(parts[0])):
            ways.append((above.child(parts[0]), parts[1:]))
    return sorted(found, key=lambda each: each.relative)


def _names(folder: FolderFile) -> list[tuple[str, bool]]:
    """Return what a folder holds, and what of it are folders; nothing for what is none."""
    if not is_folder(folder):
        return []
    with open_directory(folder) as directory:
        return directory.names()


def beside(named: Named, name: str) -> FolderFile:
    """Return the neighbour of a file, which nobody named: what lies there is the folder's word.

    Parameters
    ----------
    named : Named
        The file.
    name : str
        The neighbour's own.

    Returns
    -------
    FolderFile
        It need not be there.
    """
    if isinstance(named, Path):
        return Folder.named(named.parent).file(name)
    return named.with_name(name)


@overload
def translation(path: Path, language: str) -> Path: ...
@overload
def translation(path: FolderFile, language: str) -> FolderFile: ...
def translation(path: Named, language: str) -> Named:
    """Return where the translation of a file stands: story.ur.md beside story.md.

    Parameters
    ----------
    path : Named
        The original.
    language : str
        A tag of BCP 47.

    Returns
    -------
    Named
        It need not be there.
    """
    stem = path.name.removesuffix(path.suffix)
    name = f"{stem}.{language}{path.suffix}"
    return path.parent / name if isinstance(path, Path) else path.with_name(name)
