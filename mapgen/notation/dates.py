"""EDTF text (ISO 8601-2) → Span: first day, last day, precision, qualifier, how to print it.

Read: `1986`, `1986-12`, `1986-12-14`; `X` for unknown digits (`198X`, `19XX`, `1986-XX`,
`1986-12-XX`); seasons `1986-21` (spring) to `1986-24`; one qualifier behind a date, `?`
uncertain, `~` approximate, `%` both; intervals `a/b`, `../b`, `a/..`; one day out of
several, `[a,b]`, and one day between two, `[a..b]`. Anything else is a `DateError` that
says how to write it. Nothing is guessed, and no default stands in for a part not given.

Days are numbers since 1970-01-01, proleptic Gregorian, negative before. Spring is
March to May, and so on; winter runs from December into February of the next year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from mapgen.notation import date_hints
from mapgen.vocabulary import MONTHS

Precision = Literal["day", "month", "season", "year", "decade", "century", "range"]
Qualifier = Literal["", "uncertain", "approximate", "both"]
Kind = Literal["date", "interval", "one-of"]

MAX_LENGTH = 200
_EPOCH = date(1970, 1, 1).toordinal()
_QUALIFIERS: dict[str, Qualifier] = {
    "": "", "?": "uncertain", "~": "approximate", "%": "both",
}  # fmt: skip
_SIMPLE = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?P<qualifier>[?~%]?)"
)
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}  # first month


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
    month: int | None = None  # 1 to 12, or a season 21 to 24
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
        return self.first is None or self.last is None


@lru_cache(maxsize=65_536)
def parse(text: str) -> Span:
    """Return the span of an EDTF date, level 1 without years before 0001 or behind 9999.

    Raises
    ------
    DateError
        With what is wrong and, in `mend`, how to write it.
    """
    return _span(text.strip())


def day(value: date) -> int:
    """Return the day number of a date."""
    return value.toordinal() - _EPOCH


def iso(number: int) -> str:
    """Return a day number as YYYY-MM-DD."""
    return (date(1970, 1, 1) + timedelta(days=int(number))).isoformat()


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
    start, end = (None if end.strip() == ".." else _part(end.strip()) for end in ends)
    if start is None and end is None:
        raise DateError(
            "open at both ends",
            "Give at least one end: 1981/.. or ../1990.",
            code="date/open-at-both-ends",
        )
    if start and end and (start.first > end.first or start.last > end.last):
        raise DateError(
            "the end lies before the beginning",
            f"Write {ends[1].strip()}/{ends[0].strip()}.",
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


def _part(text: str) -> Part:
    match = _SIMPLE.fullmatch(text)
    if match is None:
        raise DateError(*date_hints.hint(text), code="date/not-edtf")
    year, month, day = match["year"], match["month"], match["day"]
    qualifier = _QUALIFIERS[match["qualifier"]]
    if "X" in year:
        return _vague_year(year, month, qualifier)
    number = int(year)
    if number == 0:
        raise DateError(
            "year 0000 is not read",
            "Write a year from 0001 to 9999.",
            code="date/year-out-of-range",
        )
    if month is None or month == "XX":
        if day is not None and day != "XX":
            raise DateError(
                "a day without its month",
                f"Write {year}, or the month too: {year}-05-{day}.",
                code="date/not-edtf",
            )
        return _bounded(number, 1, 1, number, 12, 31, "year", qualifier, number)
    return _month_or_day(text, number, int(month), day, qualifier)


def _vague_year(year: str, month: str | None, qualifier: Qualifier) -> Part:
    if month is not None:
        raise DateError(
            "a month of an unknown year",
            f"Write {year}, or the year in full.",
            code="date/not-edtf",
        )
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if first == 0:
        raise DateError(
            "year 0000 is not read",
            "Write a year from 0001 to 9999.",
            code="date/year-out-of-range",
        )
    precision: Precision = "century" if year.endswith("XX") else "decade"
    return _bounded(first, 1, 1, last, 12, 31, precision, qualifier, first)


def _month_or_day(text: str, year: int, month: int, day: str | None, qualifier: Qualifier) -> Part:
    if month in _SEASONS and day is None:
        return _season(year, month, qualifier)
    if not 1 <= month <= 12:
        raise DateError(
            f"there is no month {month:02d}", date_hints.month_mend(text), code="date/no-such-day"
        )
    length = monthrange(year, month)[1]
    if day is None or day == "XX":
        return _bounded(year, month, 1, year, month, length, "month", qualifier, year, month)
    number = int(day)
    if not 1 <= number <= length:
        name = MONTHS[month - 1]
        raise DateError(
            f"{name} {year:04d} has no day {number}",
            f"{name} {year:04d} has {length} days; write {year:04d}-{month:02d} if the day is "
            "not known.",
            code="date/no-such-day",
        )
    return _bounded(year, month, number, year, month, number, "day", qualifier, year, month, number)


def _season(year: int, season: int, qualifier: Qualifier) -> Part:
    start = _SEASONS[season]
    end_year, end = (year + 1, 2) if start == 12 else (year, start + 2)
    if end_year > 9999:
        raise DateError(
            "behind the year 9999", "Write a year from 0001 to 9999.", code="date/year-out-of-range"
        )
    length = monthrange(end_year, end)[1]
    return _bounded(year, start, 1, end_year, end, length, "season", qualifier, year, season)


def _bounded(
    year: int, month: int, day: int, to_year: int, to_month: int, to_day: int,
    precision: Precision, qualifier: Qualifier, *parts: int,
) -> Part:  # fmt: skip
    first = date(year, month, day).toordinal() - _EPOCH
    last = date(to_year, to_month, to_day).toordinal() - _EPOCH
    return Part(first, last, precision, qualifier, *parts)
