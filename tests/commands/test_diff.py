"""What changed between two states of an atlas, record by record, as it is written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import atlases
import pytest
from click.testing import CliRunner, Result

from mapgen.commands.main import main


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, args)])


@pytest.fixture
def both(small_folder: Path, tmp_path: Path) -> tuple[Path, Path]:
    """An atlas and a copy of it."""
    old = tmp_path / "old"
    shutil.copytree(small_folder, old)
    return old, small_folder


def changed(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_two_equal_states_differ_in_nothing(both: tuple[Path, Path]) -> None:
    result = run(*both)
    assert (result.exit_code, result.output) == (0, "No difference.\n")


def test_how_a_table_is_written_is_no_difference(both: tuple[Path, Path]) -> None:
    _, new = both
    events = [dict(reversed(event.items())) for event in reversed(atlases.EVENTS)]
    atlases.write_events(new, events)
    raw = (new / "events.csv").read_bytes()
    (new / "events.csv").write_bytes(b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"))
    assert run(*both).output == "No difference.\n"


def test_each_kind_of_change_is_said_with_its_fields(both: tuple[Path, Path]) -> None:
    _, new = both
    kept = [event for event in atlases.EVENTS if event["id"] != "1991-karachi-east"]
    first = {**kept[0], "title": "Another title", "injured": ""}
    added = {**kept[1], "id": "1980-new", "title": "A new one"}
    atlases.write_events(new, [first, *kept[1:], added])
    (new / "removed.csv").write_text(
        f"id,date,reason,now\n1991-karachi-east,2026-01,told twice,{first['id']}\n", "utf-8"
    )
    lines = run(*both).output.splitlines()
    assert lines[:2] == ["events", f"  ~ {first['id']} Another title"]
    assert f'      title: "{kept[0]["title"]}" → "Another title"' in lines
    assert "  + 1980-new A new one" in lines
    at = lines.index(f"  - 1991-karachi-east {atlases.EVENTS[6]['title']}")
    assert lines[at + 1 : at + 3] == ["      2026-01: told twice", f"      now {first['id']}"]
    assert lines[-1] == "events 1 changed; events 1 added; events 1 removed; removed 1 added."


def test_programs_get_every_value_whole(both: tuple[Path, Path]) -> None:
    _, new = both
    first, *rest = atlases.EVENTS
    summary = f"{'Much was said. ' * 40}{first['summary']}"
    atlases.write_events(new, [{**first, "summary": summary}, *rest])
    found = json.loads(run(*both, "--format", "json").output)
    (entry,) = found["events"]["changed"]
    assert entry["fields"]["summary"] == [first["summary"], summary]
    shown = run(*both).output
    assert summary not in shown
    assert "…" in shown


def test_sources_settings_texts_and_shapes_are_compared_too(both: tuple[Path, Path]) -> None:
    _, new = both
    items = json.loads((new / "sources.json").read_text("utf-8"))
    items[0]["title"] = "Renamed"
    (new / "sources.json").write_text(json.dumps(items, indent=4), "utf-8")
    changed(new, "mapgen.toml", 'subtitle = "', 'subtitle = "New: ')
    (new / "story.md").write_text("---\nchapter: one\ntitle: One\n---\nWords.\n", "utf-8")
    changed(new, "geodata/units.geojson", "{", "{ ")
    found = json.loads(run(*both, "--format", "json").output)
    assert found["sources"]["changed"][0]["id"] == items[0]["id"]
    assert list(found["settings"]["changed"][0]["fields"]) == ["subtitle"]
    assert found["story"]["added"] == [{"id": "one", "title": "One"}]
    assert list(found["units"]) == ["changed"]


def test_a_draft_that_does_not_build_is_compared_all_the_same(both: tuple[Path, Path]) -> None:
    _, new = both
    first, *rest = atlases.EVENTS
    atlases.write_events(new, [{**first, "date": "some day"}, *rest, rest[0]])
    output = run(*both).output
    assert f'date: "{first["date"]}" → "some day"' in output
    assert f"+ {rest[0]['id']}#2" in output  # an id that stands twice is two records


def test_what_cannot_be_read_is_named(both: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = both
    (new / "sources.json").write_text("[{", "utf-8")
    result = run(*both)
    assert result.exit_code == 1
    assert "sources.json:1: " in result.output
    empty = tmp_path / "empty"
    empty.mkdir()
    result = run(old, empty)
    assert result.exit_code == 1
    assert "events.csv: file not found" in result.output


def test_no_text_commands_the_terminal(both: tuple[Path, Path]) -> None:
    _, new = both
    first, *rest = atlases.EVENTS
    atlases.write_events(new, [{**first, "title": "Red \x1b[31m"}, *rest])
    assert "\x1b" not in run(*both).output
