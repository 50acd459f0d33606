"""KML → events: placemarks with a time; what `mapgen export` wrote comes back as it was.

The file is read element by element, and of a foreign one are taken the name, the description, the
time, the point and the data of each placemark.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from contextlib import suppress
from typing import TYPE_CHECKING

from mapgen.exchange.common.geojson_stream import Member
from mapgen.exchange.common.markup import words_of
from mapgen.exchange.common.open_text import open_text, unreadable
from mapgen.exchange.common.reader import one_line
from mapgen.exchange.common.values import number
from mapgen.exchange.formats.geojson.read import GeoJson

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEADS = ("sources", "columns", "derived")  # what our own files say at their head, as JSON
MAX_TEXT = 1 << 26  # characters in one element
_CHUNK = 1 << 18
_AREAS = ("LineString", "Polygon", "Model", "Track")


class Kml(GeoJson):
    """A document of placemarks."""

    name = "KML"

    def found(self, path: Path) -> Iterator[Member]:
        """Yield what the file says of itself, then its placemarks, as `GeoJson.found` says."""
        return read_placemarks(path)


def read_placemarks(path: Path) -> Iterator[Member]:
    """Yield what a document says about itself, and its placemarks as features.

    Parameters
    ----------
    path : Path
        A file of the import.

    Yields
    ------
    Member
        In the order of the file.

    Raises
    ------
    InputError
        The file is no XML, or has a document type, which KML has not.
    """
    target = _Document()
    parser = ET.XMLParser(target=target)  # noqa: S314  # declares no entity: no document type
    with open_text(path) as (text, _):
        try:
            while chunk := text.read(_CHUNK):
                parser.feed(chunk)
                yield from target.taken()
            parser.close()
            yield from target.taken()
        except (ET.ParseError, _NoKmlError) as error:
            raise unreadable(path, f"not KML: {error}", "Save it anew.") from error


class _NoKmlError(ValueError):
    """The file is XML and cannot be KML."""


class _Document:
    """Takes the events of an XML parser; keeps one placemark at a time."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._text: list[str] = []
        self._length = 0
        self._name = ""
        self._placemark: _Placemark | None = None
        self._found: list[Member] = []
        self._number = 0
        self._ours = False

    def taken(self) -> list[Member]:
        """Return what was found since the last time."""
        found, self._found = self._found, []
        return found

    def doctype(self, *_: object) -> None:
        raise _NoKmlError("a document type is declared")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition("}")[2]
        self._open.append(tag)
        self._text, self._length = [], 0
        if tag == "Placemark":
            self._placemark = _Placemark(attributes.get("id", ""))
        elif tag in ("Data", "SimpleData"):
            self._name = attributes.get("name", "")
        elif self._placemark and tag in _AREAS:
            self._placemark.geometries.append({"type": "Polygon", "coordinates": []})

    def data(self, text: str) -> None:
        self._length += len(text)
        if self._length > MAX_TEXT:
            raise _NoKmlError(f"an element of more than {MAX_TEXT:,} characters")
        self._text.append(text)

    def end(self, tag: str) -> None:
        tag = self._open.pop()
        text, self._text, self._length = "".join(self._text), [], 0
        parent = self._open[-1] if self._open else ""
        if tag == "Placemark" and self._placemark:
            self._close(self._placemark)
            self._placemark = None
        elif self._placemark:
            self._placemark.take(parent, tag, self._name, text)
        elif parent == "Document" and tag in ("name", "description"):
            key = "title" if tag == "name" else tag
            self._found.append(Member(key, one_line(words_of(text))))
        elif tag == "value" and parent == "Data" and self._name in HEADS:
            self._ours = True
            with suppress(ValueError):
                self._found.append(Member(self._name, json.loads(text)))

    def close(self) -> None:
        """Take the end of the file."""

    def _close(self, placemark: _Placemark) -> None:
        if self._ours and not placemark.id.startswith("event-"):
            return  # a district
        self._number += 1
        self._found.append(Member("", placemark.feature(), self._number))


class _Placemark:
    """What one placemark says."""

    def __init__(self, name: str) -> None:
        self.id = name
        self.geometries: list[dict[str, object]] = []
        self._values: dict[str, str] = {}
        self._times: dict[str, str] = {}
        self._data: dict[str, str] = {}

    def take(self, parent: str, tag: str, name: str, text: str) -> None:
        """Take an element that ends."""
        if parent == "Placemark" and tag == "name":
            self._values["title"] = text
        elif parent == "Placemark" and tag == "description":
            self._values["summary"] = text
        elif (parent, tag) in (("TimeStamp", "when"), ("TimeSpan", "begin")):
            self._times["date"] = text.strip()
        elif (parent, tag) == ("TimeSpan", "end"):
            self._times["end_date"] = text.strip()
        elif (parent, tag) in (("Data", "value"), ("SchemaData", "SimpleData")):
            self._data[name] = text
        elif (parent, tag) == ("Point", "coordinates"):
            pair = [part.strip() for part in text.split(",")[:2]]
            numbers = [number(part) for part in pair]
            known = None not in numbers
            self.geometries.append({"type": "Point", "coordinates": numbers if known else pair})

    def feature(self) -> dict[str, object]:
        """Return the placemark as a feature; its own data come before what is shown of them."""
        times = {} if "date" in self._data else self._times
        if "date" not in times and "end_date" in times:  # no beginning is known
            times = {"date": times["end_date"]}
        values = {**self._values, **times, **self._data}
        geometry: dict[str, object] | None = self.geometries[0] if self.geometries else None
        if len(self.geometries) > 1:
            geometry = {"type": "GeometryCollection", "geometries": self.geometries}
        found: dict[str, object] = {
            "type": "Feature",
            "geometry": geometry,
            "properties": values,
        }
        return {**found, "id": self.id} if self.id else found
