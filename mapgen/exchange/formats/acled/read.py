"""ACLED (exports with the columns before and since 2023) → events.

The columns are those of the ACLED codebook. Actor 1 and actor 2 stand in no order of blame there,
so none is read into them here. A side whose interaction code is that of civilians is a target: in
ACLED civilians are by definition unarmed and do not act.
"""

from __future__ import annotations

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
    parted,
    place_name,
    slug,
    title,
)
from mapgen.exchange.common.values import around, count, day

if TYPE_CHECKING:
    pass

KEY = "acled"
BOOK = read_codebook(__package__)
COLUMNS, ALIASES, KINDS = BOOK.columns, BOOK.aliases, tuple(BOOK.kinds.values())
# geo_precision 1: a town, or a named part of a large city; 2: near a town, or a part of a region,
# the coordinates those of a town that stands for it; 3: a larger region, the coordinates those of
# a natural feature or of its capital. docs/import.md says where this was read.
PRECISION = {"1": "town", "2": "district", "3": "province"}
EXTENT_OF = {"2": "unknown", "3": "unknown"}  # the codebook gives no radius
_SOFT = "2 and 3 are drawn as soft marks where the coordinates are: those of a town, a natural "
_SOFT += "feature or a capital that stands for the area, whose size the data do not say."
SHOWN_AS = {"discs": _SOFT, "badges": _SOFT, "list": "2 and 3 have no point."}
NO_ID = "no event_id_cnty: an event that cannot be named cannot be kept apart"

_SIDES = (("inter1", "actor1", "assoc_actor_1"), ("inter2", "actor2", "assoc_actor_2"))
_CIVILIANS = ("7", "civilians")  # the code before and since 2023
_CIVILIAN_NAME = "civilians"
_HALF_WEEK = 3
_CENTROID = "(centroid)"


class Acled(CodedTable):
    """The Armed Conflict Location & Event Data."""

    name = "ACLED"
    about = """\
- **Place**: `geo_precision` 1 is shown as a town; 2 as a district and 3 as a province.
  {places} The coordinates as given stay in `given_latitude` and `given_longitude`. In
  international waters the `country` is an ocean; a location that is the "(centroid)" of a sea has
  no point.
- **Date**: `time_precision` 1 is the day; 2 is one day of the week around the day given, which is
  its middle; 3 the month.
- **Deaths**: `fatalities` as given, the lowest number reported. ACLED writes 0 where none is
  reported or where it is not clear, 3 or 10 for "several", 12 for "dozens" and 100 for "hundreds",
  and divides a figure for several days or places among them.
- **Actors**: both sides and those named with them, as alleged; their order carries no blame. A side
  that `inter1` or `inter2` codes as civilians is shown as the target.
- **Summary**: the `notes`, sentence by sentence.
"""
    key = KEY
    data_set: ClassVar = {
        "title": "Armed Conflict Location & Event Data (ACLED)",
        "author": [{"literal": "ACLED"}],
        "publisher": "Armed Conflict Location & Event Data Project",
        "URL": "https://acleddata.com/",
    }
    place_code = "geo_precision"
    precisions = PRECISION
    extents = EXTENT_OF
    otherwise = "town"
    shown_as = SHOWN_AS
    needed = ("event_date", "event_type", "latitude", "longitude", "fatalities")
    known = COLUMNS
    aliases = ALIASES
    kinds = KINDS
    country_columns = ("country", "iso", "iso3")
    extra = (
        "given_latitude", "given_longitude", "extent_m", "event_date", "time_precision",
        "geo_precision", "disorder_type", "sub_event_type", "interaction", "civilian_targeting",
        "admin1", "admin2", "admin3", "country", "source", "source_scale", "tags",
    )  # fmt: skip

    def draft(self, row: Row) -> Draft:
        """Return the event of a row, as `Reader.draft` says."""
        get = row.get
        number = get("event_id_cnty")
        if not slug(number):
            raise UnusableRowError(NO_ID, "event_id_cnty", number)
        kind = self._kind(get("event_type"))
        cells = {"id": f"{KEY}-{slug(number)}", "date": self._date(row), "category": kind.id}
        location = get("location")
        centroid = location.lower().endswith(_CENTROID)  # of a sea, or a part of one
        if centroid:
            location = location[: -len(_CENTROID)].rstrip()
        cells["place"] = place_name(
            location, get("admin3"), get("admin2"), get("admin1"), get("country")
        )
        self.locate(row, cells, nowhere=centroid)
        cells["actors"] = _sides(row, civilian=False)
        cells["targets"] = _sides(row, civilian=True)
        cells["attribution"] = "alleged" if cells["actors"] else "unknown"
        cells["title"] = title(f"{get('sub_event_type') or kind.label}, {cells['place']}")
        cells["deaths"] = self._deaths(get("fatalities"))
        cells["summary"] = self._summary(row, number, kind, cells["place"])
        cells["confidence"] = "B"
        for column in self.extra[3:]:
            cells[column] = get(column)
        return Draft(cells, kind)

    def _kind(self, label: str) -> Kind:
        if not slug(label):
            self.note("event_type", label, "no event type")
            return Kind("not-stated", "Type not stated")
        known = slug(label)
        return next((kind for kind in KINDS if kind.id == known), Kind(_category(known), label))

    def _date(self, row: Row) -> str:
        text, precision = row.get("event_date"), row.get("time_precision")
        found = day(text)
        if found is None:
            hint = ": the month cannot be told from the day" if "/" in text else ""
            raise UnusableRowError(f"not a day{hint}" if text else "no day", "event_date", text)
        if precision == "2":
            return around(found, _HALF_WEEK)
        if precision == "3":
            return found.isoformat()[:7]
        if precision not in ("1", ""):
            self.note("time_precision", precision, "not 1 to 3: the day is shown as given")
        return found.isoformat()

    def _deaths(self, text: str) -> str:
        figure = count(text)
        if figure is None:
            if text:
                self.note("fatalities", text, "not a number of deaths: left out")
            return ""
        return f"{figure}, {'reported' if figure else 'none reported'} [@{KEY}]"

    def _summary(self, row: Row, number: str, kind: Kind, place: str) -> str:
        get = row.get
        reports = [
            self.references.report(KEY, each, note="The source that ACLED names; no single report.")
            for each in parted(get("source"))
            if each
        ]
        cited = citation(located(KEY, number), *reports)
        said = cite(get("notes"), cited)
        if said:
            return paragraph(said)
        what = " – ".join(dict.fromkeys(filter(None, (kind.label, get("sub_event_type")))))
        within = ", ".join(filter(None, (get("admin2"), get("admin1"), get("country"))))
        where = f"{place} ({within})" if within else place
        return paragraph(cite(f"ACLED records an event of the type {what} at {where}", cited))


def _sides(row: Row, *, civilian: bool) -> str:
    """Return who stands on the sides that are civilians, or on those that are not."""
    found: list[str] = []
    for code, *columns in _SIDES:
        if _is_civilian(row.get(code), row.get(columns[0])) == civilian:
            found += (name for each in columns for name in parted(row.get(each)))
    return names(*found)


def _is_civilian(code: str, actor: str) -> bool:
    """Return whether a side is civilians: by its code, by its name where it has no code."""
    if code:
        return code.removesuffix(".0").lower() in _CIVILIANS
    return actor.lower().startswith(_CIVILIAN_NAME)


def _category(text: str) -> str:
    return text if text[0].isalpha() else f"type-{text}"
