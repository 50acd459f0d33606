"""Columns as numpy arrays: arrays of objects, rows by code, and what equal cells share."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar
from weakref import ref

import numpy as np

from mapgen.files.arrays import Bools, Column, Ints, Objects
from mapgen.files.dense import ranked, room

if TYPE_CHECKING:
    from numpy.typing import NDArray

FEW = 50_000
"""Up to how many values a dict is quicker than anything that has to be prepared."""
MANY = 250_000
"""Up to how many values it is quicker than the import of pandas."""
SAMPLE = 4096
MOST_KNOWN = 2**15  # different numbers among which each value is looked for


def rows_by_code(codes: Ints) -> Callable[[int], NDArray[np.intp]]:
    """Return a function from a code to the rows that have it.

    Parameters
    ----------
    codes : array of int, shape (n,)
        A code from 0 on for each row.

    Returns
    -------
    callable
        Of a code; returns an array of row numbers, in order.
    """
    found: list[NDArray[np.intp]] = []

    def rows_of(code: int) -> NDArray[np.intp]:
        if not found:  # sorted when first asked: most columns have no fault
            order = np.argsort(codes, kind="stable")
            found.extend(
                [order, np.searchsorted(codes[order], np.arange(codes.max(initial=-1) + 2))]
            )
        order, starts = found
        return order[starts[code] : starts[code + 1]]

    return rows_of


def same_objects(values: Objects) -> tuple[Ints, Ints]:
    """Give the same object the same code.

    Of a column that nobody can write to (`kept`) that is found once.

    Parameters
    ----------
    values : ndarray of object
        Compared by identity.

    Returns
    -------
    codes : ndarray of int
        One for each value, from 0 on.
    first : ndarray of int
        The first row of each code.
    """
    if is_one(values):
        return np.zeros(len(values), dtype=np.intp), np.zeros(1, dtype=np.intp)
    known = _KEPT.get(id(values))
    if known is not None and known.column() is values:
        if known.found is None:
            known.found = _same_objects(values)
        return known.found
    return _same_objects(values)


def _same_objects(values: Objects) -> tuple[Ints, Ints]:
    # What an array of objects holds is where they are: as whole numbers, without a call for each.
    codes, _ = factorize(np.frombuffer(np.ascontiguousarray(values), dtype=np.intp))
    return codes, first_of(codes)


@dataclass(slots=True)
class _Kept:
    column: ref[Column]
    found: tuple[Ints, Ints] | None = None


C = TypeVar("C", bound=Column)
H = TypeVar("H", bound=Hashable)

_KEPT: dict[int, _Kept] = {}


def kept(values: C) -> C:
    """Return a column that stays as it is from now on: what is found of it is kept as long as it.

    Parameters
    ----------
    values : ndarray
        It can no more be written to; one with its own memory.

    Returns
    -------
    ndarray
        The same.
    """
    values.flags.writeable = False
    number = id(values)
    _KEPT[number] = _Kept(ref(values, lambda _: _KEPT.pop(number, None)))
    return values


def kept_words(words: Sequence[Hashable], codes: Ints) -> Objects:
    """Return the word of each code as a column that stays as it is (`kept`).

    Which rows have one word need not be found any more.

    Parameters
    ----------
    words : sequence of hashable
        Some may be equal, and some in no row.
    codes : ndarray of int
        For each row, the position of its word.

    Returns
    -------
    ndarray of object
        A word for each row.
    """
    known, numbers = values_once(words, codes)
    used, _ = ranked(numbers, len(known))
    used = used.astype(np.intp, copy=False)
    column = kept(objects(known)[numbers])
    _KEPT[id(column)].found = used, first_of(used)
    return column


def values_once(values: Sequence[H], codes: Ints) -> tuple[list[H], Ints]:
    """Return values of which some may be equal, each once, and the codes of these.

    Parameters
    ----------
    values : sequence of hashable
        In any order.
    codes : ndarray of int
        For each row, the position of its value.

    Returns
    -------
    values : list of hashable
        As they come.
    codes : ndarray of int
        For each row, the position of its value among these.
    """
    index = {value: code for code, value in enumerate(dict.fromkeys(values))}
    if len(index) < len(values):
        codes = np.array([index[value] for value in values], dtype=np.intp)[codes]
    return list(index), codes


def among(column: Objects, values: Collection[object]) -> Bools:
    """Return which rows of a column have one of some values; each object is looked at once.

    Parameters
    ----------
    column : ndarray of object
        Many of them the same objects.
    values : collection of object
        Compared by equality.

    Returns
    -------
    ndarray of bool
        One for each row.
    """
    codes, first_rows = same_objects(column)
    found = [each in values for each in column[first_rows].tolist()]
    return np.array(found, dtype=bool)[codes]


def first_of(codes: Ints) -> NDArray[np.intp]:
    """Return the first row of each code.

    Parameters
    ----------
    codes : ndarray of int
        Whole numbers from 0 on, each at least once.

    Returns
    -------
    ndarray of intp
        Row numbers.
    """
    count = int(codes.max(initial=-1)) + 1
    first_rows = np.full(count, -1, dtype=np.intp)
    # Of few codes the first rows have all: no more of them are looked at.
    for start in range(0, len(codes), max(FEW, count)):
        some = codes[start : start + max(FEW, count)]
        here = np.full(count, -1, dtype=np.intp)
        here[some[::-1]] = np.arange(start + len(some) - 1, start - 1, -1)
        first_rows = np.where(first_rows < 0, here, first_rows)
        if count and first_rows.min() >= 0:
            break
    return first_rows


def factorize(values: Column) -> tuple[NDArray[np.intp], Objects]:
    """Give the same value the same code.

    A long column is left to pandas, whose table of hashes is the quicker one but costs its import.

    Parameters
    ----------
    values : ndarray
        Compared by equality.

    Returns
    -------
    codes : ndarray of intp
        For each value, its position in `distinct`.
    distinct : ndarray of object
        The different values, as they come.
    """
    if len(values) > FEW and values.dtype.kind in "iu":
        numbers: Ints = values  # type: ignore[assignment]
        found_codes = _codes_of_numbers(numbers)
        if found_codes is not None:
            return found_codes, values[first_of(found_codes)].astype(object)
    if len(values) > (MANY if values.dtype.kind in "iuO" else FEW):
        import pandas as pd

        codes, distinct = pd.factorize(values)
        return codes, np.asarray(distinct, dtype=object)
    every = values.tolist()
    found = {each: code for code, each in enumerate(dict.fromkeys(every))}
    codes = np.fromiter(map(found.__getitem__, every), np.intp, len(every))
    return codes, objects(list(found))


def _codes_of_numbers(values: Ints) -> NDArray[np.intp] | None:
    """Return the codes of many numbers, in the order in which these come; None for too many."""
    low, high = int(values.min()), int(values.max())
    if high - low < room(len(values)):
        codes, _ = ranked((values - values.dtype.type(low)).astype(np.int64), high - low + 1)
    else:
        # A few that stand in all of the column, and what else there is: looked up by halves.
        known = np.unique(values[:: len(values) // SAMPLE])
        codes = _places(known, values)
        missed = known[codes] != values
        if missed.any():
            known = np.union1d(known, values[missed])
            codes = _places(known, values)
        if len(known) > MOST_KNOWN:
            return None
    first = first_of(codes)
    rank = np.zeros(len(first), dtype=np.intp)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[codes]


def _places(known: Ints, values: Ints) -> Ints:
    return np.minimum(np.searchsorted(known, values), len(known) - 1)


def spread(values: Sequence[object], codes: Ints) -> NDArray[np.object_]:
    """Return the value of each code; where all are one object, a column that takes no room.

    Parameters
    ----------
    values : sequence of object
        The different values.
    codes : ndarray of int
        For each row, the position of its value.

    Returns
    -------
    ndarray of object
        A value for each row; not to be written to.
    """
    if values and all(each is values[0] for each in values):
        return np.broadcast_to(objects(values[:1]), len(codes))
    return objects(values)[codes]


def of_codes(values: Ints, codes: Ints) -> Ints:
    """Return the number of each code; where there is one number, a column that takes no room.

    Parameters
    ----------
    values : ndarray
        The different numbers, one at least where there are codes.
    codes : ndarray of int
        For each row, the position of its number.

    Returns
    -------
    ndarray
        A number for each row; not to be written to.
    """
    return np.broadcast_to(values, len(codes)) if len(values) == 1 else values[codes]


def is_one(column: NDArray[np.generic]) -> bool:
    """Return whether all rows of a column are one object, as `spread` makes them.

    Parameters
    ----------
    column : ndarray
        Of one dimension.

    Returns
    -------
    bool
        False for an empty one.
    """
    return len(column) > 0 and column.strides == (0,)


def objects(values: Sequence[object]) -> NDArray[np.object_]:
    """Return the values as an array of objects, tuples among them too.

    Parameters
    ----------
    values : sequence of object
        Anything.

    Returns
    -------
    ndarray of object
        Of one dimension.
    """
    array: NDArray[np.object_] = np.empty(len(values), dtype=object)
    array[:] = values
    return array
