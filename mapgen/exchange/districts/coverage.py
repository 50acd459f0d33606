"""Shapes that overlap → units that share their borders, and who held them when.

Foreign shapes overlap: by slivers where a border was drawn twice, by whole areas where one file has
the borders of many years, or where two claim the same ground. All shapes are cut at all borders;
the pieces with the same districts at the same times are one unit. A sliver goes to its larger
neighbour; what two districts hold at once stays, and belongs to both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import geopandas as gpd
import numpy as np
import shapely

from mapgen.files.arrays import Objects
from mapgen.files.shapes import WGS84

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

GRID = 1e-6  # degrees, about 10 cm: vertices nearer than that are one
SLIVER = 50.0  # metres: a piece narrower than that is a border drawn twice
EQUAL_AREA = "ESRI:54034"  # in metres


class Membership(NamedTuple):
    """A district and the EDTF dates between which it held a shape; "" for open."""

    district: str
    valid_from: str
    valid_to: str


def polygons(shape: BaseGeometry | None) -> shapely.Geometry | None:
    """Return the areas of a shape as a valid one on the grid; None where it has none.

    Parameters
    ----------
    shape : BaseGeometry or None
        Degrees; None for no shape.

    Returns
    -------
    Geometry or None
        Degrees, rounded to the grid.
    """
    if shape is None or shape.is_empty:
        return None
    whole = shapely.make_valid(shapely.force_2d(shape))
    areas = [part for part in shapely.get_parts(shapely.get_parts(whole))
             if part.geom_type == "Polygon"]  # fmt: skip
    snapped = shapely.set_precision(shapely.union_all(areas), GRID) if areas else None
    return None if snapped is None or snapped.is_empty else snapped


def units_of(
    shapes: list[shapely.Geometry], members: list[Membership]
) -> tuple[list[shapely.Geometry], list[tuple[Membership, ...]]]:
    """Return a valid coverage that the shapes are made of, and who held each unit.

    In the order of the file: a unit stands where the first of its memberships stands.

    Parameters
    ----------
    shapes : list of Geometry
        Areas on the grid, degrees.
    members : list of Membership
        Who each shape is of.

    Returns
    -------
    units : list of Geometry
        Areas that do not overlap.
    holders : list of tuple of Membership
        The memberships of each unit.
    """
    lines = shapely.union_all([shapely.boundary(shape) for shape in shapes], grid_size=GRID)
    pieces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    inside = shapely.point_on_surface(pieces)
    at, of = shapely.STRtree(inside).query(np.array(shapes, dtype=object), predicate="intersects")
    holders: list[set[int]] = [set() for _ in pieces]
    for shape, piece in zip(at.tolist(), of.tolist(), strict=True):
        holders[piece].add(shape)
    keys = [_joined([members[each] for each in sorted(held)]) for held in holders]
    keys = _without_slivers(pieces, keys)
    kept = [number for number, key in enumerate(keys) if key]
    pieces, keys = pieces[kept], [keys[number] for number in kept]
    groups: dict[tuple[Membership, ...], list[int]] = {}
    for number, key in enumerate(keys):
        groups.setdefault(key, []).append(number)
    order = {name: place for place, (name, _, _) in reversed(list(enumerate(members)))}
    held = sorted(groups, key=lambda key: [(order[each.district], *each[1:]) for each in key])
    units: list[shapely.Geometry] = [
        shapely.normalize(shapely.coverage_union_all(pieces[groups[key]])) for key in held
    ]
    return units, held


def _joined(members: list[Membership]) -> tuple[Membership, ...]:
    """Return memberships with those of one district that follow each other without a gap as one."""
    found: list[Membership] = []
    for member in dict.fromkeys(members):
        for at, before in enumerate(found):
            follows = member.valid_from and before.valid_to == member.valid_from
            if follows and before.district == member.district:
                found[at] = before._replace(valid_to=member.valid_to)
                break
        else:
            found.append(member)
    return tuple(found)


def _without_slivers(
    pieces: Objects, keys: list[tuple[Membership, ...]]
) -> list[tuple[Membership, ...]]:
    """Return the keys with those of slivers, gaps among them, replaced by a wider neighbour's.

    The neighbour is the one with the longest common border; beside slivers only, one of those that
    have been replaced already. A sliver that touches nothing wide keeps its first district.
    """
    flat = gpd.GeoSeries(pieces, crs=WGS84).to_crs(EQUAL_AREA)
    width = 2 * flat.area.to_numpy() / np.maximum(flat.length.to_numpy(), 1e-9)
    thin = np.flatnonzero(width < SLIVER)
    if not len(thin) or len(thin) == len(pieces):
        return keys
    result = list(keys)
    left, right = shapely.STRtree(pieces).query(pieces[thin], predicate="intersects")
    shared = shapely.length(shapely.intersection(pieces[thin[left]], pieces[right]))
    near: dict[int, list[tuple[float, int]]] = {int(each): [] for each in thin}
    for piece, other, length in zip(thin[left].tolist(), right.tolist(), shared, strict=True):
        if piece != other and length > 0:
            near[piece].append((float(length), other))
    waiting = set(near)
    while waiting:
        settled = {}
        for piece in sorted(waiting):
            wide = [each for each in near[piece] if each[1] not in waiting and result[each[1]]]
            if wide:
                settled[piece] = result[max(wide)[1]]
        if not settled:
            break
        for piece, key in settled.items():
            result[piece] = key
        waiting -= settled.keys()
    for piece in waiting:
        result[piece] = tuple(
            each for each in result[piece] if each.district == result[piece][0].district
        )
    # A district that is no wider than a sliver is still a district.
    lost = {each.district for key in keys for each in key}
    lost -= {each.district for key in result for each in key}
    return [
        key if any(each.district in lost for each in key) else replaced
        for key, replaced in zip(keys, result, strict=True)
    ]
