"""On paper: the map as shown with numbers, its key, the events shown and the sources they cite."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from examples import more
from playwright.sync_api import Page, expect
from reader import settled, tab, visit


def print_out(page: Page) -> None:
    """Make the page ready for the printer, as the browser does before it prints."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")


def put_away(page: Page) -> None:
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    settled(page)


def printed(page: Page) -> list[str]:
    """The ids of the events that are on the paper."""
    articles = page.locator('#mg-record article[id^="event-"]')
    ids: list[str] = articles.evaluate_all(
        "(all) => all.filter((each) => each.getClientRects().length)"
        ".map((each) => each.id.replace('event-', ''))"
    )
    return ids


def test_what_is_printed_is_what_is_shown(page: Page, small_page: str) -> None:
    visit(page, small_page, "#categories=clash")
    shown = page.evaluate("atlas.visible()")
    assert 0 < len(shown) < 8
    print_out(page)
    assert printed(page) == shown
    expect(page.locator("#mg-panel")).to_be_hidden()
    expect(page.locator("#mg-time")).to_be_hidden()
    expect(page.get_by_role("heading", name="Key to the map")).to_be_visible()
    expect(page.locator(".mg-paper__summary")).to_contain_text("of 8 events")


def test_what_was_filtered_a_moment_ago_is_printed(page: Page, small_page: str) -> None:
    visit(page, small_page)
    said = page.evaluate(
        """() => {
          atlas.filter({ categories: ["clash"] });
          dispatchEvent(new Event("beforeprint"));
          return document.querySelector(".mg-filter-chips__sentence").textContent;
        }"""
    )
    assert f"{page.evaluate('atlas.count()')} of 8 events" in said


def test_every_mark_has_a_number_and_every_event_on_it_the_same(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    print_out(page)
    marks = page.locator(
        ".mg-mark[data-number], .mg-town[data-number], .mg-strip__area[data-number]"
    )
    numbers = marks.evaluate_all("(all) => all.map((each) => Number(each.dataset.number))")
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    places = page.locator(".mg-paper__places li")
    assert places.count() == len(numbers)
    names = places.all_inner_texts()
    for mark in marks.all():
        name = mark.get_attribute("aria-label")
        assert names[int(mark.get_attribute("data-number") or 0) - 1] == name
    # One mark for one event: its number stands at that event's title.
    alone = page.get_by_role("button", name="14 December 1986: Shots at the Bridge")
    number = alone.get_attribute("data-number")
    article = page.locator("#event-1986-karachi-bridge")
    expect(article.locator(".mg-paper__number")).to_have_text(number or "")
    told = page.locator(".mg-paper__number").all_inner_texts()
    assert {int(each) for each in told} == set(numbers)


def test_only_the_sources_that_are_cited_are_listed(page: Page, small_page: str) -> None:
    visit(page, small_page)
    page.evaluate("atlas.filter({text: 'bridge'})")
    settled(page)
    cited = set(page.evaluate("atlas.event('1986-karachi-bridge').sources"))
    print_out(page)
    listed = page.locator("#mg-record > ul > li").evaluate_all(
        "(all) => all.filter((each) => each.getClientRects().length)"
        ".map((each) => each.id.replace('ref-', ''))"
    )
    assert set(listed) == cited


def test_the_map_shows_the_same_ground_at_the_sheets_width(page: Page, small_page: str) -> None:
    visit(page, small_page)
    bounds = "(({_southWest: a, _northEast: b}) => [a.lat, a.lng, b.lat, b.lng])"
    south, west, north, east = page.evaluate(f"{bounds}(map_atlas.getBounds())")
    print_out(page)
    s, w, n, e = page.evaluate(f"{bounds}(map_atlas.getBounds())")
    assert s <= south
    assert w <= west
    assert n >= north
    assert e >= east
    box = page.locator("#mg-map-area").bounding_box()
    assert box
    assert box["width"] <= 680


def test_afterwards_all_is_as_it_was(page: Page, small_page: str) -> None:
    visit(page, small_page, "#categories=clash&event=1986-karachi-bridge")
    settled(page)
    place = "[map_atlas.getZoom(), map_atlas.getSize().x, map_atlas.getSize().y, location.hash]"
    record = "document.getElementById('mg-record').outerHTML"
    before, text = page.evaluate(place), page.evaluate(record)
    print_out(page)
    put_away(page)
    assert page.evaluate(place) == before
    assert page.evaluate(record) == text
    expect(page.locator("[data-number]")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_be_visible()
    tab(page, "About")
    expect(page.locator("#mg-tab-about #mg-about-text")).to_be_visible()


def test_nothing_shown_is_said_on_paper_too(page: Page, small_page: str) -> None:
    visit(page, small_page, "#text=nothing+at+all")
    print_out(page)
    assert printed(page) == []
    expect(page.get_by_text("No event is shown.")).to_be_visible()
    expect(page.get_by_role("heading", name="Events", exact=True)).to_be_hidden()


@pytest.mark.parametrize("scheme", ["dark", more("light")])
def test_the_browsers_own_printing_does_the_same(page: Page, small_page: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    visit(page, small_page)
    page.evaluate(
        "addEventListener('beforeprint', () => {"
        " window.front = document.querySelectorAll('.mg-paper, .mg-mark[data-number]').length; })"
    )
    sheet = page.pdf(format="A4")
    assert sheet.startswith(b"%PDF")
    assert page.evaluate("window.front") > 1
    expect(page.locator(".mg-paper")).to_have_count(0)


def test_without_scripts_the_whole_record_is_printed(
    new_page: Callable[..., Page], small_page: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(small_page)
    page.emulate_media(media="print")
    assert page.locator('#mg-record article[id^="event-"]').count() == 8
    expect(page.locator("#event-1986-karachi-bridge")).to_be_visible()
    expect(page.locator("#mg-main")).to_be_hidden()
