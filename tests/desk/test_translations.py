"""Translations beside their texts: what is missing or stale, and each language saved by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mapgen.atlas.atlas import read_atlas
from mapgen.desk.changes import Change, Operation, digest
from mapgen.desk.translating import Translatable, faults, operations, translatable
from mapgen.desk.workspace import Workspace

EVENT = "1985-karachi-north"


@pytest.fixture
def workspace(small_folder: Path) -> Iterator[Workspace]:
    """The small atlas, with Urdu and Sindhi."""
    settings = small_folder / "mapgen.toml"
    text = settings.read_text()
    settings.write_text(re.sub(r"languages = .*", 'languages = ["en", "ur", "sd"]', text))
    return Workspace.of(small_folder)


def find(workspace: Workspace, file: str, key: str, language: str = "ur") -> Translatable:
    """Return a record with its translations."""
    found = translatable(workspace.files, language)
    return next(each for each in found if (each.file, each.key) == (file, key))


def states(record: Translatable) -> dict[str, str]:
    """Return what is known of each translation of a record."""
    return {each.field: each.state for each in record.texts}


def translate(workspace: Workspace, file: str, key: str, language: str, **texts: str) -> None:
    """Write translations of a record."""
    record = find(workspace, file, key, language)
    workspace.make(Change(operations(workspace.files, language, record, texts)))


def test_a_translation_is_stale_once_its_text_has_changed(workspace: Workspace) -> None:
    summary = next(e for e in find(workspace, "events", EVENT).texts if e.field == "summary").text
    before = workspace.files.settings.events.path.read_bytes()
    translate(workspace, "events", EVENT, "ur", title="عنوان", summary=summary)
    assert states(find(workspace, "events", EVENT)) == dict.fromkeys(
        ("title", "summary"), "current"
    )
    text = workspace.files.document("events").text_of(EVENT)
    changed = Operation("events", EVENT, digest(text), {"title": "Other"})
    workspace.make(Change([changed]))
    assert states(find(workspace, "events", EVENT)) == {"title": "stale", "summary": "current"}
    translate(workspace, "events", EVENT, "ur", title="عنوان")  # still right
    assert states(find(workspace, "events", EVENT))["title"] == "current"
    assert "title" in states(find(workspace, "events", EVENT, "sd"))
    translate(workspace, "events", EVENT, "ur", title="", summary="")
    assert states(find(workspace, "events", EVENT)) == dict.fromkeys(
        ("title", "summary"), "missing"
    )
    assert "/ur" not in (workspace.folder.root / "translations.csv").read_text()
    while workspace.done:
        workspace.undo()
    assert workspace.files.settings.events.path.read_bytes() == before
    assert not (workspace.folder.root / "translations.csv").exists()


def test_each_language_is_written_by_itself(workspace: Workspace) -> None:
    row = dict(workspace.files.document("events").value(
        workspace.files.document("events").text_of(EVENT)))  # fmt: skip
    translate(workspace, "events", EVENT, "sd", title="عنوان")
    after = dict(workspace.files.document("events").value(
        workspace.files.document("events").text_of(EVENT)))  # fmt: skip
    assert {name for name in after if after[name] != row.get(name, "")} == {"title_sd"}


def test_every_kind_of_text_has_its_place(workspace: Workspace) -> None:
    root = workspace.folder.root
    (root / "names.csv").write_text("name\nNorth\n")
    (root / "story.md").write_text(
        "".join(
            f"---\nchapter: {key}\ntitle: {key}\nfrom: 1985\nto: 1986\n---\n{key} [@a].\n\n"
            for key in ("one", "two", "three")
        )
    )
    keys = {each.file: each.key for each in translatable(workspace.files, "ur")}
    assert keys.keys() == {"tables", "events", "places", "names", "chapters", "about"}
    for file, key in keys.items():
        texts = {each.field: "ترجمہ" for each in find(workspace, file, key).texts}
        translate(workspace, file, key, "ur", **texts)
        assert set(states(find(workspace, file, key)).values()) == {"current"}
    assert 'label_ur = "ترجمہ"' in (root / "mapgen.toml").read_text()
    assert (root / "docs" / "about.ur.md").read_text() == "ترجمہ"
    for key in ("one", "two"):
        translate(workspace, "chapters", key, "ur", title=key, text="متن [@a]۔")
    assert workspace.files.document("chapters.ur").keys() == ["one", "two", "three"]
    assert find(workspace, "chapters", "two", "sd").base == ""


def test_a_folder_that_builds_builds_with_what_was_noted(workspace: Workspace) -> None:
    before = read_atlas(workspace.folder).warnings
    translate(workspace, "places", find_first(workspace, "places"), "ur", name="جگہ")
    assert read_atlas(workspace.folder).warnings == before


def find_first(workspace: Workspace, file: str) -> str:
    """Return the first record of a file that has texts."""
    return next(each.key for each in translatable(workspace.files, "ur") if each.file == file)


def test_a_translation_cites_and_counts_what_its_text_does() -> None:
    text = "In all 39 died [@a; @b]. More were hurt [@a]."
    assert faults(text, "39 ہلاک [@a; @b]۔ زخمی [@a]۔") == []
    codes = [each.code for each in faults(text, "40 ہلاک [@a]۔ زخمی")]
    assert {"translation/other-sources", "translation/other-numbers"} < set(codes)
