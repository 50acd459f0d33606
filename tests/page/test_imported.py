"""A page made of somebody else's data, without a base map, cities or districts of its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import atlases
import pytest
from imported import FILES, imported
from playwright.sync_api import Page, expect
from reader import until, visit

from mapgen.build import build


def test_an_imported_map_shows_its_events_and_no_empty_controls(page: Page, tmp_path: Path) -> None:
    found = imported(tmp_path / "a", "ucdp", FILES / "ucdp-25.csv")
    visit(page, build(found.folder).path.as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text(found.atlas().settings.title)
    assert found.atlas().settings.title.startswith("UCDP GED: ")
    frame = page.locator(".mg-map").bounding_box()
    places = page.locator(".mg-mark, .mg-town, .mg-strip__area")
    expect(places.first).to_be_visible()
    assert frame
    for box in filter(None, (place.bounding_box() for place in places.all())):
        assert box["x"] >= frame["x"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]
        assert box["y"] >= frame["y"]
    expect(page.get_by_label("Shade the districts")).to_be_hidden()
    expect(page.locator(".leaflet-control-attribution")).to_have_text("Leaflet | Natural Earth")
    expect(page.locator(".mg-base--land")).not_to_have_count(0)


def test_the_ground_is_credited_to_those_whom_its_file_names(page: Page, tmp_path: Path) -> None:
    folder = atlases.small_atlas(tmp_path / "small")
    base = json.loads((folder / "geodata" / "base.geojson").read_text(encoding="utf-8"))
    page_of = visit(page, build(folder).path.as_uri())
    credit = page_of.locator(".leaflet-control-attribution")
    expect(credit).to_have_text("Leaflet")
    base["features"][0]["properties"]["credit"] = "<b>Survey</b> of 1901"
    atlases.write_json(folder / "geodata" / "base.geojson", base)
    visit(page, build(folder).path.as_uri() + "#again")
    page.reload()
    expect(credit).to_contain_text("<b>Survey</b> of 1901")


DATE_LINE = """name,date,lat,lon,place_precision
Anadyr,1901-03-12,64.73,177.5,spot
Nome,1901-05-12,64.5,-165.4,spot
"""


@pytest.fixture(scope="module")
def date_line(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page of two events on both sides of the date line, the last in the middle of a month."""
    folder = tmp_path_factory.mktemp("line")
    (folder / "t.csv").write_text(DATE_LINE, encoding="utf-8")
    return build(imported(folder / "a", "csv", folder / "t.csv").folder).path.as_uri()


def in_sight(page: Page) -> list[bool]:
    """Whether each mark lies on the map, as a reader sees it."""
    marks = page.get_by_role("group", name="Events on the map").get_by_role("button")
    expect(marks).to_have_count(2)
    frame = page.locator(".mg-map").bounding_box()
    boxes = [mark.bounding_box() for mark in marks.all()]
    assert frame
    return [
        bool(box)
        and frame["x"] <= box["x"]
        and box["x"] + box["width"] <= frame["x"] + frame["width"]
        and frame["y"] <= box["y"]
        and box["y"] + box["height"] <= frame["y"] + frame["height"]
        for box in boxes
    ]


def test_both_sides_of_the_date_line_are_seen_together(page: Page, date_line: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, date_line)
    assert in_sight(page) == [True, True]
    page.set_viewport_size({"width": 1366, "height": 768})
    page.reload()
    assert in_sight(page) == [True, True]
    expect(page.get_by_role("button", name="Zoom out")).to_be_enabled()
    # A link names a view as ever; what it names lies in the same copy of the world.
    visit(page, date_line + "#view=6/64.5/-165.4")
    page.reload()
    page.evaluate("() => atlas.ready")
    marks = page.get_by_role("group", name="Events on the map").get_by_role("button")
    expect(marks).not_to_have_count(0)
    assert page.evaluate("map_atlas.getCenter().lng") == pytest.approx(194.6, abs=0.2)
    page.locator(".mg-map").press("ArrowLeft")
    until(page, "atlas.state().view.longitude < -165.5")
    assert page.evaluate("atlas.event(atlas.visible()[1]).longitude") == -165.4


def test_play_goes_to_the_last_event(new_page: Any, date_line: str) -> None:
    page = visit(new_page(reduced_motion="no-preference"), date_line)
    page.clock.install()
    page.get_by_role("button", name="Play").click()
    page.clock.run_for(20_000)
    expect(page.get_by_role("button", name="Play")).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("[atlas.state().to, atlas.count()]") == [None, 2]


def test_years_before_1000_and_before_christ_are_shown_and_filtered(
    page: Page, tmp_path: Path
) -> None:
    (tmp_path / "t.csv").write_text(
        "id,date,title,lat,lon\nrubicon,-0048-01-10,Rubicon,44,12.3\nlate,0576-03-02,Late,44,12\n",
        encoding="utf-8",
    )
    built = build(imported(tmp_path / "a", "csv", tmp_path / "t.csv").folder)
    uri = built.path.as_uri()
    visit(page, uri + "#event=rubicon")
    expect(page.get_by_text("10 January 49 BC").first).to_be_visible()
    count = page.locator(".mg-time-filter__count")
    for part, words in (("#from=576", "1 of 2 events"), ("#to=-48", "1 of 2 events")):
        visit(page, uri + part)
        page.reload()
        expect(count).to_contain_text(words)
    expect(count).to_contain_text("49 BC")


def test_the_years_under_the_strip_are_round_before_christ_too(page: Page, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "id,date,title,lat,lon\nfirst,-8480,First,44,12.3\nlate,2020-04-06,Late,44,12\n",
        encoding="utf-8",
    )
    built = build(imported(tmp_path / "a", "csv", tmp_path / "t.csv").folder)
    page.set_viewport_size({"width": 1366, "height": 768})
    visit(page, built.path.as_uri())
    years = page.locator(".mg-time-filter__year")
    expect(years.first).to_have_text("8000 BC")
    said = years.all_inner_texts()
    rounds = [int(year.removesuffix(" BC")) for year in said]
    assert said[-1] == "2000"
    assert [year for year in rounds if year % 1000] == [1]
