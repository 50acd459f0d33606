"""Two records made one, where sources are cited, what was published: and all of it taken back."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from mapgen.atlas.atlas import read_atlas
from mapgen.build import build
from mapgen.desk.changes import Change, Operation, digest
from mapgen.desk.citing import cited_in, with_source
from mapgen.desk.documents.edit import NotEditableError
from mapgen.desk.editor.editor import Editor
from mapgen.desk.merging import merged_events, merged_sources
from mapgen.desk.published import (
    changes_since,
    note_published,
    read_published,
    state_of_page,
)
from mapgen.desk.workspace import Workspace
from mapgen.records.differences import read_records

DAY = dt.date(2026, 11, 29)


def operation(workspace: Workspace, file: str, key: str, **value: object) -> Operation:
    """Return what changes a record as it stands."""
    document = workspace.files.document(file)
    text = document.text_of(key) if document else None
    if file == "sources" and document and text:
        value = {**document.value(text), **value}
    return Operation(file, key, digest(text), value)


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder but the history."""
    found = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path): path.read_bytes() for path in found if path.name != "history.jsonl"}


def test_two_events_are_made_one(small_folder: Path) -> None:
    events = read_atlas(small_folder).events
    kept, gone, third = list(events["id"])[:3]
    (small_folder / "story.md").write_text(
        f"---\nchapter: one\ntitle: One\nfrom: 1985\nto: 1986\nevents: {gone}, {third}\n---\nT [@x].\n"
    )
    workspace = Workspace.of(small_folder)
    for key, related in ((third, f"{gone}; {kept}"), (kept, f"{gone}; {third}")):
        workspace.make(Change([operation(workspace, "events", key, related=related)]))
    before = contents(small_folder)
    change = merged_events(
        workspace.files,
        operation(workspace, "events", kept, title="Both"),
        operation(workspace, "events", gone),
        "told twice",
        DAY,
    )
    workspace.make(Change(change))
    values = dict(workspace.files.document("events").records())  # type: ignore[union-attr]
    assert gone not in values
    assert (values[kept]["title"], values[kept]["related"]) == ("Both", third)
    assert values[third]["related"] == kept
    assert f"events: {kept}, {third}\n" in (small_folder / "story.md").read_text()
    removed = dict(workspace.files.document("removed").records())[gone]  # type: ignore[union-attr]
    assert (removed["now"], removed["date"]) == (kept, "2026-11-29")
    workspace.undo()
    assert contents(small_folder) == before
    with pytest.raises(NotEditableError):
        merged_events(workspace.files, change[0], change[0], "why", DAY)
    with pytest.raises(NotEditableError):
        merged_events(workspace.files, change[0], change[1], "", DAY)


def test_two_sources_are_made_one(small_folder: Path) -> None:
    workspace = Workspace.of(small_folder)
    uses = cited_in(workspace.files)
    (gone, at), (kept, _) = sorted(uses.items(), key=lambda each: -len(each[1]))[:2]
    before = contents(small_folder)
    change = merged_sources(
        workspace.files,
        operation(workspace, "sources", kept),
        operation(workspace, "sources", gone),
    )
    workspace.make(Change(change))
    after = cited_in(workspace.files)
    assert gone not in after
    assert set(after[kept]) == set(at) | set(uses[kept])
    read_atlas(small_folder)
    workspace.undo()
    assert contents(small_folder) == before


def test_a_citation_follows_and_stands_once() -> None:
    text = "39 [@a, p. 3; @b]; 4 [@a; @b]. [@ab] and [@a](x) and @a stay."
    assert with_source(text, "a", "b") == (
        "39 [@b, p. 3; @b]; 4 [@b]. [@ab] and [@a](x) and @a stay."
    )


def test_what_was_published_is_known_by_the_page(small_folder: Path) -> None:
    workspace = Workspace.of(small_folder)
    folder, settings = workspace.folder, workspace.files.settings
    assert (read_published(folder), state_of_page(settings, None)) == (None, "none")
    assert {each.change for each in changes_since(folder, None)} == {"added"}
    build(small_folder)
    assert state_of_page(settings, None) == "unknown"
    note_published(folder, settings, read_records(folder))
    published = read_published(folder)
    assert published
    assert state_of_page(settings, published) == "known"
    assert list(changes_since(folder, published)) == []
    key = next(iter(read_records(folder)["events"]))
    workspace.make(Change([operation(workspace, "events", key, title="Other")]))
    (found,) = changes_since(folder, published)
    assert (found.file, found.id, list(found.fields)) == ("events", key, ["title"])
    build(small_folder)
    assert state_of_page(settings, published) == "unknown"
    (small_folder / "published.json").write_text("[1]")
    assert read_published(folder) is None


def test_publishing_notes_what_was_published(small_folder: Path) -> None:
    editor = Editor(small_folder, 0)
    try:
        since = editor.answers()["since"]
        assert editor.build()["built"]
        found: Any = since({})
        assert (found["page"], found["changes"]) == ("known", [])
    finally:
        editor.server.close()


def test_sources_are_offered_with_free_keys_and_those_that_are_there(small_folder: Path) -> None:
    editor = Editor(small_folder, 0)
    try:
        answers = editor.answers()
        sources = editor.workspace.files.document("sources")
        assert sources
        key, known = next(iter(sources.records()))
        text = json.dumps([{**known}, {"id": key, "title": "Other", "type": "book"}])
        found: Any = answers["source-text"]({"text": text})
        first, second = found["sources"]
        assert first["same"] == key
        assert first["key"] != key
        assert second["same"] == ""
        assert second["value"]["id"] == second["key"] not in (key, first["key"])
        with pytest.raises(NotEditableError):
            answers["source-text"]({"text": "hello"})
        assert answers["zotero"]({}) == {"allowed": False}
        with pytest.raises(NotEditableError):
            answers["zotero-search"]({"text": ""})
        assert answers["zotero"]({"allowed": True}) == {"allowed": True}
    finally:
        editor.server.close()
