"""Where points lie: one copy of the world, the first view, and what lies far off."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

from mapgen.atlas.extent import Extent, extent_of
from mapgen.atlas.world_copy import USUAL, copied, cut_to, into_copy

Points = list[tuple[float, float]]
SINDH = [(24.9, 67.0), (25.4, 68.4), (27.7, 68.9), (26.2, 68.4), (24.7, 67.8)]


def extent(points: Points, *shapes: shapely.Geometry) -> Extent:
    """Where points lie, latitude first."""
    latitude, longitude = np.array(points, dtype=float).T
    return extent_of(latitude, longitude, np.array(shapes, dtype=object) if shapes else None)


def width(found: Extent) -> float:
    """How many degrees the first view is wide."""
    return found.bounds[1][1] - found.bounds[0][1]


@pytest.mark.parametrize(
    ("points", "degrees"),
    [
        ([(-18, 178.5), (-17, -179.5), (-17.5, 180)], 2.0),
        ([(64.73, 177.5), (64.5, -165.4)], 17.1),
        ([(54.7, 20.5), (55.8, 37.6), (64.7, 177.5), (58.3, -134.4)], 205.1),
        ([(-41.3, 174.8), (-33.4, -70.7)], 114.5),
        ([(35.7, 139.7), (48.9, 2.35), (-12, -77), (-13.8, -171.8)], 222.65),
        ([(10, 0), (-10, 180)], 180.0),
        ([(24.9, 67.0)], 0.0),
        (SINDH, 1.9),
    ],
)
def test_the_world_is_cut_where_nothing_lies(points: Points, degrees: float) -> None:
    found = extent(points)
    assert width(found) == pytest.approx(degrees)
    assert not len(found.wild)
    longitude = into_copy(np.array([each for _, each in points], dtype=float), found.seam)
    assert (longitude >= found.bounds[0][1]).all()
    assert (longitude <= found.bounds[1][1]).all()


def test_the_usual_cut_stays_where_nothing_lies_near_it() -> None:
    for points in (SINDH, [(51, 0), (40, -74), (35, 139)], [(64.1, -21.9), (-34.6, -58.4)]):
        assert extent(points).seam == USUAL
    assert extent([(-41, 174), (-37, 178.4)]).seam != USUAL, "New Zealand lies at its edge"


def test_a_world_full_of_points_is_cut_as_usual() -> None:
    draw = np.random.default_rng(5)
    points = list(zip(draw.uniform(-55, 70, 4000), draw.uniform(-180, 180, 4000), strict=True))
    assert extent(points).seam == USUAL


def test_districts_have_a_say_in_the_cut_and_none_in_the_view() -> None:
    russia = [shapely.box(27, 41, 180, 77), shapely.box(-180, 62, -169, 72)]
    found = extent([(55.8, 37.6), (54.7, 20.5)], shapely.MultiPolygon(russia))
    assert -169 < found.seam < 20
    assert width(found) == pytest.approx(17.1)
    world = shapely.box(-180, -60, 180, 80)
    assert width(extent([(-18, 178.5), (-17, -179.5)], world)) == pytest.approx(2)


def test_shapes_are_told_in_one_copy() -> None:
    fiji = shapely.MultiPolygon(
        [shapely.box(177, -19, 180, -16), shapely.box(-180, -19, -179, -16)]
    )
    chile = shapely.box(-75, -50, -68, -20)
    line = shapely.LineString([(-178, 0), (-170, 5)])
    found = copied(np.array([fiji, chile, line], dtype=object), 0.0)
    assert found[0].equals(shapely.box(177, -19, 181, -16)), "one polygon, without a line at 180"
    assert found[0].geom_type == "Polygon"
    assert found[1].bounds == (285, -50, 292, -20)
    assert found[2].bounds == (182, 0, 190, 5)
    across = copied(np.array([shapely.box(-10, 0, 10, 5)], dtype=object), 0.0)[0]
    assert across.area == pytest.approx(100)
    assert across.bounds == (0, 0, 360, 5)


def test_what_is_cut_to_a_rectangle_keeps_its_area() -> None:
    draw = np.random.default_rng(7)
    for _ in range(50):
        west = draw.uniform(-180, 179)
        shape = shapely.box(west, -10, draw.uniform(west, 180), 10)
        seam = draw.uniform(-180, 180)
        part = cut_to(np.array([shape], dtype=object), seam, -90, seam + 360, 90)[0]
        assert part.area == pytest.approx(shape.area)
        assert seam - 1e-9 <= part.bounds[0]
        assert part.bounds[2] <= seam + 360 + 1e-9


RECTANGLE = (-4.300000000000001, 47.454070697304715, 11.3, 53.548860157096364)


@pytest.mark.parametrize(
    "points",
    [
        [(-4.306, 53.542), (-4.3, 53.548), (-4.304, 53.554)],
        [(-4.3, 49.996), (-4.302, 49.994), (-4.304, 50.006)],
        [(-4.3, 50), (-4.302, 50.006), (-4.302, 49.998)],
    ],
)
def test_a_shape_on_the_edge_of_a_rectangle_is_cut(points: Points) -> None:
    """GEOS's own clipping raises for these."""
    shapes = [shapely.Polygon(points), shapely.box(-5, 50, 0, 51), shapely.Point(0, 50)]
    found = cut_to(np.array(shapes, dtype=object), *RECTANGLE)
    assert found[0].area == pytest.approx(0, abs=1e-9)
    assert found[1].equals(shapely.box(RECTANGLE[0], 50, 0, 51))
    assert found[2] == shapes[2]


def test_shapes_on_a_fine_grid_are_cut_as_the_exact_overlay_cuts_them() -> None:
    draw = np.random.default_rng(11)
    corners = np.array([(x, y) for x in (-4.3, 11.3) for y in (50.0, 53.548)])
    near = (
        corners[draw.integers(4, size=6000)][:, None] + draw.integers(-3, 4, (6000, 5, 2)) * 0.002
    )
    shapes = shapely.polygons(np.round(near, 3))
    shapes = shapes[shapely.is_valid(shapes)]
    expected = shapely.area(shapely.intersection(shapes, shapely.box(*RECTANGLE)))
    assert shapely.area(cut_to(shapes, *RECTANGLE)) == pytest.approx(expected, abs=1e-9)


def spread(count: int, seed: int = 1) -> NDArray[np.float64]:
    """Points within a degree of Karachi."""
    return np.random.default_rng(seed).uniform((23.9, 66.0), (25.9, 68.0), (count, 2))


def test_points_far_off_are_left_out_of_the_view_and_of_nothing_else() -> None:
    near = spread(40)
    found = extent([*map(tuple, near), (67.1, 24.9)])
    assert found.wild.tolist() == [40]
    assert width(found) < 2.1
    assert found.whole[1][0] == pytest.approx(67.1)
    # One in a thousand and more are no slip but a part of the data.
    four = [(60.0, -70.0)] * 4
    assert extent([*map(tuple, spread(5000)), *four]).wild.tolist() == [5000, 5001, 5002, 5003]
    assert not len(extent([*map(tuple, spread(3000)), *four]).wild)


def test_of_few_points_none_is_wild_but_a_swapped_pair() -> None:
    assert not len(extent([(51.5, -0.1), (48.9, 2.4), (40.7, -74.0)]).wild)
    assert not len(extent([*SINDH, (51.5, -0.1)]).wild)
    assert extent([*SINDH, (67.0, 24.9)]).wild.tolist() == [5]


def test_a_point_twice_as_far_as_the_others_is_not_wild() -> None:
    near = spread(100)
    assert not len(extent([*map(tuple, near), (24.9, 69.2)]).wild)
    # A city block beside a city: both views are as close as a map goes at first.
    block = near * 1e-4 + np.array([24.9, 67.0])
    assert not len(extent([*map(tuple, block), (24.92, 67.02)]).wild)


def test_points_beyond_the_map_stand_at_its_edge() -> None:
    found = extent([(89.9, 0), (78.2, 15.6), (-90, 10)])
    assert found.bounds == ((-85.05, 0.0), (85.05, 15.6))


def test_without_points_the_world_is_shown() -> None:
    nothing = np.array([np.nan])
    assert extent_of(nothing, nothing).bounds[0][0] < -50
