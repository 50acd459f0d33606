"""UCDP GED (releases 5 to 25, candidate events, HDX's files by country) → events.

Names of columns and the meaning of their codes are those of the GED codebook. Figures, names and
places stand as they are given; nothing is corrected, and what contradicts itself is noted.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from mapgen.exchange.common.cite_plain_text import (
    citation,
    cite,
    located,
    one_sentence,
    paragraph,
)
from mapgen.exchange.common.coded_table import CodedTable
from mapgen.exchange.common.event_rows import Shared
from mapgen.exchange.common.reader import (
    Draft,
    Kind,
    Note,
    Row,
    UnusableRowError,
    names,
    place_name,
    slug,
    title,
)  # fmt: skip
from mapgen.exchange.common.values import count, day, whole
from mapgen.exchange.formats.ucdp.codes import (
    ALIASES,
    COLUMNS,
    EXTENT_OF,
    KEY,
    KINDS,
    PRECISION,
    SAID,
    SHOWN_AS,
    UNCLEAR,
    WHERE,
)

if TYPE_CHECKING:
    from datetime import date

    from mapgen.exchange.common.options import Options
    from mapgen.exchange.common.source_writer import References

MOST_KNOWN = 2**12
"""Settings, figures and spans that are kept for the rows to come: most stand in many rows."""

_SETTING = (
    "type_of_violence", "where_coordinates", "where_description", "where_prec", "adm_1", "adm_2",
    "country", "latitude", "longitude", "side_a", "side_b", "dyad_name", "conflict_name",
    "event_clarity",
)  # fmt: skip
_ROWS_OWN = ("date_prec", "date_start", "date_end", "relid")
_PARTS = {"deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"}
_REPORTS = ("source_article", "source_office", "source_date", "source_headline")
_QUOTED = re.compile(r"\"\s*;\s*\"")


class Ucdp(CodedTable):
    """The Georeferenced Event Dataset of the Uppsala Conflict Data Program."""

    name = "UCDP GED"
    licence = "CC-BY-4.0"
    about = """\
- **Place**: `where_prec` 1 is shown as a town; 2 and 3 as a district, 4 and 5 as a province,
  6 as the country.
  {places} The coordinates as given stay in `given_latitude` and `given_longitude`.
- **Date**: `date_prec` 1 is the day or days from `date_start` to `date_end`. From 2 on, an event
  that is clear (`event_clarity` 1) fell on some day between the two, an unclear one on all of them.
- **Deaths**: the best, low and high estimate as given, each as a figure of its own.
- **Actors**: side A and side B, as alleged; of one-sided violence the civilians are the target.
- **Confidence**: B, and C where `event_clarity` is 2.
"""
    key = KEY
    data_set: ClassVar = {
        "title": "UCDP Georeferenced Event Dataset (GED)",
        "author": [{"literal": "Uppsala Conflict Data Program"}],
        "publisher": "Department of Peace and Conflict Research, Uppsala University",
        "URL": "https://ucdp.uu.se/downloads/",
    }
    place_code = "where_prec"
    precisions = PRECISION
    extents = EXTENT_OF
    otherwise = "unknown"
    shown_as = SHOWN_AS
    needed = ("id", "type_of_violence", "latitude", "longitude", "date_start", "best")
    known = COLUMNS
    aliases = ALIASES
    kinds = tuple(KINDS.values())
    country_columns = ("country", "iso3", "country_id")
    extra = (
        "given_latitude", "given_longitude", "extent_m", "where_prec", "date_prec",
        "date_start", "date_end", "event_clarity", "conflict_name", "dyad_name", "adm_1", "adm_2",
        "country", "relid",
    )  # fmt: skip

    def __init__(self, references: References, options: Options) -> None:
        super().__init__(references, options)
        self._known: dict[tuple[str | None, ...], _Setting] = {}

    def draft(self, row: Row) -> Draft:
        """Return the event of a row, as `Reader.draft` says."""
        given = row.cells
        number = row.get("id").removesuffix(".0")
        own = slug(number)
        if not own:
            raise UnusableRowError("no id", "id", number)
        day_or_days = self._date(row)
        where_and_who = tuple(map(given.get, _SETTING))
        setting = self._known.get(where_and_who)
        if setting is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            setting = self._known[where_and_who] = self._setting(row)
        self.notes += setting.notes
        cells = {"id": f"{KEY}-{own}", "date": day_or_days}
        cells["deaths"] = self._deaths(row)
        cells["summary"] = self._summary(row, number, setting)
        for column in _ROWS_OWN:
            cells[column] = given.get(column, "")
        if whole(given.get("number_of_sources", "")) == -1:
            self.note("number_of_sources", "-1", "the number of sources is not known")
        return Draft(cells, setting.kind, shared=setting.shared)

    def _note_precision(self, first: Row) -> None:
        super()._note_precision(first)
        if "date_prec" not in first.cells:
            reason = "no such column: dates are taken for spans of days"
            self.of_file.append(Note("date_prec", "", reason))

    def _setting(self, row: Row) -> _Setting:
        """Return what an event has in common with all of the same place, sides and kind."""
        get, before = row.get, len(self.notes)
        cells = {column: get(column) for column in type(self).extra[3:]}
        kind = KINDS.get(get("type_of_violence"))
        if kind is None:
            self.note("type_of_violence", get("type_of_violence"), "not 1, 2 or 3")
            kind = Kind("other-violence", "Type not stated")
        names_of = [get(each) for each in ("where_coordinates", "adm_2", "adm_1", "country")]
        if PRECISION.get(get("where_prec")) == "country":  # whatever point stands for it
            names_of.reverse()
        cells["place"] = place_name(*names_of)
        self.locate(row, cells)
        one_sided = kind.id == "one-sided"
        side_a, side_b = get("side_a"), get("side_b")
        cells["actors"] = names(side_a) if one_sided else names(side_a, side_b)
        cells["targets"] = names(side_b) if one_sided else ""
        cells["attribution"] = "alleged" if cells["actors"] else "unknown"
        what = get("dyad_name") or " - ".join(filter(None, (side_a, side_b))) or kind.label
        cells["title"] = title(f"{what}, {cells['place']}")
        cells["category"] = kind.id
        cells["confidence"] = "C" if get("event_clarity") == "2" else "B"
        notes = tuple(self.notes[before:])
        del self.notes[before:]  # each event of the setting has them
        main = _recorded(row, cells["place"])
        return _Setting(
            Shared(cells), kind, notes, main, one_sentence(main), _about_place(row, cells)
        )

    def _date(self, row: Row) -> str:
        get = row.cells.get
        start, precision = get("date_start", ""), get("date_prec", "")
        clear = get("event_clarity") != "2"
        if precision not in ("1", "2", "3", "4", "5"):
            if "date_prec" in row.cells:
                self.note("date_prec", precision, "not 1 to 5: taken for a span of days")
            clear = False
        return _days(start, get("date_end") or start, precision == "1" or not clear)

    def _deaths(self, row: Row) -> str:
        """Return the three estimates as claims; equal ones are one claim."""
        get = row.cells.get
        text, notes = _estimates(get("best", ""), get("low", ""), get("high", ""))
        self.notes += notes
        return text

    def _summary(self, row: Row, number: str, setting: _Setting) -> str:
        get = row.cells.get
        is_plain = number.isalnum() and number.isascii()
        where = f"event {number}"
        cited = f"[@{KEY}, {where}]" if is_plain else citation(located(KEY, where))
        main = f"{setting.sentence} {cited}." if setting.sentence else cite(setting.main, cited)
        said = [main, *setting.place]
        parts = self._parts(row)
        if parts:
            said.append(cite(parts, f"[@{KEY}]"))
        reports = self._reports(row)
        if get("source_original"):
            original = f"The original source is given as: {get('source_original')}"
            said.append(cite(original, citation(KEY, *reports)))
        elif reports:
            said.append(cite("It rests on the reports cited here", citation(KEY, *reports)))
        if get("event_clarity") == "2":
            said.append(cite(UNCLEAR, f"[@{KEY}]"))
        return paragraph(*said)

    def _parts(self, row: Row) -> str:
        """Return how the best estimate is made up, where it is made up of anything."""
        if row.cells.keys().isdisjoint(_PARTS):
            return ""
        columns = {"deaths_a": row.get("side_a") or "side A", "deaths_b": row.get("side_b")
                   or "side B", "deaths_civilians": "civilians",
                   "deaths_unknown": "not known"}  # fmt: skip
        figures = [(whole(row.get(column)) or 0, who) for column, who in columns.items()]
        found = [f"{figure} {who}" for figure, who in figures if figure > 0]
        return f"The best estimate is made up of: {', '.join(found)}" if found else ""

    def _reports(self, row: Row) -> list[str]:
        """Return the keys of the reports that a row names."""
        if row.cells.keys().isdisjoint(_REPORTS):
            return []
        articles, offices, dates, headlines = (_pieces(row.get(column)) for column in _REPORTS)
        note = "As UCDP GED gives it."
        if offices and len(offices) == len(dates) == len(headlines):
            return [
                self.references.report(KEY, headline, office=office, date=date, note=note)
                for office, date, headline in zip(offices, dates, headlines, strict=True)
            ]
        return [self.references.report(KEY, article, note=note) for article in articles]


@dataclass(frozen=True, slots=True)
class _Setting:
    """What events of one place, sides and kind share: cells, and the sentences of the summary.

    `sentence` is the first one without its citation, "" where `main` is none or several.
    """

    shared: Shared
    kind: Kind
    notes: tuple[Note, ...]
    main: str
    sentence: str
    place: tuple[str, ...]


def _recorded(row: Row, place: str) -> str:
    """Return the sentence that says what is recorded, without its stop."""
    get = row.get
    sides = " and ".join(filter(None, (get("side_a"), get("side_b"))))
    around = dict.fromkeys((get("adm_2"), get("adm_1"), get("country")))
    within = ", ".join(each for each in around if each not in ("", place))
    where = f"{place} ({within})" if within else place
    what = SAID.get(get("type_of_violence"), "an event")
    if get("type_of_violence") == "3":
        return f"UCDP GED records {what} by {get('side_a')} against {get('side_b')} at {where}"
    return f"UCDP GED records {what}" + (f" between {sides}" if sides else "") + f" at {where}"


def _about_place(row: Row, cells: dict[str, str]) -> tuple[str, ...]:
    """Return the cited sentences on where it was."""
    place, description = cells["place"], row.get("where_description")
    said = []
    if description and description != place:
        said.append(cite(f"On the place: {description}", f"[@{KEY}]"))
    if row.get("where_prec") in WHERE:
        said.append(cite(WHERE[row.get("where_prec")].format(place=place), f"[@{KEY}]"))
    return tuple(said)


@lru_cache(maxsize=MOST_KNOWN)
def _estimates(best: str, low: str, high: str) -> tuple[str, tuple[Note, ...]]:
    """Return the claims of three estimates, and what is odd about them."""
    found: dict[int, list[str]] = {}
    figures: dict[str, int] = {}
    notes: list[Note] = []
    for column, text in (("best", best), ("low", low), ("high", high)):
        figure = count(text)
        if figure is None:
            if text:
                notes.append(Note(column, text, "not a number of deaths: left out"))
            continue
        figures[column] = figure
        found.setdefault(figure, []).append(column)
    ordered = [figures[each] for each in ("low", "best", "high") if each in figures]
    if ordered != sorted(ordered):
        shown = ", ".join(f"{column} {figure}" for column, figure in figures.items())
        notes.append(Note("best", shown, "low, best and high are not in order: shown as given"))
    if figures.get("best") == 0:
        notes.append(Note("best", "0", "the best estimate is 0 deaths: shown as given"))
    claims = (f"{figure}, {_and(which)} estimate [@{KEY}]" for figure, which in found.items())
    return "; ".join(claims), tuple(notes)


@lru_cache(maxsize=MOST_KNOWN)
def _days(start: str, end: str, known: bool) -> str:
    """Return EDTF for what stands in the columns of the first and the last day, as `edtf`."""
    first, last = day(start), day(end)
    for column, text, found in (("date_start", start, first), ("date_end", end, last)):
        if found is None:
            raise UnusableRowError("not a day" if text else "no day", column, text)
    if first is None or last is None or first > last:
        raise UnusableRowError("ends before it begins", "date_end", f"{first} to {last}")
    return edtf(first, last, known=known)


def edtf(start: date, end: date, *, known: bool) -> str:
    """Return EDTF for the days from start to end, or for one day between when they aren't known.

    A whole month or year is written as such.

    Parameters
    ----------
    start, end : date
        Both included.
    known : bool
        Whether the event lasted all these days.

    Returns
    -------
    str
        A day, an interval, or one of a set.
    """
    if start == end:
        return start.isoformat()
    last = calendar.monthrange(end.year, end.month)[1]
    if not known and start.day == 1 and end.day == last and start.year == end.year:
        if start.month == end.month:
            return start.isoformat()[:7]
        if (start.month, end.month) == (1, 12):
            return start.isoformat()[:4]
    return f"{start}/{end}" if known else f"[{start}..{end}]"


def _pieces(text: str) -> list[str]:
    """Return the parts of a cell between semicolons, which may stand in quotes."""
    if text.startswith('"'):
        return [each.strip(' "') for each in _QUOTED.split(text) if each.strip(' "')]
    return [each.strip() for each in text.split(";") if each.strip()]


def _and(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else words[0]
