"""Fields of a date → EDTF: one cell, or year, month and day in columns of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mapgen.exchange.common.foreign_dates import (
    NO_END,
    Formats,
    date,
    edtf,
    month_number,
    without_year_zero,
)
from mapgen.exchange.common.reader import UnusableRowError
from mapgen.exchange.common.values import whole
from mapgen.notation.civil import MAX_YEAR
from mapgen.notation.dates import DateError, parse

if TYPE_CHECKING:
    from collections.abc import Callable

    Get = Callable[[str], str]
    Note = Callable[[str, str, str], None]

PARTS = ("year", "month", "day")
YEARS = frozenset({"date", "end_date", "year", "end_year"})
"""The fields that have a year in them."""
_NO_YEAR = re.compile(r"0000(?:[-/.T ].*)?")
_ENDLESS = "no end: only the beginning is shown"
_SAY = "Say what stands for not known: --unknown"


def before_christ(field: str, text: str) -> str:
    """Return a field of `YEARS` of a table without a year 0 (-31 is 31 BC) as EDTF counts years.

    Parameters
    ----------
    field : str
        One of `YEARS`.
    text : str
        Its cell.

    Returns
    -------
    str
        The text itself where it is no year before Christ.
    """
    if field.endswith("date"):
        return without_year_zero(text)
    year = whole(text)
    return str(year + 1) if year is not None and year < 0 else text


class Dates:
    """Reads the date of a row."""

    def __init__(self, formats: Formats) -> None:
        self._formats = formats

    def of(self, get: Get, note: Note) -> str:
        """Return the date of the row whose fields `get` gives.

        Parameters
        ----------
        get : Get
            Field → text of the row.
        note : Note
            Called with what is to be said of the row.

        Returns
        -------
        str
            EDTF.

        Raises
        ------
        UnusableRowError
            It has none, or one that can mean several days.
        """
        start = self._cell(get("date"), "date", note)
        if start:
            _compare(start, get, note)
        else:
            start = _joined(get, "")
        if not start:
            raise UnusableRowError("no date", "date")
        if any(get("end_date").lower() == each for each in NO_END):
            note("end_date", get("end_date"), _ENDLESS)
            end = ""
        else:
            end = self._cell(get("end_date"), "end_date", note) or _joined(get, "end_")
        if end and ("/" in start or "[" in start):
            if not start.endswith(end):
                note("end_date", end, "the date has an end already: left out")
            return start
        if end and start.startswith(f"{end}-"):
            note(
                "end_date", end, "the end is some day of the same time: only the beginning is shown"
            )
            return start
        return f"{start}/{end}" if end and end != start else start

    def _cell(self, text: str, column: str, note: Note) -> str:
        if not text:
            return ""
        read = self._formats.read(text)
        if read:
            return read
        if _NO_YEAR.fullmatch(text):
            mend = f'For 1 BC write "1 BC"; else {_SAY.lower()} {text}.'
            raise UnusableRowError("the year 0000: no date, or 1 BC", column, text, mend)
        if text.lower() in NO_END:
            raise UnusableRowError(f"{text} stands for no date", column, text)
        head, slash, tail = text.partition("/")
        if slash and tail.strip().lower() in NO_END:
            note(column, text, _ENDLESS)
            text = head.strip()
        try:
            span = parse(text)
        except DateError as error:
            found = edtf(text)
            if not found:
                raise UnusableRowError(str(error), column, text, _mend(error, text)) from error
            return _checked(found, column, text)
        if span.is_open:
            raise UnusableRowError("open at one end", column, text, "Write both ends: 1985/1990.")
        return span.text


def _checked(found: str, column: str, text: str) -> str:
    try:
        return parse(found).text
    except DateError as error:
        raise UnusableRowError(str(error), column, text, error.mend) from error


def _mend(error: DateError, text: str) -> str:
    if re.fullmatch(r"-?\d{9,14}", text):
        counts = "a count of seconds or of their thousandths since 1970"
        return f"For {counts}: --date-format epoch_second or epoch_millis."
    if re.search(r"\d[-/.]\d", text):
        return f"{error.mend} Or say how all are written: --date-format %d.%m.%Y."
    return error.mend


def _joined(get: Get, end: str) -> str:
    """Return the date in the columns of year, month and day; what is 0 or less is not known."""
    text = get(f"{end}year")
    if not text:
        return ""
    year = whole(text)
    if year is None:
        return _checked(edtf(text) or text, f"{end}year", text)
    if abs(year) > MAX_YEAR:
        raise UnusableRowError("not a year", f"{end}year", text, f"{_SAY} {text}.")
    parts: list[int] = []
    for field in PARTS[1:]:
        given = get(end + field)
        part = whole(given)
        if not given or (part is not None and part <= 0):
            break
        part = month_number(given.removesuffix(".0")) if field == "month" else part
        if not part or part > 31:
            raise UnusableRowError(f"not a {field}", end + field, given, f"{_SAY} {given}.")
        parts.append(part)
    found = date(str(year), *(f"{part:02d}" for part in parts)) if parts else date(str(year), "0")
    if not found and parts:
        shown = ".".join(str(part) for part in reversed((year, *parts)))
        raise UnusableRowError("the calendar has no such day", f"{end}day", shown)
    return found or _checked(f"{year:04d}", f"{end}year", text)


def _compare(start: str, get: Get, note: Note) -> None:
    """Note a year, month or day beside a date that says another one."""
    for field, given in zip(PARTS, start.split("-"), strict=False):
        part = whole(get(field))
        if part and given.isdecimal() and part != int(given):
            note(field, get(field), f"not that of the date {start}, which is shown")
