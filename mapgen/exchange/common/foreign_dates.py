"""Dates as other people write them → EDTF, where they can mean one thing only.

`5/6/1990` can mean two days and is not read; `26/5/1990` can mean one. A format that is told
(``--date-format``) comes before all that is guessed from a text.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache

from mapgen.exchange.common.local_dates import read_local
from mapgen.exchange.common.month_names import in_english, plain_signs
from mapgen.exchange.common.worded_dates import is_marked, read_words
from mapgen.notation.civil import edtf_year, month_length
from mapgen.notation.dates import DateError, parse
from mapgen.notation.numbers import ascii_digits
from mapgen.vocabulary import MONTHS

NO_END = frozenset({"9999", "9999-12", "9999-12-31", "..", "present", "ongoing"})
"""What tables write for an end that has not come, in small letters."""

LONGEST = 100
"""Letters of the longest text that is read for a date: words within words are read in turn."""

# Names, and their first three letters or four (Sept).
_MONTHS = {name[:length].lower(): number for length in (3, 4, 20) for number, name in
           enumerate(MONTHS, start=1)}  # fmt: skip
_TIME = r"(?:[T ]\d{1,2}:\d{2}.*| ?(?:Z|[+-]\d{2}:\d{2}))?"  # or a time zone alone
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/. ])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_TIME}")
_SIGNED = re.compile(rf"([+-]\d{{4,6}})-(\d{{2}})-(\d{{2}}){_TIME}")  # -0216-08-02T00:00:00Z
_COMPACT = re.compile(r"([12]\d{3})(\d{2})(\d{2})(?:T\d{4,6}Z?)?")
# 1990.5 may be the middle of a year, or a month that a spreadsheet cut short.
_YEAR_MONTH = re.compile(r"(\d{4})(?:/(\d{1,2})|\.(0[1-9]|1[0-2])|-(\d))")
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.-](\d{4})")
_DAY_NAMED = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]{1,2}([A-Za-z]{3,9})\.?[-/., ]{1,2}(\d{3,4})"
)
_NAMED_DAY = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? +(\d{3,4})")
_NAMED = re.compile(r"([A-Za-z]{3,9})\.?[-/, ]{1,2}(\d{3,4})")
_YEAR_NAMED = re.compile(r"(\d{4})[-/, ]{1,2}([A-Za-z]{3,9})\.?(?:[-/ ](\d{1,2}))?")
_ERA = r"(b\.?\s?c\.?(?:\s?e\.?)?|a\.?\s?d\.?|c\.?\s?e\.?)"
_CHRIST = re.compile(
    rf"(?i)(?:(?:(\d{{1,2}})\s+)?([a-z]{{3,9}})\.?,?\s+)?([1-9]\d{{0,5}})\s*{_ERA}"
)
_ANNO_DOMINI = re.compile(r"(?i)a\.?d\.? ?([1-9]\d{0,3})")
_ABOUT = re.compile(r"(?i)(?:circa|about|around|approx|ca|c)(?![a-z])\.?\s*(.+)")
_DECADE = re.compile(r"(\d{3})0['’]?s")
_YEARS = re.compile(r"(\d{4})\s*(?:-|–|—|\.\.|to)\s*(\d{4}|\d{2})")
_BEFORE_CHRIST = re.compile(r"(^|/)-(\d{1,6})(?=$|[-/~?%])")
_SHORT_YEAR = re.compile(r"\d{3}|\d{3,4}\.0+")  # 1990.0 is a spreadsheet's


EPOCHS = {"epoch_second": 1, "epoch_millis": 1000}
"""Formats of dates that are counted since 1970, under the names that Elasticsearch has for them,
with how many of their numbers are a second."""
_COUNTED = re.compile(r"-?\d{1,17}(?:\.\d*)?")


class Formats:
    """The forms that the user says dates have, tried in their order.

    Each is a pattern of ``strptime`` or one of `EPOCHS`.
    """

    def __init__(self, patterns: tuple[str, ...] = ()) -> None:
        self._patterns = patterns

    def read(self, text: str) -> str:
        """Return EDTF for a text of one of the forms; "" for any other.

        Parameters
        ----------
        text : str
            A cell.

        Returns
        -------
        str
            A day, a month or a year.
        """
        for pattern in self._patterns:
            if pattern in EPOCHS:
                day = counted(text, EPOCHS[pattern])
                if day:
                    return day
                continue
            try:
                found = datetime.strptime(text, pattern)  # noqa: DTZ007  # a day has no zone
            except ValueError:
                continue
            year = edtf_year(found.year)
            if not re.search(r"%[mbBdjxcD]", pattern):
                return year
            month = f"{year}-{found.month:02d}"
            return f"{month}-{found.day:02d}" if re.search(r"%[djxcD]", pattern) else month
        return ""


def counted(text: str, in_a_second: int) -> str:
    """Return the day of a time that is counted since the beginning of 1970, as UTC has it.

    Parameters
    ----------
    text : str
        A number.
    in_a_second : int
        How many of it are a second.

    Returns
    -------
    str
        EDTF; "" for no number, and for a time after 9999 or before our era.
    """
    if not _COUNTED.fullmatch(text):
        return ""
    try:
        day = datetime(1970, 1, 1) + timedelta(seconds=float(text) // in_a_second)  # noqa: DTZ001
    except OverflowError:
        return ""
    return f"{day:%Y}".zfill(4) + f"{day:-%m-%d}"


def wrong_format(pattern: str) -> str:
    """Return what is wrong with a form of dates, as `Formats` takes them; "" where nothing is.

    Parameters
    ----------
    pattern : str
        As it was typed.

    Returns
    -------
    str
        In lower case, with what would do.
    """
    if pattern in EPOCHS:
        return ""
    if not re.search(r"%[YyxcDGs]", pattern):
        return "it has no year: %d.%m.%Y is 26.05.1990, %m/%d/%Y is 05/26/1990"
    try:
        datetime.strptime("", pattern)  # noqa: DTZ007
    except ValueError as error:
        return str(error) if "format" in str(error) and "match" not in str(error) else ""
    return ""


@lru_cache(maxsize=65_536)
def edtf(text: str) -> str:
    """Read a date in any form that can mean one thing only.

    Parameters
    ----------
    text : str
        ``26 May 1990``, ``May 26, 1990``, ``26/5/1990``, ``19900526``, ``1985–87``, ``c. 886``,
        ``49 BC``, ``26 mai 1990``, ``1-3 May 1990``, ``spring 1990``; a time behind a day is left
        off. ``5/6/1990`` can mean two days.

    Returns
    -------
    str
        EDTF; "" for any other text.
    """
    if len(text) > LONGEST:
        return ""
    quickly = _numbers(text)
    if quickly:
        return quickly
    digits = ascii_digits(text)
    if digits != text and _plain(digits):
        return digits
    plain = in_english(text)
    for read in (_numbers, _words, _spans):
        found = read(plain)
        if found:
            return found
    if plain != digits and re.fullmatch(r"\d{4}", plain):  # a word for "year" has been left out
        return plain
    about = _ABOUT.fullmatch(plain)
    inner = _part(about[1]) if about else ""
    if inner and not is_marked(inner):
        return f"{inner}~"
    return read_words(plain, _part) or read_local(plain_signs(text), _part)


def _part(text: str) -> str:
    return _plain(text) or edtf(text)


def _numbers(text: str) -> str:
    found = _YEAR_FIRST.fullmatch(text)
    if found:
        return date(found[1], found[3], found[4])
    found = _SIGNED.fullmatch(text)
    if found:
        return date(*found.groups())
    found = _COMPACT.fullmatch(text)
    if found:
        return date(*found.groups())
    found = _YEAR_LAST.fullmatch(text)
    if found:
        readings = {date(found[4], *pair) for pair in ((found[1], found[3]), (found[3], found[1]))}
        readings.discard("")
        return readings.pop() if len(readings) == 1 else ""
    found = _YEAR_MONTH.fullmatch(text)
    if found:
        month = found[2] or found[3] or found[4]
        return "" if _is_next_year(found[1], month) else date(found[1], month)
    found = _MONTH_YEAR.fullmatch(text)
    if found:
        return date(found[2], found[1])
    return text.partition(".")[0].zfill(4) if _SHORT_YEAR.fullmatch(text) else ""


def _is_next_year(year: str, number: str) -> bool:
    """Return whether a number behind a year can be a later one: 2001/02, 1985-7."""
    if len(number) == 1:
        return int(number) > int(year[3])
    return int(number) == (int(year) + 1) % 100


def _words(text: str) -> str:
    found = _DAY_NAMED.fullmatch(text)
    if found:
        return date(found[3], month_number(found[2]), found[1])
    found = _NAMED_DAY.fullmatch(text)
    if found:
        return date(found[3], month_number(found[1]), found[2])
    found = _NAMED.fullmatch(text)
    if found:
        return date(found[2], month_number(found[1]))
    found = _YEAR_NAMED.fullmatch(text)
    if found:
        return date(found[1], month_number(found[2]), found[3])
    found = _CHRIST.fullmatch(text)
    if found:
        before = found[4][0].lower() == "b"
        year = 1 - int(found[3]) if before else int(found[3])
        return date(str(year), month_number(found[2]), found[1]) if found[2] else edtf_year(year)
    found = _ANNO_DOMINI.fullmatch(text)
    return edtf_year(int(found[1])) if found else ""


def _spans(text: str) -> str:
    found = _DECADE.fullmatch(text)
    if found:
        return f"{found[1]}X"
    found = _YEARS.fullmatch(text)
    if not found:
        return ""
    first, last = found.groups()
    if len(last) == 2:
        if int(last) <= 12:
            return ""  # 1985-07 is a month
        last = first[:2] + last
    return f"{first}/{last}" if first < last else ""


def _plain(text: str) -> str:
    try:
        return parse(text).text
    except DateError:
        return ""


def without_year_zero(text: str) -> str:
    """Return a date whose years before Christ count from -1, as EDTF counts them: from 0.

    Parameters
    ----------
    text : str
        EDTF but for the years before Christ.

    Returns
    -------
    str
        EDTF.
    """
    return _BEFORE_CHRIST.sub(lambda found: found[1] + edtf_year(1 - int(found[2])), text)


def month_number(text: str) -> int:
    """Return the number of a month by its number, English name or first letters; 0 for none.

    Parameters
    ----------
    text : str
        "12", "December", "Dec.".

    Returns
    -------
    int
        1 to 12, or 0.
    """
    if text.isascii() and text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else 0
    return _MONTHS.get(text.lower().rstrip("."), 0)


def date(year: str, month: str | int, day: str | None = None) -> str:
    """Return a date of the calendar as EDTF.

    Parameters
    ----------
    year : str
    month : str or int
        1 to 12; 0 where it is not known, as in 1990-00-00.
    day : str, optional
        From 1; 0 or None where it is not known.

    Returns
    -------
    str
        As much as is known: ``1990-05-26``, ``1990-05``, ``1990``; "" where the calendar has no
        such date.
    """
    months, written = int(month), edtf_year(int(year))
    if not months and (day is None or not int(day)) and isinstance(month, str):
        return written if int(year) else ""
    if not 1 <= months <= 12:
        return ""
    if day is None or not int(day):
        return f"{written}-{months:02d}"
    number = int(day)
    return (
        f"{written}-{months:02d}-{number:02d}" if number <= month_length(int(year), months) else ""
    )
