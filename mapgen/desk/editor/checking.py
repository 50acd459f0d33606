"""A record while it is typed → its problems, and what its cells mean, by the readers of a build.

The record is read as a table of one row, beside what it refers to: settings, sources, gazetteer and
districts are read once and again only when their files have changed. What a row alone cannot show
(an id that another event has, a related event) is compared with the ids of the other rows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from mapgen.atlas.atlas import read_atlas
from mapgen.atlas.districts import Districts, label, no_districts, read_districts
from mapgen.atlas.join import join
from mapgen.atlas.join_problems import join_problems
from mapgen.desk.editor.claim_lines import claim_lines
from mapgen.desk.editor.event_problems import problems_as_json, taken_id, without_known
from mapgen.desk.editor.live_event import (
    WORDS_OF_VOCABULARY,
    card_payload,
    map_payload,
    standing_in,
)  # fmt: skip
from mapgen.desk.editor.typed_dates import as_edtf, typed_date
from mapgen.desk.likeness import ComparedEvent, alike, compared_events
from mapgen.desk.preview.watch import Look, look
from mapgen.files.csv_table import Table
from mapgen.notation.claims import Claims
from mapgen.notation.date_words import printed
from mapgen.problems import InputError, Problem, Problems
from mapgen.records.base_map import read_base
from mapgen.records.events import check_events, read_events
from mapgen.records.fields import COLUMNS, FIGURES
from mapgen.records.gazetteer import Gazetteer, read_places
from mapgen.records.settings import Settings, read_settings
from mapgen.records.sources import Bibliography, read_sources
from mapgen.records.wording import check_wording

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from mapgen.files.folder import Folder
    from mapgen.files.frame import Frame
    from mapgen.page.payload.head import Payload

LINE = 2  # of the one row of a table with a header


@dataclass(frozen=True, slots=True)
class References:
    """What an event refers to, and what is wrong with it."""

    settings: Settings
    sources: Bibliography
    places: Gazetteer
    districts: Districts
    districts_are_whole: bool

    @property
    def whole_districts(self) -> Districts:
        """The districts; none where their files have errors."""
        return self.districts if self.districts_are_whole else no_districts()


@dataclass(slots=True)
class Checker:
    """Checks the records of a folder.

    Attributes
    ----------
    folder
        The folder whose files are read.
    """

    folder: Folder
    _seen: Look | None = None
    _references: References | None = None
    _compared: tuple[References, list[ComparedEvent]] | None = None
    _lock: Lock = field(default_factory=Lock)

    def references(self) -> References:
        """Return what events refer to, as the files stand now."""
        with self._lock:
            now = look(self.folder)
            if self._references is None or now != self._seen:
                self._references = _read(self.folder)
                self._seen = now
            return self._references

    def whole(self) -> list[Problem]:
        """Return all problems of the folder: those that ``mapgen check`` lists."""
        try:
            return list(read_atlas(self.folder).warnings)
        except InputError as error:
            return error.problems

    def event(self, cells: Mapping[str, str], others: Collection[str]) -> dict[str, object]:
        """Return what an event's cells mean, ready for JSON.

        Parameters
        ----------
        cells
            The cells by column; columns that are missing are empty.
        others
            The ids of all other events.

        Returns
        -------
        dict
            ``problems`` (with column, message, mend, severity, code), ``date`` (EDTF, in words,
            its first and last day), ``places`` (name, degrees, radius in metres), ``district``,
            ``figures`` (by column: the claims one by one, and in brief) and ``cited`` (the keys of
            the sources).
        """
        references = self.references()
        settings = references.settings
        file = settings.name_of(settings.events)
        typed = cells.get("date", "")
        cells = {**cells, "date": as_edtf(typed, settings_period(settings))}
        events, problems = self._read(cells)
        problems.extend(check_wording(settings, events, whole=False))
        if len(events) and references.districts_are_whole:
            problems.extend(join_problems(events, references.districts, file, settings.coverage))
        events = self._with_stand_ins(events, cells, problems)
        candidates = tuple(events["candidates"][0]) if len(events) else ()
        district = label(candidates) if candidates else ""
        own = [each for each in problems if each.file == file]
        return {
            "problems": problems_as_json(
                [*taken_id(cells, others, LINE, file), *without_known(own, others)]
            ),
            "date": typed_date(typed, settings.language, settings_period(settings)),
            "places": _places(events),
            "district": district,
            "figures": {
                name: {**_figures(events, name), "claims": claim_lines(cells.get(name, ""))}
                for name in FIGURES
            },
            "when": "" if not len(events) else printed(events["span"][0], settings.language),
            "cited": list(events["summary"][0].keys) if len(events) else [],
        }

    def rows(self, rows: Sequence[Mapping[str, str]]) -> set[int]:
        """Return the numbers of the rows that have an error each by itself.

        Parameters
        ----------
        rows : sequence of mapping of str to str
            Cells by column, of each row.

        Returns
        -------
        set of int
            From 0 on.
        """
        references = self.references()
        settings = references.settings
        file = settings.name_of(settings.events)
        problems = Problems(file)
        table = _table(file, rows)
        events = check_events(table, problems, settings, references.sources, references.places)
        if len(events) and references.districts_are_whole:
            events = join(events, references.districts)
            problems.extend(join_problems(events, references.districts, file, settings.coverage))
        return {
            each.line - LINE
            for each in problems.errors
            if each.line is not None and each.code not in ("related/unknown-event", "id/twice")
        }

    def compared_events(self) -> list[ComparedEvent]:
        """Return what is compared of each event that can be read, to find what is told twice."""
        references = self.references()
        with self._lock:
            if self._compared is None or self._compared[0] is not references:
                settings = references.settings
                events, _ = read_events(
                    settings.events, settings, references.sources, references.places
                )
                self._compared = (references, compared_events(events))
            return self._compared[1]

    def alike(self, key: str, cells: Mapping[str, str]) -> list[tuple[str, str, str]]:
        """Return the events that the one in some cells may be: id, title, and why.

        Parameters
        ----------
        key : str
            The event's; "" for a new one.
        cells : mapping of str to str
            By column, as typed.

        Returns
        -------
        list of tuple of (str, str, str)
            In order of time.
        """
        period = settings_period(self.references().settings)
        cells = {**cells, "date": as_edtf(cells.get("date", ""), period)}
        events, problems = self._read(cells)
        mine = compared_events(self._with_stand_ins(events, cells, problems))
        return [
            (other.id, other.title, why)
            for one in mine
            for other in self.compared_events()
            if other.id not in (key, one.id) and (why := alike(one, other))
        ]

    def card(self, cells: Mapping[str, str]) -> Payload | None:
        """Return what the page's scripts draw an event's card from.

        What is still missing or wrong is left out, or a stand-in takes its place.

        Parameters
        ----------
        cells : mapping of str to str
            By column, as typed.

        Returns
        -------
        Payload or None
            None without a date.
        """
        references = self.references()
        period = settings_period(references.settings)
        cells = {**cells, "date": as_edtf(cells.get("date", ""), period)}
        events, problems = self._read(cells)
        events = self._with_stand_ins(events, cells, problems)
        if not len(events):
            return None
        return card_payload(events, references.settings, references.sources)

    def _with_stand_ins(self, events: Frame, cells: Mapping[str, str], problems: Problems) -> Frame:
        """Return an event; where it is not valid yet, what it would be without what is wrong."""
        wrong = {(each.column or "").partition(",")[0] for each in problems.errors}
        if len(events):
            wrong &= WORDS_OF_VOCABULARY  # all else that can be read is shown as it is
        if not wrong and len(events):
            return events
        categories = list(self.references().settings.categories)
        return self._read(standing_in(cells, wrong, categories))[0]

    def map(self) -> Payload:
        """Return what the map is drawn from on which an event gets its place."""
        references = self.references()
        base, _ = read_base(references.settings)
        no_events, _ = self._read(None)
        settings, places = references.settings, references.places
        return map_payload(no_events, settings, places, references.whole_districts, base)

    def _read(self, cells: Mapping[str, str] | None) -> tuple[Frame, Problems]:
        """Return the event in some cells, joined, or no event; and what is wrong with it."""
        references = self.references()
        file = references.settings.name_of(references.settings.events)
        table = _table(file, [] if cells is None else [cells])
        problems = Problems(file)
        events = check_events(
            table, problems, references.settings, references.sources, references.places
        )
        return join(events, references.whole_districts), problems


def settings_period(settings: Settings) -> tuple[int, int] | None:
    """Return the first and last day of an atlas's period.

    Parameters
    ----------
    settings : Settings
        The atlas's.

    Returns
    -------
    tuple of (int, int) or None
        Days since 1 January 1970; None where it has none.
    """
    return (settings.period.first, settings.period.last) if settings.period else None


def _read(folder: Folder) -> References:
    settings, _ = read_settings(folder)
    sources, _ = read_sources(settings.sources)
    places, _ = read_places(settings.places)
    districts, problems = read_districts(settings)
    return References(settings, sources, places, districts, not problems.errors)


def _table(file: str, rows: Sequence[Mapping[str, str]]) -> Table:
    given = (name for cells in rows for name in cells if not name.startswith("+"))
    columns: dict[str, Sequence[str]] = {
        name: [" ".join(cells.get(name, "").split(" ")).strip() for cells in rows]
        for name in dict.fromkeys([*COLUMNS, *given])
    }
    return Table(file, columns, [LINE + number for number in range(len(rows))])


def _places(events: Frame) -> list[dict[str, object]]:
    """Return the places of an event: WGS 84 degrees and metres, None for what has no point."""
    if not len(events):
        return []
    several = events["event_places"][0]
    spots = [(each.name, each.latitude, each.longitude, each.radius_m) for each in several] or [
        (events["place"][0], events["latitude"][0], events["longitude"][0], events["radius_m"][0])
    ]
    names = ("name", "latitude", "longitude", "radius")
    return [dict(zip(names, map(_none_for_nan, spot), strict=True)) for spot in spots]


def _none_for_nan(value: object) -> object:
    """Return a name or a number as it is, None for a number that is not known."""
    if isinstance(value, str):
        return value
    number = float(str(value))
    return None if math.isnan(number) else number


def _figures(events: Frame, name: str) -> dict[str, object]:
    claims: Claims = events[name][0] if len(events) else Claims()
    return {"brief": claims.printed(), "low": claims.low, "high": claims.high}
