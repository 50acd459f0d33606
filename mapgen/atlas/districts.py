"""Units and their memberships over time → the districts of any date.

A membership says that a unit belonged to a district from a date to a date, and both dates may be
uncertain. Validity is half-open: `valid_to` is the day on which the next membership begins. On a
day a unit's candidates are the districts that it can have belonged to on it: one where all
readings of the dates agree, several where they do not ("West or Central"). Two memberships of one
unit for the same time are two candidates as well.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely

from mapgen.atlas.answers import Answers
from mapgen.atlas.unit_map import UnitMap
from mapgen.files.columns import objects
from mapgen.files.frame import Frame
from mapgen.notation.civil import iso
from mapgen.problems import Problems
from mapgen.records.memberships import CONFIDENCE, Membership, read_memberships
from mapgen.records.units import COLUMNS as UNIT_COLUMNS
from mapgen.records.units import read_units

if TYPE_CHECKING:
    import geopandas as gpd

    from mapgen.records.settings import Settings


@dataclass(frozen=True, slots=True)
class Epoch:
    """The days `first` to `last`, both included, on which the regions are the same."""

    first: int
    last: int
    regions: Frame


@dataclass(slots=True)
class Districts:
    """The districts of any date: `outlines` of the units (WGS 84 degrees) and `memberships`."""

    outlines: Frame
    memberships: tuple[Membership, ...]
    _shapes: dict[frozenset[str], shapely.Geometry] = field(default_factory=dict, repr=False)
    _regions: dict[object, Frame] = field(default_factory=dict, repr=False)
    _map: UnitMap | None = field(default=None, repr=False, compare=False)
    _answers: dict[int, Answers] = field(default_factory=dict, repr=False, compare=False)
    _stretches: list[int] = field(default_factory=list, repr=False, compare=False)
    _of_stretch: dict[int, Frame] = field(default_factory=dict, repr=False, compare=False)

    def __reduce__(self) -> tuple[type[Districts], tuple[Frame, tuple[Membership, ...]]]:
        # What has been found out stays in its process, where the frames are that it is kept for.
        return Districts, (self.outlines, self.memberships)

    @property
    def map(self) -> UnitMap:
        """Where points lie among the units, on every day the same."""
        if self._map is None:
            self._map = UnitMap(self.outlines["geometry"])
        return self._map

    @property
    def units(self) -> gpd.GeoDataFrame:
        """The units from which districts are made, EPSG:4326."""
        return self.outlines.geo()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all districts, in their order in the file."""
        return tuple(dict.fromkeys(row.district for row in self.memberships))

    def names_between(self, first: int, last: int) -> tuple[str, ...]:
        """Return the names of the districts that can have stood on some day, ends included.

        Parameters
        ----------
        first, last : int
            Days since 1 January 1970, both included.

        Returns
        -------
        tuple of str
            In the order of the file, each once.
        """
        return tuple(
            dict.fromkeys(
                row.district
                for row in self.memberships
                if row.possible[0] <= last and row.possible[1] > first
            )
        )

    def candidates(self, day: int) -> dict[str, tuple[str, ...]]:
        """Return the districts that each unit can have belonged to on a day.

        Parameters
        ----------
        day : int
            Days since 1 January 1970.

        Returns
        -------
        dict of str to tuple of str
            The names by the id of the unit, in the order of the file. A unit that belonged to
            none is left out.
        """
        found: dict[str, tuple[str, ...]] = {}
        for row in self.memberships:
            if row.is_possible(day) and row.district not in found.get(row.unit, ()):
                found[row.unit] = (*found.get(row.unit, ()), row.district)
        order = {name: at for at, name in enumerate(self.names)}
        return {unit: tuple(sorted(names, key=order.__getitem__)) for unit, names in found.items()}

    def on(self, day: int) -> gpd.GeoDataFrame:
        """Return the regions of a day: all units with the same candidates, dissolved.

        Parameters
        ----------
        day : int
            Days since 1 January 1970.

        Returns
        -------
        GeoDataFrame
            EPSG:4326, a row for each region, in the order in which the districts stand in the file:
            `label` (the district's name, or "West or Central"), `candidates` and `units` (tuples of
            str), `city` (the one that all its units have, else ""), `confidence` (the weakest of
            the memberships that it rests on) and `geometry`.
        """
        return self.regions(day).geo()

    def regions(self, day: int) -> Frame:
        """Return the regions of a day as plain columns.

        Parameters
        ----------
        day : int
            Days since 1 January 1970.

        Returns
        -------
        Frame
            The columns of `on`, the geometry in WGS 84 degrees.
        """
        stretch = bisect_right(self.changes(), day)
        if stretch not in self._of_stretch:
            found = self._dissolved(self.candidates(day), self._confidence(day))
            self._of_stretch[stretch] = found
        return self._of_stretch[stretch]

    def answers(self, epoch: Epoch) -> Answers:
        """Return what the regions of an epoch say of points.

        Parameters
        ----------
        epoch : Epoch
            One of `epochs`.

        Returns
        -------
        Answers
            The same for the same regions.
        """
        regions = epoch.regions
        if id(regions) not in self._answers:
            self._answers[id(regions)] = Answers(regions, list(self.outlines["id"]))
        return self._answers[id(regions)]

    def epochs(self, first: int, last: int) -> list[Epoch]:
        """Return the stretches of time in which the regions stay the same.

        Parameters
        ----------
        first, last : int
            Days since 1 January 1970, both included.

        Returns
        -------
        list of Epoch
            In order, without gap or overlap; together they are first to last.
        """
        starts = [first, *(day for day in self.changes() if first < day <= last)]
        epochs: list[Epoch] = []
        for at, start in enumerate(starts):
            end = starts[at + 1] - 1 if at + 1 < len(starts) else last
            regions = self.regions(start)
            if epochs and epochs[-1].regions is regions:
                epochs[-1] = Epoch(epochs[-1].first, end, regions)
            else:
                epochs.append(Epoch(start, end, regions))
        return epochs

    def changes(self) -> list[int]:
        """Return the days on which some membership begins or ends to be possible or certain.

        Returns
        -------
        list of int
            Days since 1 January 1970, in order, each once.
        """
        if not self._stretches:
            pairs = [pair for row in self.memberships for pair in (row.possible, row.certain)]
            days = {day for pair in pairs for day in pair}
            self._stretches.extend(sorted(int(day) for day in days if math.isfinite(day)))
        return self._stretches

    def _confidence(self, day: int) -> dict[str, str]:
        weakest: dict[str, str] = {}
        for row in self.memberships:
            if row.is_possible(day):
                before = weakest.get(row.unit, CONFIDENCE[0])
                weakest[row.unit] = max(before, row.confidence, key=CONFIDENCE.index)
        return weakest

    def _dissolved(
        self, candidates: dict[str, tuple[str, ...]], confidence: dict[str, str]
    ) -> Frame:
        key = (tuple(sorted(candidates.items())), tuple(sorted(confidence.items())))
        if key not in self._regions:
            self._regions[key] = self._frame(candidates, confidence)
        return self._regions[key]

    def _frame(self, candidates: dict[str, tuple[str, ...]], confidence: dict[str, str]) -> Frame:
        order = {name: at for at, name in enumerate(self.names)}
        groups: dict[tuple[str, ...], list[str]] = {}
        for unit in self.outlines["id"]:
            if unit in candidates:
                groups.setdefault(candidates[unit], []).append(unit)
        names = sorted(groups, key=lambda each: [order[name] for name in each])
        city = dict(zip(self.outlines["id"], self.outlines["city"], strict=True))
        cities = [{city[unit] for unit in groups[each]} for each in names]
        columns: dict[str, list[object]] = {
            "label": [label(each) for each in names],
            "candidates": [*names],
            "units": [tuple(groups[each]) for each in names],
            "city": [next(iter(each)) if len(each) == 1 else "" for each in cities],
            "confidence": [
                max((confidence[unit] for unit in groups[each]), key=CONFIDENCE.index)
                for each in names
            ],
            "geometry": [self._dissolve(groups[each]) for each in names],
        }
        return Frame({name: objects(values) for name, values in columns.items()})

    def _dissolve(self, units: Iterable[str]) -> shapely.Geometry:
        key = frozenset(units)
        if key not in self._shapes:
            members = np.array([each in key for each in self.outlines["id"]], dtype=bool)
            parts = self.outlines["geometry"][members]
            self._shapes[key] = shapely.normalize(shapely.coverage_union_all(parts))
        return self._shapes[key]


def label(candidates: tuple[str, ...]) -> str:
    """Return "West", "West or Central", "West, Central or East".

    Parameters
    ----------
    candidates : tuple of str
        The districts that a region can have belonged to, one at least.

    Returns
    -------
    str
        What the region is called.
    """
    *others, last = candidates
    return f"{', '.join(others)} or {last}" if others else last


def no_districts() -> Districts:
    """Return the districts of an atlas that has none."""
    return Districts(Frame({name: objects([]) for name in (*UNIT_COLUMNS, "note", "geometry")}), ())


def read_districts(settings: Settings) -> tuple[Districts, Problems]:
    """Read the districts of an atlas.

    Parameters
    ----------
    settings : Settings
        They name the files of units and of memberships. With the coverage "none" neither is read,
        and there are no districts.

    Returns
    -------
    districts : Districts
        Without what is wrong: whole only when no problem is an error.
    problems : Problems
        Of both files, and of units that belong to no district for a time (warnings).
    """
    if settings.coverage == "none":
        return no_districts(), Problems()
    units, problems = read_units(settings.units, name=settings.name_of(settings.units))
    memberships, found = read_memberships(
        settings.districts, list(units["id"]), name=settings.name_of(settings.districts)
    )
    districts = Districts(units, memberships)
    if not found.errors and not problems.errors:
        _check_units(districts, settings, found)
    problems.extend(found)
    return districts, problems


def _check_units(districts: Districts, settings: Settings, problems: Problems) -> None:
    """Warn of a unit that, within the atlas's period, belongs to no district for a time."""
    for unit in districts.outlines["id"]:
        rows = [row for row in districts.memberships if row.unit == unit]
        if not rows:
            problems.error(
                "no row says to which district this unit belonged",
                column="unit",
                value=unit,
                mend="Add one, or remove the unit.",
                code="district/unit-unassigned",
            )
        elif settings.period:
            day: float = settings.period.first
            for row in sorted(rows, key=lambda each: each.possible):
                if row.possible[0] > day:
                    break
                day = max(day, row.possible[1])
            if day <= settings.period.last:
                problems.warning(
                    f"belongs to no district from {iso(int(day))} on",
                    column="unit",
                    value=unit,
                    mend="Close the gap between its rows: a row's valid_to is the next valid_from.",
                    code="district/unit-unassigned",
                )
