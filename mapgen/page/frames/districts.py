"""A GeoDataFrame of areas, each valid for all time or from a date to a date → Districts.

Areas of different times lie upon each other. They are cut into the units that no border of any time
divides; a district of a date is then made of units, as in an atlas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

from mapgen.atlas.districts import Districts
from mapgen.files.arrays import Objects
from mapgen.files.frame import Frame
from mapgen.page.frames.rows import Rows
from mapgen.page.frames.spans import spans
from mapgen.records.memberships import Membership

if TYPE_CHECKING:
    from numpy.typing import NDArray


MOST_UNITS = 65_535
_GRID = 1e-6  # degrees, a tenth of a metre: borders that differ by less are one border
_SLIVER = 1e-8  # square degrees, about 100 m²: what badly matching borders leave


def districts_of(
    frame: object, *, name: str, valid_from: str | None, valid_to: str | None
) -> Districts:
    """Return the districts of a GeoDataFrame of polygons.

    Parameters
    ----------
    frame : object
        A GeoDataFrame of polygons, any CRS.
    name : str
        The column with the districts' names.
    valid_from : str or None
        The column with their first day, dates of any kind, empty for open.
    valid_to : str or None
        The column with the day on which the next begins, likewise.

    Returns
    -------
    Districts
        In EPSG:4326.

    Raises
    ------
    TypeError
        No GeoDataFrame.
    ValueError
        A column that the frame does not have, shapes that are no areas, or borders that cut the
        ground into more units than a page can hold.
    InputError
        All rows with something that cannot be read, each with how to mend it.
    """
    rows = Rows(frame, "districts", "DistrictLayer")
    column = rows.column("name", name, None) or name
    names = rows.texts(column)
    rows.fault("no name", column, names == "", mend="Name the district.", code="frame/no-value")
    starts, ends = (
        spans(rows, each, needed=False) if each else np.full(len(rows), None, dtype=object)
        for each in (
            rows.column("valid_from", valid_from, None),
            rows.column("valid_to", valid_to, None),
        )
    )
    shapes = _areas(rows)
    memberships = [
        Membership(district, "", start, end, "", "certain", at)
        for at, (district, start, end) in enumerate(zip(names, starts, ends, strict=True))
    ]
    backward = np.array([each.possible[0] >= each.possible[1] for each in memberships], dtype=bool)
    mend = "valid_to is the day on which the next district begins."
    rows.fault(
        "the validity ends before it begins",
        valid_to or valid_from or "",
        backward,
        mend=mend,
        code="date/end-before-beginning",
    )
    rows.problems.raise_if_errors()
    return _districts(names, shapes, starts, ends)


def _areas(rows: Rows) -> NDArray[np.object_]:
    shapes = np.asarray(rows.frame.geometry.array, dtype=object)
    kinds = shapely.get_type_id(shapes)
    area = np.isin(kinds, [shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON])
    if not area.all():
        raise ValueError(
            f"the districts have {int((~area).sum()):,} shapes that are no areas: "
            "DistrictLayer draws polygons"
        )
    return shapely.set_precision(shapely.make_valid(shapes), _GRID)


def _districts(
    names: NDArray[np.object_],
    shapes: NDArray[np.object_],
    starts: NDArray[np.object_],
    ends: NDArray[np.object_],
) -> Districts:
    if shapely.coverage_is_valid(shapes):
        units = shapes
        holders: list[tuple[int, ...]] = [(at,) for at in range(len(shapes))]
    else:
        units, holders = _cut(shapes)
    if len(units) > MOST_UNITS:
        raise ValueError(
            f"the districts' borders cut the ground into {len(units):,} pieces: give districts "
            "that share their borders exactly"
        )
    memberships = tuple(
        Membership(names[at], str(unit), starts[at], ends[at], "", "certain", at)
        for at, unit in sorted((at, unit) for unit, held in enumerate(holders) for at in held)
    )
    ids = [str(unit) for unit in range(len(units))]
    frame = gpd.GeoDataFrame(
        {"id": ids, "name": ids, "city": [""] * len(ids), "note": "", "line": 0},
        geometry=units,
        crs="EPSG:4326",
    )
    return Districts(Frame.of(frame), memberships)


def _cut(shapes: NDArray[np.object_]) -> tuple[NDArray[np.object_], list[tuple[int, ...]]]:
    """Return the pieces that no border divides, and for each the shapes that it is part of."""
    lines = shapely.union_all(shapely.boundary(shapes), grid_size=_GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    faces = faces[shapely.area(faces) > _SLIVER]
    inside = shapely.point_on_surface(faces)
    face, shape = shapely.STRtree(shapes).query(inside, predicate="intersects")
    held: dict[int, list[int]] = {}
    for each, holder in sorted(zip(face.tolist(), shape.tolist(), strict=True)):
        held.setdefault(each, []).append(holder)
    groups: dict[tuple[int, ...], list[int]] = {}
    for each, holding in held.items():
        groups.setdefault(tuple(holding), []).append(each)
    units: Objects = np.empty(len(groups), dtype=object)
    units[:] = [shapely.coverage_union_all(faces[members]) for members in groups.values()]
    return units, list(groups)
