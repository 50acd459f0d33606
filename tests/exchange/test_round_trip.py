"""What mapgen export wrote, mapgen import reads: the same events with the same sources."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from reading_back import assert_same_events

from mapgen.atlas.atlas import Atlas, read_atlas
from mapgen.commands.main import main
from mapgen.exchange.common.event_cells import cells, cited_sources
from mapgen.exchange.exporting import export
from mapgen.exchange.registry import ENDINGS
from mapgen.records.fields import COLUMNS as FIELDS


@pytest.mark.parametrize(
    "form", ["geojson", "linked-places", "csvw", "geopackage", "geoparquet", "kml"]
)
def test_export_and_import_give_the_same_atlas(atlas: Atlas, tmp_path: Path, form: str) -> None:
    path, folder = tmp_path / f"atlas{ENDINGS[form][0]}", tmp_path / "imported"
    export(atlas, form, path)
    reader = "csv" if form == "csvw" else form
    result = CliRunner().invoke(
        main, ["import", reader, str(path), "-o", str(folder)], catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    assert [line[:3] for line in table(folder / "import-report.csv")] == []
    imported = read_atlas(folder)
    # Coordinates are read to nine digits, which is a centimetre or less.
    assert_same_events(imported.events, atlas.events, degrees=1e-7)
    assert several(imported) == several(atlas)
    # A table's own names of columns are read in small letters.
    given = {name.lower() if form == "csvw" else name: each for name, each in own(atlas).items()}
    assert own(imported) == given
    for source in cited_sources(replace(atlas, story=())):  # the story does not travel
        assert imported.bibliography[source.key].csl == source.csl


def several(atlas: Atlas) -> dict[str, list[tuple[object, ...]]]:
    """The places of each event that is told for several, to nine digits; nan is None."""
    return {
        event_id: [
            tuple(None if each != each else each if isinstance(each, str) else round(each, 7)
                  for each in place)
            for place in places
        ]
        for event_id, places in zip(atlas.events["id"], atlas.events["event_places"], strict=True)
        if places
    }  # fmt: skip


def own(atlas: Atlas) -> dict[str, list[str]]:
    """The columns that are the editor's own."""
    return {name: each for name, each in cells(atlas.events).items() if name not in FIELDS}


def table(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def test_a_table_brings_the_sources_that_lie_beside_it(hard: Atlas, tmp_path: Path) -> None:
    export(hard, "csvw", tmp_path / "atlas.csv")
    (tmp_path / "other.json").write_text("[]", encoding="utf-8")
    arguments = ["import", "csv", str(tmp_path / "atlas.csv"), "-o"]
    CliRunner().invoke(main, [*arguments, str(tmp_path / "beside")], catch_exceptions=False)
    told = [*arguments, str(tmp_path / "told"), "--sources", str(tmp_path / "other.json")]
    CliRunner().invoke(main, told, catch_exceptions=False)
    assert "sly/2001" in read_atlas(tmp_path / "beside").bibliography
    assert set(read_atlas(tmp_path / "told").bibliography) == {"atlas"}


def test_a_second_export_is_the_first(hard: Atlas, tmp_path: Path) -> None:
    first, folder, second = tmp_path / "1.jsonld", tmp_path / "imported", tmp_path / "2.jsonld"
    export(hard, "linked-places", first)
    arguments = ["import", "linked-places", str(first), "-o", str(folder)]
    assert CliRunner().invoke(main, arguments, catch_exceptions=False).exit_code == 0
    export(read_atlas(folder), "linked-places", second)

    def properties(path: Path) -> list[str]:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [line.split('"when"')[0] for line in lines if '"type":"Feature"' in line]

    assert properties(second) == properties(first)
