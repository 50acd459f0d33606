"""Dates of CSL-JSON: date-parts and seasons."""

from __future__ import annotations

import re
from calendar import monthrange

from mapgen.vocabulary import MONTHS

SEASONS = ("Spring", "Summer", "Autumn", "Winter")
FIRST_SEASON = 21
"""The number of spring where a month stands, as in EDTF."""
_SEASON_MONTHS = {at: FIRST_SEASON + (at - 1) % 4 for at in (13, 14, 15, 16, 21, 22, 23, 24)}


def date_parts(value: object, *, seasons: bool = False) -> list[list[int]]:
    """Read the date-parts of CSL-JSON.

    Parameters
    ----------
    value : object
        A value of JSON: a list of one date, or of the two of a range. A date is a list of year,
        month and day, of which the last two may be missing, as numbers or as digits.
    seasons : bool
        Whether a season may stand where a month does: 21 (spring) to 24, or CSL's 13 to 16.

    Returns
    -------
    list of list of int
        The dates, each of one to three numbers; seasons are 21 to 24.

    Raises
    ------
    ValueError
        Where they are no dates of the years 1 to 9999; the message says why.
    """
    if not isinstance(value, list) or not 1 <= len(value) <= 2:
        raise ValueError("not a date")
    dates: list[list[int]] = []
    for parts in value:
        if not isinstance(parts, list) or not 1 <= len(parts) <= 3:
            raise ValueError("not a date")
        numbers = [_whole(part) for part in parts]
        year = numbers[0]
        if not 1 <= year <= 9999:
            raise ValueError("not a year")
        if seasons and len(numbers) == 2 and numbers[1] in _SEASON_MONTHS:
            numbers[1] = _SEASON_MONTHS[numbers[1]]
            dates.append(numbers)
            continue
        if len(numbers) > 1 and not 1 <= numbers[1] <= 12:
            raise ValueError(f"there is no month {numbers[1]}")
        if len(numbers) > 2 and not 1 <= numbers[2] <= monthrange(year, numbers[1])[1]:
            raise ValueError(f"{MONTHS[numbers[1] - 1]} {year} has no day {numbers[2]}")
        dates.append(numbers)
    return dates


def _whole(part: object) -> int:
    if isinstance(part, bool) or not isinstance(part, int | str):
        raise ValueError("not a date of numbers")
    if isinstance(part, str) and not re.fullmatch(r"[0-9]{1,4}", part):
        raise ValueError("not a date of numbers")
    return int(part)


def season(value: object) -> int | None:
    """Read a season of CSL-JSON.

    Parameters
    ----------
    value : object
        "1" (spring) to "4", as text or number, or an English name of a season.

    Returns
    -------
    int or None
        21 (spring) to 24, as in EDTF; None where it is no season.
    """
    text = str(value).strip().casefold()
    names = [name.casefold() for name in SEASONS]
    if text in ("1", "2", "3", "4"):
        return FIRST_SEASON + int(text) - 1
    text = {"fall": "autumn"}.get(text, text)
    return FIRST_SEASON + names.index(text) if text in names else None
