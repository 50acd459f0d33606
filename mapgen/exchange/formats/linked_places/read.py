"""Linked Places (LPF 1.0 to 1.3) → events: a place at a time, and what its descriptions say.

Linked Places describes places. A feature becomes an event where it has a `when`, its own or its
geometry's or its first name's. What `mapgen export` wrote comes back as it was.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from mapgen.exchange.common.cite_plain_text import citation, cite, paragraph
from mapgen.exchange.common.markup import words_of
from mapgen.exchange.common.reader import UnusableRowError, one_line
from mapgen.exchange.common.several_places import at_points
from mapgen.exchange.formats.geojson.read import GeoJson
from mapgen.exchange.formats.linked_places.read_when import WhenError, edtf_of, endless
from mapgen.records.fields import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mapgen.exchange.common.geometries import Spot
    from mapgen.exchange.common.reader import Draft, Row
    from mapgen.records.place_row import EventPlace

_THEIRS = ("ccode", "ccodes", "fclasses")  # properties that the format itself asks for
# A geometry's certainty → the precision that a point of it has at best.
_CERTAINTY = {"less-certain": "town", "uncertain": "district"}


class LinkedPlaces(GeoJson):
    """A FeatureCollection of Linked Places."""

    name = "Linked Places"
    about = """\
- **Date**: the timespan of the feature, else of its geometry or first name. `earliest` and `latest`
  make it one day between; a `certainty` below certain marks the date.
- **Place**: its point; several, where it has several of no time of their own. Where the `certainty`
  is "less-certain" it is shown as a town, where it is "uncertain" as a district.
- **Summary**: the descriptions, each with the page that it is from.
"""

    def prepare(self, files: Sequence[Path]) -> None:
        """Keep the properties that are no field of the format, as `Reader.prepare` says."""
        super().prepare(files)
        others = (column for column in self.extra if column not in _THEIRS)
        # A certainty may make an area of any point.
        self.extra = self.kept(others, ["place_precision"], ours=bool(self._derived))

    def draft(self, row: Row) -> Draft:
        """Return the event of a row, as `Reader.draft` says."""
        feature = dict(row.feature or {})
        self.ours = _is_ours(row)
        if self.ours:
            return super().draft(row)
        found = self.spot(row)
        self._several = found.several
        given = self._given(feature, row, found)
        draft = self.event(partial(self._field, row, given), row)
        self.note_shape(row, "", found)
        for column in self.extra:
            draft.cells[column] = row.get(column) or draft.cells.get(column, "")
        return draft

    def spot(self, row: Row) -> Spot:
        """Return where a feature is at the time of the event, as `GeoJson.spot` says."""
        feature = row.feature or {}
        dated = () if feature.get("when") else _dated(feature.get("geometry"))
        if len(dated) < 2:
            return super().spot(row)
        found = super().spot(replace(row, feature={**feature, "geometry": dated[0]}))
        return found._replace(reason=f"the first of {len(dated)} times, with its own place")

    def places(self, row: Row) -> tuple[EventPlace, ...]:
        """Return the places of an event at several, as `Generic.places` says."""
        if _is_ours(row) or not self._several:
            return super().places(row)
        return at_points(self._several, self._toponym(row))

    def _toponym(self, row: Row) -> str:
        names = [each for each in _list((row.feature or {}).get("names")) if each.get("toponym")]
        return one_line(str(names[0]["toponym"])) if names else row.get("title")

    def identity(self, row: Row) -> str:
        """Return what the id of a row is short for, as `Generic.identity` says."""
        return "" if _is_ours(row) else _address(row)

    def countries(self, row: Row) -> tuple[str, ...]:
        """Return the names and codes of a row's country, as `Reader.countries` says."""
        codes = row.get("ccodes") or row.get("ccode")
        return tuple(code.strip() for code in codes.split(";") if code.strip())

    def _field(self, row: Row, given: dict[str, str], field: str) -> str:
        if field in given:
            return one_line(given[field])
        return row.get(field) if field in COLUMNS and field not in ("latitude", "longitude") else ""

    def _given(self, feature: dict[str, object], row: Row, found: Spot) -> dict[str, str]:
        names = [each for each in _list(feature.get("names")) if each.get("toponym")]
        types = _list(feature.get("types"))
        place = self._toponym(row)
        given = {
            "id": _local_id(_address(row)),
            "date": row.get("date") or self._when(feature, names),
            "title": row.get("title") or place,
            "place": place,
            "category": row.get("category") or _label(types),
            "country": "; ".join(self.countries(row)),
        }
        if found.point:
            given["latitude"] = repr(found.point[0])
            given["longitude"] = repr(found.point[1])
        elif not found.several:
            given["place_precision"] = "unknown"
        if found.certainty in _CERTAINTY and (found.point or found.several):
            given["place_precision"] = _CERTAINTY[found.certainty]
        summary = self._descriptions(feature)
        if summary and not row.get("summary"):
            given["summary"] = summary
        return given

    def _when(self, feature: dict[str, object], names: list[dict[str, object]]) -> str:
        geometry = feature.get("geometry")
        inner = _list(geometry.get("geometries")) if isinstance(geometry, dict) else []
        options = [feature, geometry if isinstance(geometry, dict) else {}, *inner, *names]
        whens = [each["when"] for each in options if each.get("when")]
        if not whens:
            raise UnusableRowError("no when: a place without a time is no event", "when")
        try:
            date, several = edtf_of(whens[0])
        except WhenError as error:
            raise UnusableRowError(str(error), "when", error.value or str(whens[0])[:80]) from error
        no_end = endless(whens[0])
        if no_end:
            self.note("when", no_end, "no end: only the beginning is shown")
        if several:
            self.note("when", date, "several timespans: shown from the first to the last")
        return date

    def _descriptions(self, feature: dict[str, object]) -> str:
        said = []
        for each in _list(feature.get("descriptions")):
            text = str(each.get("value") or "").strip()
            if not text:
                continue
            reports = [
                self.references.report(self.key, one_line(label), url=url)
                for label, url in _where_from(each)
            ]
            self.references.cited(self.key)
            said.append(cite(words_of(text), citation(*reports, self.key)))
        return paragraph(*said)


def _dated(geometry: object) -> list[dict[str, object]]:
    """Return the geometries of a collection, if it has no time and each of them has one."""
    if not isinstance(geometry, dict) or geometry.get("when"):
        return []
    inner = _list(geometry.get("geometries"))
    return inner if all(each.get("when") for each in inner) else []


def _where_from(description: dict[str, object]) -> list[tuple[str, str]]:
    """Return label and address of the pages that a description is from."""
    pages = [description, *_list(description.get("citations") or description.get("citation"))]
    found = []
    for page in pages:
        address, label = str(page.get("@id") or ""), str(page.get("label") or "")
        if address or label:
            found.append((label or address, address))
    return found


def _label(types: list[dict[str, object]]) -> str:
    """Return the name of a feature's first type, the source's own before the vocabulary's."""
    for each in types:
        own = _list(each.get("sourceLabels"))
        label = str(own[0].get("label") or "") if own else str(each.get("sourceLabel") or "")
        if label or each.get("label"):
            return label or str(each["label"])
    return ""


def _is_ours(row: Row) -> bool:
    """Return whether `mapgen export` wrote a feature."""
    return {"id", "date", "summary", "place_precision"} <= row.cells.keys()


def _address(row: Row) -> str:
    feature = row.feature or {}
    return str(feature.get("@id") or feature.get("id") or row.get("id"))


def _local_id(address: str) -> str:
    """Return the last part of an address: p_12345 of http://mygaz.org/places/p_12345."""
    text = address.rstrip("/#")
    for mark in ("#event=", "#", "/", ":"):
        head, found, tail = text.rpartition(mark)
        if found and tail and head:
            return tail
    return text.removeprefix("#event=")


def _list(value: object) -> list[dict[str, object]]:
    found = value if isinstance(value, list) else [value]
    return [each for each in found if isinstance(each, dict)]
