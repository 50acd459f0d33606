"""Chapters of a story and tables of settings: what is not changed keeps its bytes."""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mapgen.desk.changes import Change, Operation, digest
from mapgen.desk.documents.chapters import Chapters
from mapgen.desk.documents.csv_rows import CsvRows
from mapgen.desk.documents.document import Document
from mapgen.desk.documents.edit import Edit, NotEditableError
from mapgen.desk.documents.json_items import JsonItems
from mapgen.desk.documents.toml_inline import inline_table
from mapgen.desk.documents.toml_tables import NAME, TOP, TomlTables
from mapgen.desk.history import read_history
from mapgen.desk.workspace import Workspace
from mapgen.files.toml_written import toml_value
from mapgen.problems import Problems
from mapgen.records.scenes import split_scenes
from mapgen.records.story_file import read_blocks

ROOT = Path(__file__).parents[2]
STORY = (
    b"---\r\nchapter: a\r\nfrom: 1972\r\nto: 1973\r\n---\r\nOne [@x].\r\n\r\nscene: to 1972-05\r\n\r\n"
    b"Two [@x].\r\n\r\n---\r\ntitle: B\r\nchapter: b\r\n---\r\nThree [@x]."
)
SETTINGS = b"""\
# the title
title = "One # two"   # behind it
description = \"\"\"\\
long [text]
with "quotes\"\"\"\"
languages = [ # all
  "en", "ur",
]
period = { from = 1972-01-01, to = "1992" }

# cities
[[cities]]
name = 'K'
latitude = 24.5

# the first
[categories.press] # heading
label = "Press"
"""


def test_chapters_are_those_that_the_reader_of_a_build_finds(tmp_path: Path) -> None:
    for raw in (STORY, (ROOT / "story.md").read_bytes(), (ROOT / "story.ur.md").read_bytes()):
        document = Chapters.read(raw)
        assert document.bytes() == raw
        path = tmp_path / "story.md"
        path.write_bytes(raw)
        blocks = read_blocks(path, Problems("story.md"))
        assert [each.values["chapter"] for each in blocks] == document.keys()
        for block, (_, value) in zip(blocks, document.records(), strict=True):
            text, scenes = split_scenes(value["text"])
            assert block.values == {name: each for name, each in value.items() if name != "text"}
            assert (block.text, len(block.scenes)) == (text.strip(), len(scenes))


def test_a_line_and_the_text_of_a_chapter_are_changed_alone() -> None:
    document = Chapters.read(STORY)
    text = document.text_of("a") or ""
    changed = document.write(
        {"to": "1974", "view": "9/1/2", "title": "", "text": "New [@x]."}, text
    )
    assert changed == (
        "---\r\nchapter: a\r\nfrom: 1972\r\nto: 1974\r\nview: 9/1/2\r\n---\r\nNew [@x].\r\n\r\n"
    )
    assert document.write(document.value(text), text) == text
    for wrong in ({"to": "1\n2"}, {"text": "a\n---\nb"}):
        with pytest.raises(NotEditableError):
            document.write(wrong, text)
    new = document.write({"chapter": "c", "title": "C", "text": "Four [@x]."}, None)
    after = document.edited(Edit("c", None, new, "b"))
    assert after.keys() == ["a", "b", "c"]
    assert after.bytes().startswith(STORY + b"\r\n\r\n---\r\nchapter: c\r\n")
    with pytest.raises(NotEditableError):
        Chapters.read(b"---\nchapter: a\n")


def test_tables_of_settings_keep_all_other_bytes() -> None:
    document = TomlTables.read(SETTINGS)
    assert document.bytes() == SETTINGS
    assert document.keys() == [TOP, "[cities]", "categories.press"]
    top = document.text_of(TOP) or ""
    assert document.value(top) == {NAME: TOP, **_plain(tomllib.loads(SETTINGS.decode()), top)}
    changed = document.write(
        {"title": 'Say "yes"', "licence": "CC0", "languages": ["en"], "description": None}, top
    )
    assert changed == (
        '# the title\ntitle = "Say \\"yes\\""   # behind it\nlanguages = ["en"]\n'
        'period = { from = 1972-01-01, to = "1992" }\nlicence = "CC0"\n'
    )
    same = {"period": {"from": "1972-01-01", "to": "1992"}, "title": "One # two"}
    assert document.write(same, top) == top
    new = document.write({NAME: "categories.state", "label": "State"}, None)
    after = document.edited(Edit("categories.state", None, new, "[cities]"))
    assert after.keys() == [TOP, "[cities]", "categories.state", "categories.press"]
    gone = after.edited(Edit("categories.state", after.text_of("categories.state"), None))
    assert tomllib.loads(gone.bytes().decode()) == tomllib.loads(SETTINGS.decode())
    assert TomlTables.read(b"").keys() == [TOP]


def _plain(value: dict[str, object], text: str) -> dict[str, object]:
    top = {key: each for key, each in value.items() if f"{key} =" in text}
    return top | {"period": {"from": "1972-01-01", "to": "1992"}}


@pytest.mark.parametrize("path", ["pyproject.toml", "mapgen/starter/files/mapgen.toml"])
def test_every_value_written_again_is_the_same_file(path: str) -> None:
    raw = (ROOT / path).read_bytes()
    document = TomlTables.read(raw)
    assert document.bytes() == raw
    for part in document.parts:
        if part.key:
            assert document.write(document.value(part.text), part.text) == part.text


@example({"k": {"0.0": 1, "": 2, "a b": 3, '"': 4, "\x7f": [{".": 5}]}})
@given(
    st.dictionaries(
        st.from_regex(r"[a-z_]{1,4}", fullmatch=True),
        st.recursive(
            st.booleans() | st.integers(-9, 9) | st.text(min_size=1, max_size=5)
            | st.floats(allow_nan=False, allow_infinity=False, width=16),
            lambda inner: st.lists(inner, max_size=3)
            | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=3), inner, max_size=2),
            max_leaves=4,
        ),
        max_size=4,
    )
)  # fmt: skip
def test_what_is_written_is_read_as_it_was(values: dict[str, object]) -> None:
    document = TomlTables.read(SETTINGS)
    text = document.write({NAME: "new", **values}, None)
    raw = document.edited(Edit("new", None, text)).bytes()
    kept = {key: each for key, each in values.items() if each != ""}
    assert tomllib.loads(raw.decode())["new"] == kept
    assert TomlTables.read(raw).bytes() == raw


INLINE = """\
categories = {press={label='Press',colour="#540060"}, state = { label = "State" } } # all of them
[categories2]
press = { label = "A, } b", "a b" = [1, {x = 2}] }  # one
dotted = { a.b = 1, c = 2 }
"""


def test_an_inline_table_is_changed_in_its_place() -> None:
    document = TomlTables.read(INLINE.encode())
    top = document.text_of(TOP) or ""
    categories = {"press": {"label": "Press", "colour": "#000000"}, "state": {"label": "State"}}
    assert document.write({"categories": categories}, top) == (
        """categories = {press={label='Press',colour="#000000"}, state = { label = "State" } } """
        "# all of them\n"
    )
    only = {"state": {"label": "State", "glyph": "square"}}
    assert document.write({"categories": only}, top) == (
        """categories = {state = { label = "State", glyph = "square" } } # all of them\n"""
    )
    table = document.text_of("categories2") or ""
    press = {"label": None, "a b": [1, {"x": 2}], "new": True}
    assert document.write({"press": press}, table) == (
        '[categories2]\npress = { "a b" = [1, {x = 2}], new = true }  # one\n'
        "dotted = { a.b = 1, c = 2 }\n"
    )
    dotted = document.write({"dotted": {"a": {"b": 3}, "c": 2}}, table)
    assert tomllib.loads(dotted)["categories2"]["dotted"] == {"a": {"b": 3}, "c": 2}


INLINE_VALUES = st.recursive(
    st.booleans() | st.integers(-9, 9) | st.text(st.sampled_from("a,}{\"'#= \\"), max_size=4),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.text(st.sampled_from('ab c".}'), min_size=1, max_size=2), inner)
    ),
    max_leaves=5,
)
INLINE_TABLES = st.dictionaries(
    st.sampled_from(["a", "b", "a.b", "c d", '"', ""]), INLINE_VALUES, max_size=3
)


@given(INLINE_TABLES, INLINE_TABLES, st.booleans())
def test_any_inline_table_says_what_it_is_to_say(
    before: dict[str, object], after: dict[str, object], tight: bool
) -> None:
    raw = toml_value(before)
    if tight:
        raw = "{" + raw[1:-1].strip() + "}"
    made = inline_table(raw, before, after)
    assert tomllib.loads(f"v = {made}")["v"] == after
    assert inline_table(raw, before, before) == raw


def test_one_of_several_tables_is_moved_with_its_comment(small_folder: Path) -> None:
    settings = small_folder / "mapgen.toml"
    more = '\n# {0}\n[[cities]]\nname = "{0}"\nlatitude = 24.8\nlongitude = 67.1\nzoom = 9\n'
    before = settings.read_text("utf-8") + more.format("B") + more.format("C")
    settings.write_text(before, "utf-8")
    workspace = Workspace.of(small_folder)
    for at, behind, order in ((2, 0, "KCB"), (1, -1, "BKC"), (0, 2, "BCK"), (0, 1, "BKC")):
        document = workspace.files.document("tables")
        assert document
        keys = [key for key, _ in document.records() if key.startswith("[cities]")]
        key = keys[at]
        after = "categories.protest" if behind < 0 else keys[behind]
        base = digest(document.text_of(key))
        workspace.make(Change([Operation("tables", key, base, {}, after)]))
        text = settings.read_text("utf-8")
        assert "".join(re.findall('name = "(.)', text)) == order
        blocks = [sorted(map(str.strip, each.split("\n\n"))) for each in (text, before)]
        assert blocks[0] == blocks[1]  # comments move along
        workspace.undo()
        assert settings.read_text("utf-8") == before


DOCUMENTS: list[Document] = [
    Chapters.read(STORY),
    TomlTables.read(SETTINGS),
    CsvRows.read(b"id,x\na,1\nb,2\nc,3\n"),
    JsonItems.read(b'[\n  {"id": "a"},\n  {"id": "b"},\n  {"id": "c"}\n]\n'),
]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda each: type(each).__name__)
def test_a_record_is_moved_and_moved_back(document: Document) -> None:
    keys = document.keys()
    for key in keys[1:]:
        text = document.text_of(key)
        before = document.neighbour(key)
        edit = Edit(key, text, text, "" if key != keys[1] else keys[-1], "", before)
        if edit.behind == key:
            continue
        moved = document.edited(edit)
        order = [each for each in keys if each != key]
        first = 1 if keys[0] == TOP else 0
        order.insert(first if edit.behind == "" else len(order), key)
        assert moved.keys() == order
        assert {key: moved.value(moved.text_of(key) or "") for key in order} == {
            key: document.value(document.text_of(key) or "") for key in order
        }
        back = moved.edited(edit.reversed())
        assert back.keys() == keys


def test_chapters_are_moved_written_and_taken_back(small_folder: Path) -> None:
    """Any sequence of moves, edits, undo and redo: the story is always what it should be."""
    story = small_folder / "story.md"
    story.write_bytes(STORY + b"\r\n\r\n---\r\nchapter: c\r\n---\r\nLast [@x].\r\n")
    workspace = Workspace.of(small_folder)
    states = [story.read_bytes()]
    chance = random.Random(3)
    for _ in range(30):
        document = workspace.files.document("chapters")
        assert document
        key = chance.choice(document.keys())
        behind = chance.choice(["", *document.keys()])
        value = {"title": str(chance.random())} if chance.random() < 0.5 else {}
        base = digest(document.text_of(key))
        done = workspace.make(Change([Operation("chapters", key, base, value, behind)]))
        assert bool(done.entries) == (story.read_bytes() != states[-1])
        if done.splices:
            states.append(story.read_bytes())
    for state in states[-2::-1]:
        workspace.undo()
        assert story.read_bytes() == state
    for state in states[1:]:
        workspace.redo()
        assert story.read_bytes() == state
    kinds = {entry.kind for entry in read_history(Workspace.of(small_folder).history)}
    assert kinds == {"source", "undo", "redo"}  # the next editor finds all of it made
