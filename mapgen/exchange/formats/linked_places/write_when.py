"""Span → the `when` of Linked Places: timespans with in, earliest and latest, and a certainty.

Linked Places takes ISO 8601 dates with an EDTF qualifier (~ ? %) behind them. What EDTF says
otherwise (digits left open, seasons, one of several) becomes the earliest and the latest day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from mapgen.notation.civil import iso
from mapgen.notation.date_words import printed

if TYPE_CHECKING:
    from mapgen.notation.dates import Part, Span

Certainty = Literal["certain", "less-certain", "uncertain"]

_MARKS = {"": "", "uncertain": "?", "approximate": "~", "both": "%"}


def when(span: Span) -> dict[str, object]:
    """Return the `when` of a closed span: one timespan, its certainty, the printed date as label.

    A timespan without an end lies within its start.

    Parameters
    ----------
    span : Span
        With both ends.

    Returns
    -------
    dict of str to object
        What JSON can hold.
    """
    if span.kind == "one-of":
        timespan = {"start": {"earliest": iso(_first(span)), "latest": iso(_last(span))}}
    elif span.kind == "interval":
        timespan = {"start": _bound(span.parts[0]), "end": _bound(span.parts[-1])}
    else:
        timespan = {"start": _bound(span.parts[0])}
    return {"timespans": [timespan], "certainty": certainty(span), "label": printed(span)}


def certainty(span: Span) -> Certainty:
    """Return how sure a date is: a "?" makes it uncertain, "~", one-of and open digits less.

    Parameters
    ----------
    span : Span
        Of an event.

    Returns
    -------
    Certainty
        A word of the format.
    """
    if span.qualifier in ("uncertain", "both"):
        return "uncertain"
    vague = any(part.precision in ("decade", "century") for part in span.parts)
    return "less-certain" if span.qualifier or span.kind == "one-of" or vague else "certain"


def _bound(part: Part) -> dict[str, str]:
    if part.precision in ("day", "month", "year"):
        text = iso(part.first)
        cut = {"year": 6, "month": 3, "day": 0}[part.precision]  # "-MM-DD", "-DD"
        return {"in": text[: len(text) - cut] + _MARKS[part.qualifier]}
    return {"earliest": iso(part.first), "latest": iso(part.last)}


def _first(span: Span) -> int:
    return min(part.first for part in span.parts)


def _last(span: Span) -> int:
    return max(part.last for part in span.parts)
