"""A record while it is typed → its problems, and what its cells mean, by the readers of a build.

The record is read as a table of one row, beside what it refers to (`references`). What a row alone
cannot show (an id that another event has, a related event) is compared with the ids of the others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from mapgen.atlas.atlas import read_atlas
from mapgen.atlas.districts import label
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
from mapgen.desk.editor.read_event import event_figures, event_places
from mapgen.desk.editor.references import KeptReferences, References
from mapgen.desk.editor.typed_dates import as_edtf, typed_date
from mapgen.desk.likeness import ComparedEvent, compared_rows
from mapgen.files.csv_table import Table
from mapgen.notation.date_words import printed
from mapgen.problems import InputError, Problem, Problems
from mapgen.records.base_map import read_base
from mapgen.records.events import check_events
from mapgen.records.fields import COLUMNS, FIGURES
from mapgen.records.settings import Settings
from mapgen.records.wording import check_wording

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from mapgen.files.folder import Folder
    from mapgen.files.frame import Frame
    from mapgen.page.payload.head import Payload

LINE = 2  # of the one row of a table with a header


@dataclass(slots=True)
class Checker:
    """Checks the records of a folder.

    Attributes
    ----------
    folder
        The folder whose files are read.
    """

    folder: Folder
    _kept: KeptReferences = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._kept = KeptReferences(self.folder)

    def references(self) -> References:
        """Return what events refer to, as the files stand now."""
        return self._kept.now()

    def whole(self) -> list[Problem]:
        """Return all problems of the folder: those that ``mapgen check`` lists."""
        try:
            return list(read_atlas(self.folder).warnings)
        except InputError as error:
            return error.problems

    def event(
        self,
        cells: Mapping[str, str],
        others: Collection[str],
        gone: Mapping[str, str] = MappingProxyType({}),
    ) -> dict[str, object]:
        """Return what an event's cells mean, ready for JSON.

        Parameters
        ----------
        cells
            The cells by column; columns that are missing are empty.
        others
            The ids of all other events.
        gone
            Ids that stay reserved, and the day on which each was taken out.

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
                [*taken_id(cells, others, gone, LINE, file), *without_known(own, others)]
            ),
            "date": typed_date(typed, settings.language, settings_period(settings)),
            "places": event_places(events),
            "district": district,
            "figures": {
                name: {**event_figures(events, name), "claims": claim_lines(cells.get(name, ""))}
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

    def compared(self, rows: Sequence[Mapping[str, str]]) -> list[ComparedEvent | None]:
        """Return what is compared of each of some rows, to find what is told twice.

        Parameters
        ----------
        rows : sequence of mapping of str to str
            Cells by column, of each row.

        Returns
        -------
        list of ComparedEvent or None
            None for a row that cannot be read, or has the id of one before it.
        """
        references = self.references()
        table = _table("", rows)
        events = check_events(
            table, Problems(""), references.settings, references.sources, references.places
        )
        found: list[ComparedEvent | None] = [None] * len(rows)
        for line, event in zip(events["line"], compared_rows(events), strict=True):
            found[int(line) - LINE] = event
        return found

    def shown(self, cells: Mapping[str, str]) -> Frame:
        """Return the event in some cells as far as it can be read, or no event.

        Parameters
        ----------
        cells : mapping of str to str
            By column, as typed.

        Returns
        -------
        Frame
            Of one row at most.
        """
        period = settings_period(self.references().settings)
        cells = {**cells, "date": as_edtf(cells.get("date", ""), period)}
        events, problems = self._read(cells)
        return self._with_stand_ins(events, cells, problems)

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
        events = self.shown(cells)
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


def _table(file: str, rows: Sequence[Mapping[str, str]]) -> Table:
    given = (name for cells in rows for name in cells if not name.startswith("+"))
    columns: dict[str, Sequence[str]] = {
        name: [" ".join(cells.get(name, "").split(" ")).strip() for cells in rows]
        for name in dict.fromkeys([*COLUMNS, *given])
    }
    return Table(file, columns, [LINE + number for number in range(len(rows))])
