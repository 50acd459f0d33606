"""An id is one event's for ever: one that was taken out stays reserved."""

from __future__ import annotations

from pathlib import Path

import atlases
import pytest

from mapgen.atlas.atlas import read_atlas
from mapgen.problems import InputError
from mapgen.records.removed_ids import read_removed
from mapgen.records.settings import read_settings

HEAD = "id,date,reason\n"


def said(folder: Path, rows: str) -> list[str]:
    """What is wrong with an atlas that has taken out these events."""
    (folder / "removed.csv").write_text(rows, encoding="utf-8")
    try:
        read_atlas(folder)
    except InputError as error:
        return [str(problem) for problem in error.problems if problem.severity == "error"]
    return []


def test_an_atlas_needs_no_list(small_folder: Path) -> None:
    settings, _ = read_settings(small_folder)
    found, problems = read_removed(settings)
    assert (found, len(problems)) == ({}, 0)
    assert said(small_folder, HEAD) == []


def test_an_id_that_was_taken_out_cannot_come_back(small_folder: Path) -> None:
    rows = HEAD + "1979-karachi-gone,2026-01,two events in one\n"
    assert said(small_folder, rows) == []
    rows += "1986-karachi-bridge,2026-02-03,no source was found\n"
    (problem,) = said(small_folder, rows)
    assert problem == (
        "events.csv:5: id: '1986-karachi-bridge': this id was taken out on 2026-02-03 and stays "
        "reserved. Give the event another id; see removed.csv, line 3."
    )


def test_another_event_cannot_take_its_place(small_folder: Path) -> None:
    events = [event for event in atlases.EVENTS if event["id"] != "1991-karachi-east"]
    atlases.write_events(small_folder, events)
    rows = HEAD + "1991-karachi-east,2026-02-03,a strike is no violence\n"
    assert said(small_folder, rows) == []
    newcomer = {**atlases.EVENTS[6], "title": "Something else in the east"}
    atlases.write_events(small_folder, [*events, newcomer])
    (problem,) = said(small_folder, rows)
    assert problem.startswith("events.csv:9: id: '1991-karachi-east': this id was taken out")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("1986 Bridge,2026-01-01,x", "removed.csv:2: id: '1986 Bridge': not an id."),
        (",2026-01-01,x", "removed.csv:2: id: no id."),
        ("a-b,1/2/2026,x", "removed.csv:2: date: '1/2/2026': a spreadsheet's date, not EDTF."),
        ("a-b,,x", "removed.csv:2: date: no date."),
        ("a-b,2026-01-01,", "removed.csv:2: reason: no reason."),
        ("a-b,2026,x\na-b,2026,x", "removed.csv:3: id: 'a-b': this id is line 2's already."),
        ("a-b,2026", "removed.csv:2: 'a-b': 2 cells instead of 3"),
    ],
)
def test_what_is_wrong_with_the_list_is_named(small_folder: Path, row: str, problem: str) -> None:
    (found,) = said(small_folder, f"{HEAD}{row}\n")
    assert found.startswith(problem)


def test_a_list_without_its_columns_is_one_problem_each(small_folder: Path) -> None:
    assert len(said(small_folder, "id,date\na,2026\n")) == 1


def test_an_id_with_a_problem_is_reserved_all_the_same(small_folder: Path) -> None:
    found = said(small_folder, HEAD + "1986-karachi-bridge,someday,\n")
    assert any("stays reserved" in problem for problem in found)
    assert len(found) == 3


def test_a_list_that_the_settings_name_must_be_there(small_folder: Path) -> None:
    settings = small_folder / "mapgen.toml"
    settings.write_text('removed = "gone.csv"\n' + settings.read_text(encoding="utf-8"), "utf-8")
    assert any(
        problem.startswith("gone.csv: file not found") for problem in said(small_folder, HEAD)
    )


NOW = "id,date,reason,now\n"


def test_a_merged_event_leads_to_the_one_it_is_now(small_folder: Path) -> None:
    rows = (
        f"{NOW}1979-one,2026-01,told twice,1979-two\n"
        "1979-two,2026-02,told twice,1991-karachi-east\n1980-x,2026-02,no source,\n"
    )
    assert said(small_folder, rows) == []
    east = "1991-karachi-east"
    assert read_atlas(small_folder).successors == {"1979-one": east, "1979-two": east}


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        ("a-b,2026,x,no-such\n", ["2: now: 'no-such': no event has the id 'no-such'."]),
        ("a-b,2026,x,a-b\n", ["2: now: 'a-b': these ids lead back to each other."]),
        (
            "a-b,2026,x,c-d\nc-d,2026,x,a-b\n",
            [
                "2: now: 'c-d': these ids lead back to each other.",
                "3: now: 'a-b': these ids lead back to each other.",
            ],
        ),
        ("a-b,2026,x,c-d\nc-d,2026,x,\n", ["2: now: 'c-d': no event has the id 'c-d'."]),
    ],
)
def test_an_id_that_leads_nowhere_is_named(
    small_folder: Path, rows: str, problems: list[str]
) -> None:
    found = said(small_folder, NOW + rows)
    mend = " Write the id of the event that it is a part of since, or leave the cell empty."
    assert found == [f"removed.csv:{problem}{mend}" for problem in problems]
