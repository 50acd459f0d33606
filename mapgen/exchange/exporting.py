"""Atlas → a file in another program's format, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from mapgen.exchange.registry import ENDINGS
from mapgen.files.folder import path_of
from mapgen.files.write import OutputError, refuse_outside, write_whole
from mapgen.records.own_files import refuse_own

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mapgen.atlas.atlas import Atlas
    from mapgen.files.folder import Named
    from mapgen.records.settings import Settings


@dataclass(frozen=True, slots=True)
class Exported:
    """The files that an export wrote, and how many bytes they have together."""

    paths: tuple[Path, ...]
    bytes: int


def export(
    atlas: Atlas,
    form: str,
    out: Path | None = None,
    page: Callable[[Atlas], str] | None = None,
) -> Exported:
    """Write an atlas in another format.

    CSV on the Web has a second file, the description, beside the first.

    Parameters
    ----------
    atlas : Atlas
        A whole atlas.
    form : str
        One of `ENDINGS`.
    out : Path or None
        Where it goes; None for the output folder.
    page : callable or None
        Makes the page, which an RO-Crate has as its preview.

    Returns
    -------
    Exported
        The files and what they hold.

    Raises
    ------
    OutputError
        It cannot be written, is one of the atlas's own files, needs pyarrow, which is missing, or
        the day of its publication, which the settings do not say.
    """
    contents = _contents(atlas, form, export_place(atlas.settings, form, out), page)
    for place in contents:
        refuse_own(atlas.settings, place)
        refuse_outside(place)
    lengths = [write_whole(place, pieces) for place, pieces in contents.items()]
    return Exported(tuple(map(path_of, contents)), sum(lengths))


def export_place(settings: Settings, form: str, out: Path | None) -> Named:
    """Return where an export goes: to `out`, or into the output folder under the atlas's name.

    Parameters
    ----------
    settings : Settings
        The atlas's.
    form : str
        One of `ENDINGS`.
    out : Path or None
        Where it is to go; None for the output folder.

    Returns
    -------
    Named
        A file that need not be there.
    """
    if out is not None:
        return settings.folder.place(out)
    return settings.output.child(f"{settings.folder.root.name or 'atlas'}{ENDINGS[form][0]}")


def _contents(
    atlas: Atlas, form: str, path: Named, page: Callable[[Atlas], str] | None
) -> dict[Named, Iterator[bytes]]:
    """Return the files of a format, each in pieces that are made while they are written."""
    name = f"to_{form.replace('-', '_')}"
    folder = "csv" if form == "csvw" else name.removeprefix("to_")
    module = import_module(f"mapgen.exchange.formats.{folder}.write")
    if form == "csvw":
        several: Callable[[Atlas, str], dict[str, Iterator[bytes]]] = getattr(module, name)
        return {path.with_name(each): pieces for each, pieces in several(atlas, path.name).items()}
    if form == "ro-crate":
        crate: Callable[..., Iterator[bytes]] = getattr(module, name)
        return {path: crate(atlas, page)}
    write: Callable[[Atlas], Iterator[bytes]] = getattr(module, name)
    try:
        return {path: write(atlas)}
    except ImportError as error:
        raise OutputError(f"{form} needs {error.name}: pip install 'mapgen[parquet]'.") from error
