"""Dates in the words that a page prints around them, in each of its languages → EDTF.

``vers 1960``, ``осень 1989 г.``, ``1985 اور 1987 کے درمیان``: the words of
``notation/words/LANGUAGE.toml`` are read as they are written. A date without an end or a beginning
is not read: an event has both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from mapgen.exchange.common.month_names import plain_signs
from mapgen.exchange.common.worded_dates import as_one, is_marked, read_words
from mapgen.notation.civil import edtf_year
from mapgen.notation.date_words import DateWords, date_words, languages_with_words
from mapgen.notation.languages import before_christ

if TYPE_CHECKING:
    from collections.abc import Callable

    Read = Callable[[str], str]

_SEASONS = ("spring", "summer", "autumn", "winter")
_FIELD = re.compile(r"\{\w*\}")


def read_local(text: str, read: Read) -> str:
    """Return EDTF for a date with the words of a language around it.

    Parameters
    ----------
    text : str
        With plain digits, blanks and dashes (`month_names.plain_signs`).
    read : Read
        Reads one date: EDTF, or "" where it is none.

    Returns
    -------
    str
        "" for any other text, and for one that means two things in two languages.
    """
    languages, words = _languages()
    if not words.search(text):
        return ""
    found = {each.read(text, read) for each in languages} - {""}
    return found.pop() if len(found) == 1 else ""


@dataclass(frozen=True, slots=True)
class _Language:
    """The words of a language, each as a pattern for a whole text."""

    approximate: re.Pattern[str]
    uncertain: re.Pattern[str]
    both: re.Pattern[str]
    between: re.Pattern[str]
    either: re.Pattern[str]
    decade: re.Pattern[str] | None
    before_christ: re.Pattern[str]
    season: tuple[re.Pattern[str], ...]
    seasons: tuple[str, ...]

    @classmethod
    def of(cls, words: DateWords, christ: str) -> _Language:
        seasons = tuple(plain_signs(each).casefold() for each in words.seasons)
        names = f"({'|'.join(map(re.escape, seasons)) or '(?!)'})"
        return cls(
            _pattern(words.approximate),
            _pattern(words.uncertain),
            _pattern(words.both),
            _pattern(words.between),
            _pattern("{}" + words.either + "{}"),
            _pattern(words.decade, r"(\d+0)") if words.decade else None,
            _pattern(christ, r"([1-9]\d{0,5})"),
            tuple(_pattern(each, names) for each in (words.season, "{} {}")),
            seasons,
        )

    def read(self, text: str, read: Read) -> str:
        """Return EDTF for a text in this language; "" for any other."""
        for pattern, sign in ((self.both, "%"), (self.approximate, "~"), (self.uncertain, "?")):
            found = pattern.fullmatch(text)
            inner = read(found[1]) if found else ""
            if inner and not is_marked(inner):
                return inner + sign
        for pattern in self.season:
            found = pattern.fullmatch(text)
            name = found and _SEASONS[self.seasons.index(found[1].casefold())]
            season = read_words(f"{name} {found[2]}", read) if found else ""
            if season:
                return season
        found = self.decade.fullmatch(text) if self.decade else None
        if found and len(found[1]) <= 4:
            return found[1].zfill(4)[:3] + "X"
        found = self.before_christ.fullmatch(text)
        if found:
            return edtf_year(1 - int(found[1]))
        return self._two(text, read)

    def _two(self, text: str, read: Read) -> str:
        found = self.between.fullmatch(text)
        if found:
            first, last = read(found[1]), read(found[2])
            return f"[{first}..{last}]" if as_one(first, last, one_of=False) else ""
        found = self.either.fullmatch(text)
        return as_one(read(found[1]), read(found[2]), one_of=True) if found else ""


def _pattern(words: str, *fields: str) -> re.Pattern[str]:
    """Return a pattern of a text; its fields are any text where no pattern is given."""
    left = iter(fields)
    first, *pieces = map(re.escape, _FIELD.split(plain_signs(words)))
    return re.compile(
        first + "".join(next(left, "(.+?)") + piece for piece in pieces), re.IGNORECASE
    )


@cache
def _languages() -> tuple[list[_Language], re.Pattern[str]]:
    """Return the languages, and a pattern that finds a word of any of them."""
    found = {name: date_words(name) for name in languages_with_words()}
    languages = [_Language.of(words, before_christ(name)) for name, words in found.items()]
    templates = [
        text
        for name, words in found.items()
        for text in (words.approximate, words.uncertain, words.between, words.either, words.decade,
                     before_christ(name), *words.seasons)
    ]  # fmt: skip
    words = {
        piece for each in templates for piece in re.findall(r"[^\W\d_]+", _FIELD.sub(" ", each))
    }
    return languages, re.compile("|".join(sorted(map(re.escape, words), key=len)), re.IGNORECASE)
