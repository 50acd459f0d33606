"""GeoJSON: standard, whole, and the same events when it is read back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from reading_back import assert_same_events, read_back, whole

from mapgen.atlas.atlas import Atlas
from mapgen.exchange.formats.geojson.write import to_geojson


@pytest.fixture
def written(atlas: Atlas) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(whole(to_geojson(atlas)).decode("utf-8"))
    return found


def cells(feature: dict[str, Any], derived: list[str]) -> dict[str, str]:
    """What a reader without any knowledge of us makes of a feature."""
    row = {name: text for name, text in feature["properties"].items() if name not in derived}
    if feature["geometry"]:
        found = feature["geometry"]["coordinates"]
        first = found[0] if feature["geometry"]["type"] == "MultiPoint" else found
        row["longitude"], row["latitude"] = map(repr, first)
    return row


def test_exported_and_read_back_the_events_are_the_same(
    atlas: Atlas, written: dict[str, Any], tmp_path: Path
) -> None:
    rows = [cells(feature, written["derived"]) for feature in written["features"]]
    assert_same_events(read_back(rows, atlas, tmp_path / "back"), atlas.events)


def test_events_without_a_point_are_there_without_geometry(
    atlas: Atlas, written: dict[str, Any]
) -> None:
    geometries = [feature["geometry"] for feature in written["features"]]
    assert [geometry is None for geometry in geometries] == list(atlas.events.geometry.isna())
    assert None in geometries


def test_longitude_comes_first(hard: Atlas) -> None:
    features = json.loads(whole(to_geojson(hard)))["features"]
    (bridge,) = [each for each in features if each["id"] == "1986-karachi-bridge"]
    assert bridge["geometry"] == {"type": "Point", "coordinates": [67.05, 24.8]}


def test_figures_and_citations_are_there_as_lists_too(hard: Atlas) -> None:
    features = json.loads(whole(to_geojson(hard)))["features"]
    (event,) = [each for each in features if each["id"] == "1985-karachi-north"]
    properties = event["properties"]
    assert (properties["deaths_low"], properties["deaths_high"]) == (39, 250)
    first = properties["deaths_claims"][0]
    assert (first["figure"], first["at_least"]) == ("at least 39, officials", True)
    assert first["citations"][0]["key"] == "dawn1985"
    assert properties["summary_citations"][1]["locator"] == "p. 31"
    assert properties["district_on_date"] == "West or East"


def test_not_stated_is_left_out_and_nought_is_not(hard: Atlas) -> None:
    features = {
        each["id"]: each["properties"] for each in json.loads(whole(to_geojson(hard)))["features"]
    }
    assert "deaths_low" not in features["1987-karachi-edge"]
    assert features["1991-karachi-east"]["deaths_low"] == 0


def test_the_sources_come_along(atlas: Atlas, written: dict[str, Any]) -> None:
    keys = {source["id"] for source in written["sources"]}
    cited = {
        citation["key"]
        for feature in written["features"]
        for citation in feature["properties"]["summary_citations"]
    }
    assert cited <= keys
    assert all(atlas.bibliography[source["id"]].csl == source for source in written["sources"])


def test_extra_columns_come_along(hard: Atlas) -> None:
    properties = json.loads(whole(to_geojson(hard)))["features"][0]["properties"]
    assert properties["Note"] == "an extra, column"
    assert properties["district"] == "West"


def test_the_same_atlas_gives_the_same_bytes(atlas: Atlas) -> None:
    assert whole(to_geojson(atlas)) == whole(to_geojson(atlas))


def test_other_programs_read_it(atlas: Atlas, tmp_path: Path) -> None:
    import geopandas as gpd

    path = tmp_path / "events.geojson"
    path.write_bytes(whole(to_geojson(atlas)))
    read = gpd.read_file(path)
    assert list(read["id"]) == list(atlas.events["id"])
    assert read.crs.to_epsg() == 4326
