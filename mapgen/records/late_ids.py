"""Whether all ids of a large column have their form, told from their bytes, `WORD` at a time.

A byte of ASCII is one of a range where adding a number sets its highest bit and adding another does
not; no sum reaches the next byte. So eight bytes are held to a range by two sums (Lamport 1975,
doi:10.1145/360933.360994, on many bytes in one word).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mapgen.files.csv_fast import WORD, Cells
from mapgen.vocabulary import MAX_ID

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mapgen.files.late import LateTexts

ROWS = 2**14  # that are looked at together: their words stay near the processor
_TOP = np.uint64(0x8080808080808080)  # the highest bit of each byte
_BYTE = np.uint64(8)  # bits
_LAST = np.uint64(8 * (WORD - 1))  # bits before the last byte of a word
_BEYOND = np.array(
    [(0x8080808080808080 >> 8 * count) << 8 * count & (1 << 64) - 1 for count in range(WORD + 1)],
    dtype=np.uint64,
)
"""The highest bits of the bytes behind the first few of a word."""


def are_all_ids(texts: LateTexts) -> bool:
    """Return whether each text of a column has the form of an id.

    Parameters
    ----------
    texts : LateTexts
        One at least.

    Returns
    -------
    bool
        False, too, where one is longer than `MAX_ID`.
    """
    sizes = texts.ends - texts.starts
    if int(sizes.max()) > MAX_ID or not sizes.all():
        return False
    every = range(0, len(texts), ROWS)
    return all(_are_ids(texts.take(slice(start, start + ROWS))) for start in every)


def _are_ids(texts: LateTexts) -> bool:
    cells = Cells(texts.raw, texts.starts, texts.ends)
    hyphen_before = np.full(len(cells), 1 << 7, dtype=np.uint64)  # none may be first
    for at in range(0, cells.longest + 1, WORD):
        word = cells.word(at)
        beyond = _BEYOND.take(np.clip(cells.lengths - at, 0, WORD))
        hyphens = _within(word, "-", "-")
        if (word & _TOP).any():
            return False
        # Nor may one be last or stand before another.
        if ((hyphens << _BYTE | hyphen_before) & (hyphens | beyond)).any():
            return False
        known = _within(word, "a", "z") | _within(word, "0", "9") | hyphens | beyond
        if (known != _TOP).any():
            return False
        hyphen_before = hyphens >> _LAST
    return True


def _within(words: NDArray[np.uint64], first: str, last: str) -> NDArray[np.uint64]:
    """Return the highest bit of each byte that is one of a range of ASCII."""
    ones = 0x0101010101010101
    from_first = words + np.uint64(ones * (0x80 - ord(first)))
    behind_last = words + np.uint64(ones * (0x7F - ord(last)))
    return (from_first & ~behind_last) & _TOP
