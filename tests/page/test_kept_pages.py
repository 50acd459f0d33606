"""The pages that tests hand on: the next test finds nothing of the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from conftest import Watch
    from kept_pages import KeptPages

LOOK = """[innerWidth, matchMedia("print").matches, matchMedia("(prefers-color-scheme: dark)").matches,
  matchMedia("(forced-colors: active)").matches, localStorage.length + sessionStorage.length]"""


def test_a_page_is_as_good_as_new_for_the_next_test(
    kept_pages: KeptPages, browser_context_args: dict[str, Any], watch: Watch, small_page: str
) -> None:
    changes = {"color_scheme": "dark", "forced_colors": "active"}
    size = {"width": 390, "height": 844}
    kept = kept_pages.take({**browser_context_args, **changes, "viewport": size}, watch)
    page = kept.page
    page.goto(small_page)
    page.evaluate("localStorage.left = sessionStorage.left = 1")
    page.emulate_media(media="print")
    assert page.evaluate(LOOK) == [390, True, True, True, 2]
    page.route("**/*", lambda route: route.abort())
    kept_pages.give_back(kept)

    again = kept_pages.take(browser_context_args, watch)
    assert again.page is page
    page.goto(small_page)
    assert page.evaluate(LOOK) == [1366, False, False, False, 0]
    kept_pages.give_back(again)


def test_what_cannot_be_taken_back_ends_a_pages_use(
    kept_pages: KeptPages, browser_context_args: dict[str, Any], watch: Watch
) -> None:
    kept = kept_pages.take(browser_context_args, watch)
    page = kept.page
    page.add_init_script("window.left = 1")
    kept_pages.give_back(kept)
    again = kept_pages.take(browser_context_args, watch)
    assert again.page is not page
    assert page.is_closed()
    kept_pages.give_back(again)
