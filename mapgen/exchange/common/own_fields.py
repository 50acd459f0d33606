"""Fields under our own names → the cells of an event: for CSV, GeoJSON and Linked Places.

What is written as this program writes it (EDTF, figures and sentences with their citations) is
taken as it is; of anything else the sentence or the figure gets the citation of its source.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from mapgen.exchange.common.cite_plain_text import citation, cite, paragraph
from mapgen.exchange.common.event_ids import MAX_KEY, EventIds
from mapgen.exchange.common.foreign_dates import Formats
from mapgen.exchange.common.markup import words_of
from mapgen.exchange.common.own_dates import YEARS, Dates, before_christ
from mapgen.exchange.common.own_figures import FigureCells
from mapgen.exchange.common.own_kinds import own_kind
from mapgen.exchange.common.place_points import AREAS, PlacePoints
from mapgen.exchange.common.reader import (
    Draft,
    Kind,
    Note,
    Reader,
    Row,
    names,
    one_line,
    parted,
    place_name,
    slug,
    title,
)
from mapgen.notation.citations import is_web_address
from mapgen.notation.summaries import parse_summary
from mapgen.records.event_places import EXTENT
from mapgen.records.fields import FIGURES, TRANSLATED
from mapgen.records.settings import CATEGORIES
from mapgen.records.translations import language_of
from mapgen.vocabulary import (
    ATTRIBUTIONS,
    CONFIDENCES,
    PRECISIONS,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mapgen.exchange.common.options import Options
    from mapgen.exchange.common.source_writer import References
    from mapgen.records.place_row import EventPlace

_BETWEEN = re.compile(r"[;,]?\s+|[;|]")

NOBODY = frozenset({
    "unknown", "not known", "unidentified", "n/a", "na", "null", "none", "-", "?", "unbekannt",
    "desconocido", "desconhecido", "inconnu", "неизвестно", "невідомо", "نامعلوم", "مجهول",
    "अज्ञात", "অজ্ঞাত",
})  # fmt: skip
"""What tables write for an actor or target that is not known."""


class Generic(Reader):
    """What the readers of such formats share."""

    name = "table"
    kinds = tuple(Kind(each.id, each.label) for each in CATEGORIES.values())
    ours = False
    """Whether an atlas wrote what is read: then no text of it is HTML."""

    def __init__(self, references: References, options: Options) -> None:
        super().__init__(references)
        self.options = options
        stem = slug(options.file.name.partition(".")[0])[:MAX_KEY].strip("-") or "file"
        self.key = stem if stem[0].isalpha() else f"file-{stem}"
        item: dict[str, object] = {
            "id": self.key,
            "type": "dataset",
            "title": one_line(options.source) or f"[The file {one_line(options.file.name)}]",
        }
        if options.source_url:
            item["URL"] = options.source_url
        references.offer(item)
        self.mapping = options.mapping
        self._made = options.mapping.made
        self.kinds = tuple(dict.fromkeys((*options.mapping.kinds, *self.kinds)))
        if options.data_set:
            self.name = options.data_set.name or self.name
            self.licence, self.about = options.data_set.licence, options.data_set.about
            if options.data_set.name:
                self.settings["title"] = one_line(options.data_set.name)
        self._ids = EventIds(self.key)
        self._points = PlacePoints(self, drawn=options.coarse != "list")
        self._dates = Dates(Formats(options.date_formats))
        self._reports: list[str] | None = None

    def event(
        self, given: Callable[[str], str], row: Row, columns: Mapping[str, str] | None = None
    ) -> Draft:
        """Return the event of a row.

        Parameters
        ----------
        given : callable
            Field → text of the row; "" where there is none.
        row : Row
            The row.
        columns : mapping of str to str or None
            Field → column, as far as the file has some; for what is said of the row.

        Returns
        -------
        Draft
            Not written yet.

        Raises
        ------
        UnusableRowError
            The row can be no event.
        """
        self._reports = None
        hides, names_of = self.options.unknown.hides, columns or {}
        made, codes = self._made, self.mapping.codes

        def get(field: str) -> str:
            if field in made:
                text = self.mapping.text(field, row.cells, self.options.unknown)
            else:
                text = given(field)
                if text and hides(field, names_of.get(field, field), text):
                    return ""
            if field in YEARS and not self.mapping.year_zero:
                text = before_christ(field, text)
            if field in codes:
                return self._word(field, text)
            return text if self.ours or field.startswith("summary") else words_of(text)

        cells = {
            "id": self._ids.of(get("id"), row.cells, self.identity(row)),
            "date": self._dates.of(get, self.note),
            "place": place_name(get("place"), get("city"), get("country")),
            "city": get("city"),
            "actors": _named(get("actors")),
            "targets": _named(get("targets")),
            "related": names(*(self._ids.named(each) for each in parted(get("related")))),
        }
        kind = own_kind(get("category"))
        cells["category"] = kind.id
        cells["title"] = title(get("title") or f"{kind.label}, {cells['place']}")
        places = self.places(row)
        if places:
            cells["place_precision"] = self._precision(get)
        else:
            cells |= self._points.cells(get, self._precision(get), sized=bool(row.get(EXTENT)))
        named = "alleged" if cells["actors"] else "unknown"
        cells["attribution"] = self._choice("attribution", get, ATTRIBUTIONS, named)
        cells["confidence"] = self._choice("confidence", get, CONFIDENCES, "B")
        figures = FigureCells(self.note)
        for column in FIGURES:
            cells[column] = figures.cell(column, get, partial(self._cited, get), self._known)
        cells["summary"] = self._text("summary", get) or self._composed(get, kind)
        self._uncited(get)
        for column in self.extra:
            if language_of(column, TRANSLATED) and get(column):
                is_title = column.startswith("title")
                cells[column] = title(get(column)) if is_title else self._text(column, get)
        return Draft(cells, kind, places)

    def kept(self, others: Iterable[str], fields: Iterable[str], *, ours: bool) -> tuple[str, ...]:
        """Return the columns that stay behind those of every atlas.

        A table whose rows may be areas gets one for their extent, unless an atlas of `ours` wrote
        it: there every row has said how large it is.

        Parameters
        ----------
        others : iterable of str
            Columns that come behind anyhow.
        fields : iterable of str
            The fields that the file has.
        ours : bool
            Whether an atlas wrote the file.

        Returns
        -------
        tuple of str
            Each once.
        """
        may = "place_precision" in fields or self.options.point_precision in AREAS
        sized = [EXTENT] if may and not ours and self.options.coarse != "list" else []
        return tuple(dict.fromkeys((*others, *sized)))

    def _word(self, field: str, text: str) -> str:
        """Return the word for a code; the code itself, and a note, where there is none."""
        word = self.mapping.word(field, text)
        if word is not None:
            return word
        note = Note(field, text, "a code that the mapping has no word for: shown as given")
        if note not in self.notes:
            self.notes.append(note)
        return text

    def places(self, row: Row) -> tuple[EventPlace, ...]:  # noqa: ARG002  # of exports only
        """Return the places of an event at several; () for one place, or none.

        Parameters
        ----------
        row : Row
            The row.

        Returns
        -------
        tuple of EventPlace
            Two at least, or ().
        """
        return ()

    def identity(self, row: Row) -> str:  # noqa: ARG002  # for formats whose ids are addresses
        """Return what the id of a row is short for; "" where it is short for nothing.

        Parameters
        ----------
        row : Row
            The row.

        Returns
        -------
        str
            Such as the address whose last part the id is.
        """
        return ""

    def _precision(self, get: Callable[[str], str]) -> str:
        return self._choice("place_precision", get, PRECISIONS, self.options.point_precision)

    def _choice(
        self, field: str, get: Callable[[str], str], allowed: tuple[str, ...], default: str
    ) -> str:
        text = get(field)
        if text in allowed:
            return text
        if text:
            self.note(field, text, f"not one of {', '.join(allowed)}: {default} stands in")
        return default

    def _text(self, column: str, get: Callable[[str], str]) -> str:
        """Return a summary: as it is where all is cited, else with the row's own source."""
        text = get(column)
        if not text:
            return ""
        if "[@" in text:
            summary, faults = parse_summary(text)
            if not faults and self._known(summary.keys):
                return text
        plain = text if self.ours else words_of(text)
        return paragraph(cite(plain, self._cited(get)))

    def _composed(self, get: Callable[[str], str], kind: Kind) -> str:
        what = get("title") or kind.label
        named = filter(None, (get("place"), get("city"), get("country")))
        where = ", ".join(dict.fromkeys(named))
        place = f"; place: {where}" if where else ""
        return paragraph(cite(f"The record names: {what}{place}", self._cited(get)))

    def _uncited(self, get: Callable[[str], str]) -> None:
        """Note who says so where nothing of the event needed it, and a date of no source."""
        fields = ("source", "source_title", "source_url", "source_date")
        unused: tuple[str, ...] = ()
        if self._reports is None:  # all is cited as it stands
            unused = fields
        elif not any(get(field) for field in fields[:3]):
            unused = fields[3:]
        for field in unused:
            if get(field):
                reason = "the cells cite their sources" if len(unused) > 1 else "of no source"
                self.note(field, get(field), f"{reason}: left out")

    def _known(self, keys: Iterable[str]) -> bool:
        missing = [key for key in keys if not self.references.cited(key)]
        return not missing

    def _cited(self, get: Callable[[str], str]) -> str:
        """Return the citation of a row: the sources that it names and the file."""
        if self._reports is None:
            said = get("source_title") or get("source")
            office = get("source") if get("source_title") else ""
            addresses = _addresses(get("source_url"))
            self._reports = [
                self.references.report(
                    self.key, said or url, office=office, url=url, date=get("source_date")
                )
                for url in addresses
                if said or url
            ]
            self.references.cited(self.key)
        return citation(*self._reports, self.key)


def _named(text: str) -> str:
    """Return the names of a cell; a word for "not known" is nobody's."""
    return names(*(each for each in text.split(";") if each.strip().lower() not in NOBODY))


def _addresses(text: str) -> list[str]:
    """Return the addresses of a cell that has several; else the cell as it is."""
    parts = _BETWEEN.split(text)
    several = len(parts) > 1 and all(map(is_web_address, parts))
    return list(dict.fromkeys(parts)) if several else [text]
