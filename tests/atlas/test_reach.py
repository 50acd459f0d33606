from __future__ import annotations

import numpy as np
import pyproj
import pytest
import shapely
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from mapgen.atlas import reach
from mapgen.atlas.reach import regions_within
from mapgen.files.columns import objects
from mapgen.files.frame import Frame

AT = st.floats(-0.4, 0.4, allow_nan=False)
RADII = st.sampled_from([0.0, 40.0, 250.0, 1000.0, 1024.0, 9000.0, 60_000.0])


def regions_of(*shapes: shapely.Geometry) -> Frame:
    return Frame({"geometry": objects(shapes)})


def regions_at(longitude: float, latitude: float) -> Frame:
    west = shapely.box(longitude - 0.2, latitude - 0.1, longitude, latitude + 0.1)
    east = shapely.Point(longitude + 0.1, latitude).buffer(0.08).difference(west)
    return regions_of(west, east)


@settings(max_examples=examples(60))
@given(
    st.lists(st.tuples(AT, AT, RADII), min_size=1, max_size=40),
    st.sampled_from([(67.0, 24.9), (-70.0, -53.0), (179.9, 10.0), (20.0, 78.0), (0.0, 0.0)]),
)
def test_the_grid_leaves_out_no_disc_that_reaches_an_outline(discs, middle):
    regions = regions_at(*middle)
    points = np.array(discs, dtype=float) + np.array([*middle, 0.0])
    points[:, 0] = (points[:, 0] + 180) % 360 - 180
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reach, "_may_reach", lambda some, _: np.ones(len(some), dtype=bool))
        wanted = regions_within(points, regions)
    assert (regions_within(points, regions) == wanted).all()


def test_most_discs_are_left_out_by_the_grid():
    rng = np.random.default_rng(1)
    discs = np.column_stack(
        [rng.uniform(66.8, 67.2, 5000), rng.uniform(24.8, 25.0, 5000), np.full(5000, 100.0)]
    )
    assert reach._may_reach(discs, regions_at(67.0, 24.9)).mean() < 0.2


def test_a_point_is_held_by_each_shape_that_it_lies_in_or_on():
    shapes = [shapely.box(0, 0, 2, 1), shapely.Point(2, 1).buffer(1), shapely.box(2, 0, 3, 1)]
    x = np.array([1.0, 2.0, 2.0, 0.0, 3.0, np.nan, 1.1, -0.1, 1.0])
    y = np.array([0.5, 0.5, 1.0, 1.0, 0.0, np.nan, 1.9, 0.5, 1.1])
    held = reach.shapes_holding(x, y, shapes)
    assert held.astype(int).tolist() == [
        [1, 0, 0], [1, 1, 1], [1, 1, 1], [1, 0, 0], [0, 0, 1], [0, 0, 0], [0, 0, 0], [0, 0, 0],
        [0, 0, 0],
    ]  # fmt: skip
    assert reach.shapes_holding(x, y, []).shape == (9, 0)


def test_without_regions_or_radii_nothing_is_reached():
    regions = regions_at(67.0, 24.9)
    discs = np.array([[67.0, 24.9, 0.0], [67.0, 24.9, 0.0]])
    assert regions_within(discs, regions.take(slice(0))).shape == (2, 0)
    assert regions_within(discs + 1, regions.take(slice(0))).shape == (2, 0)
    assert regions_within(discs, regions).tolist() == [[False, False]] * 2
    assert regions_within(discs[:0], regions).shape == (0, 2)
    # One with a radius is looked up in its own row, the rest stay as they are.
    discs[1, 2] = 1.0
    assert regions_within(discs, regions).tolist() == [[False, False], [True, False]]


def ground(regions: Frame, longitude: float, latitude: float) -> list[float]:
    """How far the outline of each region is from a point, along the geodesic."""
    geod = pyproj.Geod(ellps="WGS84")
    found = []
    for geometry in regions["geometry"]:
        edge = shapely.get_coordinates(shapely.segmentize(geometry.boundary, 0.0002))
        many = np.full(len(edge), longitude), np.full(len(edge), latitude)
        found.append(geod.inv(*many, *edge.T)[2].min())
    return found


@pytest.mark.parametrize("middle", [(67.0, 24.9), (20.0, 68.0), (-70.0, -53.0)])
def test_a_disc_reaches_as_far_as_its_radius_on_the_ground(middle):
    regions = regions_at(*middle)
    points = np.array([[0.05, 0.15], [-0.25, 0.02], [-0.1, 0.02], [0.3, -0.1]]) + middle
    distances = np.array([ground(regions, *point) for point in points])
    for factor, reached in ((0.98, False), (1.02, True)):
        for region in (0, 1):
            discs = np.column_stack([points, distances[:, region] * factor])
            assert (regions_within(discs, regions)[:, region] == reached).all()


def test_a_long_border_along_a_parallel_is_as_bent_as_on_the_ground():
    regions = regions_of(shapely.box(60, 40, 70, 41))
    discs = np.array([[65.0, 41.0, 50.0], [65.01, 40.999, 50.0], [65.01, 40.999, 150.0]])
    assert regions_within(discs, regions)[:, 0].tolist() == [True, False, True]


def test_a_hole_and_every_part_have_outlines():
    ring = shapely.box(0, 0, 1, 1).difference(shapely.box(0.4, 0.4, 0.6, 0.6))
    both = shapely.union_all([ring, shapely.box(2, 0, 3, 1)])
    regions = regions_of(both)
    discs = np.array([[0.5, 0.59, 1500.0], [0.5, 0.5, 1500.0], [2.99, 0.5, 1500.0]])
    assert regions_within(discs, regions)[:, 0].tolist() == [True, False, True]


def test_what_is_looked_up_in_lots_is_the_same(monkeypatch):
    rng = np.random.default_rng(7)
    discs = np.column_stack(
        [
            rng.uniform(66.7, 67.3, 200),
            rng.uniform(24.7, 25.1, 200),
            rng.choice([0, 900.0, 3e3], 200),
        ]
    )
    wanted = regions_within(discs, regions_at(67.0, 24.9))
    assert wanted.any(axis=0).all()
    monkeypatch.setattr(reach, "CHUNK", 7)
    monkeypatch.setattr(reach, "PIECE", 3)
    assert (regions_within(discs, regions_at(67.0, 24.9)) == wanted).all()


def test_the_other_side_of_the_earth_is_out_of_reach():
    regions = regions_at(179.9, 10.0)  # no grid so near to the date line
    discs = np.array([[-0.15, -10.0, 60_000.0], [179.9, 10.0, 60_000.0]])
    assert regions_within(discs, regions).tolist() == [[False, False], [True, True]]


@pytest.mark.parametrize("side", [1, -1])
def test_a_disc_reaches_back_over_the_date_line(side):
    regions = regions_of(shapely.box(179.9 * side, 0, 179.95 * side, 0.1))
    discs = np.array([[-179.99 * side, 0.05, 5000.0], [-179.99 * side, 0.05, 10_000.0]])
    assert regions_within(discs, regions).tolist() == [[False], [True]]


def test_the_grid_is_exact_about_what_it_may_leave_out():
    regions = regions_at(67.0, 24.9)
    assert reach._may_reach(np.zeros((0, 3)), regions).tolist() == []
    discs = np.array([[67.0, 24.9, 100.0], [66.9, 24.9, 100.0], [70.0, 24.9, 100.0]])
    assert reach._may_reach(discs, regions.take(slice(0))).tolist() == [False] * 3
    assert reach._may_reach(discs, regions).tolist() == [True, False, False]
    # Each radius has a grid of its own; one that reaches does not speak for the other.
    discs = np.array([[66.9, 24.9, 100.0], [66.9, 24.9, 20_000.0], [66.9, 24.9, 99.0]])
    assert reach._may_reach(discs, regions).tolist() == [False, True, False]


@pytest.mark.parametrize("middle", [(67.0, 24.9), (20.0, 80.0), (20.0, 89.5), (-70.0, -80.0)])
@pytest.mark.parametrize("radius", [1.0, 32.0, 1024.0, 65_536.0])
def test_the_grid_keeps_a_disc_that_just_touches_an_outline(middle, radius):
    longitude, latitude = middle
    box = shapely.box(longitude, latitude, longitude + 0.01, latitude + 0.01)
    along = shapely.line_interpolate_point(box.exterior, np.arange(16) / 16, normalized=True)
    edge = shapely.get_coordinates(along).repeat(16, axis=0)
    ways, far = np.tile(np.arange(16) * 22.5, 16), np.full(256, radius * 0.999)
    x, y, _ = pyproj.Geod(ellps="WGS84").fwd(*edge.T, ways, far)
    discs = np.column_stack([x, y, np.full(256, radius)])
    assert reach._may_reach(discs, regions_of(box)).all()


@pytest.mark.parametrize("sides", [3, 15, 16, 17, 32, 33])
def test_an_outline_is_cut_into_pieces_without_a_gap(sides):
    turn = np.arange(sides) * 2 * np.pi / sides
    ring = np.column_stack([67 + 0.01 * np.cos(turn), 24.9 + 0.01 * np.sin(turn)])
    regions = regions_of(shapely.box(0, 0, 1, 1), shapely.Polygon(ring))
    middles = (ring + np.roll(ring, -1, axis=0)) / 2
    discs = np.column_stack([middles, np.full(sides, 1.0)])
    assert regions_within(discs, regions).tolist() == [[False, True]] * sides
