"""A folder and the files that it names: what it says leads nowhere out of it.

A `FolderFile` is a path that a folder gives: in its settings, by a pattern, by a link. It is no
path that `open` would take. Whoever reads or writes one goes through `mapgen.files.paths`,
`mapgen.files.text` and `mapgen.files.write`; these go down from the folder step by step and follow
links only inside (`mapgen.files.directory`).
A plain `Path` is the command line's own word, and is taken as it is; so is what a folder says that
the command line trusts.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TypeAlias

MOST_LINKS = 40  # as many as Linux follows on one way
MOST_STEPS = 4_096  # as many as a path has letters


class OutsideError(OSError):
    """What a folder says leads out of it; the text says which word of it does."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that the command line names; `root` is absolute and without links.

    With `trusted`, its paths and links may lead anywhere: it is the caller's own.
    """

    root: Path
    trusted: bool = False

    @classmethod
    def named(cls, path: AnyFolder, *, trusted: bool = False) -> Folder:
        """Return the folder at a path of the command line; a `Folder` as it is.

        Parameters
        ----------
        path : AnyFolder
            Of the command line, or a folder.
        trusted : bool
            Whether its own words may lead out of it.

        Returns
        -------
        Folder
            With its links followed.
        """
        return path if isinstance(path, Folder) else cls(Path(path).resolve(), trusted)

    def file(self, relative: str) -> FolderFile:
        """Return the file that the folder names so, relative to itself.

        Parameters
        ----------
        relative : str
            With ``/`` between its parts.

        Returns
        -------
        FolderFile
            It need not be there.
        """
        return FolderFile(self, relative)

    def place(self, path: Path) -> Named:
        """Return where a path of the command line leads: into this folder, or elsewhere.

        Links are the command line's own word until the way comes into the folder. What lies inside
        is the folder's matter: it may have put a link there.

        Parameters
        ----------
        path : Path
            Absolute, or relative to the current directory.

        Returns
        -------
        Named
            A `FolderFile` where it comes into this folder.
        """
        whole = Path(os.path.normpath(path.absolute()))
        here, ahead = Path(whole.anchor), [*reversed(whole.parts[1:])]
        for _ in range(MOST_STEPS):
            if not ahead:
                break
            if not self.trusted and _is_same(here, self.root):
                return self.file("/".join(reversed(ahead)))
            part = ahead.pop()
            try:
                target = (here / part).readlink()
            except OSError:
                here = here.parent if part == ".." else here / part
                continue
            parts = target.parts[1:] if target.anchor else target.parts
            here = Path(target.anchor) if target.anchor else here
            ahead += reversed(parts)
        return whole


@dataclass(frozen=True, slots=True)
class FolderFile:
    """A file that a folder names: `relative` is its path as the folder gives it, with slashes."""

    folder: Folder
    relative: str

    @property
    def path(self) -> Path:
        """The absolute path, to be shown and compared: it may lead anywhere."""
        return self.folder.root / self.relative

    @property
    def name(self) -> str:
        """The last part of the path."""
        return PurePosixPath(self.relative).name

    @property
    def suffix(self) -> str:
        """The ending, with its dot."""
        return PurePosixPath(self.relative).suffix

    def __str__(self) -> str:
        return str(self.path)

    def with_name(self, name: str) -> FolderFile:
        """Return the neighbour of another name.

        Parameters
        ----------
        name : str
            Its own.

        Returns
        -------
        FolderFile
            It need not be there.
        """
        return replace(self, relative=(PurePosixPath(self.relative).parent / name).as_posix())

    def child(self, name: str) -> FolderFile:
        """Return what a folder of this path holds under a name.

        Parameters
        ----------
        name : str
            Its own.

        Returns
        -------
        FolderFile
            It need not be there.
        """
        return replace(self, relative=(PurePosixPath(self.relative) / name).as_posix())


Named: TypeAlias = FolderFile | Path
"""What a folder says, or what the command line says."""

AnyFolder: TypeAlias = Folder | Path | str
"""A folder; one that is named by its path is not trusted."""


def leads_out(relative: str) -> bool:
    """Return whether a path is absolute or has a ``..`` in it, as any system writes these.

    Parameters
    ----------
    relative : str
        As the folder writes it.

    Returns
    -------
    bool
        True for a drive of Windows, too.
    """
    windows = PureWindowsPath(relative)
    return PurePosixPath(relative).is_absolute() or bool(windows.anchor) or ".." in windows.parts


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def path_of(named: Named) -> Path:
    """Return the path of a file as messages show it.

    Parameters
    ----------
    named : Named
        The file.

    Returns
    -------
    Path
        Not to be opened with.
    """
    return named if isinstance(named, Path) else named.path
