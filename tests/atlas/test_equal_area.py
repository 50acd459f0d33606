"""The projection of discs, beside the library that knows all."""

import numpy as np
import pyproj
from hypothesis import given
from hypothesis import strategies as st

from mapgen.atlas.equal_area import EqualArea

FAR = 12.0  # degrees: some 1,300 km; half a metre is what a pole itself loses in rounding


@given(st.floats(-89, 89), st.floats(-180, 180), st.lists(st.tuples(*[st.floats(-FAR, FAR)] * 2)))
def test_metres_are_those_of_proj(latitude, longitude, around):
    system = f"+proj=laea +lat_0={latitude} +lon_0={longitude} +datum=WGS84"
    proj = pyproj.Transformer.from_crs("EPSG:4326", system, always_xy=True)
    x, y = (np.array([each[at] for each in around], dtype=float) for at in (0, 1))
    x, y = x + longitude, np.clip(y + latitude, -90, 90)
    ours = EqualArea(latitude, longitude).transform(x, y)
    np.testing.assert_allclose(ours, proj.transform(x, y), rtol=0, atol=0.5)


def test_what_lies_opposite_has_no_place_and_none_stays_none():
    x, y = EqualArea(20, 30).transform(np.array([-150.0, np.nan, 30]), np.array([-20.0, 1, 20]))
    assert np.isfinite(x).tolist() == np.isfinite(y).tolist() == [False, False, True]
    np.testing.assert_allclose([x[2], y[2]], 0, atol=1e-6)


def test_a_middle_on_the_pole_is_one_near_it():
    x, y = EqualArea(90, 0).transform(np.array([0.0, 90, 180]), np.array([80.0, 80, 80]))
    np.testing.assert_allclose(np.hypot(x, y), np.hypot(x[0], y[0]), rtol=0.01)
