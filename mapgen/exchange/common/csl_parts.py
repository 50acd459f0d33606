"""Names and dates as other bibliographies write them → those of CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mapgen.exchange.common.foreign_dates import month_number
from mapgen.notation.csl_dates import date_parts, season

Item = Mapping[str, object]


def person(text: str) -> dict[str, str]:
    """Return "Family, Given, Suffix" as a name; one without a comma is a body's.

    Parameters
    ----------
    text : str
        A name as RIS and BibTeX have it.

    Returns
    -------
    dict of str to str
        A name of CSL.
    """
    family, given, suffix = (*(part.strip() for part in text.split(",", 2)), "", "")[:3]
    if not given:
        return {"literal": family}
    return {"family": family, "given": given, **({"suffix": suffix} if suffix else {})}


def date_of(year: str, month: str = "", day: str = "") -> list[int]:
    """Return year, month and day as numbers, as many as are known; [] without a year.

    Parameters
    ----------
    year : str
        Three or four digits.
    month : str
        A number, a name, or a season.
    day : str
        A number.

    Returns
    -------
    list of int
        One to three numbers; a season is 21 to 24.
    """
    if not re.fullmatch(r"[0-9]{3,4}", year):
        return []
    parts = [int(year)]
    number = season(month) if month.isalpha() and season(month) else month_number(month)
    if number:
        parts.append(number)
        if re.fullmatch(r"[0-9]{1,2}", day):
            parts.append(int(day))
    try:
        return date_parts([parts], seasons=True)[0]
    except ValueError:
        return [int(year)]


def issued(first: Sequence[int], words: str = "", *, about: bool = False) -> dict[str, object]:
    """Return a date of CSL-JSON; `words` stand for one that has no year.

    Parameters
    ----------
    first : sequence of int
        Year, month and day, as many as are known; () without a year.
    words : str
        What the source says instead; for a year alone perhaps a season.
    about : bool
        Whether the date is approximate.

    Returns
    -------
    dict of str to object
        ``date-parts``, or ``literal``.
    """
    if not first:
        return {"literal": words}
    named = season(words) if words and len(first) == 1 else None
    parts = [*first, named] if named else [*first]
    return {"date-parts": [parts], **({"circa": True} if about else {})}


def iso_dates(text: str) -> list[list[int]]:
    """Return ISO 8601 dates, one or two with a slash between, as numbers; [] for other text.

    Parameters
    ----------
    text : str
        ``1986-12``, ``1986/1988``; a mark of EDTF at its end is passed over.

    Returns
    -------
    list of list of int
        Year, month and day of each, as many as are known.
    """
    found = [date_of(*each.split("-")[:3]) for each in text.rstrip("~?%").split("/")]
    return found if all(found) and len(found) <= 2 else []
