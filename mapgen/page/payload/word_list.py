"""Texts as numbers of words: a list of the commonest words of a page's texts, and codes for them.

``codec.js`` reads them back. A text is cut at its blanks, so that every text comes back as it was:

    0x00…0x7F             one of the 128 commonest words
    0x80…0xFD, low byte   one of the next 32,256
    0xFE, length, bytes   a word of up to 255 bytes that the list does not have (UTF-8)
    0xFF, length, bytes   a longer one, its length in four bytes, little endian

The first two words are always the one that parts cells and the empty one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from mapgen.page.payload.word_codes import Coder

SEPARATOR = "\x1e"
"""Parts the cells of a block; control characters stand in no record."""

PARTED = f" {SEPARATOR} ".encode()
"""What stands between two cells that are encoded together."""

ONE_BYTE = 128
MOST = ONE_BYTE + (0xFE - ONE_BYTE) * 256
WORD, LONG_WORD = b"\xfe", b"\xff"


class Words(dict[str, bytes]):
    """The code of each word of a list; of any other word one that spells it."""

    def __init__(self, listed: Sequence[str]) -> None:
        self.listed = tuple(listed)
        super().__init__((word, _code(at)) for at, word in enumerate(self.listed))

    def __missing__(self, word: str) -> bytes:
        raw = word.encode("utf-8", "replace")
        if len(raw) < 256:
            return WORD + bytes([len(raw)]) + raw
        return LONG_WORD + len(raw).to_bytes(4, "little") + raw

    @classmethod
    def of(cls, texts: Iterable[str]) -> Words:
        """Return the commonest words of some texts, all where the list has room for them.

        First those of one byte, the commonest; then the others by their letters, since a sorted
        list packs small: smaller than a word that stands once and is spelt where it stands.

        Parameters
        ----------
        texts : iterable of str
            A sample of them will do.

        Returns
        -------
        Words
            With a table of its words.
        """
        counts = Counter(" ".join(texts).split(" "))
        named = ((word, n) for word, n in counts.items() if word and SEPARATOR not in word)
        order = sorted(named, key=lambda each: (-each[1], each[0]))
        words = [SEPARATOR, "", *(word for word, _ in order[: MOST - 2])]
        return cls([*words[:ONE_BYTE], *sorted(words[ONE_BYTE:])])

    @property
    def text(self) -> str:
        """The list, all but its first word, parted by that word; half characters are replaced."""
        whole = SEPARATOR.join(self.listed[1:])
        return whole.encode("utf-8", "replace").decode("utf-8")

    @cached_property
    def _coder(self) -> Coder:
        return Coder(self.listed, self)

    def encode(self, blocks: Sequence[Sequence[str]]) -> list[bytes]:
        """Return the cells of each block one after the other, with the separating word between.

        Parameters
        ----------
        blocks : sequence of sequence of str
            Cells of each block.

        Returns
        -------
        list of bytes
            One for each block.
        """
        return self.codes_of([joined(cells) for cells in blocks])

    def codes_of(self, texts: Sequence[bytes]) -> list[bytes]:
        """Return each text as the codes of its words.

        Parameters
        ----------
        texts : sequence of bytes
            Cells that are `joined`.

        Returns
        -------
        list of bytes
            One for each text.
        """
        return self._coder.encode(texts)


def joined(cells: Sequence[str]) -> bytes:
    """Return cells as one text with the separating word between them.

    Parameters
    ----------
    cells : sequence of str
        A separator that stands in one of them is replaced.

    Returns
    -------
    bytes
        UTF-8.
    """
    whole = f" {SEPARATOR} ".join(cells)
    if whole.count(SEPARATOR) != max(len(cells) - 1, 0):
        return joined([cell.replace(SEPARATOR, "\ufffd") for cell in cells])
    return whole.encode("utf-8", "replace")


def _code(at: int) -> bytes:
    if at < ONE_BYTE:
        return bytes([at])
    high, low = divmod(at - ONE_BYTE, 256)
    return bytes([ONE_BYTE + high, low])
