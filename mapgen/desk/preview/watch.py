"""An atlas's files → what they look like from outside, to see when one of them was saved."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Event

from mapgen.files.folder import AnyFolder, Folder, FolderFile
from mapgen.files.paths import state_of, translation
from mapgen.records.settings import PATHS, read_settings

Look = dict[FolderFile, tuple[int, int, int] | None]

EVERY = 0.25  # seconds between two looks
QUIET = 0.2  # seconds without a change before it is taken for whole

# Some formats keep a part of their shapes in files beside the one that is named.
_SHAPEFILE_PARTS = (".shx", ".dbf", ".prj", ".cpg")
_SQLITE_LOGS = ("-wal", "-journal")


def watched(folder: AnyFolder) -> list[FolderFile]:
    """Return the files that a page is made of, the settings' too.

    Parameters
    ----------
    folder : Folder or path

    Returns
    -------
    list of FolderFile
        Some may not be there.
    """
    whole = Folder.named(folder)
    settings, _ = read_settings(whole)
    given = [getattr(settings, name) for name in PATHS if name != "output"]
    translated = [
        translation(path, language)
        for path in (settings.about, settings.guide, settings.corrections, settings.story)
        for language in settings.languages
    ]
    beside = [each for file in given for each in files_beside(file)]
    return [whole.file("mapgen.toml"), whole.file("pyproject.toml"), *given, *beside, *translated]


def files_beside(file: FolderFile) -> list[FolderFile]:
    """Return the files that belong to a shapefile or a GeoPackage.

    Parameters
    ----------
    file : FolderFile
        The one that the settings name (.shp, .gpkg, or another).

    Returns
    -------
    list of FolderFile
        The parts in both cases of letters, or the logs of SQLite, which may not be there; empty for
        another file.
    """
    ending = file.suffix.lower()
    if ending == ".shp":
        stem = file.name.removesuffix(file.suffix)
        both = [*_SHAPEFILE_PARTS, *map(str.upper, _SHAPEFILE_PARTS)]
        return [file.with_name(stem + each) for each in both]
    if ending == ".gpkg":
        return [file.with_name(file.name + log) for log in _SQLITE_LOGS]
    return []


def look(folder: AnyFolder) -> Look:
    """Return what the files of an atlas look like from outside.

    Identity too: an editor that saves into a new file and renames it may keep the time.

    Parameters
    ----------
    folder : Folder or path

    Returns
    -------
    dict of FolderFile to tuple of int or None
        Time of the last change in nanoseconds, size in bytes and inode; None for a file that is
        not there.
    """
    return look_at(watched(folder))


def look_at(files: Iterable[FolderFile]) -> Look:
    """Return what some files look like from outside, as `look` does.

    Parameters
    ----------
    files : iterable of FolderFile
        Some may not be there.

    Returns
    -------
    dict of FolderFile to tuple of int or None
        By file.
    """
    found: Look = {}
    for path in files:
        try:
            stat = state_of(path)
            found[path] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            if not stat.st_size and path.name.endswith(_SQLITE_LOGS):
                found[path] = None  # one who only reads makes an empty log, and removes it
        except OSError:
            found[path] = None
    return found


def wait_for_change(folder: AnyFolder, before: Look, stop: Event) -> Look | None:
    """Return the new look once something has changed and has stayed so for `QUIET` seconds.

    A program that writes a file in several goes, or several files, gives one change.

    Parameters
    ----------
    folder : Folder or path
    before : dict
        What `look` returned.
    stop : threading.Event
        Ends the waiting when it is set.

    Returns
    -------
    dict or None
        What `look` returns now; None when `stop` is set.
    """
    now = before
    while now == before:
        if stop.wait(EVERY):
            return None
        now = look(folder)
    while True:
        if stop.wait(QUIET):
            return None
        later = look(folder)
        if later == now:
            return now
        now = later
