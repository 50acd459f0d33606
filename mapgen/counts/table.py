"""Counts of events by day, category, city, district and square, whose number of rows is bounded.

Two counts are put together in any order with the same result: a count is as fine as the first step
of its ladder at which it has no more rows than it may have, and a part never has more rows than the
whole. All numbers are whole, so that no sum depends on the order of its parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from mapgen.atlas.districts import label
from mapgen.counts.grain import Grain, coarser

T = TypeVar("T")
Column = npt.NDArray[np.integer]
Standing = tuple[str, tuple[str, ...]]
"""The district that an event is counted in, "" for none, and all that it can lie in."""

KEYS = (
    "first", "last", "category", "city", "standing", "unit", "precision", "row", "column",
)  # fmt: skip
SUMS = ("events", "low", "high", "unstated", "open", "latitude", "longitude")

APART = -2


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
        found = self.grouped()
        while len(found) > found.most and found.step + 1 < len(found.ladder):
            found = found.at(found.step + 1)
        return found

    def at(self, step: int) -> Counts:
        """Return the count at a coarser step of its ladder."""
        if step == self.step:
            return self
        before, after = self.grain, self.ladder[step]
        keys = dict(self.keys)
        for name in ("first", "last"):
            keys[name] = coarser(keys[name], before.time, after.time)
        for name in ("row", "column"):
            keys[name] = np.where(
                keys[name] < 0, keys[name], keys[name] >> (after.doublings - before.doublings)
            )
        standings, cities = self.standings, self.cities
        if before.near and not after.near:
            standings = tuple((name, own(name, near)) for name, near in standings)
        if before.placed and not after.placed:
            standings = tuple(("", ()) for _ in standings)
            cities = ("",) * len(cities)
            keys["unit"] = np.full(len(self), APART)
        found = replace(self, keys=keys, standings=standings, cities=cities, step=step)
        return found.grouped()

    def grouped(self) -> Counts:
        """Return the count with one row for each combination of keys, in their order."""
        keys = dict(self.keys)
        cities, keys["city"] = tidied(self.cities, keys["city"])
        standings, keys["standing"] = tidied(self.standings, keys["standing"])
        code = combined([keys[name] for name in KEYS])
        order = np.argsort(code, kind="stable")
        starts = np.flatnonzero(np.diff(code[order], prepend=-1))
        first_rows = order[starts]
        return replace(
            self,
            cities=cities,
            standings=standings,
            keys={name: smaller(keys[name][first_rows]) for name in KEYS},
            sums={
                name: np.add.reduceat(self.sums[name][order], starts, dtype=np.int64)
                if len(starts)
                else self.sums[name].astype(np.int64)
                for name in SUMS
            },
        )

    def total(self, name: str = "events") -> int:
        """Return a sum over all rows."""
        return int(self.sums[name].sum())


def together(parts: Sequence[Counts]) -> Counts:
    """Return several counts of one ladder as one."""
    step = max(each.step for each in parts)
    parts = [each.at(step) for each in parts]
    cities: list[str] = []
    standings: list[Standing] = []
    keys: dict[str, list[Column]] = {name: [] for name in KEYS}
    for each in parts:
        for name in KEYS:
            shift = {"city": len(cities), "standing": len(standings)}.get(name, 0)
            keys[name].append(each.keys[name].astype(np.int64) + shift)
        cities += each.cities
        standings += each.standings
    return replace(
        parts[0],
        cities=tuple(cities),
        standings=tuple(standings),
        keys={name: np.concatenate(columns) for name, columns in keys.items()},
        sums={name: np.concatenate([each.sums[name] for each in parts]) for name in SUMS},
    ).bounded()


def own(name: str, near: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the districts that an event can lie in by which it is counted."""
    for end in range(1, len(near)):
        if label(near[:end]) == name:
            return near[:end]
    return near


def tidied(terms: tuple[T, ...], codes: Column) -> tuple[tuple[T, ...], Column]:
    """Return the terms that are used, sorted and each once, and the codes for them."""
    used = np.unique(codes)
    known = tuple(sorted({terms[code] for code in used.tolist()}))
    index = {term: at for at, term in enumerate(known)}
    table = np.zeros(len(terms) + 1, dtype=np.int64)
    table[used] = [index[terms[code]] for code in used.tolist()]
    return known, table[codes]


def combined(columns: Sequence[Column]) -> Column:
    """Return a number for each row that orders the rows by their columns' values.

    Parameters
    ----------
    columns : sequence of array of int, each of shape (n,)
        The first counts above all others.

    Returns
    -------
    array of int, shape (n,)
        Equal for equal rows.
    """
    code = np.zeros(len(columns[0]), dtype=np.int64)
    size = 1
    for values in columns:
        low = int(values.min(initial=0))
        width = int(values.max(initial=0)) - low + 1
        if size * width >= 2**62:
            distinct, code = np.unique(code, return_inverse=True)
            size = len(distinct)
        code = code * width + (values.astype(np.int64) - low)
        size *= width
    return code


def smaller(values: Column) -> Column:
    """Return whole numbers in 32 bits where they fit: half the memory and half the way."""
    low, high = int(values.min(initial=0)), int(values.max(initial=0))
    return values.astype(np.int32) if low >= -(2**31) and high < 2**31 else values
