"""A cell of a file of districts → the EDTF date on which a shape begins or ceases to hold."""

from __future__ import annotations

import math
from datetime import date

from mapgen.exchange.common.foreign_dates import NO_END
from mapgen.exchange.common.values import day
from mapgen.notation.civil import edtf_day, edtf_year
from mapgen.notation.dates import DateError, parse

_STILL = NO_END | {"-1"}  # what files write for "still": no date that anybody means


class ValidityError(ValueError):
    """A row of a file of districts cannot be used."""


def validity(value: object, *, behind: bool = False) -> str:
    """Return EDTF for a date, a timestamp or a year, "" for an empty cell.

    Parameters
    ----------
    value : object
        A cell, or a value of a layer.
    behind : bool
        Whether it is the last day (month, year) that counts; the day behind it is returned.

    Returns
    -------
    str
        A day, a month or a year.

    Raises
    ------
    ValidityError
        The value is no date.
    """
    text = _text(value)
    if not text or text.lower() in _STILL:
        return ""
    whole_day = day(text)
    try:
        span = parse(whole_day.isoformat() if whole_day else text)
    except DateError as error:
        raise ValidityError(f"{text!r} is no date") from error
    if behind and span.last is not None:
        return edtf_day(span.last + 1)
    # A bare year begins on its first day: a file of borders by year means no uncertainty.
    if span.first is not None and span.precision in ("year", "month") and not span.qualifier:
        return edtf_day(span.first)
    return span.text


def _text(value: object) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, int):
        return edtf_year(value)
    if isinstance(value, float):
        return edtf_year(int(value)) if math.isfinite(value) and value == int(value) else str(value)
    return str(value).strip()
