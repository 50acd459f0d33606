"""Any language that CLDR knows: names, direction, digits, months, days, and dates printed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from babel import localedata
from examples import ALL

from mapgen.notation import languages
from mapgen.notation.date_words import DateWords, date_words, printed
from mapgen.notation.dates import parse

WORDS = Path(languages.__file__).with_name("words")


@pytest.mark.parametrize(
    "tag", ["en", "fr", "bn", "pt-BR", "pa-Arab", "zh-Hant-TW", "es-419", "ceb"]
)
def test_tags_of_cldr_are_languages(tag: str) -> None:
    assert languages.is_language(tag)


@pytest.mark.parametrize(
    "tag", ["", "xx", "FR", "fr_FR", "french", "root", "en-", "../en", "fr-XX"]
)
def test_other_texts_are_none(tag: str) -> None:
    assert not languages.is_language(tag)


def test_every_language_of_cldr_has_its_ten_digits_months_and_a_day() -> None:
    tags = [name.replace("_", "-") for name in localedata.locale_identifiers()]
    known = [tag for tag in tags if languages.is_language(tag) and len(tag) <= 3]
    assert len(known) > 150
    for tag in known if ALL else known[::5]:
        assert len(languages.digits(tag)) == 10
        assert [int(digit) for digit in languages.digits(tag)] == list(range(10))
        assert len(languages.months(tag)) == 12
        day = languages.day_pattern(tag)
        assert day.count("{day}") == day.count("{year}") == 1, tag
        assert day.count("{month}") + day.count("{number}") == 1, tag
        assert languages.direction(tag) in ("ltr", "rtl")
        assert languages.endonym(tag)
        assert printed(parse("1988-09-30"), tag)


@pytest.mark.parametrize(
    ("edtf", "tag", "expected"),
    [
        ("1988-09-30", "fr", "30 septembre 1988"),
        ("1988-09-30", "de", "30. September 1988"),
        ("1988-09-30", "pt-BR", "30 de setembro de 1988"),
        ("1988-09-30", "bn", "৩০ সেপ্টেম্বর, ১৯৮৮"),
        ("1988-09", "hi", "सितंबर 1988"),
        ("1988-09-30", "fa", "۳۰ سپتامبر ۱۹۸۸"),
        ("1985~", "it", "≈ 1985"),
        ("1985?", "it", "1985 (?)"),
        ("198X", "it", "1980–1989"),
        ("1985-21", "it", "marzo – maggio 1985"),
        ("1985-24", "it", "dicembre 1985 – febbraio 1986"),
        ("[1990,1991]", "it", "1990 / 1991"),
        ("../1990", "it", "… 1990"),
        ("1990-05-26/1990-05-27", "fr", "26 mai 1990 – 27 mai 1990"),
        ("1988-09", "ru", "сентябрь 1988 г."),
        ("1988-09-30", "ru", "30 сентября 1988 г."),
        ("1985-24", "ru", "зима 1985–86 г."),
        ("1988-09", "pt-BR", "setembro de 1988"),
        ("1988-09", "zh", "1988年9月"),
        ("1985~", "fr-CA", "vers 1985"),
        ("../1990", "de", "bis 1990"),
        ("[1988,1990,1991]", "es", "1988, 1990 o 1991"),
        ("[1981..1990]", "ar", "بين 1981 و1990"),
        ("198X", "fa", "دههٔ ۱۹۸۰"),
        ("1985%", "bn", "আনুমানিক ১৯৮৫ (অনিশ্চিত)"),
        ("1985-21", "uk", "весна 1985 р."),
        ("1981/..", "hi", "1981 से"),
        ("1988-09-30", "zh", "1988年9月30日"),
        ("1985~", "ur-IN", "تقریباً ۱۹۸۵"),
    ],
)
def test_dates_are_printed_in_any_language(edtf: str, tag: str, expected: str) -> None:
    assert printed(parse(edtf), tag) == expected


def test_every_file_of_words_is_whole() -> None:
    neutral = DateWords()
    found = sorted(each.stem for each in WORDS.glob("*.toml"))
    assert {"en", "ur", "sd"} < set(found)
    for tag in found:
        words = date_words(tag)
        assert languages.is_language(tag)
        assert len(set(words.seasons)) == 4, tag
        for name in ("approximate", "uncertain", "both", "until", "since", "decade"):
            text = getattr(words, name)
            assert text.count("{}") == 1, (tag, name)
            assert text != getattr(neutral, name), (tag, name)
        assert [text.count("{}") for text in (words.between, words.to, words.season)] == [2, 2, 2]
        assert words.either.strip() != words.either, tag


def test_names_are_the_languages_own() -> None:
    assert [languages.endonym(tag) for tag in ("en", "fr", "ur", "sd", "bn", "pt-BR")] == [
        "English",
        "Français",
        "اردو",
        "سنڌي",
        "বাংলা",
        "Português (Brasil)",
    ]


def test_a_language_has_a_name_in_another() -> None:
    assert languages.display_name("de", "sd") == "جرمن"
    assert languages.display_name("pt-BR", "fr") == "portugais (Brésil)"
    assert languages.display_name("no-such-tag", "fr") == "no-such-tag"


def test_each_language_has_its_own_months_whichever_is_asked_for_first() -> None:
    code = "from mapgen.notation.languages import lone_months\nprint(*map(lone_months, {}))"
    tags = ["kn", "ja", "it"]
    said = [
        subprocess.run(
            [sys.executable, "-B", "-X", f"pycache_prefix={os.devnull}", "-c", code.format(some)],
            cwd=Path(__file__).parents[2], env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            capture_output=True, encoding="utf-8", check=True,
        ).stdout.split(") (")
        for some in (tags, tags[::-1])
    ]  # fmt: skip
    forth, back = ([each.strip(" ()\n") for each in some] for some in said)
    assert forth == back[::-1]
    assert "marzo" in forth[-1]
