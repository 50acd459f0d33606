"""Span → the date as readers see it, in the words of its language and the order that CLDR gives."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from mapgen.notation import languages
from mapgen.notation.dates import SEASONS
from mapgen.notation.languages import is_language
from mapgen.vocabulary import MONTHS

if TYPE_CHECKING:
    from mapgen.notation.dates import Part, Span

_LAST_SEASON = 32  # the numbers behind it are quarters, thirds and halves of a year


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """What a language writes around dates: a file ``words/LANGUAGE.toml`` with these keys.

    ``{}`` are the dates. `season` is a season's name and its year, `seasons` the four names from
    spring on. The defaults are signs, for languages without a file; without `decade` and `seasons`
    these are written as their years and months.
    """

    approximate: str = "≈ {}"
    uncertain: str = "{} (?)"
    both: str = "≈ {} (?)"
    either: str = " / "
    between: str = "{} … {}"
    to: str = "{} – {}"
    until: str = "… {}"
    since: str = "{} …"
    decade: str = ""
    season: str = "{} {}"
    seasons: tuple[str, ...] = ()


@cache
def languages_with_words() -> tuple[str, ...]:
    """Return the languages that have words around dates.

    Returns
    -------
    tuple of str
        Tags of BCP 47.
    """
    names = (each.name for each in files("mapgen.notation").joinpath("words").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def date_words(language: str) -> DateWords:
    """Return a language's words around dates: of `pt` for `pt-BR`, signs where it has none.

    Parameters
    ----------
    language : str
        A tag of BCP 47.

    Returns
    -------
    DateWords
        Those of ``words/TAG.toml``.
    """
    for tag in dict.fromkeys((language, language.partition("-")[0])):
        path = files("mapgen.notation").joinpath(f"words/{tag}.toml")
        if path.is_file():
            found = tomllib.loads(path.read_text(encoding="utf-8"))
            return DateWords(**{**found, "seasons": tuple(found["seasons"])})
    return DateWords()


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
    words = date_words(language)
    texts = [_part(part, language) for part in span.parts]
    if span.kind == "date":
        return texts[0]
    if span.kind == "one-of":
        if span.between:
            return words.between.format(*texts)
        return words.either.join([_comma(language).join(texts[:-1]), texts[-1]])
    if span.first is None:
        return words.until.format(texts[0])
    if span.last is None:
        return words.since.format(texts[0])
    if language == "en":
        return _english_range(span.parts[0], span.parts[1])
    return texts[0] if texts[0] == texts[1] else words.to.format(*texts)


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
    return date_words("en").to.format(_part(start, "en"), _part(end, "en"))


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
    words = date_words(language)
    if part.precision == "decade":
        if words.decade and part.year > 0:
            text = words.decade.format(part.year)
        else:
            text = years(part.year, part.year + 9, language)
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


def _qualified(text: str, part: Part, words: DateWords) -> str:
    patterns = {
        "approximate": words.approximate,
        "uncertain": words.uncertain,
        "both": words.both,
    }
    return patterns[part.qualifier].format(text) if part.qualifier else text


def _part_of_year(part: Part, language: str) -> str:
    """Return a season in words where there are some; else its months, as for a half of a year."""
    number = part.month or 21
    words = date_words(language)
    start, length = SEASONS[number]
    ends_later = start + length > 13
    if not words.seasons or number > _LAST_SEASON:
        return _months(start, (start + length - 2) % 12 + 1, part.year, ends_later, language)
    if not ends_later:
        year = _year(part.year, language)
    elif part.year > 0:
        year = f"{part.year}–{(part.year + 1) % 100:02d}"
    else:
        year = years(part.year, part.year + 1, language)
    return words.season.format(words.seasons[(number - 21) % 4], year)


def _months(first: int, last: int, year: int, ends_later: bool, language: str) -> str:
    """Return a part of a year as its first and its last month, which may be in the next year."""
    start = languages.lone_months(language)[first - 1]
    if ends_later:
        start = _month(first, year, language)
    return f"{start} – {_month(last, year + ends_later, language)}"


def _month(month: int, year: int, language: str) -> str:
    """Return a month of a year, "September 1988"."""
    return languages.month_pattern(language).format(
        month=languages.months(language)[month - 1],
        lone_month=languages.lone_months(language)[month - 1],
        number=month,
        year=_year(year, language),
    )


def _cldr(part: Part, language: str) -> str:
    if not part.day:
        return _month(part.month or 1, part.year, language)
    return languages.day_pattern(language).format(
        day=part.day,
        month=languages.months(language)[(part.month or 1) - 1],
        number=part.month,
        year=_year(part.year, language),
    )
