"""The editor killed, or its disk full, in the middle of any write: never anything half-written.

Of a change each file is as before or as after, and the history says which; so it is with every
file that the editor writes.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import atlases
import pytest
from examples import more

from mapgen.desk.changes import Change, Operation, digest
from mapgen.desk.documents.edit import ConflictError
from mapgen.desk.documents.toml_tables import NAME
from mapgen.desk.history import read_history
from mapgen.desk.published import note_published
from mapgen.desk.workspace import Workspace
from mapgen.files.write import OutputError
from mapgen.records.differences import read_records

if TYPE_CHECKING:
    from collections.abc import Iterator

STORY = "---\nchapter: one\ntitle: One\nfrom: 1985\nto: 1986\n---\n\nText.\n"
FILES = {
    "events": "events.csv", "sources": "sources.json", "places": "geodata/places.csv",
    "drafts": "drafts.csv", "translations": "translations.csv", "removed": "removed.csv",
    "tables": "mapgen.toml", "chapters": "story.md",
}  # fmt: skip
RECORDS = [
    Operation("events", "new", "", {"id": "new", "title": "New"}),
    Operation("sources", "new", "", {"id": "new", "title": "New"}),
    Operation("places", "new", "", {"id": "new", "name": "New"}),
]
OTHERS = [
    Operation("drafts", "new", "", {"id": "new", "title": "New"}),
    Operation("translations", "new", "", {"translation": "new", "original": "0"}),
    Operation("removed", "new", "", {"id": "new", "reason": "New"}),
    Operation("tables", "categories.new", "", {NAME: "categories.new", "label": "New"}),
    Operation("chapters", "new", "", {"chapter": "new", "title": "New", "text": "New."}),
]
CHANGES = {"records": RECORDS, "others": OTHERS}
CALLS = ("open", "write", "fsync", "close", "replace", "stat", "fstat", "mkdir", "unlink")


def made(folder: Path) -> Path:
    """Return a small atlas with a story."""
    atlases.small_atlas(folder)
    (folder / "story.md").write_text(STORY, encoding="utf-8")
    return folder


def contents(folder: Path, change: list[Operation]) -> list[bytes | None]:
    """Return what is in the files that a change is about, None for one that is not there."""
    files = [folder / FILES[each.file] for each in change]
    return [file.read_bytes() if file.exists() else None for file in files]


def killed_at(
    folder: Path, change: list[Operation], step: str, number: int, *, behind: bool
) -> bool:
    """Make the change in a process that ends at a call of the system; return whether it came."""
    child = os.fork()
    if not child:
        own, calls = getattr(os, step), 0

        def counted(*args: object, **kwargs: object) -> object:
            nonlocal calls
            calls += 1
            if calls == number and not behind:
                os._exit(9)
            answer = own(*args, **kwargs)
            if calls == number:
                os._exit(9)
            return answer

        try:
            workspace = Workspace.of(folder)
            setattr(os, step, counted)
            workspace.make(Change(change))
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


@pytest.mark.parametrize(
    ("change", "step"),
    [
        (RECORDS, "replace"),
        (OTHERS, "write"),
        *(more(RECORDS, step) for step in ("fsync", "write")),
        *(more(OTHERS, step) for step in ("fsync", "replace")),
    ],
)
def test_a_kill_at_any_call_leaves_whole_files(
    tmp_path: Path, step: str, change: list[Operation]
) -> None:
    before = contents(made(tmp_path / "before"), change)
    whole = made(tmp_path / "after")
    Workspace.of(whole).make(Change(change))
    after = contents(whole, change)
    number = 0
    came = True
    while came and number < 60:
        number += 1
        for behind in (False, True):
            folder = made(tmp_path / f"{number}-{behind}")
            came = killed_at(folder, change, step, number, behind=behind)
            found = contents(folder, change)
            is_made = [each == new for each, new in zip(found, after, strict=True)]
            for each, old, new in zip(found, before, after, strict=True):
                assert each in (old, new)
            workspace = Workspace.of(folder)
            entries = read_history(workspace.history)
            if any(is_made):
                assert [each.id for each in entries][: len(change)] == [each.key for each in change]
            noted = {each.file for each in entries if each.kind == "not-made"}
            pairs = zip(change, is_made, strict=True)
            missing = {FILES[each.file] for each, is_there in pairs if not is_there}
            assert noted == (missing if entries else set())
            rest = [each for each in change if FILES[each.file] in missing]
            if rest:
                workspace.make(Change(rest))  # what is missing can be written all the same
            assert contents(folder, change) == after
    assert number > 1
    assert not came


@contextmanager
def disturbed(moment: int, number: int) -> Iterator[list[str]]:
    """Let a call of the system fail; yield the calls that were made."""
    calls: list[str] = []

    def failing(name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object, **kwargs: object) -> object:
            calls.append(name)
            if len(calls) - 1 == moment:
                if name == "close":
                    real(*args, **kwargs)  # it is closed all the same, and its lock with it
                raise OSError(number, os.strerror(number))
            return real(*args, **kwargs)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, failing(name, getattr(os, name)))
        yield calls


@pytest.mark.parametrize(
    ("change", "number"),
    [
        (OTHERS, errno.ENOSPC),
        more(RECORDS, errno.ENOSPC),
        more(RECORDS, errno.EIO),
        more(OTHERS, errno.EIO),
    ],
)
def test_a_full_disk_at_any_call_leaves_a_change_whole_or_not_made(
    tmp_path: Path, number: int, change: list[Operation]
) -> None:
    folder = made(tmp_path / "atlas")
    before = contents(folder, change)
    whole = made(tmp_path / "after")
    Workspace.of(whole).make(Change(change))
    after = contents(whole, change)
    moment, refused = 0, 0
    while True:
        workspace = Workspace.of(folder)
        with disturbed(moment, number) as calls:
            try:
                workspace.make(Change(change))
                said = ""
            except Exception as error:  # noqa: BLE001  # whatever is said, it is said
                said = str(error) or repr(error)
        assert contents(folder, change) in (before, after), (moment, calls[moment:][:1], said)
        if contents(folder, change) == after:
            assert workspace.undo() is not None or said
        refused += bool(said)
        for name, raw in zip([FILES[each.file] for each in change], before, strict=True):
            if raw is None:
                (folder / name).unlink(missing_ok=True)
            else:
                (folder / name).write_bytes(raw)
        (folder / "history.jsonl").unlink(missing_ok=True)
        assert not list(folder.rglob("*.part")) or moment < len(calls)
        if len(calls) <= moment:
            break
        moment += 7 if moment > 30 else 1  # the first files at every call, the rest at some
    assert refused > 10
    Workspace.of(folder).make(Change(change))
    assert contents(folder, change) == after
    assert not list(folder.rglob("*.part"))


def test_what_was_published_is_noted_whole_or_as_before(tmp_path: Path) -> None:
    folder = made(tmp_path / "atlas")
    workspace = Workspace.of(folder)
    settings, file = workspace.files.settings, folder / "published.json"
    records = read_records(folder)
    note_published(workspace.folder, settings, {})
    old = json.loads(file.read_bytes())["records"]
    moment = 0
    while True:
        with disturbed(moment, errno.ENOSPC) as calls, suppress(OutputError, OSError):
            note_published(workspace.folder, settings, records)
        found = json.loads(file.read_bytes())["records"]
        assert found in (old, records)
        if len(calls) <= moment:
            break
        moment += 1
    assert found == records
    assert moment > 5


def test_two_editors_of_one_folder_lose_nothing_of_each_other(tmp_path: Path) -> None:
    folder = made(tmp_path / "atlas")
    children = []
    for name in ("one", "two"):
        child = os.fork()
        if not child:
            try:
                _edit(folder, name)
            except BaseException:  # noqa: BLE001  # told by how the process ends
                os._exit(1)
            os._exit(0)
        children.append(child)
    ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert ends == [0, 0]
    workspace = Workspace.of(folder)
    drafts = workspace.files.document("drafts")
    assert drafts is not None
    wanted = {f"{name}-{at}" for name in ("one", "two") for at in range(20)}
    assert set(drafts.keys()) == {"shared", *wanted}
    shared = drafts.value(drafts.text_of("shared") or "")
    assert sorted(str(shared["summary"]).split()) == sorted(wanted)
    numbers = [each.number for each in read_history(workspace.history)]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == len(numbers)
    assert not [each for each in read_history(workspace.history) if each.kind == "not-made"]


def _edit(folder: Path, name: str) -> None:
    """Add drafts, and a word to a draft that another editor adds words to."""
    workspace = Workspace.of(folder)
    for at in range(20):
        word = f"{name}-{at}"
        workspace.make(Change([Operation("drafts", word, "", {"id": word, "title": "x"})]))
        while True:
            document = workspace.files.document("drafts")
            text = document.text_of("shared") if document else None
            said = document.value(text)["summary"] if document and text else ""
            value = {"id": "shared", "summary": f"{said} {word}".strip()}
            try:
                workspace.make(Change([Operation("drafts", "shared", digest(text), value)]))
                break
            except ConflictError:
                continue
