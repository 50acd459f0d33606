"""Columns of texts that stay places in the bytes of their file until somebody asks for the texts.

A build of a page never asks: what it checks and packs is the bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

import numpy as np

from mapgen.files.arrays import Bools, Column, Ints, Objects
from mapgen.files.columns import objects

LINE = 64  # bytes that the processor reads at a time
FETCHED = 512  # bytes of each text that are fetched ahead
AT_ONCE = 10_000  # values that are made at a time


def some_at_a_time(column: Objects | LateTexts) -> Iterator[Objects]:
    """Yield the values of a column, all at once or, where they have to be made, some at a time.

    Parameters
    ----------
    column : ndarray of object or LateTexts
        As a `Frame` holds it.

    Yields
    ------
    ndarray of object
        One value at least; together all of them.
    """
    if isinstance(column, LateTexts):
        for rows in column.stretches():
            yield column[rows].made()
    elif len(column):
        yield column


def made_of(column: Column | LateTexts) -> Column:
    """Return a column as an array.

    Parameters
    ----------
    column : ndarray or LateTexts
        However it is held.

    Returns
    -------
    ndarray
        One value a row.
    """
    return column.made() if isinstance(column, LateTexts) else column


class LateTexts:
    """A column of texts, each a place in a file's bytes, which are UTF-8.

    Parameters
    ----------
    raw
        The file.
    starts, ends
        Where each text begins and ends.
    """

    __slots__ = ("ends", "raw", "starts")

    def __init__(self, raw: bytes, starts: Ints, ends: Ints) -> None:
        self.raw, self.starts, self.ends = raw, starts, ends

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, rows: slice | Ints | Bools) -> Self:
        return self.take(rows)

    def take(self, rows: slice | Ints | Bools) -> Self:
        """Return the column of some rows.

        Parameters
        ----------
        rows : slice, ndarray of int or ndarray of bool
            Which ones.

        Returns
        -------
        Self
            In their order.
        """
        return type(self)(self.raw, self.starts[rows], self.ends[rows])

    def pieces(self, rows: slice | Ints = slice(None)) -> list[bytes]:
        """Return texts as they stand in the file.

        Parameters
        ----------
        rows : slice or ndarray of int
            Which ones; all if nothing is said.

        Returns
        -------
        list of bytes
            UTF-8.
        """
        raw, starts, ends = self.raw, self.starts[rows], self.ends[rows]
        # Texts in another order than the file's are each far from the one before. A byte of every
        # line of memory is read first, for many waits at once take no longer than one.
        letters = np.frombuffer(raw, dtype=np.uint8)
        for at in range(0, min(int((ends - starts).max(initial=0)), FETCHED), LINE):
            letters.take(starts + at, mode="clip")
        places = zip(starts.tolist(), ends.tolist(), strict=True)
        return [raw[start:end] for start, end in places]

    def texts(self, rows: slice | Ints = slice(None)) -> list[str]:
        """Return texts.

        Parameters
        ----------
        rows : slice or ndarray of int
            Which ones; all if nothing is said.

        Returns
        -------
        list of str
            One for each.
        """
        return [str(piece, "utf-8") for piece in self.pieces(rows)]

    def stretches(self) -> Iterator[slice]:
        """Yield the rows of the column, some at a time."""
        for start in range(0, len(self), AT_ONCE):
            yield slice(start, start + AT_ONCE)

    def holds(self, piece: bytes) -> bool:
        """Return whether something stands in any of the texts.

        Parameters
        ----------
        piece : bytes
            UTF-8.

        Returns
        -------
        bool
            False where there is no text.
        """
        return any(piece in b"\0".join(self.pieces(rows)) for rows in self.stretches())

    def made(self) -> Objects:
        """Return the column as an array of its values."""
        return objects(self.texts())
