"""Many edits of one file in one go leave what one edit after the other leaves."""

from __future__ import annotations

import json
from typing import Any

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from mapgen.desk.documents.chapters import Chapters
from mapgen.desk.documents.csv_rows import CsvRows
from mapgen.desk.documents.document import Document
from mapgen.desk.documents.edit import ConflictError, Edit
from mapgen.desk.documents.editing import Editing
from mapgen.desk.documents.json_items import JsonItems
from mapgen.desk.documents.toml_tables import NAME, TomlTables

IDS = st.sampled_from(["a", "b", "c", "d", "e", "", "a#2", "#3"])
CELLS = st.sampled_from(["", "x", " y", 'say "z"', "one, two", "two\nlines"])
ROWS = st.lists(st.tuples(IDS, CELLS), max_size=6)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["set", "id", "new", "out", "move"]),
        st.integers(0, 7),
        IDS,
        CELLS,
        st.sampled_from([None, "", "a", "b"]),
    ),
    max_size=12,
)


def table(rows: list[tuple[str, str]], end: str, gaps: list[int], *, whole: bool) -> bytes:
    """Return a table of these rows, with blank lines in some gaps."""
    lines = ["id,title"]
    for at, (id_, cell) in enumerate(rows):
        lines += [""] * (at in gaps)
        lines.append(f'{id_},"{cell.replace(chr(34), chr(34) * 2)}"')
    lines += [""] * (len(rows) in gaps)
    return (end.join(lines) + (end if whole else "")).encode()


def edit_of(document: Document, step: tuple[Any, ...]) -> Edit | None:
    """Return an edit that the document can be given."""
    kind, at, id_, cell, behind = step
    keys = document.keys()
    key = keys[at % len(keys)] if keys else ""
    if kind == "new":
        if not id_ or document.text_of(id_) is not None:
            return None
        name = {NAME: id_} if isinstance(document, TomlTables) else {"id": id_}
        name = {"chapter": id_} if isinstance(document, Chapters) else name
        return Edit(id_, None, document.write({**name, "title": cell.strip()}, None), behind)
    before = document.text_of(key)
    if before is None:
        return None
    if kind == "out":
        return Edit(key, before, None, document.neighbour(key))
    value = dict(document.value(before)) if isinstance(document, JsonItems) else {}
    value |= {"id" if kind == "id" else "title": id_ if kind == "id" else cell}
    after = before if kind == "move" else document.write(value, before)
    moved = document.neighbour(key) if kind == "move" else None
    is_moved = behind is not None and behind not in (moved, key) and kind == "move"
    return Edit(key, before, after, behind if is_moved else None, document.id_of(after) or "",
                moved if is_moved else None)  # fmt: skip


def check(document: Document, steps: list[tuple[Any, ...]]) -> None:
    """Make the steps both ways, and compare all that comes out."""
    editing = Editing(document)
    expected = document
    for step in steps:
        edit = edit_of(expected, step)
        if edit is None:
            continue
        try:
            expected = expected.edited(edit)
        except ConflictError:  # a record without an id of its own is not moved
            with pytest.raises(ConflictError):
                editing.edit(edit)
            continue
        editing.edit(edit)
        for key in [*expected.keys(), "none"]:
            assert editing.text_of(key) == expected.text_of(key)
            assert editing.neighbour(key) == expected.neighbour(key)
    found = editing.document
    assert found.bytes() == expected.bytes()
    assert found == expected
    assert found == type(document).read(found.bytes())


@settings(max_examples=examples(400), deadline=None)
@given(ROWS, ENDS, st.lists(st.integers(0, 6), max_size=2), st.booleans(), STEPS)
def test_a_table_edited_in_one_go_is_the_one_edited_step_by_step(
    rows: list[tuple[str, str]], end: str, gaps: list[int], whole: bool, steps: list[Any]
) -> None:
    check(CsvRows.read(table(rows, end, gaps, whole=whole)), steps)


@settings(max_examples=examples(150), deadline=None)
@given(ROWS, st.sampled_from([None, 2]), STEPS)
def test_a_list_of_items_edited_in_one_go_is_the_one_edited_step_by_step(
    rows: list[tuple[str, str]], indent: int | None, steps: list[Any]
) -> None:
    items = [{"id": id_, "title": cell} for id_, cell in rows]
    text = json.dumps(items, indent=indent)
    check(JsonItems.read(text.encode()), [step for step in steps if step[0] != "move"])


@settings(max_examples=examples(60), deadline=None)
@given(STEPS)
def test_chapters_and_settings_edited_in_one_go_too(steps: list[Any]) -> None:
    named = [(kind, at, id_.replace("#", ""), cell.split("\n")[0].strip(), behind)
             for kind, at, id_, cell, behind in steps if kind in ("set", "new", "out")]  # fmt: skip
    check(Chapters.read(b"---\nchapter: a\ntitle: A\n---\n\nText.\n"), named)
    tables = [each for each in named if each[2] not in ("a", "b") and each[0] != "out"]
    check(TomlTables.read(b'title = "x"\n\n[a]\nb = 1\n\n[b]\nc = 2\n'), tables)


def test_a_file_is_read_anew_only_where_an_edit_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    document = CsvRows.read(b"id,title\n" + b"".join(b"e%d,x\n" % at for at in range(50)))
    editing = Editing(document)
    readings = []
    read = CsvRows.of
    monkeypatch.setattr(CsvRows, "of", lambda *a, **k: readings.append(1) or read(*a, **k))
    for at in range(200):
        editing.edit(Edit(f"new-{at}", None, f"new-{at},y\n"))
    for at in range(0, 50, 2):
        editing.edit(Edit(f"e{at}", f"e{at},x\n", None))
    for at in range(1, 50, 2):
        editing.edit(Edit(f"e{at}", f"e{at},x\n", f"e{at},z\n"))
    for at in range(0, 200, 3):
        editing.edit(Edit(f"new-{at}", f"new-{at},y\n", f"other-{at},y\n"))
    assert not readings
    assert editing.document == read(editing.document.bytes().decode())
    with pytest.raises(ConflictError):
        editing.edit(Edit("e1", "e1,x\n", "e1,w\n"))


def test_sources_are_added_without_reading_the_list_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    items = [{"id": f"s{at}", "title": "x"} for at in range(20)]
    editing = Editing(JsonItems.read(json.dumps(items, indent=2).encode()))
    monkeypatch.setattr(JsonItems, "split", None)
    for at in range(30):
        text = editing.document.write({"id": f"new-{at}"}, None)
        editing.edit(Edit(f"new-{at}", None, text))
    found = json.loads(editing.document.bytes())
    assert [each["id"] for each in found[20:]] == [f"new-{at}" for at in range(30)]
