"""A file of shapes → Frame in EPSG:4326, with a problem for all that is not right.

This is the one door for shapes. What a file is, its first bytes say: GeoJSON, which `geojson` reads
feature by feature; GeoPackage, Shapefile, FlatGeobuf or GeoParquet, which `shape_layer` has read by
a process that can do nothing else; or a zip that holds one of these. Anything else stays closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import shapely

from mapgen.files.arrays import Bools
from mapgen.files.columns import objects
from mapgen.files.crs import WGS84, CrsError, to_degrees
from mapgen.files.frame import GEOMETRY, Frame, column_of
from mapgen.files.geojson import feature_name, problem, read_geojson
from mapgen.files.nested_texts import in_one_form
from mapgen.files.shape_layer import MAX_SHAPES, Layer, opened_layer
from mapgen.problems import InputError, Problems

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from mapgen.files.crs import Transform
    from mapgen.files.folder import Named
    from mapgen.files.geojson import ShapeRow

__all__ = ["WGS84", "feature_name", "invalid_reason", "problem", "read_shapes"]

MAX_BYTES = 256 * 2**20


def read_shapes(
    path: Named, *, required: Sequence[str], name: str | None = None
) -> tuple[Frame, Problems]:
    """Read a file of shapes. Nothing is raised.

    GeoJSON is read here; GeoPackage, Shapefile, FlatGeobuf, GeoParquet and a zip of any of them by
    a process of its own.

    Parameters
    ----------
    path : Path or FolderFile
    required : sequence of str
        Properties that each feature must have; a missing one is an error.
    name : str, optional
        What problems call the file; by default its last part.

    Returns
    -------
    shapes : Frame
        In the order of the file: every property as a column (None where missing), `geometry` (2D,
        EPSG:4326) and `line`, at which the feature begins (0 where the file has no lines). Features
        without a usable geometry are left out.
    problems : Problems
    """
    problems = Problems(name or path.name)
    rows: list[ShapeRow] = []
    transform = None
    try:
        with opened_layer(path, max_bytes=MAX_BYTES, name=problems.file) as opened:
            if isinstance(opened, Layer):
                rows, transform = _of_layer(opened, problems)
                in_one_form(rows, "", problems)
            else:
                rows, transform = read_geojson(opened, problems, MAX_BYTES)
    except InputError as error:
        problems.extend(error.problems)
    kept: list[ShapeRow] = []
    for row in rows:
        _check_properties(row, required, problems)
        if row["geometry"] is not None:
            kept.append(row)
    columns = dict.fromkeys([*required, "line", *(key for row in kept for key in row)])
    columns.pop(GEOMETRY, None)
    shapes = shapely.force_2d(objects([row[GEOMETRY] for row in kept]))
    found = {column: column_of([row.get(column) for row in kept]) for column in columns}
    found[GEOMETRY] = shapes if transform is None else shapely.transform(shapes, transform)
    return _in_degrees(Frame(found), problems), problems


def _of_layer(layer: Layer, problems: Problems) -> tuple[list[ShapeRow], Transform | None]:
    """Return the rows of a layer as `read_geojson` does."""
    if not layer.has_shapes:
        problems.error(
            f"layer {layer.name!r} has no shapes",
            mend="Give a file with polygons.",
            code="shape/none",
        )
        return [], None
    others = [name for name, kind in layer.layers.items() if kind and name != layer.name]
    if others:
        problems.warning(
            f"several layers: {layer.name!r} is read",
            value=", ".join(others),
            mend="Save the layer that is meant in a file of its own.",
            code="shape/several-layers",
        )
    if layer.crs is None:
        problems.warning(
            "no coordinate reference system; taken as WGS 84 degrees", code="shape/no-crs"
        )
    try:
        transform = to_degrees(layer.crs or WGS84)
    except CrsError as error:
        mend = "Save the file in WGS 84 (EPSG:4326)."
        problems.error(
            str(error), column="crs", value=layer.crs, mend=mend, code="shape/unknown-crs"
        )
        transform = None
    rows: list[ShapeRow] = []
    for number, (shape, values) in enumerate(layer.rows, start=1):
        if number > MAX_SHAPES:
            problems.error(
                f"more than {MAX_SHAPES:,} shapes",
                mend="Leave out what is not shown.",
                code="shape/too-many",
            )
            return [], None
        row = dict(zip(layer.fields, values, strict=True))
        row.update(number=number, line=0, geometry=shape)
        if shape is None or shape.is_empty:
            row["geometry"] = None
            problem(
                problems,
                row,
                "shape has no coordinates",
                "Draw it, or remove it.",
                code="shape/no-coordinates",
            )
        rows.append(row)
    if not rows:
        problems.error("file has no features", mend="Add at least one shape.", code="shape/none")
    return rows, transform


def _check_properties(row: ShapeRow, required: Iterable[str], problems: Problems) -> None:
    for key in required:
        value = row.get(key)
        if not isinstance(value, str) or not value.strip():
            problems.error(
                "property is missing" if value is None else "property is not a text",
                line=row["line"] or None,
                column=key,
                value=feature_name(row),
                mend=f'Add "{key}" to the properties of this feature.',
                code="shape/property",
            )


def _in_degrees(frame: Frame, problems: Problems) -> Frame:
    """Return the shapes whose coordinates are degrees; a problem for each of the others."""
    if not len(frame):
        return frame
    bounds = shapely.bounds(frame[GEOMETRY])
    degrees = np.isfinite(bounds) & (np.abs(bounds) <= [180, 90, 180, 90])
    fine: Bools = np.asarray(degrees.all(axis=1))
    for row in frame.take(~fine).records():
        problem(
            problems,
            row,
            "coordinates are not degrees of longitude and latitude",
            "Save the file in WGS 84 (EPSG:4326), longitude first.",
            code="shape/not-degrees",
        )
    return frame.take(fine)


def invalid_reason(geometry: BaseGeometry) -> str | None:
    """Return why a shape is invalid and where, by the rules of OGC Simple Features.

    Parameters
    ----------
    geometry : shapely geometry
        In degrees, longitude first.

    Returns
    -------
    str or None
        "self-intersection at 24.9000, 67.0000" (latitude first); None where it is valid.
    """
    reason = shapely.is_valid_reason(geometry)
    if reason == "Valid Geometry":
        return None
    found = re.fullmatch(r"(.*)\[(\S+) (\S+)\]", reason)
    if not found:
        return reason.lower()
    return f"{found[1].strip().lower()} at {float(found[3]):.4f}, {float(found[2]):.4f}"
