"""A tiny valid atlas, made from nothing, that tests copy and break.

Three units: North and South in the west, East beside both; North changes from the district West to
the district East on a day unknown between 1981 and October 1990. Eight events of all precisions.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

WEST_EDGE, MIDDLE, EAST_EDGE = 66.90, 67.05, 67.20
SOUTH_EDGE, HALF, NORTH_EDGE = 24.75, 24.90, 25.05

SETTINGS = """\
title = "A small atlas"
subtitle = "Three units, two districts"
description = "Made for tests."
language = "en"
languages = ["en"]
editor = "The tests"
licence = "CC-BY-4.0"
published = "2026-11-05"
report = "mailto:editor@example.org"
period = { from = "1972-01-01", to = "1992-12-31" }

[categories.clash]
label = "Armed clash"
colour = "#3084f0"
glyph = "triangle"

[categories.protest]
label = "Protest or strike"
colour = "#6c9054"
glyph = "square"

[[cities]]
name = "Karachi"
latitude = 24.8608
longitude = 67.0104
zoom = 11
"""

SOURCES: list[dict[str, Any]] = [
    {
        "id": "dawn1985",
        "type": "article-newspaper",
        "title": "Clashes in the north",
        "container-title": "Dawn",
        "issued": {"date-parts": [[1985, 4, 16]]},
        "URL": "https://example.org/dawn1985",
    },
    {
        "id": "upi1986",
        "type": "article-newspaper",
        "title": "Dozens die",
        "container-title": "UPI Archives",
        "issued": {"date-parts": [[1986, 12, 15]]},
    },
    {
        "id": "ali2005",
        "type": "book",
        "title": "A history",
        "author": [{"family": "Ali", "given": "A."}],
        "publisher": "A press",
        "issued": {"date-parts": [[2005]]},
    },
    {
        "id": "mirrored",
        "type": "webpage",
        "title": "[A page that was read elsewhere]",
        "container-title": "The News",
        "URL": "https://example.com/mirror",
        "note": "Mirror: example.com",
    },
]

PLACES = [
    # id, name, city, latitude, longitude, radius_m, precision
    ("north-town", "North Town", "Karachi", 25.00, 66.95, 1500, "neighbourhood"),
    ("south-gate", "South Gate", "Karachi", 24.80, 66.95, 250, "spot"),
    ("east-bazaar", "East Bazaar", "Karachi", 24.95, 67.15, 250, "spot"),
    ("bridge", "The Bridge", "Karachi", 24.80, MIDDLE, 250, "spot"),
    ("edge-colony", "Edge Colony", "Karachi", 24.85, 67.045, 1000, "neighbourhood"),
    ("karachi", "Karachi", "Karachi", "", "", "", "city"),
]
PLACE_COLUMNS = (
    "id,name,alt_names,name_ur,name_sd,city,town_2001,latitude,longitude,radius_m,precision,"
    "source,note"
).split(",")

DISTRICTS = """\
district,unit,valid_from,valid_to,source,confidence
West,north,1972-07-01,[1981..1990-10-24],S1,certain
West,south,1972-07-01,,S1,certain
East,north,[1981..1990-10-24],,S2,probable
East,east,1972-07-01,,S1,certain
Old,north,,1972-07-01,S1,certain
Old,south,,1972-07-01,S1,certain
Old,east,,1972-07-01,S1,certain
"""

EVENT_COLUMNS = (
    "id,title,date,place,city,latitude,longitude,place_precision,category,actors,attribution,"
    "targets,deaths,injured,summary,confidence,related"
).split(",")

EVENTS: list[dict[str, str]] = [
    {
        "id": "1972-karachi-language",
        "title": "Language riots",
        "date": "1972-07-07/1972-07-10",
        "place": "karachi",
        "city": "Karachi",
        "place_precision": "city",
        "category": "protest",
        "actors": "Police; Protesters",
        "attribution": "disputed",
        "deaths": "at least 47, whole province [@ali2005, p. 10]; 12 [@mirrored]",
        "summary": "People protested in the streets [@ali2005, p. 10].",
        "confidence": "B",
    },
    {
        "id": "1975-karachi-north",
        "title": "Clash in North Town",
        "date": "1975-03-02",
        "place": "north-town",
        "city": "Karachi",
        "place_precision": "neighbourhood",
        "category": "clash",
        "actors": "Unidentified gunmen",
        "attribution": "unknown",
        "deaths": "3 [@ali2005]",
        "summary": "Two groups fought [@ali2005, p. 20].",
        "confidence": "B",
    },
    {
        "id": "1985-karachi-north",
        "title": "Days of clashes",
        "date": "1985-04-15",
        "place": "north-town",
        "city": "Karachi",
        "place_precision": "neighbourhood",
        "category": "clash",
        "actors": "Residents; Police",
        "attribution": "alleged",
        "targets": "Residents",
        "deaths": "at least 39, officials [@dawn1985]; 250 [@mirrored]",
        "injured": "scores [@dawn1985]",
        "summary": "Clashes began in the *north* [@dawn1985]. Police fired [@ali2005, p. 31].",
        "confidence": "A",
        "related": "1975-karachi-north",
    },
    {
        "id": "1986-karachi-bridge",
        "title": "Shots at the Bridge",
        "date": "1986-12-14",
        "place": "bridge",
        "city": "Karachi",
        "place_precision": "spot",
        "category": "clash",
        "actors": "Unidentified gunmen",
        "attribution": "unknown",
        "deaths": "about 50 [@upi1986]",
        "injured": "200 [@upi1986]",
        "summary": "Gunmen fired from the bridge [@upi1986].",
        "confidence": "A",
    },
    {
        "id": "1987-karachi-edge",
        "title": "Strike at the edge",
        "date": "1987-11",
        "place": "edge-colony",
        "city": "Karachi",
        "place_precision": "neighbourhood",
        "category": "protest",
        "actors": "Shopkeepers",
        "attribution": "established",
        "summary": "Shops were shut [@mirrored]. A single page that was read on a mirror says so "
        "[@mirrored].",
        "confidence": "C",
    },
    {
        "id": "1990-karachi-south",
        "title": "Fire at South Gate",
        "date": "1990-05-26/1990-05-27",
        "place": "south-gate",
        "city": "Karachi",
        "place_precision": "spot",
        "category": "clash",
        "actors": "Army",
        "attribution": "disputed",
        "targets": "Residents",
        "deaths": "none [@ali2005]; 4 [@mirrored]",
        "summary": "The army came in, one account says [@mirrored]. Another denies it [@ali2005].",
        "confidence": "B",
        "related": "1985-karachi-north;1992-karachi-north",
    },
    {
        "id": "1991-karachi-east",
        "title": "Bazaar shut",
        "date": "1991-03-21",
        "place": "east-bazaar",
        "city": "Karachi",
        "place_precision": "spot",
        "category": "protest",
        "actors": "Shopkeepers",
        "attribution": "established",
        "deaths": "0 [@ali2005]",
        "summary": "The bazaar stayed shut for a day [@ali2005].",
        "confidence": "B",
    },
    {
        "id": "1992-karachi-north",
        "title": "Operation in the north",
        "date": "1992-06-19~",
        "place": "north-town",
        "city": "Karachi",
        "place_precision": "neighbourhood",
        "category": "clash",
        "actors": "Army",
        "attribution": "established",
        "deaths": "more than 20 [@ali2005]",
        "summary": "An operation began [@ali2005].",
        "confidence": "B",
    },
]
# A line break, and a record of another's making after it, in every field that takes text.
FORGED = "\nER  - \nTY  - BOOK\u2028ID  - forged\u2029TI  - Forged\n}\n@book{forged,\n title = {x}}"
_TEXTS = (
    "title", "container-title", "publisher", "publisher-place", "edition", "volume", "issue",
    "number", "page", "genre", "DOI", "language", "note",
)  # fmt: skip
TORN: dict[str, Any] = {
    "id": "torn/2002",
    "type": "report",
    "issued": {"literal": f"spring 2002{FORGED}"},
    **dict.fromkeys(_TEXTS, f"2{FORGED}"),
    **{
        role: [
            {"family": f"Torn{FORGED}", "given": f"A{FORGED}"},
            {"family": "B", "non-dropping-particle": f"von{FORGED}"},
            {"literal": f"A body{FORGED}"},
        ]
        for role in ("author", "editor", "translator")
    },
}
"""A source with a line break, and what would be a record after it, in every field."""


def square(west: float, south: float, east: float, north: float) -> list[list[float]]:
    """The ring of a rectangle."""
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def units() -> dict[str, Any]:
    """The three units as GeoJSON; east has the corner of north and south on its border."""
    east = square(MIDDLE, SOUTH_EDGE, EAST_EDGE, NORTH_EDGE)
    east.insert(4, [MIDDLE, HALF])
    rings = {
        "north": square(WEST_EDGE, HALF, MIDDLE, NORTH_EDGE),
        "south": square(WEST_EDGE, SOUTH_EDGE, MIDDLE, HALF),
        "east": east,
    }
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"id": name, "name": name.title(), "city": "Karachi", "note": ""},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
            for name, ring in rings.items()
        ],
    }


def write_csv(path: Path, columns: list[str], rows: list[dict[str, Any]]) -> None:
    """Write rows as the records are written: UTF-8, LF, quotes where need be."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def write_json(path: Path, value: Any) -> None:
    """Write JSON with one property a line, so that messages have lines to name."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")


def write_events(folder: Path, events: list[dict[str, str]] | None = None) -> None:
    """Write events.csv: the given events, or the eight."""
    write_csv(folder / "events.csv", EVENT_COLUMNS, EVENTS if events is None else events)


def change_event(folder: Path, id: str, **cells: str) -> None:  # noqa: A002
    """Write events.csv anew with some cells of one event changed."""
    write_events(folder, [{**each, **cells} if each["id"] == id else each for each in EVENTS])


def small_atlas(folder: Path) -> Path:
    """Write the whole atlas into `folder`, which is made, and return it."""
    (folder / "geodata").mkdir(parents=True)
    (folder / "docs").mkdir()
    (folder / "mapgen.toml").write_text(SETTINGS, encoding="utf-8")
    write_json(folder / "sources.json", SOURCES)
    write_json(folder / "geodata" / "units.geojson", units())
    (folder / "geodata" / "districts.csv").write_text(DISTRICTS, encoding="utf-8")
    write_csv(
        folder / "geodata" / "places.csv",
        PLACE_COLUMNS,
        [
            dict(
                zip(
                    ("id", "name", "city", "latitude", "longitude", "radius_m", "precision"),
                    place,
                    strict=True,
                ),
                source="The tests",
            )
            for place in PLACES
        ],
    )
    write_json(
        folder / "geodata" / "base.geojson",
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "properties": {"kind": "river", "name": "A river"},
                    "geometry": {
                        "type": "LineString",
                        "coordinates": [[66.9, 24.8], [67.0, 24.85], [67.2, 24.9]],
                    },
                }
            ],
        },
    )
    (folder / "docs" / "about.md").write_text(
        "# How it was made\n\nBy *tests*, from [nothing](https://example.org/).\n",
        encoding="utf-8",
    )
    write_events(folder)
    return folder
