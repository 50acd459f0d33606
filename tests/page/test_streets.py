"""A reader finds their way by built-up areas, roads and railways of the time that is shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import atlases
import pytest
from examples import more
from playwright.sync_api import Page, expect
from reader import until, visit

from mapgen.build import build

LAND = atlases.square(66.5, 24.0, 68.0, 26.0)


def feature(kind: str, coordinates: Any, **properties: Any) -> dict[str, Any]:
    types = {"road": "LineString", "railway": "LineString", "label": "Point"}
    return {
        "type": "Feature",
        "properties": {"kind": kind} | properties,
        "geometry": {"type": types.get(kind, "Polygon"), "coordinates": coordinates},
    }


@pytest.fixture(scope="module")
def street_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = atlases.small_atlas(tmp_path_factory.mktemp("streets") / "atlas")
    old = atlases.square(66.95, 24.85, 67.0, 24.9)
    new = atlases.square(67.05, 24.85, 67.1, 24.9)
    features = [
        feature("land", [LAND]),
        feature("built-up", [old], name="Old", valid_to="1980"),
        feature("built-up", [new], name="New", valid_from="198X", accuracy_m=900),
        feature("road", [[66.9, 24.8], [67.2, 25.0]], name="High Road", rank=1, accuracy_m=200),
        feature("road", [[66.9, 24.95], [67.12, 24.83]], name="Low Road", name_ur="نیچی سڑک"),
        feature("railway", [[66.9, 24.89], [67.2, 24.91]], name="Line", valid_from="1985-06"),
        feature("label", [67.05, 24.95], name="A quarter", rank=4, minzoom=13),
    ]
    (folder / "geodata" / "base.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8"
    )
    return build(folder).path.as_uri()


def drawn(page: Page, kind: str) -> int:
    """How many shapes of a kind are to be seen."""
    return page.locator(f"path.mg-base--{kind}:visible").count()


@pytest.mark.parametrize(
    ("years", "built_up", "railway"),
    [
        more("from=1972-01-01&to=1975-12-31", 1, 0),
        ("from=1979-01-01&to=1980-06-30", 2, 0),  # some day of 1980 each may have stood
        more("from=1981-01-01&to=1985-05-31", 1, 0),
        ("from=1981-01-01&to=1985-06-01", 1, 1),
        more("", 2, 1),
    ],
)
def test_what_stood_in_the_time_shown_is_drawn(
    page: Page, street_page: str, years: str, built_up: int, railway: int
) -> None:
    visit(page, street_page, f"#view=12/24.9/67.05&{years}")
    expect(page.locator("path.mg-base--railway")).to_have_count(1)
    until(page, "document.querySelectorAll('.mg-label').length > 0")
    assert (drawn(page, "built-up"), drawn(page, "railway")) == (built_up, railway)
    assert drawn(page, "road") == 2


def test_it_follows_the_clock(page: Page, street_page: str) -> None:
    visit(page, street_page, "#view=12/24.9/67.05")
    expect(page.locator("path.mg-base--railway")).to_be_visible()
    page.evaluate("atlas.filter({from: '1972-01-01', to: '1974-12-31'})")
    expect(page.locator("path.mg-base--railway")).to_be_hidden()
    page.evaluate("atlas.filter({from: '1972-01-01', to: '1992-12-31'})")
    expect(page.locator("path.mg-base--railway")).to_be_visible()


def test_far_out_only_highways_and_railways_are_drawn(page: Page, street_page: str) -> None:
    visit(page, street_page, "#view=9/24.9/67.05")
    expect(page.locator("path.mg-base--railway")).to_be_visible()
    assert drawn(page, "road") == drawn(page, "highway") == 1


def test_a_line_is_soft_where_the_map_shows_more_than_is_known(
    page: Page, street_page: str
) -> None:
    visit(page, street_page, "#view=12/24.9/67.05")
    highway = page.locator("path.mg-base--highway")
    expect(highway).not_to_have_class("mg-base--rough")
    page.evaluate("atlas.filter({view: {zoom: 16, latitude: 24.9, longitude: 67.05}})")
    until(page, "document.querySelector('.mg-base--highway').matches('.mg-base--rough')")


def test_a_road_is_named_once_along_its_line_and_gives_way_to_other_names(
    new_page: Callable[..., Page], street_page: str
) -> None:
    page = new_page(viewport={"width": 1366, "height": 768})
    visit(page, street_page, "#view=13.5/24.89/67.01")
    road = page.locator(".mg-label--road.mg-label--shown")
    expect(road.filter(has_text="Low Road")).to_have_count(1)
    turned = road.filter(has_text="Low Road").locator("span").evaluate("e => e.style.rotate")
    assert 20 < float(turned.removesuffix("deg")) < 40
    page.evaluate("atlas.filter({view: {zoom: 11, latitude: 24.9, longitude: 67.05}})")
    expect(page.locator(".mg-label--road.mg-label--shown", has_text="Low Road")).to_have_count(0)


def test_the_key_has_streets_only_where_the_map_has_them(
    page: Page, street_page: str, small_page: str
) -> None:
    words = ["built-up area", "main road", "railway", "streets: drawn to within 200–900 m"]
    for address, count in ((street_page, 1), (small_page, 0)):
        visit(page, address)
        page.get_by_role("button", name="Key", exact=True).click()
        key = page.get_by_role("region", name="Key to the map")
        for each in words:
            expect(key.get_by_text(each, exact=True)).to_have_count(count)


def test_built_up_ground_alone_is_no_sea(page: Page, small_folder: Path) -> None:
    area = feature("built-up", [atlases.square(66.95, 24.85, 67.0, 24.9)])
    (small_folder / "geodata" / "base.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [area]}), encoding="utf-8"
    )
    visit(page, build(small_folder).path.as_uri())
    assert page.locator(".mg-map--bare").count() == 1
