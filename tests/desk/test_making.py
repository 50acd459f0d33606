"""Pages made by a process of their own: what comes is what a check and a build say, or nothing."""

from __future__ import annotations

import multiprocessing
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import atlases
import pytest
from editor_requests import ask

from mapgen.atlas.atlas import read_atlas
from mapgen.desk.editor.checking import Checker
from mapgen.desk.editor.editor import Editor
from mapgen.desk.preview import making, watch
from mapgen.desk.preview.edition import Edition, make_edition
from mapgen.desk.preview.making import editions_made
from mapgen.files.folder import Folder


def test_the_problems_come_first_and_then_the_page(small_folder: Path) -> None:
    folder = Folder.named(small_folder)
    first, last = editions_made(folder, 7, lambda: True)
    assert (first.is_whole, first.page, last.is_whole) == (False, None, True)
    assert last == make_edition(folder, 7)
    assert last.problems == first.problems == read_atlas(folder).warnings
    atlases.change_event(small_folder, "1985-karachi-north", date="nonsense")
    (only,) = editions_made(folder, 8, lambda: True)
    assert list(only.problems) == Checker(folder).whole()
    assert only == make_edition(folder, 8)


def test_what_is_not_wanted_any_more_is_given_up(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "EVERY", 0)
    assert not list(editions_made(Folder.named(small_folder), 1, lambda: False))
    assert not multiprocessing.active_children()


def test_a_process_that_is_killed_is_told_of(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "EVERY", 0)

    def killed() -> bool:
        for each in multiprocessing.active_children():
            each.kill()
        return True

    (edition,) = editions_made(Folder.named(small_folder), 1, killed)
    assert edition.page is None
    assert "too little memory" in edition.failure


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process is no copy of this one")
def test_what_a_process_fails_with_is_told(
    small_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Folder, number: int) -> Iterator[Edition]:
        yield Edition(number, is_whole=False)
        raise ZeroDivisionError("here")

    monkeypatch.setattr(making, "stages", broken)
    monkeypatch.setattr(making, "_context", lambda: multiprocessing.get_context("fork"))
    first, last = editions_made(Folder.named(small_folder), 1, lambda: True)
    assert not first.is_whole
    assert last == Edition(1, failure="ZeroDivisionError: here")
    assert "in broken" in capsys.readouterr().err


@pytest.mark.parametrize(
    "needed", ["mapgen.files.processes.start", "multiprocessing.context.BaseContext.Pipe"]
)
def test_a_process_that_cannot_begin_is_told_of(
    small_folder: Path, needed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(needed, full)
    (edition,) = editions_made(Folder.named(small_folder), 1, lambda: True)
    assert edition.page is None
    assert "cannot begin" in edition.failure
    assert edition.is_whole


def told(editor: Editor) -> list[dict[str, Any]]:
    """Return the problems that the browser lists."""
    found: list[dict[str, Any]] = ask(editor, "state")[1]["problems"]
    return found


def until_checked(editor: Editor) -> list[dict[str, Any]]:
    """Wait for the list of problems to be that of a check; return it."""
    wanted = [str(each) for each in Checker(editor.folder).whole()]
    for _ in range(600):
        found = told(editor)
        if [each["text"] for each in found] == wanted and editor.number:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{[each['text'] for each in found]} is not {wanted}")


def test_after_any_edits_the_problems_are_those_of_a_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Events, places, sources and settings are edited, here and in other programs."""
    monkeypatch.setattr(watch, "EVERY", 0.05)
    draw = random.Random(13)
    root = atlases.small_atlas(tmp_path / "atlas")
    events = (root / "events.csv").read_bytes()
    seen = set()
    wrong: list[dict[str, str] | None] = [
        {"title": ""}, {"date": "some time"}, {"latitude": "95"},
        {"place": "nowhere", "city": "Nowhere"}, {"summary": "Not cited."}, None,
    ]  # fmt: skip
    draw.shuffle(wrong)
    with Editor(root, 0) as editor:
        for number in range(8):
            state = ask(editor, "state")[1]["files"]
            file = draw.choice(["events", "events", "places", "sources"])
            record = draw.choice(state[file]["records"])
            value = wrong[number % len(wrong)]
            if file != "events" and value is not None:
                value = {"title": ""} if file == "sources" else {"radius_m": "wide"}
            if file == "sources" and value is not None:
                value = {**record["value"], **value}
            operation = {**record, "file": file, "value": value}
            status, answer = ask(editor, "change", {"operations": [operation], "why": "a test"})
            assert status == 200, (answer, operation)
            if draw.random() < 0.3:
                ask(editor, "undo", {})
            if number == 4:
                settings = (root / "mapgen.toml").read_text()
                (root / "mapgen.toml").write_text(settings.replace("clash", "clashes"))
            if number == 6:
                (root / "events.csv").write_bytes(events)
            problems = until_checked(editor)
            seen |= {each["code"] for each in problems}
            keys = {each["key"] for each in ask(editor, "state")[1]["files"]["events"]["records"]}
            for each in problems:
                if each["file"] == "events.csv" and (each["line"] or 0) > 1:
                    assert each["key"] in keys
    assert len(seen) > 5
