"""A table of very many events in the browser: few rows are made, and all can be reached."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

import atlases
import pytest
from editor_page import editor_page
from editor_requests import ask, until_checked
from examples import ALL
from playwright.sync_api import Browser, Page, expect

from mapgen.desk.editor.editor import Editor

COUNT = 3000 if ALL else 1200


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """The editor of a large atlas."""
    root = atlases.small_atlas(tmp_path_factory.mktemp("large") / "atlas")
    file = root / "events.csv"
    with file.open(encoding="utf-8", newline="") as given:
        rows = list(csv.DictReader(given))
    for number in range(len(rows), COUNT):
        # In the file the last titles come first.
        title = f"Number {COUNT - number}"
        rows.append({**rows[0], "id": f"number-{number}", "title": title, "related": ""})
    with file.open("w", encoding="utf-8", newline="") as written:
        out = csv.DictWriter(written, list(rows[0]), lineterminator="\n")
        out.writeheader()
        out.writerows(rows)
    with Editor(root, 0) as running:
        until_checked(running)  # what it finds draws the table anew
        yield running


@pytest.fixture(scope="module")
def page(editor: Editor, browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """The editor's page; the test that puts its rows into another order comes last."""
    with editor_page(browser, editor, patience=30_000, **browser_context_args) as opened:
        expect(opened.get_by_role("gridcell").first).to_be_visible()
        yield opened


def row(page: Page, number: int) -> Any:
    """Return the row that is announced with a number, the head being 1."""
    return page.locator(f'#rows tr[aria-rowindex="{number}"]')


def test_few_rows_are_made_and_the_keyboard_reaches_all(page: Page) -> None:
    expect(page.get_by_role("grid")).to_have_attribute("aria-rowcount", str(COUNT + 1))
    assert page.locator("#rows tbody tr").count() < 200
    row(page, 2).locator("td").nth(3).focus()
    page.keyboard.press("Control+End")
    last = row(page, COUNT + 1).locator("td")
    expect(last.nth(3)).to_be_focused()
    expect(last.nth(3)).to_be_in_viewport()
    expect(last.last).to_have_text(f"number-{COUNT - 1}")
    page.keyboard.press("PageUp")
    expect(page.locator("#rows td:focus")).to_be_in_viewport()
    assert page.locator("#rows tbody tr").count() < 200
    page.keyboard.press("Control+Home")
    expect(row(page, 2).locator("td").nth(3)).to_be_focused()


@pytest.mark.more
def test_rows_that_stay_in_sight_are_not_made_anew(page: Page) -> None:
    page.locator("#rows").evaluate("(place) => { place.scrollTop = 32000; }")
    seen = row(page, 1005)
    # Which events may be told twice comes after the rest, and draws the rows anew.
    expect(seen).to_contain_text("≈")
    seen.evaluate("(row) => { row.dataset.known = ''; }")
    seen.locator("td").nth(2).focus()
    page.locator("#rows").evaluate("(place) => { place.scrollTop += 400; }")
    expect(row(page, 1040)).to_be_visible()
    expect(seen).to_have_attribute("data-known", "")
    expect(seen.locator("td").nth(2)).to_be_focused()
    order = page.locator("#rows tr[data-at]").evaluate_all(
        "(rows) => rows.map((r) => r.dataset.at)"
    )
    assert [int(each) for each in order] == list(range(int(order[0]), int(order[0]) + len(order)))
    page.keyboard.press("ArrowDown")
    expect(row(page, 1006).locator("td").nth(2)).to_be_focused()
    assert page.locator('#rows td[tabindex="0"]').count() == 1


def test_an_event_that_was_changed_elsewhere_is_shown_in_its_place(
    page: Page, editor: Editor
) -> None:
    page.locator("#rows").evaluate("(place) => { place.scrollTop = place.scrollHeight; }")
    key = f"number-{COUNT - 1}"
    records = ask(editor, "state")[1]["files"]["events"]["records"]
    record = next(each for each in records if each["key"] == key)
    changed = {**record, "file": "events", "value": {"title": "Zulu hour"}}
    assert ask(editor, "change", {"operations": [changed]})[0] == 200
    expect(row(page, COUNT + 1)).to_contain_text("Zulu hour")
    assert ask(editor, "undo", {})[0] == 200
    expect(page.get_by_role("row").filter(has_text="Zulu hour")).to_have_count(0)


def test_what_is_selected_stays_so_while_rows_go_out_of_sight_and_into_order(page: Page) -> None:
    page.locator("#rows").evaluate("(place) => { place.scrollTop = 32000; }")
    row(page, 1006).locator("td").nth(2).focus()
    name = row(page, 1006).locator("td").last.inner_text()
    page.keyboard.press("Space")
    expect(page.get_by_text("1 selected:")).to_be_visible()
    page.keyboard.press("Control+Home")
    expect(row(page, 1006)).to_have_count(0)
    head = page.locator('#rows th[data-column="title"]')
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    page.locator("#rows").evaluate("(place) => { place.scrollTop = place.scrollHeight; }")
    last = row(page, COUNT + 1)
    expect(last).to_contain_text("Strike at the edge")
    page.get_by_label("Search").fill(name)
    expect(page.get_by_role("grid")).to_have_attribute("aria-rowcount", "2")
    expect(row(page, 2)).to_have_attribute("aria-selected", "true")
    page.get_by_label("Search").fill("")
    expect(page.get_by_role("grid")).to_have_attribute("aria-rowcount", str(COUNT + 1))
