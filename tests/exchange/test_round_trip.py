"""What mapgen export wrote, mapgen import reads: the same events with the same sources."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from reading_back import assert_same_events

from mapgen.atlas import Atlas, read_atlas
from mapgen.cli import main
from mapgen.exchange.export import export
from mapgen.exchange.written import cited_sources


@pytest.mark.parametrize(("form", "ending"), [("geojson", "geojson"), ("linked-places", "jsonld")])
def test_export_and_import_give_the_same_atlas(
    atlas: Atlas, tmp_path: Path, form: str, ending: str
) -> None:
    path, folder = tmp_path / f"atlas.{ending}", tmp_path / "imported"
    export(atlas, form, path)
    result = CliRunner().invoke(
        main, ["import", form, str(path), "-o", str(folder)], catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    imported = read_atlas(folder)
    # Coordinates are read to nine digits, which is a centimetre or less.
    assert_same_events(imported.events, atlas.events, degrees=1e-7)
    for source in cited_sources(replace(atlas, story=())):  # the story does not travel
        assert imported.bibliography[source.key].csl == source.csl


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
