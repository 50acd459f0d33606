"""A large and plain CSV file → its cells, found all at once instead of one by one.

Plain is: UTF-8 without control characters, LF or CRLF, as many cells in every row as in the header,
quotes only around whole cells. What is not plain is left to `mapgen.csvfile`, which reads any file
and says what is wrong with it; where both can read a file they read the same.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHUNK = 2**24  # bytes that are looked through at a time
ROWS = 2**13  # rows whose cells are compared at a time
WORD = 8  # bytes that are compared at a time
CODED = 48  # bytes: longer cells are texts, of which no two are expected to be the same
SAMPLE = 4096  # rows that tell whether the cells of a column are nearly all different

_COMMA, _NEWLINE, _RETURN, _QUOTE = b',\n\r"'
_STRUCTURE, _CONTROL = 1, 2
_KINDS = bytes(
    _STRUCTURE if byte in (_COMMA, _NEWLINE, _QUOTE)
    else _CONTROL if (byte < ord(" ") and byte not in b"\t\r") or byte == 127
    else 0
    for byte in range(256)
)  # fmt: skip


class Coded(Sequence[str]):
    """A column of cells many of which are the same: `cells[codes[row]]` is the cell of a row."""

    def __init__(self, codes: NDArray[np.intp], cells: list[str]) -> None:
        self.codes, self.cells = codes, cells

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> Coded: ...
    def __getitem__(self, row: int | slice) -> str | Coded:
        if isinstance(row, slice):
            return Coded(self.codes[row], self.cells)
        return self.cells[int(self.codes[row])]

    def __iter__(self) -> Iterator[str]:
        return map(self.cells.__getitem__, self.codes.tolist())


@dataclass(frozen=True, slots=True)
class Plain:
    """The header, the columns of stripped cells, and the line at which each row begins."""

    header: list[str]
    columns: list[Sequence[str]]
    lines: list[int]


def read_plain(raw: bytes, *, longest: int, widest: int = 1_000) -> Plain | None:
    """Return the cells of a plain CSV file, None where it is not plain.

    No cell may be longer than `longest` bytes, no row have more than `widest` cells.
    """
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    if not _is_utf8(raw) or raw.count(b"\r") != raw.count(b"\r\n"):
        return None
    found = _structure(raw)
    if found is None:
        return None
    starts, ends, inner_quotes, lines = found
    if int((ends - starts).max(initial=0)) > longest or starts.shape[1] > widest:
        return None
    header = _header(raw, starts[0], ends[0])
    if header is None:
        return None
    columns: list[Sequence[str]] = []
    filled = np.zeros(len(starts) - 1, dtype=bool)
    for at in range(len(header)):
        cells = _Cells(raw, starts[1:, at], ends[1:, at], inner_quotes[1:, at])
        column = cells.column()
        if column is None:
            return None
        columns.append(column)
        filled |= cells.filled
    return Plain(header, columns, lines[1:]) if filled.all() else None


def _is_utf8(raw: bytes) -> bool:
    if raw.isascii():
        return True
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _header(raw: bytes, starts: Any, ends: Any) -> list[str] | None:
    """Return the names of the columns; None where one is empty or stands twice."""
    line = raw[
        int(starts[0]) - (raw[int(starts[0]) - 1 : int(starts[0])] == b'"') : int(ends[-1]) + 1
    ]
    rows = list(csv.reader([line.decode("utf-8").rstrip("\r\n")]))
    names = [name.strip() for name in rows[0]] if rows else []
    whole = len(names) == len(starts) and all(names) and len(set(names)) == len(names)
    return names if whole else None


def _structure(raw: bytes) -> tuple[Any, Any, Any, list[int]] | None:
    """Return where the cells begin and end, rows × columns, without the quotes around them.

    And how many quotes stand inside each, and the line at which each row begins.
    """
    buffer = np.frombuffer(raw, dtype=np.uint8)
    positions = []
    for start in range(0, len(raw), CHUNK):
        kinds = np.frombuffer(raw[start : start + CHUNK].translate(_KINDS), dtype=np.uint8)
        if (kinds == _CONTROL).any():
            return None
        positions.append(np.flatnonzero(kinds).astype(np.int32) + np.int32(start))
    at = np.concatenate([*positions, np.empty(0, dtype=np.int32)])
    if len(buffer) and buffer[-1] != _NEWLINE:
        at = np.append(at, np.int32(len(buffer)))
    marks = buffer[np.minimum(at, len(buffer) - 1)] if len(at) else np.empty(0, np.uint8)
    if len(buffer) and buffer[-1] != _NEWLINE:
        marks[-1] = _NEWLINE
    quotes = np.cumsum(marks == _QUOTE, dtype=np.int32)
    if len(quotes) and quotes[-1] % 2:
        return None
    parts = np.flatnonzero((marks != _QUOTE) & (quotes % 2 == 0))
    ends = at[parts]
    starts = np.concatenate([np.zeros(min(len(ends), 1), np.int32), ends[:-1] + 1])
    inside = np.diff(quotes[parts], prepend=np.int32(0))
    closes = np.flatnonzero(marks[parts] == _NEWLINE)
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
    row_starts = starts.reshape(len(counts), -1)[:, 0]
    newlines = at[marks == _NEWLINE]
    lines = (np.searchsorted(newlines, row_starts) + 1).tolist()
    quoted = inside > 0
    if quoted.any():
        first, last = starts[quoted], ends[quoted] - 1
        whole = (buffer[first] == _QUOTE) & (buffer[last] == _QUOTE) & (last > first)
        if not whole.all():
            return None
        starts[quoted] += 1
        ends[quoted] -= 1
        inside[quoted] -= 2
    shape = (len(counts), int(counts[0]))
    return starts.reshape(shape), ends.reshape(shape), inside.reshape(shape), lines


class _Cells:
    """The cells of one column, as places in the file."""

    def __init__(self, raw: bytes, starts: Any, ends: Any, inner_quotes: Any) -> None:
        self.raw, self.starts, self.ends = raw, np.ascontiguousarray(starts), ends
        self.lengths = ends - starts
        self.inner_quotes = inner_quotes
        buffer = np.frombuffer(raw, dtype=np.uint8)
        first = buffer.take(self.starts, mode="clip")
        last = buffer.take(self.ends - 1, mode="clip")
        self.filled = (self.lengths > 0) & (first > ord(" ")) & (first < 128)
        # Only blanks, and letters beyond ASCII, can be something that is to be stripped.
        sound = (first > ord(" ")) & (first < 128) & (last > ord(" ")) & (last < 128)
        self.stripped = bool((sound | (self.lengths == 0)).all())

    def column(self) -> Sequence[str] | None:
        longest = int(self.lengths.max(initial=0))
        if not longest:
            return Coded(np.zeros(len(self.lengths), dtype=np.intp), [""])
        escaped = np.flatnonzero(self.inner_quotes)
        if longest > CODED or len(escaped) or self._all_differ():
            return self._texts(escaped.tolist())
        return self._coded(longest)

    def _all_differ(self) -> bool:
        raw = self.raw
        pairs = zip(self.starts[:SAMPLE].tolist(), self.ends[:SAMPLE].tolist(), strict=True)
        some = [raw[start:end] for start, end in pairs]
        return len(set(some)) > 0.95 * len(some)

    def _texts(self, escaped: list[int]) -> list[str] | None:
        raw = self.raw
        pairs = zip(self.starts.tolist(), self.ends.tolist(), strict=True)
        texts = [str(raw[start:end], "utf-8") for start, end in pairs]
        if not self.stripped:
            texts = [text.strip() for text in texts]
        for row in escaped:
            if '"' in texts[row].replace('""', ""):
                return None
            texts[row] = texts[row].replace('""', '"')
        return texts

    def _coded(self, longest: int) -> Coded:
        words = self._words(longest)
        codes, _ = pd.factorize(words[0])
        for word in words[1:]:
            more, distinct = pd.factorize(word)
            codes, _ = pd.factorize(codes.astype(np.int64) * len(distinct) + more)
        first_rows = np.full(int(codes.max(initial=-1)) + 1, -1, dtype=np.intp)
        first_rows[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
        pairs = zip(self.starts[first_rows].tolist(), self.ends[first_rows].tolist(), strict=True)
        cells = [str(self.raw[start:end], "utf-8").strip() for start, end in pairs]
        if len(set(cells)) < len(cells):  # some differed in blanks only
            joined, distinct_cells = pd.factorize(np.array(cells, dtype=object))
            return Coded(joined[codes], list(distinct_cells))
        return Coded(codes.astype(np.intp, copy=False), cells)

    def _words(self, longest: int) -> list[NDArray[np.uint64]]:
        """Return the bytes of the cells, eight at a time as one number; no cell has a zero byte."""
        width = -(-longest // WORD) * WORD
        steps = np.arange(width)
        buffer = np.frombuffer(self.raw, dtype=np.uint8)
        words = [np.empty(len(self.starts), dtype=np.uint64) for _ in range(width // WORD)]
        for start in range(0, len(self.starts), ROWS):
            rows = slice(start, start + ROWS)
            at = self.starts[rows, None].astype(np.intp) + steps
            cells = buffer.take(at, mode="clip")
            cells[steps >= self.lengths[rows, None]] = 0
            for number, word in enumerate(words):
                word[rows] = (
                    cells[:, number * WORD : (number + 1) * WORD].copy().view(np.uint64)[:, 0]
                )
        return words
