"""All views of the editor: WCAG 2.2 AA as axe sees it, on light and dark ground, and in Urdu."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import atlases
import axe
import pytest
from editor_page import editor_page
from editor_requests import ask
from examples import more
from playwright.sync_api import Browser, Page, expect

from mapgen.desk.editor.editor import Editor

CHAPTER = "---\nchapter: {0}\ntitle: {0}\nfrom: 1985\nto: 1986\n---\nA text [@dawn1985]. Two.\n"
SOURCE = '[{"id": "x", "type": "book", "title": "Another history", "issued": {"raw": "1999"}}]'
LEAVES = "button:not(.link), label, h2, h3, .name, .meaning, legend, summary, .claim__name"
# Words of more than one in Latin letters where none of the language's own stands.
ENGLISH = f"""() => [...document.querySelectorAll({LEAVES!r})]
  .filter((each) => each.checkVisibility() && !each.closest('[lang=en], .mg-map, .mg-card') &&
    !each.querySelector('bdi'))
  .map((each) => each.textContent.trim())
  .filter((text) => /[A-Za-z]{{2,}} [A-Za-z]{{2,}}/.test(text) && !/[\\u0600-\\u06ff]/.test(text))"""


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """A running editor of the small atlas with a story, a name, loaded words and Urdu."""
    folder = atlases.small_atlas(tmp_path_factory.mktemp("access") / "atlas")
    settings = folder / "mapgen.toml"
    text = re.sub("languages = .*", 'languages = ["en", "ur"]', settings.read_text("utf-8"))
    settings.write_text(text, "utf-8")
    (folder / "story.md").write_text("\n".join(map(CHAPTER.format, ("one", "two"))), "utf-8")
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "docs" / "loaded-words.csv").write_text("word,why,say\nriot*,a,b\n", "utf-8")
    with Editor(folder, 0) as running:
        yield running


@pytest.fixture(scope="module")
def page(editor: Editor, browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """The editor's page, into which axe may be put; the tour is still open."""
    with editor_page(browser, editor, bypass_csp=True, **browser_context_args) as opened:
        opened.locator("tbody tr[data-at]").first.wait_for()
        yield opened


def table(name: str) -> Callable[[Page], None]:
    """Return what opens a table."""

    def go(page: Page) -> None:
        page.locator(f"#tables [data-table={name}]").click()
        page.locator(f"#tables [data-table={name}][aria-pressed=true]").wait_for()

    return go


def record(name: str) -> Callable[[Page], None]:
    """Return what opens the first record of a table."""

    def go(page: Page) -> None:
        table(name)(page)
        page.locator("tbody tr[data-at]").first.locator("td").nth(1).click()
        page.locator("#record form").wait_for()

    return go


def task(name: str, ready: str) -> Callable[[Page], None]:
    """Return what opens a task, and waits until something of it is there."""

    def go(page: Page) -> None:
        page.locator(f"#views [data-view={name}]").click()
        page.locator(ready).first.wait_for()

    return go


def event(page: Page) -> None:
    """Open an event with all that its form can show: figures, marks, the list of sources."""
    record("events")(page)
    page.locator(".place-map .leaflet-interactive").first.wait_for(state="attached")
    page.locator("#beside .mg-card").wait_for()
    page.locator("form .claims + button").first.click()
    summary = page.locator("textarea[data-field=summary]")
    summary.fill("A riot [@dawn1985]. They left [@")
    page.locator(".cited-text__uncited").wait_for(state="attached")
    summary.press("End")
    summary.press_sequentially("a")
    page.locator("[role=option]").first.wait_for()


def chapter(page: Page) -> None:
    """Open a chapter, with a sentence that cites nothing."""
    task("story", "#record .queue .link")(page)
    page.locator("#record .queue .link").first.click()
    page.locator(".cited-text__uncited").wait_for(state="attached")


def pair(page: Page) -> None:
    """Open a text beside its translation."""
    task("translations", "#record .queue .link")(page)
    page.locator("#record .queue .link").first.click()
    page.locator(".pair textarea").first.wait_for()


def brought(page: Page) -> None:
    """Paste a source."""
    task("sources", "#record textarea")(page)
    page.locator("#record textarea").fill(SOURCE)
    page.locator(".offered input").wait_for()


def published(page: Page) -> None:
    """Open what has changed since the page was published."""
    page.locator("#build").click()
    page.locator("#record details").first.wait_for()


def merged(page: Page) -> None:
    """Open the merging of two events."""
    record("events")(page)
    page.locator("form .save button").nth(3).click()
    other = atlases.EVENTS[3]["id"]
    page.locator("#record input").first.fill(other)
    page.locator("fieldset.merge").first.wait_for()


def selected(page: Page) -> None:
    """Select two rows of the table."""
    table("events")(page)
    page.locator("tbody tr[data-at] td").first.click()
    page.keyboard.press("Shift+ArrowDown")


def pasting(page: Page) -> None:
    """Open the window for rows of a spreadsheet."""
    table("events")(page)
    page.locator(".table-tools > .tools:not([hidden]) > button").last.click()
    page.locator("dialog[open]").wait_for()


VIEWS: dict[str, Callable[[Page], None]] = {
    **{f"table of {name}": table(name) for name in ("events", "places", "sources", "texts")},
    "event": event, "place": record("places"), "source": record("sources"),
    "text": record("texts"), "chapter": chapter, "translation": pair,
    "settings": task("settings", "#record .category"), "sources brought in": brought,
    "published": published, "merging": merged, "rows selected": selected,
    "pasting": pasting,
}  # fmt: skip


def shut(page: Page) -> None:
    """Go back to the table of events with nothing open."""
    if page.locator("dialog[open]").count():
        page.keyboard.press("Escape")
    table("events")(page)


# What no other view has: a form with marks, offers, a card and a map; one without them; a dialog. The
# other forms are like these, and the tasks are looked at where they are done, in `test_views`.
UNLIKE = {"event", "place", "pasting"}
# What has the longest words side by side.
CROWDED = {"event", "merging"}
EACH = [name if name in UNLIKE else more(name) for name in VIEWS]
ROOM = [name if name in CROWDED else more(name) for name in VIEWS]
COLOURED = [name if name == "event" else more(name) for name in VIEWS]


@pytest.mark.parametrize("name", EACH)
def test_a_view_is_for_everybody(page: Page, name: str) -> None:
    VIEWS[name](page)
    found = axe.faults(page)
    shut(page)
    assert found == []


@pytest.mark.parametrize("name", COLOURED)
def test_a_view_is_for_everybody_on_dark_ground(page: Page, name: str) -> None:
    VIEWS[name](page)
    page.emulate_media(color_scheme="dark")
    found = axe.faults(page, colours_only=True)
    page.emulate_media(color_scheme="light")
    shut(page)
    assert found == []


@pytest.fixture(scope="module")
def urdu(page: Page) -> Page:
    """The editor in Urdu."""
    page.locator("#language").select_option("ur")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.locator("tbody tr[data-at]").first.wait_for()
    return page


@pytest.mark.parametrize("name", ROOM)
def test_a_view_is_in_urdu_and_has_room(urdu: Page, name: str) -> None:
    VIEWS[name](urdu)
    english = urdu.evaluate(ENGLISH)
    wide = urdu.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    shut(urdu)
    assert (english, wide) == ([], 0)


@pytest.mark.parametrize("name", COLOURED)
def test_a_view_is_for_everybody_in_urdu(urdu: Page, name: str) -> None:
    VIEWS[name](urdu)
    found = axe.faults(urdu)
    shut(urdu)
    assert found == []


def test_the_conflict_of_two_tabs_is_for_everybody(urdu: Page, editor: Editor) -> None:
    record("events")(urdu)
    urdu.locator("input[data-field=title]").fill("Mine")
    key = urdu.locator("#record h2").inner_text()
    records = ask(editor, "state")[1]["files"]["events"]["records"]
    theirs = next(each for each in records if each["key"] == key)
    changed = {**theirs, "file": "events", "value": {"title": "Theirs"}}
    assert ask(editor, "change", {"operations": [changed]})[0] == 200
    urdu.locator("form .save button.main").click()
    urdu.locator("dialog.conflict[open]").wait_for()
    assert axe.faults(urdu, within="dialog.conflict") == []
    assert urdu.evaluate(ENGLISH) == []
    urdu.keyboard.press("Escape")
    shut(urdu)
