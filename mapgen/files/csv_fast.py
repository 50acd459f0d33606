"""A large and plain CSV file → its cells, found all at once instead of one by one.

Plain is: UTF-8 in one form (`letters`) without control characters, LF or CRLF, as many cells in
every row as in the header, quotes only around whole cells. What is not plain is left to
`mapgen.files.csv_table`, which reads any file and says what is wrong with it; where both can read a
file they read the same.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, overload

import numpy as np

from mapgen.files import letters
from mapgen.files.arrays import Ints
from mapgen.files.beside import beside
from mapgen.files.columns import factorize, first_of, values_once
from mapgen.files.csv_layout import lay_out
from mapgen.files.late import LateTexts

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROWS = 2**13  # rows whose cells are compared at a time
MOST_DIGITS = 15  # so many fit into a float without loss, a sign or a point among them
_POWERS = np.array([float(f"1e{power}") for power in range(MOST_DIGITS + 1)])
WORD = 8  # bytes that are compared at a time
_KEPT = np.array([(1 << 8 * count) - 1 for count in range(WORD + 1)], dtype=np.uint64)
_MIX = np.uint64(0x9E3779B97F4A7C15)  # odd, its bits as even and odd as can be
CODED = 48  # bytes: longer cells are texts, of which no two are expected to be the same
FEW = 1000  # cells that are asked for one by one before all are made into texts
SAMPLE = 4096  # rows that tell whether the cells of a column are nearly all different


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
    lines: Sequence[int]


def read_plain(raw: bytes, *, longest: int, widest: int = 1_000) -> Plain | None:
    """Read the cells of a plain CSV file.

    Parameters
    ----------
    raw : bytes
        The whole file.
    longest : int
        Bytes of a cell at most.
    widest : int
        Cells of a row at most.

    Returns
    -------
    Plain or None
        None where the file is not plain.
    """
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    if b"\r" in raw and raw.count(b"\r") != raw.count(b"\r\n"):
        return None
    if not _is_plain(raw):
        return None
    layout = lay_out(raw)
    if layout is None:
        return None
    starts, ends = layout.starts, layout.ends
    if len(starts) > widest:
        return None
    header = _header(raw, starts[:, 0], ends[:, 0])
    if header is None:
        return None
    columns: list[Sequence[str]] = []
    empty = np.ones(starts.shape[1] - 1, dtype=bool)
    for at in range(len(header)):
        cells = Cells(raw, starts[at, 1:], ends[at, 1:])
        if max(cells.longest, int(ends[at, 0] - starts[at, 0])) > longest:
            return None
        quoted = [] if layout.quotes is None else np.flatnonzero(layout.quotes[at, 1:]).tolist()
        column = _column(cells, quoted)
        if column is None:
            return None
        columns.append(column)
        if empty.any():
            empty &= ~cells.filled()
    return None if empty.any() else Plain(header, columns, layout.lines[1:])


def _is_plain(raw: bytes) -> bool:
    """Return whether the bytes are UTF-8, in the one form that a text has; not: its controls."""
    if raw.isascii():
        return True
    try:
        return letters.is_plain(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _header(raw: bytes, starts: Ints, ends: Ints) -> list[str] | None:
    """Return the names of the columns; None where one is empty or stands twice."""
    line = raw[
        int(starts[0]) - (raw[int(starts[0]) - 1 : int(starts[0])] == b'"') : int(ends[-1]) + 1
    ]
    rows = list(csv.reader([line.decode("utf-8").rstrip("\r\n")]))
    names = [name.strip() for name in rows[0]] if rows else []
    whole = len(names) == len(starts) and all(names) and len(set(names)) == len(names)
    return names if whole else None


class Cells:
    """The cells of one column, as places in a file of bytes."""

    def __init__(self, raw: bytes, starts: Ints, ends: Ints) -> None:
        self.raw, self.starts, self.ends = raw, starts, ends
        self.buffer = np.frombuffer(raw, dtype=np.uint8)
        self.lengths = ends - starts
        self.longest = int(self.lengths.max(initial=0))

    def __len__(self) -> int:
        return len(self.starts)

    def filled(self) -> NDArray[np.bool_]:
        """Return which cells surely hold more than blanks."""
        found = _is_word(self.buffer.take(self.starts, mode="clip"))
        found &= self.lengths > 0
        return found

    def texts(self, rows: slice | NDArray[np.intp] = slice(None)) -> list[str]:
        """Return the cells as stripped text.

        Parameters
        ----------
        rows : slice or ndarray of intp
            Which ones; all if nothing is said.

        Returns
        -------
        list of str
            One for each row.
        """
        starts, ends = self.starts[rows], self.ends[rows]
        if isinstance(rows, slice):
            texts = []
            for start in range(0, len(starts), ROWS):
                some = slice(start, start + ROWS)
                texts += self._cut(starts[some], ends[some])
        else:
            pairs = zip(starts.tolist(), ends.tolist(), strict=True)
            texts = [str(self.raw[start:end], "utf-8") for start, end in pairs]
        return texts if self.are_stripped(rows) else [text.strip() for text in texts]

    def are_stripped(self, rows: slice | NDArray[np.intp] = slice(None)) -> bool:
        """Return whether there is surely nothing to be stripped from the cells.

        Parameters
        ----------
        rows : slice or ndarray of intp
            Which ones; all if nothing is said.

        Returns
        -------
        bool
            False where one begins or ends with a blank, or with a letter beyond ASCII.
        """
        if not self.longest:
            return True
        starts, ends = self.starts[rows], self.ends[rows]
        first = self.buffer.take(starts, mode="clip")
        last = self.buffer.take(ends - 1, mode="clip")
        return bool((_is_word(first) & _is_word(last) | (starts == ends)).all())

    def _cut(self, starts: Ints, ends: Ints) -> list[str]:
        """Return the cells of neighbours: cut out of the text of all of them, where it is ASCII."""
        first = int(starts[0])
        rows = self.raw[first : int(ends[-1])]
        if not rows.isascii():
            pairs = zip(starts.tolist(), ends.tolist(), strict=True)
            return [str(self.raw[start:end], "utf-8") for start, end in pairs]
        text = rows.decode("ascii")
        pairs = zip((starts - first).tolist(), (ends - first).tolist(), strict=True)
        return [text[start:end] for start, end in pairs]

    def words(self) -> list[NDArray[np.uint64]]:
        """Return the bytes of the cells, `WORD` at a time as one number, zeros behind the last."""
        return [self.word(at) for at in range(0, max(self.longest, 1), WORD)]

    def word(self, at: int, rows: slice | NDArray[np.intp] = slice(None)) -> NDArray[np.uint64]:
        """Return `WORD` bytes of each cell as one number, zeros behind the cell's last.

        Parameters
        ----------
        at : int
            How many bytes of the cell stand before them.
        rows : slice or ndarray of intp
            Which ones; all if nothing is said.

        Returns
        -------
        ndarray of uint64
            One for each cell, its first byte the lowest.
        """
        starts, lengths = self.starts[rows], self.lengths[rows]
        raw = self.raw if len(self.raw) >= WORD else self.raw.ljust(WORD, b"\0")
        last = len(raw) - WORD
        # A number from every byte on.
        every = np.ndarray((last + 1,), "<u8", raw, strides=(1,))
        words = np.empty(len(starts), dtype=np.uint64)
        reach_on = int(lengths.min(initial=WORD)) >= at + WORD  # each: none ends within the word
        for start in range(0, len(starts), ROWS):
            some = slice(start, start + ROWS)
            places = starts[some] + at
            if reach_on:
                words[some] = every[places]
                continue
            left = np.minimum(lengths[some] - at, WORD)
            np.maximum(left, 0, out=left)
            if int(places.max()) <= last:
                word = every[places].astype(np.uint64, copy=False)
            else:
                word = every[np.minimum(places, last)].astype(np.uint64, copy=False)
                for row in np.flatnonzero((places > last) & (left > 0)).tolist():
                    place = int(places[row])
                    word[row] = int.from_bytes(raw[place : place + WORD], "little")
            np.bitwise_and(word, _KEPT.take(left), out=words[some])
        return words

    def blocks(self, width: int) -> Iterator[tuple[slice, NDArray[np.uint8]]]:
        """Yield some rows at a time, as a table of bytes with zeros behind each cell.

        Parameters
        ----------
        width : int
            Bytes of the longest cell.

        Yields
        ------
        rows : slice
            Which rows they are.
        table : ndarray of uint8
            Shape (rows, width).
        """
        steps = np.arange(width)
        for start in range(0, len(self), ROWS):
            rows = slice(start, start + ROWS)
            block = self.buffer.take(self.starts[rows, None].astype(np.intp) + steps, mode="clip")
            block[steps >= self.lengths[rows, None]] = 0
            yield rows, block


class Spelt(Sequence[str]):
    """A column of cells that nearly all differ, read when they are asked for."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._texts: list[str] | None = None
        self._lock = Lock()
        self._numbers: NDArray[np.float64] | None = None
        self._read = False
        self._asked = 0

    @property
    def texts(self) -> list[str]:
        """Return the distinct cells as text."""
        if self._texts is None:
            self._texts = self._cells.texts()
        return self._texts

    def __len__(self) -> int:
        return len(self._cells)

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> list[str]: ...
    def __getitem__(self, row: int | slice) -> str | list[str]:
        if self._texts is None and isinstance(row, int) and self._asked < FEW:
            self._asked += 1
            return self._cells.texts(np.array([row]))[0]
        return self.texts[row]

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def late(self) -> LateTexts | None:
        """Return the column as places in its file; None where they are not its cells."""
        cells = self._cells
        stripped = self._texts is None and cells.are_stripped()
        return LateTexts(cells.raw, cells.starts, cells.ends) if stripped else None

    def decimals(self) -> NDArray[np.float64] | None:
        """Return the cells as numbers, NaN for empty ones; None where one is no plain decimal.

        Plain is a sign or none, one to three digits, and a point with digits or none. The numbers
        are those of `float`: fifteen digits and a power of ten are exact, and so is their quotient.
        They are found once.
        """
        with self._lock:
            if not self._read:
                self._numbers, self._read = self._decimals(), True
            return self._numbers

    def _decimals(self) -> NDArray[np.float64] | None:
        cells = self._cells
        if cells.longest > MOST_DIGITS:
            return None
        values = np.empty(len(cells), dtype=np.float64)
        for rows, block in cells.blocks(max(cells.longest, 1)):
            digits = block - np.uint8(ord("0"))
            is_digit = digits < 10
            is_point = block == ord(".")
            signs = (block[:, 0] == ord("-")) | (block[:, 0] == ord("+"))
            points = is_point.sum(axis=1)
            lengths = cells.lengths[rows]
            whole = np.where(points > 0, is_point.argmax(axis=1), lengths) - signs
            plain = is_digit.sum(axis=1) + points + signs == lengths
            plain &= (points < 2) & (whole >= 1) & (whole <= 3)
            if not (plain | (lengths == 0)).all():
                return None
            number = np.zeros(len(block), dtype=np.int64)
            for place, digit in zip(is_digit.T, digits.T, strict=True):
                number = np.where(place, number * 10 + digit, number)
            places = np.where(points > 0, lengths - whole - signs - 1, 0)
            found = number / _POWERS[places]
            found[block[:, 0] == ord("-")] *= -1
            values[rows] = np.where(lengths > 0, found, np.nan)
        return values


def late_of(column: Sequence[str]) -> LateTexts | None:
    """Return a column of texts that nearly all differ as places in its file.

    Parameters
    ----------
    column : sequence of str
        A column of a table.

    Returns
    -------
    LateTexts or None
        None for another column, one without rows, or where its texts are not the file's cells.
    """
    return column.late() if isinstance(column, Spelt) and len(column) else None


def _is_word(letters: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return (letters > ord(" ")) & (letters < 128)


def _column(cells: Cells, escaped: list[int]) -> Sequence[str] | None:
    """Return the column of some cells; None where a quote inside one is not written twice."""
    if not cells.longest:
        return Coded(np.zeros(len(cells), dtype=np.intp), [""])
    if escaped:
        texts = cells.texts()
        for row in escaped:
            if '"' in texts[row].replace('""', ""):
                return None
            texts[row] = texts[row].replace('""', '"')
        return texts
    some = cells.texts(slice(SAMPLE))
    if cells.longest > CODED or len(set(some)) > 0.95 * len(some):
        return Spelt(cells)
    return _Late(cells)


class _Late(Coded):
    """A column of cells many of which are the same; which, is found when it is asked for."""

    def __init__(self, places: Cells) -> None:
        self._places = places
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._places)

    def __getattr__(self, name: str) -> object:
        if name not in ("codes", "cells"):
            raise AttributeError(name)
        with self._lock:
            if "cells" not in vars(self):
                found = coded(self._places)
                self.codes, self.cells = found.codes, found.cells
        return getattr(self, name)


@contextmanager
def found_ahead(columns: Iterable[Sequence[str]]) -> Iterator[None]:
    """Find the codes and numbers of columns on a thread, while others of them are read.

    Parameters
    ----------
    columns : iterable of sequence of str
        In the order in which they will be asked for.
    """
    with beside() as thread:
        for column in columns:
            if isinstance(column, _Late):
                thread.submit(getattr, column, "codes")
            elif isinstance(column, Spelt):
                thread.submit(column.decimals)
        yield


def _mixed(words: list[NDArray[np.uint64]]) -> NDArray[np.uint64]:
    """Return a number for each row of words, the same for the same words."""
    mixed = words[0].copy()
    for word in words[1:]:
        mixed *= _MIX
        mixed ^= mixed >> np.uint64(32)
        mixed += word
    return mixed


def coded(cells: Cells) -> Coded:
    """Return cells as codes of different texts.

    Parameters
    ----------
    cells : Cells
        Of one column.

    Returns
    -------
    Coded
        Stripped.
    """
    codes = _codes_of(cells.words())
    texts, codes = values_once(cells.texts(first_of(codes)), codes)  # some differ in blanks only
    return Coded(codes.astype(np.intp, copy=False), texts)


def _codes_of(words: list[NDArray[np.uint64]]) -> Ints:
    """Return codes of rows of words: of their hashes, where no two rows share one by chance."""
    codes: Ints = factorize(_mixed(words))[0].astype(np.int64, copy=False)
    rows = first_of(codes)
    if len(words) > 1 and not all(np.array_equal(word[rows][codes], word) for word in words):
        codes = np.zeros(len(codes), dtype=np.int64)
        for word in words:
            more, distinct = factorize(word)
            codes = factorize(codes * len(distinct) + more)[0].astype(np.int64, copy=False)
    return codes
