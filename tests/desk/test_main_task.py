"""The main task of the editor in Chromium; `tests/page/engines` does it in Firefox and WebKitGTK."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from engines.desk_task import TITLE, main_task
from engines.in_chromium import Chromium
from engines.reading import Reader
from playwright.sync_api import Browser, Page
from reader import eventually

from mapgen.atlas.atlas import read_atlas
from mapgen.desk.editor.editor import Editor
from mapgen.starter import make_starter


def test_an_event_is_added_by_who_has_never_seen_the_editor(
    tmp_path: Path, browser: Browser
) -> None:
    folder = tmp_path / "atlas"
    make_starter(folder)
    engine = Chromium(browser)
    with Editor(folder, 0) as editor:
        main_task(Reader(engine, (1366, 768)), editor.url)
    assert engine.complaints() == []
    events = read_atlas(folder).rows
    row = list(events["title"]).index(TITLE)
    assert (events["id"][row], events["place_id"][row]) == (
        "1904-example-town-lamp-broken",
        "harbour",
    )
    assert (events["deaths"][row].low, events["deaths"][row].high) == (2, 5)
    assert events["span"][row].kind == "one-of"


class Counted:
    """A reader who does nothing, and counts keys, pointings and mental steps of the task.

    A click is a mental step, a pointing and a press; a choice out of a list one step and two of
    each.
    """

    size = (0, 0)

    def __init__(self) -> None:
        self.engine = self
        self.keys = self.pointings = self.steps = 0

    def find(self, *_: object) -> None:
        """Count nothing: it is looked at."""

    open = call = until = find

    def click(self, *_: object) -> None:
        """Count a click."""
        self._point(1)

    def choose(self, *_: object) -> None:
        """Count a choice."""
        self._point(2)

    def type(self, text: str) -> None:
        """Count a key for each letter."""
        self.keys += len(text)

    def press(self, *keys: str) -> None:
        """Count keys."""
        self.keys += len(keys)

    def _point(self, times: int) -> None:
        self.steps += 1
        self.pointings += times
        self.keys += times


def test_the_main_task_is_short_by_a_keystroke_level_model() -> None:
    """By Card, Moran and Newell (1980): 0.2 s a key, 1.1 s a pointing, 1.35 s a mental step."""
    counted = Counted()
    main_task(cast("Reader", counted), "")
    assert (counted.keys, counted.pointings, counted.steps) == (146, 16, 13)
    assert counted.keys * 0.2 + counted.pointings * 1.1 + counted.steps * 1.35 < 65


MOST = 40  # presses of Tab from one thing to the next
FOCUSED = """() => {
  const here = document.activeElement;
  const name = here.getAttribute("aria-label") ?? here.labels?.[0]?.textContent ?? here.textContent;
  const box = here.getBoundingClientRect();
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, 20) / 2);
  const isSeen = here === at || here.contains(at) || Boolean(at && at.contains(here));
  const { outlineStyle, outlineWidth } = getComputedStyle(here);
  return [name.trim(), isSeen, outlineStyle !== "none" && outlineWidth !== "0px"];
}"""


def to(page: Page, name: str) -> int:
    """Press Tab until this has the focus, which is seen wherever it goes; return how often."""
    for presses in range(MOST):
        here, is_seen, is_outlined = page.evaluate(FOCUSED)
        if here == name:
            return presses
        assert not presses or (is_seen and is_outlined), here
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} is not reached")


def test_an_event_is_added_with_the_keyboard_alone(tmp_path: Path, browser: Browser) -> None:
    folder = tmp_path / "atlas"
    make_starter(folder)
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    keys = page.keyboard
    with Editor(folder, 0) as editor:
        page.goto(editor.url)
        page.locator("tbody tr[data-at]").first.wait_for()
        presses = to(page, "Skip the tour")
        keys.press("Enter")
        presses += to(page, "New event")
        keys.press("Enter")
        presses += to(page, "Title")
        keys.type(TITLE)
        presses += to(page, "Date")
        keys.type("2 May 1904")
        presses += to(page, "one of")
        keys.press("Enter")
        keys.type("3 May 1904")
        presses += to(page, "Place")
        keys.type("harbour")
        for name, word in (("Category", "storm"), ("Attribution", "unknown")):
            presses += to(page, name)
            keys.type(word)
        for figure, source in (("at least 2", "gazette"), ("5", "council")):
            presses += to(page, "Add a figure (deaths)")
            keys.press("Enter")
            keys.type(figure)
            number = 1 if source == "gazette" else 2
            presses += to(page, f"Sources (deaths {number})")
            keys.type(source)
            page.locator(".source-choice:not([hidden]) [role=option]").first.wait_for()
            keys.press("Enter")
        presses += to(page, "Summary")
        keys.type("This is invented: a lamp broke [@gazette")
        page.locator(".source-choice:not([hidden]) [role=option]").first.wait_for()
        keys.press("Enter")
        keys.type("].")
        presses += to(page, "Confidence")
        keys.type("B")
        presses += to(page, "Save")
        keys.press("Enter")
        eventually(page, page.locator("#status").inner_text, lambda said: said == "Saved.")
    context.close()
    assert presses < 80
    events = read_atlas(folder).rows
    row = list(events["title"]).index(TITLE)
    assert (events["category"][row], events["place_id"][row]) == ("storm", "harbour")
    assert (events["deaths"][row].low, events["deaths"][row].high) == (2, 5)
    assert [each.key for claim in events["deaths"][row].claims for each in claim.citations] == [
        "gazette1901",
        "council1903",
    ]
