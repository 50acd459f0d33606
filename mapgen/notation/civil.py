"""Day numbers since 1970-01-01 and the proleptic Gregorian calendar, for years of any sign.

Years are those of ISO 8601: 0 is 1 BC, -43 is 44 BC. After Howard Hinnant, "chrono-compatible
low-level date algorithms"; the page counts alike (``page/browser/core/days.js``).
"""

from __future__ import annotations

from typing import NamedTuple

MAX_YEAR = 999_999
"""The largest year that is read, and the smallest with a minus before it."""

_DAYS_OF_ERA = 146_097  # 400 years
_EPOCH = 719_468  # days from 1 March of the year 0 to 1 January 1970


class Civil(NamedTuple):
    """Year, month (1 to 12) and day of a date."""

    year: int
    month: int
    day: int


def from_civil(year: int, month: int, day: int) -> int:
    """Return the day number of a date.

    Parameters
    ----------
    year : int
        Of ISO 8601: 0 is 1 BC.
    month : int
        1 to 12.
    day : int
        From 1; past the month's end it goes on into the next.

    Returns
    -------
    int
        Days since 1 January 1970, negative before it.
    """
    shifted = year - (month <= 2)
    era, year_of_era = divmod(shifted, 400)
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * _DAYS_OF_ERA + day_of_era - _EPOCH


def to_civil(number: int) -> Civil:
    """Return the date of a day number.

    Parameters
    ----------
    number : int
        Days since 1 January 1970.

    Returns
    -------
    Civil
    """
    era, day_of_era = divmod(int(number) + _EPOCH, _DAYS_OF_ERA)
    leaps = day_of_era // 1460 - day_of_era // 36_524 + day_of_era // 146_096
    year_of_era = (day_of_era - leaps) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    year = year_of_era + era * 400 + (month <= 2)
    return Civil(year, month, day_of_year - (153 * shifted + 2) // 5 + 1)


def month_length(year: int, month: int) -> int:
    """Return the number of days of a month (1 to 12) of a year of ISO 8601.

    Parameters
    ----------
    year : int
        Astronomical: 0 is 1 BC.
    month : int
        1 to 12.

    Returns
    -------
    int
        28 to 31.
    """
    after = (year + 1, 1) if month == 12 else (year, month + 1)
    return from_civil(*after, 1) - from_civil(year, month, 1)


def iso_year(year: int) -> str:
    """Return a year with four digits or more: 1986, 0576, -0043, -17000.

    Parameters
    ----------
    year : int
        Astronomical: 0 is 1 BC.

    Returns
    -------
    str
        With a minus before it where it is below 0.
    """
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def iso(number: int) -> str:
    """Return a day number as YYYY-MM-DD; a year may have a minus and up to six digits.

    Parameters
    ----------
    number : int
        Days since 1 January 1970.

    Returns
    -------
    str
        In the proleptic Gregorian calendar.
    """
    year, month, day = to_civil(number)
    return f"{iso_year(year)}-{month:02d}-{day:02d}"


def edtf_year(year: int) -> str:
    """Return a year as EDTF: one of more than four digits has a Y before it.

    Parameters
    ----------
    year : int
        Astronomical: 0 is 1 BC.

    Returns
    -------
    str
        "1986", "-0043", "Y-17000".
    """
    return f"Y{year}" if abs(year) > 9999 else iso_year(year)


def edtf_day(number: int) -> str:
    """Return a day as EDTF, where the year has more than four digits only that.

    Parameters
    ----------
    number : int
        Days since 1 January 1970.

    Returns
    -------
    str
        "1986-12-14", "Y-17000".
    """
    year = to_civil(number).year
    return f"Y{year}" if abs(year) > 9999 else iso(number)
