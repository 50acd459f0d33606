"""A folder being edited: changes whole or not at all, undo to the byte, a history of all of it."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from mapgen.desk import workspace as room
from mapgen.desk.changes import Change, Operation, digest
from mapgen.desk.documents.edit import ConflictError, NotEditableError
from mapgen.desk.history import read_history
from mapgen.desk.workspace import Workspace
from mapgen.files.write import OutputError

EVENT = "1985-karachi-north"


def state(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder but the history."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "history.jsonl"
    }


def operation(workspace: Workspace, file: str, key: str, **value: object) -> Operation:
    """Return what changes fields of a record as it stands."""
    document = workspace.files.document(file)
    text = document.text_of(key) if document else None
    if file == "sources" and document and text:
        value = {**document.value(text), **value}
    return Operation(file, key, digest(text), value or None)


def test_a_change_is_written_with_its_history(small_folder: Path) -> None:
    before = state(small_folder)
    workspace = Workspace.of(small_folder)
    done = workspace.make(
        Change([operation(workspace, "events", EVENT, title="Quiet")], "A. N.", "slip", "a word")
    )
    after = state(small_folder)
    assert [name for name in after if after[name] != before[name]] == ["events.csv"]
    old, new = before["events.csv"].split(b"\n"), after["events.csv"].split(b"\n")
    assert sum(one != other for one, other in zip(old, new, strict=True)) == 1
    (entry,) = read_history(workspace.history)
    assert (entry.number, entry.who, entry.kind, entry.why) == (
        done.number,
        "A. N.",
        "slip",
        "a word",
    )
    assert (entry.file, entry.id, entry.fields["title"][1]) == ("events.csv", EVENT, "Quiet")


def test_undo_and_redo_end_where_they_should(small_folder: Path) -> None:
    workspace = Workspace.of(small_folder)
    draw = random.Random(13)
    states = [state(small_folder)]
    at = 0
    for number in range(60):
        turn = draw.random()
        if turn < 0.25 and at:
            workspace.undo()
            at -= 1
        elif turn < 0.4 and at < len(states) - 1:
            workspace.redo()
            at += 1
        else:
            file = draw.choice(["events", "sources", "places", "drafts", "story", "about"])
            document = workspace.files.document(file)
            keys = document.keys() if document else []
            key = draw.choice([*keys, f"new-{number}"])
            text = document.text_of(key) if document else None
            if text is not None and draw.random() < 0.3 and key != "text":
                value: dict[str, object] | None = None
            elif file in ("story", "about"):
                key, text = "text", document.text_of("text") if document else None
                value = {"text": f"Text {number}.\n"}
            elif file == "sources":
                value = {"id": key, "title": f"Title {number}"}
            else:
                value = {
                    "id": key,
                    draw.choice(["city", "name", "extra_" + file]): f'"{number}", x',
                }
            workspace.make(Change([Operation(file, key, digest(text), value)]))
            del states[at + 1 :]
            states.append(state(small_folder))
            at += 1
        assert state(small_folder) == states[at]
    while workspace.undo():
        at -= 1
    assert at == 0
    assert state(small_folder) == states[0]
    while workspace.redo():
        at += 1
    assert state(small_folder) == states[-1]


def test_a_record_changed_elsewhere_is_not_overwritten(small_folder: Path) -> None:
    workspace = Workspace.of(small_folder)
    mine = operation(workspace, "events", EVENT, title="Mine")
    file = small_folder / "events.csv"
    rows = file.read_bytes()
    document = workspace.files.document("events")
    assert document is not None
    title = str(dict(document.records())[EVENT]["title"])
    file.write_bytes(rows.replace(title.encode(), b"Theirs"))
    with pytest.raises(ConflictError) as raised:
        workspace.make(Change([mine]))
    assert "Theirs" in (raised.value.found or "")
    assert b"Mine" not in file.read_bytes()
    assert not read_history(workspace.history)


def test_other_records_changed_elsewhere_are_kept_and_undo_still_works(small_folder: Path) -> None:
    workspace = Workspace.of(small_folder)
    workspace.make(Change([operation(workspace, "events", EVENT, title="Mine")]))
    other = next(key for key, _ in workspace.files.document("events").records() if key != EVENT)
    Workspace.of(small_folder).make(Change([operation(workspace, "events", other, title="Theirs")]))
    workspace.undo()
    values = dict(workspace.files.document("events").records())
    assert (values[EVENT]["title"] == "Mine", values[other]["title"]) == (False, "Theirs")
    changed = operation(workspace, "events", EVENT, title="Else")
    Workspace.of(small_folder).make(Change([changed]))
    with pytest.raises(ConflictError):
        workspace.redo()


def test_one_operation_that_cannot_be_made_stops_all_of_a_change(small_folder: Path) -> None:
    workspace = Workspace.of(small_folder)
    before = state(small_folder)
    good = operation(workspace, "events", EVENT, title="Mine")
    with pytest.raises(ConflictError):
        workspace.make(Change([good, Operation("sources", "none", "0" * 16, {"id": "none"})]))
    with pytest.raises(NotEditableError):
        workspace.make(Change([good, Operation("../outside", "a", "", {"id": "a"})]))
    assert state(small_folder) == before


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_files_that_cannot_all_be_written_are_put_back(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    workspace = Workspace.of(small_folder)
    before = state(small_folder)
    change = Change([
        operation(workspace, file, f"new-{file}", id=f"new-{file}")
        for file in ("events", "sources", "places")
    ])  # fmt: skip
    calls = []
    write = room.write_whole

    def failing(place: object, content: bytes) -> int:
        calls.append(place)
        if len(calls) == fails_at:
            raise OutputError("no space is left")
        return write(place, content)  # type: ignore[arg-type]

    monkeypatch.setattr(room, "write_whole", failing)
    with pytest.raises(OutputError):
        workspace.make(change)
    assert state(small_folder) == before
    kinds = [entry.kind for entry in read_history(workspace.history)]
    assert kinds == ["source"] * 3 + ["not-made"] * 3
    assert workspace.undo() is None


def test_a_change_that_was_never_made_is_noted_by_the_next_editor(small_folder: Path) -> None:
    workspace = Workspace.of(small_folder)
    before = state(small_folder)
    workspace.make(Change([operation(workspace, "events", EVENT, title="Mine")]))
    (small_folder / "events.csv").write_bytes(before["events.csv"])  # as if killed before it
    history = small_folder / "history.jsonl"
    history.write_bytes(history.read_bytes() + b'{"number": 2, "wh')
    again = Workspace.of(small_folder)
    kinds = [(entry.kind, entry.of) for entry in read_history(again.history)]
    assert kinds == [("source", None), ("not-made", 1)]
    assert [json.loads(line)["number"] for line in history.read_bytes().splitlines()[-1:]] == [2]


def test_files_that_lead_out_of_the_folder_are_not_touched(
    small_folder: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text("id,title\na,b\n")
    (small_folder / "events.csv").unlink()
    (small_folder / "events.csv").symlink_to(outside)
    (small_folder / "history.jsonl").symlink_to(tmp_path / "history")
    workspace = Workspace.of(small_folder)
    with pytest.raises(Exception, match="not read"):
        workspace.files.document("events")
    with pytest.raises(OutputError):
        workspace.make(Change([Operation("drafts", "a", "", {"id": "a", "title": "x"})]))
    assert outside.read_text() == "id,title\na,b\n"
    assert not (tmp_path / "history").exists()


def test_two_names_of_one_file_are_not_edited_together(small_folder: Path) -> None:
    settings = small_folder / "mapgen.toml"
    settings.write_text('removed = "events.csv"\n' + settings.read_text())
    workspace = Workspace.of(small_folder)
    before = state(small_folder)
    change = Change([
        operation(workspace, "events", "new", id="new"),
        Operation("removed", "other", "", {"id": "other"}),
    ])  # fmt: skip
    with pytest.raises(NotEditableError):
        workspace.make(change)
    assert state(small_folder) == before


def test_several_records_are_given_a_field_that_no_record_had(small_folder: Path) -> None:
    workspace = Workspace.of(small_folder)
    before = state(small_folder)
    document = workspace.files.document("events")
    keys = document.keys()[:3] if document else []
    workspace.make(
        Change([operation(workspace, "events", key, review="to be read") for key in keys])
    )
    values = dict(workspace.files.document("events").records())  # type: ignore[union-attr]
    assert [value["review"] for value in values.values()][:4] == [*["to be read"] * 3, ""]
    workspace.undo()
    assert state(small_folder) == before
