"""The days that a date can be → a bar: stretches of days, and the days around them."""

from __future__ import annotations

from typing import TypedDict

from mapgen.notation.civil import from_civil, to_civil
from mapgen.notation.dates import Span

LEAST_MARGIN = 2  # days before and behind
DAYS, MONTHS, YEARS = 62, 62 * 30, 62 * 366  # up to so many days each has a line


class DateBar(TypedDict):
    """Days are numbers since 1970-01-01; `parts` are first and last day of each stretch.

    `lines` are the days on which a day, a month or a year begins, whichever of them can be told
    apart; `days` is how many days the date can be.
    """

    first: int
    last: int
    parts: list[tuple[int, int]]
    lines: list[int]
    days: int


def date_bar(span: Span) -> DateBar | None:
    """Return the bar of a date; None where one end is open.

    Parameters
    ----------
    span : Span
        Of an event.

    Returns
    -------
    DateBar or None
        What the form draws.
    """
    if span.first is None or span.last is None:
        return None
    several = span.kind == "one-of" and not span.between
    given = [(part.first, part.last) for part in span.parts] if several else []
    parts = _joined(given or [(span.first, span.last)])
    margin = max(LEAST_MARGIN, (span.last - span.first + 1) // 6)
    first, last = span.first - margin, span.last + margin
    days = sum(last - first + 1 for first, last in parts)
    return DateBar(first=first, last=last, parts=parts, lines=_lines(first, last), days=days)


def _joined(parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches in order, those that touch or overlap made one."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(parts):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def _lines(first: int, last: int) -> list[int]:
    length = last - first
    if length <= DAYS:
        return list(range(first, last + 1))
    start, end = to_civil(first)[0], to_civil(last)[0]
    if length <= MONTHS:
        days = [
            from_civil(year, month, 1) for year in range(start, end + 1) for month in range(1, 13)
        ]
    elif length <= YEARS:
        days = [from_civil(year, 1, 1) for year in range(start, end + 1)]
    else:
        days = []
    return [day for day in days if first <= day <= last]
