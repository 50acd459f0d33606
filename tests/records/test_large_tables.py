"""A large, plain events.csv is read from its bytes, packed by two processes: with no difference."""

from __future__ import annotations

import csv
from pathlib import Path

import atlases
import pytest

from mapgen.atlas.atlas import read_atlas
from mapgen.build import page_html
from mapgen.files import csv_table
from mapgen.files.late import LateTexts
from mapgen.page.payload import events as payload
from mapgen.problems import InputError, Problem

COUNT = 4_000
SUMMARIES = [
    "Something happened in the street [@dawn1985].",
    "Two were hurt, it was said [@upi1986, p. 3; @ali2005]. Nobody was held [@dawn1985].",
    "*Markdown* here [@ali2005].",
    "A letter é beyond ASCII [@dawn1985].",
    "One had said: “no” [@upi1986].",
    "At 5 < 6 & more [@mirrored].",
]


def rows(count: int) -> list[dict[str, str]]:
    return [
        {
            "id": f"event-{number}",
            "title": f"Event {number}",
            "date": f"19{75 + number % 17}-0{1 + number % 9}-1{number % 7}",
            "place": "A street",
            "city": "Karachi",
            "latitude": f"24.{800 + number % 97}",
            "longitude": f"67.{1000 + number % 83}",
            "place_precision": "spot",
            "category": ("clash", "protest")[number % 2],
            "attribution": "unknown",
            "deaths": "at least 3 [@upi1986]" if number % 50 == 0 else "",
            "summary": f"{'Long words ' * 20}{number} {SUMMARIES[number % 6]}"
            if number % 7
            else f"{SUMMARIES[0]} The {number}th of them, as written [@ali2005].",
            "confidence": "B",
            "related": f"event-{number - 1}" if number % 90 == 1 else "",
        }
        for number in range(count)
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return atlases.small_atlas(tmp_path / "atlas")


def write(folder: Path, count: int, *changes: tuple[int, str, str]) -> None:
    events = rows(count)
    for row, column, cell in changes:
        events[row][column] = cell
    with (folder / "events.csv").open("w", encoding="utf-8", newline="") as file:
        names = [*events[0], "actors", "targets", "injured"]
        writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(events)


def in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read cell by cell, and pack in one process."""
    monkeypatch.setattr(csv_table, "PLAIN_FROM", 2**40)
    monkeypatch.setattr(payload, "MOST_ALONE", COUNT)


def test_the_page_is_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, COUNT)
    monkeypatch.setattr(payload, "MOST_ALONE", 0)
    monkeypatch.setattr("mapgen.files.processes.cores", lambda: 2)
    monkeypatch.setattr("threading.active_count", lambda: 1)  # those of other tests hold nothing
    atlas = read_atlas(folder)
    held = [isinstance(atlas.rows.held(name), LateTexts) for name in ("id", "title", "summary")]
    assert held == [True, True, True]
    page = page_html(atlas)
    in_one(monkeypatch)
    one = read_atlas(folder)
    assert page_html(one) == page
    assert [(each, str(each)) for each in one.warnings] == [(e, str(e)) for e in atlas.warnings]
    for name in one.rows.columns:
        assert [*map(repr, atlas.rows[name])] == [*map(repr, one.rows[name])], name


def problems_of(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as raised:
        read_atlas(folder)
    return tuple(raised.value.problems)


@pytest.mark.parametrize(
    "changes",
    [
        [("id", "event-7"), ("id", "Event 8"), ("summary", "No citation.")],
        [("id", "event--7"), ("title", ""), ("summary", "Unknown [@nobody].")],
        [("id", "-event"), ("title", "w" * 301), ("summary", "")],
        [("id", "event-"), ("title", "CafÃ©"), ("summary", "Two. Sentences [@ali2005].")],
        [("id", "w" * 101), ("title", "é" * 200), ("summary", "A [@ali2005]. B.")],
        [("id", ""), ("title", " two\nlines "), ("summary", 'A "word" [@ali2005, x].')],
        [("id", "événement"), ("title", "\u00a0"), ("summary", "[@ali2005] first.")],
        [("date", "1999-99-99"), ("latitude", "north"), ("summary", "x" * 21_000)],
    ],
)
def test_the_problems_are_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch, changes: list[tuple[str, str]]
) -> None:
    write(folder, 300, *((at * 80 + 9, *each) for at, each in enumerate([*changes, changes[0]])))
    monkeypatch.setattr(csv_table, "PLAIN_FROM", 1)
    found = problems_of(folder)
    in_one(monkeypatch)
    assert problems_of(folder) == found
