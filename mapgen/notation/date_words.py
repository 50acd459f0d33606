"""Span → the date as readers see it, in English by hand and in other languages by CLDR."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from mapgen.notation import languages
from mapgen.notation.languages import is_language
from mapgen.vocabulary import MONTHS

if TYPE_CHECKING:
    from mapgen.notation.dates import Part, Span

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
    CLDR, which is loaded at the first use. A language that CLDR does not know is printed in
    English.
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
    words = _words(language)
    if part.precision == "decade":
        decade = words.get("decade")
        text = decade.format(part.year) if decade else f"{part.year}–{part.year + 9}"
    elif part.precision == "century":
        text = f"{part.year}–{part.year + 99}"
    elif part.precision == "year":
        text = str(part.year)
    elif part.precision == "season":
        seasons = _SEASONS.get(language) or _SEASONS.get(language.split("-")[0])
        if seasons is None:
            return _qualified(_season(part, language), part, words)
        text = f"{seasons[(part.month or 21) - 21]} {part.year}"
        if part.month == 24:  # winter runs into the next year
            text += f"–{(part.year + 1) % 100:02d}"
    elif language == "en":
        text = f"{MONTHS[(part.month or 1) - 1]} {part.year}"
        text = f"{part.day} {text}" if part.day else text
    else:
        text = _cldr(part, language)
    return _qualified(text, part, words)


def _qualified(text: str, part: Part, words: dict[str, str]) -> str:
    return words[part.qualifier].format(text) if part.qualifier else text


def _season(part: Part, language: str) -> str:
    """Return a season as its first and last month; winter ends in the next year."""
    names = languages.months(language)
    first = ((part.month or 21) - 20) * 3
    last, year = (first + 2, part.year) if first < 12 else (2, part.year + 1)
    start = names[first - 1] if year == part.year else f"{names[first - 1]} {part.year}"
    return f"{start} – {names[last - 1]} {year}"


def _cldr(part: Part, language: str) -> str:
    month, year = languages.months(language)[(part.month or 1) - 1], str(part.year)
    if not part.day:
        return f"{month} {year}"
    return languages.day_pattern(language).format(
        day=part.day, month=month, number=part.month, year=year
    )
