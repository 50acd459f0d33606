"""The shapes, memberships and places that this repository ships."""

from __future__ import annotations

import csv
import json
from itertools import combinations
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from mapgen.atlas.districts import Districts, read_districts
from mapgen.notation import dates
from mapgen.notation.civil import from_civil
from mapgen.records.base_map import read_base
from mapgen.records.settings import read_settings

ROOT = Path(__file__).resolve().parent.parent
GEODATA = ROOT / "geodata"
SHARED = ROOT.parent / "shared"
UTM = "EPSG:32642"
IDS = [*(f"K{n}" for n in range(1, 11)), *(f"H{n}" for n in range(1, 6)), "J1"]

# Where the 2001 town of a place lies. Jamshed, Malir and Gadap are cut by district lines.
TOWN_UNITS = {
    "Baldia": "K3",
    "Bin Qasim": "K10",
    "Chamber": "H3",
    "Clifton Cantonment": "K5",
    "Faisal/Malir Cantonment": "K10",
    "Gadap": "K2 K7 K10",
    "Gulberg": "K1",
    "Gulshan-e-Iqbal": "K7",
    "Hala": "H2",
    "Hyderabad (Rural)": "H1",
    "Hyderabad City": "H1",
    "Jamshed": "K6 K7",
    "Kemari": "K4",
    "Korangi": "K8",
    "Kotri (Dadu)": "J1",
    "Landhi": "K8",
    "Latifabad": "H1",
    "Liaquatabad": "K1",
    "Lyari": "K5",
    "Malir": "K9 K10",
    "Malir Cantonment": "K10",
    "Matiari": "H2",
    "Matli (Badin)": "H5",
    "New Karachi": "K1",
    "North Nazimabad": "K1",
    "Orangi": "K2",
    "Qasimabad": "H1",
    "SITE": "K3",
    "Saddar": "K5",
    "Shah Faisal": "K8",
    "Tando Allahyar": "H3",
    "Tando Muhammad Khan": "H4",
}
# On a line between two units: these may lie on either side, within their radius of the right one.
ON_A_LINE = {
    "aligarh-colony": "foot of the Orangi hills",
    "sohrab-goth": "Lyari",
    "teen-hatti": "Lyari",
}

OSM = "osm_karachi_districts_2026.geojson"
CODAB = "codab_karachi_hyderabad.geojson"
CENTRAL = "Gulberg Liaqatabad New_Karachi North_Nazimabad"
EAST_SOUTH = "Gulshan_Iqbal Jamshaid Korangi Landhi Shah_Faisal Bin_Qasim Gadap Malir Liyari Saddar"
HYDERABAD = (
    "Hyderabad Hyderabad_City Latifabad Qasimabad Hala Matiari Saeedabad Chamber Jhando_Mari "
    "Tando_Allahyar Bulri_Shah_Karim Tando_Ghulam_Hyder Tando_Muhammad_Khan"
)
# reference, our units, its units, least IoU, greatest mean distance of the outlines in metres
# (COD-AB is simplified to straight runs of 1 to 5 km, so no distance is asked of it outside town)
YARDSTICKS = [
    (OSM, "K1", "Karachi_Central", 0.93, 250),
    (OSM, "K8", "Korangi", 0.90, 250),
    (OSM, "K1 K2 K3 K4", "Karachi_West Karachi_Central Keamari", 0.94, 250),
    (OSM, "K5 K6 K7 K8 K9 K10", "Karachi_East Korangi Karachi_South Malir", 0.91, 250),
    (CODAB, "K1", CENTRAL, 0.93, 250),
    (CODAB, "K8", "Korangi Landhi Shah_Faisal", 0.90, 250),
    (CODAB, "K1 K2 K3 K4", f"{CENTRAL} Kemari Baldia Orangi Site", 0.94, 500),
    (CODAB, "K5 K6 K7 K8 K9 K10", EAST_SOUTH, 0.91, 1000),
    (CODAB, "H1 H2 H3 H4", HYDERABAD, 0.88, 1000),
]


def rows(name: str) -> list[dict[str, str]]:
    with (GEODATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def units() -> gpd.GeoDataFrame:
    return gpd.read_file(GEODATA / "units.geojson").set_index("id", drop=False)


@pytest.fixture(scope="module")
def flat(units: gpd.GeoDataFrame) -> gpd.GeoSeries:
    return units.geometry.to_crs(UTM)


@pytest.fixture(scope="module")
def districts() -> Districts:
    settings, _ = read_settings(ROOT)
    read, problems = read_districts(settings)
    assert [str(p) for p in problems] == []
    return read


def test_every_unit_is_there_once_with_name_and_city(units: gpd.GeoDataFrame) -> None:
    assert list(units["id"]) == IDS
    assert units["name"].is_unique
    assert units["name"].str.strip().all()
    assert {*units.loc[units["id"].str.startswith("K"), "city"]} == {"Karachi"}
    assert {*units.loc[~units["id"].str.startswith("K"), "city"]} == {"Hyderabad"}


def test_units_are_a_coverage(units: gpd.GeoDataFrame) -> None:
    shapes = list(units.geometry)
    assert all(shape.is_valid and not shape.is_empty for shape in shapes)
    assert shapely.coverage_is_valid(shapes)
    assert shapely.coverage_is_valid(shapes, gap_width=0.0001)


def test_no_two_units_overlap_and_no_hole_is_left(flat: gpd.GeoSeries) -> None:
    overlaps = {
        (a, b): area
        for a, b in combinations(flat.index, 2)
        if (area := flat[a].intersection(flat[b]).area) > 0.01
    }
    assert overlaps == {}
    whole = shapely.union_all(list(flat))
    holes = [ring for part in shapely.get_parts(whole) for ring in part.interiors]
    assert holes == []


def test_neighbours_meet_along_lines(flat: gpd.GeoSeries) -> None:
    neighbours = "K1 K2|K1 K3|K1 K7|K2 K3|K2 K4|K2 K7|K2 K10|K3 K4|K4 K5|K5 K6|K6 K7|K7 K8|K7 K10"
    neighbours += "|K8 K9|K8 K10|K9 K10|H1 H2|H1 H3|H1 H4|H1 J1|H2 H3|H3 H4|H3 H5|H4 H5|H2 J1"
    for pair in neighbours.split("|"):
        a, b = pair.split()
        assert flat[a].boundary.intersection(flat[b].boundary).length > 300, pair


def test_units_are_on_the_land_of_the_base_map(units: gpd.GeoDataFrame) -> None:
    base = gpd.read_file(GEODATA / "base.geojson")
    land = shapely.union_all(list(base.loc[base["kind"] == "land"].geometry.to_crs(UTM)))
    for unit, shape in units.geometry.to_crs(UTM).items():
        assert shape.difference(land).area < 1000, unit


def test_files_are_small_and_have_five_decimals() -> None:
    assert (GEODATA / "units.geojson").stat().st_size < 160_000
    assert (GEODATA / "base.geojson").stat().st_size < 145_000  # streets and names: 30,000
    for name in ("units.geojson", "base.geojson"):
        shapes = gpd.read_file(GEODATA / name).geometry
        numbers = shapely.get_coordinates(list(shapes))
        assert np.abs(numbers - numbers.round(5)).max() < 1e-9
        head = json.loads((GEODATA / name).read_text(encoding="utf-8"))
        assert head["licence"] == "ODbL-1.0"
        assert "OpenStreetMap contributors" in head["attribution"]


def test_every_arc_says_what_it_follows_and_how_well() -> None:
    arcs = gpd.read_file(GEODATA / "arcs.geojson")
    assert arcs["id"].is_unique
    for column in ("name", "follows", "basis", "role"):
        assert arcs[column].str.strip().astype(bool).all(), column
    on_land = arcs[~arcs["id"].str.startswith("sea-")]
    assert (on_land["accuracy_m"] >= 50).all()


def test_base_map_has_the_kinds_and_names_that_the_page_draws() -> None:
    base = gpd.read_file(GEODATA / "base.geojson")
    drawn = {"land", "water", "built-up", "river", "road", "railway"}
    assert {*base["kind"]} == {*drawn, "label"}
    assert {"Hub River", "Lyari River", "Malir River", "Indus"} <= {*base["name"]}
    labels = base[base["kind"] == "label"]
    assert {*labels["rank"]} == {1, 2, 3, 4}
    assert labels["minzoom"].between(0, 18).all()
    for name in ("Karachi", "Hyderabad"):
        label = labels[labels["name"] == name].iloc[0]
        assert label["name_ur"]
        assert label["name_sd"]
    known = {row["id"] for row in rows("places.csv")}
    assert {place for place in labels["place"] if place} <= known
    ours = base[base["kind"].isin(["road", "railway", "built-up"])]
    assert (ours["accuracy_m"] >= 200).all()
    assert ours["name"].str.strip().astype(bool).all()


def test_base_map_has_nothing_that_was_built_after_1992() -> None:
    settings, _ = read_settings(ROOT)
    found, problems = read_base(settings)
    assert found is not None
    assert [str(problem) for problem in problems] == []
    base = found.geo().astype({"first": "Int64"})
    assert base["first"].max() <= from_civil(1992, 12, 31)
    later = "Expressway|Bypass|M-9|Motorway|Shahrah-e-Bhutto|flyover|Green Line"
    assert not base["name"].fillna("").str.contains(later, case=False).any()
    growing = {*base.loc[base["first"] >= from_civil(1980, 1, 1), "name"]}
    assert growing == {"Surjani Town", "Gulistan-e-Johar", "Qasimabad"}


def test_streets_keep_to_the_land_but_for_bridges() -> None:
    base = gpd.read_file(GEODATA / "base.geojson").to_crs(UTM)
    land = shapely.union_all(list(base.loc[base["kind"] == "land"].geometry))
    for row in base[base["kind"].isin(["road", "railway", "built-up"])].itertuples():
        over_water = row.geometry.difference(land)
        if row.kind == "built-up":
            assert over_water.area < 1000, row.name  # as exact as five decimals
        else:
            assert over_water.length < 700, row.name  # the Native Jetty bridge


def test_shahrah_e_faisal_stays_north_of_the_railway() -> None:
    arcs = gpd.read_file(GEODATA / "arcs.geojson").set_index("id").geometry.to_crs(UTM)
    for road in ("road-faisal", "road-national"):
        assert not arcs[road].crosses(arcs["rail-main"]), road


def test_memberships_name_units_that_exist_and_dates_that_follow() -> None:
    table = rows("districts.csv")
    assert {row["unit"] for row in table} == {*IDS}
    for row in table:
        begin = dates.parse(row["valid_from"])
        end = dates.parse(row["valid_to"]) if row["valid_to"] else None
        assert row["source"].strip()
        assert row["confidence"] in {"certain", "probable", "inferred", "unknown"}
        if end is not None:
            assert begin.first is not None
            assert end.last is not None
            assert begin.first < end.last, row


def test_every_unit_has_a_district_on_every_day_of_the_period(districts: Districts) -> None:
    first, last = from_civil(1972, 1, 1), from_civil(1992, 12, 31)
    for start in [first, *(day for day in districts.changes() if first < day <= last)]:
        assert {*districts.candidates(start)} == {*IDS}


@pytest.mark.parametrize(
    ("when", "unit", "expected"),
    [
        ("1972-03-01", "K1", ("Karachi",)),
        ("1972-09-01", "K5", ("Karachi", "Karachi South")),
        ("1973-01-01", "K1", ("Karachi West",)),
        ("1981-02-28", "K1", ("Karachi West",)),
        ("1986-12-14", "K1", ("Karachi West", "Karachi Central")),
        ("1990-10-23", "K1", ("Karachi West", "Karachi Central")),
        ("1990-10-24", "K1", ("Karachi Central",)),
        ("1986-12-14", "K2", ("Karachi West",)),
        ("1986-12-14", "K4", ("Karachi West", "Karachi South")),
        ("1992-06-19", "K10", ("Karachi East",)),
        ("1992-06-19", "K8", ("Karachi East",)),
        ("1974-12-31", "H5", ("Hyderabad",)),
        ("1975-06-01", "H5", ("Hyderabad", "Badin")),
        ("1976-01-01", "H5", ("Badin",)),
        ("1990-05-27", "H2", ("Hyderabad",)),
        ("1988-09-30", "J1", ("Dadu",)),
        ("2014-01-01", "K8", ("Korangi",)),
    ],
)
def test_history_as_it_is_known(
    districts: Districts, when: str, unit: str, expected: tuple[str, ...]
) -> None:
    assert districts.candidates(from_civil(*map(int, when.split("-"))))[unit] == expected


def test_places_lie_in_the_unit_that_their_town_implies(flat: gpd.GeoSeries) -> None:
    misplaced = []
    checked = 0
    for row in rows("places.csv"):
        if not row["latitude"] or not row["town_2001"]:
            continue
        lon, lat = float(row["longitude"]), float(row["latitude"])
        point = gpd.GeoSeries([shapely.Point(lon, lat)], crs=4326).to_crs(UTM).iloc[0]
        assert row["town_2001"] in TOWN_UNITS, row["id"]
        away = min(flat[unit].distance(point) for unit in TOWN_UNITS[row["town_2001"]].split())
        if away > (float(row["radius_m"]) if row["id"] in ON_A_LINE else 0):
            misplaced.append(f"{row['id']}: {away:.0f} m outside {TOWN_UNITS[row['town_2001']]}")
        checked += 1
    assert misplaced == []
    assert checked > 100


def metres_between(one: str, other: str) -> float:
    """Distance of two places of the gazetteer, in metres of UTM zone 42N."""
    table = {row["id"]: row for row in rows("places.csv")}
    pair = [
        shapely.Point(float(table[p]["longitude"]), float(table[p]["latitude"]))
        for p in (one, other)
    ]
    first, second = gpd.GeoSeries(pair, crs=4326).to_crs(UTM)
    return float(first.distance(second))


@pytest.mark.parametrize(
    ("one", "other", "metres", "off"),
    [
        ("market-chowk", "pakka-qila", 1600, 50),
        ("rani-bagh", "pakka-qila", 3000, 50),
        ("niaz-stadium", "rani-bagh", 500, 100),
        ("jang-building", "haroon-house-dawn-the-herald", 80, 10),
    ],
)
def test_places_are_as_far_apart_as_their_sources_say(
    one: str, other: str, metres: float, off: float
) -> None:
    assert metres_between(one, other) == pytest.approx(metres, abs=off)


def test_shahi_bazaar_lies_midway_between_the_fort_and_the_clock_tower() -> None:
    halves = [metres_between("shahi-bazaar", end) for end in ("pakka-qila", "market-chowk")]
    assert halves[0] == pytest.approx(halves[1], rel=0.02)
    assert sum(halves) == pytest.approx(metres_between("pakka-qila", "market-chowk"), rel=0.01)


def test_a_label_has_the_point_and_the_names_of_its_place() -> None:
    table = {row["id"]: row for row in rows("places.csv")}
    base = gpd.read_file(GEODATA / "base.geojson")
    drawn = base[base["kind"] == "label"].set_index("place")
    labels = [row for row in rows("labels.csv") if row["place"]]
    for row in labels:
        place, label = table[row["place"]], drawn.loc[row["place"]]
        assert (row["longitude"], row["latitude"]) == ("", ""), "the point is the gazetteer's"
        there = (float(place["longitude"]), float(place["latitude"]))
        assert (label.geometry.x, label.geometry.y) == there, row["place"]
        for key in ("name", "name_ur", "name_sd"):
            assert label[key] == (row[key] or place[key]), row["place"]
    assert len(labels) > 80


def outline(shape: shapely.Geometry) -> np.ndarray:
    """Points every 100 m along all rings."""
    lines = shapely.get_parts(shape.boundary)
    steps = [np.linspace(0, line.length, max(int(line.length // 100), 8)) for line in lines]
    return np.concatenate(
        [shapely.line_interpolate_point(line, at) for line, at in zip(lines, steps, strict=True)]
    )


@pytest.mark.parametrize(("reference", "ours", "theirs", "least", "furthest"), YARDSTICKS)
def test_shapes_agree_with_the_references(
    flat: gpd.GeoSeries, reference: str, ours: str, theirs: str, least: float, furthest: float
) -> None:
    path = SHARED / "reference" / reference
    if not path.exists():
        pytest.skip("the reference shapes are not beside this checkout")
    known = gpd.read_file(path).to_crs(UTM)
    land_file = SHARED / "basemap" / "land_osm_20m.geojson"
    land = shapely.union_all(list(gpd.read_file(land_file).to_crs(UTM).geometry))
    names = [name.replace("_", " ") for name in theirs.split()]
    chosen = known[known["name"].str.removesuffix(" Town").isin(names)]
    assert len(chosen) == len(names)
    a = shapely.union_all(list(flat[ours.split()])).intersection(land)
    b = shapely.union_all(list(chosen.geometry.make_valid())).intersection(land)
    assert a.intersection(b).area / a.union(b).area >= least
    gaps = np.concatenate(
        [
            shapely.distance(outline(a), b.boundary),
            shapely.distance(outline(b), a.boundary),
        ]
    )
    assert gaps.mean() <= furthest


def test_main_roads_run_where_the_reference_has_them() -> None:
    path = SHARED / "reference" / "roads_reference.geojson"
    if not path.exists():
        pytest.skip("the reference roads are not beside this checkout")
    base = gpd.read_file(GEODATA / "base.geojson").to_crs(UTM)
    roads = base[base["kind"] == "road"].assign(key=lambda each: each["name"].str.replace(" ", ""))
    known = gpd.read_file(path).to_crs(UTM)
    measured = 0
    for line in known[known["grade"] != "sketch"].itertuples():
        ours = roads[roads["key"] == line.name.replace(" ", "")]
        if not len(ours):
            continue
        at = np.linspace(0, line.geometry.length, int(line.geometry.length // 50))
        points = shapely.line_interpolate_point(line.geometry, at)
        away = shapely.distance(points, shapely.union_all(list(roads.geometry)))
        assert away.mean() <= ours["accuracy_m"].min(), line.name
        measured += 1
    assert measured >= 16
