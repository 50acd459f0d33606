"""What a reader's tests share: opening the page, and looking at what is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Frame, Locator, Page

T = TypeVar("T")

ONE_MAP = "#panes=one"
"""What opens the real atlas as a single map."""
PATIENCE = 20_000
"""Milliseconds that a condition may take on a busy machine before its test fails."""
STEP = 50
WRITTEN = 400
"""Milliseconds without any change after which the page has written its address, too."""


STANDS = """() => atlas.ready.then(
  () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))))"""


def visit(page: Page, address: str, fragment: str = "", *, explore: bool = True) -> Page:
    """Open the page, wait until all its components stand, and go past its opening page."""
    page.goto(address + fragment)
    page.evaluate(STANDS)
    if explore and not fragment:
        # By its class: a role is looked for in the whole document, which holds the record too.
        opening = page.locator(".mg-story__entry button", has_text="Explore the map")
        if opening.is_visible():
            opening.click()
            page.evaluate("document.activeElement.blur()")
    return page


def shown(page: Page) -> list[str]:
    """The ids of the events shown, in time order."""
    ids: list[str] = page.evaluate("atlas.visible()")
    return ids


def state(page: Page, key: str) -> object:
    """One value of the page's state."""
    return page.evaluate("(key) => atlas.state()[key]", key)


def slider(page: Page, end: str) -> Locator:
    """The handle of the strip at one end: "First" or "Last"."""
    return page.get_by_role("slider", name=f"{end} day shown")


def rows(page: Page) -> Locator:
    """The rows of the list of events that are in the document."""
    return page.get_by_role("list", name="Events shown").get_by_role("button")


def tab(page: Page, name: str) -> None:
    """Go to a tab of the panel."""
    page.get_by_role("tab", name=name).click()


def eventually(page: Page, read: Callable[[], T], holds: Callable[[T], bool]) -> T:
    """Read again and again until what is read holds, and return it; fail with the last reading."""
    for _ in range(PATIENCE // STEP):
        found = read()
        if holds(found):
            return found
        page.wait_for_timeout(STEP)
    raise AssertionError(found)


QUIET = """(quiet) => new Promise((done) => {
  let last = performance.now();
  let before = "";
  const begun = last;
  const changed = () => { last = performance.now(); };
  const observer = new MutationObserver(changed);
  observer.observe(document,
    { subtree: true, childList: true, attributes: true, characterData: true });
  const outside = () => {
    const map = typeof map_atlas === "undefined" ? null : map_atlas;
    // Where no script runs, the name is that of the map's element.
    const view = map && map.getCenter && [map.getCenter(), map.getZoom(), map.getSize()];
    return JSON.stringify([location.href, scrollX, scrollY, innerWidth, innerHeight, view]);
  };
  const look = () => {
    const now = outside();
    const moves = document.getAnimations().some((each) => each.playState === "running");
    if (now !== before || moves) changed();
    before = now;
    if (performance.now() - last < quiet && performance.now() - begun < 20_000) {
      requestAnimationFrame(look);
      return;
    }
    observer.disconnect();
    done(performance.now() - begun < 20_000);
  };
  look();
})"""


def settled(page: Page | Frame, quiet: int = 100) -> None:
    """Wait until nothing has changed for so many milliseconds: document, address, scroll, map."""
    assert page.evaluate(QUIET, quiet), "the page never comes to rest"


def pass_time(page: Page, milliseconds: int, why: str) -> None:
    """Let time pass where time itself is what counts: nothing may happen in it, or a finger rests.

    All else waits for a condition (`until`, `eventually`, `settled`, Playwright's `expect`).
    """
    assert why
    page.wait_for_timeout(milliseconds)


def until(page: Page | Frame, condition: str) -> None:
    """Wait for a condition, asked from outside: the page's policy lets no text be evaluated."""
    for _ in range(PATIENCE // STEP):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(STEP)
    raise AssertionError(condition)
