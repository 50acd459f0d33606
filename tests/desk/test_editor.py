"""mapgen edit: what the server answers, and what an editor does in the browser."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import atlases
import pytest
from editor_requests import ask, record, until_checked
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect
from reader import eventually

from mapgen.atlas.atlas import read_atlas
from mapgen.build import build
from mapgen.desk.editor.checking import Checker
from mapgen.desk.editor.claim_lines import claim_lines
from mapgen.desk.editor.corrections import with_correction
from mapgen.desk.editor.editor import Editor
from mapgen.desk.editor.typed_dates import as_edtf, typed_date
from mapgen.files.folder import Folder
from mapgen.problems import InputError

EVENT = "1985-karachi-north"


@pytest.fixture
def editor(small_folder: Path) -> Iterator[Editor]:
    """A running editor of the small atlas."""
    with Editor(small_folder, 0) as running:
        yield running


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor for all that only look, or send what is refused."""
    with Editor(atlases.small_atlas(tmp_path_factory.mktemp("served") / "atlas"), 0) as running:
        yield running


def files(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder."""
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("26 May 1990", "1990-05-26"),
        ("about 1985", "1985~"),
        ("between 3 and 5 May 1990", "[1990-05-03..1990-05-05]"),
        ("1 or 2 May 1990", "[1990-05-01,1990-05-02]"),
        ("30 September or 1 October 1988", "[1988-09-30,1988-10-01]"),
        ("from 1972 to 1975", "1972/1975"),
        ("3 May 1990 – 7 May 1990", "1990-05-03/1990-05-07"),
        ("[1988-09-30,1988-10-01]", "[1988-09-30,1988-10-01]"),
        ("05/06/1990", "05/06/1990"),
        ("some time", "some time"),
        ("", ""),
    ],
)
def test_a_date_typed_freely_is_edtf_where_it_means_one_thing(typed: str, edtf: str) -> None:
    assert as_edtf(typed) == edtf


def test_a_typed_date_is_shown_in_words_and_days() -> None:
    found = typed_date("between 3 and 5 May 1990", "en")
    assert found["words"] == "between 3 May 1990 and 5 May 1990"
    assert (found["first"], found["last"]) == ("1990-05-03", "1990-05-05")
    assert typed_date("05/06/1990", "en")["edtf"] == ""


def test_claims_are_parted_into_what_a_form_has_fields_for() -> None:
    cell = "at least 1,039, officials, by night [@a; @b, p. 3]; (47, whole of Sindh [@c]); several [@d]"
    lines = claim_lines(cell)
    assert [(each["figure"], each["note"], each["sources"], each["counts"]) for each in lines] == [
        ("at least 1,039", "officials, by night", "@a; @b, p. 3", True),
        ("47", "whole of Sindh", "@c", False),
        ("several", "", "@d", True),
    ]
    assert "; ".join(each["text"] for each in lines) == cell
    assert [each["text"] for each in claim_lines("39 [@a")] == ["39 [@a"]


def test_a_correction_is_a_row_of_the_table_or_a_point_of_the_list() -> None:
    day = dt.date(2026, 11, 29)
    table = "# C\n\n| date | event | what | why |\n| --- | --- | --- | --- |\n"
    row = "| 2026-11-29 | `a` | the year; Dawn \\| p. 3 |  |\n"
    assert with_correction(table, ["a"], "the year; Dawn | p. 3", day) == table + row
    assert with_correction("", ["a"], "the\nyear", day) == (
        "# Corrections\n\n- 2026-11-29, `a`: the year\n"
    )


def test_an_event_is_checked_by_the_readers_of_a_build(small_folder: Path) -> None:
    checker = Checker(Folder.named(small_folder))
    assert checker.whole() == list(read_atlas(small_folder).warnings)
    cells = {"id": "new", "title": "", "date": "nonsense", "deaths": "3", "related": "none, x"}
    found = checker.event(cells, {"other"})
    columns = {each["column"] for each in found["problems"]}  # type: ignore[attr-defined]
    assert {"title", "date", "place", "deaths", "summary", "related"} <= columns
    twice = checker.event({"id": "other"}, {"other"})["problems"]
    assert "id/twice" in [each["code"] for each in twice]  # type: ignore[attr-defined]


def test_after_changes_the_problems_are_those_of_a_check(editor: Editor) -> None:
    folder = editor.folder.root
    for key, value in ((EVENT, {"date": "nonsense"}), ("new", {"id": "new"})):
        known = [each["key"] for each in ask(editor, "state")[1]["files"]["events"]["records"]]
        base = record(editor, "events", key)["base"] if key in known else ""
        operation = {"file": "events", "key": key, "base": base, "value": value}
        assert ask(editor, "change", {"operations": [operation]})[0] == 200
    with pytest.raises(InputError) as raised:
        read_atlas(folder)
    assert editor.checker.whole() == raised.value.problems
    assert ask(editor, "build", {})[1]["built"] is False
    ask(editor, "undo", {})
    ask(editor, "undo", {})
    found = ask(editor, "build", {})[1]
    assert (found["built"], found["events"]) == (True, build(folder, folder / "other").events)


def test_a_change_of_what_somebody_else_has_changed_is_a_conflict(editor: Editor) -> None:
    base = record(editor, "events", EVENT)["base"]
    operation = {"file": "events", "key": EVENT, "base": base, "value": {"title": "Mine"}}
    assert ask(editor, "change", {"operations": [operation]})[0] == 200
    status, answer = ask(editor, "change", {"operations": [operation]})
    assert (status, answer["key"]) == (409, EVENT)


def test_a_correction_is_listed_and_says_why(editor: Editor) -> None:
    operation = {**record(editor, "events", EVENT), "file": "events", "value": {"title": "Mended"}}
    body = {"operations": [operation], "kind": "correction"}
    assert ask(editor, "change", body)[0] == 422
    assert ask(editor, "change", {**body, "why": "Dawn has another day"})[0] == 200
    listed = (editor.folder.root / "docs" / "corrections.md").read_text()
    assert f"`{EVENT}`" in listed
    assert "Dawn has another day" in listed


def test_a_file_that_no_page_is_made_of_is_followed_too(editor: Editor) -> None:
    until_checked(editor)
    before = editor.number
    (editor.folder.root / "drafts.csv").write_text("id,title\none,In a spreadsheet\n")
    assert ask(editor, "news")[1]["number"] > before
    drafts = ask(editor, "state")[1]["files"]["drafts"]["records"]
    assert [each["key"] for each in drafts] == ["one"]
    operation = {**record(editor, "events", EVENT), "file": "events", "value": {"title": ""}}
    assert ask(editor, "change", {"operations": [operation]})[0] == 200
    state = ask(editor, "state")[1]
    assert not state["checked"] or state["problems"]


def test_texts_are_edited_as_files(editor: Editor) -> None:
    texts = {each["key"]: each for each in ask(editor, "state")[1]["texts"]}
    assert {"story", "about", "corrections", "settings"} <= texts.keys()
    given = texts["settings"]
    value = {"text": given["value"]["text"] + "\nlicence = 'CC BY 4.0'\n"}
    operation = {"file": "settings", "key": "text", "base": given["base"], "value": value}
    assert ask(editor, "change", {"operations": [operation]})[0] == 200
    assert (editor.folder.root / "mapgen.toml").read_text().endswith("licence = 'CC BY 4.0'\n")


NOT_CHANGES: list[Any] = [
    b"", b"{", b"[]", b"null", b"[" * 9000, {}, {"operations": []}, {"operations": [1]},
    {"operations": [{"file": "events", "key": ""}]},
    {"operations": [{"file": "events", "key": "a", "value": [1]}]},
    {"operations": [{"file": "../secret", "key": "a", "value": {}}]},
    {"operations": [{"file": "events", "key": EVENT, "base": "0", "value": None}]},
    {"operations": [{"file": "events", "key": "a", "value": {"+99": "x"}}]},
    {"operations": [{"file": "events", "key": "a", "value": {"id": "a"}}], "kind": "undo"},
    {"operations": [{"file": "sources", "key": "a", "base": "", "value": {"id": "b"}}], "who": 7},
    {"operations": [{"file": "drafts", "key": "a", "base": "", "value": {"id": "\ud83d"}}]},
    {"operations": [{"file": "drafts", "key": "a", "base": "", "value": {"\udead": "a"}}]},
    b'{"operations": [{"file": "sources", "key": "a", "base": "", "value": {"id": NaN}}]}',
]  # fmt: skip


def test_what_is_no_change_changes_nothing(served: Editor) -> None:
    before = files(served.folder.root)
    for body in NOT_CHANGES:
        status, answer = ask(served, "change", body)
        assert 400 <= status < 500, body
        assert answer["message"]
    for path in ("change", "undo", "redo", "build", "check"):
        assert ask(served, path)[0] == 405
        assert ask(served, path, b"{}", **{"Content-Type": "text/plain"})[0] == 415
        assert ask(served, path, b"{}", Origin="http://example.org")[0] == 403
        assert ask(served, path, b"{}", Host="example.org")[0] == 421
        assert ask(served, path, b"{}", method="PUT")[0] == 405
    assert ask(served, "../events.csv")[0] == 404
    assert ask(served, "main.py")[0] == 404
    assert files(served.folder.root) == before


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    path=st.sampled_from(["change", "check", "undo", "redo", "state", "news", "preview/page", "x"]),
    method=st.sampled_from(["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]),
    body=st.one_of(
        st.binary(max_size=30),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from(["operations", "file", "key", "cells"]), inner)
            ),
            max_leaves=6,
        ).map(lambda value: json.dumps(value).encode()),
    ),
)
def test_requests_drawn_by_chance_change_nothing(
    served: Editor, path: str, method: str, body: bytes
) -> None:
    before = files(served.folder.root)
    assert ask(served, path, body, method)[0] < 500
    assert files(served.folder.root) == before


@pytest.mark.more
def test_an_event_is_added_by_what_can_be_seen(editor: Editor, local_page: Page) -> None:
    page = local_page
    page.set_default_timeout(20_000)
    page.goto(editor.url)
    page.get_by_role("button", name="New event").click()
    form = page.locator("form")
    form.get_by_label("Id", exact=True).fill("1988-karachi-new")
    form.get_by_label("Title", exact=True).fill("A quiet march")
    form.get_by_label("Date", exact=True).fill("1 or 2 May 1988")
    expect(form).to_contain_text("[1988-05-01,1988-05-02] · 1 May 1988 or 2 May 1988")
    first = record(editor, "events", EVENT)["value"]
    form.get_by_label("Place", exact=True).fill(first["place"])
    form.get_by_label("City", exact=True).fill(first["city"])
    for name in ("Place precision", "Category", "Attribution", "Confidence"):
        field = name.lower().replace(" ", "_")
        form.get_by_label(name, exact=True).select_option(first[field])
    key = ask(editor, "state")[1]["files"]["sources"]["records"][0]["key"]
    for number, figure in enumerate(("at least 2", "5"), start=1):
        form.get_by_role("button", name="Add a figure (deaths)").click()
        form.get_by_label(f"Figure (deaths {number})").fill(figure)
        form.get_by_label(f"Sources (deaths {number})").fill(f"@{key}")
    expect(form).to_contain_text("In brief: 2–5")
    form.get_by_label("Summary", exact=True).fill("People marched.")
    expect(form).to_contain_text("a sentence without a citation")
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("It is not saved")
    form.get_by_role("button", name="Keep as draft").click()
    expect(page.get_by_role("status")).to_have_text("Kept as a draft.")
    page.get_by_role("row").filter(has_text="A quiet march").click()
    form.get_by_label("Summary", exact=True).fill(f"People marched [@{key}].")
    expect(form).to_contain_text("it can be saved")
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    value = record(editor, "events", "1988-karachi-new")["value"]
    assert value["date"] == "[1988-05-01,1988-05-02]"
    assert value["deaths"] == f"at least 2 [@{key}]; 5 [@{key}]"
    assert not ask(editor, "state")[1]["files"]["drafts"]["records"]
    assert "1988-karachi-new" in set(read_atlas(editor.folder.root).events["id"])
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_have_text("Taken back.")
    assert ask(editor, "state")[1]["files"]["drafts"]["records"]


def test_what_is_not_answered_at_first_is_asked_again(
    served: Editor, browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    context = browser.new_context(**browser_context_args)
    page = context.new_page()
    page.set_default_timeout(20_000)
    for name in ("words", "state"):
        page.route(f"**/{name}", lambda route: route.abort(), times=1)
    page.clock.install()
    page.goto(served.url)

    def rows_later() -> int:
        page.clock.run_for(1_000)
        return page.get_by_role("gridcell").count()

    eventually(page, rows_later, bool)
    expect(page.get_by_role("gridcell").first).to_be_visible()
    expect(page.get_by_role("button", name="New event")).to_be_visible()
    context.close()


def test_the_guide_stands_in_the_editor_with_its_pictures(served: Editor) -> None:
    status, page = ask(served, "guide")
    text = page.decode()
    assert status == 200
    assert "<h1>Editing an atlas in the browser</h1>" in text
    pictures = re.findall(r'<img src="([^"]+)"', text)
    assert len(pictures) >= 4
    for each in pictures:
        status, raw = ask(served, each)
        assert status == 200
        assert raw[:4] in (b"\x89PNG", b"\xff\xd8\xff\xe0")
    assert "<a " not in text  # nothing leads to files that are not there
    status, _ = ask(served, "images/one-phone.png")
    assert status == 404


# Each by the last word of its path; those of the first line write where a body says something.
WRITING = ("change", "paste", "translation", "merge-events", "merge-sources", "build")
READING = ("check", "card", "alike", "differences", "records", "settings", "colours", "source-text",
           "source-uses", "translations", "translation-check", "since", "words", "undo", "marks", "check-chapter",
           "check-record",
           "redo")  # fmt: skip
NAMES = ("operations", "file", "key", "base", "value", "behind", "cells", "text", "kept", "gone",
         "language", "languages", "texts", "seen", "who", "kind", "why", "colours", "address")  # fmt: skip
HEADERS = ({}, {"Origin": "http://example.org"}, {"Host": "example.org"}, {"Origin": "null"},
           {"Content-Type": "text/plain"}, {"Content-Type": "multipart/form-data"})  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    path=st.sampled_from((*WRITING, *READING)),
    method=st.sampled_from(["POST", "POST", "POST", "PUT", "DELETE", "PATCH", "GET", "HEAD"]),
    headers=st.sampled_from(HEADERS) | st.just({}),
    body=st.dictionaries(
        st.sampled_from(NAMES),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=9)
            | st.sampled_from(["events", "../events", EVENT, "ur", "drafts.x", "tables"]),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=3), inner, max_size=4)
            ),
            max_leaves=8,
        ),
        max_size=6,
    ),
)  # fmt: skip
def test_whatever_is_asked_of_any_address_only_what_is_understood_is_written(
    editor: Editor, path: str, method: str, headers: dict[str, str], body: dict[str, Any]
) -> None:
    if path == "build" and method == "POST" and not headers:
        return  # it writes the page, whatever its body says
    before = files(editor.folder.root)
    status, _ = ask(editor, path, json.dumps(body).encode(), method, **headers)
    assert status < 500
    if headers or method != "POST":
        assert 400 <= status < 500
    if status != 200 or path in READING:
        assert files(editor.folder.root) == before
    assert all(each.startswith(str(editor.folder.root)) for each in files(editor.folder.root))


def test_the_addresses_that_are_asked_are_all_that_there_are(served: Editor) -> None:
    known = {*WRITING, *READING}
    assert served.answers().keys() - {"zotero", "zotero-search"} <= known
