"""What is known of the languages that a page speaks: names, direction, digits, months, plurals.

All of it but the names comes from Unicode's CLDR, by way of Babel, for the reader in Pakistan
(``ur_PK``, ``sd_PK``). Babel's 33 MB are only imported when a language other than English is asked
for.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

TERRITORY = "PK"
ENDONYMS = {"en": "English", "ur": "اردو", "sd": "سنڌي"}
"""What each language calls itself."""

_DIGITS = {"latn": "0123456789", "arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹"}
_FIELDS = {"d": "{day}", "MMMM": "{month}", "y": "{year}"}
_DAY = {"sd": "{day} {month} {year}"}
"""CLDR has no pattern of its own for Sindhi (it gives the root's year first); papers write the
day first."""


@lru_cache(maxsize=8)
def cldr(language: str) -> Locale:
    """Return CLDR's data of a language as it is used in Pakistan."""
    from babel import Locale

    return Locale.parse(f"{language}_{TERRITORY}")


def direction(language: str) -> str:
    """Return "ltr" or "rtl"."""
    return "ltr" if language == "en" else str(cldr(language).text_direction)


def digits(language: str) -> str:
    """Return the language's ten digits, from zero on: CLDR's default for Pakistan."""
    return _DIGITS["latn" if language == "en" else str(cldr(language).default_numbering_system)]


def group(language: str) -> str:
    """Return the mark between thousands."""
    if language == "en":
        return ","
    locale = cldr(language)
    return str(locale.number_symbols[locale.default_numbering_system]["group"])


def plurals(language: str) -> tuple[str, ...]:
    """Return CLDR's kinds of number that the language tells apart, in the order of CLDR.

    A message has a form for each, in this order: ("one", "other") in English.
    """
    kinds = ("zero", "one", "two", "few", "many")
    tags = {"one"} if language == "en" else cldr(language).plural_form.tags
    return (*(kind for kind in kinds if kind in tags), "other")


def months(language: str) -> tuple[str, ...]:
    """Return the twelve names of the months as they stand in a date."""
    names = cldr(language).months["format"]["wide"]
    return tuple(str(names[month]) for month in range(1, 13))


def day_pattern(language: str) -> str:
    """Return how a day is written, with ``{day}``, ``{month}`` and ``{year}``."""
    if language in _DAY:
        return _DAY[language]
    pattern = str(cldr(language).date_formats["long"].pattern)
    return re.sub(r"MMMM|d|y", lambda field: _FIELDS[field[0]], pattern)


@lru_cache(maxsize=8)
def _table(language: str) -> dict[int, int]:
    return str.maketrans(_DIGITS["latn"], digits(language))


def with_digits(text: str, language: str) -> str:
    """Return a text with its digits replaced by the language's."""
    return text if language == "en" else text.translate(_table(language))
