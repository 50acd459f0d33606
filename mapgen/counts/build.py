"""A folder whose events are too many for one machine → its page, with counts for single events."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mapgen.atlas.atlas import read_background, read_references
from mapgen.build import encoded, page_place
from mapgen.counts.count_part import Task
from mapgen.counts.counted_atlas import OTHERS, CountedAtlas, commonest, rows
from mapgen.counts.ids import problems_of
from mapgen.counts.parts import Part, event_files, parts_of
from mapgen.counts.processes import Processes
from mapgen.counts.read_part import Rules
from mapgen.counts.work import ByDask
from mapgen.files.collector import collector_off
from mapgen.files.folder import path_of
from mapgen.files.write import write_whole
from mapgen.problems import Problems
from mapgen.records.removed_ids import read_removed
from mapgen.records.settings import Category, Settings, read_settings

if TYPE_CHECKING:
    from mapgen.counts.count_part import PartCount
    from mapgen.counts.work import Crew
    from mapgen.files.folder import AnyFolder
    from mapgen.problems import Problem


@dataclass(frozen=True, slots=True)
class CountReport:
    """What a build of counts wrote: how many events of how many parts, in how many rows."""

    path: Path
    events: int
    parts: int
    rows: int
    side: float
    bytes: int
    seconds: float
    warnings: tuple[Problem, ...]


def build(
    folder: AnyFolder,
    out: Path | str | None = None,
    address: str = "",
    progress: Callable[[str], None] | None = None,
) -> CountReport:
    """Build a page whose events are counted on a Dask cluster, or by processes of this machine.

    The page is written whole or not at all. The same folder gives the same bytes, on whatever
    machines.

    Parameters
    ----------
    folder : AnyFolder
        The atlas's.
    out : Path, str or None
        A folder, or a file when it ends in .html; None for the settings' output folder.
    address : str
        The cluster's scheduler; "" for processes of this machine.
    progress : callable or None
        Called with what is done next, in words.

    Returns
    -------
    CountReport
        What was written and what was wrong.

    Raises
    ------
    InputError
        With the problems of the records, those of all parts; nothing is written.
    OutputError
        The address is none, or the page cannot be written; the page before it is untouched.
    SurroundingsError
        They cannot count, or the disk is full, likewise.
    """
    say = progress or (lambda _: None)
    started = time.perf_counter()
    if address:
        from mapgen.counts.cluster import Cluster

        with Cluster(address) as cluster:
            atlas, parts = read_counted(folder, ByDask(cluster), say)
    else:
        atlas, parts = read_counted(folder, Processes(), say)
    say("Laying out the page")
    with collector_off():
        page = page_pieces(atlas)
        place = page_place(atlas.settings, out)
        say(f"Writing {path_of(place)}")
        size = write_whole(place, encoded(page))
    return CountReport(
        path=path_of(place),
        events=atlas.total,
        parts=parts,
        rows=len(atlas.rows),
        side=atlas.squares.side,
        bytes=size,
        seconds=time.perf_counter() - started,
        warnings=atlas.warnings,
    )


def page_html(atlas: CountedAtlas) -> str:
    """Return the page of a counted atlas.

    Parameters
    ----------
    atlas : CountedAtlas
        As `read_counted` returns it.

    Returns
    -------
    str
        One HTML text; the same atlas gives the same text.
    """
    return "".join(page_pieces(atlas))


def page_pieces(atlas: CountedAtlas) -> Iterator[str]:
    """Return the page of a counted atlas, piece by piece.

    Parameters
    ----------
    atlas : CountedAtlas
        As `read_counted` returns it.

    Returns
    -------
    iterator of str
        Its payload is made already.
    """
    from mapgen.counts.payload import counted_payload
    from mapgen.exchange.references import reference_texts
    from mapgen.page.document.page import pieces
    from mapgen.page.document.record import Record

    packed = counted_payload(atlas, reference_texts(atlas.bibliography))
    return pieces(atlas, packed, Record(atlas, None, atlas.total), atlas.rows)


def read_counted(
    folder: AnyFolder, crew: Crew, say: Callable[[str], None], **limits: int
) -> tuple[CountedAtlas, int]:
    """Read an atlas and count its events.

    Parameters
    ----------
    folder : AnyFolder
        The atlas's.
    crew : Crew
        Counts the parts.
    say : callable
        Called with what is done next, in words.
    **limits : int
        Those of `mapgen.counts.count_part.Task`.

    Returns
    -------
    atlas : CountedAtlas
        Its rows are counts.
    parts : int
        How many parts its events lie in.

    Raises
    ------
    InputError
        With the problems of all files and parts.
    """
    settings, problems = read_settings(folder)
    say("Reading the sources, places and shapes")
    bibliography, places, found = read_references(settings)
    problems.extend(found)
    background, found = read_background(settings, bibliography, places)
    problems.extend(found)
    removed, found = read_removed(settings)
    problems.extend(found)
    parts = _parts(settings, problems)
    problems.raise_if_errors()
    say(f"Counting the events of {len(parts):,} parts")
    rules = Rules(settings, background.bibliography, background.places, removed)
    task = Task(rules, background.districts, **limits)
    counted, suspects = crew.count(parts, task)
    problems.extend(counted.problems)
    if suspects.tasks:
        say("Looking up ids that stand twice or nowhere")
        seen = [each for task in crew.look_up(parts, suspects) for each in task]
        problems.extend(problems_of(seen, suspects.left, settings.name_of(settings.events)))
    _sum_up(counted, settings, problems)
    problems.raise_if_errors()
    ids = commonest(counted, list(settings.categories))
    parts_of_page = background.parts() | {
        "settings": with_categories(settings, ids),
        "warnings": tuple(problems.in_order()),
    }
    atlas = CountedAtlas(
        rows=rows(counted, ids),
        total=counted.events,
        days=counted.days.grain,
        squares=counted.squares.grain,
        **parts_of_page,
    )
    return atlas, len(parts)


def with_categories(settings: Settings, ids: list[str]) -> Settings:
    """Return the settings with those categories that the page tells apart.

    Parameters
    ----------
    settings : Settings
        The atlas's.
    ids : list of str
        Of the categories that the page tells apart.

    Returns
    -------
    Settings
        The same where it tells all apart.
    """
    if OTHERS not in ids:
        return settings
    kept = {name: each for name, each in settings.categories.items() if name in set(ids)}
    kept[OTHERS] = Category(OTHERS, "Other kinds", "#555555", "circle")
    return replace(settings, categories=kept)


def _parts(settings: Settings, problems: Problems) -> list[Part]:
    files, found = event_files(settings)
    problems.extend(found)
    parts: list[Part] = []
    for file in files if not found.errors else ():
        more, found = parts_of(file, settings.name_of(file))
        problems.extend(found)
        parts += more
    return parts


def _sum_up(found: PartCount, settings: Settings, problems: Problems) -> None:
    """Tell once, of all parts together, what single events leave open."""
    file = settings.name_of(settings.events)
    if not found.events and not found.problems.errors:
        problems.error(
            "there are no events", file=file, mend="Write at least one row.", code="table/no-rows"
        )
    for count, words in (
        (
            found.outside if settings.coverage == "some" else 0,
            (
                "lies outside every district of the day",
                "lie outside every district of the day",
                "join/outside",
            ),
        ),
        (
            found.possible,
            (
                "may lie in another district too",
                "may lie in another district too",
                "join/reaches-across",
            ),
        ),
    ):
        if count:
            which = f"{count:,} events {words[1]}" if count > 1 else f"one event {words[0]}"
            problems.warning(which, file=file, code=words[2])
