from __future__ import annotations

import pytest

from mapgen.records.gazetteer import Gazetteer, read_places

HEADER = (
    "id,name,alt_names,name_ur,name_sd,city,latitude,longitude,radius_m,precision,source,note\n"
)
GOOD = [
    "saddar,Saddar,Saddar Bazar; Central,صدر,,Karachi,24.859,67.027,700,neighbourhood,OSM,",
    "qila,Pakka Qila,The Fort,پکا قلعہ,,Hyderabad,25.391,68.369,,spot,estimated,",
    "karachi,Karachi,,کراچی,,Karachi,24.86,67.01,15000,city,GeoNames,",
    "sindh,Sindh,,,,,,,,province,,The province",
]


@pytest.fixture
def read(tmp_path):
    def of(*rows: str) -> tuple[Gazetteer, list[str]]:
        path = tmp_path / "places.csv"
        path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
        gazetteer, problems = read_places(path)
        return gazetteer, [str(problem) for problem in problems]

    return of


def test_a_place_knows_its_names_point_radius_and_whether_it_is_estimated(read):
    gazetteer, problems = read(*GOOD)
    assert problems == []
    saddar, qila = gazetteer["saddar"], gazetteer["qila"]
    assert (saddar.alt_names, saddar.names["ur"]) == (("Saddar Bazar", "Central"), "صدر")
    assert (saddar.latitude, saddar.longitude, saddar.radius_m) == (24.859, 67.027, 700)
    assert (saddar.estimated, qila.estimated, qila.radius_m) == (False, True, 250)
    assert gazetteer["sindh"].latitude is None
    assert list(gazetteer) == ["saddar", "qila", "karachi", "sindh"]


@pytest.mark.parametrize(
    ("cell", "item", "mend"),
    [
        ("", "", None),
        ("Q8660", "Q8660", None),
        ("q8660", "", "Write Q8660."),
        ("wd:Q8660", "", "Write Q8660."),
        ("https://www.wikidata.org/wiki/Q8660", "", "Write Q8660."),
        ("http://www.wikidata.org/entity/q8660", "", "Write Q8660."),
        ("P31", "", "Write Q and digits: Q42."),
        ("Q0", "", "Write Q and digits: Q42."),
        ("Q٨", "", "Write Q and digits: Q42."),
        ("Q1;Q2", "", "Write Q and digits: Q42."),
    ],
)
def test_a_place_names_its_item_of_wikidata(tmp_path, cell, item, mend):
    path = tmp_path / "places.csv"
    header = HEADER.replace("source,note", "source,wikidata")
    path.write_text(f"{header}x,X,,,,,24.8,67.0,,spot,OSM,{cell}\n", encoding="utf-8")
    gazetteer, problems = read_places(path)
    assert gazetteer["x"].wikidata == item
    assert [(each.line, each.column, each.value, each.mend, each.code) for each in problems] == (
        [(2, "wikidata", cell, mend, "wikidata/not-an-item")] if mend else []
    )


def test_a_place_is_found_by_id_or_by_a_name_that_is_its_own(read):
    gazetteer, _ = read(*GOOD, "other,Other,Central,,,Karachi,24.9,67.0,,spot,OSM,")
    assert gazetteer.find("qila") is gazetteer["qila"]
    assert gazetteer.find("the fort") is gazetteer["qila"]
    assert gazetteer.find("Central") is None
    assert gazetteer.find("nowhere") is None


def test_a_misspelt_place_is_answered_with_an_id(read):
    gazetteer, _ = read(*GOOD)
    assert gazetteer.suggestion("saddr") == "Did you mean 'saddar'?"
    assert gazetteer.suggestion("Pakka Kila") == "Did you mean 'qila'?"
    assert "Add it to places.csv" in gazetteer.suggestion("zzzz")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("saddar,Again,,,,,24.8,67.0,,spot,OSM,", "id: 'saddar': this id is line 2's already"),
        ("Bad Id,X,,,,,24.8,67.0,,spot,OSM,", "id: 'Bad Id': not an id"),
        ("x,,,,,,24.8,67.0,,spot,OSM,", "name: no name"),
        ("x,X,,,,,24.8,67.0,,spotty,OSM,", "Did you mean 'spot'?"),
        ("x,X,,,,,,,,spot,OSM,", "latitude: a spot without coordinates"),
        ("x,X,,,,,24.8,,,spot,OSM,", "longitude: no longitude"),
        ('x,X,,,,,"24,8",67.0,,spot,OSM,', "Write a point: 24.8."),
        ("x,X,,,,,94.8,67.0,,spot,OSM,", "latitude: '94.8': not a latitude"),
        ("x,X,,,,,nan,67.0,,spot,OSM,", "latitude: 'nan': not a latitude"),
        ("x,X,,,,,67.0,24.8,,spot,OSM,", "latitude 24.8, longitude 67"),
        ("x,X,,,,,24.8,67.0,far,spot,OSM,", "radius_m: 'far': not a radius"),
        ("x,X,,,,,24.8,67.0,0,spot,OSM,", "radius_m: '0': not a radius"),
        ("x,X,,,,,24.8,67.0,,spot,,", "source: a point without a source"),
    ],
)
def test_a_wrong_place_is_one_problem_with_its_line(read, row, problem):
    _, problems = read(*GOOD, row)
    assert len(problems) == 1
    assert problems[0].startswith("places.csv:6: ")
    assert problem in problems[0]
