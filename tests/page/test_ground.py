"""The world's land under a page without a base map of its own."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from mapgen.atlas.extent import extent_of
from mapgen.page.payload.ground import MOST, sheet, world_land
from mapgen.page.payload.packing import pack_json

PLACES = {
    "a town": [(24.86, 67.01)],
    "a country": [(24.86, 67.01), (35.9, 74.3)],
    "islands": [(-11, 95), (5, 141)],
    "the date line": [(-18, 178.5), (-17, -179.5)],
    "the Bering Strait": [(64.73, 177.5), (64.5, -165.4)],
    "the world": [(70, -150), (-54, -70), (64, 30), (-40, 175)],
    "the sea": [(-30, -120)],
    "the poles": [(89, 0), (-89, 120)],
}
# What is land and what is sea, as latitude and longitude.
LAND = [
    (52, 100),
    (40, -100),
    (-25, 135),
    (0, 22),
    (68, 178),
    (66, -173),
    (-80, 90),
    (-17.8, 178.0),
]
SEA = [(0, -150), (30, -45), (-20, 80), (0, 179), (60, -178), (-50, 179), (-20, -178)]


def drawn(points: list[tuple[float, float]]) -> tuple[shapely.Geometry, tuple[float, ...], int]:
    """The land of a page as one shape, its ground and its size in the page."""
    latitude, longitude = np.array(points, dtype=float).T
    extent = extent_of(latitude, longitude)
    features = world_land(extent)
    assert [(each["kind"], each["credit"]) for each in features] == [("land", "Natural Earth")]
    shapes = []
    for rings in features[0]["polygons"]:
        lines = [np.cumsum(np.reshape(ring, (-1, 2)), axis=0) / 1e5 for ring in rings]
        shapes.append(shapely.Polygon(lines[0], lines[1:]))
    whole = shapely.union_all(shapely.make_valid(shapes))
    return whole, sheet(extent), len(pack_json(features))


@pytest.mark.parametrize("name", PLACES)
def test_land_is_land_and_sea_is_sea(name: str) -> None:
    whole, (west, south, east, north), size = drawn(PLACES[name])
    assert size < 60_000
    assert MOST < 60_000
    seen = 0
    for places, expected in ((LAND, True), (SEA, False)):
        for latitude, longitude in places:
            for turn in (0, 360):
                x = longitude + turn
                if west < x < east and south < latitude < north:
                    seen += 1
                    assert shapely.contains_xy(whole, x, latitude) == expected, (x, latitude)
    assert seen or name in ("a town", "a country", "the sea")
    if not shapely.is_empty(whole):
        left, bottom, right, top = whole.bounds
        assert west - 0.02 <= left <= right <= east + 0.02
        assert south - 0.02 <= bottom <= top <= north + 0.02


def test_a_coast_lies_where_it_is() -> None:
    whole, _, _ = drawn(PLACES["a country"])
    assert shapely.contains_xy(whole, 67.3, 25.2), "north-east of Karachi"
    assert not shapely.contains_xy(whole, 66.5, 24.5), "off Karachi"
    assert shapely.contains_xy(whole, 72.9, 21.2), "Gujarat"


def test_an_island_across_the_date_line_is_one() -> None:
    whole, _, _ = drawn(PLACES["the date line"])
    along = shapely.intersection(whole.boundary, shapely.LineString([(180, -17.2), (180, -16.5)]))
    assert along.length == 0, "no line through Taveuni"
    assert shapely.contains_xy(whole, 180.0, -16.85)
