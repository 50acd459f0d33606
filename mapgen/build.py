"""A folder → its page on disk, all or nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mapgen.files.collector import collector_off
from mapgen.files.folder import path_of
from mapgen.files.write import OutputError, write_whole
from mapgen.records.own_files import refuse_own

if TYPE_CHECKING:
    from mapgen.atlas.atlas import Atlas
    from mapgen.files.folder import AnyFolder, Named
    from mapgen.problems import Problem
    from mapgen.records.settings import Settings

__all__ = ["BuildReport", "OutputError", "build", "page_html"]

PAGE = "index.html"
WRITTEN = 2**20
"""Letters of a page that are written at a time."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build wrote: where, how much of what, and the warnings.

    `places` are those of the events, `districts` those that stood at some time of the period.
    """

    path: Path
    events: int
    places: int
    sources: int
    districts: int
    bytes: int
    seconds: float
    warnings: tuple[Problem, ...]


def build(
    folder: AnyFolder,
    out: Path | str | None = None,
    progress: Callable[[str], None] | None = None,
) -> BuildReport:
    """Read an atlas and write its page.

    The page before it, if any, is replaced only by a whole one. The same folder gives the same
    bytes.

    Parameters
    ----------
    folder : AnyFolder
        The atlas's.
    out : Path, str or None
        A folder, or a file when it ends in .html; None for the settings' output folder.
    progress : callable or None
        Called with what is done next, in words.

    Returns
    -------
    BuildReport
        What was written and what was wrong.

    Raises
    ------
    InputError
        With all problems of the records; nothing is written.
    OutputError
        The page cannot be written; the page before it is untouched.
    """
    from mapgen.atlas.atlas import read_atlas

    say = progress or (lambda _: None)
    started = time.perf_counter()
    with collector_off():
        atlas = read_atlas(folder, say)
        say("Laying out the page")
        page = page_pieces(atlas)
        place = page_place(atlas.settings, out)
        say(f"Writing {path_of(place)}")
        size = write_whole(place, encoded(page))
    return _report(atlas, path_of(place), size, time.perf_counter() - started)


def page_place(settings: Settings, out: Path | str | None) -> Named:
    """Return where a build writes its page.

    Parameters
    ----------
    settings : Settings
        The atlas's.
    out : Path, str or None
        A folder, or a file when it ends in .html; None for the settings' output folder.

    Returns
    -------
    Named
        A file that need not be there.

    Raises
    ------
    OutputError
        There stands a file that the atlas is read from.
    """
    place: Named
    if out is None:
        output = settings.output
        place = output if _is_page(output.suffix) else output.child(PAGE)
    else:
        path = Path(out)
        place = settings.folder.place(path if _is_page(path.suffix) else path / PAGE)
    refuse_own(settings, place)
    return place


def _is_page(suffix: str) -> bool:
    return suffix.lower() in (".html", ".htm")


def page_html(atlas: Atlas) -> str:
    """Return the page of an atlas.

    Parameters
    ----------
    atlas : Atlas
        Checked and joined (`mapgen.atlas.atlas.read_atlas`).

    Returns
    -------
    str
        One HTML text; the same atlas gives the same text.
    """
    return "".join(page_pieces(atlas))


def page_pieces(atlas: Atlas) -> Iterator[str]:
    """Return the page of an atlas, piece by piece.

    Folium and its map are imported here, when they are needed.

    Parameters
    ----------
    atlas : Atlas
        Checked and joined (`mapgen.atlas.atlas.read_atlas`).

    Returns
    -------
    iterator of str
        Its payload is made already; what grows with the events is rendered as it is asked for.
    """
    from mapgen.exchange.references import reference_texts
    from mapgen.page.document.page import pieces
    from mapgen.page.document.record import Record
    from mapgen.page.payload.events import payload

    record = Record(atlas, atlas.rows, len(atlas.rows))
    packed = payload(atlas, reference_texts(atlas.bibliography))
    return pieces(atlas, packed, record, atlas.rows)


def encoded(pieces: Iterable[str]) -> Iterator[bytes]:
    """Yield a text as UTF-8, about `WRITTEN` letters at a time.

    Parameters
    ----------
    pieces : iterable of str
        The text, however it is parted.

    Yields
    ------
    bytes
        Together all of it.
    """
    some: list[str] = []
    size = 0
    for piece in pieces:
        some.append(piece)
        size += len(piece)
        if size >= WRITTEN:
            yield "".join(some).encode("utf-8")
            some, size = [], 0
    yield "".join(some).encode("utf-8")


def _report(atlas: Atlas, path: Path, size: int, seconds: float) -> BuildReport:
    events = atlas.rows
    period = atlas.settings.period
    days = (
        (period.first, period.last)
        if period
        else (int(events["first"].min()), int(events["last"].max()))
    )
    return BuildReport(
        path=path,
        events=len(events),
        places=len(set(events["place_id"]) - {""}),
        sources=len(atlas.bibliography),
        districts=len(atlas.districts.names_between(*days)),
        bytes=size,
        seconds=seconds,
        warnings=atlas.warnings,
    )
