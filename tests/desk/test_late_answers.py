"""The form of an event while answers come late or out of order, as on a busy machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import atlases
import pytest
from editor_requests import ask, record
from playwright.sync_api import Page, Route, expect

from mapgen.desk.editor.editor import Editor

EVENT = "1985-karachi-north"


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    with Editor(atlases.small_atlas(tmp_path / "atlas"), 0) as running:
        yield running


class First:
    """The first check of a page, whose answer is held back; all later ones are answered at once."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._held: list[Route] = []
        page.route("**/check", lambda route: self._held.append(route), times=1)

    def let_go(self) -> None:
        """Have it answered, once it is asked."""
        while not self._held:
            self._page.evaluate("new Promise(requestAnimationFrame)")
        self._held[0].continue_()


def test_a_figure_typed_before_the_first_answer_stays(editor: Editor, local_page: Page) -> None:
    first = First(local_page)
    local_page.goto(editor.url)
    local_page.get_by_role("gridcell", name=EVENT).click()
    form = local_page.locator("form")
    form.get_by_role("button", name="Add a figure (deaths)").click()
    form.get_by_label("Figure (deaths 1)").fill("at least 2")
    first.let_go()
    for number, figure in enumerate(("at least 39", "250", "at least 2"), start=1):
        expect(form.get_by_label(f"Figure (deaths {number})")).to_have_value(figure)
    expect(form).to_contain_text("“at least 2”: a figure without a citation")
    form.get_by_role("button", name="Remove deaths 2").click()
    expect(form.get_by_label("Figure (deaths 2)")).to_have_value("at least 2")


def test_figures_are_kept_whichever_answer_comes_first(editor: Editor, local_page: Page) -> None:
    before = record(editor, "events", EVENT)["value"]
    first = First(local_page)
    local_page.goto(editor.url)
    local_page.get_by_role("gridcell", name=EVENT).click()
    form = local_page.locator("form")
    form.get_by_label("Title", exact=True).fill("Days of clashes in the north")
    form.get_by_role("button", name="Save").click()
    expect(local_page.get_by_role("status")).to_have_text("Saved.")
    value = record(editor, "events", EVENT)["value"]
    assert value == {**before, "title": "Days of clashes in the north"}
    first.let_go()


# As a busy machine: longer than the pause after which what was typed is checked by itself.
LATE = """(() => {
  const now = window.fetch;
  window.fetch = (address, ...rest) => now(address, ...rest).then((answer) =>
    /(^|\\/)check$/.test(String(address))
      ? new Promise((done) => setTimeout(() => done(answer), 300))
      : answer);
})()"""


def test_an_id_that_is_suggested_while_one_saves_is_saved(editor: Editor, local_page: Page) -> None:
    local_page.goto(editor.url)
    local_page.evaluate(LATE)
    local_page.get_by_role("button", name="New event").click()
    form = local_page.locator("form")
    first = {**atlases.EVENTS[0], "title": "A last one", "summary": "People came [@dawn1985]."}
    for name in ("date", "place", "city", "summary"):
        form.locator(f"[data-field={name}]").fill(first[name])
    for name in ("place_precision", "category", "attribution", "confidence"):
        form.locator(f"[data-field={name}]").select_option(first[name])
    save = form.get_by_role("button", name="Save", exact=True)
    save.click()
    expect(local_page.get_by_role("status")).to_contain_text("It is not saved")
    form.locator("[data-field=title]").fill(first["title"])
    save.click()
    expect(local_page.get_by_role("status")).to_have_text("Saved.")
    events = ask(editor, "state")[1]["files"]["events"]["records"]
    assert [each["value"]["title"] for each in events].count("A last one") == 1
