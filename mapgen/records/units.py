"""units.geojson → the smallest areas from which districts are made, checked as a coverage.

A coverage: no two units overlap, and neighbours share every vertex of their border. Only then can
districts be dissolved from them without slivers, and a point belong to one of them.
"""

from __future__ import annotations

import numpy as np
import shapely

from mapgen.files.columns import objects
from mapgen.files.folder import Named
from mapgen.files.frame import Frame
from mapgen.files.shapes import invalid_reason, problem, read_shapes
from mapgen.problems import Problems

COLUMNS = ("id", "name", "city")
NARROW_GAP = 0.0001  # degrees, about 10 m: what a hand leaves between neighbours by mistake
_MOST_PAIRS = 50  # overlapping pairs that are worth naming one by one


def read_units(path: Named, *, name: str | None = None) -> tuple[Frame, Problems]:
    """Read the units that districts are made of.

    Broken, overlapping and badly fitting shapes are errors; a gap of less than about 10 m between
    two units is a warning.

    Parameters
    ----------
    path : Path or FolderFile
        A file of shapes with the properties id, name and city.
    name : str, optional
        What problems call the file.

    Returns
    -------
    units : Frame
        Columns id, name, city, note, line and geometry (polygons, EPSG:4326), without the units
        whose own shape is unusable.
    problems : Problems
    """
    frame, problems = read_shapes(path, required=COLUMNS, name=name)
    frame = frame.with_columns(
        {
            column: objects(
                [
                    " ".join(value.split()) if isinstance(value, str) else ""
                    for value in frame.get(column, [None] * len(frame))
                ]
            )
            for column in (*COLUMNS, "note")
        }
    )
    fine = np.ones(len(frame), dtype=bool)
    seen: dict[str, int] = {}
    for at, row in enumerate(frame.records()):
        if row["id"] and row["id"] in seen:
            problems.error(
                "two units have this id",
                line=row["line"] or None,
                column="id",
                value=row["id"],
                mend="Give each unit an id of its own.",
                code="id/twice",
            )
            fine[at] = False
        seen[row["id"]] = at
        geometry = row["geometry"]
        reason = invalid_reason(geometry)
        if geometry.geom_type not in ("Polygon", "MultiPolygon"):
            kind = geometry.geom_type
            problem(
                problems,
                row,
                f"a unit is a polygon, this is a {kind}",
                "Draw its outline.",
                code="shape/not-a-polygon",
            )
            fine[at] = False
        elif reason:
            problem(
                problems,
                row,
                f"invalid polygon: {reason}",
                "Redraw the outline there.",
                code="shape/invalid",
            )
            fine[at] = False
    kept = frame.take(fine & (frame["id"] != ""))
    units = Frame({name: kept[name] for name in (*COLUMNS, "note", "line", "geometry")})
    _check_coverage(units, problems)
    return units, problems


def _check_coverage(units: Frame, problems: Problems) -> None:
    geometries = units["geometry"]
    if not len(geometries):
        return
    if shapely.coverage_is_valid(geometries):
        if not shapely.coverage_is_valid(geometries, gap_width=NARROW_GAP):
            edges = shapely.coverage_invalid_edges(geometries, gap_width=NARROW_GAP)
            for row, edge in zip(units.records(), edges, strict=True):
                if not edge.is_empty:
                    problems.warning(
                        f"a gap of less than 10 m beside its neighbour at {_at(edge)}",
                        line=row["line"] or None,
                        column="geometry",
                        value=row["id"],
                        mend="Give both the same border.",
                        code="shape/gap",
                    )
        return
    overlapping = _overlaps(units, problems)
    edges = shapely.coverage_invalid_edges(geometries)
    for row, edge in zip(units.records(), edges, strict=True):
        if not edge.is_empty and row["id"] not in overlapping:
            problem(
                problems,
                row,
                f"its border does not match its neighbour's at {_at(edge)}",
                "Neighbours share every vertex of their border: snap it, or add the vertex.",
                code="shape/border-mismatch",
            )


def _overlaps(units: Frame, problems: Problems) -> set[str]:
    """Report each pair of overlapping units; return the ids of all that overlap."""
    geometries = units["geometry"]
    left, right = shapely.STRtree(geometries).query(geometries, predicate="intersects")
    pairs = [(a, b) for a, b in zip(left.tolist(), right.tolist(), strict=True) if a < b]
    named: set[str] = set()
    found = 0
    rows = list(units.records())
    for a, b in sorted(pairs):
        common = shapely.intersection(geometries[a], geometries[b])
        area = area_of(common)
        if area < 1:  # m²; below that the message about the border says it better
            continue
        named |= {rows[a]["id"], rows[b]["id"]}
        found += 1
        if found <= _MOST_PAIRS:
            problem(
                problems,
                rows[b],
                f"overlaps {rows[a]['id']} by {area:,.0f} m² at {_at(common)}",
                "Draw the border once and give it to both.",
                code="shape/overlap",
            )
    if found > _MOST_PAIRS:
        more = found - _MOST_PAIRS
        problems.error(
            f"{more:,} more overlaps", mend="Draw each border once.", code="shape/overlap"
        )
    return named


def area_of(shape: shapely.Geometry) -> float:
    """Return the area of a shape in degrees, in m² (cylindrical equal-area, ESRI:54034).

    Parameters
    ----------
    shape : Geometry
        WGS 84 degrees, longitude before latitude.

    Returns
    -------
    float
        m².
    """
    import pyproj

    equal_area = pyproj.Transformer.from_crs("EPSG:4326", "ESRI:54034", always_xy=True)
    pairs = shapely.transform(shape, lambda xy: np.column_stack(equal_area.transform(*xy.T)))
    return float(shapely.area(pairs))


def _at(geometry: shapely.Geometry) -> str:
    point = shapely.point_on_surface(geometry)
    return f"{point.y:.4f}, {point.x:.4f}"
