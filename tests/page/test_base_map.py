"""A reader moves the map, goes to a city, and may ask for street tiles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from examples import more
from playwright.sync_api import Page, expect
from reader import settled, state, until, visit


def label_boxes(page: Page) -> list[dict[str, float]]:
    boxes: list[dict[str, float]] = page.locator(".mg-label--shown").evaluate_all(
        """(labels) => labels.map((label) => {
          const {left, top, right, bottom} = label.getBoundingClientRect();
          return {left, top, right, bottom, text: label.textContent};
        })"""
    )
    return boxes


def meet(one: dict[str, float], other: dict[str, float]) -> bool:
    return (
        one["left"] < other["right"]
        and other["left"] < one["right"]
        and one["top"] < other["bottom"]
        and other["top"] < one["bottom"]
    )


@pytest.mark.parametrize("width", [390, more(1366)])
def test_both_cities_are_in_the_first_view(
    new_page: Callable[..., Page], one_map: str, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    visit(page, one_map)
    for name in ("Somewhere in Karachi", "Somewhere in Hyderabad"):
        expect(page.get_by_role("button", name=name)).to_be_visible()
    assert page.evaluate(
        """mapgen.context(map_atlas).meta.cities.every((city) =>
          map_atlas.getBounds().contains([city.latitude, city.longitude]))"""
    )
    expect(page.locator(".mg-mark").first).to_be_visible()


def test_a_city_button_goes_there_and_the_address_remembers(
    page: Page, one_map: str, new_page: Callable[..., Page]
) -> None:
    visit(page, one_map)
    assert state(page, "view") is None
    page.get_by_role("group", name="Go to").get_by_role("button", name="Hyderabad").click()
    until(page, "atlas.state().view !== null")
    view: Any = state(page, "view")
    assert view["latitude"] == pytest.approx(25.39, abs=0.1)
    assert view["longitude"] == pytest.approx(68.37, abs=0.15)
    assert view["zoom"] > 10
    until(page, "location.hash.includes('view=')")
    other = new_page()
    visit(other, page.url)
    assert state(other, "view") == view
    expect(other.get_by_role("button", name="Somewhere in Hyderabad")).to_be_visible()


def test_opening_an_event_does_not_write_the_view(page: Page, one_map: str) -> None:
    visit(page, one_map, "#event=1988-hyderabad-black-friday")
    settled(page)
    assert state(page, "view") is None


def test_zoom_buttons_and_keys_move_the_map(page: Page, small_page: str) -> None:
    visit(page, small_page)
    page.get_by_role("button", name="Zoom in").click()
    until(page, "atlas.state().view !== null")
    first: Any = state(page, "view")
    page.get_by_role("region", name="Map", exact=True).focus()
    page.keyboard.press("ArrowRight")
    until(page, f"atlas.state().view.longitude > {first['longitude']}")
    second: Any = state(page, "view")
    assert second["zoom"] == first["zoom"]


def test_names_lie_neither_on_each_other_nor_under_marks(page: Page, one_map: str) -> None:
    visit(page, one_map)
    page.get_by_role("group", name="Go to").get_by_role("button", name="Karachi").click()
    settled(page)
    labels = label_boxes(page)
    assert len(labels) > 5
    for number, label in enumerate(labels):
        for other in labels[number + 1 :]:
            assert not meet(label, other), (label, other)
    marks = page.locator("button.mg-mark").evaluate_all(
        """(marks) => marks.map((mark) => {
          const {left, top, right, bottom} = mark.getBoundingClientRect();
          return {left: left + 4, top: top + 4, right: right - 4, bottom: bottom - 4};
        })"""
    )
    assert not [label for label in labels if any(meet(label, mark) for mark in marks)]


def test_names_come_as_one_zooms_in(page: Page, one_map: str) -> None:
    visit(page, one_map)
    settled(page)
    assert "Azizabad" not in {label["text"] for label in label_boxes(page)}
    page.evaluate("void map_atlas.setView([24.915, 67.06], 14, { animate: false })")
    settled(page)
    assert "Karimabad" in {label["text"] for label in label_boxes(page)}


def test_who_made_the_shapes_is_said(page: Page, one_map: str) -> None:
    visit(page, one_map)
    expect(page.get_by_role("link", name="OpenStreetMap contributors")).to_be_visible()
    expect(page.locator(".leaflet-control-scale-line")).to_contain_text("km")


def test_street_tiles_are_asked_for_only_by_the_reader_and_a_refusal_is_said(
    page: Page, one_map: str, watch: Any
) -> None:
    visit(page, one_map)
    button = page.get_by_role("button", name="Street map")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(button).to_have_accessible_description(
        "Loads pictures from tile.openstreetmap.org, which then learns your address"
    )
    watch.check()  # nothing was asked until now
    button.click()
    expect(page.get_by_text("tile.openstreetmap.org gave no street map")).to_be_visible()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert any("tile.openstreetmap.org" in each for each in watch.seen)
    watch.seen.clear()


def test_street_tiles_show_where_they_are_given(page: Page, one_map: str, watch: Any) -> None:
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154"
        "789c6360606060000000050001a5f645400000000049454e44ae426082"
    )
    page.route(
        "https://tile.openstreetmap.org/**",
        lambda route: route.fulfill(body=pixel, content_type="image/png"),
    )
    visit(page, one_map)
    button = page.get_by_role("button", name="Street map")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator("img.leaflet-tile-loaded").first).to_be_visible()
    expect(page.get_by_text("a third party")).to_be_visible()
    button.click()
    expect(page.locator("img.leaflet-tile")).to_have_count(0)
    watch.seen.clear()


def test_an_atlas_without_a_tile_server_offers_none(page: Page, small_page: str) -> None:
    visit(page, small_page)
    expect(page.get_by_role("button", name="Zoom in")).to_be_visible()
    expect(page.get_by_role("button", name="Street map")).to_have_count(0)


def test_a_base_map_that_is_moved_leaves_no_listener_behind(page: Page, one_map: str) -> None:
    """`moveTo` takes a component off its map and puts it into another corner."""
    visit(page, one_map)
    fitted = page.evaluate(
        """async () => {
          await mapgen.context(map_atlas).steps;
          const {parts} = mapgen.context(map_atlas).panes[0];
          const { BaseMap } = mapgen.modules.base_map;
          const base = [...parts].find((part) => part instanceof BaseMap);
          base.moveTo("topright");
          base.moveTo("topleft");
          const fit = map_atlas.fitBounds;
          let fitted = 0;
          map_atlas.fitBounds = (...rest) => { fitted += 1; return fit.apply(map_atlas, rest); };
          map_atlas.fire("resize");
          delete map_atlas.fitBounds;
          return fitted;
        }"""
    )
    assert fitted == 1
    expect(page.get_by_role("button", name="Zoom in")).to_have_count(1)
    expect(page.get_by_role("link", name="OpenStreetMap contributors")).to_have_count(1)
    expect(page.locator(".leaflet-control-scale-line")).to_have_count(1)
