"""The guard of the browser tests bites, and the page of the small atlas passes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from reader import eventually

if TYPE_CHECKING:
    from conftest import Watch
    from playwright.sync_api import Page


@pytest.mark.parametrize(
    ("script", "noted"),
    [
        ("fetch('https://example.org/').catch(() => {})", "request: https://example.org/"),
        ("new Image().src = 'http://127.0.0.1:9/x.png'", "request: http://127.0.0.1:9/x.png"),
        ("setTimeout(() => { throw new Error('lost') })", "page error: lost"),
        ("console.error('wrong')", "console: wrong"),
        ("console.warn('odd')", "console: odd"),
    ],
)
def test_what_a_page_may_not_do_is_noted(page: Page, watch: Watch, script: str, noted: str) -> None:
    page.goto("about:blank")
    page.evaluate(f"() => {{ {script}; }}")
    eventually(page, lambda: watch.seen, lambda seen: noted in seen)
    watch.seen.clear()


def test_a_page_opened_in_a_context_of_its_own_is_watched(
    new_page: Callable[..., Page], watch: Watch
) -> None:
    page = new_page(timezone_id="America/New_York")
    assert page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == "America/New_York"
    page.evaluate("() => { fetch('https://example.org/').catch(() => {}); }")
    eventually(page, lambda: watch.seen, lambda seen: "request: https://example.org/" in seen)
    watch.seen.clear()


def test_the_small_page_opens_everywhere_and_asks_for_nothing(
    page_anywhere: Page, small_page: str
) -> None:
    page_anywhere.goto(small_page)
    assert (
        page_anywhere.evaluate("window.atlas.ready.then(() => window.atlas.visible().length)") == 8
    )
