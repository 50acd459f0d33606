"""A page that comes slowly: the marks first, then all else, however its parts are cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from slow_page import Slow, in_parts, read

COMPLETE = "mapgen.complete("


@pytest.fixture
def slow(small_page: str) -> Iterator[Slow]:
    """The small atlas's page, cut in the middle of its texts and before its last scripts."""
    whole = read(small_page)
    texts = re.search(rb'id="event_data_part-readings">', whole)
    assert texts
    with in_parts(whole, [texts.end() + 20, whole.index(COMPLETE.encode())]) as slow:
        yield slow


@pytest.fixture
def page(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A page that may ask this machine."""
    context = browser.new_context(**browser_context_args)
    yield context.new_page()
    context.close()


def test_marks_stand_before_the_rest_of_the_page_has_come(page: Page, slow: Slow) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(slow.address, wait_until="commit")
    mark = page.locator(".mg-mark").first
    expect(mark).to_be_visible()
    expect(page.locator(".mg-districts path, .mg-district").first).to_be_attached()
    assert page.locator(".mg-panel, .mg-row").count() == 0
    slow.sent[0].set()
    expect(mark).to_be_visible()
    slow.sent[1].set()
    page.evaluate("() => window.atlas.ready")
    expect(page.get_by_role("tablist")).to_be_attached()
    event = page.evaluate("atlas.visible()[0]")
    page.evaluate("atlas.open(atlas.visible()[0])")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate("atlas.event(atlas.visible()[0]).title")
    assert event
    assert faults == []


def test_a_town_is_seen_under_its_own_name_from_the_first(page: Page, built_page: str) -> None:
    whole = read(built_page)
    with in_parts(whole, [whole.index(b'id="event_data_part-readings">')]) as slow:
        page.goto(slow.address, wait_until="commit")
        expect(page.locator(".mg-mark").first).to_be_visible()
        town = page.locator(".mg-town").first
        expect(town).to_be_attached()
        expect(town).to_be_hidden()
        slow.sent[0].set()
        expect(town).to_be_visible()
        expect(page.locator(".mg-town__name", has_text=re.compile("^town$"))).to_have_count(0)


def test_a_lens_of_the_address_waits_for_the_sources(page: Page, slow: Slow) -> None:
    page.goto(f"{slow.address}#of_the_time=1", wait_until="commit")
    expect(page.locator(".mg-map.leaflet-container").first).to_be_attached()
    expect(page.locator("#event_data_part-readings")).to_be_attached()
    for event in slow.sent:
        event.set()
    page.evaluate("() => window.atlas.ready")
    expected = page.evaluate("atlas.visible()")
    page.evaluate("atlas.clear()")
    page.evaluate("atlas.filter({ of_the_time: true })")
    assert page.evaluate("atlas.visible()") == expected


def test_what_draws_the_marks_stands_before_everything_else(small_page: str) -> None:
    text = Path(small_page.removeprefix("file://")).read_text("utf-8")
    order = [
        'id="event_data_part-columns"',
        "mapgen.incomplete(",
        'id="event_data_part-words"',
        'id="event_data_part-readings"',
        'id="event_data_part-texts-0"',
        COMPLETE,
        'id="mg-record"',
    ]
    places = [text.index(each) for each in order]
    assert places == sorted(places)
    before = text[: places[1]]
    assert "class EventList" not in before
    assert "class Story" not in before
