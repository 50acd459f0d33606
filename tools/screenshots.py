"""docs/images/*.jpg: what a reader sees, taken anew from the page that the records make.

Run it through ``make screenshots``. The pictures belong to docs/guide.md, docs/editing.md and
README.md.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import chromium  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from reader import settled  # noqa: E402

from mapgen.build import build  # noqa: E402
from mapgen.desk.editor.editor import Editor  # noqa: E402

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

IMAGES = ROOT / "docs" / "images"
DESK = {"width": 1366, "height": 768}
QUALITY = 72


MIDDLE = "(each) => each.scrollIntoView({ block: 'center' })"


def opening(page: Page) -> None:
    """Nothing is done: the first screen."""


def explored(page: Page) -> None:
    """Show the whole atlas, past its introduction."""
    page.get_by_role("button", name="Explore the map").click()
    page.evaluate("document.activeElement.blur()")


def figures(page: Page) -> None:
    """Show the figures of what is shown."""
    page.get_by_role("tab", name="Figures").click()
    page.get_by_role("img", name="Deaths").first.wait_for()


def as_it_is(page: Page) -> None:
    """Nothing is done: the address says it all."""


SHOTS = (
    # name, size, what the address says, what the reader does
    ("atlas", DESK, "", explored),
    ("opening", DESK, "", opening),
    ("event", DESK, "#event=1990-hyderabad-pakka-qila", as_it_is),
    ("story", DESK, "#chapter=sohrab-goth-qasba-aligarh-1986", as_it_is),
    ("figures", DESK, "#from=1985", figures),
)


def table(page: Page) -> None:
    """Open a cell of the table."""
    page.get_by_role("gridcell").nth(23).focus()
    page.keyboard.press("Enter")


def form(page: Page) -> None:
    """Open an event with its place in view."""
    page.get_by_label("Search").fill("Korangi")
    page.get_by_role("gridcell", name="Police fire on a protest march in Korangi").click()
    page.locator(".mg-card__title").wait_for()
    page.locator(".place-map").evaluate(MIDDLE)


def summary(page: Page) -> None:
    """Type in a summary: a sentence without a source, a loaded word, a key that is completed."""
    form(page)
    field = page.get_by_label("Summary", exact=True)
    field.press("Control+End")
    field.press_sequentially(" The press called it carnage [@UPI 1986")
    page.locator(".cited-text__uncited").first.wait_for(state="attached")
    page.locator(".source-choice:not([hidden])").wait_for()
    field.evaluate(MIDDLE)


EDITOR_SHOTS = (
    ("editor-table.png", table),
    ("editor-form.png", form),
    ("editor-summary.jpg", summary),
)


def editor_pictures(browser: Browser) -> None:
    """Take the pictures of the editor; nothing is saved in it."""
    with Editor(ROOT, 0) as editor:
        for name, act in EDITOR_SHOTS:
            context = browser.new_context(viewport=DESK, locale="en-GB", reduced_motion="reduce")
            page = context.new_page()
            page.goto(editor.url)
            page.get_by_role("button", name="Skip the tour").click()
            page.get_by_role("gridcell").first.wait_for()
            page.locator("#map[src]").wait_for(timeout=120_000)
            act(page)
            page.wait_for_timeout(1500)
            quality = {"quality": QUALITY} if name.endswith(".jpg") else {}
            page.screenshot(path=IMAGES / name, **quality)
            context.close()


def main() -> None:
    """Build the page and take every picture, each at the scale of a plain screen."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        address = build(ROOT, Path(folder)).path.as_uri()
        path = chromium.find(whole=True)
        browser = playwright.chromium.launch(
            executable_path=str(path) if path else None, args=["--no-sandbox"]
        )
        for name, size, fragment, act in SHOTS:
            context = browser.new_context(
                viewport=size, locale="en-GB", reduced_motion="reduce", offline=True
            )
            page = context.new_page()
            page.goto(address + fragment)
            page.evaluate("atlas.ready")
            act(page)
            settled(page)
            page.screenshot(path=IMAGES / f"{name}.jpg", type="jpeg", quality=QUALITY)
            context.close()
        editor_pictures(browser)
        browser.close()


if __name__ == "__main__":
    main()
