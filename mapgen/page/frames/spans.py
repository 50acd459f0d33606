"""A column of dates of any kind → spans.

Read are EDTF text, ISO date-times, ``datetime64`` and Python's dates and datetimes, pandas'
periods, and whole numbers as years. A time of day is left out; a time zone is too, without moving
the day: 23:30 in Karachi stays on its own day.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mapgen.notation.civil import edtf_year
from mapgen.notation.dates import DateError, Span, parse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mapgen.page.frames.rows import Rows

_DATE_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}(?::|$)[0-9:.,+\-Z ]*")
_NO_DATE = Span("", 0, 0, "day", "", "date", ())
_MEND = "Write 1986-12-14, 1986-12, 1986, 198X or 1990-05-26/1990-05-27."


def spans(rows: Rows, column: str, *, needed: bool = True) -> NDArray[np.object_]:
    """Return a span for each row.

    Each distinct value is read once.

    Parameters
    ----------
    rows : Rows
        The frame; what is no date is noted in it.
    column : str
        Of dates of any kind.
    needed : bool
        Whether an empty cell is a fault.

    Returns
    -------
    ndarray of object
        A `Span` for each row, None for an empty cell.
    """
    values = rows.frame[column]
    if pd.api.types.is_bool_dtype(values.dtype):
        rows.fault("these are no dates but truth values", column, code="date/not-a-date")
        return np.full(len(values), _NO_DATE, dtype=object)
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        if isinstance(values.dtype, pd.DatetimeTZDtype):
            values = values.dt.tz_localize(None)
        values = values.astype("datetime64[s]").dt.normalize()
    codes, distinct = rows.factorized(values, column)
    found = np.empty(len(distinct) + 1, dtype=object)
    found[-1] = _NO_DATE if needed else None
    for code, value in enumerate(distinct):
        try:
            found[code] = span_of(value)
            if needed and found[code].is_open:
                raise DateError(
                    "an event with an open end", "Write both ends: 1985/1990.", code="date/open-end"
                )
        except DateError as error:
            found[code] = _NO_DATE
            rows.fault(
                str(error), column, codes == code, value=value, mend=error.mend, code=error.code
            )
    if needed:
        mend = f'Leave these rows out with events.dropna(subset=["{column}"]), or date them.'
        rows.fault("no date", column, codes == -1, mend=mend, code="frame/no-value")
    return found[codes]


def span_of(value: object) -> Span:
    """Return the span of one date of any kind.

    Parameters
    ----------
    value : object
        EDTF, a date, a timestamp, a period of pandas, or a year.

    Returns
    -------
    Span
        With whole days.

    Raises
    ------
    DateError
        With what is wrong and how to write it.
    """
    if isinstance(value, Span):
        return value
    if isinstance(value, str):
        date_time = _DATE_TIME.fullmatch(value.strip())
        return parse(date_time[1] if date_time else value)
    if isinstance(value, pd.Period):
        return _period(value)
    if isinstance(value, np.datetime64):
        return parse(str(value.astype("datetime64[D]")))
    if isinstance(value, dt.datetime):
        return parse(value.date().isoformat())
    if isinstance(value, dt.date):
        return parse(value.isoformat())
    if isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, bool):
        if value != int(value):
            raise DateError("not a whole year", _MEND, code="date/not-a-date")
        return parse(edtf_year(int(value)))
    raise DateError(f"a {type(value).__name__} is no date", _MEND, code="date/not-a-date")


def _period(value: pd.Period) -> Span:
    """Return the days of a pandas period: a day, a month, a year, or all from its start to end."""
    first, last = value.start_time.date(), value.end_time.date()
    if first == last:
        return parse(first.isoformat())
    if value.freqstr.startswith("M"):
        return parse(f"{first:%Y-%m}")
    if (first.month, first.day, last.month, last.day, last.year) == (1, 1, 12, 31, first.year):
        return parse(f"{first:%Y}")
    return parse(f"{first.isoformat()}/{last.isoformat()}")
