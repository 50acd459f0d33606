"""Atlas → KML 2.2 for Google Earth and others: placemarks with time spans, and the districts.

Events without a point are placemarks without geometry: they stand in the list and on no spot. All
text is set as text; the balloon is HTML that is made here, of escaped words.
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from html import escape
from typing import TYPE_CHECKING

from mapgen.exchange.common.event_cells import (
    DERIVED_FIELDS,
    blocks,
    cells,
    cited_sources,
    derived,
    points,
    rows,
)
from mapgen.exchange.common.layers import district_epochs
from mapgen.exchange.common.several_places import FIELD, place_text
from mapgen.exchange.common.statements import statements
from mapgen.exchange.formats.geojson.write import given
from mapgen.exchange.formats.kml.read import HEADS
from mapgen.notation.civil import iso
from mapgen.notation.date_words import printed
from mapgen.records.fields import FIGURES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

    from mapgen.atlas.atlas import Atlas
    from mapgen.exchange.common.event_cells import Event
    from mapgen.notation.citations import Citation
    from mapgen.records.settings import Category

NAMESPACE = "http://www.opengis.net/kml/2.2"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WORDS = {"deaths": "Deaths", "injured": "Injured"}


def to_kml(atlas: Atlas) -> Iterator[bytes]:
    """Yield the KML document: a style for each category, events in time order, then districts.

    Parameters
    ----------
    atlas : Atlas
        A whole atlas.

    Yields
    ------
    bytes
        UTF-8.
    """
    yield f"<?xml version='1.0' encoding='UTF-8'?>\n<kml xmlns=\"{NAMESPACE}\">\n".encode()
    document = ET.Element("Document")
    _add(document, "name", atlas.settings.title)
    _add(document, "open", "1")
    # Without one, Google Earth would show the data that stand behind.
    about = atlas.settings.description or atlas.settings.title
    _add(document, "description", escape(about))
    for category in atlas.settings.categories.values():
        _style(document, category)
    _head(document, atlas)
    yield b" <Document>\n" + _lines(document, 2)
    yield from _folder("Events", map(_events, blocks(atlas)))
    document = ET.Element("Document")
    _district_style(document)
    yield _lines(document, 2)
    yield from _folder("Districts", [_districts(atlas)])
    yield b" </Document>\n</kml>\n"


def _head(document: ET.Element, atlas: Atlas) -> None:
    """Add what an import needs: the cited sources, and which data are columns of events.csv."""
    columns = list(cells(atlas.events.iloc[:0]))
    sources = [dict(source.csl) for source in cited_sources(atlas)]
    said: dict[str, object] = dict(
        zip(HEADS, (sources, columns, list(DERIVED_FIELDS)), strict=True)
    )
    _extended(document, {name: json.dumps(each, ensure_ascii=False) for name, each in said.items()})


def _folder(name: str, blocks_of_placemarks: Iterable[ET.Element]) -> Iterator[bytes]:
    """Yield a folder of placemarks, which come as the children of one element a block."""
    yield f"  <Folder>\n   <name>{name}</name>\n".encode()
    for placemarks in blocks_of_placemarks:
        yield _lines(placemarks, 3)
    yield b"  </Folder>\n"


def _lines(parent: ET.Element, depth: int) -> bytes:
    """Return the children of an element as XML, each on lines of its own, `depth` blanks deep."""
    ET.indent(parent, " ", level=depth - 1)
    texts = (ET.tostring(child, encoding="unicode").rstrip() for child in parent)
    return "".join(f"{' ' * depth}{text}\n" for text in texts).encode("utf-8")


def _events(atlas: Atlas) -> ET.Element:
    events = atlas.events
    folder = ET.Element("Folder")
    written = zip(rows(cells(events)), rows(derived(events)), points(events), strict=True)
    for event, (cell, more, positions) in zip(events.to_dict("records"), written, strict=True):
        placemark = _add(folder, "Placemark", id=f"event-{event['id']}")
        _add(placemark, "name", event["title"])
        _add(placemark, "Snippet", printed(event["span"]), maxLines="1")
        _add(placemark, "description", _balloon(event, atlas))
        _time(placemark, more["date_from"], more["date_to"])
        _add(placemark, "styleUrl", f"#category-{event['category']}")
        more[FIELD] = place_text(more[FIELD])
        _extended(placemark, given({**cell, **more}))
        spots = _add(placemark, "MultiGeometry") if len(positions) > 1 else placemark
        for longitude, latitude in positions:
            _add(_add(spots, "Point"), "coordinates", f"{longitude!r},{latitude!r}")
    return folder


def _district_style(document: ET.Element) -> None:
    style = _add(document, "Style", id="district")
    line = _add(style, "LineStyle")
    _add(line, "color", "ff606060")
    _add(line, "width", "1.5")
    _add(_add(style, "PolyStyle"), "fill", "0")


def _districts(atlas: Atlas) -> ET.Element:
    folder = ET.Element("Folder")
    for epoch in district_epochs(atlas):
        for region in epoch.regions.records():
            placemark = _add(folder, "Placemark")
            _add(placemark, "name", region["label"])
            _time(placemark, iso(epoch.first), iso(epoch.last))
            _add(placemark, "styleUrl", "#district")
            facts = {name: region[name] for name in ("candidates", "city", "confidence")}
            _extended(placemark, given({**facts, "candidates": list(region["candidates"])}))
            _shape(placemark, region["geometry"])
    return folder


def _style(document: ET.Element, category: Category) -> None:
    style = _add(document, "Style", id=f"category-{category.id}")
    icon = _add(style, "IconStyle")
    red, green, blue = category.colour[1:3], category.colour[3:5], category.colour[5:7]
    _add(icon, "color", f"ff{blue}{green}{red}".lower())  # KML writes them the other way round


def _time(placemark: ET.Element, first: str, last: str) -> None:
    span = _add(placemark, "TimeSpan")
    _add(span, "begin", first)
    _add(span, "end", last)


def _extended(placemark: ET.Element, facts: dict[str, object]) -> None:
    extended = _add(placemark, "ExtendedData")
    for name, value in facts.items():
        text = "; ".join(value) if isinstance(value, list) else str(value)
        _add(_add(extended, "Data", name=name), "value", text)


def _shape(placemark: ET.Element, geometry: BaseGeometry) -> None:
    several = _add(placemark, "MultiGeometry")
    for part in getattr(geometry, "geoms", [geometry]):
        polygon = _add(several, "Polygon")
        for kind, rings in (("outer", [part.exterior]), ("inner", part.interiors)):
            for ring in rings:
                boundary = _add(polygon, f"{kind}BoundaryIs")
                text = " ".join(f"{x:.6f},{y:.6f}" for x, y in ring.coords)
                _add(_add(boundary, "LinearRing"), "coordinates", text)


def _balloon(event: Event, atlas: Atlas) -> str:
    """Return the text of a placemark as HTML: date, place, figures, sentences, their sources."""
    numbers: dict[str, int] = {}

    def cited(citations: Iterable[Citation]) -> str:
        texts = [
            str(numbers.setdefault(key, len(numbers) + 1)) + (f", {locator}" if locator else "")
            for key, locator in citations
        ]
        return f" [{escape('; '.join(texts))}]" if texts else ""

    lines = [f"<p>{escape(printed(event['span']))}, {escape(event['place'])}</p>"]
    for column in FIGURES:
        for claim in event[column].claims:
            scope = "" if claim.counted or claim.low is None else " (another scope)"
            said = f"{_WORDS[column]}: {claim.text}{scope}"
            lines.append(f"<p>{escape(said)}{cited(claim.citations)}</p>")
    for text, citations in statements(event["summary"]):
        lines.append(f"<p>{escape(text)}{cited(citations)}</p>")
    items = []
    for key in numbers:
        source = atlas.bibliography[key]
        link = f' <a href="{escape(source.url)}">{escape(source.url)}</a>' if source.url else ""
        items.append(f"<li>{escape(source.long)}{link}</li>")
    return "".join([*lines, f"<ol>{''.join(items)}</ol>"])


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(
        parent, tag, {name: _clean(value) for name, value in attributes.items()}
    )
    if text:
        element.text = _clean(text)
    return element


def _clean(text: str) -> str:
    """Return a text without the few letters that XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)
