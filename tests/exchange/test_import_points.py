"""Where an event is: coordinates in any form, several points, and features without one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from imported import imported

from mapgen.exchange.common.geometries import spot
from mapgen.exchange.common.point_cells import ORDER
from mapgen.page.payload.columns import homes


def features(path: Path, *geometries: Any) -> Path:
    rows = [
        {"type": "Feature", "id": f"e-{at}", "properties": {"date": "1901"}, "geometry": each}
        for at, each in enumerate(geometries)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), "utf-8")
    return path


def test_degrees_in_a_table(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = ["44,567;4,851", '24°51\'36""N;67°00\'36""E', "24.86N;67.01W", "north;south"]
    cells = [";".join(f'"{cell}"' for cell in f"1901;{row}".split(";")) for row in rows]
    path.write_text("\n".join(["date;lat;lon", *cells]), encoding="utf-8")
    found = imported(tmp_path / "a", "csv", path)
    points = [(event["latitude"], event["longitude"]) for event in found.events.values()]
    assert points == [("44.567", "4.851"), ("24.86", "67.01"), ("24.86", "-67.01"), ("", "")]
    assert [row["value"] for row in found.report] == ["north, south"]
    assert found.atlas().warnings == ()


POINT = {"type": "Point", "coordinates": [10, 50]}
OTHER = {"type": "Point", "coordinates": [11, 51]}
AREA = {"type": "Polygon", "coordinates": [[[10, 50], [11, 50], [11, 51], [10, 50]]]}


@pytest.mark.parametrize(
    ("geometry", "point", "reason"),
    [
        (POINT, (50, 10), ""),
        ({"type": "Point", "coordinates": [10, 50, 3]}, (50, 10), ""),
        ({"type": "MultiPoint", "coordinates": [[10, 50]]}, (50, 10), ""),
        ({"type": "MultiPoint", "coordinates": [[10, 50], [10, 50]]}, (50, 10), ""),
        ({"type": "MultiPoint", "coordinates": [[at / 100, 50] for at in range(51)]}, None,
         "51 points, which are no places of one event"),
        ({"type": "MultiPoint", "coordinates": [[10, 50], [11, 151]]}, None,
         "2 points, which are no places of one event"),
        ({"type": "GeometryCollection", "geometries": [AREA, POINT]}, (50, 10), ""),
        (AREA, None, "a line or an area has no point"),
        ({"type": "Point", "coordinates": ["10", "50"]}, (50, 10), "coordinates written as text"),
        ({"type": "Point", "coordinates": ["x", "50"]}, None,
         "coordinates that are no two numbers"),
        ({"type": "Point", "coordinates": [2]}, None, "coordinates that are no two numbers"),
        ({"type": "Point", "coordinates": []}, None, "no coordinates"),
        ({"type": "Point", "coordinates": None}, None, "no coordinates"),
        ({"type": "MultiPoint", "coordinates": []}, None, "no coordinates"),
        ({"type": "Polygon", "coordinates": []}, None, "a geometry that holds nothing"),
        ({"type": "GeometryCollection", "geometries": []}, None, "no geometry"),
        ({"type": "GeometryCollection", "geometries": 5}, None, "no geometry"),
        (None, None, "no geometry"),
        (5, None, "its geometry is no object"),
        ({"geo_wkt": "MULTIPOINT((10 50))"}, (50, 10), ""),
        ({"geo_wkt": "POINT EMPTY"}, None, "a geometry that holds nothing"),
        ({"geo_wkt": "POINT(x"}, None, "geo_wkt that cannot be read"),
    ],
)  # fmt: skip
def test_the_place_of_a_geometry(
    tmp_path: Path, geometry: Any, point: tuple[float, float] | None, reason: str
) -> None:
    assert (spot(geometry).point, spot(geometry).reason) == (point, reason)
    found = imported(tmp_path / "a", "geojson", features(tmp_path / "t.geojson", geometry))
    (event,) = found.events.values()
    given = tuple(float(event[name]) for name in ("latitude", "longitude") if event[name])
    assert given == (point or ())
    assert [row["reason"].partition(":")[0] for row in found.report] == ([reason] if reason else [])
    assert found.atlas().warnings == ()


def test_points_of_kml_are_taken_alike(tmp_path: Path) -> None:
    def placemark(inner: str) -> str:
        return f"<Placemark><TimeStamp><when>1901</when></TimeStamp>{inner}</Placemark>"

    one, two = (f"<Point><coordinates>{xy}</coordinates></Point>" for xy in ("10,50", "11,51"))
    body = "".join(
        placemark(f"<MultiGeometry>{inner}</MultiGeometry>") for inner in (one, one + two)
    )
    kml = f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{body}</Document></kml>'
    (tmp_path / "t.kml").write_text(kml, encoding="utf-8")
    found = imported(tmp_path / "a", "kml", tmp_path / "t.kml")
    one_place, two_places = found.atlas().events["event_places"]
    assert (one_place, [place.latitude for place in two_places]) == ((), [50.0, 51.0])
    assert found.report == []


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "MultiPoint", "coordinates": [[10, 50], [11, 51]]},
        {"type": "GeometryCollection", "geometries": [POINT, AREA, OTHER]},
        {"type": "GeometryCollection",
         "geometries": [{"type": "MultiPoint", "coordinates": [[10, 50], [11, 51]]}]},
        {"geo_wkt": "MULTIPOINT((10 50), (11 51))"},
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("place", "names"),
    [
        ("", ["Two (1)", "Two (2)"]),
        ("Alfa; Beta", ["Alfa", "Beta"]),
        ("Alfa", ["Alfa (1)", "Alfa (2)"]),
    ],
)
def test_an_event_at_several_points_is_one_at_several_places(
    tmp_path: Path, geometry: Any, place: str, names: list[str]
) -> None:
    path = features(tmp_path / "t.geojson", geometry)
    data = json.loads(path.read_text("utf-8"))
    data["features"][0]["properties"] |= {"title": "Two", "place": place}
    path.write_text(json.dumps(data), "utf-8")
    found = imported(tmp_path / "a", "geojson", path)
    (event,) = found.atlas().events.itertuples()
    assert [(each.name, each.latitude, each.longitude) for each in event.event_places] == [
        (names[0], 50.0, 10.0), (names[1], 51.0, 11.0),
    ]  # fmt: skip
    assert found.report == []
    assert found.atlas().warnings == ()


def test_several_points_of_a_coarse_place_stay_without_one(tmp_path: Path) -> None:
    path = features(tmp_path / "t.geojson", {"type": "MultiPoint", "coordinates": [[1, 2], [3, 4]]})
    found = imported(tmp_path / "a", "geojson", path, "--precision", "district")
    (event,) = found.atlas().events.itertuples()
    assert str(event.latitude) == "nan"


def place(when: str = "", **geometry: Any) -> dict[str, Any]:
    """Return a feature of Linked Places, of a time of its own or of its geometries."""
    feature = {"type": "Feature", "@id": "http://g.example/p_1", "properties": {"title": "Amaurot"},
               "names": [{"toponym": "Amaurot"}], "geometry": geometry}  # fmt: skip
    return {**feature, **({"when": at(when)} if when else {})}


def at(year: str) -> dict[str, Any]:
    return {"timespans": [{"start": {"in": year}}]}


def linked(folder: Path, *given: dict[str, Any]) -> Any:
    path = folder / "t.jsonld"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": given}), "utf-8")
    return imported(folder / "a", "linked-places", path)


def test_a_linked_place_with_several_points_is_shown_at_each(tmp_path: Path) -> None:
    found = linked(tmp_path, place("1901", type="GeometryCollection", geometries=[POINT, OTHER]))
    (event,) = found.atlas().events.itertuples()
    points = [(each.name, each.latitude, each.longitude) for each in event.event_places]
    assert points == [("Amaurot (1)", 50.0, 10.0), ("Amaurot (2)", 51.0, 11.0)]
    assert event.place_precision == "town"
    assert found.report == []


def test_of_points_with_times_the_one_of_the_events_time_is_shown(tmp_path: Path) -> None:
    timed = [{**POINT, "when": at("1901")}, {**OTHER, "when": at("1950")}]
    found = linked(tmp_path, place(type="GeometryCollection", geometries=timed))
    (event,) = found.events.values()
    assert (event["date"], event["latitude"], event["longitude"]) == ("1901", "50.0", "10.0")
    assert [row["reason"] for row in found.report] == ["the first of 2 times, with its own place"]


@pytest.mark.parametrize(
    ("precision", "coarse", "point", "extent"),
    [
        ("district", "", "50", "unknown"),
        ("city", "badges", "50", "unknown"),
        ("province", "list", "", None),
        ("country", "", "", ""),
        ("unknown", "", "", ""),
        ("town", "", "50", ""),
    ],
)
def test_an_area_of_any_table_is_drawn_where_its_coordinates_are(
    tmp_path: Path, precision: str, coarse: str, point: str, extent: str | None
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"date,place,place_precision,lat,lon\n1901,Kabul,{precision},50,10\n", "utf-8")
    options = ("--coarse", coarse) if coarse else ()
    found = imported(tmp_path / "a", "csv", path, *options)
    (event,) = found.events.values()
    assert (event["latitude"], event["place_precision"]) == (point, precision)
    assert event.get("extent_m") == extent
    reasons = [] if point else [f"the place is known as a {precision} only: kept without a point"]
    if precision == "unknown":
        reasons = ["it is not known how exact the coordinates are: kept without a point"]
    assert [row["reason"] for row in found.report] == reasons
    assert found.atlas().warnings == ()


def test_rows_without_a_place_are_no_area_of_that_name(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "date,place,place_precision\n1901,,\n1902,Kabul,unknown\n1903,,country\n", "utf-8"
    )
    events = imported(tmp_path / "a", "csv", path).atlas().rows
    assert events["place"].tolist() == ["Place not given", "Kabul", "Place not given"]
    assert homes(events).tolist() == ["", "Kabul", ""]


def test_a_mapping_says_how_areas_are_shown(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("date,lat,lon\n1901,50,10\n", "utf-8")
    (tmp_path / "m.toml").write_text('precision = "district"\ncoarse = "list"\n', "utf-8")
    told = ("--mapping", tmp_path / "m.toml")
    (event,) = imported(tmp_path / "a", "csv", tmp_path / "t.csv", *told).events.values()
    assert event["latitude"] == ""
    drawn = imported(tmp_path / "b", "csv", tmp_path / "t.csv", *told, "--coarse", "discs")
    (event,) = drawn.events.values()
    assert (event["latitude"], event["extent_m"]) == ("50", "unknown")


@pytest.mark.parametrize(
    ("latitude", "longitude", "reason"),
    [
        ("", "", "no coordinates: kept without a point"),
        ("50", "", "only one coordinate: kept without a point"),
        ("139.7", "35.7", "latitude and longitude seem swapped: kept without a point"),
        ("67.01E", "24.86N", "latitude and longitude seem swapped: kept without a point"),
        (
            "48.1 N",
            "11.5 O",
            "O is west in some languages and east in others: kept without a point",
        ),
        ("north", "south", "no point on the earth: kept without a point"),
        ("-17", "180.5", "counted east from Greenwich: -179.5 is shown"),
        ("50", "361", "no point on the earth: kept without a point"),
        ("0", "0.0", "0, 0 may stand for not known: as given"),
    ],
)
def test_why_a_row_has_no_point(tmp_path: Path, latitude: str, longitude: str, reason: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(f"date,lat,lon\n1901,{latitude},{longitude}\n", "utf-8")
    found = imported(tmp_path / "a", "csv", path)
    assert [row["reason"] for row in found.report] == [reason]


@pytest.mark.parametrize(
    ("cell", "latitude", "longitude", "reason"),
    [
        ("POINT (67.01 24.86)", "24.86", "67.01", ""),
        ("Point(67.01 24.86)", "24.86", "67.01", ""),
        ("SRID=4326;POINT Z (67.01 24.86 3)", "24.86", "67.01", ""),
        ("24.86, 67.01", "24.86", "67.01", ORDER),
        ("(24.86, 67.01)", "24.86", "67.01", ORDER),
        ("24.86 67.01", "24.86", "67.01", ORDER),
        ("24,86; 67,01", "24.86", "67.01", ORDER),
        ("24°51'36\"N 67°00'36\"E", "24.86", "67.01", ""),
        ("67.01E, 24.86N", "24.86", "67.01", ""),
        ("24,86° Nord, 67,01° Ost", "24.86", "67.01", ""),
        ("139.7, 35.7", "", "", "latitude and longitude seem swapped: kept without a point"),
        ("[67.01, 24.86]", "", "", "no two coordinates that are read: kept without a point"),
        ("67.01; 24.86", "", "", "no two coordinates that are read: kept without a point"),
        ("POLYGON ((1 2, 3 4, 5 6, 1 2))", "", "", "a line or an area has no point: kept without a point"),
        ("Saddar", "", "", "no two coordinates that are read: kept without a point"),
    ],
)  # fmt: skip
def test_both_coordinates_in_one_cell(
    tmp_path: Path, cell: str, latitude: str, longitude: str, reason: str
) -> None:
    path = tmp_path / "t.csv"
    path.write_text("date|coordinates\n1901|" + cell + "\n", "utf-8")
    found = imported(tmp_path / "a", "csv", path)
    (event,) = found.events.values()
    assert (event["latitude"], event["longitude"]) == (latitude, longitude)
    assert [row["reason"] for row in found.report] == ([reason] if reason else [])
    assert event["coordinates"] == cell
    assert found.atlas().warnings == ()


def test_columns_for_each_coordinate_come_before_one_for_both(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('date,lat,lon,geometry\n1901,1,2,"POINT (67.01 24.86)"\n', "utf-8")
    (event,) = imported(tmp_path / "a", "csv", path).events.values()
    assert (event["latitude"], event["geometry_given"]) == ("1", "POINT (67.01 24.86)")
