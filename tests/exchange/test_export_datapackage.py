"""A Data Package: frictionless finds nothing wrong with it, and what it says of its files is so."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from reading_back import whole

from mapgen.atlas.atlas import Atlas
from mapgen.exchange.common.event_cells import cited_sources
from mapgen.exchange.formats.csv.write import to_csvw
from mapgen.exchange.formats.datapackage.write import licence, name_of, to_datapackage


@pytest.fixture(scope="module")
def packed(hard: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("package") / "atlas.zip"
    path.write_bytes(whole(to_datapackage(hard)))
    return path


def files(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def descriptor(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files(path)["datapackage.json"])
    return found


def problems(path: Path) -> list[list[Any]]:
    return Package(str(path)).validate().flatten(["title", "rowNumber", "fieldName", "note"])


def test_frictionless_finds_nothing_wrong(packed: Path) -> None:
    assert problems(packed) == []
    assert [each.name for each in Package(str(packed)).resources] == ["events", "places", "sources"]


@pytest.mark.parametrize(
    ("file", "old", "new", "kind"),
    [
        ("places.csv", b"north-town,", b"south-town,", "ForeignKey Error"),
        ("places.csv", b",neighbourhood,", b",neighborhoods,", "Constraint Error"),
        ("events.csv", b",1985-04-15,", b",1985-04-51,", "Type Error"),
    ],
)
def test_it_says_enough_for_a_mistake_to_be_found(
    packed: Path, tmp_path: Path, file: str, old: bytes, new: bytes, kind: str
) -> None:
    changed = files(packed)
    assert old in changed[file]
    changed[file] = changed[file].replace(old, new)
    path = tmp_path / "changed.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in changed.items():
            archive.writestr(name, content)
    titles = [title for title, *_ in problems(path)]
    assert "Hash Count Error" in titles or "Byte Count Error" in titles
    resources = Package(str(path))
    for each in resources.resources:
        each.hash = each.bytes = None
    assert kind in [title for (title,) in resources.validate().flatten(["title"])]


def test_every_file_has_the_bytes_and_the_hash_that_it_is_said_to_have(packed: Path) -> None:
    found, said = files(packed), descriptor(packed)
    assert {each["path"] for each in said["resources"]} | {"datapackage.json"} == set(found)
    for each in said["resources"]:
        content = found[each["path"]]
        assert each["bytes"] == len(content)
        assert each["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert each["encoding"] == "utf-8"


def test_its_tables_are_the_events_and_the_gazetteer(hard: Atlas, packed: Path) -> None:
    found = files(packed)
    assert found["events.csv"] == whole(to_csvw(hard, "x.csv")["x.csv"])
    places = list(csv.DictReader(io.StringIO(found["places.csv"].decode("utf-8"))))
    assert [each["id"] for each in places] == list(hard.places)
    assert [each["longitude"] for each in places][:2] == ["66.95", "66.95"]
    keys = [each["id"] for each in json.loads(found["sources.json"])]
    assert keys == [source.key for source in cited_sources(hard)]


def test_it_says_whose_it_is_and_what_it_rests_on(hard: Atlas, packed: Path) -> None:
    said = descriptor(packed)
    assert said["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert said["title"] == hard.settings.title
    assert len(said["sources"]) == len(cited_sources(hard))
    assert all(each["title"] for each in said["sources"])


def test_a_licence_is_a_name_an_address_or_words() -> None:
    assert licence("CC-BY-4.0") == {"name": "CC-BY-4.0"}
    assert licence("https://example.org/l") == {"path": "https://example.org/l"}
    assert licence("Ask us, please") == {"name": "other", "title": "Ask us, please"}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Karachi and Hyderabad, 1972–1992", "karachi-and-hyderabad-1972-1992"),
        ("Études à Łódź", "etudes-a-odz"),
        ("کراچی", "atlas"),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert name_of(title) == name


def test_the_same_atlas_gives_the_same_bytes(hard: Atlas, packed: Path) -> None:
    assert whole(to_datapackage(hard)) == packed.read_bytes()
