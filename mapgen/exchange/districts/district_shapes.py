"""A file of foreign districts → units.geojson and districts.csv of an atlas folder.

Whatever was mended, left out or is claimed by two districts at once stands in the report.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

from mapgen.exchange.common.reader import one_line, slug
from mapgen.exchange.common.shape_rows import Shapes, read_shapes_with
from mapgen.exchange.districts.coverage import EQUAL_AREA, Membership, polygons, units_of
from mapgen.exchange.districts.validity import ValidityError, validity
from mapgen.files.shapes import WGS84, invalid_reason
from mapgen.problems import InputError, Problem, did_you_mean
from mapgen.records.memberships import COLUMNS as MEMBERSHIP_COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.exchange.common.report import ImportReport

_NAMED = 10  # reasons that a refusal names


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

        Parameters
        ----------
        folder : Path
            The folder that the import makes.
        report : ImportReport
            What is left out or odd is noted in it.

        Raises
        ------
        InputError
            The file cannot be read, or its shapes cannot be made to fit.
        """
        report.file = self.path.name
        shapes, members = self._rows(self._read(), report)
        if not shapes:
            left = [
                Problem(self.path.name, reason, code="import/no-usable-shape")
                for reason in report.counts.reason_lines(_NAMED)
            ]
            mend = "Districts are areas with a name: give their file, and --district-name."
            message = "no usable shape"
            raise InputError(
                [
                    Problem(self.path.name, message, mend=mend, code="import/no-usable-shape"),
                    *left,
                ]
            )
        units, held = units_of(shapes, members)
        _warn_of_overlaps(units, held, report)
        if not shapely.coverage_is_valid(np.array(units, dtype=object)):
            mend = "Clean it in a GIS: snap the borders of neighbours to each other."
            raise InputError(
                [
                    Problem(
                        self.path.name,
                        "shapes that do not fit together",
                        mend=mend,
                        code="import/shapes-do-not-fit",
                    )
                ]
            )
        folder.mkdir(exist_ok=True)
        ids = _ids(held)
        _write_units(folder / "units.geojson", ids, units, held)
        _write_memberships(folder / "districts.csv", ids, held, self.path.name)

    def _read(self) -> Shapes:
        named = {"name": self.name, "from": self.start, "to": self.end, "last": self.last}
        found = read_shapes_with(self.path, [column for column in named.values() if column])
        for option, column in named.items():
            if column and column not in found.fields:
                listed = ", ".join(found.fields)
                guess = did_you_mean(column, found.fields) or f"Its columns: {listed}."
                message = f"--district-{option}: no column {column}"
                raise InputError(
                    [Problem(self.path.name, message, mend=guess, code="import/no-column")]
                )
        return found

    def _rows(
        self, found: Shapes, report: ImportReport
    ) -> tuple[list[shapely.Geometry], list[Membership]]:
        shapes: list[shapely.Geometry] = []
        members: list[Membership] = []
        if found.unread:
            report.kept(0, "", found.unread, column="districts", value=self.path.name)
        for number, (shape, row) in enumerate(zip(found.shapes, found.values, strict=True), 1):
            name = row[self.name]
            try:
                member = self._membership(name, row)
            except ValidityError as error:
                report.kept(number, "", f"district left out: {error}", column="districts",
                            value=str(name))  # fmt: skip
                continue
            whole = polygons(shape)
            if shape is None or whole is None:
                why = "no degrees of longitude and latitude"
                why = why if number - 1 in found.off_earth else "no polygon"
                if number - 1 in found.mended:
                    why = f"{why}: {found.mended[number - 1]}"
                report.kept(number, "", f"district left out: {why}", column="districts",
                            value=str(name))  # fmt: skip
                continue
            if number - 1 in found.mended:
                report.kept(number, "", f"district mended: {found.mended[number - 1]}",
                            column="districts", value=str(name))  # fmt: skip
            if invalid_reason(shape):
                report.kept(number, "", f"district mended: {invalid_reason(shape)}",
                            column="districts", value=str(name))  # fmt: skip
            shapes.append(whole)
            members.append(member)
        return shapes, members

    def _membership(self, name: object, row: dict[str, object]) -> Membership:
        text = one_line(str(name)) if name is not None and name == name else ""
        if not text:
            raise ValidityError("it has no name")
        start = validity(row[self.start]) if self.start else ""
        end = validity(row[self.end]) if self.end else ""
        if self.last:
            end = validity(row[self.last], behind=True)
        return Membership(text, start, end)


def _warn_of_overlaps(
    units: list[shapely.Geometry], held: list[tuple[Membership, ...]], report: ImportReport
) -> None:
    for unit, members in zip(units, held, strict=True):
        for one, other in _at_once(members):
            area = gpd.GeoSeries([unit], crs=WGS84).to_crs(EQUAL_AREA).area.iloc[0] / 1e6
            report.kept(
                0, "", f"held by both at once: {area:,.2f} km² are shown as either's",
                column="districts", value=f"{one.district}, {other.district}",
            )  # fmt: skip


def _at_once(members: tuple[Membership, ...]) -> list[tuple[Membership, Membership]]:
    """Return the pairs of memberships whose times overlap for certain, of different districts."""
    from mapgen.notation.dates import parse

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
