"""The formats that an atlas is written in, each with the endings of its files."""

from __future__ import annotations

ENDINGS = {
    "geojson": (".geojson", ".json"),
    "linked-places": (".jsonld", ".json", ".geojson"),
    "csvw": (".csv",),
    "geopackage": (".gpkg",),
    "geoparquet": (".parquet", ".geoparquet"),
    "kml": (".kml",),
    "bibtex": (".bib",),
    "ris": (".ris",),
    "csl-json": (".json",),
}
