"""What is odd about a file is told, and what cannot be read is refused with how to mend it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from imported import command, imported
from shapely import Point, box

from mapgen.exchange.common.shape_rows import without_short_rings
from mapgen.notation.references import PRINTED, long, plain

SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]
FAR = [[2, 0], [3, 0], [3, 1], [2, 1], [2, 0]]
SHORT = [[2.5, 2], [2.5, 2]]


def table(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def events(folder: Path) -> Path:
    return table(folder / "t.csv", "id,date,lat,lon", "a,2001-01-01,0.5,0.5")


@pytest.mark.parametrize(
    ("kind", "given", "kept", "why"),
    [
        ("Polygon", [SQUARE], None, ""),
        ("MultiPolygon", [[FAR], [SHORT]], [[FAR]], "1 ring of fewer than 4 positions left out"),
        ("MultiPolygon", [[FAR, SHORT]], [[FAR]], "1 ring of fewer than 4 positions left out"),
        ("MultiPolygon", [[SHORT, SQUARE], [FAR], [SHORT]], [[FAR]],
         "2 rings of fewer than 4 positions left out"),
        ("Polygon", [SHORT], [], "1 ring of fewer than 4 positions left out"),
    ],
)  # fmt: skip
def test_rings_that_are_none_leave_the_others(kind: str, given: Any, kept: Any, why: str) -> None:
    geometry = {"type": kind, "coordinates": given}
    found, said = without_short_rings(geometry)
    assert said == why
    if kept is None:
        assert found == geometry
    else:
        assert found == ({"type": "MultiPolygon", "coordinates": kept} if kept else None)


def test_a_district_keeps_its_good_rings_and_is_named(tmp_path: Path) -> None:
    features = [
        {"type": "Feature", "properties": {"name": name}, "geometry": geometry}
        for name, geometry in (
            ("Good", {"type": "Polygon", "coordinates": [SQUARE]}),
            ("Islets", {"type": "MultiPolygon", "coordinates": [[FAR], [SHORT]]}),
            ("None", {"type": "Polygon", "coordinates": [SHORT]}),
        )
    ]
    path = tmp_path / "d.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    found = imported(
        tmp_path / "a", "csv", events(tmp_path), "--districts", path, "--district-name", "name"
    )
    units = json.loads((found.folder / "geodata" / "units.geojson").read_text("utf-8"))
    assert {each["properties"]["name"] for each in units["features"]} == {"Good", "Islets"}
    assert [(row["row"], row["value"]) for row in found.report] == [("2", "Islets"), ("3", "None")]


def shapefiles(folder: Path) -> Path:
    inside = folder / "inside"
    inside.mkdir()
    at = {"crs": 4326}
    gpd.GeoDataFrame({"name": ["a"], "date": ["1901"]}, geometry=[Point(1, 2)], **at).to_file(
        inside / "points.shp"
    )
    gpd.GeoDataFrame({"name": ["b"], "date": ["1901"]}, geometry=[box(0, 0, 3, 3)], **at).to_file(
        inside / "areas.shp"
    )
    path = folder / "two.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for each in sorted(inside.iterdir()):
            archive.write(each, f"a folder/{each.name}")
    return path


def test_other_layers_of_a_file_are_told(tmp_path: Path) -> None:
    path = shapefiles(tmp_path)
    found = imported(tmp_path / "a", "geopackage", path)
    assert len(found.events) == 1
    assert "the layer points was read, not areas" in [row["reason"] for row in found.report]
    named = imported(
        tmp_path / "b", "csv", events(tmp_path), "--districts", path, "--district-name", "name"
    )
    assert "the layer areas was read, not points" in [row["reason"] for row in named.report]


def test_two_columns_of_one_name_are_told(tmp_path: Path) -> None:
    path = table(tmp_path / "t.csv", "date,date,date_2,lat,lon", "1901,1902,1903,1,2")
    found = imported(tmp_path / "a", "csv", path)
    (event,) = found.events.values()
    assert (event["date"], event["date_again"], event["date_2"]) == ("1901", "1902", "1903")
    assert [row["reason"] for row in found.report] == [
        "a second column of the name date: called date_again"
    ]


@pytest.mark.parametrize(
    "text",
    ['[{"id": "T1", "date": "2024"}]', '{"date": "2024"}', "[\n{}\n]", "[]", "{\n", "[[1, 2]]"],
)
def test_json_is_not_called_a_table_with_bad_quotes(tmp_path: Path, text: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    result = command("csv", path, "-o", tmp_path / "a")
    assert result.exit_code == 1
    assert "JSON, and no table" in result.output
    assert "quotes" not in result.output


@pytest.mark.parametrize("form", ["geojson", "geopackage", "linked-places"])
@pytest.mark.parametrize("properties", [5, "x", [1], True])
def test_properties_that_are_no_object_are_told(tmp_path: Path, form: str, properties: Any) -> None:
    path = tmp_path / "t.geojson"
    path.write_text(
        json.dumps({"type": "Feature", "properties": properties, "geometry": None}), "utf-8"
    )
    result = command(form, path, "-o", tmp_path / "a")
    assert result.exit_code == 1
    assert "t.geojson: its properties are no object (1 rows)" in result.output


def test_fields_of_sources_that_are_not_printed_are_told(tmp_path: Path) -> None:
    items = [
        {"id": "a", "type": "book", "title": "A", "edition": "2", "abstract": "Long.", "DOI": ""},
        {"id": "b", "type": "book", "title": "B", "edition": "3", "publisher": "P"},
    ]
    (tmp_path / "s.json").write_text(json.dumps(items), "utf-8")
    path = table(tmp_path / "t.csv", "id,date,summary", "a,2001,Said [@a].", "b,2002,Said [@b].")
    found = imported(tmp_path / "x", "csv", path, "--sources", tmp_path / "s.json")
    assert [(row["column"], row["reason"]) for row in found.report if row["value"] == "s.json"] == [
        ("abstract", "a field of 1 sources that is kept, and not printed"),
        ("edition", "a field of 2 sources that is kept, and not printed"),
    ]
    assert found.sources["a"]["abstract"] == "Long."


@pytest.mark.parametrize(
    "name", ["title", "container-title", "volume", "issue", "collection-title", "publisher", "page",
             "DOI", "genre", "number", "archive", "edition", "abstract", "ISBN", "version"]
)  # fmt: skip
def test_what_is_called_printed_is_printed_and_no_other_field(name: str) -> None:
    item: dict[str, Any] = {"type": "article-journal", "title": "A", "author": [{"family": "B"}]}
    printed = "Zebra" in plain(long({**item, name: "Zebra"}))
    assert printed == (name in PRINTED)


@pytest.mark.parametrize("role", ["author", "editor", "translator", "director", "interviewer"])
def test_names_that_are_called_printed_are(role: str) -> None:
    item: dict[str, Any] = {"type": "chapter", "title": "A", role: [{"family": "Zebra"}]}
    assert ("Zebra" in plain(long(item))) == (role in PRINTED)
