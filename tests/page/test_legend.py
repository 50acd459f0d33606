"""A reader learns what the marks say."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect
from reader import visit


def test_the_key_is_open_where_it_leaves_the_map_its_room(
    new_page: Callable[..., Page], small_page: str
) -> None:
    wide = visit(new_page(viewport={"width": 1920, "height": 1080}), small_page)
    expect(wide.get_by_role("button", name="Key", exact=True)).to_have_attribute(
        "aria-expanded", "true"
    )
    phone = visit(new_page(viewport={"width": 390, "height": 844}), small_page)
    button = phone.get_by_role("button", name="Key", exact=True)
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(phone.get_by_text("soft edge")).to_be_hidden()
    button.click()
    expect(
        phone.get_by_text("soft edge: somewhere in a neighbourhood, a town or a wider area")
    ).to_be_visible()
    phone.keyboard.press("Escape")
    expect(phone.get_by_text("soft edge")).to_be_hidden()
    expect(button).to_be_focused()


def test_it_names_every_category_with_its_glyph_and_what_edges_and_ranges_mean(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    page.get_by_role("button", name="Key", exact=True).click()
    key = page.get_by_role("region", name="Key to the map")
    for name in ("Armed clash", "Protest or strike"):
        row = key.get_by_role("listitem").filter(has_text=name)
        expect(row).to_have_count(1)
        expect(row.locator("svg path")).to_have_count(1)
    outlines = key.locator("svg path").evaluate_all("(all) => all.map((p) => p.getAttribute('d'))")
    assert len(set(outlines)) == len(outlines) == 2
    for words in (
        "size: deaths, by the highest figure",
        "several events",
        "sharp edge",
        "broken line: thinly sourced",
        "no exact place",
        "district not certain",
        "the sources differ; both are given",
    ):
        expect(key.get_by_text(words)).to_be_visible()


def test_an_open_key_stays_within_the_map(new_page: Callable[..., Page], small_page: str) -> None:
    for width, height in ((1366, 768), (390, 844), (768, 1024)):
        page = visit(new_page(viewport={"width": width, "height": height}), small_page)
        page.get_by_role("button", name="Key", exact=True).click()
        box = page.locator(".mg-legend").bounding_box()
        area = page.locator(".mg-map-area").bounding_box()
        assert box
        assert area
        assert box["y"] >= area["y"]
        assert box["y"] + box["height"] <= area["y"] + area["height"]
        assert box["x"] >= area["x"]
        page.close()
