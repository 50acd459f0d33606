"""What a page prints of a date, in any of its languages, an import reads as that date."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapgen.exchange.common.foreign_dates import edtf
from mapgen.notation.date_words import languages_with_words, printed
from mapgen.notation.dates import parse

LANGUAGES = languages_with_words()
YEARS = st.integers(1000, 2100)
DAYS = st.dates(dt.date(1000, 1, 1), dt.date(2100, 12, 31)).map(dt.date.isoformat)
MONTHS = DAYS.map(lambda day: day[:7])
ONE = DAYS | MONTHS | YEARS.map(str)
SEASONS = st.builds("{}-{}".format, YEARS, st.integers(21, 24))
PAIRS = st.one_of(*(st.tuples(each, each) for each in (DAYS, MONTHS, YEARS.map(str)))).map(sorted)
DATES = st.one_of(
    ONE,
    SEASONS,
    YEARS.map(lambda year: f"{year:04d}"[:3] + "X"),
    st.integers(1, 3000).map(lambda year: f"-{year:04d}"),
    st.builds("{}{}".format, ONE | SEASONS, st.sampled_from("?~%")),
    PAIRS.filter(lambda pair: pair[0] < pair[1]).flatmap(
        lambda pair: st.sampled_from(["{}/{}", "[{},{}]", "[{}..{}]"]).map(
            lambda form: form.format(*pair)
        )
    ),
)


@given(DATES, st.sampled_from(LANGUAGES))
def test_a_printed_date_is_read_as_it_was(date: str, language: str) -> None:
    text = printed(parse(date), language)
    read = edtf(text) or text  # a year alone is EDTF
    assert printed(parse(read), language) == text
    assert read in {date, date[1:-1].replace("..", "/")}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Vers 1960", "1960~"), ("um 1960", "1960~"), ("cerca de maio de 1990", "1990-05~"),
        ("примерно ١٩٨٥", "1985~"), ("осень 1989 г.", "1989-23"), ("Осень 1989", "1989-23"),
        ("26 مئی، 1990", "1990-05-26"), ("1980 کی دہائی", "198X"), ("les années 1980", ""),
        ("44 av. J.-C.", "-0043"), ("1985 یا 1987", "[1985,1987]"), ("1987 یا 1985", ""),
        ("entre 1985 et 1987", "[1985..1987]"), ("entre amis et 1960", ""), ("vers la fin", ""),
        ("vers um 1960", ""), ("invierno de 1990–91", "1990-24"), ("invierno de 1990–93", ""),
        ("jusqu’à 1990", ""), ("nach 1990", ""),
    ],
)  # fmt: skip
def test_words_of_a_language_stand_around_one_date(text: str, read: str) -> None:
    assert edtf(text) == read
