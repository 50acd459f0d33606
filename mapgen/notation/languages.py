"""What is known of languages: names, direction, digits, months, how a day is written, plurals.

A language is a BCP 47 tag that Unicode's CLDR knows (``ur``, ``fr``, ``pt-BR``, ``pa-Arab``). All
of it comes from CLDR, by way of Babel, which is only imported when a language other than English is
asked for.
"""

from __future__ import annotations

import re
from functools import cache

from mapgen.notation.cldr import cldr, of_cldr, parts_of
from mapgen.vocabulary import MONTHS

_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
_WESTERN = "0123456789"
_PLURALS = ("zero", "one", "two", "few", "many", "other")
# CLDR's names of the numbering systems that some language uses by default → the digit zero.
_ZEROS = {
    "adlm": "\U0001e950", "arab": "٠", "arabext": "۰", "beng": "০", "cakm": "\U00011136",
    "deva": "०", "hmnp": "\U0001e140", "latn": "0", "mtei": "꯰", "mymr": "၀", "nkoo": "߀",
    "olck": "᱐", "tibt": "༠",
}  # fmt: skip
_FIELD = re.compile(r"'([^']*)'|G+|y+|M+|L+|d+")
_NAMES = {"G": "", "y": "{year}", "M": "{month}", "L": "{lone_month}", "d": "{day}"}
_MONTH = "{lone_month} {year}"
_NO_NAME = "M01"  # what CLDR calls January where a language has no names of this use
_DAY = {"sd": "{day} {month} {year}"}
"""CLDR has no pattern of its own for Sindhi (it gives the root's year first); papers write the
day first."""


@cache
def is_language(tag: str) -> bool:
    """Return whether a text is the tag of a language that CLDR knows.

    Parameters
    ----------
    tag : str
        A tag of BCP 47, perhaps: "ur", "pt-BR".

    Returns
    -------
    bool
        False for a tag of another form, too.
    """
    if tag == "en":
        return True
    if not _TAG.fullmatch(tag):
        return False
    from babel.localedata import exists

    return exists(tag.replace("-", "_"))


@of_cldr
def endonym(language: str) -> str:
    """Return what a language calls itself: "English", "Français", "اردو".

    Parameters
    ----------
    language : str
        A tag that `is_language` accepts.

    Returns
    -------
    str
        With a capital letter where its script has some; the tag where CLDR does not say.
    """
    if language == "en":
        return "English"
    name = cldr(language).get_display_name() or language
    return name[:1].upper() + name[1:]


def display_name(tag: str, language: str) -> str:
    """Return what a language is called in another: "جرمن".

    Parameters
    ----------
    tag : str
        The language that is named; any text.
    language : str
        The tag of the language of the name.

    Returns
    -------
    str
        The tag itself where CLDR does not say.
    """
    if not is_language(tag):
        return tag
    return _name(tag, language)


@of_cldr
def _name(tag: str, language: str) -> str:
    return cldr(tag).get_display_name(cldr(language)) or tag


@of_cldr
def direction(language: str) -> str:
    """Return the direction in which a language is written.

    Parameters
    ----------
    language : str
        A tag that `is_language` accepts.

    Returns
    -------
    str
        "ltr" or "rtl".
    """
    return "ltr" if language == "en" else str(cldr(language).text_direction)


@of_cldr
def script(language: str) -> str:
    """Return the script that a language is written in by default, as ISO 15924: "Latn", "Arab".

    Parameters
    ----------
    language : str
        A tag that `is_language` accepts.

    Returns
    -------
    str
        Four letters.
    """
    if language == "en":
        return "Latn"
    from babel.core import get_global

    parts = parts_of(language)
    likely = get_global("likely_subtags")
    region = f"{parts.language}_{parts.territory}"
    full = likely.get(region) or likely.get(parts.language) or ""
    return parts.script or next((part for part in full.split("_") if len(part) == 4), "")


@of_cldr
def digits(language: str) -> str:
    """Return the language's ten digits, from zero on: CLDR's default.

    Parameters
    ----------
    language : str
        A tag that `is_language` accepts.

    Returns
    -------
    str
        Ten characters.
    """
    if language == "en":
        return _WESTERN
    zero = ord(_ZEROS.get(str(cldr(language).default_numbering_system), "0"))
    return "".join(chr(zero + digit) for digit in range(10))


@of_cldr
def group(language: str) -> str:
    """Return the mark between thousands.

    Parameters
    ----------
    language : str
        A tag that `is_language` accepts.

    Returns
    -------
    str
        "," in English.
    """
    if language == "en":
        return ","
    locale = cldr(language)
    symbols = locale.number_symbols
    own = symbols.get(locale.default_numbering_system) or {}
    return str(own.get("group") or symbols.get("latn", {}).get("group") or ",")


@of_cldr
def has_pairs(language: str) -> bool:
    """Return whether the digits before the last three stand in pairs: 12,34,567.

    Parameters
    ----------
    language : str
        A tag that `is_language` accepts.

    Returns
    -------
    bool
        True for Hindi and Bengali.
    """
    return language != "en" and cldr(language).decimal_formats[None].grouping == (3, 2)


@cache
def months(language: str) -> tuple[str, ...]:
    """Return the twelve names of the months as they stand in a date.

    Parameters
    ----------
    language : str
        A tag that `is_language` accepts.

    Returns
    -------
    tuple of str
        From January on.
    """
    return MONTHS if language == "en" else tuple(_months(language, "format"))


@cache
def lone_months(language: str) -> tuple[str, ...]:
    """Return the names of the months without a day: "сентябрь" where dates say "сентября".

    Parameters
    ----------
    language : str
        A tag that `is_language` accepts.

    Returns
    -------
    tuple of str
        From January on; those of dates where CLDR has no others.
    """
    found = MONTHS if language == "en" else tuple(_months(language, "stand-alone"))
    return months(language) if found[0] == _NO_NAME else found


@of_cldr
def _months(language: str, use: str) -> list[str]:
    names = cldr(language).months[use]["wide"]
    return [str(names[month]) for month in range(1, 13)]


@of_cldr
def day_pattern(language: str) -> str:
    """Return how a day is written: ``{day}``, ``{year}`` and ``{month}`` or its ``{number}``.

    Parameters
    ----------
    language : str
        A tag that `is_language` accepts.

    Returns
    -------
    str
        "{day} {month} {year}" in English.
    """
    if language in _DAY:
        return _DAY[language]
    pattern = str(cldr(language).date_formats["long"].pattern)
    return _pattern(pattern).replace("{lone_month}", "{month}")


@of_cldr
def month_pattern(language: str) -> str:
    """Return how a month is written: ``{year}``, ``{lone_month}``, ``{month}`` or ``{number}``.

    Parameters
    ----------
    language : str
        A tag that `is_language` accepts.

    Returns
    -------
    str
        "{lone_month} {year}" or the like.
    """
    if language == "en" or language in _DAY:
        return _MONTH
    skeletons = cldr(language).datetime_skeletons
    return _pattern(str(skeletons["yMMMM"].pattern)) if "yMMMM" in skeletons else _MONTH


def _pattern(of_cldr: str) -> str:
    """Return a pattern of CLDR with names for its fields."""
    found = _FIELD.sub(
        lambda field: (
            (field[1] or "'")
            if field[0][0] == "'"
            else "{number}"
            if field[0] in ("M", "MM", "L", "LL")
            else _NAMES[field[0][0]]
        ),
        of_cldr,
    )
    return " ".join(found.split())


@of_cldr
def before_christ(language: str) -> str:
    """Return how a year before Christ is written, around ``{year}``: "{year} BC".

    Parameters
    ----------
    language : str
        A tag that `is_language` accepts.

    Returns
    -------
    str
        With ``{year}`` in it.
    """
    if language == "en":
        return "{year} BC"
    found = cldr(language)
    era = str(found.eras["abbreviated"][0])
    pattern = str(found.datetime_skeletons["Gy"]) if "Gy" in found.datetime_skeletons else "y G"
    written = _FIELD.sub(
        lambda field: {"y": "{year}", "G": era}.get(field[0][0], field[1] or ""), pattern
    )
    # What a date has behind its year, as the 年 of Chinese, is not said twice.
    behind = day_pattern(language).partition("{year}")[2][:1].strip()
    return " ".join(written.split()).removesuffix(behind if behind.isalpha() else "")


@of_cldr
def plurals(language: str) -> list[str]:
    """Return the kinds of whole number that have forms of their own, in the order of catalogues.

    They are CLDR's ("one", "few", "other" …), which ``Intl.PluralRules`` names alike.

    Parameters
    ----------
    language : str
        A tag that `is_language` accepts.

    Returns
    -------
    list of str
        The forms of whole numbers alone.
    """
    kind = cldr(language).plural_form
    # Some have a form for fractions alone, as "1,5 года" in Russian: nothing here is counted so.
    found = {kind(n) for n in (*range(201), 1_000, 1_000_000)}
    return [each for each in _PLURALS if each in found]


@cache
def _table(language: str) -> dict[int, int]:
    return str.maketrans(_WESTERN, digits(language))


def with_digits(text: str, language: str) -> str:
    """Return a text with its digits replaced by the language's.

    Parameters
    ----------
    text : str
        With digits 0 to 9.
    language : str
        A tag that `is_language` accepts.

    Returns
    -------
    str
        As many characters.
    """
    return text if language == "en" else text.translate(_table(language))
