"""GeoJSON with a date in the properties → events; what `mapgen export` wrote comes back as it was.

A point is the event's point. An area or a line has none: such an event is kept as a district's.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from mapgen.exchange.common.bibliographies import offer_all, offer_value
from mapgen.exchange.common.column_map import translated, unmapped
from mapgen.exchange.common.geojson_stream import Member, read_features
from mapgen.exchange.common.geometries import Spot, spot
from mapgen.exchange.common.open_text import unreadable
from mapgen.exchange.common.own_fields import Generic
from mapgen.exchange.common.reader import Note, Row, one_line
from mapgen.exchange.common.several_places import FIELD, at_points, read_places
from mapgen.exchange.common.values import text_of
from mapgen.files.crs import CrsError, to_degrees
from mapgen.files.geojson import crs_named
from mapgen.vocabulary import POINT_PRECISIONS, PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from mapgen.exchange.common.options import Options
    from mapgen.exchange.common.reader import Draft
    from mapgen.exchange.common.source_writer import References
    from mapgen.records.place_row import EventPlace

_SAID = ("title", "subtitle", "description", "editor", "licence")
_LOOKED_AT = 50  # features whose properties tell the columns


class GeoJson(Generic):
    """A FeatureCollection of events."""

    name = "GeoJSON"

    def __init__(self, references: References, options: Options) -> None:
        super().__init__(references, options)
        self._derived: frozenset[str] = frozenset()
        self._several: tuple[tuple[float, float], ...] = ()  # points of the feature at hand
        self._reading = False  # and not only looking at what the file has
        self._project: Callable[[float, float], tuple[float, float]] | None = None
        self.of_file += offer_all(options.sources, references)

    def prepare(self, files: Sequence[Path]) -> None:
        """Keep the properties of first features that are no field, as `Reader.prepare` says."""
        others: dict[str, str] = {}
        fields = set(self.mapping.made)
        for path in files:
            for found in self.found(path):
                if found.key == "columns" and isinstance(found.value, list):
                    given = [one_line(str(each)) for each in found.value]
                elif found.key:
                    self._head(found, path)
                    continue
                elif found.number > _LOOKED_AT:
                    break
                else:
                    given = list(self._properties(found.value))
                columns = self.mapping.columns_in(given)
                fields |= set(columns)
                others |= {**translated(columns), **unmapped(self.mapping.kept(columns), given)}
        self.extra = self.kept(others, fields, ours=bool(self._derived))

    def found(self, path: Path) -> Iterator[Member]:
        """Yield what stands at the head of a file, and its features.

        Parameters
        ----------
        path : Path
            A file of the import.

        Returns
        -------
        iterator of Member
            In the order of the file.
        """
        return read_features(path)

    def rows(self, path: Path) -> Iterator[Row]:
        """Yield the rows of a file, as `Reader.rows` says."""
        self._project = None
        self._reading = True
        self.ours = False  # until the head of the file says so
        for found in self.found(path):
            if found.key:
                self._head(found, path)
            elif not isinstance(found.value, dict) or found.value.get("type") != "Feature":
                yield Row(found.number, {"": json.dumps(found.value)[:80]}, unread="no Feature")
            elif not isinstance(found.value.get("properties") or {}, dict):
                shown = json.dumps(found.value["properties"])[:80]
                yield Row(found.number, {"": shown}, unread="its properties are no object")
            else:
                raw = self._properties(found.value)
                cells = {key: one_line(text) for key, text in raw.items()}
                yield Row(found.number, cells, found.value, raw=raw)

    def _head(self, found: Member, path: Path) -> None:
        if found.key == "sources":
            offer_value(found.value, path, self.references)
        elif found.key == "derived" and isinstance(found.value, list):
            self._derived = frozenset(map(str, found.value))
            self.ours = bool(self._derived)
        elif found.key == "unread" and self._reading:
            self.of_file.append(Note("", path.name, str(found.value)))
        elif found.key == "crs":
            self._project = _projection(found.value, path)
            if self._reading and found.value is not None and crs_named(found.value) is None:
                shown = json.dumps(found.value)[:80]
                reason = "it names no reference system: taken for degrees"
                self.of_file.append(Note("crs", shown, reason))
        elif found.key in _SAID and isinstance(found.value, str):
            self.settings.setdefault(found.key, found.value)

    def _properties(self, feature: object) -> dict[str, str]:
        """Return the properties as text, without what `mapgen export` derived."""
        properties = feature.get("properties") if isinstance(feature, dict) else None
        named = properties.items() if isinstance(properties, dict) else ()
        cells = {
            one_line(str(key)): text_of(value) for key, value in named if key not in self._derived
        }
        if "id" not in cells and isinstance(feature, dict) and feature.get("id") is not None:
            cells["id"] = str(feature["id"])
        return cells

    def spot(self, row: Row) -> Spot:
        """Return where a feature is, in degrees of WGS 84.

        Parameters
        ----------
        row : Row
            With its feature.

        Returns
        -------
        Spot
            Latitude before longitude.
        """
        found = spot((row.feature or {}).get("geometry"))
        if self._project is None or found.middle is None:
            return found
        moved = self._project(*found.middle)
        several = tuple(self._project(*each) for each in found.several)
        return found._replace(point=moved if found.point else None, middle=moved, several=several)

    def places(self, row: Row) -> tuple[EventPlace, ...]:
        """Return the places of an event at several, as `Generic.places` says."""
        properties = (row.feature or {}).get("properties")
        if FIELD in self._derived:
            return read_places(properties.get(FIELD)) if isinstance(properties, dict) else ()
        if not self._several:
            return ()
        columns = self.mapping.columns_in(row.cells)
        name = row.get(columns.get("place", "")) or row.get(columns.get("title", ""))
        return at_points(self._several, name)

    def point(self, row: Row) -> tuple[float, float] | None:
        """Return the point of a row, as `Reader.point` says."""
        found = self.spot(row).middle
        return found if found and abs(found[0]) <= 90 and abs(found[1]) <= 180 else None

    def countries(self, row: Row) -> tuple[str, ...]:
        """Return the names and codes of a row's country, as `Reader.countries` says."""
        columns = self.mapping.columns_in(row.cells)
        text = row.get(columns["country"]) if "country" in columns else ""
        if "country" in self._made:
            text = self.mapping.text("country", row.cells, self.options.unknown)
        return tuple(each.strip() for each in text.split(";")) if text else ()

    def draft(self, row: Row) -> Draft:
        """Return the event of a row, as `Reader.draft` says."""
        columns = self.mapping.columns_in(row.cells)
        found = self.spot(row)
        self._several = found.several
        draft = self.event(partial(self._get, row, columns, found), row, columns)
        if not draft.places:
            self.note_shape(row, row.get(columns.get("place_precision", "")), found)
        for name, column in unmapped(self.mapping.kept(columns), row.cells).items():
            if name in self.extra:
                draft.cells[name] = row.get(column) or draft.cells.get(name, "")
            else:
                self.note(column, row.get(column), "a property that the first features lack")
        return draft

    def note_shape(self, row: Row, precision: str, found: Spot) -> None:
        """Note why a feature has no point, unless it says itself that its place has none.

        Parameters
        ----------
        row : Row
            With its feature.
        precision : str
            What the feature says of its place; "" for nothing.
        found : Spot
            Where it is.
        """
        is_coarse = precision in PRECISIONS and precision not in POINT_PRECISIONS
        if not found.reason or (is_coarse and not found.kind):
            return
        geometry = (row.feature or {}).get("geometry")
        shown = found.kind
        if shown in ("", "Point") and geometry is not None:
            shown = json.dumps(geometry, ensure_ascii=False)[:80]
        kept = "" if found.point else ": kept without a point"
        self.note("geometry", shown, f"{found.reason}{kept}")

    def _get(self, row: Row, columns: dict[str, str], found: Spot, field: str) -> str:
        if field in ("latitude", "longitude"):
            at = 0 if field == "latitude" else 1
            return repr(found.point[at]) if found.point else ""
        if field in columns and field.startswith("summary"):
            return row.lines(columns[field])
        text = row.get(columns[field]) if field in columns else ""
        if field == "place_precision" and not text and not (found.point or found.several):
            return "unknown" if self.options.point_precision in POINT_PRECISIONS else ""
        return text


def _projection(member: object, path: Path) -> Callable[[float, float], tuple[float, float]] | None:
    """Return what turns (latitude, longitude) as written into degrees; None where they are some."""
    name = crs_named(member)
    if name is None:
        return None
    try:
        transform = to_degrees(name)
    except CrsError as error:
        raise unreadable(path, f"{error}: {name}", "Save it in WGS 84 (EPSG:4326).") from error
    if transform is None:
        return None

    def project(y: float, x: float) -> tuple[float, float]:
        ((longitude, latitude),) = transform(np.array([[x, y]], dtype=np.float64)).tolist()
        return latitude, longitude

    return project
