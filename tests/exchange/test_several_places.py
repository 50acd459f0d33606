"""An event at several places: all of them in every format, and the event once."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import geopandas as gpd
import pytest
from reading_back import whole

from mapgen.atlas.atlas import Atlas
from mapgen.exchange.common.several_places import (
    GazetteerWriter,
    place_records,
    place_text,
    read_places,
)
from mapgen.exchange.formats.csv.write import to_csvw
from mapgen.exchange.formats.geojson.write import to_geojson
from mapgen.exchange.formats.geopackage.write import to_geopackage
from mapgen.exchange.formats.geoparquet.write import to_geoparquet
from mapgen.exchange.formats.kml.write import to_kml
from mapgen.exchange.formats.linked_places.write import to_linked_places
from mapgen.page.components.event_layer import EventLayer
from mapgen.records.place_row import NAN, EventPlace

EVENT = "1990-karachi-south"
POINTS = [[66.95, 24.8], [67.15, 24.95]]
RECORDS = [
    {"id": "south-gate", "name": "South Gate", "latitude": 24.8, "longitude": 66.95,
     "radius_m": 250.0},
    {"id": "east-bazaar", "name": "East Bazaar", "latitude": 24.95, "longitude": 67.15,
     "radius_m": 250.0},
]  # fmt: skip


def test_geojson_has_a_point_for_each_place(hard: Atlas) -> None:
    features = json.loads(whole(to_geojson(hard)))["features"]
    assert [each["id"] for each in features] == list(hard.events["id"])
    found = next(each for each in features if each["id"] == EVENT)
    assert found["geometry"] == {"type": "MultiPoint", "coordinates": POINTS}
    assert found["properties"]["places"] == RECORDS
    assert found["properties"]["place"] == "South Gate; East Bazaar"
    one = next(each for each in features if each["id"] == "1975-karachi-north")
    assert (one["geometry"]["type"], "places" in one["properties"]) == ("Point", False)
    city = features[0]
    assert (city["geometry"], [each["latitude"] for each in city["properties"]["places"]]) == (
        None,
        [None, None],
    )


def test_linked_places_names_and_places_each(hard: Atlas) -> None:
    features = json.loads(whole(to_linked_places(hard)))["features"]
    found = next(each for each in features if each["properties"]["id"] == EVENT)
    geometries = found["geometry"]["geometries"]
    assert [each["coordinates"] for each in geometries] == POINTS
    names = [each["toponym"] for each in found["names"]]
    assert {"South Gate", "East Bazaar"} < set(names)


def test_kml_has_one_placemark_of_all_points(hard: Atlas) -> None:
    document = ET.fromstring(whole(to_kml(hard)))
    space = {"k": "http://www.opengis.net/kml/2.2"}
    marks = document.findall(f".//k:Placemark[@id='event-{EVENT}']", space)
    assert len(marks) == 1
    points = marks[0].findall("k:MultiGeometry/k:Point/k:coordinates", space)
    assert [point.text for point in points] == ["66.95,24.8", "67.15,24.95"]


def test_a_table_has_the_position_of_the_first_and_all_in_a_column(hard: Atlas) -> None:
    text = whole(to_csvw(hard, "atlas.csv")["atlas.csv"]).decode("utf-8")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert (rows[EVENT]["latitude"], rows[EVENT]["longitude"]) == ("24.8", "66.95")
    assert json.loads(rows[EVENT]["places"]) == RECORDS
    assert rows["1975-karachi-north"]["places"] == ""


@pytest.mark.parametrize("form", ["gpkg", "parquet"])
def test_geopandas_reads_all_points_and_a_map_shows_the_event_once(
    hard: Atlas, tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"atlas.{form}"
    path.write_bytes(whole(to_geopackage(hard) if form == "gpkg" else to_geoparquet(hard)))
    frame = gpd.read_file(path, layer="events") if form == "gpkg" else gpd.read_parquet(path)
    assert len(frame) == len(hard.events)
    shape = frame.set_index("id").geometry[EVENT]
    assert [[point.x, point.y] for point in shape.geoms] == POINTS
    layer = EventLayer(
        frame, date="date", id="id", place="place", place_precision="place_precision"
    )
    assert layer.records is not None
    events = layer.records.events.set_index("id")
    assert len(events) == len(hard.events)
    assert [place.name for place in events["event_places"][EVENT]] == ["South Gate", "East Bazaar"]


def test_what_is_no_list_of_places_is_none() -> None:
    good = [
        EventPlace("a", "A", 1.0, 2.0, 300.0),
        EventPlace("b", "B", NAN, NAN, NAN),
    ]
    records = place_records(good)
    assert str(read_places(place_text(records))) == str(tuple(good))
    assert place_text([]) == ""
    for wrong in (
        None, "", "[", "[1]", 3, {}, records[:1], [records[0], records[0]],
        [records[0], {"id": "B b", "name": "B"}], [records[0], {"id": "b", "name": " "}],
        "[" * 100_000,
    ):  # fmt: skip
        assert read_places(wrong) == ()
    odd = read_places([records[0], {"id": "b", "name": "B", "latitude": 91, "longitude": True}])
    assert str(odd[1].latitude) == "nan"


def test_one_place_has_one_row_and_another_of_its_id_a_number() -> None:
    written = GazetteerWriter()
    assert written.add(EventPlace("a", "A", NAN, NAN, NAN), "city") == "a"
    assert written.add(EventPlace("a", "A", 1.0, 2.0, 900.0), "neighbourhood") == "a"
    assert written.add(EventPlace("a", "A", 1.0, 2.0, 200.0), "spot") == "a"
    assert written.add(EventPlace("a", "A", 1.0, 2.0, 900.0), "neighbourhood") == "a"
    assert written.add(EventPlace("a", "A", 5.0, 5.0, 200.0), "spot") == "a-2"
    rows = list(written.rows())
    assert [(row["id"], row["precision"], row["radius_m"]) for row in rows] == [
        ("a", "spot", "200"),
        ("a-2", "spot", "200"),
    ]


def test_degrees_near_nought_are_written_without_an_exponent() -> None:
    writer = GazetteerWriter()
    writer.add(EventPlace("gulf", "Gulf", 0.000018, -0.0000005, NAN), "town")
    (row,) = writer.rows()
    assert (row["latitude"], row["longitude"]) == ("0.000018", "-0.0000005")
