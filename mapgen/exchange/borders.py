"""A file of foreign districts → units that share their borders, and who held them when.

Foreign shapes overlap: by slivers where a border was drawn twice, by whole areas where one file has
the borders of many years, or where two claim the same ground. All shapes are cut at all borders;
the pieces with the same districts at the same times are one unit. A sliver goes to its larger
neighbour; what two districts hold at once stays, belongs to both, and is reported.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import geopandas as gpd
import numpy as np
import shapely

from mapgen.exchange.incoming import slug
from mapgen.exchange.validity import ValidityError, validity
from mapgen.memberships import COLUMNS as MEMBERSHIP_COLUMNS
from mapgen.problems import InputError, Problem, did_you_mean
from mapgen.shapes import WGS84, invalid_reason

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.exchange.import_report import ImportReport

GRID = 1e-6  # degrees, about 10 cm: vertices nearer than that are one
SLIVER = 50.0  # metres: a piece narrower than that is a border drawn twice
_AREA = "ESRI:54034"  # equal-area, in metres


class Membership(NamedTuple):
    """A district and the EDTF dates between which it held a shape; "" for open."""

    district: str
    valid_from: str
    valid_to: str


@dataclass(frozen=True, slots=True)
class BorderFile:
    """A file of shapes and the columns that name a district and say when it held its shape.

    `end` is the first day on which a shape no longer holds, `last` the last on which it does; a
    file has one of them, or neither.
    """

    path: Path
    name: str
    start: str = ""
    end: str = ""
    last: str = ""

    def write(self, folder: Path, report: ImportReport) -> None:
        """Write units.geojson and districts.csv into `folder`.

        Raises
        ------
        InputError
            Where the file cannot be read, or its shapes cannot be made to fit.
        """
        report.file = self.path.name
        frame = self._read()
        shapes, members = self._rows(frame, report)
        if not shapes:
            raise InputError([Problem(self.path.name, "no usable shape", mend="See the report.")])
        units, held = units_of(shapes, members)
        _warn_of_overlaps(units, held, report)
        if not shapely.coverage_is_valid(np.array(units, dtype=object)):
            mend = "Clean it in a GIS: snap the borders of neighbours to each other."
            raise InputError(
                [Problem(self.path.name, "shapes that do not fit together", mend=mend)]
            )
        folder.mkdir(exist_ok=True)
        ids = _ids(held)
        _write_units(folder / "units.geojson", ids, units, held)
        _write_memberships(folder / "districts.csv", ids, held, self.path.name)

    def _read(self) -> gpd.GeoDataFrame:
        try:
            frame = gpd.read_file(self.path)
        except Exception as error:  # every driver raises its own
            reason = str(error).splitlines()[0]
            mend = "Give a GeoPackage, a Shapefile (.shp) or GeoJSON."
            raise InputError(
                [Problem(self.path.name, f"file of districts cannot be read: {reason}", mend=mend)]
            ) from error
        for option, column in (("name", self.name), ("from", self.start), ("to", self.end),
                               ("last", self.last)):  # fmt: skip
            if column and column not in frame.columns:
                listed = [str(each) for each in frame.columns if each != "geometry"]
                guess = did_you_mean(column, listed) or f"Its columns: {', '.join(listed)}."
                message = f"--district-{option}: no column {column}"
                raise InputError([Problem(self.path.name, message, mend=guess)])
        if frame.crs is not None and frame.crs != WGS84:
            frame = frame.to_crs(WGS84)
        return frame

    def _rows(
        self, frame: gpd.GeoDataFrame, report: ImportReport
    ) -> tuple[list[shapely.Geometry], list[Membership]]:
        shapes: list[shapely.Geometry] = []
        members: list[Membership] = []
        names = frame[self.name].tolist()
        for number, (name, shape) in enumerate(zip(names, frame.geometry, strict=True), start=1):
            row = frame.iloc[number - 1]
            try:
                members.append(self._membership(name, row))
            except ValidityError as error:
                report.kept(number, "", f"district left out: {error}", column="districts",
                            value=str(name))  # fmt: skip
                continue
            whole = _polygons(shape)
            if whole is None:
                members.pop()
                report.kept(number, "", "district left out: no polygon", column="districts",
                            value=str(name))  # fmt: skip
                continue
            if invalid_reason(shape):
                report.kept(number, "", f"district mended: {invalid_reason(shape)}",
                            column="districts", value=str(name))  # fmt: skip
            shapes.append(whole)
        return shapes, members

    def _membership(self, name: Any, row: Any) -> Membership:
        text = " ".join(str(name).split()) if name is not None and name == name else ""
        if not text:
            raise ValidityError("it has no name")
        start = validity(row[self.start]) if self.start else ""
        end = validity(row[self.end]) if self.end else ""
        if self.last:
            end = validity(row[self.last], behind=True)
        return Membership(text, start, end)


def units_of(
    shapes: list[shapely.Geometry], members: list[Membership]
) -> tuple[list[shapely.Geometry], list[tuple[Membership, ...]]]:
    """Return a valid coverage that the shapes are made of, and who held each unit.

    In the order of the file: a unit stands where the first of its memberships stands.
    """
    lines = shapely.union_all([shapely.boundary(shape) for shape in shapes], grid_size=GRID)
    pieces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    inside = shapely.point_on_surface(pieces)
    at, of = shapely.STRtree(inside).query(np.array(shapes, dtype=object), predicate="intersects")
    holders: list[set[int]] = [set() for _ in pieces]
    for shape, piece in zip(at.tolist(), of.tolist(), strict=True):
        holders[piece].add(shape)
    keys = [tuple(dict.fromkeys(members[each] for each in sorted(held))) for held in holders]
    kept = [number for number, key in enumerate(keys) if key]
    pieces, keys = pieces[kept], [keys[number] for number in kept]
    keys = _without_slivers(pieces, keys)
    groups: dict[tuple[Membership, ...], list[int]] = {}
    for number, key in enumerate(keys):
        groups.setdefault(key, []).append(number)
    order = {member: place for place, member in reversed(list(enumerate(members)))}
    held = sorted(groups, key=lambda key: [order[each] for each in key])
    units: list[shapely.Geometry] = [
        shapely.normalize(shapely.coverage_union_all(pieces[groups[key]])) for key in held
    ]
    return units, held


def _without_slivers(pieces: Any, keys: list[tuple[Membership, ...]]) -> list[Any]:
    """Return the keys with those of slivers replaced by that of the neighbour with most border."""
    flat = gpd.GeoSeries(pieces, crs=WGS84).to_crs(_AREA)
    width = 2 * flat.area.to_numpy() / np.maximum(flat.length.to_numpy(), 1e-9)
    thin = np.flatnonzero(width < SLIVER)
    if not len(thin) or len(thin) == len(pieces):
        return list(keys)
    result: list[Any] = list(keys)
    tree = shapely.STRtree(pieces)
    for number in sorted(thin.tolist(), key=lambda each: float(width[each]), reverse=True):
        near = [each for each in tree.query(pieces[number], predicate="intersects").tolist()
                if each != number and width[each] >= SLIVER]  # fmt: skip
        shared = [shapely.length(shapely.intersection(pieces[number], pieces[each]))
                  for each in near]  # fmt: skip
        if shared and max(shared) > 0:
            result[number] = keys[near[int(np.argmax(shared))]]
    return result


def _warn_of_overlaps(
    units: list[shapely.Geometry], held: list[tuple[Membership, ...]], report: ImportReport
) -> None:
    for unit, members in zip(units, held, strict=True):
        for one, other in _at_once(members):
            area = gpd.GeoSeries([unit], crs=WGS84).to_crs(_AREA).area.iloc[0] / 1e6
            report.kept(
                0, "", f"held by both at once: {area:,.2f} km² are shown as either's",
                column="districts", value=f"{one.district}, {other.district}",
            )  # fmt: skip


def _at_once(members: tuple[Membership, ...]) -> list[tuple[Membership, Membership]]:
    """Return the pairs of memberships whose times overlap for certain, of different districts."""
    from mapgen.dates import parse

    def bounds(member: Membership) -> tuple[float, float]:
        first = parse(member.valid_from).last if member.valid_from else None
        end = parse(member.valid_to).first if member.valid_to else None
        return (-np.inf if first is None else first, np.inf if end is None else end)

    return [
        (one, other)
        for number, one in enumerate(members)
        for other in members[number + 1 :]
        if one.district != other.district
        and max(bounds(one)[0], bounds(other)[0]) < min(bounds(one)[1], bounds(other)[1])
    ]


def _polygons(shape: Any) -> shapely.Geometry | None:
    """Return the areas of a shape as a valid one on the grid; None where it has none."""
    if shape is None or shape.is_empty:
        return None
    whole = shapely.make_valid(shapely.force_2d(shape))
    areas = [part for part in shapely.get_parts(shapely.get_parts(whole))
             if part.geom_type == "Polygon"]  # fmt: skip
    snapped = shapely.set_precision(shapely.union_all(areas), GRID) if areas else None
    return None if snapped is None or snapped.is_empty else snapped


def _ids(held: list[tuple[Membership, ...]]) -> list[str]:
    ids: list[str] = []
    for number, members in enumerate(held, start=1):
        base = "-".join(dict.fromkeys(slug(each.district) or f"unit-{number}"
                                          for each in members))[:60].strip("-")  # fmt: skip
        ids.append(base if base not in ids else f"{base}-{number}")
    return ids


def _write_units(
    path: Path, ids: list[str], units: list[shapely.Geometry], held: list[tuple[Membership, ...]]
) -> None:
    lines = []
    for unit_id, shape, members in zip(ids, units, held, strict=True):
        names = " / ".join(dict.fromkeys(each.district for each in members))
        properties = {"id": unit_id, "name": names, "city": names, "note": ""}
        geometry = json.loads(shapely.to_geojson(shape))
        feature = {"type": "Feature", "properties": properties, "geometry": geometry}
        lines.append(json.dumps(feature, ensure_ascii=False))
    text = '{"type": "FeatureCollection", "features": [\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8")


def _write_memberships(
    path: Path, ids: list[str], held: list[tuple[Membership, ...]], source: str
) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(MEMBERSHIP_COLUMNS)
        rows = [
            (member.district, unit, member.valid_from, member.valid_to, source, "probable")
            for unit, members in zip(ids, held, strict=True)
            for member in members
        ]
        writer.writerows(rows)
