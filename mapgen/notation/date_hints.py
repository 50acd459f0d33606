"""What people and spreadsheets write instead of EDTF, and how to write it.

A hint is advice for the editor; no value is ever taken from it.
"""

from __future__ import annotations

import re
import unicodedata

from mapgen.notation.civil import edtf_year, month_length
from mapgen.vocabulary import MONTHS

ADVICE = (
    "Write YYYY-MM-DD, YYYY-MM or YYYY; 1985~ for about 1985, 1990-05-26/1990-05-27 for a range."
)

_MONTH_YEAR = re.compile(r"\d{1,2}/\d{1,4}")
_NUMBERS = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
_NAMED = re.compile(
    r"(?:(?P<before>\d{1,2})(?:st|nd|rd|th)?[ \-./])?(?P<month>[A-Za-z]{3,9})\.?"
    r"(?:[ \-](?P<after>\d{1,2})(?:st|nd|rd|th)?,)?[ \-./]?'?(?P<year>\d{2}|\d{4})"
)
_TIMED = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]+\d{1,2}[:.h]?\d{2}.*|T| ?(?:Z|UTC|GMT))")
_MONTH_DAY = re.compile(r"(?:\d{1,2}[ \-]([A-Za-z]{3,9})|([A-Za-z]{3,9})[ \-]\d{1,2})")
_BEFORE_CHRIST = re.compile(r"(?i)([1-9]\d{0,5})\s*(?:b\.?\s?c\.?(?:\s?e\.?)?)")
_SHORT_INTERVAL = re.compile(r"((\d{4}-)(\d{2}-)\d{2})/(\d{2}-)?(\d{2})")


def looks_like_slashes(text: str) -> bool:
    """Return whether a text's slashes part day, month and year (14/12/1986, 12/86, 14/Dec/1986).

    Parameters
    ----------
    text : str
        A cell of dates.

    Returns
    -------
    bool
        False where they part the ends of an interval.
    """
    found = _MONTH_YEAR.fullmatch(text) or _NUMBERS.fullmatch(text) or _NAMED.fullmatch(text)
    return found is not None


def hint(text: str) -> tuple[str, str]:
    """Return what is wrong with a text that is not EDTF, and how to mend it.

    Parameters
    ----------
    text : str
        Without blanks around it.

    Returns
    -------
    message : str
        What is wrong, in lower case.
    mend : str
        A sentence; where the date is clear, with its EDTF.
    """
    if not text:
        return "no date", "Write at least a year or a decade: 1986, 198X."
    plain = "".join(str(unicodedata.digit(letter, letter)) for letter in text)
    if plain != text:
        return "digits that are not 0 to 9", f"Write {plain}."
    for look in (_numbers, _named, _years, _uncertain, _words):
        found = look(text)
        if found:
            return found
    return "not an EDTF date", ADVICE


def whole_interval(text: str) -> str:
    """Return 1990-05-26/1990-05-27 for 1990-05-26/27, else "".

    Parameters
    ----------
    text : str
        An interval whose end leaves out what is the same.

    Returns
    -------
    str
        "" where it is none.
    """
    found = _SHORT_INTERVAL.fullmatch(text)
    return f"{found[1]}/{found[2]}{found[4] or found[3]}{found[5]}" if found else ""


def month_mend(text: str) -> str:
    """Return how to mend a month over 12.

    Parameters
    ----------
    text : str
        A date whose month is over 12.

    Returns
    -------
    str
        A sentence.
    """
    found = re.match(r"(\d{4})-(\d{2})-(\d{2})", text)
    if found and int(found[3]) <= 12:
        return f"Day and month seem swapped: write {found[1]}-{found[3]}-{found[2]}."
    return "Months are 01 to 12 (seasons 21 to 24, without a day)."


def _numbers(text: str) -> tuple[str, str] | None:
    short = re.fullmatch(r"(\d{1,2})[/.](\d{4}|\d{2})", text)
    if short:
        month, year = int(short[1]), _full_year(short[2])
        mend = f"Write {year}-{month:02d}." if 1 <= month <= 12 else ADVICE
        return "not an EDTF date", mend
    found = _NUMBERS.fullmatch(text)
    if not found:
        if re.fullmatch(r"\d{8}", text):
            return "not an EDTF date", f"Write {text[:4]}-{text[4:6]}-{text[6:]}."
        if re.fullmatch(r"\d{5}(?:\.\d+)?", text):
            return (
                "a spreadsheet's day count, not a date",
                "Format the column as text and write the date as YYYY-MM-DD.",
            )
        return None
    a, b, c = found[1], found[3], found[4]
    if len(a) == 4:
        return "not an EDTF date", _write([(a, int(b), int(c))])
    if len(c) in (2, 4):
        year = _full_year(c)
        readings = [(year, int(b), int(a)), (year, int(a), int(b))]
        return "a spreadsheet's date, not EDTF", _write(readings)
    return None


def _named(text: str) -> tuple[str, str] | None:
    found = _NAMED.fullmatch(text)
    month = _month(found["month"]) if found else None
    if found and month:
        year = _full_year(found["year"])
        number = found["before"] or found["after"]
        if number:
            return "not an EDTF date", _write([(year, month, int(number))])
        return "not an EDTF date", f"Write {year}-{month:02d}."
    short = _MONTH_DAY.fullmatch(text)
    if short and _month(short[1] or short[2]):
        return "a date without its year", ADVICE
    return None


def _years(text: str) -> tuple[str, str] | None:
    """Hint at years before Christ, and at those of too few or too many digits."""
    found = _BEFORE_CHRIST.fullmatch(text)
    if found:
        return "not an EDTF date", f"Write {edtf_year(1 - int(found[1]))}: ISO's year 0 is 1 BC."
    found = re.fullmatch(r"(-?)(\d{3}|\d{5,6})", text)
    if found and (found[1] or len(found[2]) == 3):
        message = "a year needs four digits" if len(found[2]) == 3 else "a long year needs a Y"
        return message, f"Write {edtf_year(int(text))}."
    found = re.fullmatch(r"-(\d{1,2})", text)
    return ("a year needs four digits", f"Write {edtf_year(int(text))}.") if found else None


def _uncertain(text: str) -> tuple[str, str] | None:
    about = re.fullmatch(r"(?i)(?:c\.?|ca\.?|circa|about|around|approx\.?)\s*(\d{4})", text)
    if about:
        return "not an EDTF date", f"Write {about[1]}~."
    decade = re.fullmatch(r"(?:the\s+)?(\d{3})0['’]?s", text)
    if decade:
        return "not an EDTF date", f"Write {decade[1]}X."
    front = re.fullmatch(r"([?~%])\s*(\S+)", text)
    if front:
        return "the qualifier stands in front", f"Write {front[2]}{front[1]}."
    if re.search(r"[uUx]", text) and re.fullmatch(r"\d{2,3}[uUxX?]{1,2}(?:-[\dux]{2})*", text):
        return "not an EDTF date", f"Write {re.sub('[ux]', 'X', text.lower())}."
    if re.fullmatch(r"\d{4}-\d(?:-\d{1,2})?|\d{4}-\d{2}-\d", text):
        padded = "-".join(piece.zfill(2) for piece in text.split("-"))
        return "month and day need two digits", f"Write {padded}."
    if re.fullmatch(r"[0-9X-]+[?~%]{2,}", text):
        return "more than one qualifier", "Write % for uncertain and approximate."
    return None


def _words(text: str) -> tuple[str, str] | None:
    if re.search(r"[–—]", text):
        return "a dash between dates", "Write a range with a slash: 1990-05-26/1990-05-27."
    if _TIMED.fullmatch(text):
        return "a time behind the date", f"Write {text[:10]}."
    if re.fullmatch(r"\d{2}", text):
        return "not a whole date", "Write all of it: 1990-05-26."
    if "{" in text or "}" in text:
        return (
            "several dates in one",
            "Write an interval a/b, or [a,b] for one of several; two events are two rows.",
        )
    return None


def _month(name: str) -> int | None:
    folded = name.casefold()
    for number, month in enumerate(MONTHS, start=1):
        if len(folded) >= 3 and month.casefold().startswith(folded):
            return number
    return None


def _full_year(text: str) -> str:
    return text if len(text) == 4 else f"19{text}"


def _write(readings: list[tuple[str, int, int]]) -> str:
    """Return "Write 1986-12-14." for the readings that are real days; both where two are."""
    real = []
    for year, month, day in readings:
        if int(year) and 1 <= month <= 12 and 1 <= day <= month_length(int(year), month):
            text = f"{year}-{month:02d}-{day:02d}"
            if text not in real:
                real.append(text)
    if not real:
        return ADVICE
    if len(real) == 1:
        return f"Write {real[0]}."
    return f"Write {real[0]} if the day stands first, {real[1]} if the month does."
