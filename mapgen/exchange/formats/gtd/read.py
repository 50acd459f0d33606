"""The Global Terrorism Database → events, from its table saved as CSV (UTF-8 or Windows-1252).

The columns are those of the GTD codebook: 0 for a month or day that is not known, -9 and -99 for
what is not known, doubts of its editors in `doubtterr`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from mapgen.exchange.common.cite_plain_text import citation, cite, located, paragraph
from mapgen.exchange.common.codebook import read_codebook
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
)
from mapgen.exchange.common.values import day, number, whole
from mapgen.notation.claims import MAX_FIGURE

if TYPE_CHECKING:
    pass

KEY = "gtd"
BOOK = read_codebook(__package__)
COLUMNS, KINDS = BOOK.columns, tuple(BOOK.kinds.values())
# specificity 1: the city or village; 2 and 3: the centroid of the smallest unit that was
# identified, the place being a city whose coordinates were not found (2) or no city (3); 4: the
# centre of a first-order unit; 5: not known. docs/import.md says where this was read.
PRECISION = {"1": "town", "2": "district", "3": "district", "4": "province", "5": "unknown"}
EXTENT_OF = {"2": "unknown", "3": "unknown", "4": "unknown"}  # the codebook gives no radius
_SOFT = "2 to 4 are drawn as soft marks where the coordinates are, the centre of the unit, whose "
_SOFT += "size the data do not say. 5 has no point."
SHOWN_AS = {"discs": _SOFT, "badges": _SOFT, "list": "2 to 5 have no point."}
NOT_KNOWN = {"", "unknown", ".", "-9", "-99", "-9.0", "-99.0"}
START = "National Consortium for the Study of Terrorism and Responses to Terrorism (START)"
EXCEL = "the number lost its digits in a spreadsheet"

_EXTRA = (
    "imonth", "iday", "approxdate", "resolution", "specificity", "vicinity", "location",
    "provstate", "doubtterr", "alternative_txt", "success", "suicide", "targtype1_txt",
    "weaptype1_txt", "guncertain1", "claimed", "nkill", "nkillter", "nwound", "dbsource",
)  # fmt: skip


class Gtd(CodedTable):
    """The Global Terrorism Database of START, University of Maryland."""

    name = "Global Terrorism Database"
    about = """\
- **Place**: `specificity` 1 is shown as a town; 2 and 3 as a district, 4 as a province.
  {places} The coordinates as given stay in `given_latitude` and `given_longitude`.
- **Date**: a month or day of 0 is not known, and the date is the year or the month. An event that
  went on for more than a day ends on its `resolution`, where that is a date.
- **Deaths and injured**: `nkill` and `nwound` as given, attackers included; -9, -99 and empty are
  not stated. A fraction is a count shared out among several events.
- **Actors**: the groups named, as alleged; "Unknown" is nobody.
- **Confidence**: B, and C where the editors doubt that it was terrorism (`doubtterr` 1). Before
  1998 that doubt was not noted for every event (-9).
"""
    key = KEY
    data_set: ClassVar = {
        "title": "Global Terrorism Database (GTD)",
        "author": [{"literal": START}],
        "publisher": "University of Maryland",
        "URL": "https://www.start.umd.edu/gtd/",
    }
    place_code = "specificity"
    precisions = PRECISION
    extents = EXTENT_OF
    otherwise = "unknown"
    shown_as = SHOWN_AS
    needed = ("eventid", "iyear", "imonth", "iday", "latitude", "longitude")
    known = COLUMNS
    kinds = KINDS
    keeps_others = False
    country_columns = ("country_txt", "country")
    extra = ("given_latitude", "given_longitude", "extent_m", *_EXTRA, "country_txt")

    def draft(self, row: Row) -> Draft:
        """Return the event of a row, as `Reader.draft` says."""
        get = row.get
        event = get("eventid").removesuffix(".0")
        if not event.isdecimal() or len(event) != 12:
            reason = EXCEL if "e+" in event.lower() else "not a number of 12 digits"
            raise UnusableRowError(reason, "eventid", event)
        kind = _kind(_known(get("attacktype1_txt")))
        cells = {"id": f"{KEY}-{event}", "date": self._date(row), "category": kind.id}
        cells["place"] = place_name(
            _known(get("city")), _known(get("provstate")), _known(get("country_txt"))
        )
        self.locate(row, cells)
        cells["actors"] = names(*(_known(get(each)) for each in ("gname", "gname2", "gname3")))
        cells["attribution"] = "alleged" if cells["actors"] else "unknown"
        targets = [_known(get(each)) for each in ("target1", "target2", "target3")]
        cells["targets"] = names(*(targets if any(targets) else [_known(get("targtype1_txt"))]))
        cells["title"] = title(f"{kind.label}, {cells['place']}")
        cells["deaths"] = self._figure("nkill", get("nkill"))
        cells["injured"] = self._figure("nwound", get("nwound"))
        doubtful = whole(get("doubtterr")) == 1
        cells["confidence"] = "C" if doubtful else "B"
        cells["summary"] = self._summary(row, event, kind, cells["place"], doubtful)
        others = (f"{KEY}-{each.strip()}" for each in get("related").split(","))
        cells["related"] = names(*(
            each for each in others if each != cells["id"] and each[len(KEY) + 1 :].isdecimal()
        ))  # fmt: skip
        for column in self.extra[3:]:
            cells[column] = get(column)
        return Draft(cells, kind)

    def _date(self, row: Row) -> str:
        get = row.get
        year, month, number_of_day = (whole(get(each)) for each in ("iyear", "imonth", "iday"))
        if not year or not 1 <= year <= 9999:
            raise UnusableRowError("no year", "iyear", get("iyear"))
        if not month or not 1 <= month <= 12:
            if month and month > 0:
                self.note("imonth", get("imonth"), "no such month: only the year is shown")
            return f"{year:04d}"
        if not number_of_day or number_of_day < 0:
            return f"{year:04d}-{month:02d}"
        try:
            start = date(year, month, number_of_day)
        except ValueError:
            self.note("iday", get("iday"), "no such day: only the month is shown")
            return f"{year:04d}-{month:02d}"
        end = _resolution(get("resolution")) if whole(get("extended")) == 1 else None
        return f"{start}/{end}" if end and end > start else start.isoformat()

    def _figure(self, column: str, text: str) -> str:
        if text in NOT_KNOWN:
            return ""
        figure = number(text)
        if figure is None or not 0 <= figure < MAX_FIGURE:
            self.note(column, text, "not a number: left out")
            return ""
        if figure == int(figure):
            return f"{int(figure)} [@{KEY}]"
        self.note(column, text, "a fraction: a count shared out among several events")
        return f"{int(figure)}–{int(figure) + 1}, given as {figure:.2f} [@{KEY}]"

    def _summary(self, row: Row, event: str, kind: Kind, place: str, doubtful: bool) -> str:
        get = row.get
        reports = [
            self.references.report(KEY, get(each), note="As the GTD gives it.")
            for each in ("scite1", "scite2", "scite3")
            if _known(get(each))
        ]
        cited = citation(located(KEY, event), *reports)
        said = [cite(get("summary"), cited)] if _known(get("summary")) else []
        if not said or not said[0]:
            said = [cite(self._composed(row, kind, place), cited)]
        if _known(get("approxdate")):
            said.append(cite(f"The date is given as: {get('approxdate')}", f"[@{KEY}]"))
        if _known(get("location")):
            said.append(cite(f"On the place: {get('location')}", f"[@{KEY}]"))
        if whole(get("claimed")) == 1 and _known(get("gname")):
            said.append(cite("A claim of responsibility is recorded", f"[@{KEY}]"))
        if doubtful:
            other = _known(get("alternative_txt"))
            hint = f"; it may be: {other}" if other else ""
            said.append(cite(f"The GTD doubts that this was terrorism{hint}", f"[@{KEY}]"))
        return paragraph(*said)

    def _composed(self, row: Row, kind: Kind, place: str) -> str:
        get = row.get
        within = ", ".join(filter(None, (_known(get("provstate")), _known(get("country_txt")))))
        where = f"{place} ({within})" if within else place
        parts = {"target": _known(get("target1")) or _known(get("targtype1_txt")),
                 "named as attackers": _known(get("gname")),
                 "weapon": _known(get("weaptype1_txt"))}  # fmt: skip
        more = "".join(f"; {word}: {text}" for word, text in parts.items() if text)
        return f"The GTD records an attack of the type {kind.label} at {where}{more}"


def _known(text: str) -> str:
    return "" if text.lower() in NOT_KNOWN else text


def _kind(label: str) -> Kind:
    wanted = slug(label) or "unknown"
    return next((kind for kind in KINDS if kind.id == wanted), Kind(f"attack-{wanted}", label))


def _resolution(text: str) -> date | None:
    """Return the day of a resolution: in ISO form, or month/day/year as the GTD writes it."""
    found = day(text)
    parts = text.partition(" ")[0].split("/")
    if found is None and len(parts) == 3 and all(part.isdecimal() for part in parts):
        month, number_of_day, year = (int(part) for part in parts)
        try:
            return date(year, month, number_of_day) if year > 99 else None
        except ValueError:
            return None
    return found
