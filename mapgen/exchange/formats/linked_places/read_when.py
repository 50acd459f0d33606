"""The `when` of Linked Places → EDTF.

A timespan has a start and perhaps an end, each `in` a date or between `earliest` and `latest`; one
without an end lies within its start. `certainty` becomes a mark behind a plain date.
"""

from __future__ import annotations

from mapgen.exchange.common.foreign_dates import NO_END, edtf
from mapgen.notation.civil import edtf_year
from mapgen.notation.dates import DateError, parse

_MARKS = {"less-certain": "~", "uncertain": "?"}


class WhenError(ValueError):
    """A `when` that gives no date; the message says why, `value` is the date that is none."""

    def __init__(self, message: str, value: str = "") -> None:
        super().__init__(message)
        self.value = value


def edtf_of(when: object) -> tuple[str, bool]:
    """Return EDTF for a `when`.

    Parameters
    ----------
    when : object
        What the feature has there.

    Returns
    -------
    date : str
        EDTF.
    more : bool
        Whether it has timespans beside the first and the last.

    Raises
    ------
    WhenError
        It has no timespan, or one with no date that is read.
    """
    spans = when.get("timespans") if isinstance(when, dict) else None
    if isinstance(spans, dict):
        spans = [spans]
    if not isinstance(spans, list) or not spans or not isinstance(spans[0], dict):
        raise WhenError("a when without a timespan")
    if len(spans) > 1:
        bounds = [_bounds(span) for span in spans if isinstance(span, dict)]
        first = min((each[0] for each in bounds), key=lambda text: _days(text)[0])
        last = max((each[1] for each in bounds), key=lambda text: _days(text)[1])
        return f"{first}/{last}", True
    certainty = when.get("certainty") if isinstance(when, dict) else None
    return _timespan(spans[0], str(certainty or "")), False


def endless(when: object) -> str:
    """Return how a `when` says that its end has not come; "" where it does not say so.

    Parameters
    ----------
    when : object
        What the feature has there.

    Returns
    -------
    str
        The words of the file.
    """
    spans = when.get("timespans") if isinstance(when, dict) else None
    for span in spans if isinstance(spans, list) else [spans]:
        end = span.get("end") if isinstance(span, dict) else None
        for text in end.values() if isinstance(end, dict) else [end]:
            if str(text).strip().lower() in NO_END:
                return str(text)
    return ""


def _days(text: str) -> tuple[int, int]:
    span = parse(text)
    if span.first is None or span.last is None:
        raise WhenError("open at one end", text)
    return span.first, span.last


def _timespan(span: dict[str, object], certainty: str) -> str:
    start, end = _start_and_end(span)
    mark = _MARKS.get(certainty, "")
    if end is None or end == start:
        if start[0] != start[1]:
            return f"[{start[0]}..{start[1]}]"
        return start[0] if start[0][-1:] in "?~%" else f"{start[0]}{mark}"
    return f"{start[0]}/{end[1]}"


def _bounds(span: dict[str, object]) -> tuple[str, str]:
    start, end = _start_and_end(span)
    return start[0], (end or start)[1]


def _start_and_end(span: dict[str, object]) -> tuple[tuple[str, str], tuple[str, str] | None]:
    start, end = _ends(span.get("start")), _ends(span.get("end"))
    if start is None:
        raise WhenError("a timespan without a start")
    return start, end


def _ends(value: object) -> tuple[str, str] | None:
    """Return the first and the last date that a start or an end can mean."""
    if value is None or value in ("", {}):
        return None
    if isinstance(value, str | int):
        value = {"in": value}
    if not isinstance(value, dict):
        raise WhenError("a date of an unknown form")
    within = value.get("in")
    if not _says_nothing(within):
        return _date(within), _date(within)
    texts = [value.get(key) for key in ("earliest", "latest")]
    given = [_date(text) for text in texts if not _says_nothing(text)]
    return (given[0], given[-1]) if given else None


def _says_nothing(value: object) -> bool:
    return value in (None, "") or str(value).strip().lower() in NO_END


def _date(value: object) -> str:
    text = str(value).strip()
    if text.removeprefix("-").isdecimal():  # years as numbers have no noughts before them
        text = edtf_year(int(text))
    try:
        return parse(text).text
    except DateError as error:
        found = edtf(text)
        if not found:
            raise WhenError(str(error), text) from error
        return found
