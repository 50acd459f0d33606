"""Names and dates as other bibliographies write them → those of CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mapgen.exchange.common.foreign_dates import month_number
from mapgen.notation.csl_dates import date_parts, season

Item = Mapping[str, object]


def person(text: str) -> dict[str, str]:
    """Return "Family, Given, Suffix" as a name; one without a comma is a body's."""
    family, given, suffix = (*(part.strip() for part in text.split(",", 2)), "", "")[:3]
    if not given:
        return {"literal": family}
    return {"family": family, "given": given, **({"suffix": suffix} if suffix else {})}


def date_of(year: str, month: str = "", day: str = "") -> list[int]:
    """Return year, month and day as numbers, as many as are known; [] without a year."""
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
    """Return a date of CSL-JSON; `words` stand for one that has no year."""
    if not first:
        return {"literal": words}
    named = season(words) if words and len(first) == 1 else None
    parts = [*first, named] if named else [*first]
    return {"date-parts": [parts], **({"circa": True} if about else {})}


def iso_dates(text: str) -> list[list[int]]:
    """Return ISO 8601 dates, one or two with a slash between, as numbers; [] for other text."""
    found = [date_of(*each.split("-")[:3]) for each in text.rstrip("~?%").split("/")]
    return found if all(found) and len(found) <= 2 else []
