"""Rows that come some at a time, put together as they come: each is looked up in tables.

A combination of keys is numbered by stages: the number of some keys, with the next ones, is looked
up in a table. So keys that go along with others, as a square with its district, take little room.
What has one number is added up. Where the tables would be too wide, rows are put together as
`Counts` are, some at a time.
"""

from __future__ import annotations

from dataclasses import replace
from math import prod
from typing import TypeVar

import numpy as np

from mapgen.counts.table import KEYS, SUMS, Column, Counts, Standing, smaller, together
from mapgen.files.arrays import Ints
from mapgen.files.dense import distinct

ORDER = ("row", "column", "standing", "unit", "city", "precision", "last", "category", "first")
"""The keys, those first that others go along with; `last` as a number of steps behind `first`."""
SMALL = 2**16  # places of a table that one more key may be put into
MOST_PLACES = 2**25  # of one table, 4 bytes each
AT_ONCE = 2**15  # rows that are looked up together: their numbers stay near the processor
ABOVE = "above"  # what the highest figure is more than the lowest
WORD = 62  # bits of sums that are added up as one number
MERGED = 8
"""How many results become one at a time."""


T = TypeVar("T")


class TooWideError(Exception):
    """There are too many combinations for a table."""


class Gathered:
    """A count that rows are added to, and that becomes coarser when they are too many."""

    def __init__(self, none: Counts, step: int = -1) -> None:
        """Take a count without rows, and the step that others had; −1 where there were none."""
        self._none = none
        self.step = max(step, 0)
        self._is_sought = step >= 0
        self._held: list[Counts] = []
        self._table: _Table | None = None
        self._wide = -1  # the step at which tables are too wide

    def add(self, counts: Counts) -> None:
        """Add rows.

        Parameters
        ----------
        counts : Counts
            Of single events, as fine as they are.
        """
        rows = counts.at(max(self.step, counts.step))
        if rows.step > self.step:
            self._put_by()
            self.step = rows.step
        if not len(rows):
            return
        # Where so many rows are the first of all, their step is sought before a table is made.
        if not self._is_sought and len(rows) > rows.most:
            self.step = rows.fitting()
            rows = rows.at(self.step)
        self._is_sought = True
        try:
            if self._wide != self.step and self._added(rows):
                return
        except TooWideError:
            self._put_by()
        self._hold(rows)
        self._wide = self.step if self.step == rows.step else -1

    def counts(self) -> Counts:
        """Return all that was added: a row for each combination of keys, in any order."""
        if self._held or self._table is None:
            self._put_by()
            if len(self._held) > 1:
                self._hold(None)
            return self._held[0] if self._held else self._none.at(self.step)
        return self._table.counts()

    def _added(self, rows: Counts) -> bool:
        """Add rows to the table; return False where what is held has become coarser than they."""
        if self._table is None or not self._table.add(rows):
            self._put_by()
            if rows.step < self.step:
                return False
            before = self._held[-1].at(self.step) if self._held else None
            self._table = _Table(rows, before)
            if before is not None and self._table.add(before):
                self._held.pop()  # it is in the table, and not sorted once more
            self._table.add(rows)
        if self._table.count > rows.most:
            self._put_by()
        return True

    def _put_by(self) -> None:
        """Hold what the table has, and begin without one."""
        table, self._table = self._table, None
        if table is not None and table.count:
            self._hold(table.counts())

    def _hold(self, rows: Counts | None) -> None:
        """Hold a result; put all together where they are many, or too many rows."""
        if rows is not None:
            found = rows.bounded()
            self._held.append(found)
        if rows is None or len(self._held) >= MERGED:
            found = together(self._held).bounded()
            self._held = [found]
        self.step = found.step


class _Table:
    """Rows of one step of the ladder: numbers of their keys, and the sums of each number."""

    def __init__(self, rows: Counts, before: Counts | None) -> None:
        """Make room for the keys of rows, and for others like them where some were there before."""
        self.like = rows
        self.count = 0
        self._cities: dict[str, int] = {}
        self._standings: dict[Standing, int] = {}
        self._sums: dict[str, Ints] = {}
        self._room = {"city": 2 * len(rows.cities), "standing": 4 * len(rows.standings)}
        self._low: dict[str, int] = {}
        self._high: dict[str, int] = {}
        for name, values in self._numbers(rows).items():
            low, high = int(values.min()), int(values.max())
            if before is not None:
                others = _long(before) if name == "last" else before.keys[name]
                low, high = min(low, int(others.min())), max(high, int(others.max()))
                if name in ("first", "last"):  # what comes in order of time goes on in it
                    low, high = low - (high - low), high + (high - low)
            self._low[name], self._high[name] = low, high
        for name, room in self._room.items():
            self._low[name], self._high[name] = 0, room
        self._stages: list[_Stage] = []

    def add(self, rows: Counts) -> bool:
        """Add rows; return False, and add none, where the table has no room for their keys.

        Parameters
        ----------
        rows : Counts
            Of the table's step, one at least.

        Returns
        -------
        bool
            Whether they were added.

        Raises
        ------
        TooWideError
            There are too many combinations; none is added.
        """
        keys = self._numbers(rows)
        for name, values in keys.items():
            if int(values.min()) < self._low[name] or int(values.max()) > self._high[name]:
                return False
        slots = np.empty(len(rows), dtype=np.int64)
        for start in range(0, len(rows), AT_ONCE):
            some = slice(start, start + AT_ONCE)
            slots[some] = self._looked_up({name: values[some] for name, values in keys.items()})
        count = self._stages[-1].count
        for name, added in _sums_of(rows.sums, slots, count).items():
            before = self._sums.get(name)
            if before is not None:
                added[: len(before)] += before
            self._sums[name] = added
        self.count = count
        return True

    def counts(self) -> Counts:
        """Return what was added, a row for each combination."""
        number: Ints = np.arange(self.count)
        keys: dict[str, Column] = {
            name: np.full(self.count, low) for name, low in self._low.items()
        }
        for stage in reversed(self._stages):
            number = stage.decoded(number, keys)
        keys["last"] = keys["first"] + keys["last"]
        sums = {name: np.zeros(self.count, dtype=np.int64) for name in (*SUMS, ABOVE)}
        for name, values in self._sums.items():  # shorter where all later rows had 0
            sums[name][: len(values)] = values
        sums["high"] = sums["low"] + sums.pop(ABOVE)
        return replace(
            self.like,
            cities=tuple(self._cities),
            standings=tuple(self._standings),
            keys={name: smaller(keys[name]) for name in KEYS},
            sums={name: smaller(values) for name, values in sums.items()},
        )

    def _numbers(self, rows: Counts) -> dict[str, Column]:
        """Return the keys of rows, cities and standings as the table numbers them."""
        return rows.keys | {
            "last": _long(rows),
            "city": _renumbered(rows.cities, rows.keys["city"], self._cities),
            "standing": _renumbered(rows.standings, rows.keys["standing"], self._standings),
        }

    def _looked_up(self, keys: dict[str, Column]) -> Ints:
        """Return a number for each combination of keys."""
        if not self._stages:
            return self._planned(keys)
        number: Ints = np.zeros(len(keys["first"]), dtype=np.int64)
        count = 1
        for stage in self._stages:
            number, count = stage.numbers(number, count, keys), stage.count
        return number

    def _planned(self, keys: dict[str, Column]) -> Ints:
        """Look up the first rows, and see which keys are put into one table."""
        number: Ints = np.zeros(len(keys["first"]), dtype=np.int64)
        count = 1
        names: list[str] = []
        left = [name for name in ORDER if self._high[name] > self._low[name]]
        for at, name in enumerate(left):
            names.append(name)
            ahead = [*names, *left[at + 1 : at + 2]]
            places = count * prod(self._high[each] - self._low[each] + 1 for each in ahead)
            if (name != "row" and places > SMALL) or at == len(left) - 1:
                stage = _Stage([(each, self._low[each], self._high[each]) for each in names])
                number = stage.numbers(number, count, keys)
                self._stages.append(stage)
                count, names = stage.count, []
        return number


class _Stage:
    """Numbers of combinations of what was numbered before and of some keys, as they come."""

    def __init__(self, keys: list[tuple[str, int, int]]) -> None:
        self._keys = [(name, low, high - low + 1) for name, low, high in keys]
        self._size = prod(width for _, _, width in self._keys)
        self._table = np.zeros(0, dtype=np.int32)
        self._codes: list[Ints] = []
        self.count = 0

    def numbers(self, before: Ints, count: int, keys: dict[str, Column]) -> Ints:
        """Return a number for each row.

        Parameters
        ----------
        before : ndarray of int
            The number of the keys of earlier stages.
        count : int
            All these numbers are less.
        keys : dict of str to ndarray
            Those of the rows.

        Returns
        -------
        ndarray of int
            From 0 on.
        """
        if count * self._size > MOST_PLACES:
            raise TooWideError
        if count * self._size > len(self._table):
            room = min(max(count * self._size, 2 * len(self._table)), MOST_PLACES)
            wider = np.empty(room, dtype=np.int32)
            wider[: len(self._table)] = self._table
            wider[len(self._table) :] = -1
            self._table = wider
        code, least = before, 0
        for at, (name, low, width) in enumerate(self._keys):
            code = np.multiply(code, width, out=code if at else None)
            code += keys[name]
            least = least * width + low
        code -= least
        found = self._table[code]
        if found.min() < 0:
            new = distinct(code[found < 0])
            self._table[new] = np.arange(self.count, self.count + len(new))
            self._codes.append(new)
            self.count += len(new)
            found = self._table[code]
        return found.astype(np.int64)

    def decoded(self, numbers: Ints, keys: dict[str, Column]) -> Ints:
        """Write down the keys of some numbers; return the numbers of earlier stages."""
        code = np.concatenate(self._codes)[numbers]
        for name, low, width in reversed(self._keys):
            code, value = np.divmod(code, width)
            keys[name] = value + low
        return code


def _long(rows: Counts) -> Column:
    """Return how many steps the last one of each row is behind its first one."""
    first, last = rows.keys["first"], rows.keys["last"]
    if np.array_equal(first, last):  # mostly no time is a range
        return np.broadcast_to(np.int64(0), len(first))
    return np.subtract(last, first, dtype=np.int64)


def _renumbered(terms: tuple[T, ...], codes: Column, known: dict[T, int]) -> Column:
    """Return codes of terms as those of known ones; new ones are added to these."""
    table = np.array([known.setdefault(term, len(known)) for term in terms], dtype=np.int32)
    if np.array_equal(table, np.arange(len(table))):
        return codes
    return table[codes]


def _sums_of(sums: dict[str, Column], slots: Ints, count: int) -> dict[str, Ints]:
    """Return the sums of rows that have one slot, several of them in one number as far as they fit.

    `ABOVE` stands for the highest figures; what is 0 in all rows is left out.

    Raises
    ------
    TooWideError
        Sums do not fit into a number.
    """
    columns = {name: values for name, values in sums.items() if name != "high"}
    if not np.array_equal(sums["high"], sums["low"]):  # mostly no figure is a range
        columns[ABOVE] = np.subtract(sums["high"], sums["low"], dtype=np.int64)
    one = np.broadcast_to(np.int64(1), len(slots))
    fields: list[tuple[str, Column, int, int]] = [("", one, 0, len(slots).bit_length())]
    for name, values in columns.items():
        low, high = int(values.min()), int(values.max())
        bits = ((high - low) * len(values)).bit_length()
        if bits > WORD:
            raise TooWideError
        if low or high:
            fields.append((name, values, low, bits))
    found: dict[str, Ints] = {}
    rows = np.zeros(0, dtype=np.int64)
    while fields:
        shift = 0
        inside = []
        while fields and shift + fields[0][-1] <= WORD:
            name, values, low, bits = fields.pop(0)
            inside.append((name, values, low, shift, bits))
            shift += bits
        total = np.zeros(count if shift else 0, dtype=np.int64)
        # The lowest values are taken off at once, as numbers of 64 bits that may run over.
        least = -sum(low << at for _, _, low, at, bits in inside if bits) % 2**64
        begin = np.array(least, dtype=np.uint64).astype(np.int64)
        for start in range(0, len(slots) if shift else 0, AT_ONCE):
            some = slice(start, start + AT_ONCE)
            packed = np.full(len(slots[some]), begin)
            for _, values, _, at, bits in inside:
                if bits:
                    packed += np.left_shift(values[some], at, dtype=np.int64)
            np.add.at(total, slots[some], packed)
        for name, _, low, at, bits in inside:
            if not bits:
                found[name] = low * rows
                continue
            part = total >> at
            if at + bits < shift:
                part &= (1 << bits) - 1
            if name and low:
                part += low * rows
            if name:
                found[name] = part
            else:
                rows = part
    return found
