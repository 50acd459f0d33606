"""The units of many points, by a grid, against the same asked of each shape."""

from __future__ import annotations

import pickle
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
import shapely
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from mapgen.atlas import fine_cells, near_lines, unit_map
from mapgen.atlas import grid as grid_module
from mapgen.atlas.grid import Grid, Lines
from mapgen.atlas.reach import regions_within, shapes_holding
from mapgen.atlas.unit_map import Kind, UnitMap
from mapgen.files.columns import objects
from mapgen.files.frame import Frame

RADII = [0.0, 120.0, 128.0, 250.0, 1000.0, 3000.0]


def coverage(west: float, south: float, size: float) -> Any:
    """Six cells around five drawn points, one of two parts, one with a hole and what fills it."""
    draw = np.random.default_rng(6)
    seeds = shapely.multipoints(draw.uniform(0, size, (5, 2)))
    box = shapely.box(0, 0, size, size)
    cells = shapely.get_parts(shapely.voronoi_polygons(seeds, extend_to=box)).tolist()
    found = [shapely.intersection(each, box) for each in cells]
    hole = shapely.box(*(found[0].centroid.buffer(size / 30).bounds))
    found[0] = found[0].difference(hole)
    apart = shapely.box(size * 1.1, 0, size * 1.2, size / 9)
    found[1] = shapely.MultiPolygon([found[1], apart])
    return objects(
        [shapely.transform(each, lambda at: np.add(at, (west, south))) for each in (*found, hole)]
    )


def asked(shapes: Any, discs: Any) -> list[Kind]:
    """What each disc holds and reaches, by the shapes themselves."""
    held = shapes_holding(discs[:, 0], discs[:, 1], shapes)
    near = regions_within(discs, Frame({"geometry": shapes})) & ~held
    return [
        Kind(tuple(np.flatnonzero(one).tolist()), tuple(np.flatnonzero(other).tolist()))
        if one.any()
        else Kind()
        for one, other in zip(held, near, strict=True)
    ]


def located(shapes: Any, discs: Any) -> list[Kind]:
    codes, kinds = UnitMap(shapes).locate(discs)
    return [kinds[code] for code in codes.tolist()]


def discs_over(shapes: Any, count: int, seed: int) -> Any:
    """Points around the shapes, on their corners and along their borders, of all radii."""
    draw = np.random.default_rng(seed)
    west, south, east, north = shapely.total_bounds(shapes)
    wide = (east - west) / 8
    free = np.column_stack(
        [
            draw.uniform(west - wide, east + wide, count),
            draw.uniform(south - wide, north + wide, count),
        ]
    )
    corners = draw.choice(shapely.get_coordinates(shapes), count // 4)
    beside = draw.choice(shapely.get_coordinates(shapely.segmentize(shapes, wide / 9)), count // 2)
    beside = beside + draw.normal(0, 0.004, beside.shape)
    nowhere = np.full((3, 2), np.nan)
    points = np.concatenate([free, corners, beside, nowhere])
    return np.column_stack([points, draw.choice(RADII, len(points))])


@settings(max_examples=examples(12))
@given(
    st.sampled_from([(66.0, 24.0), (-71.0, -53.0), (179.2, 10.0), (20.0, 78.0), (0.0, -0.3)]),
    st.sampled_from([0.2, 0.7]),
    st.sampled_from([40, 3_000, 2**20]),
    st.integers(0, 1000),
)
def test_a_grid_says_of_each_point_what_the_shapes_say(
    corner: tuple[float, float], size: float, cells: int, seed: int
) -> None:
    shapes = coverage(*corner, size)
    discs = discs_over(shapes, 2_000, seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grid_module, "CELLS", cells)
        patch.setattr(unit_map, "FEW", 0)
        patch.setattr(near_lines, "AT_ONCE", [2**21, 700][seed % 2])
        found = located(shapes, discs)
    assert found == asked(shapes, discs)
    assert {len(each.held) for each in found} >= {0, 1, 2}
    assert any(each.near for each in found)


CORNERS = [(66.0, 24.0), (-71.0, -53.0), (179.2, 10.0), (20.0, 78.0), (20.0, 81.0), (0.0, -0.3)]


@settings(max_examples=examples(12))
@given(
    st.sampled_from(CORNERS),
    st.sampled_from([0.2, 0.7]),
    st.sampled_from([40, 3_000, 2**16]),
    st.integers(0, 1000),
)
def test_parted_cells_say_of_each_point_what_the_shapes_say(
    corner: tuple[float, float], size: float, cells: int, seed: int
) -> None:
    """Points beside the outlines, and as far from them as the discs reach."""
    shapes = coverage(*corner, size)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grid_module, "CELLS", cells)
        patch.setattr(unit_map, "FEW", 0)
        patch.setattr(unit_map, "OFTEN", 1)
        patch.setattr(fine_cells, "AT_ONCE", [2**15, 700][seed % 2])
        units = UnitMap(shapes)
        units.locate(discs_over(shapes, 2_000, seed))
        discs = discs_over(shapes, 4_000, seed + 1)
        codes, kinds = units.locate(discs)
        again, others = units.locate(discs[discs[:, 2] == RADII[3]])
    assert set(units._fine) >= {0.0, 250.0}
    if corner[0] < 179:  # there, boxes around the shapes may lie beyond the date line
        assert (units._fine[250.0] is not None) == (corner[1] < 80)
    asked_of = asked(shapes, discs)
    assert [kinds[code] for code in codes.tolist()] == asked_of
    assert [others[code] for code in again.tolist()] == [
        kind for kind, disc in zip(asked_of, discs, strict=True) if disc[2] == RADII[3]
    ]


def of_one_radius(shapes: Any, count: int, seed: int, radius: float = 250.0) -> Any:
    discs = discs_over(shapes, count, seed)
    discs[:, 2] = radius
    return discs


def test_what_parted_cells_say_is_asked_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unit_map, "OFTEN", 100)
    shapes = coverage(66, 24, 0.5)
    units = UnitMap(shapes)
    noted = []
    for seed in range(4):
        units.locate(of_one_radius(shapes, 4_000, seed)[:4_000])
        noted.append(units._asked[250.0])
    first, *_, before, last = noted
    assert before > first
    assert 0 < last - before < first / 3


@pytest.mark.parametrize(
    ("limit", "value"),
    [("MOST_CELLS", 10), ("MOST_PAIRS", 100), ("MOST_UNITS", 2), ("WIDEST", 0.1), ("HIGHEST", 20)],
)
def test_cells_that_are_not_parted(
    limit: str, value: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unit_map, "OFTEN", 1)
    monkeypatch.setattr(fine_cells, limit, value)
    shapes = coverage(66, 24, 0.5)
    units = UnitMap(shapes)
    for seed in range(2):
        discs = of_one_radius(shapes, 3_000, seed)
        codes, kinds = units.locate(discs)
        assert [kinds[code] for code in codes.tolist()] == asked(shapes, discs)
    assert units._fine == {250.0: None}


def test_parted_cells_of_shapes_that_overlap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unit_map, "OFTEN", 1)
    monkeypatch.setattr(grid_module, "CELLS", 2**14)
    shapes = objects(
        [shapely.box(0, 0, 2, 1), shapely.box(1, 0, 3, 1), shapely.box(1.2, 0, 1.4, 1)]
    )
    units = UnitMap(shapes)
    for radius in (0.0, 1000.0):
        for seed in range(2):
            discs = of_one_radius(shapes, 3_000, seed, radius)
            codes, kinds = units.locate(discs)
            assert [kinds[code] for code in codes.tolist()] == asked(shapes, discs)
        assert units._fine[radius] is not None


def test_threads_that_ask_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """As those of a cluster's worker do."""
    monkeypatch.setattr(unit_map, "OFTEN", 300)
    monkeypatch.setattr(grid_module, "CELLS", 2**14)
    shapes = coverage(66, 24, 0.5)
    every = [of_one_radius(shapes, 2_500, seed, RADII[seed % 6]) for seed in range(24)]
    units = UnitMap(shapes)

    def located_by(discs: Any) -> list[Kind]:
        codes, kinds = units.locate(discs)
        return [kinds[code] for code in codes.tolist()]

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(6) as threads:
            found = list(threads.map(located_by, every * 2))
    finally:
        sys.setswitchinterval(before)
    assert found == [asked(shapes, discs) for discs in every] * 2
    assert any(units._fine.values())


def test_radii_that_do_not_come_again_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unit_map, "OFTEN", 2)
    monkeypatch.setattr(unit_map, "MOST_NOTED", 500)
    monkeypatch.setattr(unit_map, "MOST_RADII", 2)
    shapes = coverage(66, 24, 0.5)
    units = UnitMap(shapes)
    discs = of_one_radius(shapes, 3_000, 1)
    discs[:, 2] = np.arange(len(discs)) / 10
    for _ in range(3):
        units.locate(discs)
        assert len(units._asked) <= 500
    for radius in (100.0, 200.0, 300.0, 400.0):
        discs[:, 2] = radius
        units.locate(discs)
    units.locate(discs)
    assert len(units._fine) == 2


def test_few_discs_are_asked_of_the_shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    shapes = coverage(66, 24, 0.5)
    discs = discs_over(shapes, 200, 1)
    monkeypatch.setattr(UnitMap, "_with_grid", None)
    assert located(shapes, discs) == asked(shapes, discs)


def test_shapes_that_overlap_all_hold_a_point() -> None:
    shapes = objects(
        [shapely.box(0, 0, 2, 1), shapely.box(1, 0, 3, 1), shapely.box(1.2, 0, 1.4, 1)]
    )
    discs = discs_over(shapes, 3_000, 2)
    found = located(shapes, discs)
    assert found == asked(shapes, discs)
    assert (0, 1, 2) in {each.held for each in found}


def test_radii_too_wide_for_the_grid_are_measured_all_the_same() -> None:
    shapes = coverage(66, 24, 0.5)
    discs = discs_over(shapes, 3_000, 3)
    discs[:, 2] = 40_000
    regions = Frame({"geometry": shapes})
    assert near_lines.near_lines(regions, Grid.over(shapely.total_bounds(shapes)), 2.0**16) is None
    assert located(shapes, discs) == asked(shapes, discs)


def test_outlines_of_very_many_lines_get_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    shapes = coverage(66, 24, 0.5)
    discs = discs_over(shapes, 3_000, 5)
    regions, grid = Frame({"geometry": shapes}), Grid.over(shapely.total_bounds(shapes))
    assert near_lines.near_lines(regions, grid, 256) is not None
    monkeypatch.setattr(near_lines, "MOST_PAIRS", 1_000)
    assert near_lines.near_lines(regions, grid, 256) is None
    assert located(shapes, discs) == asked(shapes, discs)


@pytest.mark.parametrize("shapes", [objects([]), objects([shapely.box(66, 24, 67, 25)])])
def test_no_unit_and_one_unit(shapes: Any) -> None:
    discs = np.array([[66.5, 24.5, 0.0], [0.0, 0.0, 9.0], [66.0, 24.0, 9.0]] * 1_000)
    held = [-1, -1, -1] if not len(shapes) else [0, -1, 0]
    assert UnitMap(shapes).holding(discs[:, 0], discs[:, 1]).tolist() == held * 1_000
    assert located(shapes, discs) == asked(shapes, discs)


def test_what_was_found_out_stays_at_home() -> None:
    units = UnitMap(coverage(66, 24, 0.5))
    discs = discs_over(units.shapes, 3_000, 4)
    codes, kinds = units.locate(discs)
    sent = pickle.dumps(units)
    assert len(sent) < 20_000
    other = pickle.loads(sent).locate(discs)
    assert [kinds[code] for code in codes] == [other[1][code] for code in other[0]]


def test_a_line_is_cut_into_pieces_that_meet() -> None:
    lines = Lines.of(objects([shapely.box(0, 0, 1, 0.3)]))
    pieces, line = lines.cut(0.25)
    assert np.bincount(line).tolist() == [2, 4, 2, 4]
    assert (pieces[1:, :2] == pieces[:-1, 2:]).all()
    assert np.abs(pieces[:, 2:] - pieces[:, :2]).max() <= 0.25
