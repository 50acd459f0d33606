"""Hashes of many short texts at once, from their bytes.

A hash takes `WORD` bytes of a text at a time and mixes each into what came before with the last
step of SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195). It begins with the
length, so that zero bytes at an end count. The same text has the same hash in every process and
wherever its bytes stand. Two texts of one hash can be made on purpose: where that matters, texts
themselves have to be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from mapgen.files.csv_fast import WORD, Cells, late_of
from mapgen.files.late import LateTexts

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROWS = 2**14  # texts that are hashed together: their words stay near the processor
LONG = 1_024  # bytes: a longer text is hashed by itself
_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def late_texts(column: Sequence[str]) -> LateTexts:
    """Return texts as places in bytes: in those of their file, where they stand there as they are.

    Parameters
    ----------
    column : sequence of str
        A column of a table.

    Returns
    -------
    LateTexts
        In the same order.
    """
    late = late_of(column)
    if late is not None:
        return late
    pieces = [text.encode("utf-8", "surrogatepass") for text in column]
    ends = np.fromiter(accumulate(map(len, pieces)), np.int64, len(pieces))
    starts = np.zeros_like(ends)
    starts[1:] = ends[:-1]
    return LateTexts(b"".join(pieces), starts, ends)


def text_hashes(texts: LateTexts) -> NDArray[np.uint64]:
    """Return a hash of each text.

    Parameters
    ----------
    texts : LateTexts
        Of any length.

    Returns
    -------
    ndarray of uint64
        The same for the same text.
    """
    found = np.empty(len(texts), dtype=np.uint64)
    for start in range(0, len(texts), ROWS):
        rows = slice(start, start + ROWS)
        found[rows] = _hashes(texts.take(rows))
    return found


def all_differ(texts: LateTexts) -> bool:
    """Return whether surely no text stands twice in a column.

    Parameters
    ----------
    texts : LateTexts
        Short ones.

    Returns
    -------
    bool
        False, perhaps, by chance.
    """
    hashes = np.sort(text_hashes(texts))
    return bool((hashes[1:] != hashes[:-1]).all())


def _hashes(texts: LateTexts) -> NDArray[np.uint64]:
    cells = Cells(texts.raw, texts.starts, texts.ends)
    found = cells.lengths.astype(np.uint64)
    for at in range(0, min(cells.longest, LONG), WORD):
        whole = int(cells.lengths.min()) > at  # a view is quicker than rows
        rows = slice(None) if whole else np.flatnonzero(cells.lengths > at)
        found[rows] = _mixed(found[rows], cells.word(at, rows))
    for row in np.flatnonzero(cells.lengths > LONG).tolist():
        piece = texts.raw[int(texts.starts[row]) : int(texts.ends[row])]
        found[row] = int.from_bytes(blake2b(piece, digest_size=WORD).digest(), "little")
    return found


def _mixed(before: NDArray[np.uint64], words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    found = before + _STEP
    found ^= words
    found ^= found >> np.uint64(30)
    found *= _FIRST
    found ^= found >> np.uint64(27)
    found *= _SECOND
    found ^= found >> np.uint64(31)
    return found
