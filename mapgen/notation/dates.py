"""EDTF text (ISO 8601-2) → Span: first day, last day, precision, qualifier, how to print it.

Read: `1986`, `1986-12`, `1986-12-14`; `-0043` for 44 BC, `Y-17000` and `Y17E3` for years of more
than four digits; `X` for unknown digits (`198X`, `19XX`, `1986-XX`, `1986-12-XX`); seasons
`1986-21` (spring) to `1986-24`, those of the north (25 to 28) and of the south (29 to 32),
quarters (33 to 36), thirds (37 to 39) and halves (40, 41) of a year; one qualifier behind a date,
`?` uncertain, `~` approximate, `%` both; intervals `a/b`, `../b`, `a/..`; one day out of several,
`[a,b]`, and one day between two, `[a..b]`. Anything else is a `DateError` that says how to write
it. Nothing is guessed, and no default stands in for a part not given.

Days are numbers since 1970-01-01, proleptic Gregorian, negative before; years are those of ISO
8601, in which 0000 is 1 BC. Spring is March to May (in the south September to November), and so
on; winter runs from December into February of the next year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from mapgen.notation import date_hints
from mapgen.notation.civil import MAX_YEAR, from_civil, iso_year, month_length
from mapgen.vocabulary import MONTHS

Precision = Literal["day", "month", "season", "year", "decade", "century", "range"]
Qualifier = Literal["", "uncertain", "approximate", "both"]
Kind = Literal["date", "interval", "one-of"]

MAX_LENGTH = 200
_LONG = 20  # digits of a year that need not be counted
_QUALIFIERS: dict[str, Qualifier] = {
    "": "", "?": "uncertain", "~": "approximate", "%": "both",
}  # fmt: skip
_SIMPLE = re.compile(
    r"(?P<year>-?(?:[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)|Y-?[1-9][0-9]*(?:E[1-9])?)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<qualifier>[?~%]?)"
)
SEASONS = {
    **{code: (first, 3) for code, first in zip(range(21, 29), (3, 6, 9, 12) * 2, strict=True)},
    **{code: (first, 3) for code, first in zip(range(29, 33), (9, 12, 3, 6), strict=True)},
    **{code: (first, 3) for code, first in zip(range(33, 37), (1, 4, 7, 10), strict=True)},
    **{code: (first, 4) for code, first in zip(range(37, 40), (1, 5, 9), strict=True)},
    40: (1, 6),
    41: (7, 6),
}
"""The first month of each part of a year that EDTF has a number for, and its length in months."""


class DateError(ValueError):
    """The text is not a date that is read here; `mend` says how to write it.

    `code` is the kind of problem, as in `mapgen.problems.Problem`.
    """

    def __init__(self, message: str, mend: str, *, code: str) -> None:
        super().__init__(message)
        self.mend = mend
        self.code = code


@dataclass(frozen=True, slots=True)
class Part:
    """One date of a span as written: its bounds, parts (None: not given) and qualifier."""

    first: int
    last: int
    precision: Precision
    qualifier: Qualifier
    year: int  # the first year that it can be
    month: int | None = None  # 1 to 12, or a season or another part of the year, 21 to 41
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a date can mean, both ends included.

    `first` is None only for `../b`, `last` only for `a/..`. `precision` is "range" for
    intervals and for one day out of several. `parts` are the dates as written, in order.
    """

    text: str
    first: int | None
    last: int | None
    precision: Precision
    qualifier: Qualifier
    kind: Kind
    parts: tuple[Part, ...]
    between: bool = False  # [a..b]: one day between the two, not one of the two

    @property
    def is_open(self) -> bool:
        """Whether one end of the span is not known."""
        return self.first is None or self.last is None


@lru_cache(maxsize=65_536)
def parse(text: str) -> Span:
    """Read an EDTF date: level 1, and of level 2 what the module names.

    Parameters
    ----------
    text : str
        One date: ``1986-12-14``, ``1985~``, ``[1986-12-14, 1986-12-15]``, ``1972/1992``.

    Returns
    -------
    Span
        Its first and last day as days since 1 January 1970, and how it was written.

    Raises
    ------
    DateError
        With what is wrong and, in `mend`, how to write it.
    """
    return _span(text.strip())


def _span(text: str) -> Span:
    if len(text) > MAX_LENGTH:
        raise DateError(
            "too long for a date", "Write one EDTF date, such as 1986-12-14.", code="date/not-edtf"
        )
    if text.startswith("[") and text.endswith("]"):
        return _one_of(text)
    if "/" in text and not date_hints.looks_like_slashes(text):
        return _interval(text)
    part = _part(text)
    return Span(text, part.first, part.last, part.precision, part.qualifier, "date", (part,))


def _interval(text: str) -> Span:
    ends = text.split("/")
    if len(ends) != 2:
        raise DateError(
            "not one interval",
            "Write two dates with one slash: 1990-05-26/1990-05-27.",
            code="date/not-an-interval",
        )
    whole = date_hints.whole_interval(text)
    if whole:
        raise DateError(
            "the end is not a whole date", f"Write {whole}.", code="date/not-an-interval"
        )
    opening, closing = ends[0].strip(), ends[1].strip()
    if bool(opening) != bool(closing):
        missing = "end" if opening else "beginning"
        known = opening or closing
        both = f"{known}/YYYY" if opening else f"YYYY/{known}"
        raise DateError(
            f"the {missing} of the interval is missing",
            f"Write both ends: {both}; or {known} alone, if it is one date.",
            code="date/not-an-interval",
        )
    start = None if opening == ".." else _part(opening)
    end = None if closing == ".." else _part(closing)
    if start is None and end is None:
        raise DateError(
            "open at both ends",
            "Give at least one end: 1981/.. or ../1990.",
            code="date/open-at-both-ends",
        )
    if start and end and (start.first > end.first or start.last > end.last):
        raise DateError(
            "the end lies before the beginning",
            f"Write {closing}/{opening}.",
            code="date/end-before-beginning",
        )
    parts = tuple(part for part in (start, end) if part)
    return Span(
        text,
        start.first if start else None,
        end.last if end else None,
        "range",
        _joint(parts),
        "interval",
        parts,
    )


def _one_of(text: str) -> Span:
    inner = text[1:-1]
    between = ".." in inner
    pieces = [piece.strip() for piece in (inner.split("..") if between else inner.split(","))]
    if len(pieces) < 2 or (between and (len(pieces) != 2 or "," in inner)) or "" in pieces:
        raise DateError(
            "not a set of dates",
            "Write [1990,1991] for one of several, [1981..1990-10-24] for one day between.",
            code="date/not-a-set",
        )
    parts = tuple(_part(piece) for piece in pieces)
    ordered = all(a.first <= b.first and a.last <= b.last for a, b in pairwise(parts))
    if between and not ordered:
        raise DateError(
            "the end lies before the beginning",
            f"Write [{pieces[1]}..{pieces[0]}].",
            code="date/end-before-beginning",
        )
    first, last = min(part.first for part in parts), max(part.last for part in parts)
    return Span(text, first, last, "range", _joint(parts), "one-of", parts, between)


def _joint(parts: tuple[Part, ...]) -> Qualifier:
    found = {part.qualifier for part in parts} - {""}
    return found.pop() if len(found) == 1 else "both" if found else ""


@lru_cache(maxsize=65_536)
def _part(text: str) -> Part:
    match = _SIMPLE.fullmatch(text)
    if match is None:
        raise DateError(*date_hints.hint(text), code="date/not-edtf")
    year, month, day = match["year"], match["month"], match["day"]
    qualifier = _QUALIFIERS[match["qualifier"]]
    if "X" in year:
        return _vague_year(year, month, qualifier)
    number = _year(text, year)
    if year[0] == "Y" and month is not None:
        raise DateError("a month of a year with Y", f"Write {year}.", code="date/not-edtf")
    if month is None or month == "XX":
        if day is not None and day != "XX":
            raise DateError(
                "a day without its month",
                f"Write {year}, or the month too: {year}-05-{day}.",
                code="date/not-edtf",
            )
        return _bounded((number, 1), (number, 12), "year", qualifier, number)
    return _month_or_day(text, number, int(month), day, qualifier)


def _year(text: str, year: str) -> int:
    """Return a year of four digits, or one with Y and more."""
    digits, _, zeros = year.removeprefix("Y").partition("E")
    number = int(digits) * 10 ** int(zeros or 0) if len(digits) < _LONG else MAX_YEAR + 1
    if abs(number) > MAX_YEAR:
        raise DateError(
            f"a year of more than {len(str(MAX_YEAR))} digits",
            f"Write a year from Y-{MAX_YEAR} to Y{MAX_YEAR}.",
            code="date/year-out-of-range",
        )
    if year[0] == "Y" and abs(number) <= 9999:
        mend = f"Write {text.replace(year, iso_year(number))}."
        raise DateError("Y is for years of more than four digits", mend, code="date/not-edtf")
    if year == "-0000":
        raise DateError("there is no year -0000", "Write 0000 for 1 BC.", code="date/not-edtf")
    return number


def _vague_year(year: str, month: str | None, qualifier: Qualifier) -> Part:
    if month is not None:
        raise DateError(
            "a month of an unknown year",
            f"Write {year}, or the year in full.",
            code="date/not-edtf",
        )
    first, last = sorted((int(year.replace("X", "0")), int(year.replace("X", "9"))))
    precision: Precision = "century" if year.endswith("XX") else "decade"
    return _bounded((first, 1), (last, 12), precision, qualifier, first)


def _month_or_day(text: str, year: int, month: int, day: str | None, qualifier: Qualifier) -> Part:
    if month in SEASONS and day is None:
        start, length = SEASONS[month]
        over, end = divmod(start + length - 2, 12)
        return _bounded((year, start), (year + over, end + 1), "season", qualifier, year, month)
    if not 1 <= month <= 12:
        raise DateError(
            f"there is no month {month:02d}", date_hints.month_mend(text), code="date/no-such-day"
        )
    if day is None or day == "XX":
        return _bounded((year, month), (year, month), "month", qualifier, year, month)
    number, length = int(day), month_length(year, month)
    if not 1 <= number <= length:
        name = f"{MONTHS[month - 1]} {iso_year(year)}"
        raise DateError(
            f"{name} has no day {number}",
            f"{name} has {length} days; write {iso_year(year)}-{month:02d} if the day is not "
            "known.",
            code="date/no-such-day",
        )
    first = from_civil(year, month, number)
    return Part(first, first, "day", qualifier, year, month, number)


def _bounded(
    start: tuple[int, int], end: tuple[int, int], precision: Precision, qualifier: Qualifier,
    *parts: int,
) -> Part:  # fmt: skip
    """Return the part from the first day of a year's month to the last day of another's."""
    last = from_civil(*end, month_length(*end))
    return Part(from_civil(*start, 1), last, precision, qualifier, *parts)
