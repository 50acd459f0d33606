"""A starter atlas: a folder of a few plainly invented events that checks and builds as it is."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from mapgen._version import __version__
from mapgen.files.write import OutputError, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

WORKFLOW = ".github/workflows/atlas.yml"
REQUIREMENTS = "requirements.txt"
_HARMLESS = {".git"}  # a repository that has nothing in it yet


def make_starter(folder: Path, *, github: bool = False) -> list[Path]:
    """Write the starter atlas into a new folder.

    Parameters
    ----------
    folder : Path
        A folder that is empty but for a `.git`, or not there yet: then it is made.
    github : bool
        Whether it gets a workflow of GitHub too, which checks each pull request and publishes the
        page, and the list of what that installs.

    Returns
    -------
    list of Path
        The files written, in the order of their names.

    Raises
    ------
    OutputError
        The folder holds something already, is a file, or cannot be read or written.
    """
    try:
        held = sorted(each.name for each in folder.iterdir() if each.name not in _HARMLESS)
    except FileNotFoundError:
        held = []
    except NotADirectoryError as error:
        raise OutputError(f"{folder} is a file. Name a new folder.") from error
    except OSError as error:
        raise OutputError(f"{folder} cannot be read: {error.strerror}.") from error
    if held:
        message = f"{folder} is not empty: it holds {_some(held)}. Name a new folder."
        raise OutputError(message)
    written = []
    wanted = [*_template(files(__name__) / "files"), *(_for_github() if github else ())]
    for name, content in wanted:
        path = folder / name
        write_whole(path, content)
        written.append(path)
    return written


def _for_github() -> Iterator[tuple[str, bytes]]:
    yield WORKFLOW, (files(__name__) / "github" / "atlas.yml").read_bytes()
    yield REQUIREMENTS, f"mapgen=={__version__}\n".encode()


def _template(place: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    for each in sorted(place.iterdir(), key=lambda entry: entry.name):
        if each.is_dir():
            yield from _template(each, f"{above}{each.name}/")
        else:
            # The dot would hide the file's neighbours from what packs this package.
            name = ".gitignore" if each.name == "gitignore" else each.name
            yield above + name, each.read_bytes()


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:3])
    return f"{shown} and {len(names) - 3:,} more" if len(names) > 3 else shown
