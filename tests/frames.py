"""Small GeoDataFrames of the kinds that people have, for the tests of the components."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
from shapely import Point, box

HOSTILE = '</script><img src=x onerror="window.hacked=1">{{ 7 * 7 }} <b>bold</b> ${1}'


def quakes() -> gpd.GeoDataFrame:
    """Five events in a projected CRS, one without a point, one with hostile texts."""
    frame = gpd.GeoDataFrame(
        {
            "date": pd.to_datetime(
                ["1985-03-01", "1986-07-02", "1987-01-03", "1988-05-04", "1990-12-31"]
            ),
            "title": ["First", "Second", "Nowhere", HOSTILE, "Last"],
            "category": ["felt", "strong", "felt", "strong", "felt"],
            "note": ["One.\n\nTwo.", "", None, HOSTILE, "The end."],
            "killed": [None, 12, 0, 3, None],
        },
        geometry=[
            Point(66.95, 24.80), Point(67.05, 24.95), None, Point(67.15, 24.80),
            Point(67.20, 24.95),
        ],
        crs="EPSG:4326",
    )  # fmt: skip
    return frame.to_crs("EPSG:32642")


def floods() -> gpd.GeoDataFrame:
    """Two events with years for dates and no other column, in degrees."""
    return gpd.GeoDataFrame(
        {"year": [1984, 1989]},
        geometry=[Point(66.90, 24.90), Point(67.25, 24.90)],
        crs="EPSG:4326",
    )


def districts() -> gpd.GeoDataFrame:
    """West and East; in 1987 a strip between them changes from one to the other."""
    return gpd.GeoDataFrame(
        {
            "district": ["West", "West", "East", "East"],
            "from": [None, "1987-06-01", None, "1987-06-01"],
            "to": ["1987-06-01", None, "1987-06-01", None],
        },
        geometry=[
            box(66.8, 24.7, 67.1, 25.1), box(66.8, 24.7, 67.0, 25.1),
            box(67.1, 24.7, 67.3, 25.1), box(67.0, 24.7, 67.3, 25.1),
        ],
        crs="EPSG:4326",
    )  # fmt: skip
