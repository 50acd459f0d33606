"""Where an event is: coordinates in any form, several points, and features without one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from imported import imported

from mapgen.exchange.common.geometries import spot


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
