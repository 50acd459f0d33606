"""A file of shapes → GeoDataFrame in EPSG:4326, with a problem for all that is not right.

GeoJSON is read here, feature by feature, so that one bad feature is named and the others are
still looked at. A `crs` member (GeoJSON of 2008) is honoured; without one it is WGS 84. .gpkg,
.shp and .fgb go through geopandas.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pyproj
import shapely

from mapgen.files.json_text import parse_json
from mapgen.files.text import read_bytes, read_text
from mapgen.problems import Problem, Problems

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from mapgen.files.folder import Named

MAX_BYTES = 256 * 2**20
WGS84 = "EPSG:4326"
SIGNATURES = {
    ".gpkg": b"SQLite format 3\0",
    ".shp": b"\x00\x00\x27\x0a",
    ".fgb": b"fgb",
}
_FEATURE = re.compile(r'"type"\s*:\s*"Feature"')


def read_shapes(
    path: Named, *, required: Sequence[str], name: str | None = None
) -> tuple[gpd.GeoDataFrame, Problems]:
    """Return the shapes of a file, in its order, and their problems.

    The columns are every property (missing ones are None), `geometry` in degrees of EPSG:4326 (2D)
    and `line`, the line at which the feature begins (0 where the file has no lines). Features
    without a usable geometry are reported and left out. Nothing is raised.
    """
    problems = Problems(name or path.name)
    if path.suffix.lower() in (".json", ".geojson"):
        features, crs = _geojson(path, problems)
    else:
        features, crs = _other_format(path, problems)
    kept: list[dict[str, Any]] = []
    for feature in features:
        _check_properties(feature, required, problems)
        if feature["geometry"] is not None:
            kept.append(feature)
    columns = dict.fromkeys([*required, "line", *(key for row in kept for key in row)])
    columns.pop("geometry", None)
    frame = gpd.GeoDataFrame(
        {column: [row.get(column) for row in kept] for column in columns},
        geometry=shapely.force_2d(np.array([row["geometry"] for row in kept], dtype=object)),
        crs=crs,
    )
    if len(frame) and frame.crs != WGS84:
        frame = frame.to_crs(WGS84)
    return _in_degrees(frame, problems), problems


def feature_name(row: dict[str, Any]) -> str:
    """Return what to call a feature in a message: its id, else its place in the file."""
    return str(row.get("id") or f"feature {row['number']}")


def _geojson(path: Named, problems: Problems) -> tuple[list[dict[str, Any]], pyproj.CRS]:
    crs = pyproj.CRS(WGS84)
    text = read_text(path, problems, max_bytes=MAX_BYTES)
    if text is None:
        return [], crs
    collection = parse_json(text, problems, mend="Restore it, or export it anew.")
    if collection is None and problems.errors:
        return [], crs
    found = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(found, list):
        problems.error(
            "not a GeoJSON FeatureCollection",
            line=1,
            mend='It begins with {"type": "FeatureCollection", "features": [.',
        )
        return [], crs
    if not found:
        problems.error("file has no features", line=1, mend="Add at least one shape.")
    crs = _crs(collection.get("crs"), crs, problems)
    starts = _lines(text, len(found))
    return [
        row
        for number, feature in enumerate(found, start=1)
        if (row := _feature(feature, number, starts[number - 1], problems)) is not None
    ], crs


def _crs(member: Any, default: pyproj.CRS, problems: Problems) -> pyproj.CRS:
    if member is None:
        return default
    try:
        return pyproj.CRS.from_user_input(member["properties"]["name"])
    except (pyproj.exceptions.CRSError, KeyError, TypeError, ValueError):
        problems.error(
            "unknown coordinate reference system",
            column="crs",
            value=json.dumps(member),
            mend="Save the file in WGS 84 (EPSG:4326).",
        )
        return default


def _lines(text: str, count: int) -> list[int]:
    """Return the line at which each feature begins; zeros where they cannot be told apart."""
    starts = [match.start() for match in _FEATURE.finditer(text)]
    if len(starts) != count:
        return [0] * count
    lines, at, line = [], 0, 1
    for start in starts:
        line += text.count("\n", at, start)
        at = start
        lines.append(line)
    return lines


def _feature(feature: Any, number: int, line: int, problems: Problems) -> dict[str, Any] | None:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(feature, dict) or not isinstance(properties, dict | None):
        problems.error(
            "not a GeoJSON Feature",
            line=line or None,
            value=f"feature {number}",
            mend='It has "type", "properties" and "geometry".',
        )
        return None
    row: dict[str, Any] = {**(properties or {}), "number": number, "line": line}
    if "id" not in row and feature.get("id") is not None:
        row["id"] = str(feature["id"])
    row["geometry"] = None
    shape = feature.get("geometry")
    try:
        if shape is not None:
            row["geometry"] = shapely.from_geojson(json.dumps(shape))
    except (shapely.errors.GEOSException, RecursionError, ValueError) as error:
        reason = str(error).split("exception: ")[-1].strip().rstrip(".")
        problem(problems, row, f"not a GeoJSON geometry: {reason}", "Draw or export it anew.")
        return row
    if row["geometry"] is None or row["geometry"].is_empty:
        row["geometry"] = None
        problem(problems, row, "shape has no coordinates", "Draw it, or remove the feature.")
    return row


def _other_format(path: Named, problems: Problems) -> tuple[list[dict[str, Any]], pyproj.CRS]:
    if not _is_known(path, problems):
        return [], pyproj.CRS(WGS84)
    try:
        frame = gpd.read_file(path)
    except Exception as error:  # noqa: BLE001  # every driver raises its own
        problems.error(
            f"file of shapes cannot be read: {str(error).splitlines()[0]}",
            mend="Save it as GeoJSON in WGS 84.",
        )
        return [], pyproj.CRS(WGS84)
    if frame.crs is None:
        problems.warning("no coordinate reference system; taken as WGS 84 degrees")
    rows = []
    for number, row in enumerate(frame.to_dict("records"), start=1):
        row.update(number=number, line=0)
        if row["geometry"] is None or row["geometry"].is_empty:
            row["geometry"] = None
            problem(problems, row, "shape has no coordinates", "Draw it, or remove it.")
        rows.append(row)
    return rows, frame.crs or pyproj.CRS(WGS84)


def _is_known(path: Named, problems: Problems) -> bool:
    """Report a file that is not what its suffix says, or nothing that is read here.

    The library behind geopandas goes by content: what only looks like shapes may be a list of
    addresses to fetch, or an archive of any size.
    """
    before = len(problems.errors)
    beginning = SIGNATURES.get(path.suffix.lower())
    head = read_bytes(path, problems, max_bytes=MAX_BYTES)
    if head is not None and (beginning is None or not head.startswith(beginning)):
        problems.error(
            "file of shapes cannot be read: not GeoJSON, GeoPackage, Shapefile or FlatGeobuf",
            mend="Save it as GeoJSON in WGS 84.",
        )
    return len(problems.errors) == before


def _check_properties(row: dict[str, Any], required: Iterable[str], problems: Problems) -> None:
    for key in required:
        value = row.get(key)
        if not isinstance(value, str) or not value.strip():
            problems.error(
                "property is missing" if value is None else "property is not a text",
                line=row["line"] or None,
                column=key,
                value=feature_name(row),
                mend=f'Add "{key}" to the properties of this feature.',
            )


def _in_degrees(frame: gpd.GeoDataFrame, problems: Problems) -> gpd.GeoDataFrame:
    """Return the shapes whose coordinates are degrees; a problem for each of the others."""
    if not len(frame):
        return frame
    bounds = frame.geometry.bounds.to_numpy()
    fine = np.isfinite(bounds).all(axis=1) & (np.abs(bounds) <= [180, 90, 180, 90]).all(axis=1)
    for row in frame[~fine].to_dict("records"):
        problem(
            problems,
            row,
            "coordinates are not degrees of longitude and latitude",
            "Save the file in WGS 84 (EPSG:4326), longitude first.",
        )
    return frame[fine].reset_index(drop=True)


def problem(problems: Problems, row: dict[str, Any], message: str, mend: str) -> None:
    """Note an error of one feature, with its line and its name."""
    problems.add(
        Problem(
            problems.file,
            message,
            line=row["line"] or None,
            column="geometry",
            value=feature_name(row),
            mend=mend,
        )
    )


def invalid_reason(geometry: BaseGeometry) -> str | None:
    """Return why a shape is invalid and where ("self-intersection at 24.9, 67.0"), or None."""
    reason = shapely.is_valid_reason(geometry)
    if reason == "Valid Geometry":
        return None
    found = re.fullmatch(r"(.*)\[(\S+) (\S+)\]", reason)
    if not found:
        return reason.lower()
    return f"{found[1].strip().lower()} at {float(found[3]):.4f}, {float(found[2]):.4f}"
