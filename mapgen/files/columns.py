"""Columns as numpy arrays: arrays of objects, rows by code, and what equal cells share."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mapgen.files.arrays import Ints, Objects

if TYPE_CHECKING:
    from numpy.typing import NDArray


def rows_by_code(codes: NDArray[np.intp]) -> Callable[[int], NDArray[np.intp]]:
    """Return a function from a code to the rows that have it, in order."""
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
    """For each value a code, the same for one object, and the first row of each code."""
    codes, _ = pd.factorize(np.fromiter(map(id, values), np.int64, len(values)))
    first_rows = np.zeros(int(codes.max(initial=-1)) + 1, dtype=np.intp)
    first_rows[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    return codes, first_rows


@contextmanager
def collector_off() -> Iterator[None]:
    """Keep the garbage collector from walking millions of new objects, none of them in cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def objects(values: Sequence[object]) -> NDArray[np.object_]:
    """Return the values as an array of objects, tuples among them too."""
    array: NDArray[np.object_] = np.empty(len(values), dtype=object)
    array[:] = values
    return array
