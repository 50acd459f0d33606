"""The forms of story and settings: chapters checked as typed, tables moved, inline categories."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import atlases
import pytest
from editor_page import editor_page
from editor_requests import ask
from examples import more
from playwright.sync_api import Browser, Locator, Page, expect

from mapgen.desk.editor.editor import Editor
from mapgen.records.story import read_story

CHAPTER = "---\nchapter: {0}\ntitle: {0}\nfrom: 1985\nto: 1986\n---\nA text [@dawn1985].\n"
CITY = '\n# {0} lies east\n[[cities]]\nname = "{0}"\nlatitude = 24.8\nlongitude = 67.1\nzoom = 9\n'


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    """A running editor of the small atlas with two chapters and three cities."""
    folder = atlases.small_atlas(tmp_path / "atlas")
    story = "\n".join(map(CHAPTER.format, ("introduction", "second")))
    (folder / "story.md").write_text(story, "utf-8")
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "docs" / "loaded-words.csv").write_text("word,why,say\nslaughter,a,b\n", "utf-8")
    with (folder / "mapgen.toml").open("a", encoding="utf-8") as file:
        file.write("".join(map(CITY.format, ("Second", "Third"))))
    with Editor(folder, 0) as running:
        yield running


@pytest.fixture
def page(editor: Editor, browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """The editor's page past the tour."""
    with editor_page(browser, editor, **browser_context_args) as opened:
        opened.get_by_role("button", name="Skip the tour").click()
        opened.locator("tbody tr[data-at]").first.wait_for()
        yield opened


def task(page: Page, name: str) -> Locator:
    """Open a task."""
    page.get_by_role("navigation", name="Tasks").get_by_role("button", name=name).click()
    return page.locator("#record")


def check(editor: Editor, key: str = "", **lines: str) -> list[tuple[str, str]]:
    """Return the columns and codes of what is wrong with a chapter."""
    given = {"chapter": "new", "title": "New", "from": "1985", "to": "1986"}
    body = {"key": key, "lines": {**given, "text": "One [@dawn1985].", **lines}}
    status, found = ask(editor, "check-chapter", body)
    assert status == 200
    return [(each["column"], each["code"]) for each in found["problems"]]


def test_a_chapter_is_checked_by_the_reader_of_a_build(editor: Editor) -> None:
    assert check(editor) == []
    event = atlases.EVENTS[0]["id"]
    assert check(editor, events=event, places="bridge", view="11/24.9/67.0") == []
    wrong = check(
        editor, title="", to="1984", events="none", places="karachi, x", districts="x",
        text="One. Slaughter [@dawn1985].\n\nscene: to 1999\n\nTwo [@none].",
    )  # fmt: skip
    assert {column for column, _ in wrong} >= {"title", "events", "places", "districts", "text"}
    codes = {code for _, code in wrong}
    assert codes >= {"summary/sentence-without-citation", "wording/loaded-word"}
    assert check(editor, chapter="second") == [("chapter", "id/twice")]
    assert check(editor, "second", chapter="second") == []
    assert check(editor, "introduction", chapter="introduction", text="This atlas.") == []
    story, problems = read_story(
        editor.checker.references().settings, editor.checker.references().sources, {}, {}
    )  # type: ignore[arg-type]
    assert (len(story), len(problems)) == (2, 0)


def test_a_chapter_is_checked_and_completed_as_it_is_typed(page: Page, editor: Editor) -> None:
    form = task(page, "Story")
    form.get_by_role("button", name="second", exact=True).click()
    text = form.get_by_label("Text", exact=True)
    expect(form).to_contain_text("No error: it can be saved.")
    text.press("Control+End")
    text.press_sequentially(" They left")
    expect(form.locator(".cited-text__uncited")).to_have_text("They left")
    expect(form).to_contain_text("a sentence without a citation")
    expect(form).to_contain_text("1 thing is still missing or wrong: the map stays as it was")
    text.press_sequentially(" [@history")
    text.press("Enter")
    text.press_sequentially("].")
    expect(text).to_have_value("A text [@dawn1985]. They left [@ali2005].")
    expect(form).to_contain_text("No error: it can be saved.")
    form.get_by_label("To", exact=True).fill("1984")
    expect(form.get_by_label("To", exact=True)).to_have_attribute("aria-invalid", "true")
    form.get_by_label("To", exact=True).fill("1986")
    expect(form).to_contain_text("No error: it can be saved.")
    form.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#status")).to_have_text("Saved.")
    assert "They left [@ali2005]." in (editor.folder.root / "story.md").read_text("utf-8")


def cities(editor: Editor) -> list[str]:
    """Return the names of the cities in the settings."""
    text = (editor.folder.root / "mapgen.toml").read_text("utf-8")
    return [each["name"] for each in tomllib.loads(text)["cities"]]


def test_cities_are_moved_with_their_comments(page: Page, editor: Editor) -> None:
    form = task(page, "Settings")
    before = (editor.folder.root / "mapgen.toml").read_text("utf-8")
    expect(form.get_by_role("button", name="Karachi: up")).to_be_disabled()
    expect(form.get_by_role("button", name="Third: down")).to_be_disabled()
    form.get_by_role("button", name="Third: up").press("Enter")
    expect(page.locator("#status")).to_have_text("Moved.")
    assert cities(editor) == ["Karachi", "Third", "Second"]
    expect(form.get_by_role("button", name="Third: up")).to_be_focused()
    text = (editor.folder.root / "mapgen.toml").read_text("utf-8")
    assert '# Third lies east\n[[cities]]\nname = "Third"' in text
    page.locator("#status").evaluate("(each) => { each.textContent = ''; }")
    form.get_by_role("button", name="Karachi: down").press("Enter")
    expect(page.locator("#status")).to_have_text("Moved.")
    assert cities(editor) == ["Third", "Karachi", "Second"]
    form.get_by_label("Subtitle", exact=True).fill("Typed")
    form.get_by_role("button", name="Second: up").click()
    expect(page.locator("#status")).to_contain_text("Save first what is typed")
    for _ in range(2):
        ask(editor, "undo", {})
    assert (editor.folder.root / "mapgen.toml").read_text("utf-8") == before


LINES = '{ label = "Armed clash", colour = "#3084f0", glyph = "triangle" }  # one'
OTHER = "{label='Protest or strike',colour='#6c9054',glyph=\"square\"}"
FORMS = {
    "own": f"[categories]\nclash = {LINES}\nprotest = {OTHER}\n",
    "within": f"categories = {{ clash = {LINES.removesuffix('  # one')}, protest = {OTHER} }} # all\n",
    "dotted": (
        f"categories.clash = {LINES}\n\ncategories.protest.label = 'Protest or strike' # said\n"
        "categories.protest.colour = '#6c9054'\ncategories.protest.glyph = 'square'\n"
    ),
}


@pytest.mark.parametrize("name", ["dotted", more("own"), more("within")])
def test_categories_in_lines_are_edited_in_their_place(
    page: Page, editor: Editor, name: str
) -> None:
    settings = editor.folder.root / "mapgen.toml"
    text = settings.read_text("utf-8")
    start, end = text.index("[categories.clash]"), text.index("[[cities]]")
    lines = FORMS[name]
    if name == "own":
        text = text[:start] + lines + "\n" + text[end:]
    else:
        text = lines + text[:start] + text[end:]
    settings.write_text(text, "utf-8")
    form = task(page, "Settings")
    form.get_by_label("Name clash").fill("Shooting")
    form.get_by_label("Subtitle", exact=True).fill("Both in one go")
    form.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#status")).to_have_text("Saved.")
    after = settings.read_text("utf-8")
    wanted = text.replace('"Armed clash"', '"Shooting"')
    wanted = re.sub(r'subtitle = ".*"', 'subtitle = "Both in one go"', wanted)
    assert after == wanted
    form.get_by_role("button", name="Take out protest").click()
    form.get_by_role("button", name="Add").first.click()
    form.get_by_label("Id", exact=False).last.fill("march")
    form.locator(".category").last.get_by_placeholder("what it is called").fill("March")
    page.locator("#status").evaluate("(each) => { each.textContent = ''; }")
    form.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#status")).to_have_text("Saved.")
    found = tomllib.loads(settings.read_text("utf-8"))["categories"]
    assert list(found) == ["clash", "march"]
    assert (found["clash"]["label"], found["march"]["label"]) == ("Shooting", "March")
    for comment in re.findall("# (?:one|all)", lines):
        assert comment in settings.read_text("utf-8")
