"""KML: well-formed, escaped, every event in it, with its time span."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pyogrio
import pytest
from reading_back import whole

from mapgen.atlas.atlas import Atlas
from mapgen.exchange.formats.kml.write import NAMESPACE, to_kml
from mapgen.notation.civil import iso

KML = f"{{{NAMESPACE}}}"


@pytest.fixture
def document(atlas: Atlas) -> ET.Element:
    return ET.fromstring(whole(to_kml(atlas)))


def placemarks(document: ET.Element, folder: str) -> list[ET.Element]:
    for each in document.iter(f"{KML}Folder"):
        if each.findtext(f"{KML}name") == folder:
            return each.findall(f"{KML}Placemark")
    raise AssertionError(folder)


def data(placemark: ET.Element) -> dict[str, str | None]:
    return {
        each.attrib["name"]: each.findtext(f"{KML}value") for each in placemark.iter(f"{KML}Data")
    }


def test_every_event_is_a_placemark_with_its_time_span(atlas: Atlas, document: ET.Element) -> None:
    found = placemarks(document, "Events")
    events = atlas.events.to_dict("records")
    for placemark, event in zip(found, events, strict=True):
        assert placemark.attrib["id"] == f"event-{event['id']}"
        assert placemark.findtext(f"{KML}name") == event["title"]
        assert placemark.findtext(f"{KML}TimeSpan/{KML}begin") == iso(event["first"])
        assert placemark.findtext(f"{KML}TimeSpan/{KML}end") == iso(event["last"])
        assert data(placemark)["date"] == event["date"]
        assert data(placemark)["summary"] == event["summary"].text
        inside = f"{KML}MultiGeometry/" if event["event_places"] else ""
        point = placemark.findtext(f"{inside}{KML}Point/{KML}coordinates")
        assert (point is None) == (event["geometry"] is None)
        if point:
            assert point == f"{event['longitude']!r},{event['latitude']!r}"


def test_every_style_that_is_used_is_there(document: ET.Element) -> None:
    styles = {each.attrib["id"] for each in document.iter(f"{KML}Style")}
    used = {each.text for each in document.iter(f"{KML}styleUrl")}
    assert used <= {f"#{style}" for style in styles}


def test_colours_are_written_the_way_of_kml(hard: Atlas) -> None:
    text = whole(to_kml(hard)).decode()
    assert hard.settings.categories["clash"].colour == "#3084f0"
    assert "<color>fff08430</color>" in text


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str | None] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name == "href"]
        assert all(name == "href" for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_no_text_of_a_record_is_markup_in_a_balloon(document: ET.Element) -> None:
    for placemark in placemarks(document, "Events"):
        reader = Tags()
        reader.feed(placemark.findtext(f"{KML}description") or "")
        assert reader.tags <= {"p", "ol", "li", "a"}
        assert all(link and link.startswith(("https://", "http://")) for link in reader.links)


def test_a_balloon_has_figures_and_numbered_sources(hard: Atlas) -> None:
    found = placemarks(ET.fromstring(whole(to_kml(hard))), "Events")
    (event,) = [each for each in found if each.attrib["id"] == "event-1985-karachi-north"]
    reader = Tags()
    reader.feed(event.findtext(f"{KML}description") or "")
    assert "Deaths: at least 39, officials [1]" in reader.text
    assert "Police fired. [3, p. 31]" in reader.text
    assert "https://example.org/dawn1985" in reader.links


def test_what_xml_cannot_hold_does_no_harm(hard: Atlas) -> None:
    settings = replace(hard.settings, title="A\ufffe title\x0b ]]> & <b>")
    document = ET.fromstring(whole(to_kml(replace(hard, settings=settings))))
    assert document.findtext(f"{KML}Document/{KML}name") == "A\ufffd title\ufffd ]]> & <b>"


def test_districts_are_polygons_with_the_days_on_which_they_hold(hard: Atlas) -> None:
    found = placemarks(ET.fromstring(whole(to_kml(hard))), "Districts")
    spans = {
        (each.findtext(f"{KML}name"), each.findtext(f"{KML}TimeSpan/{KML}begin")) for each in found
    }
    assert ("Old", "1972-01-01") in spans
    assert ("West or East", "1981-01-01") in spans
    for each in found:
        ring = each.findtext(f".//{KML}outerBoundaryIs/{KML}LinearRing/{KML}coordinates") or ""
        corners = ring.split()
        assert corners[0] == corners[-1]
        assert len(corners) >= 4


def test_other_programs_read_it(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "atlas.kml"
    path.write_bytes(whole(to_kml(atlas)))
    events = pyogrio.read_dataframe(path, layer="Events")
    titles = events[next(name for name in events.columns if name.casefold() == "name")]
    with_point = atlas.events[atlas.events["latitude"].notna()]
    assert set(with_point["title"]) <= set(titles)


def test_the_same_atlas_gives_the_same_bytes(atlas: Atlas) -> None:
    assert whole(to_kml(atlas)) == whole(to_kml(atlas))
    assert next(ET.iterparse(io.BytesIO(whole(to_kml(atlas)))))
