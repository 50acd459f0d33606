"""Span → the date as readers see it, in English by hand and in other languages by CLDR."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from mapgen.notation import languages
from mapgen.vocabulary import MONTHS

if TYPE_CHECKING:
    from mapgen.notation.dates import Part, Span

_SEASONS = {
    "en": ("spring", "summer", "autumn", "winter"),
    "ur": ("بہار", "گرما", "خزاں", "سرما"),
    "sd": ("بهار", "اونهارو", "خزان", "سيارو"),
}
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

    English is made here; other languages take the names of months and their order from CLDR, which
    is loaded at the first use. An unknown locale is printed in English.
    """
    language = _language(locale)
    return languages.with_digits(_printed(span, language), language)


def _language(locale: str) -> str:
    language = locale.replace("_", "-").split("-")[0].lower()
    return language if language in _WORDS else "en"


def _printed(span: Span, language: str) -> str:
    words = _WORDS[language]
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


def _comma(language: str) -> str:
    return ", " if language == "en" else "، "


def _english_range(start: Part, end: Part) -> str:
    if start == end:
        return _part(start, "en")
    plain = not start.qualifier and not end.qualifier
    if plain and start.precision == end.precision and start.year == end.year:
        if start.precision == "day" and start.month and end.month:
            month, to_month = MONTHS[start.month - 1], MONTHS[end.month - 1]
            if start.month == end.month:
                return f"{start.day}–{end.day} {month} {start.year}"
            return f"{start.day} {month} – {end.day} {to_month} {start.year}"
        if start.precision == "month" and start.month and end.month:
            return f"{MONTHS[start.month - 1]}–{MONTHS[end.month - 1]} {start.year}"
    if plain and start.precision == end.precision == "year":
        return f"{start.year}–{end.year}"
    return _WORDS["en"]["to"].format(_part(start, "en"), _part(end, "en"))


def _part(part: Part, language: str) -> str:
    words = _WORDS[language]
    if part.precision == "decade":
        text = words["decade"].format(part.year)
    elif part.precision == "century":
        text = f"{part.year}–{part.year + 99}"
    elif part.precision == "year":
        text = str(part.year)
    elif part.precision == "season":
        text = f"{_SEASONS[language][(part.month or 21) - 21]} {part.year}"
        if part.month == 24:  # winter runs into the next year
            text += f"–{(part.year + 1) % 100:02d}"
    elif language == "en":
        text = f"{MONTHS[(part.month or 1) - 1]} {part.year}"
        text = f"{part.day} {text}" if part.day else text
    else:
        text = _cldr(part, language)
    return words[part.qualifier].format(text) if part.qualifier else text


def _cldr(part: Part, language: str) -> str:
    month, year = languages.months(language)[(part.month or 1) - 1], str(part.year)
    if not part.day:
        return f"{month} {year}"
    return languages.day_pattern(language).format(day=part.day, month=month, year=year)
