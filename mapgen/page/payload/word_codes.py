"""Texts → codes of words, found for all words of some texts at once with numpy.

`mapgen.page.payload.word_list` says what the codes are. A word of up to 15 bytes is two numbers of
eight bytes, the last byte its length. A table finds the entry of such a pair in the list of words;
longer words are looked up one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from mapgen.files.arrays import Ints
from mapgen.files.dense import ranges

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

BLANK = ord(" ")
SPELT = 0xFE
SHORT = 15  # bytes of the longest word that is looked up in the table
LONGEST = 255  # bytes of what stands for all longer words
PAIR = "<u8"
NOTHING = b"\xff" * 16  # what no word is, for there is none of 255 bytes among the short ones
SPREAD = 4  # slots of the table for each word, at least

_LOW = np.array([(1 << 8 * min(n, 8)) - 1 for n in range(LONGEST + 1)], dtype=np.uint64)
_HIGH = np.array(
    [(1 << 8 * min(max(n - 8, 0), 7)) - 1 for n in range(LONGEST + 1)], dtype=np.uint64
)
_LENGTH = np.arange(LONGEST + 1, dtype=np.uint64) << np.uint64(56)
# Two large odd numbers; these are not near any fraction of 2⁶⁴ that words could have.
_STIR = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)


class Coder:
    """The codes of some listed words, and of any other word the code that spells it.

    `listed` are the words in the order of their codes; `codes` gives the code of each word, and of
    every other text too.
    """

    def __init__(self, listed: Sequence[str], codes: Mapping[str, bytes]) -> None:
        self.codes = codes
        words = [word.encode("utf-8", "replace") for word in listed]
        short = [at for at, word in enumerate(words) if len(word) <= SHORT]
        keys = [words[at].ljust(SHORT, b"\0") + bytes([len(words[at])]) for at in short]
        pairs = np.frombuffer(b"".join([*keys, NOTHING]), dtype=PAIR).reshape(-1, 2)
        self.low, self.high = np.ascontiguousarray(pairs.T)
        own = [codes[listed[at]] for at in short]
        self.first = np.array([*(code[0] for code in own), SPELT], dtype=np.uint8)
        self.second = np.array([*(code[-1] for code in own), 0], dtype=np.uint8)
        self.width = np.array([*map(len, own), 2], dtype=np.int64)
        self.none = len(short)
        bits = max((self.none * SPREAD).bit_length(), 4)
        self.shift, self.last = np.uint64(64 - bits), (1 << bits) - 1
        self.table = self._table()

    def _table(self) -> NDArray[np.int64]:
        """Return in which slot each word's entry stands: its own, or the next that is free."""
        table = np.full(self.last + 1, self.none, dtype=np.int64)
        slots = self._slots(self.low[: self.none], self.high[: self.none])
        waiting = np.arange(self.none)
        while len(waiting):
            free = np.flatnonzero(table[slots[waiting]] == self.none)
            taken, by = np.unique(slots[waiting[free]], return_index=True)
            table[taken] = waiting[free[by]]
            waiting = np.delete(waiting, free[by])
            slots[waiting] = (slots[waiting] + 1) & self.last
        return table

    def _slots(self, low: NDArray[np.uint64], high: NDArray[np.uint64]) -> NDArray[np.int64]:
        return ((((low * _STIR[0]) ^ high) * _STIR[1]) >> self.shift).view(np.int64)

    def encode(self, texts: Sequence[bytes]) -> list[bytes]:
        """Return each text (UTF-8) as the codes of its words, which blanks part.

        Parameters
        ----------
        texts : sequence of bytes
            UTF-8, words parted by one blank.

        Returns
        -------
        list of bytes
            As many.
        """
        raw = b" ".join([*texts, bytes(16)])  # eight bytes from anywhere on can be read
        letters = np.frombuffer(raw, dtype=np.uint8)
        ends = np.flatnonzero(letters == BLANK)
        starts = np.zeros(len(ends), dtype=np.int64)
        np.add(ends[:-1], 1, out=starts[1:])
        lengths = ends - starts
        entries = self._entries(letters, starts, np.minimum(lengths, LONGEST))

        new = np.flatnonzero(entries == self.none)
        long = new[lengths[new] > SHORT]
        spelt = new[lengths[new] <= SHORT]
        places = zip(starts[long].tolist(), ends[long].tolist(), strict=True)
        codes = [self.codes[str(raw[start:end], "utf-8")] for start, end in places]
        widths, seconds = self.width.take(entries), self.second.take(entries)
        widths[spelt] += lengths[spelt]
        seconds[spelt] = lengths[spelt]
        widths[long] = [len(code) for code in codes]

        stops = np.zeros(len(widths) + 1, dtype=np.int64)
        np.cumsum(widths, out=stops[1:])
        found = np.empty(int(stops[-1]) + 1, dtype=np.uint8)
        # A word of one byte has no second: the next word's first takes its place.
        found[stops[:-1] + 1] = seconds
        found[stops[:-1]] = self.first.take(entries)
        _copy(letters, starts[spelt], found, stops[spelt] + 2, lengths[spelt])
        rest = widths[long].astype(np.int64)
        _copy(
            np.frombuffer(b"".join(codes), dtype=np.uint8),
            np.cumsum(rest) - rest,
            found,
            stops[long],
            rest,
        )
        begin = np.cumsum([0, *(len(text) + 1 for text in texts)])
        edges = stops[np.searchsorted(starts, begin)].tolist()
        whole = found.tobytes()
        return [whole[start:end] for start, end in pairwise(edges)]

    def _entries(
        self, letters: NDArray[np.uint8], starts: NDArray[np.int64], lengths: NDArray[np.int64]
    ) -> NDArray[np.int64]:
        """Return the entry of each word, `none` for what is not listed or longer than `SHORT`."""
        # Eight bytes from every place on, as one number each.
        eight = np.ndarray((len(letters) - 7,), PAIR, letters, strides=(1,))
        low = eight[starts].astype(np.uint64, copy=False) & _LOW.take(lengths)
        high = _LENGTH.take(lengths)
        longer = np.flatnonzero(lengths > 8)
        high[longer] |= eight[starts[longer] + 8].astype(np.uint64) & _HIGH.take(lengths[longer])
        slots = self._slots(low, high)
        entries = self.table.take(slots)
        wrong = np.flatnonzero((self.low.take(entries) != low) | (self.high.take(entries) != high))
        while len(wrong):
            wrong = wrong[entries[wrong] != self.none]
            slots[wrong] = (slots[wrong] + 1) & self.last
            here = entries[wrong] = self.table[slots[wrong]]
            wrong = wrong[(self.low[here] != low[wrong]) | (self.high[here] != high[wrong])]
        return entries


def _copy(
    source: NDArray[np.uint8], starts: Ints, target: NDArray[np.uint8], to: Ints, lengths: Ints
) -> None:
    """Copy pieces of bytes, all at once."""
    if len(lengths):
        steps = ranges(0, lengths)
        target[np.repeat(to, lengths) + steps] = source[np.repeat(starts, lengths) + steps]
