"""GeoJSON and Linked Places: points with dates, whens with certainties, files that break off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imported import FILES, command, imported

from mapgen.build import build
from mapgen.exchange.common.geojson_stream import read_features
from mapgen.exchange.formats.linked_places.read_when import WhenError, edtf_of
from mapgen.notation.dates import parse


def write(path: Path, *features: Any, **members: Any) -> Path:
    path.write_text(
        json.dumps({"type": "FeatureCollection", **members, "features": list(features)}),
        encoding="utf-8",
    )
    return path


def point(x: float, y: float, **properties: Any) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": [x, y]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


# --- GeoJSON


def test_points_with_a_date_become_events(tmp_path: Path) -> None:
    found = imported(tmp_path / "a", "geojson", FILES / "points.geojson")
    assert len(found.events) + len(found.left_out()) == 6
    assert found.atlas().warnings == ()
    assert build(found.folder).events == 3
    strike = found.events["points-7"]
    assert (strike["date"], strike["latitude"], strike["longitude"]) == (
        "1975-06-09", "24.9", "66.99",
    )  # fmt: skip
    assert strike["tags"] == "labour; police"
    summary = found.atlas().events.set_index("id")["summary"]["points-7"]
    assert summary.plain == "Workers struck. Police fired."
    assert len(summary.citations) == 4  # both sentences: its page and the file


def test_an_area_is_no_point(tmp_path: Path) -> None:
    found = imported(tmp_path / "a", "geojson", FILES / "points.geojson")
    (march,) = [row for row in found.events.values() if row["title"] == "March"]
    assert (march["latitude"], march["place_precision"]) == ("", "unknown")
    assert (march["id"], "geometry", "Polygon") in found.kept()


def test_a_box_takes_what_lies_inside(tmp_path: Path) -> None:
    path = write(
        tmp_path / "p.geojson", point(67, 25, date="1986"), point(-179, 0, date="1987"),
        point(179, 0, date="1988"),
        {"type": "Feature", "properties": {"date": "1989"}, "geometry": None},
    )  # fmt: skip
    found = imported(tmp_path / "a", "geojson", path, "--bbox", "170,-10,-170,10")
    assert {row["date"] for row in found.events.values()} == {"1987", "1988"}
    assert [row["reason"] for row in found.report] == ["no point to compare with --bbox"]


def test_properties_are_mapped_by_name(tmp_path: Path) -> None:
    path = write(tmp_path / "p.geojson", point(67, 25, Wann="1986-12", Was="Ein Ereignis"))
    found = imported(tmp_path / "a", "geojson", path, "--map", "Wann=date", "--map", "Was=title")
    (event,) = found.events.values()
    assert (event["date"], event["title"]) == ("1986-12", "Ein Ereignis")


def test_coordinates_of_an_old_crs_member_are_turned_into_degrees(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    path = write(tmp_path / "p.geojson", point(7458405.9, 2875744.6, date="1986"), crs=crs)
    (event,) = imported(tmp_path / "a", "geojson", path).events.values()
    assert float(event["longitude"]) == pytest.approx(67.0, abs=1e-3)
    assert float(event["latitude"]) == pytest.approx(25.0, abs=1e-3)


def test_a_file_that_is_cut_off_is_refused_whole(tmp_path: Path) -> None:
    path = write(tmp_path / "p.geojson", point(67, 25, date="1986"), point(67, 25, date="1987"))
    path.write_text(path.read_text("utf-8")[:-40], encoding="utf-8")
    result = command("geojson", path, "-o", tmp_path / "a")
    assert result.exit_code == 1
    assert "not GeoJSON" in result.output
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("text", ["", "[]", "{", "null", '{"features": 3}', '{"a": 1} x', "\x00"])
def test_what_is_no_geojson_is_said_to_be_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "p.geojson"
    path.write_text(text, encoding="utf-8")
    assert command("geojson", path, "-o", tmp_path / "a").exit_code == 1


def test_features_line_by_line_are_read_too(tmp_path: Path) -> None:
    path = tmp_path / "p.geojsonl"
    lines = [json.dumps(point(67, 25, date=str(year))) for year in (1986, 1987)]
    path.write_text("\x1e" + "\n\x1e".join(lines) + "\n", encoding="utf-8")
    assert len(imported(tmp_path / "a", "geojson", path).events) == 2


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(features=st.lists(_values, max_size=5), head=_values, step=st.integers(1, 40))
def test_a_collection_is_read_in_pieces_of_any_size(
    tmp_path_factory: pytest.TempPathFactory, features: list[Any], head: Any, step: int
) -> None:
    from mapgen.exchange.common import geojson_stream as module

    path = tmp_path_factory.mktemp("pieces") / "p.geojson"
    path.write_text(json.dumps({"head": head, "features": features, "tail": 1}), encoding="utf-8")
    before, module._CHUNK = module._CHUNK, step
    try:
        found = list(read_features(path))
    finally:
        module._CHUNK = before
    assert [each.value for each in found if not each.key] == features
    assert [each.key for each in found if each.key] == ["head", "tail"]


# --- Linked Places


def test_places_with_a_time_become_events(tmp_path: Path) -> None:
    found = imported(tmp_path / "a", "linked-places", FILES / "linked-places-1.3.jsonld")
    assert len(found.events) + len(found.left_out()) == 7
    assert found.atlas().warnings == ()
    assert build(found.folder).events == 6
    dates = {row["title"]: row["date"] for row in found.events.values()}
    assert dates == {
        "Fall of Port Amaurot": "1502-03/1502-06-30",
        "Bensalem": "1510~",
        "River war": "[1511-01-01..1511-02-01]",
        "Named in 1520": "1520/1525",
        "Twice held": "1530/1540",
        "Before the common era": "-0500",
    }
    assert ("4", "when", "") in found.left_out()


def test_certainty_of_a_geometry_becomes_precision(tmp_path: Path) -> None:
    found = imported(
        tmp_path / "a", "linked-places", FILES / "linked-places-1.3.jsonld",
        "--precision", "spot",
    )  # fmt: skip
    precisions = {row["title"]: row["place_precision"] for row in found.events.values()}
    assert precisions["Fall of Port Amaurot"] == "spot"
    assert precisions["Named in 1520"] == "town"
    assert precisions["Bensalem"] == "district"


def test_descriptions_are_the_summary_and_cite_their_page(tmp_path: Path) -> None:
    found = imported(tmp_path / "a", "linked-places", FILES / "linked-places-1.3.jsonld")
    (fall,) = [row for row in found.events.values() if row["title"].startswith("Fall")]
    page = [each for each in found.sources.values() if each.get("URL", "").endswith("/Amaurot")]
    assert fall["summary"].count(f"@{page[0]['id']}") == 2
    assert fall["place"] == "Amaurotum"


@pytest.mark.parametrize(
    ("timespans", "edtf"),
    [
        ([{"start": {"in": "1600"}, "end": {"in": "1699"}}], "1600/1699"),
        ([{"start": {"in": "1832-08-01"}}], "1832-08-01"),
        ([{"start": {"in": "1832~"}}], "1832~"),
        ([{"start": "1600", "end": "1600"}], "1600"),
        ([{"start": {"in": "676"}}], "0676"),
        ([{"start": {"earliest": "1600"}, "end": {"latest": "1610"}}], "1600/1610"),
    ],
)
def test_a_timespan_is_edtf(timespans: Any, edtf: str) -> None:
    assert edtf_of({"timespans": timespans}) == (edtf, False)
    parse(edtf)


@pytest.mark.parametrize("when", [None, {}, {"timespans": []}, {"timespans": [{"end": {}}]}, 3])
def test_a_when_without_a_start_is_no_date(when: Any) -> None:
    with pytest.raises(WhenError):
        edtf_of(when)


@pytest.mark.parametrize("crs", [5, {"properties": {}}, {"type": "link", "properties": {}}])
def test_a_reference_system_without_a_name_is_told(tmp_path: Path, crs: object) -> None:
    point = {"type": "Point", "coordinates": [67, 25]}
    feature = {"type": "Feature", "properties": {"date": "1901"}, "geometry": point}
    text = json.dumps({"type": "FeatureCollection", "crs": crs, "features": [feature]})
    (tmp_path / "t.geojson").write_text(text, "utf-8")
    found = imported(tmp_path / "a", "geojson", tmp_path / "t.geojson")
    (note,) = found.report
    assert (note["column"], note["value"]) == ("crs", json.dumps(crs))
    assert "taken for degrees" in note["reason"]
    (event,) = found.events.values()
    assert event["latitude"] == "25.0"


@pytest.mark.parametrize(
    "text",
    [
        '{"type": "Point", "coordinates": [67, 25]}',
        '{"type": "FeatureCollection", "features": {}}',
        '{"type": "FeatureCollection"}',
        '{"type": "FeatureCollection", "type": "Feature", "features": []}',
    ],
)
def test_a_file_without_features_is_said_to_have_no_rows(tmp_path: Path, text: str) -> None:
    (tmp_path / "t.geojson").write_text(text, "utf-8")
    result = command("geojson", tmp_path / "t.geojson", "-o", tmp_path / "a")
    assert result.exit_code == 1
    assert "t.geojson: the file has no rows. Is it the right file" in result.output
