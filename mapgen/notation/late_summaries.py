"""A column of summaries that nearly all say it all as they stand in their file."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, Self

import numpy as np

from mapgen.files.csv_fast import Cells, coded
from mapgen.files.late import LateTexts
from mapgen.notation.cited_text import MEANING, is_simple_end, keys_of
from mapgen.notation.summaries import Summary, texts_or_html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from mapgen.files.arrays import Bools, Ints, Objects

ROWS = 2**10  # rows that are looked through together, so that they stay near the processor
LONGEST_END = 64  # bytes of the citations at the end of a text that are looked up
LETTERS, DIGITS = 26, 10
_A, _0, _BLANK, _COMMA = np.frombuffer(b"a0 ,", dtype=np.uint8)
_HAS_MEANING = np.isin(np.arange(256), list(MEANING)) | (np.arange(256) > 127)


class LateSummaries(LateTexts):
    """Summaries: simple ones (`mapgen.notation.cited_text`) as places in their file, and others.

    Parameters
    ----------
    raw
        The file, UTF-8.
    starts, ends
        Where each text begins and ends.
    others
        The summaries that are not simple, by their rows.
    """

    __slots__ = ("others",)

    def __init__(
        self,
        raw: bytes,
        starts: Ints,
        ends: Ints,
        others: Mapping[int, Summary],
    ) -> None:
        super().__init__(raw, starts, ends)
        self.others = others

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
        others: dict[int, Summary] = {}
        if self.others:
            numbers = np.arange(len(self))[rows]
            at = np.flatnonzero(np.isin(numbers, list(self.others)))
            others = {int(row): self.others[int(numbers[row])] for row in at}
        return type(self)(self.raw, self.starts[rows], self.ends[rows], others)

    def pieces(self, rows: slice | Ints = slice(None)) -> list[bytes]:
        """Return what the page has of each summary: `texts_or_html`.

        Parameters
        ----------
        rows : slice or ndarray of int
            Which ones; all if nothing is said.

        Returns
        -------
        list of bytes
            UTF-8.
        """
        found = super().pieces(rows)
        if self.others:
            for at, row in enumerate(np.arange(len(self))[rows].tolist()):
                if row in self.others:
                    found[at] = texts_or_html([self.others[row]])[0].encode("utf-8", "replace")
        return found

    def made(self) -> Objects:
        """Return the column as an array of `Summary`."""
        found = np.empty(len(self), dtype=object)
        found[:] = list(map(Summary, super().texts()))
        for row, each in self.others.items():
            found[row] = each
        return found


def cited_once(texts: LateTexts) -> tuple[Bools, set[str]]:
    """Return which texts of a column, in the order of its file, are surely simple, and their keys.

    Those that are one sentence each with all its citations at its end: what stands before these is
    looked through as bytes, and each different end once.

    Parameters
    ----------
    texts : LateTexts
        Markdown.

    Returns
    -------
    simple : ndarray of bool
        One for each text; of what is True `is_simple` would say the same.
    keys : set of str
        What those texts cite.
    """
    buffer = np.frombuffer(texts.raw, dtype=np.uint8)
    found = np.zeros(len(texts), dtype=bool)
    tails = np.zeros(len(texts), dtype=np.int32)
    for start in range(0, len(texts), ROWS):
        rows = slice(start, start + ROWS)
        starts, ends = texts.starts[rows], texts.ends[rows]
        at = _with_meaning(buffer, int(starts[0]), int(ends[-1]))
        if len(at):
            first = at[np.minimum(np.searchsorted(at, starts), len(at) - 1)]
            tails[rows] = first
            found[rows] = (
                ((buffer.take(starts, mode="clip") | 32) - _A < LETTERS)
                & (starts < first)
                & (first < ends)
                & (ends - first <= LONGEST_END)
                & (buffer[first] == ord("["))
            )
    rows_of_ends = np.flatnonzero(found)
    if not len(rows_of_ends):
        return found, set()
    ends_of = coded(Cells(texts.raw, tails[found], texts.ends[found]))
    fits = list(map(is_simple_end, ends_of.cells))
    found[rows_of_ends] = np.array(fits)[ends_of.codes]
    return found, keys_of(list(compress(ends_of.cells, fits)))


def _with_meaning(buffer: NDArray[np.uint8], start: int, stop: int) -> NDArray[np.intp]:
    """Return where in a stretch of a file there are bytes that words of simple texts do not have.

    Nearly all are letters, digits, blanks and commas, which are passed over eight times as quickly
    as by a table.
    """
    some = buffer[start:stop]
    others = (some | 32) - _A >= LETTERS
    others &= some - _0 >= DIGITS
    others &= some != _BLANK
    others &= some - _COMMA > 1  # a comma and a hyphen
    at = np.flatnonzero(others)
    return at[_HAS_MEANING[some[at]]] + start
