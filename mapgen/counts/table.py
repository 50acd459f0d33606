"""Counts of events by day, category, city, district and square, whose number of rows is bounded.

Two counts are put together in any order with the same result: a count is as fine as the first step
of its ladder at which it has no more rows than it may have, and a part never has more rows than the
whole. All numbers are whole, so that no sum depends on the order of its parts.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from mapgen.atlas.districts import label
from mapgen.counts.grain import Grain, coarser
from mapgen.files.dense import combined, count_groups, groups_of, sums

T = TypeVar("T", str, "Standing")
Column = npt.NDArray[np.integer]
Standing = tuple[str, tuple[str, ...]]
"""The district that an event is counted in, "" for none, and all that it can lie in."""

KEYS = (
    "first", "last", "category", "city", "standing", "unit", "precision", "row", "column",
)  # fmt: skip
SUMS = ("events", "low", "high", "unstated", "open", "latitude", "longitude")

APART = -2
SAMPLE = 2**16
"""Rows that tell which step of a ladder a count will have."""


@dataclass(frozen=True, slots=True)
class Counts:
    """A table of counts: `keys` say what is counted in a row, `sums` how much.

    `first` and `last` are numbers of the grain's steps of time; `category` is an index of the
    settings' categories, `city` one of `cities` and `standing` one of `standings`, both sorted;
    `unit` is the building unit that holds the point, `row` and `column` number squares from the
    south-west corner of the globe: −1 for events without any, and −2 where the count does not tell
    them apart. Rows are in the order of their keys.
    """

    ladder: tuple[Grain, ...]
    most: int
    cities: tuple[str, ...]
    standings: tuple[Standing, ...]
    keys: dict[str, Column]
    sums: dict[str, Column]
    step: int = 0

    def __len__(self) -> int:
        return len(self.keys["first"])

    @property
    def grain(self) -> Grain:
        """How finely events are told apart."""
        return self.ladder[self.step]

    def bounded(self) -> Counts:
        """Return the count with equal rows put together, as fine as its rows allow."""
        if len(self) <= self.most:
            return self.grouped()
        step, found = self._fitted()
        return found[0].grouped_by(*found[1:]) if found else self.at(step).grouped()

    def fitting(self) -> int:
        """Return the first step of the ladder, from its own on, at which it has few enough rows.

        Returns
        -------
        int
            The last one where none has.
        """
        return self.step if len(self) <= self.most else self._fitted()[0]

    def _fitted(self) -> tuple[int, tuple[Counts, Column, int] | None]:
        """Return that step, and the count at it with the numbers of its rows, if it has few."""
        # A coarser step never has more rows, so that the first that has few enough can be sought:
        # around the one that seems to be it. The last one has to do.
        last = len(self.ladder) - 1
        too_fine, coarse_enough, step, stride = self.step - 1, last, self._likely(), 1
        best: tuple[Counts, Column, int] | None = None
        while coarse_enough - too_fine > 1:
            found = self.at(step).tidy()
            code = combined(found.columns())
            if found.fits_in(*code):
                best, coarse_enough, further = (found, *code), step, step - stride
            else:
                too_fine, further = step, step + stride
            stride *= 2
            is_between = too_fine < further < coarse_enough
            step = further if is_between else (too_fine + coarse_enough) // 2
        return coarse_enough, best

    def _likely(self) -> int:
        """Return the first step that has few enough rows by what a sample of them tells."""
        stride = -(-len(self) // SAMPLE)
        some = replace(self, keys={name: each[::stride] for name, each in self.keys.items()})

        def seems_to_fit(step: int) -> bool:
            found = some.at(step).tidy()
            groups = count_groups(*combined(found.columns()))
            return _of_all(groups, len(some), len(self)) <= self.most

        steps = range(self.step, len(self.ladder) - 1)
        return self.step + min(bisect_left(steps, True, key=seems_to_fit), len(steps) - 1)

    def fits_in(self, code: Column, size: int) -> bool:
        """Return whether rows with the numbers that `combined` gave them are few enough.

        Parameters
        ----------
        code : ndarray
            As `combined` returns it.
        size : int
            All numbers are less.

        Returns
        -------
        bool
            Whether their groups are at most `most`.
        """
        return len(code) <= self.most or count_groups(code, size) <= self.most

    def at(self, step: int) -> Counts:
        """Return the count at a coarser step of its ladder, its rows as they are.

        Parameters
        ----------
        step : int
            Its own or a coarser one.

        Returns
        -------
        Counts
            Equal rows are not put together.
        """
        if step == self.step:
            return self
        before, after = self.grain, self.ladder[step]
        keys = dict(self.keys)
        for name in ("first", "last"):
            keys[name] = coarser(keys[name], before.time, after.time)
        doublings = after.doublings - before.doublings
        for name in ("row", "column") if doublings else ():
            values = keys[name]
            keys[name] = values >> doublings
            if values.min(initial=0) < 0:
                keys[name] = np.where(values < 0, values, keys[name])
        standings, cities = self.standings, self.cities
        if before.near and not after.near:
            standings = tuple((name, own(name, near)) for name, near in standings)
        if before.placed and not after.placed:
            standings = tuple(("", ()) for _ in standings)
            cities = ("",) * len(cities)
            keys["unit"] = np.full(len(self), APART)
        return replace(self, keys=keys, standings=standings, cities=cities, step=step)

    def grouped(self) -> Counts:
        """Return the count with one row for each combination of keys, in their order."""
        tidy = self.tidy()
        return tidy.grouped_by(*combined(tidy.columns()))

    def grouped_by(self, code: Column, size: int) -> Counts:
        """Return the count with one row for each of the numbers that `combined` gave.

        Parameters
        ----------
        code : ndarray
            As `combined` returns it.
        size : int
            All numbers are less.

        Returns
        -------
        Counts
            In the order of the numbers.
        """
        groups, rows = groups_of(code, size)
        return replace(
            self,
            keys={name: smaller(self.keys[name][rows]) for name in KEYS},
            sums=self._sums(groups, rows),
        )

    def tidy(self) -> Counts:
        """Return the count with those cities and standings only that it has, in their order."""
        keys = dict(self.keys)
        cities, keys["city"] = tidied(self.cities, keys["city"])
        standings, keys["standing"] = tidied(self.standings, keys["standing"])
        return replace(self, cities=cities, standings=standings, keys=keys)

    def columns(self) -> list[Column]:
        """Return the numbers that tell rows apart, and put them in order."""
        # How long a time is orders rows of one first day as their last day does.
        long = {"last": self.keys["last"].astype(np.int64) - self.keys["first"]}
        return [(self.keys | long)[name] for name in KEYS]

    def _sums(self, groups: Column, rows: Column) -> dict[str, Column]:
        if len(rows) == len(self):  # no two rows are equal
            return {name: values[rows] for name, values in self.sums.items()}
        found: dict[str, Column] = {}
        count = len(rows)
        for name, values in self.sums.items():
            # Mostly no figure is a range: what is lowest is highest too.
            same = name == "high" and np.array_equal(values, self.sums["low"])
            found[name] = found["low"] if same else smaller(sums(values, groups, count))
        return found

    def total(self, name: str = "events") -> int:
        """Return a sum over all rows.

        Parameters
        ----------
        name : str
            The sum's.

        Returns
        -------
        int
            Exact.
        """
        return int(self.sums[name].sum())


def together(parts: Sequence[Counts]) -> Counts:
    """Return the rows of several counts of one ladder, at its step that is coarse enough.

    Parameters
    ----------
    parts : sequence of Counts
        Of one ladder, one at least.

    Returns
    -------
    Counts
        Equal rows are not put together.
    """
    step = max(each.step for each in parts)
    parts = [each.at(step) for each in parts]
    cities, of_cities = _as_one([each.cities for each in parts])
    standings, of_standings = _as_one([each.standings for each in parts])
    keys: dict[str, list[Column]] = {name: [] for name in KEYS}
    for each, city, standing in zip(parts, of_cities, of_standings, strict=True):
        for name in KEYS:
            shift = {"city": city, "standing": standing}.get(name, 0)
            keys[name].append(each.keys[name] + np.int32(shift) if shift else each.keys[name])
    return replace(
        parts[0],
        cities=cities,
        standings=standings,
        keys={name: np.concatenate(columns) for name, columns in keys.items()},
        sums={name: np.concatenate([each.sums[name] for each in parts]) for name in SUMS},
    )


def _as_one(every: Sequence[tuple[T, ...]]) -> tuple[tuple[T, ...], list[int]]:
    """Return the terms of several counts as one, and from where on it has those of each.

    Where some are the first of others, as those that one process has met, they are taken once.
    """
    longest = max(every, key=len)
    if all(each == longest[: len(each)] for each in every):
        return longest, [0] * len(every)
    starts = [0, *accumulate(map(len, every))]
    return tuple(chain.from_iterable(every)), starts[:-1]


def _of_all(groups: int, rows: int, every: int) -> float:
    """Return how many groups there may be among all rows where some of them have so many.

    As if each row fell into any one of a number of boxes: those that some rows leave empty tell it.
    """
    if groups >= rows:
        return every
    low, high = float(groups), float(rows) * rows
    for _ in range(50):
        boxes = math.sqrt(low * high)
        if -boxes * math.expm1(-rows / boxes) < groups:
            low = boxes
        else:
            high = boxes
    return -high * math.expm1(-every / high)


def own(name: str, near: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the districts that an event can lie in by which it is counted.

    Parameters
    ----------
    name : str
        What `label` calls them, or one of them.
    near : tuple of str
        The districts, the nearest first.

    Returns
    -------
    tuple of str
        The first of `near`, as many as `name` is of.
    """
    for end in range(1, len(near)):
        if label(near[:end]) == name:
            return near[:end]
    return near


def tidied(terms: tuple[T, ...], codes: Column) -> tuple[tuple[T, ...], Column]:
    """Return the terms that are used, sorted and each once, and the codes for them.

    Parameters
    ----------
    terms : tuple of T
        In any order, perhaps with equal ones.
    codes : ndarray
        Numbers of terms.

    Returns
    -------
    terms : tuple of T
        Sorted.
    codes : ndarray
        As many.
    """
    used = np.flatnonzero(np.bincount(codes, minlength=len(terms))).tolist()
    known = tuple(sorted({terms[code] for code in used}))
    if known == terms:
        return terms, codes
    index = {term: at for at, term in enumerate(known)}
    table = np.zeros(len(terms) + 1, dtype=np.int32)
    table[used] = [index[terms[code]] for code in used]
    return known, table[codes]


def smaller(values: Column) -> Column:
    """Return whole numbers in as few bytes as hold them: less memory and a shorter way.

    Parameters
    ----------
    values : ndarray
        Whole numbers.

    Returns
    -------
    ndarray
        The same numbers.
    """
    low, high = int(values.min(initial=0)), int(values.max(initial=0))
    for kind in (np.int8, np.int16, np.int32):
        if np.iinfo(kind).min <= low and high <= np.iinfo(kind).max:
            return values.astype(kind, copy=False)
    return values
