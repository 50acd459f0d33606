"""The folder that an import makes: it takes its place whole, and no work is lost with the old one.

It is written beside its place, under a name that says how far it has come: ``.NAME.1-0.import``
until all is written, ``.NAME.1-0.whole`` from then on. Then the two folders exchange their names.
What is found under such a name later, and is held by no running import, was left by one that was
killed: an unfinished folder is removed, an old one too unless something in it would be lost, which
is kept as ``NAME.backup-1``.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from mapgen.files.folder import Folder
from mapgen.files.paths import open_file
from mapgen.files.swap import swap
from mapgen.files.text import read_text
from mapgen.files.write import OutputError, error_for
from mapgen.problems import Problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

# What an import writes; anything else in the folder is somebody's work.
FILES = (
    "events.csv", "sources.json", "mapgen.toml", "import-report.csv", "docs/about.md",
    "geodata/places.csv", "geodata/units.geojson", "geodata/districts.csv",
)  # fmt: skip
WRITTEN = ".mapgen-import.json"
"""The SHA-256 of each file as the import wrote it: what tells one that was edited since."""
PAGE = "output/index.html"
_GENERATOR = b'<meta name="generator" content="mapgen '
_HEAD = 2**16  # bytes of a page in which that stands
_SHOWN = 10  # files that are worth naming one by one


@dataclass(slots=True)
class NewFolder:
    """The folder to write into; `backup` is where the one before it was kept, if it was."""

    path: Path
    backup: Path | None = None


@contextmanager
def new_folder(out: Path, *, replace: bool = False, backup: bool = False) -> Iterator[NewFolder]:
    """Give an empty folder that becomes `out` when all went well, and is removed when not.

    An existing folder must be empty unless one of the two says otherwise.

    Parameters
    ----------
    out : Path
        The folder.
    replace : bool
        It may hold an earlier import as it was written, and a page built from it.
    backup : bool
        With `replace`, it may hold anything, and is kept.

    Yields
    ------
    NewFolder
        Where to write.

    Raises
    ------
    OutputError
        `out` is taken or cannot be written, or something in it would be lost.
    SurroundingsError
        The disk is full or broken.
    """
    place = Path(os.path.realpath(out))
    writing = False
    try:
        _must_not_stand_in(place)
        for leftover in _leftovers(place):
            _settle(leftover, place)
        _must_be_free(place, replace, backup)
        with ExitStack() as held:
            made = NewFolder(_make(place, held))
            try:
                writing = True
                yield made
                writing = False
                _finish(made.path, place)
                whole = made.path.rename(made.path.with_suffix(".whole"))
                old = _take_place(whole, place, held)
                made.backup = _keep(old, place) if old and backup else None
            finally:
                for left in (made.path, *_others(made.path)):
                    made.backup = _settle(left, place) or made.backup
    except OSError as error:
        raise error_for(error)(f"{place}: {error.strerror or error}.") from error
    except RecursionError as error:
        if writing:  # what was written is at fault, not the folder
            raise
        raise OutputError(f"{place} holds folders in folders too deep to look through.") from error


def lost_with(folder: Path) -> list[str]:
    """Return what would be lost with a folder, each file with the reason: edited, or foreign.

    Parameters
    ----------
    folder : Path
        A folder that an import may have made.

    Returns
    -------
    list of str
        In words; [] where nothing would.
    """
    record = _read_record(folder)
    found = []
    for root, folders, files in os.walk(folder):
        links = [each for each in folders if Path(root, each).is_symlink()]
        for path in (Path(root, each) for each in (*files, *links)):
            name = path.relative_to(folder).as_posix()
            if name == WRITTEN or (name == PAGE and _is_page(folder)):
                continue
            if name not in FILES:
                found.append(f"{name} (not written by an import)")
            elif not record:
                found.append(f"{name} (no record says whether it was edited)")
            elif record.get(name) != _digest(folder, name):
                found.append(f"{name} (edited since the import)")
    return sorted(found)


def _read_record(folder: Path) -> Mapping[str, object]:
    text = read_text(Folder(folder).file(WRITTEN), Problems(), max_bytes=2**20)
    with suppress(ValueError, RecursionError):
        found = json.loads(text or "{}")
        return found if isinstance(found, dict) else {}
    return {}


def _digest(folder: Path, name: str) -> str | None:
    with suppress(OSError), open_file(Folder(folder).file(name)) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
    return None


def _is_page(folder: Path) -> bool:
    with suppress(OSError), open_file(Folder(folder).file(PAGE)) as file:
        return _GENERATOR in file.read(_HEAD)
    return False


def _must_not_stand_in(place: Path) -> None:
    if not place.name:
        raise OutputError(f"{place} cannot be replaced. Name a folder in it.")
    with suppress(OSError):
        if Path.cwd().is_relative_to(place):
            raise OutputError(f"{place} is where you are. Go out of it first: cd ..")


def _must_be_free(place: Path, replace: bool, backup: bool) -> None:
    if not place.exists():
        return
    if not place.is_dir():
        raise OutputError(f"{place} is a file. Name a folder.")
    if not any(place.iterdir()):
        return
    if not replace:
        raise OutputError(f"{place} is not empty. Name a new folder, or give --replace.")
    lost = lost_with(place)
    if lost and not backup:
        more = f" and {len(lost) - _SHOWN:,} more" if len(lost) > _SHOWN else ""
        raise OutputError(
            f"{place} holds what would be lost: {', '.join(lost[:_SHOWN])}{more}. "
            "Nothing was written. Move it away, or give --replace --backup: then the folder as it "
            f"is stays beside the new one, as {_free(place).name}."
        )


def _make(place: Path, held: ExitStack) -> Path:
    """Make an empty folder beside `place` and hold it, so that no other import removes it."""
    mode = place.stat().st_mode & 0o777 if place.exists() else 0o777
    place.parent.mkdir(parents=True, exist_ok=True)
    for number in count():
        made = place.with_name(f".{place.name}.{os.getpid()}-{number}.import")
        try:
            made.mkdir(mode)
        except FileExistsError:
            continue
        if _hold(made, held):
            return made
    raise AssertionError("unreachable")


def _hold(folder: Path, held: ExitStack) -> bool:
    """Hold a folder until `held` ends; False where another import holds it, or it is gone."""
    if fcntl is None:
        return True
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return False
    held.callback(os.close, descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return folder.stat().st_ino == os.fstat(descriptor).st_ino
    except OSError:
        return False


def _finish(made: Path, place: Path) -> None:
    """Write down what was written, give it the permissions of the old, flush it to the disk."""
    written = [name for name in FILES if (made / name).is_file()]
    digests = {name: _digest(made, name) for name in written}
    text = json.dumps(digests, indent=1, sort_keys=True) + "\n"
    (made / WRITTEN).write_text(text, encoding="utf-8")
    for name in (*written, "docs", "geodata", "."):
        with suppress(FileNotFoundError):
            old, new = (place / name).lstat(), made / name
            if not (place / name).is_symlink() and new.exists():
                new.chmod(old.st_mode & 0o777)
    for path in (*(made / name for name in (*written, WRITTEN)), *_folders(made)):
        _flush(path)


def _folders(made: Path) -> list[Path]:
    return [made, *(each for each in made.iterdir() if each.is_dir())]


def _flush(path: Path) -> None:
    with suppress(PermissionError, IsADirectoryError):  # Windows opens no folder
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _take_place(whole: Path, place: Path, held: ExitStack) -> Path | None:
    """Give a whole folder its name; return where the one before stands now, None for none."""
    old: Path | None = None
    if place.exists() and any(place.iterdir()):
        if not _hold(place, held):
            raise OutputError(f"{place} is being replaced by another import.")
        old = whole
        if not swap(whole, place):
            old = place.rename(whole.with_suffix(".old"))
            try:
                whole.rename(place)
            except OSError:
                old.rename(place)
                raise
    else:
        if place.exists() and os.name != "posix":
            place.rmdir()
        whole.rename(place)
    _flush(place.parent)
    return old


def _leftovers(place: Path) -> list[Path]:
    """Return what killed imports into `place` left behind, old folders first."""
    if fcntl is None or not place.parent.is_dir():  # Windows cannot tell who still writes
        return []
    found = []
    for path in place.parent.iterdir():
        name = path.name.removeprefix(f".{place.name}.")
        if name != path.name and name.endswith((".import", ".whole", ".old")):
            with ExitStack() as held:
                if path.is_dir() and not path.is_symlink() and _hold(path, held):
                    found.append(path)
    return sorted(found, key=lambda path: path.suffix != ".old")


def _others(made: Path) -> tuple[Path, Path]:
    return made.with_suffix(".whole"), made.with_suffix(".old")


def _settle(left: Path, place: Path) -> Path | None:
    """Remove a folder that nobody needs; return where it is kept, where something would be lost."""
    if not left.is_dir():
        return None
    if left.suffix == ".old" and not place.exists():
        left.rename(place)
        return None
    if left.suffix != ".import":
        if lost_with(left):
            return _keep(left, place)
        left = left.rename(left.with_suffix(".import"))
    shutil.rmtree(left, ignore_errors=True)
    return None


def _keep(left: Path, place: Path) -> Path:
    return left.rename(_free(place))


def _free(place: Path) -> Path:
    names = (place.with_name(f"{place.name}.backup-{number}") for number in count(1))
    return next(name for name in names if not os.path.lexists(name))
