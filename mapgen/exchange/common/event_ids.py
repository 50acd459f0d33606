"""Ids of events for tables that have their own names of rows, or none.

An id depends on its own row only, as far as that is possible: rows that are added to a file, or
left out of it, do not change the ids of the others.
"""

from __future__ import annotations

import hashlib
import unicodedata
from typing import TYPE_CHECKING

from mapgen.exchange.common.reader import slug
from mapgen.vocabulary import MAX_ID, is_id

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_KEY = 60  # letters of a file's name in the ids of its events
_MARK = 8  # hexadecimal digits that tell two texts of one slug apart
_CONTENT = 12  # hexadecimal digits of an id that is made from a row's content


class EventIds:
    """Gives each row of an import its id; of each id a number is kept, and no text."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._owners: dict[str, int] = {}
        self._identical: dict[str, int] = {}

    def of(self, text: str, cells: Mapping[str, str], whole: str = "") -> str:
        """Return the id of a row: the same for the same text, another for any other text.

        Parameters
        ----------
        text : str
            What the row is called in its file; "" where it has no name.
        cells : mapping of str to str
            The row, from which an id is made where it has no name. Identical rows are numbered
            among themselves.
        whole : str
            What the text is short for, such as the address whose last part it is.

        Returns
        -------
        str
            An id that no other row has.
        """
        if not text:
            return self._of_content(cells)
        owner = hash(whole or text)
        made = self._plain(text)
        if self._owners.setdefault(made, owner) == owner:
            return made
        short = made[: MAX_ID - _MARK - 1].rstrip("-")
        return f"{short}-{_mark(whole or text, _MARK)}"

    def named(self, text: str) -> str:
        """Return the id of a row that another one names, "" for no text.

        Parameters
        ----------
        text : str
            What the row is called there.

        Returns
        -------
        str
            The id that the row has, or would get.
        """
        if not text:
            return ""
        made = self._plain(text)
        if self._owners.get(made, hash(text)) == hash(text):
            return made
        return f"{made[: MAX_ID - _MARK - 1].rstrip('-')}-{_mark(text, _MARK)}"

    def _plain(self, text: str) -> str:
        if is_id(text) and not text.isdecimal() and len(text) <= MAX_ID:
            return text
        base = slug(text)
        made = f"{self._key}-{base}"
        if base and len(made) <= MAX_ID and not _loses(text):
            return made
        mark = _mark(text, _MARK)
        base = base[: MAX_ID - len(self._key) - len(mark) - 2].strip("-")
        return "-".join(filter(None, (self._key, base, mark)))

    def _of_content(self, cells: Mapping[str, str]) -> str:
        content = "\x1f".join(f"{column}\x1e{cell}" for column, cell in sorted(cells.items()))
        made = f"{self._key}-{_mark(content, _CONTENT)}"
        number = self._identical.get(made, 0) + 1
        self._identical[made] = number
        return made if number == 1 else f"{made}-{number}"


def _mark(text: str, digits: int) -> str:
    found = hashlib.sha1(text.encode("utf-8", "replace"), usedforsecurity=False)
    return found.hexdigest()[:digits]


def _loses(text: str) -> bool:
    """Return whether a slug drops a letter, digit or symbol of a text, not just what parts them."""
    return any(
        unicodedata.category(letter)[0] in "LNSM"
        for letter in text.lower()
        if not (letter.isascii() and letter.isalnum())
    )
