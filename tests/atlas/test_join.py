"""The join, against a second computation that takes the events one by one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import atlases
import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from mapgen.atlas import join as join_module
from mapgen.atlas import join_problems as join_problems_module
from mapgen.atlas.districts import Districts, read_districts
from mapgen.files.frame import Frame
from mapgen.files.shapes import WGS84
from mapgen.notation import dates
from mapgen.problems import Problems
from mapgen.records.memberships import Membership
from mapgen.records.place_row import EventPlace
from mapgen.records.settings import read_settings
from mapgen.vocabulary import POINT_PRECISIONS

DAY = {text: dates.parse(text).first for text in ("1975-03-02", "1985-04-15", "1992-06-19")}
OLD, UNSURE, NEW = DAY["1975-03-02"], DAY["1985-04-15"], DAY["1992-06-19"]


@pytest.fixture(scope="module")
def districts(tmp_path_factory: pytest.TempPathFactory) -> Districts:
    folder = atlases.small_atlas(tmp_path_factory.mktemp("join") / "atlas")
    found, problems = read_districts(read_settings(folder)[0])
    assert not list(problems)
    return found


def events(*rows: dict[str, Any]) -> gpd.GeoDataFrame:
    """Events as the records have them, as far as the join looks."""
    defaults = {
        "first": OLD,
        "latitude": np.nan,
        "longitude": np.nan,
        "radius_m": np.nan,
        "place_precision": "spot",
        "place": "",
        "place_id": "",
        "city": "Karachi",
    }
    full = [{**defaults, "id": f"e{at}", "line": at + 2, **row} for at, row in enumerate(rows)]
    frame = pd.DataFrame(full, columns=["id", "line", *defaults])
    return gpd.GeoDataFrame(
        frame,
        geometry=gpd.points_from_xy(frame["longitude"], frame["latitude"], crs=WGS84),
    )


def join(events: gpd.GeoDataFrame, districts: Districts) -> gpd.GeoDataFrame:
    return join_module.join(Frame.of(events), districts).geo()


def join_problems(joined: gpd.GeoDataFrame, *others: Any) -> Problems:
    return join_problems_module.join_problems(Frame.of(joined), *others)


def units_of_one() -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"id": ["u"], "name": ["U"], "city": ["Karachi"]},
        geometry=[shapely.box(66, 24, 67, 25)],
        crs=WGS84,
    )


def one(districts: Districts, **row: Any) -> dict[str, Any]:
    joined = join(events(row), districts)
    assert len(joined) == 1
    found: dict[str, Any] = joined.iloc[0].to_dict()
    return found


IN_WEST, ALSO_WEST, IN_EAST = (66.95, 24.8), (66.97, 24.81), (67.1, 24.8)


def several(
    districts: Districts, *points: tuple[float, float], radius: float = 0
) -> dict[str, Any]:
    """One event at several places, each (longitude, latitude)."""
    spots = tuple(EventPlace(f"p{at}", f"P{at}", y, x, radius) for at, (x, y) in enumerate(points))
    rows = events({"longitude": points[0][0], "latitude": points[0][1]})
    rows["event_places"] = pd.Series([spots], dtype=object)
    found: dict[str, Any] = join(rows, districts).iloc[0].to_dict()
    return found


def test_an_event_at_several_places_of_one_district_belongs_to_it(districts: Districts) -> None:
    event = several(districts, IN_WEST, ALSO_WEST)
    assert (event["district"], event["join"]) == ("West", "inside")


def test_an_event_told_for_several_districts_has_none_and_names_all(districts: Districts) -> None:
    event = several(districts, IN_WEST, IN_EAST)
    assert (event["district"], event["join"]) == ("", "several")
    assert event["candidates"] == ("West", "East")
    assert event["join_note"] == "Told for several places, in West and East."


def test_one_of_several_places_outside_every_district_is_told(districts: Districts) -> None:
    event = several(districts, IN_WEST, (0.0, 0.0))
    assert event["join"] == "outside"
    assert event["join_note"].startswith("P1: outside")


def test_the_least_certain_place_says_how_sure_the_district_is(districts: Districts) -> None:
    event = several(districts, IN_WEST, (atlases.MIDDLE - 0.01, 24.8), radius=3000)
    assert event["join"] == "possible"
    assert "East" in event["candidates"]


# --- the rules, one by one


def test_a_point_belongs_to_the_district_of_its_own_day(districts: Districts) -> None:
    there = {"latitude": 25.0, "longitude": 66.95, "radius_m": 250}
    assert one(districts, first=OLD, **there)["district"] == "West"
    assert one(districts, first=NEW, **there)["district"] == "East"
    unsure = one(districts, first=UNSURE, **there)
    assert unsure["district"] == "West or East"
    assert unsure["candidates"] == ("West", "East")
    assert unsure["join"] == "inside"


def test_a_point_on_a_border_has_one_district_and_says_so(districts: Districts) -> None:
    found = one(districts, latitude=24.8, longitude=atlases.MIDDLE, radius_m=250)
    assert (found["district"], found["join"]) == ("West", "border")
    assert found["candidates"] == ("West", "East")
    assert found["join_note"] == (
        "The point lies on the border of West and East; counted in West, the first in the list."
    )


def test_where_three_regions_meet_all_are_candidates(districts: Districts) -> None:
    found = one(districts, first=UNSURE, latitude=atlases.HALF, longitude=atlases.MIDDLE)
    assert (found["district"], found["join"]) == ("West", "border")
    assert found["candidates"] == ("West", "East")
    assert "West, “West or East” and East" in found["join_note"]


def test_on_a_border_the_editors_own_district_decides(districts: Districts) -> None:
    frame = events(
        {"latitude": 24.8, "longitude": atlases.MIDDLE},
        {"latitude": 24.8, "longitude": atlases.MIDDLE},
        {"latitude": 24.8, "longitude": 66.95},
    )
    frame["district"] = ["East", "Nowhere", "East"]
    joined = join(frame, districts)
    # It is no way to move a point that is not on a border.
    assert list(joined["district"]) == ["East", "West", "West"]
    assert list(joined["district_given"]) == ["East", "Nowhere", "East"]
    assert joined["join_note"].iloc[0].endswith("counted in East, as its record says.")
    assert joined["join_note"].iloc[1].endswith("counted in West, the first in the list.")


def test_only_districts_that_meet_or_are_reached_are_candidates() -> None:
    units = gpd.GeoDataFrame(
        {"id": list("abc"), "name": list("ABC"), "city": ["Karachi"] * 3},
        geometry=[shapely.box(66 + at, 24, 67 + at, 25) for at in range(3)],
        crs=WGS84,
    )
    rows = tuple(Membership(u.upper(), u, None, None, "S", "certain", 2) for u in "abc")
    frame = events(
        {"latitude": 24.5, "longitude": 67.0},
        {"latitude": 24.5, "longitude": 67.999, "radius_m": 500},
    )
    joined = join(frame.set_axis([7, 3]), Districts(Frame.of(units), rows))
    assert list(joined["candidates"]) == [("A", "B"), ("B", "C")]
    assert list(joined["join"]) == ["border", "possible"]


def test_a_line_between_two_units_of_one_district_is_no_border(districts: Districts) -> None:
    found = one(districts, latitude=atlases.HALF, longitude=66.95, radius_m=1000)
    assert (found["district"], found["join"], found["join_note"]) == ("West", "inside", "")


def test_a_precision_that_reaches_over_a_border_names_every_candidate(districts: Districts) -> None:
    there = {"latitude": 24.85, "longitude": 67.045, "place_precision": "neighbourhood"}
    found = one(districts, radius_m=1000, **there)
    assert (found["district"], found["join"]) == ("West", "possible")
    assert found["candidates"] == ("West", "East")
    assert found["join_note"] == (
        "Its place is known to within 1,000 m, which reaches into East too."
    )
    # The border is 505 m away.
    assert one(districts, radius_m=500, **there)["join"] == "inside"
    assert one(districts, radius_m=510, **there)["join"] == "possible"


def test_the_outer_edge_is_no_border(districts: Districts) -> None:
    found = one(districts, latitude=24.8, longitude=66.9001, radius_m=1000)
    assert (found["district"], found["join"]) == ("West", "inside")


@pytest.mark.parametrize("precision", ["city", "province"])
def test_what_is_coarser_than_a_district_has_none(districts: Districts, precision: str) -> None:
    found = one(districts, place_precision=precision, place="Karachi")
    assert (found["district"], found["candidates"], found["join"]) == ("", (), "city")


def test_a_coarse_precision_wins_over_a_point(districts: Districts) -> None:
    found = one(districts, place_precision="city", latitude=24.8, longitude=66.95, radius_m=100)
    assert (found["district"], found["join"]) == ("", "city")


@pytest.mark.parametrize(
    ("place", "first", "district", "candidates", "kind"),
    [
        ("East", OLD, "East", ("East",), "inside"),
        ("Karachi East", OLD, "East", ("East",), "inside"),
        ("West District", UNSURE, "West", ("West",), "inside"),
        ("District of the Moon", OLD, "", (), "city"),
        ("Old", NEW, "", (), "city"),
        ("Karachi", OLD, "", (), "city"),
        ("The East of Karachi", OLD, "East", ("East",), "inside"),
        # "West or East" comes before "East", but what is surely East is likelier meant.
        ("East", UNSURE, "East", ("East",), "inside"),
    ],
)
def test_a_place_named_like_a_district_belongs_to_it(
    districts: Districts, place: str, first: int, district: str, candidates: Any, kind: str
) -> None:
    found = one(districts, place_precision="district", place=place, first=first)
    assert (found["district"], found["candidates"], found["join"]) == (district, candidates, kind)
    assert found["join_note"] == ("Only the district is known." if district else "")


def test_a_district_that_is_one_of_two_everywhere_is_possible() -> None:
    both = tuple(Membership(name, "u", None, None, "S", "certain", 2) for name in ("A B", "C"))
    found = one(
        Districts(Frame.of(units_of_one()), both), place_precision="district", place="District  A B"
    )
    assert (found["district"], found["candidates"]) == ("A B or C", ("A B", "C"))
    assert (found["join"], found["join_note"]) == ("possible", "Only the district is known.")


def test_no_event_at_all_joins_to_no_row(districts: Districts) -> None:
    joined = join(events(), districts)
    assert len(joined) == 0
    assert {"district", "candidates", "join", "join_note"} <= set(joined.columns)


def test_the_records_are_not_changed_by_the_join(districts: Districts) -> None:
    frame = events({"latitude": 24.8, "longitude": 66.95})
    before = frame.copy()
    join(frame, districts)
    pd.testing.assert_frame_equal(frame, before)


# --- what check says about it


def listed(districts: Districts, *rows: dict[str, Any]) -> list[str]:
    joined = join(events(*rows), districts)
    return [str(each) for each in join_problems(joined, districts, "events.csv")]


def test_a_point_outside_every_district_is_an_error(districts: Districts) -> None:
    (problem,) = listed(districts, {"latitude": 24.8, "longitude": 66.8})
    assert problem == (
        "events.csv:2: latitude, longitude: '24.8, 66.8': the point lies outside every district of "
        "its day. The nearest unit, South, is 10.1 km away."
    )


def test_swapped_coordinates_are_recognised(districts: Districts) -> None:
    (problem,) = listed(districts, {"latitude": 66.95, "longitude": 24.8})
    assert problem.endswith("Latitude and longitude are swapped.")


def test_a_precision_across_a_border_is_one_warning_a_place(districts: Districts) -> None:
    there = {"latitude": 24.85, "longitude": 67.045, "radius_m": 1000}
    rows = [{**there, "place_id": "edge"}] * 3 + [{**there, "place": "Edge"}]
    problems = join_problems(join(events(*rows), districts), districts, "events.csv")
    assert not problems.errors
    told = "place: '{}': Its place is known to within 1,000 m, which reaches into East too{}."
    assert [str(each) for each in problems.warnings] == [
        "events.csv:2: " + told.format("edge", " (3 events)"),
        "events.csv:5: " + told.format("Edge", ""),
    ]


def test_a_unit_without_a_district_on_that_day_is_said_to_be_the_reason() -> None:
    later = Membership("D", "u", dates.parse("1980"), None, "S", "certain", 2)
    districts = Districts(Frame.of(units_of_one()), (later,))
    (problem,) = listed(districts, {"latitude": 24.5, "longitude": 66.5})
    assert problem.endswith("in unit u, which belongs to no district then.")
    assert "lies outside every district of its day. It lies in unit u" in problem


def test_how_far_the_nearest_unit_is_away_is_measured_on_the_ground() -> None:
    later = Membership("D", "u", dates.parse("1980"), None, "S", "certain", 2)
    districts = Districts(Frame.of(units_of_one()), (later,))
    metres = pyproj.Geod(ellps="WGS84").inv(66.5, 24, 66.5, -10)[2]
    (problem,) = listed(districts, {"latitude": -10, "longitude": 66.5})
    assert problem.endswith(f"The nearest unit, U, is {metres / 1000:,.1f} km away.")


def test_without_any_unit_the_shapes_are_to_be_mended() -> None:
    districts = Districts(Frame.of(units_of_one().iloc[:0]), ())
    (problem,) = listed(districts, {"latitude": 24.5, "longitude": 66.5})
    assert problem.endswith("lies outside every district of its day. Mend the shapes first.")


def test_a_file_of_points_outside_is_told_how_to_mend_the_first_ones(
    districts: Districts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mapgen.atlas.join_problems.MOST_MENDS", 2)
    problems = listed(districts, *[{"latitude": 24.8, "longitude": 66.8}] * 3)
    assert [problem.endswith(" km away.") for problem in problems] == [True, True, False]
    assert problems[2].endswith("the point lies outside every district of its day.")


@pytest.mark.parametrize(
    ("coverage", "count", "told"),
    [
        ("some", 0, []),
        ("some", 1, ["events.csv:3: one event lies outside every district of the day."]),
        ("some", 2, ["events.csv:3: 2 events lie outside every district of the day."]),
        ("none", 2, []),
    ],
)
def test_where_districts_cover_a_part_what_lies_outside_is_told_once(
    districts: Districts, coverage: str, count: int, told: list[str]
) -> None:
    outside = {"latitude": 24.8, "longitude": 66.8}
    rows = [{"latitude": 24.8, "longitude": 66.95}, *[outside] * count]
    joined = join(events(*rows), districts)
    problems = join_problems(joined.iloc[::-1], districts, "events.csv", coverage)
    assert [str(each) for each in problems.warnings] == told
    assert not problems.errors


# --- the second computation# --- the second computation


def naive(event: Any, districts: Districts) -> tuple[str, set[str], str]:
    """Join one event: its disc drawn on a plane of its own, against each region in turn."""
    if event.place_precision not in POINT_PRECISIONS:
        return "", set(), "city"
    plane = pyproj.Proj(f"+proj=aeqd +lat_0={event.latitude} +lon_0={event.longitude} +datum=WGS84")
    regions = districts.on(event.first)
    point = shapely.Point(event.longitude, event.latitude)
    holding = [row for row in regions.itertuples() if point.intersects(row.geometry)]
    if not holding:
        return "", set(), "outside"
    reached = []
    for row in regions.itertuples():
        flat = shapely.transform(shapely.segmentize(row.geometry, 0.01), plane, interleaved=False)
        if row in holding or flat.distance(shapely.Point(0, 0)) <= np.nan_to_num(event.radius_m):
            reached.append(row)
    names = {name for row in reached for name in row.candidates}
    kind = "border" if len(holding) > 1 else "possible" if len(reached) > 1 else "inside"
    return holding[0].label, names, kind


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "first": st.sampled_from([OLD, UNSURE, NEW]),
            # Multiples of 0.0125° hit borders and corners exactly and often.
            "latitude": st.one_of(
                st.integers(1978, 2006).map(lambda n: n / 80), st.floats(24.7, 25.1)
            ),
            "longitude": st.one_of(
                st.integers(5350, 5378).map(lambda n: n / 80), st.floats(66.85, 67.25)
            ),
            "radius_m": st.sampled_from([np.nan, 0.0, 137.0, 640.0, 1510.0, 5020.0]),
            "place_precision": st.sampled_from(["spot", "neighbourhood", "town", "city"]),
        }
    ),
    min_size=1,
    max_size=12,
)


@given(ROWS)
def test_the_join_says_the_same_as_a_naive_computation(
    districts: Districts, rows: list[dict[str, Any]]
) -> None:
    frame = events(*rows)
    joined = join(frame, districts)
    assert list(joined["id"]) == list(frame["id"])
    for row, event in zip(joined.itertuples(), frame.itertuples(), strict=True):
        district, names, kind = naive(event, districts)
        assert (row.district, row.join) == (district, kind)
        assert set(row.candidates) == names


def test_many_points_keep_their_rows_and_their_districts(districts: Districts) -> None:
    random = np.random.default_rng(1972)
    count = 20_000
    frame = events()
    frame = gpd.GeoDataFrame(
        {
            "id": [f"e{at}" for at in range(count)],
            "line": np.arange(count),
            "first": random.choice([OLD, UNSURE, NEW], count),
            "latitude": random.uniform(24.76, 25.04, count),
            "longitude": random.uniform(66.91, 67.19, count),
            "radius_m": random.choice([100.0, 1200.0], count),
            "place_precision": "spot",
            "place": "",
            "place_id": "",
            "city": "Karachi",
        }
    )
    frame = frame.set_geometry(gpd.points_from_xy(frame["longitude"], frame["latitude"]), crs=WGS84)
    joined = join(frame, districts)
    assert list(joined["id"]) == list(frame["id"])
    west = frame["longitude"] < atlases.MIDDLE
    north = frame["latitude"] > atlases.HALF
    expected = np.where(
        ~west | (north & (frame["first"] == NEW)),
        "East",
        np.where(north & (frame["first"] == UNSURE), "West or East", "West"),
    )
    assert (joined["district"] == expected).all()
    assert set(joined["join"]) == {"inside", "possible"}


def test_the_small_atlas_joins_as_its_makers_say(small_folder: Path) -> None:
    from mapgen.atlas.atlas import read_atlas

    joined = read_atlas(small_folder).events.set_index("id")
    assert {
        key: (row["district"], row["join"]) for key, row in joined[["district", "join"]].iterrows()
    } == {
        "1972-karachi-language": ("", "city"),
        "1975-karachi-north": ("West", "inside"),
        "1985-karachi-north": ("West or East", "inside"),
        "1986-karachi-bridge": ("West", "border"),
        "1987-karachi-edge": ("West", "possible"),
        "1990-karachi-south": ("West", "inside"),
        "1991-karachi-east": ("East", "inside"),
        "1992-karachi-north": ("East", "inside"),
    }
