"""The texts in a value of JSON or TOML: brought to one form, and told where one cannot be.

See `mapgen.files.letters` for the form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

from mapgen.files import letters

if TYPE_CHECKING:
    from mapgen.problems import Problems


Nested: TypeAlias = Any
"""A value of JSON or TOML: tables and lists of such values, texts, numbers."""


def in_one_form(value: Nested, text: str, problems: Problems) -> None:
    """Bring all texts of a value to one form, in place; note and take out what cannot be seen.

    Parameters
    ----------
    value
        What was read: tables, lists and plain values.
    text
        The file that it was read from, to name lines; "" where the value has no text.
    problems
        Where an error is noted for each text with a letter that has no right to stand in it.
    """
    if text and "\\u" not in text and "\\U" not in text and letters.is_plain(text):
        return
    lines = _Lines(text)
    for holder, key, name in _texts(value):
        found = holder[key]
        wanted = letters.normalised(found)
        wrong = letters.first_unseen(wanted)
        if wrong:
            holder[key] = letters.without_unseen(wanted)
            problems.error(
                f"{letters.named(wrong)} in the text",
                line=lines.of(wrong, found.count(wrong)),
                column=name,
                value=wanted,
                mend=letters.MEND,
                code=letters.CODE,
            )
        elif wanted != found:
            holder[key] = wanted


def _texts(value: Nested) -> Iterator[tuple[Nested, Nested, str]]:
    """Yield (what holds it, its key there, the name of the nearest table's key) of each text."""
    stack: list[tuple[Iterator[tuple[Nested, Nested]], Nested, str]] = [_entered(value, "")]
    while stack:
        members, holder, name = stack[-1]
        key, member = next(members, (None, None))
        if key is None:
            stack.pop()
            continue
        called = key if isinstance(key, str) else name
        if isinstance(member, str):
            yield holder, key, called
        elif isinstance(member, dict | list):
            stack.append(_entered(member, called))


def _entered(holder: Nested, name: str) -> tuple[Iterator[tuple[Nested, Nested]], Nested, str]:
    if isinstance(holder, dict):
        if not all(map(letters.is_plain, holder)):
            changed = {letters.without_unseen(key): each for key, each in holder.items()}
            holder.clear()
            holder.update(changed)
        return iter(list(holder.items())), holder, name
    return enumerate(holder) if isinstance(holder, list) else iter(()), holder, name


class _Lines:
    """The lines at which letters stand in a file, each asked for in the order of the file."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[str, Iterator[int]] = {}

    def of(self, letter: str, times: int) -> int | None:
        """Return the line of the letter's next place, and pass over `times` of them."""
        places = self._found.setdefault(letter, self._places(letter))
        lines = [next(places, None) for _ in range(times)]
        return lines[0] if lines else None

    def _places(self, letter: str) -> Iterator[int]:
        escapes = (json.dumps(letter)[1:-1], f"\\u{ord(letter):04x}", f"\\U{ord(letter):08x}")
        spelt = "|".join(map(re.escape, dict.fromkeys((letter, *escapes))))
        at, line = 0, 1
        for match in re.finditer(spelt, self._text, re.IGNORECASE):
            line += self._text.count("\n", at, match.start())
            at = match.start()
            yield line
