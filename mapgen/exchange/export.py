"""Atlas → a file in another program's format, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from mapgen.exchange.formats import FORMATS
from mapgen.output import OutputError, write_whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from mapgen.atlas import Atlas


@dataclass(frozen=True, slots=True)
class Exported:
    """The files that an export wrote, and how many bytes they have together."""

    paths: tuple[Path, ...]
    bytes: int


def export(atlas: Atlas, form: str, path: Path) -> Exported:
    """Return what was written: the atlas in a format of `FORMATS`, at `path`.

    CSV on the Web has a second file, the description, beside the first.

    Raises
    ------
    OutputError
        It cannot be written; or pyarrow is missing, which GeoParquet needs.
    """
    contents = _contents(atlas, form, path)
    for each, content in contents.items():
        write_whole(each, content)
    return Exported(tuple(contents), sum(map(len, contents.values())))


def default_path(atlas: Atlas, form: str) -> Path:
    """Return where an export goes when nothing else is said: into the output folder."""
    return atlas.settings.output / f"{atlas.settings.folder.name or 'atlas'}{FORMATS[form][0]}"


def _contents(atlas: Atlas, form: str, path: Path) -> dict[Path, bytes]:
    name = f"to_{form.replace('-', '_')}"
    write: Callable[..., bytes | dict[str, bytes]] = getattr(
        import_module(f"mapgen.exchange.{name}"), name
    )
    if form == "csvw":
        files = write(atlas, path.name)
        assert isinstance(files, dict)
        return {path.with_name(each): content for each, content in files.items()}
    try:
        content = write(atlas)
    except ImportError as error:
        raise OutputError(f"{form} needs {error.name}: pip install 'mapgen[parquet]'.") from error
    assert isinstance(content, bytes)
    return {path: content}
