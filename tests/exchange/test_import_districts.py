"""--districts: any shapes, any projection, overlaps in space and in time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely
from examples import more
from imported import FILES, Imported, command, imported

from mapgen.build import build
from mapgen.exchange.districts.coverage import Membership, units_of
from mapgen.exchange.districts.validity import ValidityError, validity
from mapgen.notation.dates import parse

Box = tuple[float, float, float, float]

# The fixture's points lie at 20.25 east, 10.5 north.
WEST, EAST = (20.0, 10.0, 20.2, 11.0), (20.2, 10.0, 20.5, 11.0)


def shapes(path: Path, *rows: tuple[str, Box], crs: int = 4326, **columns: list[Any]) -> Path:
    frame = gpd.GeoDataFrame(
        {"nom": [name for name, _ in rows], **columns},
        geometry=[shapely.box(*box) for _, box in rows],
        crs=4326,
    )
    frame.to_crs(crs).to_file(path)
    return path


def with_districts(folder: Path, path: Path, *more: str) -> Imported:
    return imported(
        folder, "ucdp", FILES / "ucdp-25.csv", "--districts", path, "--district-name", "nom", *more
    )


def units(found: Imported) -> gpd.GeoDataFrame:
    return gpd.read_file(found.folder / "geodata" / "units.geojson")


@pytest.mark.parametrize(
    ("ending", "crs"),
    [
        ("gpkg", 3857),
        ("shp", 32634),
        ("geojson", 4326),
        *(more("gpkg", crs) for crs in (4326, 32634)),
        *(more("shp", crs) for crs in (4326, 3857)),
        *(more("geojson", crs) for crs in (32634, 3857)),
    ],
)
def test_events_are_joined_to_shapes_of_any_file_and_projection(
    tmp_path: Path, ending: str, crs: int
) -> None:
    path = shapes(tmp_path / f"d.{ending}", ("Ouest", WEST), ("Est", EAST), crs=crs)
    found = with_districts(tmp_path / "a", path)
    events = found.atlas().events.set_index("id")
    assert events["district"]["ucdp-ged-90001"] == "Est"
    assert build(found.folder).districts == 2


def test_a_border_drawn_twice_becomes_one(tmp_path: Path) -> None:
    path = shapes(
        tmp_path / "d.gpkg",
        ("Ouest", (20.0, 10.0, 20.2001, 11.0)),  # over the other's border by 11 m
        ("Est", EAST),
        ("Nord", (20.0, 10.9999, 20.5, 12.0)),  # and this one over both
    )
    found = with_districts(tmp_path / "a", path)
    assert list(units(found)["id"]) == ["ouest", "est", "nord"]
    assert not [row for row in found.kept() if row[1] == "districts"]
    assert found.atlas().warnings == ()


def test_a_gap_around_a_district_is_filled() -> None:
    hole = shapely.box(20.4, 10.4, 20.6, 10.6)
    ring, plug = shapely.box(20, 10, 21, 11).difference(hole), hole.buffer(-0.0001)
    units, _ = units_of([ring, plug], [Membership("Ring", "", ""), Membership("Plug", "", "")])
    assert sum(unit.area for unit in units) == pytest.approx(1.0, abs=1e-9)


def test_what_two_districts_hold_at_once_is_eithers_and_reported(tmp_path: Path) -> None:
    path = shapes(tmp_path / "d.gpkg", ("Ouest", (20.0, 10.0, 20.3, 11.0)), ("Est", EAST))
    found = with_districts(tmp_path / "a", path)
    assert ("", "districts", "Ouest, Est") in found.kept()
    events = found.atlas().events.set_index("id")
    assert events["district"]["ucdp-ged-90001"] == "Ouest or Est"


def test_shapes_of_several_years_are_cut_into_units_with_their_own_history(tmp_path: Path) -> None:
    path = shapes(
        tmp_path / "d.gpkg",
        ("Ouest", (20.0, 10.0, 20.3, 11.0)), ("Est", (20.3, 10.0, 20.5, 11.0)),
        ("Ouest", WEST), ("Est", EAST),
        von=["1990", "1990", "1999-05-10", "1999-05-10"], bis=["1999-05-09"] * 2 + [None] * 2,
    )  # fmt: skip
    found = with_districts(tmp_path / "a", path, "--district-from", "von", "--district-last", "bis")
    text = (found.folder / "geodata" / "districts.csv").read_text("utf-8")
    assert text.splitlines()[1:] == [
        "Ouest,ouest,1990-01-01,,d.gpkg,probable",
        "Ouest,ouest-est,1990-01-01,1999-05-10,d.gpkg,probable",
        "Est,ouest-est,1999-05-10,,d.gpkg,probable",
        "Est,est,1990-01-01,,d.gpkg,probable",
    ]
    districts = found.atlas().districts
    for day, east in (("1999-05-09", 0.2), ("1999-05-10", 0.3)):
        regions = districts.on(parse(day).first or 0).set_index("label")
        assert regions.geometry["Est"].area == pytest.approx(east, abs=1e-4)


def test_a_point_outside_all_shapes_is_kept(tmp_path: Path) -> None:
    path = shapes(tmp_path / "d.gpkg", ("Ouest", WEST))
    found = with_districts(tmp_path / "a", path)
    assert len(found.atlas().events) == 10
    assert "outside every district" in str(found.atlas().warnings[0])


def test_a_district_no_wider_than_a_sliver_is_still_one() -> None:
    wide, thin = shapely.box(20, 10, 21, 11), shapely.box(21, 10, 21.0002, 11)
    members = [Membership("Wide", "", ""), Membership("Thin", "", "")]
    _, held = units_of([wide, thin], members)
    assert [key[0].district for key in held] == ["Wide", "Thin"]


def test_a_hole_stays_a_hole() -> None:
    ring = shapely.box(20, 10, 21, 11).difference(shapely.box(20.4, 10.4, 20.6, 10.6))
    (unit,), _ = units_of([ring], [Membership("Ring", "", "")])
    assert unit.area == pytest.approx(0.96)


def test_shapes_that_cannot_be_used_are_reported(tmp_path: Path) -> None:
    bow_tie = [[20, 10], [20.5, 11], [20.5, 10], [20, 11], [20, 10]]
    features = [
        {"type": "Feature", "properties": {"nom": name, "von": start}, "geometry": geometry}
        for name, start, geometry in (
            ("Knot", "1990", {"type": "Polygon", "coordinates": [bow_tie]}),
            ("Line", "1990", {"type": "LineString", "coordinates": [[20, 10], [21, 11]]}),
            ("Late", "5/6/1990", {"type": "Polygon", "coordinates": [bow_tie]}),
            (None, "1990", {"type": "Polygon", "coordinates": [bow_tie]}),
        )
    ]
    path = tmp_path / "d.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    found = with_districts(tmp_path / "a", path, "--district-from", "von")
    reasons = {row["value"]: row["reason"] for row in found.report if row["column"] == "districts"}
    assert reasons["Knot"].startswith("district mended: self-intersection")
    assert reasons["Line"] == "district left out: no polygon"
    assert reasons["Late"] == "district left out: '5/6/1990' is no date"
    assert "district left out: it has no name" in reasons.values()
    assert list(units(found)["name"]) == ["Knot"]


@pytest.mark.parametrize(
    ("content", "column", "said"),
    [("no shapes", "nom", "cannot be read"), ("", "Nom", "Did you mean 'nom'?")],
)
def test_a_file_or_column_that_is_not_there_is_said(
    tmp_path: Path, content: str, column: str, said: str
) -> None:
    path = tmp_path / "d.geojson"
    if content:
        path.write_text(content, encoding="utf-8")
    else:
        shapes(path, ("Ouest", WEST))
    result = command(
        "ucdp", FILES / "ucdp-5.csv", "-o", tmp_path / "a", "--districts", path,
        "--district-name", column,
    )  # fmt: skip
    assert result.exit_code == 1
    assert said in " ".join(result.output.split())
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    ("value", "behind", "edtf"),
    [
        (1981, False, "1981-01-01"),
        (1980.0, True, "1981-01-01"),
        ("1990-10-24T00:00:00", False, "1990-10-24"),
        ("1990-10-24", True, "1990-10-25"),
        ("1990-10", True, "1990-11-01"),
        ("[1981..1990-10-24]", False, "[1981..1990-10-24]"),
        (None, True, ""),
        (float("nan"), False, ""),
        (9999, True, ""),
    ],
)
def test_validity_is_read_from_years_dates_and_timestamps(
    value: Any, behind: bool, edtf: str
) -> None:
    assert validity(value, behind=behind) == edtf


def test_a_validity_that_is_no_date_is_an_error() -> None:
    with pytest.raises(ValidityError):
        validity("soon")
