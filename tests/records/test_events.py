from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import numpy as np
import pytest
from examples import examples, more
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mapgen.records.events import read_events, with_shapes
from mapgen.records.fields import COLUMNS
from mapgen.records.gazetteer import Gazetteer, Place
from mapgen.records.settings import read_settings
from mapgen.records.sources import read_sources

ROOT = Path(__file__).resolve().parents[2]
GAZETTEER = Gazetteer(
    [
        Place("saddar", "Saddar", ("Central",), city="Karachi", latitude=24.859, longitude=67.027,
              radius_m=700, precision="neighbourhood"),
        Place("clifton", "Clifton", (), city="Karachi", latitude=24.81, longitude=67.03,
              radius_m=900, precision="neighbourhood"),
        Place("qila", "Pakka Qila", (), city="Hyderabad", latitude=25.391, longitude=68.369,
              radius_m=300, precision="spot"),
        Place("karachi", "Karachi", (), city="Karachi", latitude=24.86, longitude=67.01,
              radius_m=15000, precision="city"),
        Place("sindh", "Sindh", (), precision="province"),
    ]
)  # fmt: skip
EVENT = {
    "id": "1986-karachi-x",
    "title": "A clash",
    "date": "1986-12-14",
    "place": "saddar",
    "city": "Karachi",
    "place_precision": "neighbourhood",
    "category": "clash",
    "actors": "Police; Army;Police",
    "attribution": "alleged",
    "deaths": "39 [@ap]",
    "summary": "It happened [@dawn, p. 3].",
    "confidence": "A",
}


@pytest.fixture
def read(tmp_path):
    (tmp_path / "mapgen.toml").write_text(
        """
        period = { from = "1972", to = "1992" }
        cities = [{ name = "Karachi", latitude = 24.8, longitude = 67.0 },
                  { name = "Hyderabad", latitude = 25.3, longitude = 68.3 }]
        """,
        encoding="utf-8",
    )
    sources = [{"id": key, "type": "book", "title": key} for key in ("ap", "dawn")]
    (tmp_path / "sources.json").write_text(json.dumps(sources), encoding="utf-8")
    atlas_settings, _ = read_settings(tmp_path)
    bibliography, _ = read_sources(atlas_settings.sources)

    def of(*changes: dict[str, str] | bytes | str):
        content = changes[0] if isinstance(changes[0], bytes) else written(*changes)
        (tmp_path / "events.csv").write_bytes(content)
        events, problems = read_events(
            tmp_path / "events.csv", atlas_settings, bibliography, GAZETTEER
        )
        assert all(p.mend and p.file == "events.csv" and p.line for p in problems)
        return events.geo(with_shapes), [str(problem) for problem in problems.in_order()]

    return of


def written(*changes: dict[str, str], columns=COLUMNS) -> bytes:
    out = io.StringIO()
    extra = [key for change in changes for key in change if key not in columns]
    writer = csv.DictWriter(out, [*columns, *dict.fromkeys(extra)], restval="", lineterminator="\n")
    writer.writeheader()
    for at, change in enumerate(changes):
        writer.writerow(EVENT | ({"id": f"e{at}"} if at else {}) | change)
    return out.getvalue().encode()


def test_an_event_is_read_into_its_types(read):
    events, problems = read({"targets": "Shops", "colour": "red", "title_ur": "ایک"})
    assert problems == []
    event = events.iloc[0]
    assert (event["first"], event["last"], event["date"]) == (6191, 6191, "1986-12-14")
    assert (event["place"], event["place_id"]) == ("Saddar", "saddar")
    assert (event["latitude"], event["longitude"], event["radius_m"]) == (24.859, 67.027, 700)
    assert (event["actors"], event["targets"], event["related"]) == (
        ("Police", "Army"),
        ("Shops",),
        (),
    )
    assert (event["deaths"].low, event["injured"].low, event["summary"].keys) == (
        39,
        None,
        ("dawn",),
    )
    assert (event["line"], event["colour"], event["title_ur"]) == (2, "red", "ایک")
    assert (event.geometry.x, event.geometry.y) == (67.027, 24.859)
    assert events.crs.to_epsg() == 4326
    assert (events["first"].dtype, events["last"].dtype) == (np.int32, np.int32)


def test_events_come_in_order_of_first_day_last_day_and_file(read):
    events, problems = read(
        {"id": "c", "date": "1986"},
        {"id": "b", "date": "1986"},
        {"id": "a", "date": "1987"},
        {"id": "d", "date": "1986-01-01"},
    )
    assert problems == []
    assert list(events["id"]) == ["d", "c", "b", "a"]
    assert list(events.index) == [0, 1, 2, 3]
    assert list(events["line"]) == [5, 2, 3, 4]


def test_the_events_own_coordinates_win_over_the_gazetteer(read):
    events, problems = read(
        {"latitude": "24.9", "longitude": "67.1", "place_precision": "spot", "place": "A mosque"},
        {"latitude": "24.8", "longitude": "67.2"},
    )
    assert problems == []
    assert list(events["latitude"]) == [24.9, 24.8]
    assert list(events["place"]) == ["A mosque", "Saddar"]
    assert list(events["place_id"]) == ["", "saddar"]
    assert list(events["radius_m"]) == [250, 1000]


def test_a_printed_name_of_the_gazetteer_stays_as_printed_and_has_its_point(read):
    events, problems = read({"place": "Central"})
    assert problems == []
    assert (events["place"][0], events["place_id"][0], events["latitude"][0]) == (
        "Central",
        "saddar",
        24.859,
    )


def test_a_city_or_province_has_no_point_even_where_the_gazetteer_has_one(read):
    events, problems = read(
        {"place": "karachi", "place_precision": "city"},
        {"place": "sindh", "place_precision": "province", "city": ""},
    )
    assert problems == []
    assert events["latitude"].isna().all()
    assert events["radius_m"].isna().all()
    assert list(events.geometry) == [None, None]
    assert list(events["place_id"]) == ["karachi", "sindh"]


def test_a_country_and_an_unknown_place_need_no_city_and_have_no_point(read):
    here = {"city": "", "latitude": "", "longitude": ""}
    _, problems = read(
        {"id": "a", "place": "Pakistan", "place_precision": "country", **here},
        {"id": "b", "place": "Place not given", "place_precision": "unknown", **here},
    )
    assert problems == []
    point = {"latitude": "24.9", "longitude": "67.01"}
    _, problems = read({"place": "Pakistan", "place_precision": "unknown", **here, **point})
    assert ["an unknown place has no coordinates" in each for each in problems] == [True]


def test_letters_that_were_encoded_twice_are_a_warning_of_the_first_row(read):
    _, problems = read({"id": "a", "title": "Fire"}, {"id": "b", "title": "CafÃ© burnt"},
                       {"id": "c", "title": "CafÃ© again"})  # fmt: skip
    said = (
        "events.csv:3: title: 'CafÃ© burnt': letters that seem to have been encoded twice, in 2 "
        "rows. Is it 'Café burnt'? Save the file as UTF-8 from where it was right."
    )
    assert problems == [said]


def test_a_place_in_small_letters_with_coordinates_may_be_a_name(read):
    here = {"latitude": "24.9", "longitude": "67.01", "place_precision": "spot"}
    _, problems = read({"place": "harbourside", **here})
    assert "If it is a name and no id, begin it with a capital: Harbourside." in problems[0]


def test_related_events_and_extra_columns_are_kept(read):
    events, problems = read({"related": "e1"}, {"related": " 1986-karachi-x ;"})
    assert problems == []
    assert list(events["related"]) == [("e1",), ("1986-karachi-x",)]


def test_confidence_c_an_empty_figure_and_an_unnamed_actor_are_fine(read):
    assert read({"confidence": "C", "deaths": "", "actors": ""})[1] == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"date": "Dec-86"}, "date: 'Dec-86': not an EDTF date. Write 1986-12."),
        ({"date": "14/12/1986"}, "Write 1986-12-14."),
        ({"date": ""}, "date: no date."),
        ({"date": "1981/.."}, "an event with an open end"),
        ({"date": "../1981"}, "an event with an open end"),
        ({"id": "Bad Id"}, "id: 'Bad Id': not an id (small letters, digits, hyphens)."),
        ({"id": ""}, "id: no id."),
        ({"title": ""}, "title: no title."),
        ({"title": "a\nb"}, "a line break in the title"),
        ({"title": "x" * 301}, "too long for a title"),
        ({"place": ""}, "place: no place."),
        ({"place": "sadar"}, "place: 'sadar': unknown place. Did you mean 'saddar'?"),
        ({"place": "Somewhere"}, "latitude: a neighbourhood without coordinates."),
        ({"place": "karachi"}, "'neighbourhood': Karachi is known as a city only."),
        ({"city": "Karchi"}, "city: 'Karchi': unknown city."),
        ({"city": ""}, "city: no city. Write Karachi."),
        ({"city": "Hyderabad"}, "city: 'Hyderabad': Saddar lies in Karachi."),
        ({"latitude": "24.8"}, "longitude: no longitude."),
        ({"longitude": "67"}, "latitude: no latitude."),
        ({"latitude": "67.1", "longitude": "24.9"}, "Write latitude 24.9, longitude 67.1"),
        ({"latitude": "124", "longitude": "67"}, "latitude: '124': not a latitude."),
        ({"latitude": "24,8", "longitude": "67"}, "Write a point: 24.8."),
        ({"latitude": "inf", "longitude": "67"}, "latitude: 'inf': not a latitude."),
        ({"latitude": "24.8", "longitude": "67", "place": "karachi", "place_precision": "city"},
         "latitude: '24.8, 67': a city has no coordinates."),
        ({"place_precision": "neighborhood"}, "Did you mean 'neighbourhood'?"),
        ({"place_precision": ""}, "place_precision: no place precision."),
        ({"category": "clsh"}, "category: 'clsh': unknown category. Did you mean 'clash'?"),
        ({"attribution": "established!"}, "Did you mean 'established'?"),
        ({"attribution": ""}, "attribution: no attribution."),
        ({"confidence": "D"}, "confidence: 'D': unknown confidence. Allowed: A, B, C."),
        ({"deaths": "39"}, "deaths: '39': a figure without a citation."),
        ({"injured": "70-39 [@ap]"}, "injured: '70-39 [@ap]': low above high."),
        ({"deaths": "39 [@app]"}, "deaths: 'app': unknown source. Did you mean 'ap'?"),
        ({"summary": ""}, "summary: no summary."),
        ({"summary": "It [@ap]. Not so."}, "summary: 'Not so.': a sentence without a citation."),
        ({"summary": "It [@dawnn]."}, "summary: 'dawnn': unknown source. Did you mean 'dawn'?"),
        ({"summary_ur": "ہوا۔"}, "summary_ur: 'ہوا۔': a sentence without a citation."),
        ({"related": "e9"}, "related: 'e9': unknown event."),
        ({"related": "1986-karachi-x"}, "an event related to itself"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_one_problem_with_line_column_value_and_mend(read, changes, problem):
    _, problems = read(changes)
    assert len(problems) == 1, problems
    assert problems[0].startswith("events.csv:2: ")
    assert problem in problems[0]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"date": "2001"}, "outside the period of the atlas"),
        ({"place_precision": "spot"}, "finer than the gazetteer knows Saddar"),
    ],
)
def test_what_is_odd_is_a_warning_and_the_event_stays(read, changes, problem, tmp_path):
    events, problems = read(changes)
    assert len(problems) == len(events) == 1
    assert problem in problems[0]


def test_an_id_twice_names_both_lines(read):
    _, problems = read({}, {"id": "1986-karachi-x"}, {"id": "1986-karachi-x"})
    assert [problem[:14] for problem in problems] == ["events.csv:3: ", "events.csv:4: "]
    assert all("this id is line 2's already" in problem for problem in problems)


def test_one_run_shows_every_problem_of_every_row(read):
    bad = {"date": "Dec-86", "category": "x", "deaths": "1; 2", "summary": "No. No more."}
    events, problems = read(bad, bad, {}, {"city": "Lahore"})
    assert len(problems) == 2 * 6 + 1
    assert len({problem.split(": ")[0] for problem in problems}) == 3
    assert list(events["id"]) == ["e2", "e3"]


def test_a_row_that_cannot_be_read_is_still_known_to_its_relatives(read):
    content = written({"related": "e1"}, {}).replace(b"e1,A clash", b"e1,A, clash")
    _, problems = read(content)
    assert len(problems) == 1
    assert "18 cells instead of 17" in problems[0]


def test_a_missing_column_is_one_problem_not_one_a_row(read):
    columns = [column for column in COLUMNS if column != "category"]
    rows = [{key: EVENT.get(key, "") for key in columns} | {"id": f"e{n}"} for n in range(5)]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(rows)
    _, problems = read(out.getvalue().encode())
    assert len(problems) == 1
    assert "events.csv:1: category: this column is missing." in problems[0]


@pytest.mark.parametrize("column", ["first", "span", "geometry", "line", "join"])
def test_a_column_with_a_name_of_the_maps_own_is_refused(read, column):
    _, problems = read({column: "x"})
    assert len(problems) == 1
    assert f"events.csv:1: {column}: not a free name." in problems[0]


@pytest.mark.parametrize("content", [b"", b"id\n", b"\xff\xfe\x00", b"\x00", b'"'])
def test_a_file_that_is_none_gives_an_empty_frame_and_problems(read, content):
    events, problems = read(content)
    assert problems
    assert len(events) == 0
    assert {"id", "first", "geometry", "radius_m", "line"} <= set(events.columns)
    assert events.crs.to_epsg() == 4326


_CELLS = st.text(max_size=12) | st.sampled_from(
    ["1986", "Dec-86", "24.8", "67", "67.1", "saddar", "karachi", "spot", "city", "A", "39 [@ap]",
     "It [@ap].", "<b>", "e1", ";", "[@", "NaN", "1e9", "-0", "\x00", "=1+1", "\u202e", "\r\n"]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(150))
@given(st.lists(st.dictionaries(st.sampled_from([*COLUMNS, "x"]), _CELLS), min_size=1, max_size=4))
def test_no_cell_raises_and_what_is_kept_can_be_placed(read, changes):
    content = written(*changes)
    events, problems = read(content)
    assert len(events) == len(changes) or problems
    points = events["place_precision"].isin(["spot", "neighbourhood", "town"])
    assert (events["latitude"].notna() == points).all()
    assert (events["first"] <= events["last"]).all()
    assert events["id"].is_unique


def test_20_000_distinct_events_are_read(read):
    content = written(
        *(
            {
                "id": f"e{n}",
                "summary": f"The army came to house {n} [@dawn]. It left [@ap; @dawn, p. {n}].",
                "date": f"{1972 + n % 20}-0{n % 9 + 1}-1{n % 10}",
            }
            for n in range(20_000)
        )
    )
    events, problems = read(content)
    assert (len(events), problems) == (20_000, [])


@pytest.mark.parametrize("count", [2_000, more(20_000)])
def test_thousands_of_bad_rows_are_all_reported(read, count):
    bad = [
        {"id": f"e{n}", "date": f"Dec-{n}", "summary": f"No [@z{n}]. {n} x.", "related": f"q{n}"}
        for n in range(count)
    ]
    events, problems = read(written(*bad))
    assert len(problems) == 4 * count
    assert len(events) == 0


@pytest.mark.skipif(not (ROOT / "events.csv").exists(), reason="this checkout has no records")
def test_the_real_records_have_no_problem():
    from mapgen.records.gazetteer import read_places

    atlas_settings, _ = read_settings(ROOT)
    bibliography, source_problems = read_sources(atlas_settings.sources)
    gazetteer, place_problems = read_places(atlas_settings.places)
    events, problems = read_events(atlas_settings.events, atlas_settings, bibliography, gazetteer)
    found = [*source_problems, *place_problems, *problems]
    assert [str(problem) for problem in found] == []
    assert len(events) >= 110


# --- an event that is told for several places


def test_several_places_of_the_gazetteer_are_one_event(read):
    events, problems = read({"place": "saddar;clifton"}, {"place": "Rooms; hall", "latitude": "24.9",
                             "longitude": "67.0"})  # fmt: skip
    assert problems == []
    several, single = events["event_places"]
    assert [(each.id, each.name, each.latitude, each.radius_m) for each in several] == [
        ("saddar", "Saddar", 24.859, 700),
        ("clifton", "Clifton", 24.81, 900),
    ]
    assert single == ()
    assert list(events["place"]) == ["Saddar; Clifton", "Rooms; hall"]
    assert list(events["latitude"]) == [24.859, 24.9]
    assert [geometry.geom_type for geometry in events.geometry] == ["MultiPoint", "Point"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"place": "saddar; nowhere"}, "place: 'nowhere': unknown place"),
        ({"place": "saddar; qila"}, "city: 'Karachi': Pakka Qila lies in Hyderabad"),
        (
            {"place": "saddar; clifton", "latitude": "24.8", "longitude": "67.0"},
            "latitude: '24.8, 67.0': several places have no coordinates of their own",
        ),
        ({"place": "saddar; karachi"}, "Karachi is known as a city only"),
    ],
)
def test_what_is_wrong_with_one_of_several_places_is_told(read, change, expected):
    _, problems = read(change)
    assert len(problems) == 1
    assert expected in problems[0]


def test_several_places_of_a_coarse_event_are_names_without_points(read):
    events, problems = read({"place": "saddar; clifton", "place_precision": "city"})
    assert problems == []
    assert events["place"][0] == "Saddar; Clifton"
    assert np.isnan(events["latitude"][0])
    assert all(np.isnan(each.latitude) for each in events["event_places"][0])


def test_an_area_has_a_point_where_the_record_says_how_large_it_is(read):
    here = {"latitude": "24.9", "longitude": "67.01", "city": "Karachi"}
    events, problems = read(
        {"id": "a", **here, "place_precision": "city", "extent_m": "25000"},
        {"id": "b", **here, "place_precision": "province", "extent_m": "unknown"},
        {"id": "c", **here, "place_precision": "spot", "extent_m": "40.5"},
        {"id": "d", **here, "place_precision": "spot", "extent_m": ""},
    )
    assert problems == []
    found = events.sort_values("id")
    assert found["latitude"].tolist() == [24.9] * 4
    assert found["radius_m"].fillna(-1).tolist() == [25000, -1, 40.5, 250]


@pytest.mark.parametrize(
    ("change", "problem", "kept"),
    [
        ({"extent_m": ""}, "a city has no coordinates", 0),
        ({"extent_m": "25 km"}, "not a radius", 0),
        ({"extent_m": "0"}, "not a radius", 0),
        ({"extent_m": "900", "latitude": "", "longitude": ""}, "no coordinates that it is of", 1),
    ],
)
def test_an_extent_that_says_nothing_is_told(read, change, problem, kept):
    here = {"latitude": "24.9", "longitude": "67.01", "place_precision": "city"}
    events, problems = read({**here, **change})
    assert problem in " ".join(problems)
    assert len(events) == kept
