from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from mapgen import near
from mapgen.near import regions_within

AT = st.floats(-0.4, 0.4, allow_nan=False)
RADII = st.sampled_from([0.0, 40.0, 250.0, 1000.0, 1024.0, 9000.0, 60_000.0])


def regions_at(longitude: float, latitude: float) -> gpd.GeoDataFrame:
    west = shapely.box(longitude - 0.2, latitude - 0.1, longitude, latitude + 0.1)
    east = shapely.Point(longitude + 0.1, latitude).buffer(0.08).difference(west)
    return gpd.GeoDataFrame({"label": ["West", "East"]}, geometry=[west, east], crs="EPSG:4326")


@settings(max_examples=60)
@given(
    st.lists(st.tuples(AT, AT, RADII), min_size=1, max_size=40),
    st.sampled_from([(67.0, 24.9), (-70.0, -53.0), (179.9, 10.0), (20.0, 78.0), (0.0, 0.0)]),
)
def test_the_grid_leaves_out_no_disc_that_reaches_an_outline(discs, middle):
    regions = regions_at(*middle)
    points = np.array(discs, dtype=float) + np.array([*middle, 0.0])
    points[:, 0] = (points[:, 0] + 180) % 360 - 180
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(near, "_may_reach", lambda some, _: np.ones(len(some), dtype=bool))
        wanted = regions_within(points, regions)
    assert (regions_within(points, regions) == wanted).all()


def test_most_discs_are_left_out_by_the_grid():
    rng = np.random.default_rng(1)
    discs = np.column_stack(
        [rng.uniform(66.8, 67.2, 5000), rng.uniform(24.8, 25.0, 5000), np.full(5000, 100.0)]
    )
    assert near._may_reach(discs, regions_at(67.0, 24.9)).mean() < 0.2
