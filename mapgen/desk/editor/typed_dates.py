"""A date as somebody types it → EDTF, in words, and the days that it can be."""

from __future__ import annotations

import re

from mapgen.desk.editor.date_bar import date_bar
from mapgen.exchange.common.foreign_dates import edtf
from mapgen.notation.civil import edtf_day, iso
from mapgen.notation.date_words import printed
from mapgen.notation.dates import DateError, parse

_ABOUT = re.compile(r"(?i)(?:about|around|circa|c\.|ca\.?|approximately)\s+(?P<date>.+)")
_BETWEEN = re.compile(r"(?i)between\s+(?P<first>.+?)\s+and\s+(?P<last>.+)")
_FROM_TO = re.compile(r"(?i)(?:from\s+)?(?P<first>.+?)\s+(?:to|until|–|—)\s+(?P<last>.+)")
_BEFORE = re.compile(r"(?i)before\s+(?P<date>.+)")
_AFTER = re.compile(r"(?i)after\s+(?P<date>.+)")
_ONE_OF = re.compile(r"(?i)(?:either\s+)?(?P<first>.+?)\s+or\s+(?P<last>.+)")


def typed_date(
    text: str, language: str, period: tuple[int, int] | None = None
) -> dict[str, object]:
    """Return what a typed date means, ready for JSON.

    Parameters
    ----------
    text
        EDTF, or words such as "26 May 1990", "about 1985", "between 3 and …", "1 or 2 May 1990".
    language
        The language of the words that come back.
    period
        First and last day of the atlas, between which "before …" and "after …" end.

    Returns
    -------
    dict
        ``edtf`` ("" where the text means no date), ``words``, ``first`` and ``last`` (ISO days),
        ``precision``, ``bar`` (`mapgen.desk.editor.date_bar`) and, where the text is no date,
        ``message`` and ``mend``.
    """
    found = as_edtf(text, period)
    try:
        span = parse(found)
    except DateError as error:
        return {"edtf": "", "words": "", "message": str(error), "mend": error.mend}
    return {
        "edtf": found,
        "words": printed(span, language),
        "first": _day(span.first),
        "last": _day(span.last),
        "precision": span.precision,
        "bar": date_bar(span),
    }


def as_edtf(text: str, period: tuple[int, int] | None = None) -> str:
    """Return a typed date as EDTF where it can mean one thing only, else the text as it is.

    An event has a first and a last day: "before …" begins with the `period`, "after …" ends with
    it, and without one both stay as they are.

    Parameters
    ----------
    text : str
        As typed.
    period : tuple of (int, int) or None
        First and last day, days since 1 January 1970; None for none.

    Returns
    -------
    str
        One line.
    """
    stripped = " ".join(text.split())
    if not stripped or _reads(stripped):
        return stripped
    if period:
        whole = _one_sided(stripped, *period)
        if whole:
            return whole
    for pattern, form in ((_ABOUT, "{}~"), (_BETWEEN, "[{}..{}]"), (_FROM_TO, "{}/{}"),
                          (_ONE_OF, "[{},{}]")):  # fmt: skip
        match = pattern.fullmatch(stripped)
        if match:
            parts = _parts(*match.groups())
            if all(parts):
                written = form.format(*parts)
                return written if _reads(written) else stripped
    return edtf(stripped) or stripped


def _one_sided(text: str, first: int, last: int) -> str:
    """Return "before …" and "after …" as one day of the days from `first` to `last`, else ""."""
    before, after = _BEFORE.fullmatch(text), _AFTER.fullmatch(text)
    match = before or after
    if not match:
        return ""
    (given,) = _parts(match["date"])
    if not _reads(given):
        return ""
    span = parse(given)
    if before and span.first is not None:
        ends = (first, span.first - 1)
    elif after and span.last is not None:
        ends = (span.last + 1, last)
    else:
        return ""
    return f"[{edtf_day(ends[0])}..{edtf_day(ends[1])}]" if ends[0] <= ends[1] else ""


def _parts(*texts: str) -> list[str]:
    """Return typed dates as EDTF; a day or month alone takes what it lacks from the last."""
    last = texts[-1].split()
    whole = []
    for text in texts:
        words = text.split()
        missing = last[len(words) :] if len(words) < len(last) else []
        whole.append(" ".join([*words, *missing]))
    return [each if _reads(each) else edtf(each) for each in whole]


def _reads(text: str) -> bool:
    try:
        parse(text)
    except DateError:
        return False
    return True


def _day(day: int | None) -> str | None:
    return None if day is None else iso(day)
