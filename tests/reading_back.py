"""Reads an export back as events.csv, and compares events field by field."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import atlases
import geopandas as gpd
import numpy as np

from mapgen.atlas.atlas import Atlas
from mapgen.records.events import read_events, with_shapes
from mapgen.records.fields import COLUMNS
from mapgen.records.gazetteer import Gazetteer
from mapgen.records.translations import languages_in, translations

FIELDS = (*COLUMNS, "first", "last", "span")


def whole(pieces: Iterable[bytes]) -> bytes:
    """The pieces of a file in one."""
    return b"".join(pieces)


def read_back(rows: list[dict[str, str]], atlas: Atlas, folder: Path) -> gpd.GeoDataFrame:
    """Write rows as an events.csv and read it where there is no gazetteer; no error may come."""
    folder.mkdir()
    columns = list(dict.fromkeys([*COLUMNS, *(name for row in rows for name in row)]))
    atlases.write_csv(folder / "events.csv", columns, rows)
    events, problems = read_events(
        folder / "events.csv", atlas.settings, atlas.bibliography, Gazetteer()
    )
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    return events.geo(with_shapes)


def assert_same_events(
    found: gpd.GeoDataFrame, wanted: gpd.GeoDataFrame, degrees: float = 0.0
) -> None:
    """Every field of every event is the same; NaN equals NaN. `degrees`: coordinates may differ."""
    translated = [name for name in translations(languages_in(list(wanted))) if name in wanted]
    assert list(found["id"]) == list(wanted["id"])
    for column in (*FIELDS, *translated):
        for event_id, one, other in zip(wanted["id"], found[column], wanted[column], strict=True):
            near = column in ("latitude", "longitude") and abs(one - other) <= degrees
            assert near or _plain(one) == _plain(other), f"{event_id}: {column}"


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and np.isnan(value) else value
