"""A map of the events of a synthetic atlas, built with another tool, as its documentation does it.

    python benchmarks/build_peers.py fastmarkercluster|lonboard FOLDER PAGE.html

FOLDER is an atlas of `synthetic.py`. The tool draws its events as they are, each with title, date,
category and summary where it can hold them: no checks, no join to districts, no sources.
`bench_scale.py --beside` runs this as a process beside `mapgen build`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from event_terms import CATEGORIES

WANTED = ["title", "date", "latitude", "longitude", "category", "summary"]


def read(folder: Path) -> Any:
    import pandas as pd

    return pd.read_csv(folder / "events.csv", usecols=WANTED)


def fastmarkercluster(folder: Path, page: Path) -> None:
    import folium
    from folium.plugins import FastMarkerCluster

    events = read(folder)
    shown = folium.Map(tiles=None)
    shown.options["max_zoom"] = 18
    names = ["latitude", "longitude", "title", "date", "category", "summary"]
    rows = list(zip(*(events[name] for name in names), strict=True))
    mark = (
        "function (r) { return L.marker(new L.LatLng(r[0], r[1]))"
        ".bindPopup(`<b>${r[2]}</b><br>${r[3]} · ${r[4]}<br>${r[5]}`, {maxWidth: 300}); }"
    )
    FastMarkerCluster(rows, callback=mark).add_to(shown)
    shown.save(str(page))


def lonboard(folder: Path, page: Path) -> None:
    import geopandas as gpd
    import numpy as np
    from lonboard import Map, ScatterplotLayer

    events = read(folder)
    points = gpd.points_from_xy(events.pop("longitude"), events.pop("latitude"), crs="EPSG:4326")
    frame = gpd.GeoDataFrame(events, geometry=points)
    colours = {
        kind: [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
        for kind, (colour, _) in CATEGORIES.items()
    }
    fill = np.array([colours[kind] for kind in frame["category"]], dtype=np.uint8)
    layer = ScatterplotLayer.from_geopandas(
        frame, get_fill_color=fill, radius_min_pixels=3, radius_max_pixels=3, pickable=True
    )
    view = {"longitude": 67.63, "latitude": 25.12, "zoom": 8.2}
    Map([layer], basemap=None, view_state=view).to_html(page)


PEERS = {"fastmarkercluster": fastmarkercluster, "lonboard": lonboard}


if __name__ == "__main__":
    PEERS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
