"""Span → the date as readers see it, in English by hand and in other languages by CLDR."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from mapgen.notation import languages
from mapgen.notation.dates import SEASONS
from mapgen.notation.languages import is_language
from mapgen.vocabulary import MONTHS

if TYPE_CHECKING:
    from mapgen.notation.dates import Part, Span

_LAST_SEASON = 32  # the numbers behind it are quarters, thirds and halves of a year

_SEASONS = {
    "en": ("spring", "summer", "autumn", "winter"),
    "ur": ("بہار", "گرما", "خزاں", "سرما"),
    "sd": ("بهار", "اونهارو", "خزان", "سيارو"),
}
_NEUTRAL = {
    "approximate": "≈ {}",
    "uncertain": "{} (?)",
    "both": "≈ {} (?)",
    "or": " / ",
    "between": "{} … {}",
    "to": "{} – {}",
    "until": "… {}",
    "from": "{} …",
}
"""Signs for what a language has no words for here; decades and seasons are written as their years
and months."""
_WORDS = {
    "en": {
        "approximate": "about {}",
        "uncertain": "{} (uncertain)",
        "both": "about {} (uncertain)",
        "or": " or ",
        "between": "between {} and {}",
        "to": "{} – {}",
        "until": "until {}",
        "from": "from {}",
        "decade": "{}s",
    },
    "ur": {
        "approximate": "تقریباً {}",
        "uncertain": "{} (غیر یقینی)",
        "both": "تقریباً {} (غیر یقینی)",
        "or": " یا ",
        "between": "{} اور {} کے درمیان",
        "to": "{} – {}",
        "until": "{} تک",
        "from": "{} سے",
        "decade": "{} کی دہائی",
    },
    "sd": {
        "approximate": "اٽڪل {}",
        "uncertain": "{} (غير يقيني)",
        "both": "اٽڪل {} (غير يقيني)",
        "or": " يا ",
        "between": "{} ۽ {} جي وچ ۾",
        "to": "{} – {}",
        "until": "{} تائين",
        "from": "{} کان",
        "decade": "{} جو ڏهاڪو",
    },
}


@lru_cache(maxsize=65_536)
def printed(span: Span, locale: str = "en") -> str:
    """Return a date for readers: "30 September 1988", "about 1985", "1980s".

    English is made here; other languages take the names of months, their order and digits from
    CLDR, which is loaded at the first use.

    Parameters
    ----------
    span : Span
        What `mapgen.notation.dates.parse` returned.
    locale : str
        A language as BCP 47 or POSIX writes it (``ur``, ``sd-PK``, ``ur_PK``). One that CLDR does
        not know is printed in English.

    Returns
    -------
    str
    """
    tag = locale.replace("_", "-")
    language = tag if is_language(tag) else tag.split("-")[0].lower()
    language = language if is_language(language) else "en"
    return languages.with_digits(_printed(span, language), language)


def _printed(span: Span, language: str) -> str:
    words = _words(language)
    texts = [_part(part, language) for part in span.parts]
    if span.kind == "date":
        return texts[0]
    if span.kind == "one-of":
        if span.between:
            return words["between"].format(*texts)
        return words["or"].join([_comma(language).join(texts[:-1]), texts[-1]])
    if span.first is None:
        return words["until"].format(texts[0])
    if span.last is None:
        return words["from"].format(texts[0])
    if language == "en":
        return _english_range(span.parts[0], span.parts[1])
    return texts[0] if texts[0] == texts[1] else words["to"].format(*texts)


def _words(language: str) -> dict[str, str]:
    return _WORDS.get(language) or _WORDS.get(language.split("-")[0], _NEUTRAL)


def _comma(language: str) -> str:
    return ", " if languages.direction(language) == "ltr" else "، "


def _english_range(start: Part, end: Part) -> str:
    if start == end:
        return _part(start, "en")
    plain = not start.qualifier and not end.qualifier
    if plain and start.precision == end.precision and start.year == end.year:
        year = _year(start.year, "en")
        if start.precision == "day" and start.month and end.month:
            month, to_month = MONTHS[start.month - 1], MONTHS[end.month - 1]
            if start.month == end.month:
                return f"{start.day}–{end.day} {month} {year}"
            return f"{start.day} {month} – {end.day} {to_month} {year}"
        if start.precision == "month" and start.month and end.month:
            return f"{MONTHS[start.month - 1]}–{MONTHS[end.month - 1]} {year}"
    if plain and start.precision == end.precision == "year":
        return years(start.year, end.year)
    return _WORDS["en"]["to"].format(_part(start, "en"), _part(end, "en"))


def years(first: int, last: int, language: str = "en") -> str:
    """Return a run of years: "1985–1986", "480–479 BC", "44 BC – 14"; one year alone.

    Parameters
    ----------
    first, last : int
        Years of ISO 8601, of which 0 is 1 BC; both included.
    language : str
        Of the words around years before Christ.

    Returns
    -------
    str
    """
    if first == last:
        return _year(first, language)
    if first <= 0 < last:
        return f"{_year(first, language)} – {last}"
    if last <= 0:
        return languages.before_christ(language).format(year=f"{1 - first}–{1 - last}")
    return f"{first}–{last}"


def _year(year: int, language: str) -> str:
    """Return a year of ISO 8601, of which 0 is 1 BC, as it is written: "1986", "44 BC"."""
    return str(year) if year > 0 else languages.before_christ(language).format(year=1 - year)


def _part(part: Part, language: str) -> str:
    words = _words(language)
    if part.precision == "decade":
        decade = words.get("decade") if part.year > 0 else None
        text = decade.format(part.year) if decade else years(part.year, part.year + 9, language)
    elif part.precision == "century":
        text = years(part.year, part.year + 99, language)
    elif part.precision == "year":
        text = _year(part.year, language)
    elif part.precision == "season":
        text = _part_of_year(part, language)
    elif language == "en":
        text = f"{MONTHS[(part.month or 1) - 1]} {_year(part.year, language)}"
        text = f"{part.day} {text}" if part.day else text
    else:
        text = _cldr(part, language)
    return _qualified(text, part, words)


def _qualified(text: str, part: Part, words: dict[str, str]) -> str:
    return words[part.qualifier].format(text) if part.qualifier else text


def _part_of_year(part: Part, language: str) -> str:
    """Return a season in words where there are some; else its months, as for a half of a year."""
    number = part.month or 21
    names = _SEASONS.get(language) or _SEASONS.get(language.split("-")[0])
    start, length = SEASONS[number]
    ends_later = start + length > 13
    if names is None or number > _LAST_SEASON:
        return _months(start, (start + length - 2) % 12 + 1, part.year, ends_later, language)
    name = names[(number - 21) % 4]
    if not ends_later:
        return f"{name} {_year(part.year, language)}"
    if part.year > 0:
        return f"{name} {part.year}–{(part.year + 1) % 100:02d}"
    return f"{name} {years(part.year, part.year + 1, language)}"


def _months(first: int, last: int, year: int, ends_later: bool, language: str) -> str:
    """Return a part of a year as its first and its last month, which may be in the next year."""
    names = MONTHS if language == "en" else languages.months(language)
    start = names[first - 1]
    if ends_later:
        start = f"{start} {_year(year, language)}"
    return f"{start} – {names[last - 1]} {_year(year + ends_later, language)}"


def _cldr(part: Part, language: str) -> str:
    month, year = languages.months(language)[(part.month or 1) - 1], _year(part.year, language)
    if not part.day:
        return f"{month} {year}"
    return languages.day_pattern(language).format(
        day=part.day, month=month, number=part.month, year=year
    )
