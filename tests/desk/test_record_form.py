"""Places, sources, names and reserved ids are checked while they are typed, as events are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import atlases
import pytest
from editor_page import editor_page
from editor_requests import ask
from playwright.sync_api import Browser, expect

from mapgen.atlas.atlas import read_atlas
from mapgen.desk.editor.editor import Editor
from mapgen.problems import InputError


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """A running editor of the small atlas, where some ids are reserved and names are listed.

    One for all tests of this file, which take back what they change.
    """
    folder = atlases.small_atlas(tmp_path_factory.mktemp("records") / "atlas")
    (folder / "removed.csv").write_text("id,date,reason,now\ngone,2026,why,\n")
    (folder / "names.csv").write_text("\ufeffname,name_ur\r\nPolice,x\r\nArmy,y\r\n")
    with Editor(folder, 0) as running:
        yield running


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("places", {"latitude": "95", "radius_m": "wide", "precision": "exact", "source": ""}),
    ("places", {"id": "No id", "name": ""}),
    ("sources", {"type": "nothing", "URL": "javascript:alert(1)", "issued": {"date-parts": []}}),
    ("names", {"name": ""}),
    ("removed", {"date": "some time", "reason": ""}),
]


@pytest.mark.parametrize("is_new", [False, True])
@pytest.mark.parametrize(("file", "value"), WRONG)
def test_what_is_told_while_typing_is_what_a_check_tells_of_the_file(
    editor: Editor, file: str, value: dict[str, Any], is_new: bool
) -> None:
    before = {path: path.read_bytes() for path in editor.folder.root.rglob("*") if path.is_file()}
    last = ask(editor, "state")[1]["files"][file]["records"][-1]
    whole = {**last["value"], **value}  # a new one has the id of the last, but where it says so
    key = "" if is_new else last["key"]
    status, found = ask(editor, "check-record", {"file": file, "key": key, "value": whole})
    assert status == 200
    assert {path: path.read_bytes() for path in before} == before
    told = {(each["code"], each["column"]) for each in found["problems"]}
    base = "" if is_new else last["base"]
    operation = {"file": file, "key": key or "new", "base": base, "value": whole}
    assert ask(editor, "change", {"operations": [operation]})[0] == 200
    with pytest.raises(InputError) as raised:
        read_atlas(editor.folder)
    name = editor.workspace.files.settings.name_of(editor.workspace.files.named()[file])
    line = max(each.line or 0 for each in raised.value.problems if each.file == name)
    listed = [each for each in raised.value.problems if (each.file, each.line) == (name, line)]
    assert told == {(each.code, each.column or "") for each in listed} != set()
    assert ask(editor, "undo", {})[0] == 200
    read_atlas(editor.folder)


def test_what_is_no_record_is_refused(editor: Editor) -> None:
    for body in ({}, {"file": "events", "value": {}}, {"file": "places", "value": []}):
        assert ask(editor, "check-record", body)[0] == 400


def test_a_place_is_checked_in_its_form(editor: Editor, browser: Browser) -> None:
    with editor_page(browser, editor) as page:
        page.locator(".tour button").last.click()
        page.locator("[data-table=places]").click()
        page.get_by_role("gridcell").nth(3).click()
        latitude = page.get_by_label("Latitude")
        before = latitude.input_value()
        latitude.fill("95")
        expect(latitude).to_have_attribute("aria-invalid", "true")
        expect(page.locator(".wrong")).to_have_count(1)
        latitude.press("Escape")
        expect(latitude).to_have_value(before)
        expect(page.locator(".wrong")).to_have_count(0)
        latitude.press("Escape")
        expect(page.locator("form")).to_have_count(0)
