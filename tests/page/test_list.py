"""A reader works through the list of events, which is the map's equal."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from reader import rows, settled, state, until, visit


def test_each_row_says_date_title_place_figures_and_what_is_soft(
    page_anywhere: Page, small_page: str
) -> None:
    page = visit(page_anywhere, small_page)
    expect(rows(page)).to_have_count(8)
    words = rows(page).nth(2).inner_text()
    for part in ("15 April 1985", "Days of clashes", "North Town, Karachi", "39–250 dead"):
        assert part in words
    assert "actors alleged" in words
    thin = rows(page).nth(4).inner_text()
    for part in ("November 1987", "deaths not stated", "thinly sourced"):
        assert part in thin
    assert "city-wide" in rows(page).nth(0).inner_text()
    assert "at least 21 dead" in rows(page).nth(7).inner_text()


def test_rows_say_their_number_and_how_many_there_are(page: Page, small_page: str) -> None:
    visit(page, small_page, "#categories=clash")
    items = page.locator(".mg-event-list__item:not([hidden])")
    expect(items).to_have_count(5)
    numbers = [
        (i.get_attribute("aria-posinset"), i.get_attribute("aria-setsize")) for i in items.all()
    ]
    assert numbers == [(str(k), "5") for k in range(1, 6)]


def test_arrow_keys_move_through_the_list_and_enter_opens(page: Page, small_page: str) -> None:
    visit(page, small_page)
    rows(page).first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(rows(page).nth(2)).to_be_focused()
    page.keyboard.press("End")
    expect(rows(page).nth(7)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(rows(page).nth(7)).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    until(page, "atlas.state().event === '1972-karachi-language'")
    expect(rows(page).first).to_have_attribute("aria-current", "true")


def test_the_list_is_one_stop_for_tab(page: Page, small_page: str) -> None:
    visit(page, small_page)
    expect(page.locator('.mg-event-list__row[tabindex="0"]')).to_have_count(1)
    rows(page).first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator('.mg-event-list__row[tabindex="0"]')).to_have_count(1)


def test_list_and_map_mark_the_same_event(page: Page, small_page: str) -> None:
    visit(page, small_page)
    rows(page).nth(3).hover()
    hovered = page.evaluate("mapgen.context(map_atlas).hovered")
    assert page.evaluate("(i) => mapgen.context(map_atlas).peek(i).id", hovered) == (
        "1986-karachi-bridge"
    )
    page.evaluate("mapgen.context(map_atlas).hover(5)")
    expect(rows(page).nth(5)).to_have_class("mg-event-list__row mg-event-list__row--hover")


@pytest.mark.more
def test_an_event_opened_elsewhere_is_scrolled_to_and_marked(page: Page, one_map: str) -> None:
    visit(page, one_map)
    ids = page.evaluate("atlas.visible()")
    page.evaluate("(id) => atlas.open(id)", ids[100])
    marked = page.locator('.mg-event-list__row[aria-current="true"]')
    expect(marked).to_be_in_viewport()
    title = page.evaluate("(id) => atlas.event(id).title", ids[100])
    assert title in marked.inner_text()


# So many events, the atlas's own over and over.
SHOW = """(n) => {
  const context = mapgen.context(map_atlas);
  context.visible = () => Uint32Array.from({length: n}, (_, k) => k % context.count);
  context.emit("change");
}"""


def test_a_short_list_is_whole_in_the_document_and_a_long_one_in_view(
    page: Page, small_page: str
) -> None:
    """The browser's own search finds every event of a short list."""
    visit(page, small_page)
    page.evaluate(SHOW, 501)
    assert 5 < rows(page).count() < 25
    page.locator(".mg-event-list__scroller").evaluate("(list) => list.scrollTo(0, 6000)")
    until(
        page,
        "Math.min(...[...document.querySelectorAll('.mg-event-list__item:not([hidden])')]"
        ".map((item) => Number(item.getAttribute('aria-posinset')))) > 40",
    )
    assert rows(page).count() < 25
    page.evaluate(SHOW, 500)
    expect(rows(page)).to_have_count(500, timeout=30_000)
    title = page.evaluate("mapgen.context(map_atlas).peek(7).title")
    assert page.evaluate("(title) => window.find(title)", title)
    numbers = page.evaluate(
        "[...document.querySelectorAll('.mg-event-list__item:not([hidden])')]"
        ".map((item) => Number(item.getAttribute('aria-posinset')))"
    )
    assert numbers == list(range(1, 501))
    # Another short list leaves no row of this one behind.
    page.evaluate(SHOW, 30)
    expect(rows(page)).to_have_count(30)


def test_rows_stand_in_the_document_in_the_order_of_time(page: Page, small_page: str) -> None:
    visit(page, small_page)
    page.evaluate(SHOW, 600)
    rows(page).first.focus()
    for key in ("End", "PageUp", "PageUp", "Home", "PageDown"):
        page.keyboard.press(key)
        settled(page)
        order = page.evaluate(
            "[...document.querySelectorAll('.mg-event-list__item:not([hidden])')]"
            ".map((item) => Number(item.getAttribute('aria-posinset')))"
        )
        assert order == sorted(order)


def test_a_million_rows_scroll_and_are_reached_by_keys(page: Page, small_page: str) -> None:
    visit(page, small_page)
    page.evaluate(
        """() => {
          const context = mapgen.context(map_atlas);
          const many = Uint32Array.from({length: 1_000_000}, (_, k) => k % context.count);
          context.visible = () => many;
          context.emit("change");
        }"""
    )
    rows(page).first.focus()
    page.keyboard.press("End")
    focused = page.locator(".mg-event-list__item:has(:focus)")
    expect(focused).to_have_attribute("aria-posinset", "1000000")
    expect(focused).to_be_in_viewport()
    page.keyboard.press("ArrowUp")
    expect(focused).to_have_attribute("aria-posinset", "999999")
    page.keyboard.press("Home")
    expect(focused).to_have_attribute("aria-posinset", "1")
    expect(focused).to_be_in_viewport()
    scroller = page.locator(".mg-event-list__scroller")
    scroller.evaluate("(list) => list.scrollTo(0, list.scrollHeight / 2)")
    settled(page)
    middle = page.evaluate(
        "[...document.querySelectorAll('.mg-event-list__item:not([hidden]):not(:has(:focus))')]"
        ".map((item) => Number(item.getAttribute('aria-posinset')))"
    )
    assert 450_000 < min(middle) < 550_000
    assert len(middle) < 30
    # A turn of the wheel moves by rows, not by thousands of them.
    scroller.hover()
    page.mouse.wheel(0, 120)
    settled(page)
    after = page.evaluate(
        "[...document.querySelectorAll('.mg-event-list__item:not([hidden]):not(:has(:focus))')]"
        ".map((item) => Number(item.getAttribute('aria-posinset')))"
    )
    assert 0 <= min(after) - min(middle) < 5


def test_titles_in_blocks_that_are_not_open_yet_are_read_when_seen(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    page.evaluate(
        """() => {
          const context = mapgen.context(map_atlas);
          const {blocks} = context.texts;
          const waiting = [];
          window.openBlocks = () => waiting.forEach((done) => done());
          context.texts.blocks = new Map();
          context.read = async (i) => {
            await new Promise((done) => waiting.push(done));
            context.texts.blocks = blocks;
            return context.peek(i);
          };
          context.emit("language");
        }"""
    )
    assert "…" in rows(page).first.inner_text()
    page.evaluate("openBlocks()")
    expect(rows(page).first).to_contain_text("Language riots")


def test_on_a_map_without_a_place_for_them_the_components_stand_in_its_corners(
    page: Page, small_page: str, tmp_path: Path
) -> None:
    html = Path(small_page.removeprefix("file://")).read_text(encoding="utf-8")
    for name in ("time", "panel", "tab-events", "tab-filters", "tab-sources", "tab-about"):
        html = html.replace(f'id="mg-{name}"', f'id="other-{name}"')
    bare = tmp_path / "bare.html"
    bare.write_text(html, encoding="utf-8")
    visit(page, bare.as_uri())
    on_map = page.locator("#mg-map-area .leaflet-control-container")
    expect(on_map.get_by_role("tab", name="Events")).to_be_visible()
    expect(on_map.get_by_role("slider", name="First day shown")).to_be_visible()
    expect(rows(page).first).to_be_visible()
    page.get_by_role("tab", name="Filters").click()
    page.get_by_role("checkbox", name="Protest or strike").check()
    assert state(page, "categories") == ["protest"]


def test_the_list_is_ordered_by_deaths_and_by_place(page: Page, small_page: str) -> None:
    visit(page, small_page)
    order = page.get_by_role("combobox", name="Order")
    order.select_option("by deaths, highest figure first")
    by_deaths = page.get_by_role("list", name="Events shown, by deaths").get_by_role("button")
    expect(by_deaths.first).to_contain_text("Days of clashes")
    expect(by_deaths.last).to_contain_text("deaths not stated")
    order.select_option("by place")
    by_place = page.get_by_role("list", name="Events shown, by place").get_by_role("button")
    expect(by_place.first).to_contain_text("East Bazaar")
    # What is opened elsewhere is found in this order too.
    page.evaluate("atlas.open('1986-karachi-bridge')")
    marked = page.locator('.mg-event-list__row[aria-current="true"]')
    expect(marked).to_be_in_viewport()
    expect(marked).to_contain_text("Shots at the Bridge")
    # The card stands in the panel, before the list.
    page.evaluate("atlas.close()")
    order.select_option("by date")
    expect(rows(page).first).to_contain_text("Language riots")


ROWS = """() => [...document.querySelectorAll('.mg-event-list__item:not([hidden])')]
  .filter((item) => item.getClientRects().length)
  .map((item) => {
    const { top, bottom } = item.getBoundingClientRect();
    const title = item.querySelector('.mg-event-list__title');
    return [top, bottom, title.scrollHeight - title.clientHeight];
  })"""
FITTED = "document.querySelector('.mg-event-list--fitted') !== null"


def test_rows_are_as_high_as_their_words_and_stand_one_below_the_other(
    new_page: Callable[..., Page], one_map: str
) -> None:
    # All events: among any fonts some titles take one line and some take more.
    page = visit(new_page(viewport={"width": 390, "height": 844}), one_map)
    page.get_by_role("tab", name="Events").click()
    for _ in range(2):
        until(page, f"{FITTED} && ({ROWS})().length > 2")
        settled(page)
        seen = page.evaluate(ROWS)
        assert len({round(bottom - top) for top, bottom, _ in seen}) > 1
        assert max(cut for _, _, cut in seen) <= 1
        gaps = [after[0] - before[1] for before, after in itertools.pairwise(seen)]
        assert max(map(abs, gaps)) < 1
        # A reader's own style sets lines further apart: the rows make room for it.
        page.evaluate(
            "document.styleSheets[0].insertRule('.mg-event-list__title"
            " { line-height: 2 !important }', 0)"
        )
        settled(page)
        page.locator(".mg-event-list__scroller").evaluate("(list) => list.scrollBy(0, 400)")
        settled(page)
