"""The months in the languages of the page → their English names, and words that say nothing."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from mapgen.notation.date_words import languages_with_words
from mapgen.notation.numbers import ascii_digits
from mapgen.vocabulary import MONTHS

_WEEKDAY = re.compile(
    r"(?i)^(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)\.?,?\s+(?=.*\d)"
)
# The 26th of May; 26 de mayo de 1990; 1er mai; 26 мая 1990 г.
_FILLERS = re.compile(r"(?i)(?<=[\w.])\s+(?:of|de|del|d['’])\s+|^the\s+")
_FIRST = re.compile(r"(?i)\b1(?:er|º|°)(?=\s)")
_YEAR_SIGN = re.compile(r"(?<=\d)\s*(?:г\.?|р\.?|год[ау]?|року?)$")
_IDEOGRAPHS = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?")
_SIGNS = str.maketrans({**dict.fromkeys("–—‐‑−", "-"), "’": "'", "،": ","})
_LETTER = re.compile(r"[^\W\d_]")


def in_english(text: str) -> str:
    """Return a date with ASCII digits, plain blanks and dashes, and English names of months.

    Days of the week, articles and the like are left out; other words stay as they are.

    Parameters
    ----------
    text : str
        A date in any language that CLDR knows.

    Returns
    -------
    str
        One line.
    """
    plain = plain_signs(text)
    found = _IDEOGRAPHS.fullmatch(plain)
    if found:
        year, month, day = (str(each) for each in found.groups(""))
        is_month = month and 1 <= int(month) <= len(MONTHS)
        return " ".join(filter(None, (day, MONTHS[int(month) - 1] if is_month else month, year)))
    if not _LETTER.search(plain):
        return plain
    plain = _FIRST.sub("1", _YEAR_SIGN.sub("", _WEEKDAY.sub("", plain)))
    plain = _FILLERS.sub(" ", plain).strip()
    if plain.isascii() and not _foreign(plain):
        return plain
    names, pattern = _names()
    return pattern.sub(lambda found: names[_folded(found[0])], plain)


def plain_signs(text: str) -> str:
    """Return a text with ASCII digits, single blanks, hyphens for all dashes, and plain commas.

    Parameters
    ----------
    text : str
        In any language.

    Returns
    -------
    str
        One line.
    """
    return " ".join(ascii_digits(text).translate(_SIGNS).split())


_ENGLISH = frozenset(name[:length].lower() for name in MONTHS for length in (3, 4, 20))
_WORDS = _ENGLISH | frozenset(
    "to until and or from between c ca circa about around approx bc bce ad ce of the spring summer"
    " autumn fall winter century st nd rd th s y x xx t z utc q w".split()
)


def _foreign(text: str) -> bool:
    """Return whether a text has a word that no English date has."""
    return any(word.lower() not in _WORDS for word in re.findall(r"[A-Za-z]+", text))


@cache
def _names() -> tuple[dict[str, str], re.Pattern[str]]:
    """Return {name in small letters: English name} of all languages, and a pattern of the names.

    A name that means two months, in two languages, is none.
    """
    from mapgen.notation.cldr import cldr

    found: dict[str, set[int]] = {}
    for language in languages_with_words():
        if language == "en":
            continue
        months = cldr(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    folded = _folded(name).rstrip(".")
                    if len(folded) > 1 and folded not in _ENGLISH:
                        found.setdefault(folded, set()).add(number)
    names = {name: MONTHS[min(of) - 1] for name, of in found.items() if len(of) == 1}
    one = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return names, re.compile(rf"(?i)(?<!\w)(?:{one})(?![\w\u0900-\u09ff])")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower()
