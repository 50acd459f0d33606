"""The districts of any date, and what is said about shapes and memberships that are wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import atlases
import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from mapgen.atlas.districts import Districts, label, read_districts
from mapgen.files.frame import Frame
from mapgen.files.shapes import WGS84
from mapgen.notation import dates
from mapgen.notation.civil import from_civil
from mapgen.problems import Problems
from mapgen.records.memberships import Membership
from mapgen.records.settings import read_settings


def read(folder: Path) -> tuple[Districts, Problems]:
    settings, problems = read_settings(folder)
    assert not list(problems)
    return read_districts(settings)


def day(year: int, month: int, number: int) -> int:
    return from_civil(year, month, number)


def regions(districts: Districts, on: int) -> dict[str, tuple[str, ...]]:
    frame = districts.on(on)
    return dict(zip(frame["label"], frame["units"], strict=True))


def change_units(folder: Path, change: Any) -> None:
    collection = atlases.units()
    change(collection)
    atlases.write_json(folder / "geodata" / "units.geojson", collection)


def change_districts(folder: Path, old: str, new: str) -> None:
    assert old in atlases.DISTRICTS
    path = folder / "geodata" / "districts.csv"
    path.write_text(atlases.DISTRICTS.replace(old, new), encoding="utf-8")


# --- what was where on a day


def test_the_small_atlas_has_no_problem(small_folder: Path) -> None:
    districts, problems = read(small_folder)
    assert list(problems) == []
    assert districts.names == ("West", "East", "Old")


def test_a_day_has_the_districts_of_its_own_time(small_folder: Path) -> None:
    districts, _ = read(small_folder)
    assert regions(districts, day(1972, 6, 30)) == {"Old": ("north", "south", "east")}
    assert regions(districts, day(1972, 7, 1)) == {"West": ("north", "south"), "East": ("east",)}
    assert regions(districts, day(1992, 1, 1)) == {"West": ("south",), "East": ("north", "east")}


def test_inside_an_uncertain_change_both_districts_are_candidates(small_folder: Path) -> None:
    districts, _ = read(small_folder)
    assert regions(districts, day(1985, 4, 15)) == {
        "West": ("south",),
        "West or East": ("north",),
        "East": ("east",),
    }


def test_the_first_and_last_uncertain_days_are_exact(small_folder: Path) -> None:
    districts, _ = read(small_folder)
    assert "West or East" not in regions(districts, day(1980, 12, 31))
    assert "West or East" in regions(districts, day(1981, 1, 1))
    assert "West or East" in regions(districts, day(1990, 10, 23))
    # On the last day that the change can have happened on, it has happened.
    assert "West or East" not in regions(districts, day(1990, 10, 24))


def test_an_uncertain_renewal_of_the_same_district_is_certain(small_folder: Path) -> None:
    change_districts(small_folder, "East,north,", "West,north,")
    districts, problems = read(small_folder)
    assert not problems.errors
    assert regions(districts, day(1985, 4, 15))["West"] == ("north", "south")


def test_two_memberships_of_one_unit_at_one_time_are_two_candidates(small_folder: Path) -> None:
    change_districts(small_folder, "West,south,1972-07-01,,S1", "East,south,1972-07-01,,S1")
    path = small_folder / "geodata" / "districts.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}West,south,1972-07-01,,S3,unknown\n", encoding="utf-8")
    districts, problems = read(small_folder)
    assert not problems.errors
    frame = districts.on(day(1975, 1, 1)).set_index("label")
    assert frame.loc["West or East", "units"] == ("south",)
    assert frame.loc["West or East", "confidence"] == "unknown"


def test_a_region_is_its_units_dissolved(small_folder: Path) -> None:
    districts, _ = read(small_folder)
    frame = districts.on(day(1975, 1, 1)).set_index("label")
    west = frame.loc["West", "geometry"]
    assert west.equals(shapely.box(66.90, 24.75, 67.05, 25.05))
    assert frame.crs == WGS84
    assert list(frame["city"]) == ["Karachi", "Karachi"]


def test_a_label_names_every_candidate() -> None:
    assert label(("West",)) == "West"
    assert label(("West", "Central")) == "West or Central"
    assert label(("West", "Central", "East")) == "West, Central or East"


def test_names_between_has_only_the_districts_that_can_have_stood_then(small_folder: Path) -> None:
    districts, _ = read(small_folder)
    assert districts.names_between(day(1972, 7, 1), day(1992, 12, 31)) == ("West", "East")
    assert districts.names_between(day(1972, 6, 30), day(1972, 6, 30)) == ("Old",)


# --- epochs


def test_epochs_cover_every_day_once_and_say_the_same_as_the_day(small_folder: Path) -> None:
    districts, _ = read(small_folder)
    first, last = day(1970, 1, 1), day(1993, 1, 1)
    epochs = districts.epochs(first, last)
    assert [epoch.first for epoch in epochs[1:]] == [epoch.last + 1 for epoch in epochs[:-1]]
    assert (epochs[0].first, epochs[-1].last) == (first, last)
    for epoch in epochs:
        for at in {epoch.first, (epoch.first + epoch.last) // 2, epoch.last}:
            assert list(districts.on(at)["units"]) == list(epoch.regions["units"])
    assert [list(epoch.regions["label"]) for epoch in epochs] == [
        ["Old"],
        ["West", "East"],
        ["West", "West or East", "East"],
        ["West", "East"],
    ]


def test_one_day_is_one_epoch(small_folder: Path) -> None:
    districts, _ = read(small_folder)
    epochs = districts.epochs(day(1985, 1, 1), day(1985, 1, 1))
    assert [(epoch.first, epoch.last) for epoch in epochs] == [(day(1985, 1, 1),) * 2]


WRITTEN = st.sampled_from(
    ["1972", "1975-06", "1980-01-01", "[1978..1983-05-02]", "198X", "1985~", "../1979", "1986/.."]
)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["A", "B", "C"]),
            st.sampled_from(["u", "v"]),
            st.one_of(st.none(), WRITTEN),
            st.one_of(st.none(), WRITTEN),
        ),
        max_size=6,
    ),
    st.integers(day(1970, 1, 1), day(1991, 1, 1)),
)
def test_candidates_are_those_that_some_reading_of_the_dates_allows(
    rows: list[tuple[str, str, str | None, str | None]], on: int
) -> None:
    memberships = tuple(
        Membership(
            district,
            unit,
            dates.parse(start) if start else None,
            dates.parse(end) if end else None,
            "S",
            "certain",
            1,
        )
        for district, unit, start, end in rows
    )
    units = gpd.GeoDataFrame(
        {"id": ["u", "v"], "name": ["U", "V"], "city": ["", ""]},
        geometry=[shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)],
        crs=WGS84,
    )
    districts = Districts(Frame.of(units), memberships)

    def naive(unit: str) -> set[str]:
        found = set()
        for district, of, start, end in rows:
            span, until = (dates.parse(text) if text else None for text in (start, end))
            begun = span is None or span.first is None or span.first <= on
            over = until is not None and until.last is not None and until.last <= on
            if of == unit and begun and not over:
                found.add(district)
        return found

    for unit in ("u", "v"):
        assert set(districts.candidates(on).get(unit, ())) == naive(unit)
    for row in memberships:
        assert not row.is_certain(on) or row.is_possible(on)
    (epoch,) = (
        each for each in districts.epochs(on - 900, on + 900) if each.first <= on <= each.last
    )
    assert list(epoch.regions["label"]) == list(districts.on(on)["label"])


# --- what is wrong with memberships


@pytest.mark.parametrize(
    ("old", "new", "column", "said"),
    [
        ("West,south,", "West,sout,", "unit", "Did you mean 'south'?"),
        ("West,south,1972-07-01", "West,south,Jul-72", "valid_from", "not an EDTF date"),
        (
            "S2,probable",
            "S2,likely",
            "confidence",
            "Allowed: certain, probable, inferred, unknown.",
        ),
        ("S2,probable", ",probable", "source", "cell is empty"),
        ("West,south,1972-07-01,,", "West,south,1972-07-01,1971,", "valid_to", "before it begins"),
    ],
)
def test_a_wrong_membership_is_named_with_its_column(
    small_folder: Path, old: str, new: str, column: str, said: str
) -> None:
    change_districts(small_folder, old, new)
    _, problems = read(small_folder)
    assert said in " ".join(str(problem) for problem in problems.errors)
    (problem,) = (each for each in problems.errors if each.column == column)
    assert problem.file == "geodata/districts.csv"
    assert problem.line is not None


def test_all_problems_of_both_files_come_at_once(small_folder: Path) -> None:
    change_districts(small_folder, "West,south,1972-07-01,,S1,certain", "West,nowhere,soon,,,maybe")
    change_units(small_folder, lambda units: units["features"][0]["properties"].pop("name"))
    _, problems = read(small_folder)
    assert {(problem.file, problem.column) for problem in problems.errors} == {
        ("geodata/units.geojson", "name"),
        ("geodata/districts.csv", "unit"),
        ("geodata/districts.csv", "valid_from"),
        ("geodata/districts.csv", "source"),
        ("geodata/districts.csv", "confidence"),
    }


def test_the_same_membership_twice_is_an_error(small_folder: Path) -> None:
    row = "West,south,1972-07-01,,S1,certain\n"
    change_districts(small_folder, row, row + row)
    _, problems = read(small_folder)
    assert "the same membership stands in line 3" in str(problems.errors[0])


def test_a_unit_that_no_row_names_is_an_error(small_folder: Path) -> None:
    path = small_folder / "geodata" / "districts.csv"
    path.write_text(
        "".join(
            line
            for line in path.read_text(encoding="utf-8").splitlines(True)
            if ",east," not in line
        ),
        encoding="utf-8",
    )
    _, problems = read(small_folder)
    assert [(problem.column, problem.value) for problem in problems.errors] == [("unit", "east")]


def test_a_gap_between_two_memberships_is_warned_of(small_folder: Path) -> None:
    change_districts(small_folder, "East,east,1972-07-01", "East,east,1973-01-01")
    districts, problems = read(small_folder)
    (warning,) = problems.warnings
    assert str(warning) == (
        "geodata/districts.csv: unit: 'east': belongs to no district from 1972-07-01 on. "
        "Close the gap between its rows: a row's valid_to is the next valid_from."
    )
    assert "East" not in regions(districts, day(1972, 8, 1))


# --- what is wrong with shapes


def bowtie(units: dict[str, Any]) -> None:
    west, south, east, north = 66.90, 24.75, 67.05, 24.90
    units["features"][1]["geometry"]["coordinates"] = [
        [[west, south], [east, north], [east, south], [west, north], [west, south]]
    ]


def overlap(units: dict[str, Any]) -> None:
    units["features"][1]["geometry"]["coordinates"] = [atlases.square(66.90, 24.75, 67.06, 24.90)]


def missing_vertex(units: dict[str, Any]) -> None:
    units["features"][2]["geometry"]["coordinates"][0].remove([atlases.MIDDLE, atlases.HALF])


def no_geometry(units: dict[str, Any]) -> None:
    units["features"][1]["geometry"] = None


def a_line(units: dict[str, Any]) -> None:
    units["features"][1]["geometry"] = {"type": "LineString", "coordinates": [[67, 24], [67, 25]]}


def unclosed(units: dict[str, Any]) -> None:
    units["features"][1]["geometry"]["coordinates"] = [[[67, 24], [67, 25]]]


def same_id(units: dict[str, Any]) -> None:
    units["features"][1]["properties"]["id"] = "north"


def in_metres(units: dict[str, Any]) -> None:
    units["features"][1]["geometry"]["coordinates"] = [atlases.square(3e5, 2.7e6, 3.1e5, 2.8e6)]


def not_a_feature(units: dict[str, Any]) -> None:
    units["features"][1] = 7


def strange_crs(units: dict[str, Any]) -> None:
    units["crs"] = {"type": "name", "properties": {"name": "EPSG:nonsense"}}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (bowtie, "invalid polygon: self-intersection at 24.8250, 66.9750"),
        (overlap, "overlaps south by"),
        (missing_vertex, "its border does not match its neighbour's"),
        (no_geometry, "shape has no coordinates"),
        (a_line, "a unit is a polygon, this is a LineString"),
        (unclosed, "not a GeoJSON geometry"),
        (same_id, "two units have this id"),
        (in_metres, "coordinates are not degrees"),
        (not_a_feature, "not a GeoJSON Feature"),
        (strange_crs, "unknown coordinate reference system"),
    ],
)
def test_a_bad_shape_is_named_with_its_reason(small_folder: Path, change: Any, said: str) -> None:
    change_units(small_folder, change)
    _, problems = read(small_folder)
    shapes = [str(each) for each in problems.errors if each.file == "geodata/units.geojson"]
    assert any(said in each for each in shapes), shapes


def test_a_bad_shape_is_named_with_its_line(small_folder: Path) -> None:
    change_units(small_folder, bowtie)
    _, problems = read(small_folder)
    (problem,) = (each for each in problems.errors if "invalid" in each.message)
    lines = (small_folder / "geodata" / "units.geojson").read_text(encoding="utf-8").splitlines()
    assert problem.line is not None
    assert '"Feature"' in lines[problem.line - 1]
    assert any('"south"' in line for line in lines[problem.line - 1 : problem.line + 5])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "file is empty"),
        ('{"type": "FeatureCollection",\n "features": [,]}', "not JSON"),
        ("[1, 2]", "not a GeoJSON FeatureCollection"),
        ('{"features": {"a": 1}}', "not a GeoJSON FeatureCollection"),
        ('{"type": "FeatureCollection", "features": []}', "file has no features"),
        ("[" * 100_000, "nested too deeply"),
        ('{"features": [' + "9" * 10_000 + "]}", "not JSON"),
        ('{"features": [{"properties": [], "geometry": null}]}', "not a GeoJSON Feature"),
    ],
)
def test_a_broken_file_of_shapes_is_a_problem_and_no_traceback(
    small_folder: Path, text: str, said: str
) -> None:
    (small_folder / "geodata" / "units.geojson").write_text(text, encoding="utf-8")
    _, problems = read(small_folder)
    assert said in str(problems.errors[0])
    # That no unit is known is not said again for every row of districts.csv.
    assert {each.file for each in problems.errors} == {"geodata/units.geojson"}


def test_missing_files_are_problems(small_folder: Path) -> None:
    (small_folder / "geodata" / "units.geojson").unlink()
    (small_folder / "geodata" / "districts.csv").unlink()
    _, problems = read(small_folder)
    assert sorted(str(each) for each in problems.errors if "not found" in each.message)[
        0
    ].startswith("geodata/districts.csv: file not found")
    assert len(problems.errors) == 2


@pytest.mark.parametrize("crs", ["EPSG:32642", "urn:ogc:def:crs:EPSG::3857"])
def test_another_reference_system_is_reprojected(small_folder: Path, crs: str) -> None:
    before, _ = read(small_folder)
    path = small_folder / "geodata" / "units.geojson"
    frame = gpd.read_file(path).to_crs(crs)
    collection = json.loads(frame.to_json(drop_id=True))
    collection["crs"] = {"type": "name", "properties": {"name": crs}}
    path.write_text(json.dumps(collection), encoding="utf-8")
    after, problems = read(small_folder)
    assert not problems.errors
    assert after.units.geometry.geom_equals_exact(before.units.geometry, 1e-7).all()


def test_another_format_is_read_too(small_folder: Path) -> None:
    settings = small_folder / "mapgen.toml"
    settings.write_text(
        'units = "geodata/units.gpkg"\n' + settings.read_text(encoding="utf-8"), encoding="utf-8"
    )
    frame = gpd.read_file(small_folder / "geodata" / "units.geojson").to_crs("EPSG:32642")
    frame.to_file(small_folder / "geodata" / "units.gpkg")
    districts, problems = read(small_folder)
    assert not problems.errors
    assert list(districts.units["id"]) == ["north", "south", "east"]
    (small_folder / "geodata" / "units.gpkg").write_bytes(b"this is no database")
    _, problems = read(small_folder)
    assert "file of shapes cannot be read" in str(problems.errors[0])
