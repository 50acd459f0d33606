"""A directory held open, and the way to it, no step of which can be exchanged for a link meanwhile.

Windows knows no calls that start at a directory; there the real path is checked before.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mapgen.files.folder import (
    MOST_LINKS,
    Folder,
    FolderFile,
    Named,
    OutsideError,
    leads_out,
    path_of,
)

PASSABLE = os.open in os.supports_dir_fd  # Windows knows no calls that start at a directory

_SEARCH = getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_PLAIN = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


@dataclass(frozen=True, slots=True)
class Directory:
    """An open directory, whose names are used without following a link among them.

    `descriptor` is None where the system knows no calls that start at a directory.
    """

    path: Path
    descriptor: int | None

    def open(self, name: str, flags: int, mode: int = 0o666) -> int:
        """Return the descriptor of a file in it.

        Parameters
        ----------
        name : str
            Its own, without a folder before it.
        flags : int
            Those of `os.open`; links are never followed.
        mode : int
            The permissions of a file that is made.

        Returns
        -------
        int
            To be closed by the caller.
        """
        flags |= _NO_LINK | _PLAIN
        return os.open(self._at(name), flags, mode, dir_fd=self.descriptor)

    def state(self, name: str) -> os.stat_result:
        """Return the state of what bears a name, be it a link.

        Parameters
        ----------
        name : str
            Its own, without a folder before it.

        Returns
        -------
        os.stat_result
            As `os.lstat` returns it.
        """
        return os.stat(self._at(name), dir_fd=self.descriptor, follow_symlinks=False)

    def replace(self, old: str, new: str) -> None:
        """Give a file another's name.

        Parameters
        ----------
        old : str
            The file's name.
        new : str
            What it is called from then on; a file of that name is gone.
        """
        os.replace(
            self._at(old), self._at(new), src_dir_fd=self.descriptor, dst_dir_fd=self.descriptor
        )

    def unlink(self, name: str) -> None:
        """Remove a file.

        Parameters
        ----------
        name : str
            Its own, without a folder before it.
        """
        os.unlink(self._at(name), dir_fd=self.descriptor)

    def names(self) -> list[tuple[str, bool]]:
        """Return the names that it holds, in order, and which are folders, not links to one."""
        if self.descriptor is None:
            with os.scandir(self.path) as found:
                return _names(found)
        listed = self.open(".", os.O_RDONLY)
        try:
            with os.scandir(listed) as found:
                return _names(found)
        finally:
            os.close(listed)

    def flush(self) -> None:
        """Make new names last through a power cut."""
        descriptor = self.open(".", os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def _at(self, name: str) -> str:
        return name if self.descriptor is not None else str(self.path / name)


def _names(found: Iterator[os.DirEntry[str]]) -> list[tuple[str, bool]]:
    return sorted((each.name, each.is_dir(follow_symlinks=False)) for each in found)


@contextmanager
def open_place(named: Named, *, make: bool = False) -> Iterator[tuple[Directory, str]]:
    """Give the directory in which a file lies, or will lie, and its name there.

    Links have been followed: the name is no link, unless someone made it one meanwhile.

    Parameters
    ----------
    named : Named
        The file.
    make : bool
        Whether directories that are missing on the way are made.

    Yields
    ------
    directory : Directory
        Open until the context ends.
    name : str
        The file's in it.

    Raises
    ------
    OutsideError
        The folder that says where it lies leads out of itself.
    OSError
        A directory is missing, is none, or may not be searched.
    """
    with ExitStack() as held:
        if isinstance(named, Path) or named.folder.trusted:
            real = Path(os.path.realpath(path_of(named)))
            if make:
                real.parent.mkdir(parents=True, exist_ok=True)
            yield _directory(real.parent, held), real.name or "."
        elif PASSABLE:
            yield _Way(named.folder, held, make=make).to(named.relative)
        else:
            yield _checked(named, held, make=make)


@contextmanager
def open_directory(named: Named) -> Iterator[Directory]:
    """Give the directory that stands at a path.

    Parameters
    ----------
    named : Named
        Its path.

    Yields
    ------
    Directory
        Open until the context ends.

    Raises
    ------
    OutsideError
        The folder that says where it lies leads out of itself.
    OSError
        It is missing, is none, or may not be searched.
    """
    with open_place(named) as (above, name), ExitStack() as held:
        yield _directory(above.path / name, held, name, above.descriptor)


@dataclass(slots=True)
class _Way:
    """The way down from a folder to one of its files, each directory on it held open."""

    folder: Folder
    held: ExitStack
    make: bool
    links: int = 0

    def to(self, relative: str) -> tuple[Directory, str]:
        if leads_out(relative):
            raise OutsideError(f"the path {relative} leads out of the folder")
        root = self.folder.root
        way = [_directory(root, self.held)]
        # Parts that are still to be gone, the next one last, each with the link that it is from.
        ahead = [(part, "") for part in reversed(PurePosixPath(relative).parts)]
        while ahead:
            part, link = ahead.pop()
            here = way[-1]
            if part == "..":
                if len(way) == 1:
                    raise OutsideError(f"the link {link} leads out of the folder")
                way.pop()
            elif (target := self._target(here, part)) is not None:
                shown = (here.path / part).relative_to(root).as_posix()
                if target.is_absolute():
                    if not target.is_relative_to(root):
                        raise OutsideError(f"the link {shown} leads out of the folder")
                    del way[1:]
                    target = target.relative_to(root)
                ahead += [(each, shown) for each in reversed(target.parts)]
            elif ahead:
                way.append(self._below(here, part, link))
            else:
                if link and not self.make:
                    _must_lead(here, part, link)
                return here, part
        return way[-1], "."

    def _target(self, here: Directory, part: str) -> Path | None:
        """Return where a link points, None for what is none."""
        try:
            target = os.readlink(part, dir_fd=here.descriptor)
        except OSError as error:
            if error.errno in (errno.EINVAL, errno.ENOENT, errno.ENOTDIR):
                return None
            raise
        self.links += 1
        if self.links > MOST_LINKS:
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        return Path(target)

    def _below(self, here: Directory, part: str, link: str) -> Directory:
        if self.make:
            with suppress(FileExistsError):
                os.mkdir(part, dir_fd=here.descriptor)
        elif link:
            _must_lead(here, part, link)
        return _directory(here.path / part, self.held, part, here.descriptor)


def _must_lead(here: Directory, part: str, link: str) -> None:
    try:
        here.state(part)
    except FileNotFoundError as error:
        raise OSError(errno.ENXIO, f"the link {link} leads nowhere") from error


def _directory(
    path: Path, held: ExitStack, name: str | None = None, above: int | None = None
) -> Directory:
    """Open a directory and hold it; a link is one only at the start of a way."""
    if not PASSABLE:
        return Directory(path, None)
    flags = _SEARCH | (_NO_LINK if name else getattr(os, "O_CLOEXEC", 0))
    descriptor = os.open(name or path, flags, dir_fd=above)
    held.callback(_close, descriptor)
    return Directory(path, descriptor)


def _close(descriptor: int) -> None:
    with suppress(OSError):  # nothing was written through it
        os.close(descriptor)


def _checked(named: FolderFile, held: ExitStack, *, make: bool) -> tuple[Directory, str]:
    """Return the place by its real path: all that a system without such calls can tell."""
    real = Path(os.path.realpath(named.path))
    if leads_out(named.relative) or not real.is_relative_to(named.folder.root):
        raise OutsideError(f"the path {named.relative} leads out of the folder")
    if make:
        real.parent.mkdir(parents=True, exist_ok=True)
    return _directory(real.parent, held), real.name
