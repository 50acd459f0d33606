"""Where the cells of a plain CSV file begin and end, found with numpy a megabyte at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mapgen.files.arrays import Bools
from mapgen.files.beside import shared

CHUNK = 2**18  # bytes per batch; the working arrays of one stay in the L2 cache
ROWS = 2**11  # rows that are parted into columns at a time, for the same reason

_COMMA, _NEWLINE, _RETURN, _QUOTE, _TAB, _BLANK, _DELETE = b',\n\r"\t \x7f'


Places: TypeAlias = NDArray[np.signedinteger]
"""Positions in a file, in bytes."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where cells begin and end, an array a column, without the quotes around them.

    `quotes` counts those inside each cell, None where there are none at all; `lines` says at which
    line each row begins.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    quotes: NDArray[np.int32] | None
    lines: Sequence[int]


class _Marks(NamedTuple):
    """The commas, newlines and quotes of a piece of a file: where they are, and which are which."""

    at: Places
    is_newline: Bools
    is_quote: Bools | None


def lay_out(raw: bytes) -> Layout | None:
    """Return the layout of a file's cells, its header's too; None where it is not plain.

    Parameters
    ----------
    raw : bytes
        The whole file, UTF-8 without a mark before it.

    Returns
    -------
    Layout or None
        None where it is not plain.
    """
    found = _parts(raw)
    if found is None:
        return None
    ends, quotes, closing, newlines = found
    buffer = np.frombuffer(raw, dtype=np.uint8)
    closes = np.flatnonzero(closing)
    counts = np.diff(closes, prepend=-1)
    if quotes is None and len(counts) > 1 and counts[0] > 1 and (counts == counts[0]).all():
        by_column = _by_column(ends, int(counts[0]))
        if not (buffer[by_column[-1] - 1] == _RETURN).any():
            return Layout(_behind(by_column), by_column, None, range(1, len(counts) + 1))
    starts = np.concatenate([np.zeros(min(len(ends), 1), np.int32), ends[:-1] + np.int32(1)])
    inside = None if quotes is None else np.diff(quotes, prepend=np.int32(0))
    returns = closes[(ends[closes] > starts[closes]) & (buffer[ends[closes] - 1] == _RETURN)]
    ends[returns] -= 1
    blank = (counts == 1) & (ends[closes] == starts[closes])
    if blank.any():
        keep = np.ones(len(ends), dtype=bool)
        keep[closes[blank]] = False
        starts, ends = starts[keep], ends[keep]
        inside = None if inside is None else inside[keep]
        counts = counts[~blank]
    if len(counts) < 2 or (counts != counts[0]).any():
        return None
    columns = int(counts[0])
    lines: Sequence[int] = range(1, len(counts) + 1)  # as it is where each line is a row
    if inside is not None or blank.any():
        lines = (np.searchsorted(newlines, starts[::columns]) + 1).tolist()
    if inside is not None:
        quoted = np.flatnonzero(inside)
        first, last = starts[quoted], ends[quoted] - 1
        whole = (buffer[first] == _QUOTE) & (buffer[last] == _QUOTE) & (last > first)
        if not whole.all():
            return None
        starts[quoted] += 1
        ends[quoted] -= 1
        inside[quoted] -= 2
        inside = _by_column(inside, columns)
    return Layout(_by_column(starts, columns), _by_column(ends, columns), inside, lines)


def _behind(ends: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return where cells begin, an array a column: one byte behind the ends of those before."""
    starts = np.empty_like(ends)
    starts[0, 0] = 0
    np.add(ends[-1, :-1], 1, out=starts[0, 1:])
    np.add(ends[:-1], 1, out=starts[1:])
    return starts


def _by_column(values: NDArray[np.int32], columns: int) -> NDArray[np.int32]:
    rows = values.reshape(-1, columns)
    found = np.empty((columns, len(rows)), np.int32)
    for start in range(0, len(rows), ROWS):
        found[:, start : start + ROWS] = rows[start : start + ROWS].T
    return found


def _marks(buffer: NDArray[np.uint8], start: int) -> _Marks | None:
    """Return the marks of the piece of a file that begins there; None for control characters."""
    piece = buffer[start : start + CHUNK]
    is_newline = piece == _NEWLINE
    is_quote = piece == _QUOTE
    low = np.count_nonzero(piece < _BLANK)
    plain = np.count_nonzero(is_newline)
    if low > plain:
        plain += np.count_nonzero(piece == _RETURN) + np.count_nonzero(piece == _TAB)
    if low > plain or (piece == _DELETE).any():
        return None
    at = np.flatnonzero((piece == _COMMA) | is_newline | is_quote)
    quotes = is_quote[at] if is_quote.any() else None
    return _Marks(at.astype(np.int32) + np.int32(start), is_newline[at], quotes)


def _parts(raw: bytes) -> tuple[Places, Places | None, Bools, Places] | None:
    """Return the ends of all cells, the quotes before each, which close a row, and all newlines.

    For the quotes None where there are none.
    """
    buffer = np.frombuffer(raw, dtype=np.uint8)
    ends: list[Places] = []
    quotes: list[Places] = []
    closing: list[Bools] = []
    newlines: list[Places] = [np.empty(0, np.int32)]
    before = 0
    for marks in shared(partial(_marks, buffer), range(0, len(raw), CHUNK)):
        if marks is None:
            return None
        newlines.append(marks.at[marks.is_newline])
        if marks.is_quote is None and not before % 2:
            ends.append(marks.at)
            closing.append(marks.is_newline)
            quotes.append(np.broadcast_to(np.int32(before), len(marks.at)))
        elif marks.is_quote is not None:
            counted = np.cumsum(marks.is_quote, dtype=np.int32) + np.int32(before)
            part = ~marks.is_quote & (counted % 2 == 0)
            ends.append(marks.at[part])
            quotes.append(counted[part])
            closing.append(marks.is_newline[part])
            before = int(counted[-1])
    if before % 2 or not len(raw):
        return None
    if raw[-1] != _NEWLINE:  # the last row ends with the file
        ends.append(np.array([len(raw)], np.int32))
        quotes.append(np.array([before], np.int32))
        closing.append(np.array([True]))
    return (
        np.concatenate(ends),
        np.concatenate(quotes) if before else None,
        np.concatenate(closing),
        np.concatenate(newlines),
    )
