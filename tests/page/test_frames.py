"""Any GeoDataFrame as events and districts: dates, figures, places, and what is wrong with rows."""

from __future__ import annotations

import datetime as dt
from typing import Any

import folium
import frames
import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, MultiPoint, Point, box

from mapgen import DistrictLayer, EventLayer, EventList, InputError, TimeFilter
from mapgen.notation.civil import iso
from mapgen.notation.dates import parse
from mapgen.page.components.map_events import atlas_of, packed
from mapgen.page.frames.districts import districts_of
from mapgen.records.settings import GLYPHS

SQUARES = {"geometry": [box(0, 0, 2, 2), box(0, 0, 1, 2)], "crs": "EPSG:4326"}


def events(layer: EventLayer) -> gpd.GeoDataFrame:
    assert layer.records
    return layer.records.events


def dated(dates: Any, **columns: Any) -> gpd.GeoDataFrame:
    points = [Point(67, 24.8)] * len(dates)
    return gpd.GeoDataFrame({"date": dates, **columns}, geometry=points, crs="EPSG:4326")


def spans(dates: Any) -> list[tuple[str, str]]:
    found = events(EventLayer(dated(dates)))
    return [(iso(a), iso(b)) for a, b in zip(found["first"], found["last"], strict=True)]


def problems(raised: pytest.ExceptionInfo[InputError]) -> str:
    return "\n".join(str(each) for each in raised.value.problems)


# --------------------------------------------------------------------------------------------------
# Dates


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("1986-12-14", "1986-12-14", "1986-12-14"),
        ("198X", "1980-01-01", "1989-12-31"),
        ("1990-05-26/1990-05-27", "1990-05-26", "1990-05-27"),
        ("1986-12-14T23:59:59+05:00", "1986-12-14", "1986-12-14"),
        ("1986-12-14 08:30", "1986-12-14", "1986-12-14"),
        (1986, "1986-01-01", "1986-12-31"),
        (1986.0, "1986-01-01", "1986-12-31"),
        (np.int16(1986), "1986-01-01", "1986-12-31"),
        (dt.date(1986, 12, 14), "1986-12-14", "1986-12-14"),
        (dt.datetime(1986, 12, 14, 23, 59), "1986-12-14", "1986-12-14"),  # noqa: DTZ001
        (pd.Timestamp("1986-12-14 23:59", tz="Asia/Karachi"), "1986-12-14", "1986-12-14"),
        (np.datetime64("1986-12-14T05:00"), "1986-12-14", "1986-12-14"),
        (pd.Period("1986-12-14", "D"), "1986-12-14", "1986-12-14"),
        (pd.Period("1986-12", "M"), "1986-12-01", "1986-12-31"),
        (pd.Period("1986", "Y"), "1986-01-01", "1986-12-31"),
        (pd.Period("1986Q2", "Q"), "1986-04-01", "1986-06-30"),
        (parse("1987-11"), "1987-11-01", "1987-11-30"),
    ],
    ids=str,
)  # fmt: skip
def test_a_date_of_any_kind(date: object, first: str, last: str) -> None:
    assert spans(pd.Series([date], dtype=object)) == [(first, last)]


@pytest.mark.parametrize("zone", [None, "Asia/Karachi", "America/New_York"])
def test_a_time_zone_does_not_move_the_day(zone: str | None) -> None:
    late = pd.to_datetime(["1986-12-14 23:59", "1986-12-15 00:01"]).tz_localize(zone)
    assert spans(late) == [("1986-12-14",) * 2, ("1986-12-15",) * 2]


def test_columns_of_periods_and_of_one_kind_in_another() -> None:
    assert spans(pd.period_range("1986-01", periods=2, freq="M")) == [
        ("1986-01-01", "1986-01-31"),
        ("1986-02-01", "1986-02-28"),
    ]
    assert spans(["1987", 1986]) == [("1986-01-01", "1986-12-31"), ("1987-01-01", "1987-12-31")]
    assert spans(pd.Categorical(["1986", "1986"])) == [("1986-01-01", "1986-12-31")] * 2


@given(st.lists(st.datetimes(dt.datetime(1, 1, 1), dt.datetime(9999, 12, 31)), max_size=5))  # noqa: DTZ001
def test_datetimes_keep_their_calendar_day(times: list[dt.datetime]) -> None:
    days = sorted(time.date().isoformat() for time in times)
    assert [first for first, _ in spans(pd.Series(times, dtype="datetime64[us]"))] == days


def test_all_rows_without_a_date_are_named_at_once() -> None:
    with pytest.raises(InputError) as raised:
        EventLayer(dated(["1986", None, "14/12/1986", "", "soon", 1986.5, "1986/.."]))
    text = problems(raised)
    assert "events, rows 1, 3: date: no date" in text
    assert 'dropna(subset=["date"])' in text
    assert "events, row 2: date: '14/12/1986'" in text
    assert "events, row 4: date: 'soon'" in text
    assert "events, row 5: date: '1986.5': not a whole year" in text
    assert "events, row 6: date: '1986/..': an event with an open end" in text


def test_truth_values_are_no_dates() -> None:
    with pytest.raises(InputError, match="truth values"):
        EventLayer(dated([True, False]))


def test_an_unknown_column_gives_the_nearest() -> None:
    with pytest.raises(ValueError, match=r"date='dat': the events have no such column.*date"):
        EventLayer(dated(["1986"]), date="dat")
    with pytest.raises(ValueError, match="say which column holds the dates"):
        EventLayer(frames.floods())


# --------------------------------------------------------------------------------------------------
# Places


def test_points_of_any_crs_come_back_in_degrees() -> None:
    found = events(EventLayer(frames.quakes()))
    assert found["latitude"].tolist()[0] == pytest.approx(24.80)
    assert found["longitude"].tolist()[0] == pytest.approx(66.95)
    assert np.isnan(found["latitude"].tolist()[2])
    assert found.geometry.isna().tolist() == [False, False, True, False, False]
    assert found.crs == "EPSG:4326"


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3857", None])
def test_gaps_in_the_coordinates_are_events_without_a_point(crs: str | None) -> None:
    points = gpd.points_from_xy([67, None, np.nan], [24.8, 24.8, None], crs=crs)
    frame = gpd.GeoDataFrame({"date": [1986, 1987, 1988]}, geometry=points)
    layer = EventLayer(frame)
    assert events(layer).geometry.isna().tolist() == [False, True, True]
    assert frame.geometry.isna().tolist() == [False, False, False]


def test_a_frame_is_left_as_it_was() -> None:
    frame = frames.quakes()
    before = frame.copy()
    EventLayer(frame, summary="note", deaths="killed")
    assert frame.equals(before)
    assert frame.crs == before.crs


def test_without_a_crs_numbers_that_can_be_degrees_are() -> None:
    found = events(EventLayer(dated([1986]).set_crs(None, allow_override=True)))
    assert found["latitude"].tolist() == [24.8]
    far = gpd.GeoDataFrame({"date": [1986]}, geometry=[Point(300_000, 2_750_000)])
    with pytest.raises(ValueError, match=r"no CRS.*set_crs"):
        EventLayer(far)


@pytest.mark.parametrize("shape", [box(0, 0, 1, 1), LineString([(0, 0), (1, 1)])])
def test_what_is_no_point_is_refused(shape: Any) -> None:
    frame = gpd.GeoDataFrame({"date": [1986]}, geometry=[shape], crs="EPSG:4326")
    with pytest.raises(ValueError, match="representative_point"):
        EventLayer(frame)


def test_several_points_are_the_places_of_one_event() -> None:
    frame = gpd.GeoDataFrame(
        {"date": [1986, 1987, 1988], "where": ["A;  B c", "Rooms", ""]},
        geometry=[MultiPoint([(67, 24), (68, 25)]), MultiPoint([(67, 25), (66, 24)]), Point(1, 2)],
        crs="EPSG:4326",
    )
    found = events(EventLayer(frame, place="where"))
    assert found["place"].tolist() == ["A; B c", "Rooms", ""]
    assert list(zip(found["latitude"], found["longitude"], strict=True)) == [
        (24, 67), (25, 67), (2, 1)
    ]  # fmt: skip
    places = [
        [(each.name, each.latitude, each.longitude) for each in several]
        for several in found["event_places"]
    ]
    assert places == [
        [("A", 24, 67), ("B c", 25, 68)],
        [("Rooms", 25, 67), ("Rooms", 24, 66)],
        [],
    ]
    off = frame.set_geometry([MultiPoint([(67, 24), (68, 125)]), *frame.geometry[1:]])
    with pytest.raises(InputError, match="not on the globe"):
        EventLayer(off.set_crs("EPSG:4326", allow_override=True))


def test_a_point_off_the_globe_is_a_problem() -> None:
    frame = gpd.GeoDataFrame({"date": [1986]}, geometry=[Point(67, 124)], crs="EPSG:4326")
    with pytest.raises(InputError, match="not on the globe"):
        EventLayer(frame)


def test_no_pin_for_what_is_coarser_than_a_town() -> None:
    frame = dated([1986, 1987], exact=["city", "spot"], town=["Karachi", "Karachi"])
    found = events(EventLayer(frame, place_precision="exact", city="town"))
    assert found.geometry.isna().tolist() == [True, False]
    assert found["place_precision"].tolist() == ["city", "spot"]


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (pd.DataFrame({"date": [1986]}), "points_from_xy"),
        (dated([1986]).geometry, "GeoSeries"),
        ([1, 2], "GeoDataFrame, not as list"),
    ],
    ids=["DataFrame", "GeoSeries", "list"],
)  # fmt: skip
def test_anything_but_a_geodataframe_is_refused_with_help(frame: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        EventLayer(frame)


# --------------------------------------------------------------------------------------------------
# The other columns


@pytest.mark.parametrize(
    ("value", "low", "high", "printed"),
    [
        (39, 39, 39, "39"),
        (39.0, 39, 39, "39"),
        (0, 0, 0, "0"),
        ("39", 39, 39, "39"),
        ("at least 39; 250", 39, 250, "39–250"),
        ("about 70 [@upi1990]", 70, 70, "about 70"),
        ("several", None, None, "several"),
        ("", None, None, "not stated"),
        (None, None, None, "not stated"),
        (float("nan"), None, None, "not stated"),
    ],
)
def test_figures(value: Any, low: int | None, high: int | None, printed: str) -> None:
    frame = dated([1986], killed=pd.Series([value], dtype=object))
    claims = events(EventLayer(frame, deaths="killed"))["deaths"].iloc[0]
    assert (claims.low, claims.high, claims.printed()) == (low, high, printed)


@pytest.mark.parametrize("value", [-1, 1.5, "a lot of people", 10**12])
def test_what_is_no_figure_is_a_problem(value: Any) -> None:
    with pytest.raises(InputError, match="row 0: killed"):
        EventLayer(dated([1986], killed=pd.Series([value], dtype=object)), deaths="killed")


def test_texts_are_escaped() -> None:
    found = events(EventLayer(dated([1986], note=[frames.HOSTILE]), summary="note"))
    summary = found["summary"].iloc[0]
    assert "<img" not in summary.html
    assert "&lt;img" in summary.html
    assert summary.plain == frames.HOSTILE


def test_categories_take_colours_and_glyphs_in_order() -> None:
    frame = dated([1986] * 4, category=["b", None, "a", "b"])
    layer = EventLayer(frame, categories={"b": "#123456", "c": {"label": "Sea", "glyph": "plus"}})
    assert layer.records
    known = layer.records.categories
    assert [*known] == ["b", "c", "a", "not stated"]
    assert (known["b"].colour, known["b"].glyph) == ("#123456", GLYPHS[0])
    assert (known["c"].label, known["c"].glyph) == ("Sea", "plus")
    assert len({(each.colour, each.glyph) for each in known.values()}) == 4


@pytest.mark.parametrize(
    "given", [{"a": "red"}, {"a": {"glyph": "heart"}}, {"a": {"color": "#123456"}}, {"a": 3}]
)
def test_wrong_settings_of_a_category_are_refused(given: Any) -> None:
    with pytest.raises(ValueError, match="categories"):
        EventLayer(dated([1986], category=["a"]), categories=given)


def test_ids_are_the_indexs_or_a_columns() -> None:
    frame = dated([1986, 1987], code=["x", "y"])
    assert events(EventLayer(frame))["id"].tolist() == ["0", "1"]
    assert events(EventLayer(frame, id="code"))["id"].tolist() == ["x", "y"]
    twice = gpd.GeoDataFrame(pd.concat([frame, frame]))
    assert events(EventLayer(twice))["id"].nunique() == 4
    with pytest.raises(InputError, match="several events have"):
        EventLayer(twice, id="code")


def test_names_come_as_lists_or_as_text() -> None:
    frame = dated([1986, 1987, 1988], who=[["Police", " Army "], "Police; Army;", None])
    found = events(EventLayer(frame, actors="who"))["actors"].tolist()
    assert found == [("Police", "Army"), ("Police", "Army"), ()]


def test_an_empty_frame_is_a_layer_too() -> None:
    assert len(events(EventLayer(frames.quakes().iloc[:0]))) == 0


# --------------------------------------------------------------------------------------------------
# Districts


def test_areas_of_different_times_are_joined_on_the_events_own_day() -> None:
    layer = EventLayer(frames.quakes())
    assert layer.records
    found = districts_of(frames.districts(), name="district", valid_from="from", valid_to="to")
    atlas, _ = atlas_of([layer.records], found)
    assert atlas.events["district"].tolist() == ["West", "West", "", "East", "East"]
    assert [region.label for region in found.on(0).itertuples()] == ["West", "East"]


def test_a_year_of_change_leaves_the_district_open() -> None:
    frame = gpd.GeoDataFrame(
        {"name": ["Old", "New"], "a": [None, 1980], "b": [1980, None]}, **SQUARES
    )
    found = districts_of(frame, name="name", valid_from="a", valid_to="b")
    day = parse("1980-05-05").first
    assert day is not None
    assert sorted(found.on(day)["label"]) == ["Old", "Old or New"]


def test_areas_that_overlap_are_both_candidates() -> None:
    found = districts_of(
        gpd.GeoDataFrame({"name": ["A", "B"]}, **SQUARES),
        name="name",
        valid_from=None,
        valid_to=None,
    )
    assert sorted(found.on(0)["label"]) == ["A", "A or B"]
    areas = shapely.area(found.on(0).geometry.to_numpy())
    assert areas.sum() == pytest.approx(4)


def test_many_rows_may_be_one_district() -> None:
    frame = gpd.GeoDataFrame(
        {"name": ["A", "A"]}, geometry=[box(0, 0, 1, 1), box(1, 0, 2, 1)], crs="EPSG:4326"
    )
    found = districts_of(frame, name="name", valid_from=None, valid_to=None)
    assert shapely.area(found.on(0).geometry.to_numpy()).tolist() == [pytest.approx(2)]


def test_what_is_wrong_with_districts_is_named() -> None:
    frame = gpd.GeoDataFrame({"name": ["A", None], "a": [1990, "x"], "b": [1980, 1990]}, **SQUARES)
    with pytest.raises(InputError) as raised:
        DistrictLayer(frame, name="name", valid_from="a", valid_to="b")
    text = problems(raised)
    assert "districts, row 1: name: no name" in text
    assert "districts, row 1: a: 'x'" in text
    assert "districts, row 0: b: the validity ends before it begins" in text
    with pytest.raises(ValueError, match="no such column"):
        DistrictLayer(frame)
    points = frame.set_geometry(frame.representative_point())
    with pytest.raises(ValueError, match="no areas"):
        DistrictLayer(points, name="name")


# --------------------------------------------------------------------------------------------------
# Maps


@pytest.mark.parametrize("part", [TimeFilter, EventList, EventLayer, DistrictLayer])
def test_a_map_without_events_says_so(part: Any) -> None:
    m = folium.Map()
    part().add_to(m)
    with pytest.raises(TypeError, match=rf"{part.__name__} has no events.*EventLayer\(events\)"):
        m.get_root().render()


def test_a_component_on_no_map_says_so() -> None:
    with pytest.raises(TypeError, match="call add_to"):
        TimeFilter().render()


def test_a_control_in_a_feature_group_says_where_it_belongs() -> None:
    m = folium.Map()
    EventLayer(frames.quakes()).add_to(m)
    TimeFilter().add_to(folium.FeatureGroup().add_to(m))
    with pytest.raises(TypeError, match=r"TimeFilter stands in a FeatureGroup.*on the map itself"):
        m.get_root().render()


def test_districts_without_any_say_so() -> None:
    m = folium.Map()
    EventLayer(frames.quakes()).add_to(m)
    DistrictLayer().add_to(m)
    with pytest.raises(TypeError, match=r"DistrictLayer\(districts\)"):
        m.get_root().render()


def test_layers_with_the_same_ids_keep_each_their_own() -> None:
    layers = [EventLayer(frames.quakes()), EventLayer(frames.floods(), date="year")]
    atlas, numbers = atlas_of([layer.records for layer in layers if layer.records], None)
    assert atlas.events["id"].is_unique
    assert sorted(atlas.events["first"]) == atlas.events["first"].tolist()
    assert numbers.tolist() == [1, 0, 0, 0, 0, 1, 0]


def test_the_same_frame_gives_the_same_data() -> None:
    one, other = (
        packed([layer.records], None)
        for layer in (EventLayer(frames.quakes()), EventLayer(frames.quakes()))
        if layer.records
    )
    assert one == other


def test_shapes_of_nothing_are_events_without_a_point() -> None:
    from shapely import MultiPoint, Point, Polygon

    shapes = [Point(), MultiPoint(), Polygon(), None, MultiPoint([(4.85, 44.56)]), Point(1, 2)]
    for crs in (4326, None):
        given = gpd.GeoDataFrame(
            {"date": ["1901"] * 6, "town": ["Town"] * 6}, geometry=shapes, crs=crs
        )
        found = events(EventLayer(given, city="town"))
        assert found["latitude"].isna().tolist() == [True] * 4 + [False] * 2
        assert found["longitude"].tolist()[4:] == [4.85, 1.0]
    for crs in (4326, None):
        nothing = gpd.GeoDataFrame({"date": []}, geometry=[], crs=crs)
        whole = folium.Map().add_child(EventLayer(nothing))
        assert "<script" in whole.get_root().render()
