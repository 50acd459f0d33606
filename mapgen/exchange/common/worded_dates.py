"""Ranges, seasons, centuries and doubts in words → EDTF, where they can mean one thing only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mapgen.notation.dates import DateError, parse

if TYPE_CHECKING:
    from collections.abc import Callable

    Read = Callable[[str], str]

_DAY, _MONTH, _YEAR = r"(\d{1,2})(?:st|nd|rd|th|\.)?", r"([A-Za-z]{3,9})\.?", r"(\d{3,4})"
_AND = r"\s*(?:-|/|&|\bto\b|\bor\b|\band\b)\s*"
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_SEASON = re.compile(rf"(?i)({'|'.join(_SEASONS)}),? (\d{{4}})(?:[-/](\d{{2}}|\d{{4}}))?")
_SEASON_LAST = re.compile(rf"(?i)(\d{{4}}),? ({'|'.join(_SEASONS)})")
_QUARTER = re.compile(r"(?i)(?:q([1-4])[ /-]?(\d{4})|(\d{4})[ /-]?q([1-4]))")
_CENTURY = re.compile(r"(?i)(\d{1,2})(?:st|nd|rd|th) (?:century|c\.?)")
_DAYS_OF_MONTH = re.compile(rf"{_DAY}({_AND}){_DAY} {_MONTH},? {_YEAR}")
_MONTHS_DAYS = re.compile(rf"{_MONTH} {_DAY}({_AND}){_DAY},? {_YEAR}")
_TWO_DAYS = re.compile(rf"{_DAY} {_MONTH}({_AND}){_DAY} {_MONTH},? {_YEAR}")
_TWO_MONTHS_DAYS = re.compile(rf"{_MONTH} {_DAY}({_AND}){_MONTH} {_DAY},? {_YEAR}")
_TWO_MONTHS = re.compile(rf"{_MONTH}({_AND}){_MONTH},? {_YEAR}")
_BEFORE_CHRIST = re.compile(r"(?i)(\d{1,6})\s*-\s*(\d{1,6}) ?(b\.?c\.?(?:e\.?)?)")
_BETWEEN = re.compile(r"(?i)between (.+?) and (.+)")
_TO = re.compile(r"(?i)(?:from )?(.+?)(?: [-/] | ?\.\. ?| to | until )(.+)")
_DASHED = re.compile(r"(\S{8,})[-/](\S{8,})")  # two days, each with a year
_OR = re.compile(r"(?i)(?:either )?(.+?) or (.+)")
_DOUBT = re.compile(r"(.+?) ?(?:\?|\(\?\))")
_FRONT = re.compile(r"([~?]) ?(.+)")
_ROUGH = re.compile(r"(.+)~")
_BRACKETS = re.compile(r"[(\[]([^()\[\],.]+)[)\]]")


def read_words(text: str, read: Read) -> str:
    """Return EDTF for a text that is more than one date, or one with a doubt; "" for any other.

    Parameters
    ----------
    text : str
        With English months (`month_names.in_english`).
    read : Read
        Reads one date: EDTF, or "" where it is none.

    Returns
    -------
    str
        An interval, a set, or one date with a mark.
    """
    for look in (_parts_of_years, _days, _bounds, _doubts):
        found = look(text, read)
        if found and _is_date(found):
            return found
    return ""


def _parts_of_years(text: str, _: Read) -> str:
    found = _SEASON.fullmatch(text)
    if found:
        name, year, next_ = found[1].lower(), found[2], found[3]
        if not next_:
            return f"{year}-{_SEASONS[name]}"
        is_next = int(next_) == (int(year) + 1) % 10 ** len(next_)
        return f"{year}-24" if name == "winter" and is_next else ""
    found = _SEASON_LAST.fullmatch(text)
    if found:
        return f"{found[1]}-{_SEASONS[found[2].lower()]}"
    found = _QUARTER.fullmatch(text)
    if found:
        return f"{found[2] or found[3]}-{32 + int(found[1] or found[4])}"
    found = _CENTURY.fullmatch(text)
    return f"{int(found[1]) - 1:02d}XX" if found and int(found[1]) else ""


def _days(text: str, read: Read) -> str:
    """Return days and months of one year that are said together."""
    for look, order in (
        (_DAYS_OF_MONTH, ("{0} {3} {4}", "{2} {3} {4}", 1)),
        (_MONTHS_DAYS, ("{1} {0} {4}", "{3} {0} {4}", 2)),
        (_TWO_DAYS, ("{0} {1} {5}", "{3} {4} {5}", 2)),
        (_TWO_MONTHS_DAYS, ("{1} {0} {5}", "{4} {3} {5}", 2)),
        (_TWO_MONTHS, ("{0} {3}", "{2} {3}", 1)),
    ):
        found = look.fullmatch(text)
        if found:
            given = found.groups()
            first, last = (read(form.format(*given)) for form in order[:2])
            return as_one(first, last, one_of="or" in given[order[2]].lower())
    found = _BEFORE_CHRIST.fullmatch(text)
    if found:
        return as_one(read(f"{found[1]} {found[3]}"), read(f"{found[2]} {found[3]}"), one_of=False)
    return ""


def _bounds(text: str, read: Read) -> str:
    found = _BETWEEN.fullmatch(text)
    if found:
        first, last = map(read, found.groups())
        return f"[{first}..{last}]" if as_one(first, last, one_of=False) else ""
    found = _TO.fullmatch(text) or _DASHED.fullmatch(text)
    if found:
        return as_one(read(found[1]), read(found[2]), one_of=False)
    found = _OR.fullmatch(text)
    return as_one(read(found[1]), read(found[2]), one_of=True) if found else ""


def _doubts(text: str, read: Read) -> str:
    for look, date, mark in ((_DOUBT, 1, "?"), (_ROUGH, 1, "~"), (_FRONT, 2, "")):
        found = look.fullmatch(text)
        if found:
            inner = read(found[date])
            return f"{inner}{mark or found[1]}" if inner and not is_marked(inner) else ""
    found = _BRACKETS.fullmatch(text)
    return read(found[1]) if found else ""


def as_one(first: str, last: str, *, one_of: bool) -> str:
    """Return two plain dates as an interval, or as one of two.

    Parameters
    ----------
    first, last : str
        EDTF, or "".
    one_of : bool
        Whether it is one of the two.

    Returns
    -------
    str
        EDTF; "" where one is none, is marked, or is later than the other.
    """
    if not first or not last or is_marked(first) or is_marked(last):
        return ""
    one, other = parse(first), parse(last)
    if one.first is None or other.first is None or one.first >= other.first:
        return ""
    return f"[{first},{last}]" if one_of else f"{first}/{last}"


def is_marked(text: str) -> bool:
    """Return whether EDTF is more than one plain date.

    Parameters
    ----------
    text : str
        EDTF.

    Returns
    -------
    bool
        True for an interval, a set and a date with a doubt.
    """
    return re.search(r"[/~?%\[]", text) is not None


def _is_date(text: str) -> bool:
    try:
        parse(text)
    except DateError:
        return False
    return True
