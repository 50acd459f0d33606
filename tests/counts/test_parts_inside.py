"""The files of the events lie inside the folder, each of them, however many a pattern names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mapgen.counts.parts import event_files, parts_of
from mapgen.files.folder import Folder
from mapgen.problems import Problem
from mapgen.records.settings import read_settings

needs_links = pytest.mark.skipif(os.name != "posix", reason="links need a permission on Windows")
ROWS = b"id,date\na,1988\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a part of the events, beside one that is somebody else's."""
    inside = tmp_path / "atlas"
    (inside / "events").mkdir(parents=True)
    (inside / "events" / "a.csv").write_bytes(ROWS)
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / "b.csv").write_bytes(ROWS)
    return inside


def read(root: Path, events: str, *, trusted: bool = False) -> tuple[list[str], list[Problem]]:
    """The names of the parts that `events` stands for, and what is wrong."""
    (root / "mapgen.toml").write_text(f'events = "{events}"\n', encoding="utf-8")
    settings, problems = read_settings(Folder.named(root, trusted=trusted))
    files, found = event_files(settings)
    problems.extend(found)
    names = []
    for file in files:
        parts, found = parts_of(file, settings.name_of(file))
        problems.extend(found)
        names += [part.name for part in parts]
    return names, problems.errors


@pytest.mark.parametrize(
    "events", ["../others/*.csv", "../others", "{others}/*.csv", "e*/../../others/*"]
)
def test_a_pattern_that_leads_out_is_a_problem(root: Path, events: str) -> None:
    events = events.format(others=root.parent / "others")
    names, errors = read(root, events)
    assert names == []
    assert (errors[0].file, errors[0].line, errors[0].value) == ("mapgen.toml", 1, events)
    assert "--trust" in errors[0].mend
    names, errors = read(root, events, trusted=True)
    assert [Path(each).name for each in names] == ["b.csv"]
    assert errors == []


@needs_links
@pytest.mark.parametrize("events", ["events/*.csv", "events", "**/*.csv", "e*/?.csv"])
def test_a_part_that_is_a_link_out_is_a_problem(root: Path, events: str) -> None:
    (root / "events" / "b.csv").symlink_to("../../others/b.csv")
    names, errors = read(root, events)
    assert names == ["events/a.csv"]
    (error,) = errors
    assert (error.file, error.message) == (
        "events/b.csv",
        "not read: the link events/b.csv leads out of the folder",
    )
    names, errors = read(root, events, trusted=True)
    assert names == ["events/a.csv", "events/b.csv"]
    assert errors == []


@needs_links
@pytest.mark.parametrize("events", ["events/*.csv", "events"])
def test_a_part_that_is_a_link_to_nowhere_is_a_problem(root: Path, events: str) -> None:
    (root / "events" / "b.csv").symlink_to("../others/b.csv")
    for trusted in (False, True):
        _, errors = read(root, events, trusted=trusted)
        (error,) = errors
        assert error.file == "events/b.csv"
        assert "nowhere" in error.message or "not found" in error.message


@needs_links
@pytest.mark.parametrize("events", ["link/*.csv", "link", "l*/*.csv", "link/b.csv"])
def test_a_folder_of_parts_that_is_a_link_out_is_not_looked_into(root: Path, events: str) -> None:
    (root / "link").symlink_to("../others")
    names, errors = read(root, events)
    assert names == []
    assert errors
    assert read(root, events, trusted=True) == (["link/b.csv"], [])
