"""The problems at the side of the editor: by kind, with their codes, each leading to its field."""

from __future__ import annotations

import re
from contextlib import ExitStack
from pathlib import Path

import pytest
from editor_page import editor_page
from editor_requests import ask, until_checked
from examples import more
from playwright.sync_api import Browser, Page, expect

from mapgen.desk.editor.editor import Editor
from mapgen.desk.preview import watch
from mapgen.problem_codes import CODES

KINDS = Path(__file__).parents[2] / "mapgen" / "desk" / "editor" / "problem_kinds.js"
ELSEWHERE = ("import/", "mapgen/", "mapping/", "frame/")  # no file of a folder has these
EVENT = "1985-karachi-north"


def test_every_kind_of_problem_has_a_name() -> None:
    named = set(re.findall(r'^  "([a-z-]+/[a-z-]*)":', KINDS.read_text("utf-8"), re.MULTILINE))
    rooms = {code.partition("/")[0] + "/" for code in CODES}
    assert not {each for each in named if not each.endswith("/")} - set(CODES)
    assert not {each for each in named if each.endswith("/")} - rooms
    for code in CODES:
        room = code.partition("/")[0] + "/"
        assert code in named or room in named or room in ELSEWHERE, code


def put(editor: Editor, file: str, key: str, value: object) -> None:
    """Change a record."""
    records = ask(editor, "state")[1]["files"][file]["records"]
    base = next((each["base"] for each in records if each["key"] == key), "")
    operation = {"file": file, "key": key, "base": base, "value": value}
    assert ask(editor, "change", {"operations": [operation]})[0] == 200


def kind(page: Page, code: str) -> str:
    """Return the words of the heading of a kind."""
    return page.locator(".kind").filter(has_text=code).locator("h2").inner_text()


@pytest.mark.parametrize("locale", ["ur", more("en")])
def test_problems_stand_by_kind_and_lead_to_their_fields(
    small_folder: Path, browser: Browser, locale: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "EVERY", 0.05)
    with ExitStack() as held:
        editor = held.enter_context(Editor(small_folder, 0))
        put(editor, "events", EVENT, {"deaths": "3", "date": "1985-13-01", "title": "<b>T</b>"})
        put(editor, "removed", "gone", {"id": "gone", "date": "2026", "reason": ""})
        until_checked(editor)
        page = held.enter_context(editor_page(browser, editor, locale=locale))
        page.locator(".tour button").last.click()
        figures = page.locator(".kind").filter(has_text="claim/no-citation")
        expect(figures.locator("li")).to_have_count(1)
        is_english = locale == "en"
        assert ("A figure without a source" in kind(page, "claim/no-citation")) == is_english
        assert ("بغیر ماخذ کا عدد" in kind(page, "claim/no-citation")) != is_english
        figures.get_by_role("button").click()
        expect(page.locator("[data-field=deaths] input").first).to_be_focused()
        wrong = page.locator(".field", has=page.locator("[data-field=deaths]")).locator(".wrong")
        expect(wrong).to_contain_text("@")
        assert ("بغیر ماخذ کا عدد" in wrong.inner_text()) != is_english
        page.locator("#problems summary").click()
        page.locator(".kind").filter(has_text="removed/no-reason").get_by_role("button").click()
        expect(page.locator("form [data-field=reason]")).to_be_focused()
        page.locator("form [data-field=reason]").fill("not confirmed")
        page.keyboard.press("Control+s")
        expect(page.locator(".kind").filter(has_text="removed/no-reason")).to_have_count(0)
        assert ask(editor, "state")[1]["files"]["removed"]["records"][0]["value"]["reason"]
