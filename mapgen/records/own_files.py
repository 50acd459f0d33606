"""An atlas's own files are not written over, whatever its settings call its output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.files.folder import path_of
from mapgen.files.paths import identity
from mapgen.files.write import OutputError
from mapgen.records.settings import PATHS

if TYPE_CHECKING:
    from mapgen.files.folder import Named
    from mapgen.records.settings import Settings


def refuse_own(settings: Settings, place: Named) -> None:
    """Refuse to write where a file stands, or may stand, that the atlas is read from.

    Parameters
    ----------
    settings : Settings
        The atlas's.
    place : Named
        Where something is to be written.

    Raises
    ------
    OutputError
        A file of the atlas stands there or may stand there.
    """
    folder = settings.folder
    given = [getattr(settings, name) for name in PATHS if name != "output"]
    own = [*given, folder.file("mapgen.toml"), folder.file("pyproject.toml")]
    wanted = identity(place)
    if wanted is not None and wanted in map(identity, own):
        raise OutputError(
            f"{path_of(place)} is a file of the atlas itself. Name another one with -o."
        )
