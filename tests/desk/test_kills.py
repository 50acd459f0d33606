"""The editor killed in the middle of any write: each file is as before or as after, never between."""

from __future__ import annotations

import os
from pathlib import Path

import atlases
import pytest

from mapgen.desk.changes import Change, Operation
from mapgen.desk.history import read_history
from mapgen.desk.workspace import Workspace

FILES = ("events.csv", "sources.json", "geodata/places.csv")
CHANGE = Change([
    Operation("events", "new", "", {"id": "new", "title": "New"}),
    Operation("sources", "new", "", {"id": "new", "title": "New"}),
    Operation("places", "new", "", {"id": "new", "name": "New"}),
])  # fmt: skip
STEPS = ("replace", "fsync", "write")  # what a write asks of the system


def contents(folder: Path) -> list[bytes]:
    """Return what is in the files that the change is about."""
    return [(folder / name).read_bytes() for name in FILES]


def killed_at(folder: Path, step: str, number: int, *, behind: bool) -> bool:
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
            workspace.make(CHANGE)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_any_call_leaves_whole_files(tmp_path: Path, step: str) -> None:
    before = contents(atlases.small_atlas(tmp_path / "before"))
    whole = atlases.small_atlas(tmp_path / "after")
    Workspace.of(whole).make(CHANGE)
    after = contents(whole)
    number = 0
    came = True
    while came and number < 40:
        number += 1
        for behind in (False, True):
            folder = atlases.small_atlas(tmp_path / f"{number}-{behind}")
            came = killed_at(folder, step, number, behind=behind)
            found = contents(folder)
            made = [each == new for each, new in zip(found, after, strict=True)]
            for each, old, new in zip(found, before, after, strict=True):
                assert each in (old, new)
            workspace = Workspace.of(folder)
            entries = read_history(workspace.history)
            if any(made):
                assert [each.id for each in entries][:3] == ["new"] * 3
            noted = {each.file for each in entries if each.kind == "not-made"}
            missing = {name for name, is_made in zip(FILES, made, strict=True) if not is_made}
            assert noted == (missing if entries else set())
            rest = [each for each in CHANGE.operations if _is_missing(workspace, each)]
            if rest:
                workspace.make(Change(rest))  # what is missing can be written all the same
            assert contents(folder) == after
    assert number > 1
    assert not came


def _is_missing(workspace: Workspace, operation: Operation) -> bool:
    document = workspace.files.document(operation.file)
    return document is None or document.text_of(operation.key) is None
