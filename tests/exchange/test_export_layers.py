"""GeoPackage and GeoParquet: typed layers that geographic programs open."""

from __future__ import annotations

import io
import time
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
from reading_back import assert_same_events, read_back, whole

from mapgen.atlas.atlas import Atlas
from mapgen.exchange.common.event_cells import DERIVED_FIELDS
from mapgen.exchange.formats.geopackage.write import to_geopackage
from mapgen.exchange.formats.geoparquet.write import to_geoparquet
from mapgen.files.columns import objects

LAYERS = ["events", "districts", "places", "claims", "citations", "sources"]


@pytest.fixture
def package(atlas: Atlas, tmp_path: Path) -> Path:
    path = tmp_path / "atlas.gpkg"
    path.write_bytes(whole(to_geopackage(atlas)))
    return path


def layer(path: Path, name: str) -> Any:
    return pyogrio.read_dataframe(path, layer=name)


def rows(frame: pd.DataFrame) -> list[dict[str, str]]:
    """A table as cells of events.csv."""
    names = [
        name for name in frame.columns if name not in (*DERIVED_FIELDS, "geometry")
        and not name.endswith(("_claims", "_citations"))
    ]  # fmt: skip
    return [{name: cell(value) for name, value in zip(names, row, strict=True)}
            for row in frame[names].itertuples(index=False)]  # fmt: skip


def cell(value: Any) -> str:
    if isinstance(value, str):
        return value
    if hasattr(value, "__len__"):
        return "; ".join(value)
    return "" if pd.isna(value) else repr(float(value))


def test_a_geopackage_has_all_layers(package: Path) -> None:
    assert [name for name, _ in pyogrio.list_layers(package)] == LAYERS


def test_a_geopackage_read_back_has_the_same_events(
    atlas: Atlas, package: Path, tmp_path: Path
) -> None:
    events = layer(package, "events")
    assert_same_events(read_back(rows(events), atlas, tmp_path / "back"), atlas.events)
    assert events.crs.to_epsg() == 4326
    assert list(events.geometry.isna()) == list(atlas.events.geometry.isna())
    assert events["date_from"].dt.strftime("%Y-%m-%d").iloc[0].startswith("19")


def test_claims_and_citations_join_to_events_and_sources(atlas: Atlas, package: Path) -> None:
    claims, citations = layer(package, "claims"), layer(package, "citations")
    sources, ids = layer(package, "sources"), set(atlas.events["id"])
    assert len(claims) == sum(
        len(each.claims) for column in ("deaths", "injured") for each in atlas.events[column]
    )
    assert set(claims["event_id"]) <= ids
    assert set(citations["event_id"]) <= ids
    assert set(citations["key"]) <= set(sources["key"])
    counted = claims[claims["counted"] & (claims["field"] == "deaths")]
    lows = counted[~counted["up_to"]].groupby("event_id")["low"].min()
    for event in atlas.events[["id", "deaths"]].itertuples():
        if event.id in lows.index:
            assert lows[event.id] == event.deaths.low


def test_districts_hold_from_day_to_day_without_gap(hard: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "hard.gpkg"
    path.write_bytes(whole(to_geopackage(hard)))
    districts = layer(path, "districts")
    assert districts["valid_from"].min() == pd.Timestamp("1972-01-01")
    assert districts["valid_to"].max() == pd.Timestamp("1992-12-31")
    starts = sorted(districts["valid_from"].unique())
    ends = sorted(districts["valid_to"].unique())
    for end, start in zip(ends, starts[1:], strict=False):
        assert start - end == pd.Timedelta(days=1)
    assert "West or East" in set(districts["district"])
    assert districts.geometry.is_valid.all()


def test_the_same_atlas_gives_the_same_bytes_at_another_time(atlas: Atlas) -> None:
    first, table = whole(to_geopackage(atlas)), whole(to_geoparquet(atlas))
    time.sleep(1.1)
    assert whole(to_geopackage(atlas)) == first
    assert whole(to_geoparquet(atlas)) == table


def test_gdals_options_are_as_they_were(hard: Atlas) -> None:
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    whole(to_geopackage(hard))
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") == before


def test_columns_that_differ_in_case_only_are_both_kept(hard: Atlas, tmp_path: Path) -> None:
    from dataclasses import replace

    more = {"fid": "7", "note": "small", "NOTE": "large"}
    rows = hard.rows.with_columns(
        {name: objects([each] * len(hard.rows)) for name, each in more.items()}
    )
    path = tmp_path / "case.gpkg"
    path.write_bytes(whole(to_geopackage(replace(hard, rows=rows))))
    read = layer(path, "events")
    assert {"Note", "note_2", "NOTE_3", "fid_2"} <= set(read.columns)


def test_a_geoparquet_read_back_has_the_same_events(atlas: Atlas, tmp_path: Path) -> None:
    events = gpd.read_parquet(io.BytesIO(whole(to_geoparquet(atlas))))
    assert_same_events(read_back(rows(events), atlas, tmp_path / "back"), atlas.events)
    assert list(events.geometry.isna()) == list(atlas.events.geometry.isna())
    assert [None if each is None else each.wkt for each in events.geometry] == [
        None if each is None else each.wkt for each in atlas.events.geometry
    ]


def test_lists_in_geoparquet_are_lists(hard: Atlas) -> None:
    events = gpd.read_parquet(io.BytesIO(whole(to_geoparquet(hard)))).set_index("id")
    event = events.loc["1985-karachi-north"]
    assert list(event["actors"]) == ["Residents", "Police"]
    assert list(event["district_candidates"]) == ["West", "East"]
    first = event["deaths_claims"][0]
    assert (first["low"], first["counted"]) == (39, True)
    assert first["citations"][0]["key"] == "dawn1985"


def test_an_atlas_without_any_point_is_a_geoparquet_too(hard: Atlas) -> None:
    from dataclasses import replace

    rows = hard.rows.take(np.isnan(hard.rows["latitude"]))
    read = gpd.read_parquet(io.BytesIO(whole(to_geoparquet(replace(hard, rows=rows)))))
    assert len(read) == len(rows) > 0
    assert read.geometry.isna().all()
