"""A page made of somebody else's data, without a base map, cities or districts of its own."""

from __future__ import annotations

import json
from pathlib import Path

import atlases
from imported import FILES, imported
from playwright.sync_api import Page, expect
from reader import visit

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
    water, land = page.evaluate(
        """() => {
          const map = getComputedStyle(document.querySelector(".mg-map")).backgroundColor;
          const probe = document.createElement("i");
          probe.style.color = "var(--mg-land)";
          document.body.append(probe);
          return [map, getComputedStyle(probe).color];
        }"""
    )
    assert water == land, "without land the ground is sea"


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
