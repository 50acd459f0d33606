"""Ids of events that are taken out, or get another id: none of them is lost, and links lead on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from editor_requests import ask

from mapgen.atlas.atlas import read_atlas
from mapgen.desk.editor.editor import Editor

SECOND, NEW = "1985-karachi-north", "1985-karachi-renamed"


@pytest.fixture
def editor(small_folder: Path) -> Iterator[Editor]:
    """A running editor of the small atlas; one event is related to another, as is a chapter."""
    (small_folder / "story.md").write_text(
        f"---\nchapter: one\ntitle: One\nfrom: 1985\nto: 1986\nevents: {SECOND}\n---\nT [@dawn1985].\n"
    )
    with Editor(small_folder, 0) as running:
        first = next(key for key in rows(running) if key != SECOND)
        assert write(running, first, {"related": SECOND}, "")[0] == 200
        yield running


def rows(editor: Editor, file: str = "events") -> dict[str, dict[str, Any]]:
    """Return the records of a file by their keys."""
    found = ask(editor, "state")[1]["files"][file]["records"]
    return {each["key"]: each for each in found}


def until_told(editor: Editor, code: str) -> None:
    """Wait for a problem of this kind to be listed."""
    for _ in range(600):
        if code in [each["code"] for each in ask(editor, "state")[1]["problems"]]:
            return
        time.sleep(0.05)
    raise AssertionError(code)


def write(editor: Editor, key: str, value: object, why: str) -> tuple[int, Any]:
    """Change an event."""
    operation = {"file": "events", "key": key, "base": rows(editor)[key]["base"], "value": value}
    return ask(editor, "change", {"operations": [operation], "why": why})


def test_an_event_with_another_id_is_found_by_the_one_before(editor: Editor) -> None:
    folder = editor.folder.root
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert write(editor, SECOND, {"id": NEW}, "")[0] == 422
    assert write(editor, SECOND, {"id": NEW, "title": "Another"}, "a slip in the id")[0] == 200
    assert rows(editor)[NEW]["value"]["title"] == "Another"
    assert [each["value"]["related"] for each in rows(editor).values()].count(NEW) == 1
    assert f"events: {NEW}\n" in (folder / "story.md").read_text()
    assert (folder / "removed.csv").read_text().splitlines()[1].endswith(f"slip in the id,{NEW}")
    assert read_atlas(folder).successors == {SECOND: NEW}
    wrong = ask(editor, "check", {"key": "", "cells": {"id": SECOND}})[1]["problems"]
    assert "id/reserved" in [each["code"] for each in wrong]
    own = ask(editor, "check", {"key": NEW, "cells": {"id": SECOND}})[1]["problems"]
    assert "id/reserved" not in [each["code"] for each in own]
    assert ask(editor, "undo", {})[0] == 200
    history = folder / "history.jsonl"
    assert all(path.read_bytes() == raw for path, raw in before.items() if path != history)
    assert not (folder / "removed.csv").exists()


def test_an_event_may_have_its_own_id_back(editor: Editor) -> None:
    assert write(editor, SECOND, {"id": NEW}, "a slip")[0] == 200
    assert write(editor, NEW, {"id": SECOND}, "it was right")[0] == 200
    assert read_atlas(editor.folder.root).successors == {NEW: SECOND}
    assert write(editor, SECOND, {"id": NEW}, "after all")[0] == 200
    assert list(rows(editor, "removed")) == [SECOND]


def test_an_id_is_reserved_only_where_nobody_has_it_any_more(editor: Editor) -> None:
    events = editor.folder.root / "events.csv"
    own = next(line for line in events.read_text().splitlines() if line.startswith(SECOND))
    with events.open("a", encoding="utf-8") as file:
        file.write(f"{SECOND},Twice\n,No id\n")
    for key in [key for key in rows(editor) if "#" in key][::-1]:
        assert write(editor, key, None, "")[0] == 200
    assert not (editor.folder.root / "removed.csv").exists()
    assert write(editor, SECOND, None, "")[0] == 422
    assert write(editor, SECOND, None, "not confirmed")[0] == 200
    assert list(rows(editor, "removed")) == [SECOND]
    with events.open("a", encoding="utf-8") as file:
        file.write(f"{own}\n")
    until_told(editor, "id/reserved")
    assert write(editor, SECOND, None, "not confirmed again")[0] == 200
    assert list(rows(editor, "removed")) == [SECOND]
