"""Where the cells of a plain CSV file begin and end, found with numpy a megabyte at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

CHUNK = 2**20  # bytes per batch; the working arrays of one stay in the L2 cache

_COMMA, _NEWLINE, _RETURN, _QUOTE = b',\n\r"'
_STRUCTURE, _CONTROL = 1, 2
_KINDS = bytes(
    _STRUCTURE if byte in (_COMMA, _NEWLINE, _QUOTE)
    else _CONTROL if (byte < ord(" ") and byte not in b"\t\r") or byte == 127
    else 0
    for byte in range(256)
)  # fmt: skip


Places: TypeAlias = NDArray[np.signedinteger]
"""Positions in a file, in bytes."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where cells begin and end, an array a column, without the quotes around them.

    `quotes` counts those inside each cell; `lines` says at which line each row begins.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    quotes: NDArray[np.int32]
    lines: list[int]


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
    starts = np.concatenate([np.zeros(min(len(ends), 1), np.int32), ends[:-1] + np.int32(1)])
    inside = np.diff(quotes, prepend=np.int32(0))
    closes = np.flatnonzero(closing)
    returns = closes[(ends[closes] > starts[closes]) & (buffer[ends[closes] - 1] == _RETURN)]
    ends[returns] -= 1
    counts = np.diff(closes, prepend=-1)
    blank = (counts == 1) & (ends[closes] == starts[closes])
    if blank.any():
        keep = np.ones(len(ends), dtype=bool)
        keep[closes[blank]] = False
        starts, ends, inside = starts[keep], ends[keep], inside[keep]
        counts = counts[~blank]
    if len(counts) < 2 or (counts != counts[0]).any():
        return None
    lines = (np.searchsorted(newlines, starts[:: int(counts[0])]) + 1).tolist()
    quoted = np.flatnonzero(inside)
    if len(quoted):
        first, last = starts[quoted], ends[quoted] - 1
        whole = (buffer[first] == _QUOTE) & (buffer[last] == _QUOTE) & (last > first)
        if not whole.all():
            return None
        starts[quoted] += 1
        ends[quoted] -= 1
        inside[quoted] -= 2
    columns = int(counts[0])
    return Layout(
        _by_column(starts, columns), _by_column(ends, columns), _by_column(inside, columns), lines
    )


def _by_column(values: NDArray[np.int32], columns: int) -> NDArray[np.int32]:
    return np.ascontiguousarray(values.reshape(-1, columns).T)


def _parts(raw: bytes) -> tuple[Places, Places, Places, Places] | None:
    """Return the ends of all cells, the quotes before each, which close a row, and all newlines."""
    buffer = np.frombuffer(raw, dtype=np.uint8)
    ends: list[Places] = []
    quotes: list[Places] = []
    closing: list[Places] = []
    newlines: list[Places] = [np.empty(0, np.int32)]
    before = 0
    for start in range(0, len(raw), CHUNK):
        kinds = raw[start : start + CHUNK].translate(_KINDS)
        if _CONTROL in kinds:
            return None
        at = np.flatnonzero(np.frombuffer(kinds, dtype=bool)).astype(np.int32)
        marks = buffer[start : start + CHUNK][at]
        at += np.int32(start)
        is_quote = marks == _QUOTE
        counted = np.cumsum(is_quote, dtype=np.int32) + np.int32(before)
        part = ~is_quote & (counted % 2 == 0)
        is_newline = marks == _NEWLINE
        ends.append(at[part])
        quotes.append(counted[part])
        closing.append(is_newline[part])
        newlines.append(at[is_newline])
        before = int(counted[-1]) if len(counted) else before
    if before % 2 or not ends:
        return None
    if raw[-1] != _NEWLINE:  # the last row ends with the file
        ends.append(np.array([len(raw)], np.int32))
        quotes.append(np.array([before], np.int32))
        closing.append(np.array([True]))
    return tuple(map(np.concatenate, (ends, quotes, closing, newlines)))  # type: ignore[return-value]
