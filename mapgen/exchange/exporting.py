"""Atlas → a file in another program's format, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from mapgen.exchange.registry import ENDINGS
from mapgen.files.write import OutputError, write_whole
from mapgen.records.settings import PATHS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mapgen.atlas.atlas import Atlas


@dataclass(frozen=True, slots=True)
class Exported:
    """The files that an export wrote, and how many bytes they have together."""

    paths: tuple[Path, ...]
    bytes: int


def export(atlas: Atlas, form: str, path: Path) -> Exported:
    """Return what was written: the atlas in a format of `ENDINGS`, at `path`.

    CSV on the Web has a second file, the description, beside the first.

    Raises
    ------
    OutputError
        It cannot be written, is one of the atlas's own files, or needs pyarrow, which is missing.
    """
    contents = _contents(atlas, form, path)
    own = {getattr(atlas.settings, name).resolve() for name in PATHS}
    for each in contents:
        if each.resolve() in own:
            raise OutputError(f"{each} is a file of the atlas itself. Name another one with -o.")
    lengths = [write_whole(each, pieces) for each, pieces in contents.items()]
    return Exported(tuple(contents), sum(lengths))


def default_path(atlas: Atlas, form: str) -> Path:
    """Return where an export goes when nothing else is said: into the output folder."""
    return atlas.settings.output / f"{atlas.settings.folder.name or 'atlas'}{ENDINGS[form][0]}"


def _contents(atlas: Atlas, form: str, path: Path) -> dict[Path, Iterator[bytes]]:
    """Return the files of a format, each in pieces that are made while they are written."""
    name = f"to_{form.replace('-', '_')}"
    folder = "csv" if form == "csvw" else name.removeprefix("to_")
    module = import_module(f"mapgen.exchange.formats.{folder}.write")
    if form == "csvw":
        several: Callable[[Atlas, str], dict[str, Iterator[bytes]]] = getattr(module, name)
        return {path.with_name(each): pieces for each, pieces in several(atlas, path.name).items()}
    write: Callable[[Atlas], Iterator[bytes]] = getattr(module, name)
    try:
        return {path: write(atlas)}
    except ImportError as error:
        raise OutputError(f"{form} needs {error.name}: pip install 'mapgen[parquet]'.") from error
