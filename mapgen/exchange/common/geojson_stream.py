"""A GeoJSON file of any size → what stands at its head, and its features one by one.

Read are a FeatureCollection, a single Feature, and features line by line (GeoJSONL, RFC 8142). Of
the file never more is held than one feature and one chunk.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from mapgen.exchange.common.open_text import open_text, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO

MAX_VALUE = 1 << 27  # characters of one feature
_CHUNK = 1 << 18
_DIGITS = 300
_BLANK = re.compile(r"[ \t\r\n\x1e]*")


class Member(NamedTuple):
    """A member of the collection (`key`, `value`), or a feature (key "", `number` from 1)."""

    key: str
    value: object
    number: int = 0


def read_features(path: Path) -> Iterator[Member]:
    """Yield the members of a collection that stand before its features, and the features.

    Parameters
    ----------
    path : Path
        The file.

    Yields
    ------
    Member
        In the order of the file.

    Raises
    ------
    InputError
        The file is no GeoJSON: with the place where it breaks off.
    """
    with open_text(path) as (text, _):
        number = 0
        try:
            for member in _values(JsonScanner(text)):
                number = member.number or number
                yield member
        except json.JSONDecodeError as error:
            behind = f" behind feature {number:,}" if number else ""
            mend = "Export it anew; a file that is cut off ends like this."
            raise unreadable(
                path, f"file cannot be read: not GeoJSON{behind}: {error.msg}", mend
            ) from error
        except RecursionError as error:
            raise unreadable(path, "file cannot be read: nested too deeply") from error


def _values(scan: JsonScanner) -> Iterator[Member]:
    number = 0
    while scan.peek():
        if scan.peek() != "{":
            raise json.JSONDecodeError("it does not begin with {", scan.near(), 0)
        scan.take("{")
        members: dict[str, object] = {}
        while scan.peek() != "}":
            key = scan.value()
            scan.take(":")
            if key == "features" and scan.peek() == "[":
                yield from (Member(name, value) for name, value in members.items())
                members = {}
                scan.take("[")
                while scan.peek() != "]":
                    number += 1
                    yield Member("", scan.value(), number)
                    if scan.peek() != "]":
                        scan.take(",")
                scan.take("]")
            else:
                members[str(key)] = scan.value()
            if scan.peek() != "}":
                scan.take(",")
        scan.take("}")
        if members.get("type") == "Feature":
            number += 1
            yield Member("", members, number)
        else:
            yield from (Member(name, value) for name, value in members.items())


def _number(text: str) -> int | float:
    """Return a number of any length; what is longer than any count is not kept digit by digit."""
    return int(text) if len(text) <= _DIGITS else float(text)


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return the members of an object; a second one of a name is called NAME_again, as in CSV."""
    found = dict(pairs)
    if len(found) < len(pairs):
        found = {}
        for name, value in pairs:
            free, number = name, 1
            while free in found:
                free = f"{name}_again" if number == 1 else f"{name}_again_{number}"
                number += 1
            found[free] = value
    return found


class JsonScanner:
    """Takes JSON values off a text that is read chunk by chunk."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._buffer = ""
        self._at = 0
        self._ended = False
        self._decoder = json.JSONDecoder(parse_int=_number, object_pairs_hook=_members)

    def near(self) -> str:
        """Return the text at hand, for a message."""
        return self._buffer[self._at : self._at + 60]

    def peek(self) -> str:
        """Return the next letter that is no blank; "" at the end."""
        while True:
            blank = _BLANK.match(self._buffer, self._at)
            self._at = blank.end() if blank else self._at
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._more():
                return ""

    def next_is(self, letter: str, after: str) -> bool:
        """Return whether a letter is the next, and `after` the one behind it; takes nothing.

        Parameters
        ----------
        letter : str
            What is looked for.
        after : str
            What must stand behind it, blanks left out.

        Returns
        -------
        bool
            False at the end of the text.
        """
        if self.peek() != letter:
            return False
        while True:
            behind = _BLANK.match(self._buffer, self._at + 1)
            at = behind.end() if behind else self._at + 1
            if at < len(self._buffer) or not self._more(len(self._buffer) - self._at):
                return self._buffer[at : at + 1] == after

    def take(self, letter: str) -> None:
        """Take a letter that must be the next.

        Parameters
        ----------
        letter : str
            What must come.

        Raises
        ------
        JSONDecodeError
            Another one comes, or none.
        """
        found = self.peek()
        if found != letter:
            what = f"{found!r} where {letter!r} should be" if found else "the file breaks off"
            raise json.JSONDecodeError(what, self.near(), 0)
        self._at += 1

    def value(self) -> object:
        """Take a value and return it.

        Raises
        ------
        JSONDecodeError
            There is none, or it breaks off.
        """
        if not self.peek():
            raise json.JSONDecodeError("the file breaks off", "", 0)
        while True:
            try:
                value, end = self._decoder.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError:
                too_long = len(self._buffer) - self._at > MAX_VALUE
                if too_long or not self._more(len(self._buffer) - self._at):
                    raise
                continue
            length = end - self._at  # reading on moves the beginning of the buffer
            # A number may go on in the next chunk: 1|2, 1|.5, 1|e-9.
            near_the_end = len(self._buffer) - end < len("e-9")
            if near_the_end and isinstance(value, int | float) and self._more():
                continue
            self._at += length
            return value

    def _more(self, least: int = 0) -> bool:
        """Read on; as much again as there is, so that a long value is not tried too often."""
        if self._ended:
            return False
        chunk = self._text.read(max(_CHUNK, least))
        self._ended = not chunk
        self._buffer = self._buffer[self._at :] + chunk
        self._at = 0
        return bool(chunk)
