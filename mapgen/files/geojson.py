"""GeoJSON → its features as rows, so that one bad feature is named and the others are looked at."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, TypeAlias

import shapely

from mapgen.files.crs import CrsError, to_degrees
from mapgen.files.json_text import parse_json
from mapgen.files.text import read_text
from mapgen.problems import Problem

if TYPE_CHECKING:
    from mapgen.files.crs import Transform
    from mapgen.files.folder import Named
    from mapgen.problems import Problems

_FEATURE = re.compile(r'"type"\s*:\s*"Feature"')


ShapeRow: TypeAlias = dict[str, Any]
"""A feature: its properties, `geometry`, `number` and `line`."""


def read_geojson(
    path: Named, problems: Problems, max_bytes: int
) -> tuple[list[ShapeRow], Transform | None]:
    """Read the features of a GeoJSON file (RFC 7946; a `crs` member, of GeoJSON 2008, is honoured).

    Parameters
    ----------
    path : Path or FolderFile
    problems : Problems
        The list that errors are added to.
    max_bytes : int
        The largest file that is read.

    Returns
    -------
    rows : list of dict
        The properties of each feature, with `geometry` (a shapely geometry in the file's reference
        system, None where there is none that can be used), `number` (from 1) and `line`, at which
        it begins (0 where the lines cannot be told).
    transform : callable or None
        What turns coordinates of the file into WGS 84; None where they are in it.
    """
    text = read_text(path, problems, max_bytes=max_bytes)
    if text is None:
        return [], None
    collection = parse_json(text, problems, mend="Restore it, or export it anew.")
    if collection is None and problems.errors:
        return [], None
    found = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(collection, dict) or not isinstance(found, list):
        problems.error(
            "not a GeoJSON FeatureCollection",
            line=1,
            mend='It begins with {"type": "FeatureCollection", "features": [.',
            code="shape/not-a-collection",
        )
        return [], None
    if not found:
        problems.error(
            "file has no features", line=1, mend="Add at least one shape.", code="shape/none"
        )
    transform = _transform(collection.get("crs"), problems)
    starts = _lines(text, len(found))
    return [
        row
        for number, feature in enumerate(found, start=1)
        if (row := _feature(feature, number, starts[number - 1], problems)) is not None
    ], transform


def crs_named(member: object) -> str | None:
    """Return the name of a reference system that a member `crs` gives.

    Parameters
    ----------
    member : object
        What the file has there.

    Returns
    -------
    str or None
        "EPSG:4326", a URN; None where it gives none.
    """
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if name is None:
        return None
    return f"EPSG:{name}" if isinstance(name, int) else str(name)


def _transform(member: object, problems: Problems) -> Transform | None:
    if member is None:
        return None
    try:
        return to_degrees(crs_named(member) or "")
    except CrsError as error:
        problems.error(
            str(error),
            column="crs",
            value=json.dumps(member),
            mend="Save the file in WGS 84 (EPSG:4326).",
            code="shape/unknown-crs",
        )
        return None


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


def _feature(feature: object, number: int, line: int, problems: Problems) -> ShapeRow | None:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(feature, dict) or not isinstance(properties, dict | None):
        problems.error(
            "not a GeoJSON Feature",
            line=line or None,
            value=f"feature {number}",
            mend='It has "type", "properties" and "geometry".',
            code="shape/not-a-feature",
        )
        return None
    row: ShapeRow = {**(properties or {}), "number": number, "line": line}
    if "id" not in row and feature.get("id") is not None:
        row["id"] = str(feature["id"])
    row["geometry"] = None
    shape = feature.get("geometry")
    try:
        if shape is not None:
            row["geometry"] = shapely.from_geojson(json.dumps(shape))
    except (shapely.errors.GEOSException, RecursionError, ValueError) as error:
        reason = str(error).split("exception: ")[-1].strip().rstrip(".")
        problem(
            problems,
            row,
            f"not a GeoJSON geometry: {reason}",
            "Draw or export it anew.",
            code="shape/not-a-geometry",
        )
        return row
    if row["geometry"] is None or row["geometry"].is_empty:
        row["geometry"] = None
        problem(
            problems,
            row,
            "shape has no coordinates",
            "Draw it, or remove the feature.",
            code="shape/no-coordinates",
        )
    return row


def feature_name(row: ShapeRow) -> str:
    """Return what to call a feature in a message: its id, else its place in the file.

    Parameters
    ----------
    row : ShapeRow
        As it was read.

    Returns
    -------
    str
        Never empty.
    """
    return str(row.get("id") or f"feature {row['number']}")


def problem(problems: Problems, row: ShapeRow, message: str, mend: str, *, code: str) -> None:
    """Note an error of one feature, with its line and its name.

    Parameters
    ----------
    problems : Problems
        It is added to them.
    row : ShapeRow
        The feature.
    message : str
        What is wrong, in lower case.
    mend : str
        How to mend it, a sentence.
    code : str
        Of `problem_codes`.
    """
    problems.add(
        Problem(
            problems.file,
            message,
            line=row["line"] or None,
            column="geometry",
            value=feature_name(row),
            mend=mend,
            code=code,
        )
    )
