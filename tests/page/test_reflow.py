"""At 400 % zoom, on the smallest phones and on the largest walls: nothing is cut off or lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import atlases
import pytest
from examples import more
from playwright.sync_api import Page, expect
from reader import rows, settled, tab, visit

from mapgen.build import build

TABS = ("Events", "Filters", "Figures", "Sources", "About")
# 1280 × 1024 at 400 % is 320 × 256; the others are devices.
SIZES = [
    (320, 256),
    *(more(*each) for each in ((844, 390), (320, 568), (390, 844), (768, 1024), (1366, 768), (3840, 2160))),
]  # fmt: skip

WIDER = """() => {
  const wide = document.documentElement.clientWidth;
  const out = [...document.querySelectorAll('#mg-panel *, #mg-time *, .mg-header *')]
    .filter((each) => {
      /* Rows that scroll sideways on purpose, and what is only read out. */
      const aside = '[inert], .mg-visually-hidden, svg, .mg-panel__tabs, .mg-year-filter';
      if (each.closest(aside)) return false;
      const { left, right, width } = each.getBoundingClientRect();
      return width > 1 && (right > wide + 1 || left < -1);
    });
  return [document.documentElement.scrollWidth, wide, out.map((each) => each.className)];
}"""


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_is_wider_than_the_window(
    new_page: Callable[..., Page], small_page: str, width: int, height: int
) -> None:
    page = visit(new_page(viewport={"width": width, "height": height}), small_page)
    for name in TABS:
        tab(page, name)
        settled(page)
        scroll, wide, out = page.evaluate(WIDER)
        assert scroll <= wide, name
        assert out == [], name


def test_at_400_percent_every_part_has_its_room_and_is_reached_by_scrolling(
    new_page: Callable[..., Page], small_page: str
) -> None:
    page = visit(new_page(viewport={"width": 320, "height": 256}), small_page)
    area = page.locator("#mg-map-area").bounding_box()
    assert area
    assert area["height"] >= 150
    for part in ("#mg-map-area", "#mg-time", "#mg-panel"):
        page.locator(part).scroll_into_view_if_needed()
        expect(page.locator(part)).to_be_in_viewport()
    tab(page, "Events")
    first = rows(page).first
    first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    dialog.get_by_role("link", name="Link to this event").scroll_into_view_if_needed()
    expect(dialog.get_by_role("link", name="Link to this event")).to_be_in_viewport()
    dialog.get_by_role("button", name="Close").click()
    tab(page, "Filters")
    page.get_by_role("checkbox", name="Armed clash").check()
    assert page.evaluate("atlas.state().categories") == ["clash"]


def test_a_phone_on_its_side_gives_the_map_room_and_shows_an_event_beside_it(
    new_page: Callable[..., Page], small_page: str
) -> None:
    page = visit(new_page(viewport={"width": 844, "height": 390}, has_touch=True), small_page)
    area = page.locator("#mg-map-area").bounding_box()
    assert area
    assert area["height"] >= 0.75 * 390
    # Of what is pressed in the strip nothing lies on anything else.
    page.get_by_role("button", name="More: dates").click()
    page.get_by_role("button", name="More: dates").click()
    rows(page).first.click()
    card = page.get_by_role("dialog").bounding_box()
    assert card
    assert card["x"] >= area["x"] + area["width"]
    covered = page.get_by_role("tab", name="Filters")
    assert covered.evaluate("(tab) => tab.closest('[inert]') !== null")
    page.keyboard.press("Escape")
    expect(rows(page).first).to_be_focused()
    assert covered.evaluate("(tab) => tab.closest('[inert]') === null")


def test_wider_spacing_of_letters_words_and_lines_cuts_nothing_off(
    page: Page, small_page: str
) -> None:
    visit(page, small_page, "#event=1986-karachi-bridge")
    # WCAG 1.4.12, set as a reader's own style sheet would: in the page's existing one.
    page.evaluate(
        "document.styleSheets[0].insertRule('* { line-height: 1.5 !important;"
        " letter-spacing: 0.12em !important; word-spacing: 0.16em !important }', 0)"
    )
    settled(page)
    cut = page.evaluate(
        """() => [...document.querySelectorAll('button, select, label, summary, h2, h3')]
        .filter((each) => !each.closest('[inert], .mg-visually-hidden, .mg-event-list')
          && each.getClientRects().length
          && getComputedStyle(each).overflow === 'hidden'
          && (each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1))
        .map((each) => each.outerHTML.slice(0, 100))"""
    )
    assert cut == []


def test_on_a_wall_the_type_grows_and_the_panel_with_it(
    new_page: Callable[..., Page], small_page: str
) -> None:
    page = visit(new_page(viewport={"width": 3840, "height": 2160}), small_page)
    size = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    assert size == 24
    panel = page.locator("#mg-panel").bounding_box()
    assert panel
    assert panel["width"] == 32 * 24


def test_a_larger_type_of_the_readers_own_is_followed(page: Page, small_page: str) -> None:
    visit(page, small_page)
    before = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == 2 * before
    scroll, wide, _ = page.evaluate(WIDER)
    assert scroll <= wide


@pytest.mark.parametrize(("width", "height"), [(341, 192), more(320, 256)])
def test_at_400_percent_a_chapter_opens_on_its_text(
    new_page: Callable[..., Page], one_map: str, width: int, height: int
) -> None:
    page = visit(new_page(viewport={"width": width, "height": height}), one_map, "#chapter=4")
    chapter = page.locator('article[data-chapter="apmso-1978-mqm-1984"]')
    expect(chapter.get_by_role("heading").first).to_be_in_viewport()
    page.keyboard.press("ArrowRight")
    following = page.locator('article[data-chapter="bushra-zaidi-1985"]')
    expect(following.get_by_role("heading").first).to_be_in_viewport()


@pytest.mark.parametrize(("width", "height"), [(320, 568), more(1366, 768)])
def test_a_long_word_is_broken_and_nothing_grows_with_it(
    new_page: Callable[..., Page], tmp_path: Path, width: int, height: int
) -> None:
    word = "Karachihyderabadsukkurlarkananawabshah" * 7
    folder = atlases.small_atlas(tmp_path / "atlas")
    atlases.change_event(folder, "1986-karachi-bridge", title=word, actors=word)
    settings = folder / "mapgen.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("A small atlas", word), encoding="utf-8"
    )
    address = build(folder, tmp_path / "page").path.as_uri()
    page = visit(new_page(viewport={"width": width, "height": height}), address)
    for name in TABS:
        tab(page, name)
        settled(page)
        scroll, wide, out = page.evaluate(WIDER)
        assert (scroll <= wide, out) == (True, []), name
    page.evaluate("atlas.open('1986-karachi-bridge')")
    expect(page.get_by_role("dialog")).to_contain_text(word)
    settled(page)
    scroll, wide, out = page.evaluate(WIDER)
    assert (scroll <= wide, out) == (True, [])
