"""Exports are written piece by piece: none holds all events, and a half-made one takes no place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyogrio
import pytest
from pyarrow import parquet

from mapgen.atlas.atlas import Atlas
from mapgen.exchange.common import event_cells
from mapgen.exchange.exporting import export
from mapgen.exchange.registry import ENDINGS

OF_EVENTS = ("geojson", "linked-places", "csvw", "datapackage", "geopackage", "geoparquet", "kml")


def pieces(atlas: Atlas, form: str) -> Iterator[bytes]:
    name = f"to_{form.replace('-', '_')}"
    folder = "csv" if form == "csvw" else name.removeprefix("to_")
    write: Any = getattr(import_module(f"mapgen.exchange.formats.{folder}.write"), name)
    return iter(write(atlas, "x.csv")["x.csv"] if form == "csvw" else write(atlas))


@pytest.mark.parametrize("form", OF_EVENTS)
def test_events_written_three_at_a_time_are_the_same(
    hard: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    paths = [tmp_path / f"{name}{ENDINGS[form][0]}" for name in ("one", "other")]
    export(hard, form, paths[0])
    monkeypatch.setattr(event_cells, "BLOCK", 3)
    export(hard, form, paths[1])
    if form == "geoparquet":
        one, other = map(parquet.read_table, paths)
        assert one.equals(other, check_metadata=True)
    elif form == "geopackage":
        names = pyogrio.list_layers(paths[0])[:, 0].tolist()
        assert pyogrio.list_layers(paths[1])[:, 0].tolist() == names
        for name in names:
            one, other = (pyogrio.read_dataframe(path, layer=name) for path in paths)
            pd.testing.assert_frame_equal(one, other)
    else:
        assert paths[0].read_bytes() == paths[1].read_bytes()


# A GeoPackage is a data base; of a Data Package's ZIP zlib keeps some kilobytes back.
WHOLE = ("geopackage", "datapackage")


@pytest.mark.parametrize("form", [form for form in OF_EVENTS if form not in WHOLE])
def test_no_piece_holds_more_than_some_of_the_events(
    hard: Atlas, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(event_cells, "BLOCK", 10)
    monkeypatch.setattr("mapgen.exchange.formats.geoparquet.write._BLOCKS", 1)
    many = replace(hard, rows=hard.rows.take(np.tile(np.arange(len(hard.rows)), 25)))
    *lengths, _ = [len(piece) for piece in pieces(many, form)]  # the last: what stands behind them
    assert len(lengths) >= 20
    assert max(lengths) < sum(lengths) / 5


@pytest.mark.parametrize("form", OF_EVENTS)
def test_an_export_that_fails_midway_leaves_the_old_file(
    hard: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    path = tmp_path / f"atlas{ENDINGS[form][0]}"
    path.write_bytes(b"old")
    monkeypatch.setattr(event_cells, "BLOCK", 3)
    made: list[Atlas] = []

    def fails_at_the_second(atlas: Atlas, **changes: Any) -> Atlas:
        if made:
            raise MemoryError
        made.append(replace(atlas, **changes))
        return made[0]

    monkeypatch.setattr(event_cells, "replace", fails_at_the_second)
    with pytest.raises(MemoryError):
        export(hard, form, path)
    assert made
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
