"""UCDP GED (releases 5 to 25, candidate events, HDX's files by country) → events.

Names of columns and the meaning of their codes are those of the GED codebook. Figures, names and
places stand as they are given; nothing is corrected, and what contradicts itself is noted.
"""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING, ClassVar

from mapgen.exchange.common.cite_plain_text import citation, cite, located, paragraph
from mapgen.exchange.common.coded_table import CodedTable
from mapgen.exchange.common.reader import (
    Draft,
    Kind,
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

    def draft(self, row: Row) -> Draft:
        """Return the event of a row, as `Reader.draft` says."""
        get = row.get
        number = get("id").removesuffix(".0")
        if not slug(number):
            raise UnusableRowError("no id", "id", number)
        cells = {"id": f"{KEY}-{slug(number)}", "date": self._date(row)}
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
        cells["deaths"] = self._deaths(row)
        cells["confidence"] = "C" if get("event_clarity") == "2" else "B"
        cells["summary"] = self._summary(row, number, cells["place"])
        for column in self.extra[3:]:
            cells[column] = get(column)
        if whole(get("number_of_sources")) == -1:
            self.note("number_of_sources", "-1", "the number of sources is not known")
        return Draft(cells, kind)

    def _date(self, row: Row) -> str:
        texts = [row.get("date_start"), row.get("date_end") or row.get("date_start")]
        start, end = (day(text) for text in texts)
        for column, text, found in zip(
            ("date_start", "date_end"), texts, (start, end), strict=True
        ):
            if found is None:
                raise UnusableRowError("not a day" if text else "no day", column, text)
        if start is None or end is None or start > end:
            raise UnusableRowError("ends before it begins", "date_end", f"{start} to {end}")
        precision, clear = row.get("date_prec"), row.get("event_clarity") != "2"
        if precision not in ("1", "2", "3", "4", "5"):
            self.note("date_prec", precision, "not 1 to 5: taken for a span of days")
            clear = False
        return edtf(start, end, known=precision == "1" or not clear)

    def _deaths(self, row: Row) -> str:
        """Return the three estimates as claims; equal ones are one claim."""
        found: dict[int, list[str]] = {}
        figures: dict[str, int] = {}
        for column in ("best", "low", "high"):
            text = row.get(column)
            figure = count(text)
            if figure is None:
                if text:
                    self.note(column, text, "not a number of deaths: left out")
                continue
            figures[column] = figure
            found.setdefault(figure, []).append(column)
        ordered = [figures[each] for each in ("low", "best", "high") if each in figures]
        if ordered != sorted(ordered):
            shown = ", ".join(f"{column} {figure}" for column, figure in figures.items())
            self.note("best", shown, "low, best and high are not in order: shown as given")
        if figures.get("best") == 0:
            self.note("best", "0", "the best estimate is 0 deaths: shown as given")
        return "; ".join(
            f"{figure}, {_and(which)} estimate [@{KEY}]" for figure, which in found.items()
        )

    def _summary(self, row: Row, number: str, place: str) -> str:
        get = row.get
        sides = " and ".join(filter(None, (get("side_a"), get("side_b"))))
        around = dict.fromkeys((get("adm_2"), get("adm_1"), get("country")))
        within = ", ".join(each for each in around if each not in ("", place))
        where = f"{place} ({within})" if within else place
        what = SAID.get(get("type_of_violence"), "an event")
        main = f"UCDP GED records {what}" + (f" between {sides}" if sides else "") + f" at {where}"
        if get("type_of_violence") == "3":
            main = f"UCDP GED records {what} by {get('side_a')} against {get('side_b')} at {where}"
        said = [cite(main, citation(located(KEY, f"event {number}")))]
        if get("where_description") and get("where_description") != place:
            said.append(cite(f"On the place: {get('where_description')}", f"[@{KEY}]"))
        if get("where_prec") in WHERE:
            said.append(cite(WHERE[get("where_prec")].format(place=place), f"[@{KEY}]"))
        parts = self._parts(row)
        if parts:
            said.append(cite(parts, f"[@{KEY}]"))
        reports = self._reports(row)
        cited = citation(KEY, *reports)
        if get("source_original"):
            said.append(cite(f"The original source is given as: {get('source_original')}", cited))
        elif reports:
            said.append(cite("It rests on the reports cited here", cited))
        if get("event_clarity") == "2":
            said.append(cite(UNCLEAR, f"[@{KEY}]"))
        return paragraph(*said)

    def _parts(self, row: Row) -> str:
        """Return how the best estimate is made up, where it is made up of anything."""
        columns = {"deaths_a": row.get("side_a") or "side A", "deaths_b": row.get("side_b")
                   or "side B", "deaths_civilians": "civilians",
                   "deaths_unknown": "not known"}  # fmt: skip
        figures = [(whole(row.get(column)) or 0, who) for column, who in columns.items()]
        found = [f"{figure} {who}" for figure, who in figures if figure > 0]
        return f"The best estimate is made up of: {', '.join(found)}" if found else ""

    def _reports(self, row: Row) -> list[str]:
        """Return the keys of the reports that a row names."""
        columns = ("source_article", "source_office", "source_date", "source_headline")
        articles, offices, dates, headlines = (_pieces(row.get(column)) for column in columns)
        note = "As UCDP GED gives it."
        if offices and len(offices) == len(dates) == len(headlines):
            return [
                self.references.report(KEY, headline, office=office, date=date, note=note)
                for office, date, headline in zip(offices, dates, headlines, strict=True)
            ]
        return [self.references.report(KEY, article, note=note) for article in articles]


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
