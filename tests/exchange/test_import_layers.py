"""GeoPackage, Shapefile, GeoParquet and KML that others wrote: points with a date become events."""

from __future__ import annotations

import datetime
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from examples import more
from imported import command, imported

from mapgen.exchange.formats.kml.read import read_placemarks
from mapgen.problems import InputError

UTM = "EPSG:32642"  # metres; Karachi lies in it


def strikes() -> gpd.GeoDataFrame:
    columns = {
        "Name": ["The dyers' strike", "A march", "Nobody knows where"],
        "date": [datetime.date(1975, 6, 9), datetime.date(1986, 12, 14), datetime.date(1987, 1, 2)],
        "killed": [3, 0, None],
        "Note": ["a; b", None, "c"],
    }
    points = [shapely.Point(66.99, 24.9), shapely.box(66.9, 24.8, 67, 24.9), None]
    return gpd.GeoDataFrame(columns, geometry=points, crs="EPSG:4326").to_crs(UTM)


@pytest.mark.parametrize("ending", ["gpkg", more("parquet"), more("shp")])
def test_points_of_any_projection_become_events(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"strikes.{ending}"
    events = strikes() if ending != "shp" else strikes().iloc[[0]]
    if ending == "parquet":
        events.to_parquet(path)
    else:
        events.to_file(path)
    form = "geoparquet" if ending == "parquet" else "geopackage"
    found = imported(tmp_path / "a", form, path, "--map", "killed=deaths")
    rows = list(found.events.values())
    assert len(rows) == len(events)
    assert (rows[0]["title"], rows[0]["date"]) == ("The dyers' strike", "1975-06-09")
    assert float(rows[0]["latitude"]) == pytest.approx(24.9, abs=1e-6)
    assert float(rows[0]["longitude"]) == pytest.approx(66.99, abs=1e-6)
    assert rows[0]["deaths"].split()[0].startswith("3")
    assert rows[0]["Note"] == "a; b"
    assert found.atlas().warnings == ()
    if ending != "shp":
        assert rows[1]["deaths"].split()[0].startswith("0")
        assert (rows[1]["latitude"], rows[1]["Note"]) == ("", "")
        assert rows[2]["deaths"] == ""
        assert [value for _, column, value in found.kept() if column == "geometry"] == [
            "Polygon",
            "",
        ]


def test_a_layer_is_read_in_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    strikes().to_file(tmp_path / "s.gpkg")
    strikes().to_parquet(tmp_path / "s.parquet")
    for form, ending in (("geopackage", "gpkg"), ("geoparquet", "parquet")):
        path = tmp_path / f"s.{ending}"
        whole = imported(tmp_path / f"{form}-1", form, path)
        monkeypatch.setattr("mapgen.files.shape_layer.ROWS", 1)
        assert imported(tmp_path / f"{form}-2", form, path).events == whole.events


KML = """\
<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>My &amp; map</name>
<Folder><name>Layer</name>
<Placemark><name>A strike</name>
 <description><![CDATA[<b>Workers</b> struck.<br>Police fired &amp; left.]]></description>
 <TimeStamp><when>1975-06-09</when></TimeStamp>
 <ExtendedData><Data name="killed"><value>3</value></Data>
 <SchemaData><SimpleData name="source">Dawn</SimpleData></SchemaData></ExtendedData>
 <Point><coordinates> 66.99,24.9,0 </coordinates></Point></Placemark>
<Placemark><name>A curfew</name>
 <TimeSpan><begin>1986-12-14</begin><end>1986-12-16</end></TimeSpan>
 <Polygon><outerBoundaryIs><LinearRing><coordinates>66,24 67,24 67,25 66,24</coordinates>
 </LinearRing></outerBoundaryIs></Polygon></Placemark>
<Placemark><name>Some day</name><Point><coordinates>67,25</coordinates></Point></Placemark>
</Folder></Document></kml>
"""


def test_placemarks_with_a_time_become_events(tmp_path: Path) -> None:
    (tmp_path / "map.kml").write_text(KML, encoding="utf-8")
    found = imported(tmp_path / "a", "kml", tmp_path / "map.kml")
    strike, curfew = found.events.values()
    assert (strike["title"], strike["date"]) == ("A strike", "1975-06-09")
    assert (strike["latitude"], strike["longitude"]) == ("24.9", "66.99")
    assert strike["deaths"].startswith("3 [@")
    assert (curfew["date"], curfew["latitude"]) == ("1986-12-14/1986-12-16", "")
    assert found.left_out() == [("3", "date", "")]
    atlas = found.atlas()
    assert atlas.settings.title == "My & map"
    assert atlas.events["summary"].iloc[0].plain == "Workers struck. Police fired & left."
    assert {source["title"] for source in found.sources.values()} >= {"Dawn"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<!DOCTYPE kml [<!ENTITY a "aaaa">]><kml>&a;</kml>', "a document type is declared"),
        (KML[:600], "not KML: "),
        ("date,place\n1986,x\n", "not KML: syntax error"),
        ("", "not KML: no element found"),
    ],
)
def test_what_is_no_kml_is_said_so(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "map.kml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        list(read_placemarks(path))
    assert said in str(caught.value.problems[0])


@pytest.mark.parametrize("form", ["geopackage", "geoparquet"])
def test_what_is_no_file_of_the_format_is_said_so(tmp_path: Path, form: str) -> None:
    path = tmp_path / "x.dat"
    path.write_bytes(b"PAR1 or SQLite format 3\0")
    result = command(form, path, "-o", tmp_path / "a")
    assert result.exit_code == 1
    assert "x.dat: file cannot be read" in result.stderr
    assert not (tmp_path / "a").exists()


def test_a_parquet_file_without_shapes_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    strikes().drop(columns="geometry").to_parquet(path)
    result = command("geoparquet", path, "-o", tmp_path / "a")
    assert result.exit_code == 1
    assert "not GeoParquet" in result.stderr


def test_a_damaged_shape_is_no_shape(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    path = tmp_path / "x.parquet"
    strikes().to_parquet(path)
    table = parquet.read_table(path)
    at = table.schema.names.index("geometry")
    broken = pa.array([b"\x01\x01\x00", None, None], type=pa.binary())
    field = table.schema.field("geometry")
    parquet.write_table(table.set_column(at, field, broken), path)
    found = imported(tmp_path / "a", "geoparquet", path)
    assert [row["latitude"] for row in found.events.values()] == ["", "", ""]
