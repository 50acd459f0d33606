"""A reader takes away what is seen: as CSV and GeoJSON, and its sources for a bibliography."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import atlases
import cdn
import folium
import geopandas as gpd
import pytest
from examples import more
from playwright.sync_api import Locator, Page, expect
from reader import shown, tab, visit

from mapgen import EventLayer

SIZES = {
    "desk": {"viewport": {"width": 1366, "height": 768}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
ROOT = Path(__file__).resolve().parents[2]


# A phone repeats the desk's steps.
@pytest.fixture(params=["desk", more("phone")])
def sized(request: pytest.FixtureRequest, new_page: Callable[..., Page]) -> Page:
    return new_page(**SIZES[request.param])


def opened(page: Page) -> Locator:
    tab(page, "Events")
    page.get_by_role("button", name="Share, cite, save").click()
    dialog = page.get_by_role("dialog", name="Share, cite, save")
    expect(dialog).to_be_visible()
    return dialog


def saved(page: Page, name: str) -> tuple[str, str]:
    """The name and the text of the file that a button of the dialog saves."""
    with page.expect_download() as waited:
        page.get_by_role("button", name=name, exact=True).click()
    path = waited.value.path()
    return waited.value.suggested_filename, path.read_bytes().decode("utf-8")


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_the_events_shown_are_saved_as_csv(sized: Page, small_page: str) -> None:
    page = visit(sized, small_page, "#from=1985&to=1990-06&categories=clash")
    dialog = opened(page)
    name, text = saved(page, "CSV")
    assert name == "a-small-atlas-events-1985-to-1990-06.csv"
    expect(dialog.get_by_role("status").last).to_have_text(f"Saved: {name}")
    found = rows(text)
    assert [row["id"] for row in found] == shown(page)
    first = found[0]
    assert list(first) == list(atlases.EVENT_COLUMNS)
    assert first["deaths"] == "at least 39, officials [@dawn1985]; 250 [@mirrored]"
    assert first["injured"] == "scores [@dawn1985]"
    assert (first["date"], first["place"], first["city"]) == ("1985-04-15", "North Town", "Karachi")
    assert (first["latitude"], first["longitude"]) == ("25", "66.95")


def test_what_was_saved_as_geojson_is_imported_as_the_same_events(
    page: Page, tmp_path: Path, small_page: str
) -> None:
    from imported import imported
    from reading_back import assert_same_events

    from mapgen.atlas.atlas import read_atlas
    from mapgen.records.fields import COLUMNS

    visit(page, small_page)
    opened(page)
    _, text = saved(page, "GeoJSON")
    (tmp_path / "saved.geojson").write_text(text, encoding="utf-8")
    found = imported(tmp_path / "back", "geojson", tmp_path / "saved.geojson")
    assert found.report == []
    assert list(next(iter(found.events.values()))) == list(COLUMNS)
    events = read_atlas(atlases.small_atlas(tmp_path / "again")).events
    assert_same_events(found.atlas().events, events, degrees=1e-5)


def test_what_was_saved_as_csv_builds_the_same_events(
    page: Page, tmp_path: Path, small_page: str
) -> None:
    from mapgen.atlas.atlas import read_atlas

    visit(page, small_page)
    opened(page)
    _, text = saved(page, "CSV")
    folder = atlases.small_atlas(tmp_path / "again")
    before = read_atlas(folder).events
    (folder / "events.csv").write_text(text, encoding="utf-8", newline="")
    after = read_atlas(folder).events
    columns = ["id", "title", "first", "last", "city", "category", "actors", "targets",
               "attribution", "deaths", "injured", "confidence", "related"]  # fmt: skip
    for column in columns:
        assert list(after[column]) == list(before[column]), column
    assert [each.html for each in after["summary"]] == [each.html for each in before["summary"]]


def test_the_real_record_comes_out_as_the_command_line_writes_it(page: Page, one_map: str) -> None:
    from mapgen.atlas.atlas import read_atlas
    from mapgen.exchange.common import event_cells, several_places

    visit(page, one_map)
    opened(page)
    _, text = saved(page, "CSV")
    atlas = read_atlas(ROOT)
    cells = event_cells.rows(event_cells.cells(atlas.events))
    found = rows(text)
    # An event at several places is one row, and all of them are named with it.
    listed = [several_places.place_records(each) for each in atlas.events["event_places"]]
    assert sum(map(bool, listed)) > 5
    for expected, row in zip(listed, found, strict=True):
        places = json.loads(row["places"] or "[]")
        for place, wanted in zip(places, expected, strict=True):
            assert (place["id"], place["name"]) == (wanted["id"], wanted["name"])
            for name in ("latitude", "longitude", "radius_m"):
                assert place[name] == pytest.approx(wanted[name], abs=1e-5), name
    for expected, row in zip(cells, found, strict=True):
        for column in atlases.EVENT_COLUMNS:
            if column in ("latitude", "longitude"):
                assert float(row[column] or 0) == pytest.approx(
                    float(expected[column] or 0), abs=6e-6
                )
            else:
                assert " ".join(row[column].split()) == " ".join(expected[column].split()), (
                    row["id"],
                    column,
                )


def test_no_cell_is_a_formula(page: Page, tmp_path: Path) -> None:
    from mapgen.build import build

    titles = ["=1+1", "+44 dead", "-5", "@import", "\t=A1", "- none", 'plain, “quoted” "text"']

    folder = atlases.small_atlas(tmp_path / "small")
    events = [dict(row) for row in atlases.EVENTS]
    for row, title in zip(events, titles, strict=False):
        row["title"] = title
    atlases.write_csv(folder / "events.csv", atlases.EVENT_COLUMNS, events)
    visit(page, build(folder).path.as_uri())
    opened(page)
    _, text = saved(page, "CSV")
    written = {row["title"] for row in rows(text)}
    assert {"'=1+1", "'+44 dead", "-5", "'@import", "'- none"} <= written
    assert 'plain, “quoted” "text"' in written
    assert not any(title.startswith(("=", "@", "\t")) for title in written)
    expect(page.get_by_role("dialog")).to_contain_text("has an apostrophe before it")


def test_the_events_shown_are_saved_as_geojson(page: Page, small_page: str) -> None:
    visit(page, small_page, "#years=1972,1985")
    opened(page)
    name, text = saved(page, "GeoJSON")
    assert name.endswith(".geojson")
    found: dict[str, Any] = json.loads(text)
    assert found["type"] == "FeatureCollection"
    assert found["title"] == "A small atlas"
    assert [feature["id"] for feature in found["features"]] == shown(page)
    nowhere, point = found["features"]
    assert point["geometry"] == {"type": "Point", "coordinates": [66.95, 25]}
    assert point["properties"]["deaths_low"] == 39
    assert point["properties"]["deaths_high"] == 250
    assert [claim["figure"] for claim in point["properties"]["deaths_claims"]] == [
        "at least 39, officials",
        "250",
    ]
    assert point["properties"]["deaths_claims"][0]["citations"][0]["label"].startswith("Dawn")
    assert nowhere["geometry"] is None
    assert {source["id"] for source in found["sources"]} >= {"dawn1985", "mirrored"}


@pytest.mark.parametrize(("button", "writer"), [("BibTeX", "to_bibtex"), more("RIS", "to_ris")])
def test_references_are_those_that_the_command_line_writes(
    page: Page, tmp_path: Path, button: str, writer: str
) -> None:
    from mapgen.atlas.atlas import read_atlas
    from mapgen.build import build
    from mapgen.exchange.formats.bibtex import write as to_bibtex
    from mapgen.exchange.formats.ris import write as to_ris

    write = {"to_bibtex": to_bibtex.to_bibtex, "to_ris": to_ris.to_ris}[writer]
    folder = atlases.small_atlas(tmp_path / "small")
    atlases.write_json(folder / "sources.json", [*atlases.SOURCES, atlases.TORN])
    events = [dict(row) for row in atlases.EVENTS]
    events[0]["injured"] = "several [@torn/2002]"
    atlases.write_csv(folder / "events.csv", atlases.EVENT_COLUMNS, events)
    expected = b"".join(write(read_atlas(folder))).decode("utf-8")
    assert "torn" in expected
    visit(page, build(folder).path.as_uri())
    opened(page)
    name, text = saved(page, button)
    assert text == expected
    assert name.startswith("a-small-atlas-sources-1972-to-1992.")


@pytest.mark.more
def test_the_real_references_are_those_that_the_command_line_writes(
    page: Page, one_map: str
) -> None:
    from mapgen.atlas.atlas import read_atlas
    from mapgen.exchange.formats.bibtex import write as bibtex
    from mapgen.exchange.formats.ris import write as ris

    visit(page, one_map)
    opened(page)
    atlas = read_atlas(ROOT)
    cited = page.evaluate("[...new Set(atlas.visible().flatMap((id) => atlas.event(id).sources))]")
    sources = [(key, source) for key, source in atlas.bibliography.items() if key in set(cited)]
    assert len(sources) > 100
    _, text = saved(page, "CSL-JSON")
    assert json.loads(text) == [dict(source.csl) for _, source in sources]
    for button, entry in (("BibTeX", bibtex.entry), ("RIS", ris.entry)):
        _, text = saved(page, button)
        assert text == "".join(entry(source) for _, source in sources), button


def test_only_the_sources_behind_what_is_shown(page: Page, small_page: str) -> None:
    visit(page, small_page, "#years=1975")
    opened(page)
    _, text = saved(page, "CSL-JSON")
    assert [item["id"] for item in json.loads(text)] == ["ali2005"]
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Share, cite, save")).to_be_focused()


def test_a_picture_says_what_it_shows(page: Page, built_page: str) -> None:
    visit(page, built_page, "#years=1990&categories=bombing,communal&lang=ur")
    page.evaluate("document.querySelector('.mg-downloads__open').click()")
    name, text = saved(page, "SVG")
    assert name == "karachi-and-hyderabad-1972-1992-map-1990.svg"
    root = ElementTree.fromstring(text)
    said = "\n".join(each.text or "" for each in root.iter("{http://www.w3.org/2000/svg}text"))
    for words in ("کراچی اور حیدرآباد", "OpenStreetMap", "years=1990", "lang=ur", "CC-BY-4.0"):
        assert words in said
    # The address of a copy on disk says nothing of the reader's folders.
    assert "file:" not in text
    # Letters are no boxes where the reader has no such font.
    assert "@font-face" in text
    shapes = root.findall(".//{http://www.w3.org/2000/svg}path")
    assert len(shapes) > 30
    with page.expect_download() as waited:
        page.get_by_role("button", name="PNG", exact=True).click()
    assert waited.value.suggested_filename.endswith("-map-1990.png")
    raw = waited.value.path().read_bytes()
    assert raw.startswith(b"\x89PNG")
    # Twice as fine as the SVG says, and not of one colour.
    assert int.from_bytes(raw[16:20], "big") == 2400
    assert len(raw) > 100_000


def test_the_picture_of_a_comparison_holds_both_times(page: Page, one_map: str) -> None:
    visit(page, one_map, "#from=1986&to=1986&compare.from=1990&compare.to=1990")
    text = page.evaluate("atlas.picture()")
    root = ElementTree.fromstring(text)
    svg = "{http://www.w3.org/2000/svg}"
    said = [each.text or "" for each in root.iter(f"{svg}text")]
    of_page = page.locator(".mg-comparison__sentence").inner_text()
    assert " ".join(of_page.split()) in " ".join(" ".join(said).split())
    for year, frame in zip(("1986", "1990"), page.locator(".mg-pane__name").all(), strict=True):
        shown = re.search(r"\d+ events", frame.inner_text())
        assert shown
        assert f"{year}: {shown[0]}" in said
    # Each has marks of its own, its scale, and districts shaded by what differs.
    maps = root.findall(f"{svg}g")
    assert len(maps) == 2
    counts = [
        [each.text for each in one.iter(f"{svg}text") if (each.text or "").isdigit()]
        for one in maps
    ]
    assert counts[0] != counts[1]
    for one in maps:
        words = [each.text or "" for each in one.iter(f"{svg}text")]
        assert any(re.fullmatch(r"\d+ (km|m)", each) for each in words)
        assert any(re.search(r"[+−]\d", each) for each in words)
        shades = [each.get("fill-opacity") for each in one.iter(f"{svg}path")]
        assert any(each and float(each) > 0.08 for each in shades)


def test_a_page_without_its_dialog_makes_no_picture(page: Page, tmp_path: Path) -> None:
    folium_map = folium.Map(tiles=None)
    EventLayer(
        gpd.GeoDataFrame(
            {"id": ["a"], "date": ["1990"]}, geometry=gpd.points_from_xy([67], [25]), crs=4326
        )
    ).add_to(folium_map)
    file = tmp_path / "map.html"
    folium_map.save(str(file))
    visit(cdn.answer(page), file.as_uri())
    refused = "atlas.picture().then(() => '', ({ message }) => message)"
    assert page.evaluate(refused) == "atlas: this page makes no pictures"
