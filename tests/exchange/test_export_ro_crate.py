"""An RO-Crate 1.3: what the specification asks for, each entity described, each file as said."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from reading_back import whole

from mapgen.atlas.atlas import Atlas
from mapgen.build import page_html
from mapgen.commands.main import main
from mapgen.exchange.common.event_cells import cited_sources
from mapgen.exchange.exporting import export
from mapgen.exchange.formats.csv.write import to_csvw
from mapgen.exchange.formats.ro_crate.write import to_ro_crate
from mapgen.files.write import OutputError

ROOT = {"@id": "./"}


def unpacked(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(archive)) as found:
        assert found.testzip() is None
        return {name: found.read(name) for name in found.namelist()}


def entities(archive: bytes) -> dict[str, dict[str, Any]]:
    document = json.loads(unpacked(archive)["ro-crate-metadata.json"])
    assert document["@context"] == "https://w3id.org/ro/crate/1.3/context"
    graph = document["@graph"]
    found = {each["@id"]: each for each in graph}
    assert len(found) == len(graph)
    return found


def named(value: object) -> Iterator[str]:
    """Yield the entities that a value names; a nested one that is described in place is none."""
    if isinstance(value, list):
        for each in value:
            yield from named(each)
    elif isinstance(value, dict):
        assert list(value) == ["@id"]  # flattened: nothing is described inside another
        yield value["@id"]


@pytest.fixture(scope="module")
def crate(hard: Atlas) -> bytes:
    return whole(to_ro_crate(hard, page_html))


def test_the_descriptor_says_what_it_is_and_of_what(crate: bytes) -> None:
    found = entities(crate)
    assert found["ro-crate-metadata.json"] == {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "about": ROOT,
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.3"},
    }


def test_the_root_has_all_that_it_must_have(hard: Atlas, crate: bytes) -> None:
    found = entities(crate)
    root = found["./"]
    assert root["@type"] == "Dataset"
    assert (root["name"], root["description"]) == (hard.settings.title, hard.settings.description)
    assert root["datePublished"] == "2026-11-05"
    licence = found[root["license"]["@id"]]
    assert licence["@id"] == "https://creativecommons.org/licenses/by/4.0/"
    assert (licence["@type"], licence["name"]) == ("CreativeWork", "CC-BY-4.0")
    assert found["#box"]["box"].count(" ") == 3


def test_every_entity_is_named_and_described(crate: bytes) -> None:
    found = entities(crate)
    names = {
        name
        for each in found.values()
        for key, value in each.items()
        if key not in ("@id", "@type", "conformsTo")
        for name in named(value)
    }
    assert names | {"ro-crate-metadata.json", "ro-crate-preview.html"} == set(found)


def test_its_files_are_those_of_the_archive(hard: Atlas, crate: bytes) -> None:
    files, found = unpacked(crate), entities(crate)
    parts = list(named(found["./"]["hasPart"]))
    own = {"ro-crate-metadata.json", "ro-crate-preview.html"}
    assert set(parts) | own == set(files)
    assert not own & set(parts)
    for name in parts:
        assert found[name]["@type"] == "File"
        assert found[name]["contentSize"] == str(len(files[name]))
        assert all(found[name][key] for key in ("name", "description", "encodingFormat"))
    for name, pieces in to_csvw(hard, "events.csv").items():
        assert files[name] == whole(pieces)


def test_the_page_is_its_preview(hard: Atlas, crate: bytes) -> None:
    assert unpacked(crate)["ro-crate-preview.html"].decode() == page_html(hard)
    assert entities(crate)["ro-crate-preview.html"]["about"] == ROOT


def test_cited_sources_with_an_address_are_citations(hard: Atlas, crate: bytes) -> None:
    found = entities(crate)
    citations = {found[name]["@id"]: found[name]["name"] for name in named(found["./"]["citation"])}
    expected: dict[str, str] = {}
    for source in cited_sources(hard):
        if source.url:
            expected.setdefault(source.url, source.long)
    assert len(expected) > 1
    assert citations == expected


def test_the_same_atlas_gives_the_same_bytes(hard: Atlas, crate: bytes) -> None:
    assert whole(to_ro_crate(hard, page_html)) == crate


def test_without_a_licence_or_an_address_it_says_so(hard: Atlas) -> None:
    bare = replace(hard, settings=replace(hard.settings, licence="", description="", subtitle=""))
    root = entities(whole(to_ro_crate(bare)))["./"]
    assert root["license"] == "No licence is stated: ask the editor."
    assert root["description"] == f"An atlas of {len(hard.rows)} events."
    own = replace(hard, settings=replace(hard.settings, licence="Ask us, please"))
    assert entities(whole(to_ro_crate(own)))["./"]["license"] == "Ask us, please"


def test_a_day_of_publication_is_asked_for(hard: Atlas, tmp_path: Path) -> None:
    undated = replace(hard, settings=replace(hard.settings, published=""))
    with pytest.raises(OutputError, match='published = "2026-11-05"'):
        export(undated, "ro-crate", tmp_path / "atlas.zip")
    assert not (tmp_path / "atlas.zip").exists()


def test_an_unpacked_crate_is_imported_again(crate: bytes, tmp_path: Path) -> None:
    for name, content in unpacked(crate).items():
        (tmp_path / name).write_bytes(content)
    again = tmp_path / "again"
    result = CliRunner().invoke(
        main, ["import", "csv", str(tmp_path / "events.csv"), "-o", str(again)]
    )
    assert result.exit_code == 0, result.output
    first = (again / "events.csv").read_text().splitlines()
    assert len(first) == len(unpacked(crate)["events.csv"].decode().splitlines())
