"""What one machine does with one part of the events, and how two results become one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from mapgen.atlas.join import join
from mapgen.atlas.join_problems import join_problems
from mapgen.atlas.reach import shapes_holding
from mapgen.counts.grain import SIDE, WORLD, Grain, day_ladder, square_ladder
from mapgen.counts.ids import Hashes
from mapgen.counts.ids import together as all_ids
from mapgen.counts.read_part import read_part
from mapgen.counts.table import APART, KEYS, SUMS, Counts, Standing, together
from mapgen.files.arrays import Ints, Objects
from mapgen.files.columns import factorize, same_objects
from mapgen.page.payload.columns import degrees
from mapgen.problems import Problem, Problems
from mapgen.vocabulary import DEGREE, PRECISIONS

if TYPE_CHECKING:
    from mapgen.atlas.districts import Districts
    from mapgen.counts.parts import Part
    from mapgen.counts.read_part import Rules
    from mapgen.files.frame import Frame

MOST_DAYS = 700_000
"""Rows that the counts by day, district and category may have."""
MOST_SQUARES = 500_000
"""Rows that the counts by square may have."""
NORTH = 90 * DEGREE
EAST = 180 * DEGREE


@dataclass(frozen=True, slots=True)
class Task:
    """What is the same for all parts: the rules, the districts, and how fine the counts may be."""

    rules: Rules
    districts: Districts
    most_days: int = MOST_DAYS
    most_squares: int = MOST_SQUARES

    @property
    def squares(self) -> tuple[Grain, ...]:
        """The ladder of the counts by square, by the extent of the districts."""
        units = self.districts.outlines["geometry"]
        if not len(units):
            return tuple(square_ladder())
        west, south, east, north = shapely.total_bounds(units)
        extent = max(east - west, north - south) * DEGREE
        return tuple(square_ladder(int(min(max(extent, SIDE), WORLD))))


@dataclass(frozen=True, slots=True)
class PartCount:
    """What some parts add up to: counts by day and by square, and what is wrong.

    `first` and `last` are the days of the first and the last event, whatever the counts' grain;
    `outside` events lie in no district, `possible` ones in one that is not certain. `ids` are
    those of single parts; what many add up to has none.
    """

    days: Counts
    squares: Counts
    first: int
    last: int
    outside: int = 0
    possible: int = 0
    problems: Problems = field(default_factory=Problems)
    ids: Hashes = field(default_factory=Hashes)

    @property
    def events(self) -> int:
        """How many events were counted."""
        return self.days.total()


def count_part(part: Part, task: Task) -> PartCount:
    """Return what a part of the events adds up to; nothing from rows where there are errors."""
    found: PartCount | None = None
    for events, ids, problems in read_part(part, task.rules):
        joined = join(events, task.districts)
        if task.rules.settings.coverage == "all":
            outside = joined.take(joined["join"] == "outside")
            problems.extend(join_problems(outside, task.districts, part.name))
        if any(each.severity == "error" for each in problems):
            joined = joined.take(slice(0))
        more = replace(count_events(joined, task), problems=problems, ids=ids)
        found = more if found is None else merge(found, more)
    return found or nothing(task)


def nothing(task: Task) -> PartCount:
    """Return the count of no events."""
    return _found({name: np.zeros(0, np.int64) for name in (*KEYS, *SUMS)}, (), (), task)


def merge(one: PartCount, other: PartCount) -> PartCount:
    """Return two results as one; the problems of `one` come first."""
    problems_of_both: list[Problem] = [*one.problems, *other.problems]
    return PartCount(
        together([one.days, other.days]),
        together([one.squares, other.squares]),
        min(one.first, other.first),
        max(one.last, other.last),
        one.outside + other.outside,
        one.possible + other.possible,
        # The mistakes of a file's header are those of each of its parts.
        Problems(problems=dict.fromkeys(problems_of_both)),
        all_ids([one.ids, other.ids]),
    )


def count_events(events: Frame, task: Task) -> PartCount:
    """Return what joined events with the columns `low`, `high` and `open` add up to."""
    settings = task.rules.settings
    if not len(events):
        return nothing(task)
    latitude = degrees(events["latitude"])
    longitude = degrees(events["longitude"])
    has_point = ~np.isnan(events["latitude"])
    cities = tuple(city.name for city in settings.cities)
    standings, standing = _standings(events)
    high = events["high"].astype(np.int64, copy=False)
    columns: dict[str, Ints] = {
        "first": events["first"].astype(np.int64, copy=False),
        "last": events["last"].astype(np.int64, copy=False),
        "category": _codes(events["category"], list(settings.categories)),
        # Without cities in the settings any text is one: there is no end to them.
        "city": _codes(events["city"], [*cities, ""]),
        "standing": standing,
        "unit": _units(events, task.districts),
        "precision": np.where(has_point, 0, _codes(events["place_precision"], list(PRECISIONS))),
        "row": np.where(has_point, (latitude + NORTH) // SIDE, -1),
        "column": np.where(has_point, (longitude + EAST) // SIDE, -1),
        "events": np.ones(len(events), np.int64),
        "low": np.maximum(events["low"].astype(np.int64, copy=False), 0),
        "high": np.maximum(high, 0),
        "unstated": (high < 0).astype(np.int64),
        "open": events["open"].astype(np.int64, copy=False),
        "latitude": np.where(has_point, latitude, 0),
        "longitude": np.where(has_point, longitude, 0),
    }
    kinds = events["join"]
    return replace(
        _found(columns, (*cities, ""), standings, task),
        outside=int((kinds == "outside").sum()),
        possible=int((kinds == "possible").sum()),
    )


def _found(
    columns: dict[str, Ints], cities: tuple[str, ...], standings: tuple[Standing, ...], task: Task
) -> PartCount:
    keys = {name: columns[name] for name in KEYS}
    sums = {name: columns[name] for name in SUMS}
    count = len(keys["first"])
    nowhere = {name: np.full(count, APART) for name in ("unit", "precision", "row", "column")}
    zero = np.zeros(count, np.int64)
    days = Counts(
        tuple(day_ladder()),
        task.most_days,
        cities,
        standings,
        keys | nowhere,
        sums | {"latitude": zero, "longitude": zero},
    )
    squares = Counts(task.squares, task.most_squares, cities, standings, keys, sums)
    return PartCount(
        days.bounded(),
        squares.bounded(),
        int(keys["first"].min(initial=2**31 - 1)),
        int(keys["last"].max(initial=-(2**31))),
    )


def _units(events: Frame, districts: Districts) -> Ints:
    """Return the number of the first unit that holds each event's point, −1 for none."""
    held = shapes_holding(events["longitude"], events["latitude"], districts.outlines["geometry"])
    if not held.size:
        return np.full(len(events), -1)
    # What is told for several districts is in no district's sum.
    several = events["join"] == "several"
    return np.where(held.any(axis=1) & ~several, held.argmax(axis=1), -1)


def _codes(values: Objects, known: list[str]) -> Ints:
    """Return each value's index among the known ones, that of the last for others."""
    codes, distinct = factorize(np.asarray(values, dtype=object))
    index = {value: at for at, value in reversed(list(enumerate(known)))}
    return np.array([index.get(value, len(known) - 1) for value in distinct], np.int64)[codes]


def _standings(events: Frame) -> tuple[tuple[Standing, ...], Ints]:
    """Return the districts in which events lie, and for each event which of these it has."""
    names, known = factorize(events["district"])
    near = events["candidates"]
    codes, first_rows = same_objects(near)
    tuples = [tuple(each) for each in near[first_rows]]
    pairs, rows = np.unique(codes * (len(known) + 1) + names, return_inverse=True)
    standings = tuple(
        (str(known[pair % (len(known) + 1)]), tuples[pair // (len(known) + 1)])
        for pair in pairs.tolist()
    )
    return standings, rows
