"""The kinds, geometries, dates and accuracies of a base map, and what is said of wrong ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mapgen.notation.civil import from_civil
from mapgen.records.base_map import read_base
from mapgen.records.settings import read_settings

POINT = {"type": "Point", "coordinates": [67.0, 24.9]}
LINE = {"type": "LineString", "coordinates": [[67.0, 24.9], [67.1, 24.95]]}
AREA = {"type": "Polygon", "coordinates": [[[67, 24.9], [67.1, 24.9], [67.1, 25], [67, 24.9]]]}


@pytest.fixture
def read(small_folder: Path):
    settings, _ = read_settings(small_folder)

    def of(*features: tuple[dict[str, Any], dict[str, Any]]):
        (small_folder / "geodata" / "base.geojson").write_text(
            json.dumps(
                {
                    "type": "FeatureCollection",
                    "features": [
                        {"type": "Feature", "properties": properties, "geometry": geometry}
                        for properties, geometry in features
                    ],
                }
            ),
            encoding="utf-8",
        )
        base, problems = read_base(settings)
        return base, [str(problem) for problem in problems]

    return of


def day(*parts: int) -> int:
    return from_civil(*parts)


def test_roads_railways_and_built_up_areas_are_read_with_their_days(read) -> None:
    base, problems = read(
        ({"kind": "road", "valid_from": "1970~", "accuracy_m": 300}, LINE),
        ({"kind": "railway", "valid_to": "1985"}, LINE),
        ({"kind": "built-up", "valid_from": "198X", "valid_to": "1991-03-02"}, AREA),
        ({"kind": "road", "valid_from": 1979}, LINE),
        ({"kind": "label", "name": "Karachi", "valid_from": ""}, POINT),
    )
    assert problems == []
    assert base["first"].tolist()[0:1] == [day(1970, 1, 1)]
    assert base["first"].tolist()[2:4] == [day(1980, 1, 1), day(1979, 1, 1)]
    assert base["last"].tolist()[1:3] == [day(1985, 12, 30), day(1991, 3, 1)]
    assert [each is None for each in base["last"]] == [True, False, False, True, True]
    assert base["first"][4] is None
    assert "valid_from" not in base


@pytest.mark.parametrize(
    ("properties", "geometry", "said"),
    [
        ({"kind": "street"}, LINE, "unknown kind 'street'"),
        ({"kind": "built-up"}, LINE, "a feature of the kind built-up is a polygon"),
        ({"kind": "road"}, AREA, "a feature of the kind road is a line, not a Polygon"),
        ({"kind": "label"}, AREA, "a feature of the kind label is a point"),
        ({"kind": "road", "valid_from": "next year"}, LINE, "'next year' is not a date"),
        ({"kind": "road", "valid_to": 19.5}, LINE, "19.5 is not a date"),
        (
            {"kind": "road", "valid_from": "1990", "valid_to": "1985"},
            LINE,
            "'1985' is not later than valid_from '1990'",
        ),
        ({"kind": "road", "accuracy_m": "near"}, LINE, "'near' is no length in metres"),
        ({"kind": "road", "accuracy_m": 0}, LINE, "0 is no length in metres"),
        ({"kind": "road", "accuracy_m": True}, LINE, "True is no length in metres"),
    ],
)
def test_what_is_wrong_is_said_with_the_feature(read, properties, geometry, said) -> None:
    _, (problem,) = read((properties | {"id": "the-one"}, geometry))
    assert "geodata/base.geojson:" in problem
    assert said in problem
    assert "'the-one'" in problem


def test_a_feature_without_a_kind_is_one_problem(read) -> None:
    _, (problem,) = read(({"name": "no kind"}, LINE))
    assert "property is missing" in problem
