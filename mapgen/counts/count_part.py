"""What one machine does with one part of the events, and how two results become one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
import shapely

from mapgen.atlas.join import place_events, with_places
from mapgen.atlas.join_problems import join_problems
from mapgen.counts.gather import Gathered
from mapgen.counts.grain import SIDE, WORLD, Grain, day_ladder, square_ladder
from mapgen.counts.ids import Hashes
from mapgen.counts.ids import together as all_ids
from mapgen.counts.read_part import read_part
from mapgen.counts.table import APART, KEYS, SUMS, Counts, Standing, smaller, together
from mapgen.files.arrays import Ints
from mapgen.page.payload.columns import degrees
from mapgen.problems import Problems
from mapgen.vocabulary import DEGREE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mapgen.atlas.districts import Districts
    from mapgen.atlas.placing import Placed
    from mapgen.counts.parts import Part
    from mapgen.counts.read_part import Rules
    from mapgen.files.frame import Frame

MOST_DAYS = 700_000
"""Rows that the counts by day, district and category may have."""
MOST_SQUARES = 500_000
"""Rows that the counts by square may have."""
ROWS = 1_000_000
"""Rows of single events that are put together at once."""
NORTH = 90 * DEGREE
EAST = 180 * DEGREE


@dataclass(slots=True)
class Floor:
    """Steps of the ladders that events of one task have been too many for, as far as one knows.

    More events are as many, so that no finer count of them is worth making. What is known (−1: not
    yet) stays in its process and in copies of it: each comes to know its own.
    """

    days: int = -1
    squares: int = -1

    def __reduce__(self) -> tuple[type[Floor], tuple[()]]:
        return Floor, ()


class Known:
    """The standings that a process has met: all parts have the same numbers for them."""

    def __init__(self) -> None:
        self._numbers: dict[Standing, int] = {}
        self._lock = Lock()  # a worker of a cluster may have several threads

    def __reduce__(self) -> tuple[type[Known], tuple[()]]:
        return Known, ()

    def numbered(self, standings: Iterable[Standing]) -> tuple[list[int], tuple[Standing, ...]]:
        """Return the numbers of some standings, and all that are known by then.

        Parameters
        ----------
        standings : iterable of Standing
            Of a part.

        Returns
        -------
        numbers : list of int
            One for each.
        every : tuple of Standing
            By their numbers.
        """
        with self._lock:
            known = self._numbers
            return [known.setdefault(each, len(known)) for each in standings], tuple(known)


@dataclass(frozen=True, slots=True)
class Task:
    """What is the same for all parts: the rules, the districts, and how fine the counts may be."""

    rules: Rules
    districts: Districts
    most_days: int = MOST_DAYS
    most_squares: int = MOST_SQUARES
    floor: Floor = field(init=False, default_factory=Floor, compare=False, repr=False)
    known: Known = field(init=False, default_factory=Known, compare=False, repr=False)

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


def count_parts(parts: Iterable[Part], task: Task) -> PartCount:
    """Return what parts of the events add up to.

    Parameters
    ----------
    parts : iterable of Part
        Neighbours, in their order.
    task : Task
        What is counted, and how finely.

    Returns
    -------
    PartCount
        Each event is a row still where they are less than `ROWS`.
    """
    return add_up((rows_of(part, task) for part in parts), task)


def add_up(every: Iterable[PartCount], task: Task) -> PartCount:
    """Return single rows as one result, however many there are: some are put together at a time.

    Parameters
    ----------
    every : iterable of PartCount
        In the order of the events.
    task : Task
        What is counted, and how finely.

    Returns
    -------
    PartCount
        Each event is a row still where they are less than `ROWS`.
    """
    none = nothing(task)
    days = Gathered(none.days, task.floor.days)
    squares = Gathered(none.squares, task.floor.squares)
    others: list[PartCount] = []
    single: list[PartCount] = []
    rows = 0

    def gather() -> None:
        some = _side_by_side(single)
        for counts, gathered in ((some.days, days), (some.squares, squares)):
            gathered.add(counts)
        others.append(replace(some, days=none.days, squares=none.squares))
        task.floor.days, task.floor.squares = days.step, squares.step
        single.clear()

    for each in every:
        single.append(each)
        rows += len(each.days)
        if rows >= ROWS:
            gather()
            rows = 0
    if not others:
        return _side_by_side(single) if single else none
    if single:
        gather()
    return replace(_side_by_side(others), days=days.counts(), squares=squares.counts())


def rows_of(part: Part, task: Task) -> PartCount:
    """Return the events of a part, each in a row of its own.

    Parameters
    ----------
    part : Part
        Of the events.
    task : Task
        What is counted, and how finely.

    Returns
    -------
    PartCount
        No rows from where there are errors.
    """
    return _side_by_side([*_single_rows(part, task)] or [nothing(task)])


def _single_rows(part: Part, task: Task) -> Iterator[PartCount]:
    """Yield the events of a part, some at a time, each in a row of its own."""
    for events, ids, problems in read_part(part, task.rules):
        placed = place_events(events, task.districts)
        if task.rules.settings.coverage == "all":
            outside = np.array([each.join == "outside" for each in placed.answers])[placed.codes]
            found = with_places(events.take(outside), placed.take(outside))
            problems.extend(join_problems(found, task.districts, part.name))
        if any(each.severity == "error" for each in problems):
            events, placed = events.take(slice(0)), placed.take(slice(0))
        yield replace(count_events(events, placed, task), problems=problems, ids=ids)


def nothing(task: Task) -> PartCount:
    """Return the count of no events.

    Parameters
    ----------
    task : Task
        What is counted, and how finely.

    Returns
    -------
    PartCount
        Without rows.
    """
    return _found({name: np.zeros(0, np.int64) for name in (*KEYS, *SUMS)}, (), (), task)


def merged(parts: Sequence[PartCount], task: Task) -> PartCount:
    """Return results as one, with equal rows put together.

    Parameters
    ----------
    parts : sequence of PartCount
        In the order of the events.
    task : Task
        What is counted, and how finely.

    Returns
    -------
    PartCount
        Their problems are in order, too.
    """
    found, floor = _side_by_side(parts), task.floor
    days = found.days.at(max(found.days.step, floor.days)).bounded()
    squares = found.squares.at(max(found.squares.step, floor.squares)).bounded()
    floor.days, floor.squares = max(floor.days, days.step), max(floor.squares, squares.step)
    return replace(found, days=days, squares=squares)


def _side_by_side(parts: Sequence[PartCount]) -> PartCount:
    """Return results as one, their rows one after the other."""
    if len(parts) == 1:
        return parts[0]
    problems = Problems()
    for each in parts:  # the mistakes of a file's header are those of each of its parts
        problems.extend_once(each.problems)
    return PartCount(
        together([each.days for each in parts]),
        together([each.squares for each in parts]),
        min(each.first for each in parts),
        max(each.last for each in parts),
        sum(each.outside for each in parts),
        sum(each.possible for each in parts),
        problems,
        all_ids([each.ids for each in parts]),
    )


def count_events(events: Frame, placed: Placed, task: Task) -> PartCount:
    """Return events as counts of one.

    Parameters
    ----------
    events : Frame
        With `COUNTED`, `low`, `high` and `open`.
    placed : Placed
        Their districts.
    task : Task
        What is counted, and how finely.

    Returns
    -------
    PartCount
        A row for each event.
    """
    settings = task.rules.settings
    if not len(events):
        return nothing(task)
    latitude, longitude = (
        degrees(events[name]).astype(np.int32) for name in ("latitude", "longitude")
    )
    row, column = (latitude + NORTH) // SIDE, (longitude + EAST) // SIDE
    precision = np.zeros(len(events), np.int8)
    without_point = np.isnan(events["latitude"])
    if without_point.any():
        precision[without_point] = events["precision"][without_point]
        for values, nothing_there in ((latitude, 0), (longitude, 0), (row, -1), (column, -1)):
            values[without_point] = nothing_there
    cities = tuple(city.name for city in settings.cities)
    answers = placed.answers
    joins = np.array([each.join for each in answers])
    high = events["high"].astype(np.int64, copy=False)
    columns: dict[str, Ints] = {
        "first": events["first"],
        "last": events["last"],
        "category": events["category_code"],
        # Without cities in the settings any text is one: there is no end to them.
        "city": events["city_code"],
        # What is told for several districts is in no district's sum.
        "unit": placed.unit
        if "several" not in joins
        else np.where((joins == "several")[placed.codes], -1, placed.unit),
        "precision": precision,
        "row": row,
        "column": column,
        "events": np.ones(len(events), np.int8),
        "low": np.maximum(events["low"].astype(np.int64, copy=False), 0),
        "high": np.maximum(high, 0),
        "unstated": (high < 0).astype(np.int8),
        "open": events["open"].astype(np.int64, copy=False),
        "latitude": latitude,
        "longitude": longitude,
    }
    numbers, standings = task.known.numbered((each.district, each.candidates) for each in answers)
    columns["standing"] = np.array(numbers, dtype=np.int32)[placed.codes]
    told = np.bincount(placed.codes, minlength=len(joins))
    return replace(
        _found(columns, (*cities, ""), standings, task),
        outside=int(told[joins == "outside"].sum()),
        possible=int(told[joins == "possible"].sum()),
    )


def _found(
    columns: dict[str, Ints], cities: tuple[str, ...], standings: tuple[Standing, ...], task: Task
) -> PartCount:
    keys = {name: smaller(columns[name]) for name in KEYS}
    sums = {name: smaller(columns[name]) for name in SUMS}
    count = len(keys["first"])
    nowhere = {
        name: np.full(count, APART, np.int8) for name in ("unit", "precision", "row", "column")
    }
    zero = np.zeros(count, np.int8)
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
        days,
        squares,
        int(columns["first"].min()) if count else 2**31 - 1,
        int(columns["last"].max()) if count else -(2**31),
    )
