"""Rows with equal numbers put together by counting, without sorting them.

A combination of columns is one number, and what stands where in the space of these numbers is
noted in a table; a space that is too wide for one is made narrow first, by leaving out what no row
has.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from mapgen.files.arrays import Bools, Ints

Number = TypeVar("Number", bound=np.number[Any])

WIDE = 4
"""Places that a table may have for each row that is looked up in it."""
LEAST = 2**20  # places that any table may have
NARROW = 8  # a column of so few different numbers is taken as it is
MOST_CODES = 2**62
MOST_EXACT = 2**53  # a sum of whole numbers up to here is exact as a float


def group(columns: Sequence[Ints | Bools]) -> tuple[Ints, Ints]:
    """Return for each row the number of its group, and a row of each group.

    Parameters
    ----------
    columns : sequence of array of int, each of shape (n,)
        The first counts above all others.

    Returns
    -------
    groups : array of int, shape (n,)
        From 0 on, in the order of the columns' values; equal for equal rows.
    rows : array of int, shape (m,)
        Of each group in turn, the number of its first row.
    """
    return groups_of(*combined(columns))


def groups_of(code: Ints, size: int) -> tuple[Ints, Ints]:
    """Return the groups of what `combined` returned.

    Parameters
    ----------
    code : ndarray of int
        A number for each row.
    size : int
        All numbers are less.

    Returns
    -------
    groups : ndarray of int
        For each row, the number of its group, in their order.
    rows : ndarray of int
        The first row of each group.
    """
    groups, count = ranked(code, size)
    rows = np.zeros(count, dtype=np.int64)
    rows[groups[::-1]] = np.arange(len(groups) - 1, -1, -1)
    return groups, rows


def count_groups(code: Ints, size: int) -> int:
    """Return how many groups there are in what `combined` returned.

    Parameters
    ----------
    code : ndarray of int
        A number for each row.
    size : int
        All numbers are less.

    Returns
    -------
    int
        At most as many as rows.
    """
    if size > room(len(code)):
        return len(distinct(code))
    there = np.zeros(size, dtype=bool)
    there[code] = True
    return int(np.count_nonzero(there))


def combined(columns: Sequence[Ints | Bools]) -> tuple[Ints, int]:
    """Return a number for each row that orders the rows by their columns.

    Parameters
    ----------
    columns : sequence of (ndarray of int or ndarray of bool)
        One at least, all of one length.

    Returns
    -------
    code : ndarray of int
        From 0 on.
    size : int
        All numbers are less; a table may be made for it where it is at most `room` of the rows.
    """
    length = len(columns[0])
    most = room(length)
    code: Ints = np.zeros(length, dtype=np.int64)
    size = 1
    # The last column first: what stands far behind has few combinations, and keeps them.
    for values in reversed(columns) if length else ():
        low, high = int(values.min()), int(values.max())
        width = high - low + 1
        if width == 1:
            continue
        numbers: Ints = np.subtract(values, low, dtype=np.int64)
        if size * width > most and width > NARROW:
            numbers, width = ranked(numbers, width)
        # Too wide for a table: put together in one sort at the end, if a number can hold it.
        if size * width > most and (size <= most or size * width >= MOST_CODES):
            code, size = ranked(code, size)
        if size > 1:
            numbers = numbers * size + code
        code = numbers
        size *= width
    return code, size


def ranked(code: Ints, size: int) -> tuple[Ints, int]:
    """Return numbers as their ranks among those that there are.

    Parameters
    ----------
    code : ndarray of int
        Numbers from 0 on.
    size : int
        All numbers are less.

    Returns
    -------
    ranks : ndarray of int
        From 0 on.
    count : int
        How many ranks there are.
    """
    if size > room(len(code)):
        return _ranked_in_order(code, size)
    there = np.zeros(size, dtype=bool)
    there[code] = True
    used = np.flatnonzero(there)
    if len(used) == size:
        return code, size
    rank: Ints = np.zeros(size, dtype=np.int64 if size > 2**31 else np.int32)
    rank[used] = np.arange(len(used))
    return rank[code], len(used)


def _ranked_in_order(code: Ints, size: int) -> tuple[Ints, int]:
    """Return what `ranked` does, of numbers that are too many for a table: by sorting them."""
    if size * len(code) > MOST_CODES:
        known, ranks = np.unique(code, return_inverse=True)
        return ranks, len(known)
    # Sorted as one number with their rows, which is several times quicker than an order of rows.
    shift = len(code).bit_length()
    both = np.left_shift(code, shift, dtype=np.int64)
    both |= np.arange(len(code))
    both.sort()
    rows = both & ((1 << shift) - 1)
    both >>= shift
    new = np.ones(len(code), dtype=bool)
    new[1:] = both[1:] != both[:-1]
    found: Ints = np.empty(len(code), dtype=np.int64)
    found[rows] = np.cumsum(new) - 1
    return found, int(np.count_nonzero(new))


def room(length: int) -> int:
    """Return how wide a table for some rows may be.

    Parameters
    ----------
    length : int
        How many rows.

    Returns
    -------
    int
        A number of cells.
    """
    return max(WIDE * length, LEAST)


def sums(values: Ints, groups: Ints, count: int) -> Ints:
    """Return the exact sum of whole numbers over each of `count` groups.

    Parameters
    ----------
    values : ndarray of int
        A number for each row.
    groups : ndarray of int
        The group of each row, from 0 on.
    count : int
        How many groups.

    Returns
    -------
    ndarray of int
        One for each group.
    """
    if not values.any():
        return np.zeros(count, dtype=np.int64)
    largest = max(-int(values.min()), int(values.max()))
    if largest * len(values) < MOST_EXACT:
        return np.bincount(groups, values, count).astype(np.int64)
    total = np.zeros(count, dtype=np.int64)
    np.add.at(total, groups, values)
    return total


def ranges(first: Ints | int, size: Ints) -> Ints:
    """Return the numbers from each first one on, so many of each, one range after the other.

    Parameters
    ----------
    first : ndarray of int, or int
        The first number of each range, or of all.
    size : ndarray of int
        How many numbers each range has.

    Returns
    -------
    ndarray of int
        As many as all sizes together.
    """
    before = np.cumsum(size) - size
    found: Ints = np.arange(int(size.sum())) + np.repeat(first - before, size)
    return found


def distinct(values: NDArray[Number]) -> NDArray[Number]:
    """Return the different numbers in order: by sorting, which is quicker for large ones.

    `numpy.unique` does the same, and imports masked arrays for it.

    Parameters
    ----------
    values : ndarray of int or float
        Without NaN.

    Returns
    -------
    ndarray of the same type
        Each once, ascending.
    """
    found = np.sort(values)
    new = np.ones(len(found), dtype=bool)
    new[1:] = found[1:] != found[:-1]
    return found[new]
