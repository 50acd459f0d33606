"""What nobody can see is refused at every door; what looks alike is one behind each."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import atlases
import pytest
from naughty import STRINGS

from mapgen.atlas.atlas import read_atlas
from mapgen.files import letters
from mapgen.problems import InputError, Problem

Door = Callable[[Path, str], None]


def change(name: str, old: str, *, escaped: bool = False) -> Door:
    """Put a text behind what stands in a file, as JSON and TOML can spell it too."""

    def write(folder: Path, text: str) -> None:
        written = (folder / name).read_text(encoding="utf-8")
        assert old in written, name
        shown = json.dumps(text, ensure_ascii=escaped)[1:-1]
        (folder / name).write_text(written.replace(old, old + shown, 1), encoding="utf-8")

    return write


def page(name: str, *, references: bool = False) -> Door:
    def write(folder: Path, text: str) -> None:
        told = "".join(f"&#x{ord(letter):X};" for letter in text) if references else text
        (folder / name).write_text(f"# One\n\nSomeone wrote {told} here.\n", encoding="utf-8")

    return write


def names(folder: Path, text: str) -> None:
    atlases.write_csv(folder / "names.csv", ["name", "name_ur"], [{"name": "W", "name_ur": text}])


def story(folder: Path, text: str) -> None:
    (folder / "story.md").write_text(
        f"---\nchapter: c\ntitle: {text}\nfrom: 1986\nto: 1986\n---\nAll [@ali2005].\n",
        encoding="utf-8",
    )


DOORS: dict[str, Door] = {
    "events.csv": change("events.csv", "Clash in North Town"),
    "events.csv, the summary": change("events.csv", "Two groups fought"),
    "events.csv, a column's name": change("events.csv", "confidence"),
    "sources.json": change("sources.json", '"title": "'),
    "sources.json, escaped": change("sources.json", '"title": "', escaped=True),
    "geodata/places.csv": change("geodata/places.csv", "North Town"),
    "geodata/districts.csv": change("geodata/districts.csv", "Old"),
    "geodata/units.geojson": change("geodata/units.geojson", '"name": "'),
    "geodata/base.geojson": change("geodata/base.geojson", '"name": "'),
    "mapgen.toml": change("mapgen.toml", 'title = "'),
    "mapgen.toml, escaped": change("mapgen.toml", 'title = "', escaped=True),
    "docs/about.md": page("docs/about.md"),
    "docs/about.md, as references": page("docs/about.md", references=True),
    "docs/guide.md": page("docs/guide.md"),
    "docs/corrections.md": page("docs/corrections.md"),
    "names.csv": names,
    "story.md": story,
}


def problems(folder: Path) -> list[Problem]:
    try:
        atlas = read_atlas(folder)
    except InputError as error:
        return error.problems
    return list(atlas.warnings)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    "text", ["12\u202e shots", "Kara\u200bchi", "x\u2066y", "a\ufeffb"], ids=ascii
)
def test_what_cannot_be_seen_is_an_error_at_every_door(
    small_folder: Path, door: str, text: str
) -> None:
    DOORS[door](small_folder, text)
    wrong = letters.named(letters.first_unseen(text))
    found = [problem for problem in problems(small_folder) if wrong in problem.message]
    assert found, problems(small_folder)
    assert {(problem.severity, problem.file) for problem in found} == {
        ("error", door.partition(",")[0])
    }
    assert all(problem.mend for problem in found)
    assert "as references" in door or all(problem.line for problem in found)


@pytest.mark.parametrize("door", DOORS)
def test_words_that_need_their_joiners_are_taken_at_every_door(
    small_folder: Path, door: str
) -> None:
    DOORS[door](small_folder, "می\u200cخواهم क्\u200dष 👩\u200d👩\u200d👧")
    assert not [problem for problem in problems(small_folder) if "U+200" in problem.message]


def test_every_naughty_string_is_either_whole_or_refused(small_folder: Path) -> None:
    refused = [text for text in STRINGS if letters.in_one_form(text)[1]]
    assert 5 < len(refused) < 20
    events = [dict(row) for row in atlases.EVENTS]
    for text in refused:
        events[0]["actors"] = f"Men {text} women"
        atlases.write_csv(small_folder / "events.csv", atlases.EVENT_COLUMNS, events)
        assert any(each.column == "actors" for each in problems(small_folder)), ascii(text)


def test_names_that_look_alike_are_one(small_folder: Path) -> None:
    events = [dict(row) for row in atlases.EVENTS]
    events[0]["actors"] = "Caf\u00e9 owners; علی\u200c; قر\u0627\u0653ن; The\u00a0army"
    events[1]["actors"] = "Cafe\u0301 owners; علی; قر\u0622ن; The\u2003 army"
    events[1]["place"] = "north\u00a0 town"
    events[2]["city"] = " Karachi\u2002"
    atlases.write_csv(small_folder / "events.csv", atlases.EVENT_COLUMNS, events)
    atlas = read_atlas(small_folder)
    actors = dict(zip(atlas.events["id"], atlas.events["actors"], strict=True))
    assert actors[events[0]["id"]] == actors[events[1]["id"]]
    assert len(actors[events[0]["id"]]) == 4
    assert set(atlas.events["city"]) <= {"Karachi", ""}
    assert "north-town" in set(atlas.events["place_id"])


def test_a_large_file_is_read_as_a_small_one(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mapgen.files import csv_table

    events = [dict(row) for row in atlases.EVENTS]
    events[0]["actors"] = "Cafe\u0301"
    events[1]["title"] = "a\u202eb"
    atlases.write_csv(small_folder / "events.csv", atlases.EVENT_COLUMNS, events)
    monkeypatch.setattr(csv_table, "PLAIN_FROM", 0)
    assert any("U+202E" in problem.message for problem in problems(small_folder))
