"""The table of events: cells edited in their place, several rows, pasted rows, what is told twice."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import atlases
import pytest
from editor_page import editor_page
from editor_requests import ask
from playwright.sync_api import Browser, Page, expect

from mapgen.atlas.atlas import read_atlas
from mapgen.desk.editor.checking import Checker
from mapgen.desk.editor.compared import Compared
from mapgen.desk.editor.editor import Editor
from mapgen.desk.likeness import alike, compared_events, pairs
from mapgen.desk.pasting import as_choice, pasted_rows, suggested_id
from mapgen.desk.workspace import Workspace
from mapgen.files.folder import Folder

COLUMNS = ["id", "title", "date", "place_precision"]


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """One running editor for all tests of this file."""
    with Editor(atlases.small_atlas(tmp_path_factory.mktemp("table") / "atlas"), 0) as running:
        yield running


@pytest.fixture(scope="module")
def page(editor: Editor, browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """The editor's page."""
    with editor_page(browser, editor, **browser_context_args) as opened:
        expect(opened.get_by_role("gridcell").first).to_be_visible()
        yield opened


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("date\ttitle\tother\n1990\tA\tx\n\t\t\n", [{"date": "1990", "title": "A"}]),
        ("Place Precision\tTITLE\nspot\tA", [{"place_precision": "spot", "title": "A"}]),
        ("a\tA\t1990\n", [{"id": "a", "title": "A", "date": "1990"}]),
        ('title\tdate\n"A\tB ""C""\nD"\t1990', [{"title": 'A\tB "C"\nD', "date": "1990"}]),
        ("title\nA\nB", [{"title": "A"}, {"title": "B"}]),
        (" \n\t", []),
    ],
)
def test_rows_of_a_clipboard_are_cells_by_column(text: str, rows: list[dict[str, str]]) -> None:
    assert pasted_rows(text, COLUMNS) == rows


def test_ids_are_made_of_year_city_and_title() -> None:
    cells = {"title": "The Karachi strike of a thousand men", "city": "Karachi"}
    assert suggested_id(cells, "1990", ()) == "1990-karachi-strike-thousand-men"
    taken = {"1990-karachi-strike-thousand-men"}
    assert suggested_id(cells, "1990", taken) == "1990-karachi-strike-thousand-men-2"
    assert suggested_id({"title": "تہران"}, "1990", ()) == ""
    assert as_choice("SPOT", ["spot"]) == "spot"


def test_events_that_may_be_one_are_near_in_time_and_place_and_like_in_another_way(
    small_folder: Path,
) -> None:
    one = compared_events(read_atlas(small_folder).rows)[0]
    points = ((25.0, 67.0, 0.0),)
    title = "Police fire on a march"
    one = replace(one, id="a", title=title, points=points, toll=(2, 3), last=one.first)
    like = replace(one, id="b", title="Police fire at the march", toll=None)
    assert alike(one, like) == "the same day, the same place, a like title"
    same = replace(one, id="b", title="Shots", first=one.first + 1, last=one.last + 1)
    assert alike(one, same) == "a day apart, the same place, the same toll"
    assert not alike(one, replace(same, toll=(2, 4)))
    assert not alike(one, replace(like, first=one.last + 2, last=one.last + 2))
    assert not alike(one, replace(like, points=((25.1, 67.0, 0.0),)))
    assert alike(one, replace(like, points=((25.1, 67.0, 12_000.0),)))
    assert not alike(one, replace(like, related=frozenset({"a"})))
    assert not alike(one, replace(like, last=one.last + 99))
    later = replace(one, id="c", first=one.first + 9, last=one.last + 9)
    assert [(a, b) for a, b, _ in pairs([one, like, later])] == [("a", "b")]


def test_two_hundred_rows_are_pasted_valid_ones_as_events(small_folder: Path) -> None:
    with (small_folder / "events.csv").open(encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file))
    names = [name for name in first if name != "id"]
    rows = [
        [f"March number {number}" if name == "title" else first[name] for name in names]
        for number in range(200)
    ]
    for row in rows[::4]:
        row[names.index("date")] = "some time"
    rows[1][names.index("date")] = "2 May 1988"
    text = "\n".join("\t".join(f'"{cell}"' for cell in row) for row in [names, *rows])
    before = (small_folder / "events.csv").read_bytes()
    with Editor(small_folder, 0) as editor:
        status, found = ask(editor, "paste", {"text": text})
        assert (status, found["events"], found["drafts"]) == (200, 150, 50)
        ids = list(read_atlas(small_folder).rows["id"])
        assert sum("march-number" in each for each in ids) == 150
        assert "1988-05-02" in (small_folder / "events.csv").read_text("utf-8")
        status, found = ask(editor, "alike", {})
        assert len(found["alike"]) > 100
        ask(editor, "undo", {})
        assert (small_folder / "events.csv").read_bytes() == before
        assert not (small_folder / "drafts.csv").exists()
        assert ask(editor, "paste", {"text": ""})[0] == 400


def test_a_row_by_itself_and_among_others_has_the_same_errors(small_folder: Path) -> None:
    checker = Checker(Folder.named(small_folder))
    files = Workspace.of(small_folder).files
    document = files.document("events")
    assert document is not None
    rows = [{name: str(cell) for name, cell in value.items()} for _, value in document.records()]
    rows.insert(1, {**rows[0], "id": "other", "date": "some time"})
    assert checker.rows(rows) == {1}
    json.dumps(Compared(files, checker).alike("", rows[0]))


def test_a_cell_is_edited_in_its_place(page: Page, editor: Editor) -> None:
    cell = page.get_by_role("row").nth(1).get_by_role("gridcell").nth(3)
    before = cell.inner_text()
    cell.focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("textbox", name="title")
    expect(field).to_have_value(before)
    field.fill("Thrown away")
    page.keyboard.press("Escape")
    expect(cell).to_have_text(before)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    date = page.get_by_role("textbox", name="date")
    date.fill("some time")
    page.keyboard.press("Enter")
    expect(page.locator(".in-cell-wrong")).not_to_be_empty()
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("F2")
    field.fill("Another title")
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text("Saved.")
    titles = [row["value"]["title"] for row in events(editor)]
    assert titles.count("Another title") == 1
    expect(page.get_by_role("row").nth(2).get_by_role("gridcell").nth(3)).to_be_focused()


def test_several_rows_are_changed_in_one_go(page: Page, editor: Editor) -> None:
    page.get_by_role("row").nth(1).get_by_role("gridcell").first.click()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.get_by_text("3 selected:")).to_be_visible()
    page.get_by_label("Field to set").select_option("confidence")
    marked = page.get_by_role("gridcell", name="C", exact=True)
    before = marked.count()
    page.get_by_label("New text").fill("C")
    page.get_by_role("button", name="Set in all").click()
    expect(marked).to_have_count(before + 3)
    assert [row["value"]["confidence"] for row in events(editor)][:3] == ["C"] * 3
    page.get_by_role("button", name="Select none").click()
    expect(page.get_by_text("3 selected:")).to_be_hidden()


def events(editor: Editor) -> list[dict[str, Any]]:
    """Return the events as the editor shows them."""
    found: list[dict[str, Any]] = ask(editor, "state")[1]["files"]["events"]["records"]
    return found


def test_two_tabs_show_what_the_other_has_changed(page: Page, editor: Editor) -> None:
    record = events(editor)[0]
    page.get_by_label("Search").fill(record["value"]["title"])
    page.get_by_role("gridcell", name=record["value"]["title"]).click()
    form = page.locator("form")
    form.get_by_label("Title", exact=True).fill("Mine")
    other = {**record, "file": "events", "value": {"date": "1986-01-01"}}
    assert ask(editor, "change", {"operations": [other]})[0] == 200
    form.get_by_role("button", name="Save", exact=True).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("row", name="date")).to_contain_text("1986-01-01")
    expect(dialog.get_by_role("row", name="title")).to_contain_text("Mine")
    dialog.get_by_role("button", name="Write the fields").click()
    expect(form).to_have_count(0)
    value = next(each["value"] for each in events(editor) if each["key"] == record["key"])
    assert (value["title"], value["date"]) == ("Mine", "1986-01-01")
    page.get_by_label("Search").fill("")
