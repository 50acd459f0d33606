"""A page that comes slowly: the marks first, then all else, however its parts are cut."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

COMPLETE = "mapgen.complete("


class Slow(NamedTuple):
    """A page that is sent in parts: the next one when its event is set."""

    address: str
    sent: list[threading.Event]


@pytest.fixture
def slow(small_page: str) -> Iterator[Slow]:
    """The small atlas's page, cut in the middle of its texts and before its last scripts."""
    whole = Path(small_page.removeprefix("file://")).read_bytes()
    texts = re.search(rb'id="event_data_part-readings">', whole)
    assert texts
    cuts = [texts.end() + 20, whole.index(COMPLETE.encode()), len(whole)]
    parts = [whole[start:end] for start, end in zip([0, *cuts], cuts, strict=False)]
    sent = [threading.Event() for _ in parts[1:]]

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            for number, part in enumerate(parts):
                if number:
                    sent[number - 1].wait(60)
                self.wfile.write(part)
                self.wfile.flush()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Slow(f"http://127.0.0.1:{server.server_port}/", sent)
    for event in sent:
        event.set()
    server.shutdown()
    server.server_close()


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
