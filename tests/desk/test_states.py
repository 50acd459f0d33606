"""What the browser is told: all of a folder once, then what has changed, and nothing is lost by it."""

from __future__ import annotations

import contextlib
import json
import random
from pathlib import Path
from typing import Any

import atlases
import pytest
from editor_requests import ask
from examples import more

from mapgen.desk.changes import Change, Operation, digest
from mapgen.desk.documents.csv_rows import CsvRows
from mapgen.desk.documents.edit import ConflictError
from mapgen.desk.editor import listed as room
from mapgen.desk.editor.checking import Checker
from mapgen.desk.editor.editor import Editor
from mapgen.desk.editor.listed import keys_at_lines, listed
from mapgen.desk.editor.states import KEPT, States
from mapgen.desk.workspace import Workspace
from mapgen.files.folder import Folder

EVENT = "1985-karachi-north"


def with_changes(before: dict[str, Any], told: dict[str, Any]) -> dict[str, Any]:
    """Return the state that the browser makes of one and what has changed since."""
    assert told.pop("since") == before["version"]
    files = dict(before["files"])
    for name, each in told.pop("files").items():
        records = each.get("records", files[name]["records"])
        for start, count, now in each.get("changes", ()):
            records = [*records[:start], *now, *records[start + count :]]
        files[name] = {"file": each["file"], "fault": each["fault"], "records": records}
    return {**before, **told, "files": files}


class Told:
    """A folder, what is told of it, and what an editor that has just been started would tell."""

    def __init__(self, folder: Path) -> None:
        self.workspace = Workspace.of(folder)
        self.checker = Checker(Folder.named(folder))
        self.states = States(self.workspace.files)

    def now(self, seen: int | None = None) -> dict[str, Any]:
        """Return what is told, as the browser has it."""
        state = self.states.state(self.checker.references(), {"number": 1}, seen)
        found: dict[str, Any] = json.loads(json.dumps(state))
        return found

    def afresh(self) -> dict[str, Any]:
        """Return the whole state, read from the files alone."""
        return Told(self.workspace.folder.root).now()


@pytest.fixture
def told(small_folder: Path) -> Told:
    return Told(small_folder)


def made(told: Told, draw: random.Random, number: int) -> None:
    """Change something, in the editor or in another program."""
    root = told.workspace.folder.root
    turn = draw.random()
    if turn < 0.25:
        with contextlib.suppress(ConflictError):  # a spreadsheet has changed the record since
            told.workspace.undo() if turn < 0.15 else told.workspace.redo()
    elif turn < 0.35:  # a spreadsheet
        lines = (root / "events.csv").read_text().splitlines(keepends=True)
        at = draw.randrange(1, len(lines))
        lines[at:at] = [lines.pop(draw.randrange(1, len(lines)))]
        (root / "events.csv").write_text("".join(lines))
    elif turn < 0.4:  # a text editor
        settings = (root / "mapgen.toml").read_text()
        (root / "mapgen.toml").write_text(
            settings.replace("title =", f"licence_{number} = 1\ntitle =")
        )
    else:
        file = draw.choice(["events", "events", "drafts", "places", "sources", "about", "settings"])
        document = told.workspace.files.document(file)
        keys = document.keys() if document else []
        operations = []
        for each in range(draw.randrange(1, 5)):
            key = draw.choice([*keys, f"new-{number}-{each}"])
            value: dict[str, Any] | None = {"id": key, draw.choice(["title", "name", "x"]): "y"}
            if file in ("about", "settings"):
                key, value = "text", {"text": f'title = "{number}"\n'}
            text = document.text_of(key) if document else None
            if text and draw.random() < 0.3 and key != "text":
                value = None
            if key not in [one.key for one in operations]:
                operations.append(Operation(file, key, digest(text), value))
        with contextlib.suppress(ConflictError):  # an id that stands twice changes other keys
            told.workspace.make(Change(operations))


@pytest.mark.parametrize("seed", [0, *map(more, range(1, 4))])
def test_what_has_changed_since_leads_to_the_whole_state(told: Told, seed: int) -> None:
    draw = random.Random(seed)
    tabs = [told.now() for _ in range(3)]
    for number in range(25):
        made(told, draw, number)
        at = draw.randrange(len(tabs))  # a tab that looks less often is told more at a time
        answer = told.now(tabs[at]["version"])
        tabs[at] = with_changes(tabs[at], answer) if "since" in answer else answer
        whole = told.afresh()
        assert {**tabs[at], "version": 0} == {**whole, "version": 0}


def test_a_cell_tells_one_record_and_reads_no_other(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = told.now()
    text = told.workspace.files.document("events").text_of(EVENT)  # type: ignore[union-attr]
    told.workspace.make(Change([Operation("events", EVENT, digest(text), {"title": "Quiet"})]))
    read: list[str] = []
    value = CsvRows.value
    monkeypatch.setattr(CsvRows, "value", lambda self, text: read.append(text) or value(self, text))
    answer = told.now(before["version"])
    assert len(read) == 1
    assert answer.keys() == {"version", "since", "files"}
    ((start, count, records),) = answer["files"]["events"]["changes"]
    assert (count, [each["value"]["title"] for each in records]) == (1, ["Quiet"])
    assert before["files"]["events"]["records"][start]["key"] == EVENT
    assert told.now(answer["version"])["files"] == {}


def test_whoever_has_seen_what_is_not_known_any_more_is_told_all(told: Told) -> None:
    first = told.now()
    for number in range(KEPT):
        told.workspace.make(Change([Operation("drafts", f"d{number}", "", {"id": f"d{number}"})]))
        told.now()
    assert "since" not in told.now(first["version"])
    assert "since" not in told.now(10**9)


def test_another_header_changes_all_values_though_no_row_has_changed() -> None:
    one = listed("t.csv", CsvRows.read(b"id,a\nx,1\n"), None)
    document = CsvRows.read(b"id,b\nx,1\n")
    other = listed("t.csv", document, one)
    assert other.records[0]["value"] == {"id": "x", "b": "1"}
    assert other.changes(one) == other.whole()


def test_a_line_leads_to_the_record_that_it_stands_in() -> None:
    table = CsvRows.read(b'id,title\n\na,"two\nlines"\nb,x')
    assert keys_at_lines(table, [None, 1, 2, 3, 4, 5, 6]) == ["", "", "", "a", "a", "b", "b"]


def test_stretches_are_as_short_as_they_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "digest", lambda text: text)
    rows = [f"r{at},x\n" for at in range(9)]
    one = listed("t.csv", CsvRows.read("".join(["id,a\n", *rows]).encode()), None)
    for at in (2, 3, 7):
        rows[at] = f"r{at},y\n"
    other = listed("t.csv", CsvRows.read("".join(["id,a\n", *rows]).encode()), one)
    found = [(start, count, len(now)) for start, count, now in other.changes(one)["changes"]]  # type: ignore[attr-defined]
    assert found == [(2, 2, 2), (7, 1, 1)]


def test_the_server_tells_what_has_changed(tmp_path: Path) -> None:
    with Editor(atlases.small_atlas(tmp_path / "atlas"), 0) as editor:
        whole = ask(editor, "state")[1]
        record = next(each for each in whole["files"]["events"]["records"] if each["key"] == EVENT)
        operation = {**record, "file": "events", "value": {"title": "Quiet"}}
        assert ask(editor, "change", {"operations": [operation]})[0] == 200
        answer = ask(editor, f"state?seen={whole['version']}")[1]
        assert [name for name in answer["files"] if name != "drafts"] == ["events"]
        for strange in ("", "-1", "x", "1" * 50, "1e3"):
            assert "since" not in ask(editor, f"state?seen={strange}")[1]
