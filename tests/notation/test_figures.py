from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapgen.exchange.common.values import count
from mapgen.notation.claims import parse_claims
from mapgen.notation.figures import Figure, read_figure

BLANKS = " \u00a0\u2009\u202f\u2007"
ZEROS = "0\u0660\u06f0\u0966\u09e6\u0ce6\uff10"  # of seven scripts


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1 200", 1200, 1200),
        ("1\u00a0200", 1200, 1200),
        ("1\u202f200 wounded", 1200, 1200),
        ("1'200", 1200, 1200),
        ("1.200.000", 1_200_000, 1_200_000),
        ("2,00,000", 200_000, 200_000),
        ("10 000 to 12 000", 10_000, 12_000),
        ("two hundred", 200, 200),
        ("two hundred and fifty-three", 253, 253),
        ("three thousand two hundred and six", 3206, 3206),
        ("twenty five", 25, 25),
        ("3 dozen", 36, 36),
        ("two dozen", 24, 24),
        ("three score", 60, 60),
        ("2 million", 2_000_000, 2_000_000),
        ("1.5 million", 1_500_000, 1_500_000),
        ("2 lakh", 200_000, 200_000),
        ("5 hundred", 500, 500),
        ("2 to 3 million", 2_000_000, 3_000_000),
        ("two or three hundred", 200, 300),
        ("100 to 2 thousand", 100, 2000),
        ("80-200", 80, 200),
        ("from 10 to 12", 10, 12),
        ("between two hundred and three hundred", 200, 300),
        ("at least 10 and at most 12", 10, 12),
        ("more than 10 but fewer than 20", 11, 19),
        ("fewer than 10", 0, 9),
        ("12 or fewer", 0, 12),
        ("\u0661\u0662\u066c\u0663\u0664\u0665", 12_345, 12_345),
        ("\u06f1\u06f2 killed", 12, 12),
        ("\u0967 \u0968\u0966\u0966", 1200, 1200),
        ("39 of them children", 39, 39),
        ("44, to 19 April", 44, 44),
        ("a dozen of them children", 12, 12),
        ("3 dozens", 36, 36),
        ("2 lac", 200_000, 200_000),
        ("१२ लाख", 1_200_000, 1_200_000),
        ("۲ لاکھ", 200_000, 200_000),
        ("2 करोड़", 20_000_000, 20_000_000),
        ("2 Millionen", 2_000_000, 2_000_000),
        ("1.5 millones", 1_500_000, 1_500_000),
        ("3 тысячи", 3000, 3000),
        ("10 bis 12", 10, 12),
        ("10 à 12", 10, 12),
        ("10 до 12", 10, 12),
        ("10 oder 12", 10, 12),
        ("2 bis 3 Millionen", 2_000_000, 3_000_000),
        ("5 à l'hôpital", 5, 5),
    ],
)
def test_a_figure_is_read_whole(text, low, high):
    found = read_figure(text)
    assert found is not None
    assert (found.low, found.high, found.open_high) == (low, high, False)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("more than 10", Figure(11, 11, 12, open_high=True)),
        (">20", Figure(21, 21, 3, open_high=True)),
        ("> 20 dead", Figure(21, 21, 4, open_high=True)),
        ("\u226520", Figure(20, 20, 3, open_high=True)),
        ("10 at least", Figure(10, 10, 11, open_high=True)),
        ("<20", Figure(0, 19, 3, open_low=True)),
        ("at most twelve", Figure(0, 12, 14, open_low=True)),
        ("~50", Figure(50, 50, 3, approximate=True)),
        ("50 or so", Figure(50, 50, 8, approximate=True)),
    ],
)
def test_a_bound_serves_sums_and_filters(text, figure):
    assert read_figure(text) == figure


@pytest.mark.parametrize(
    "text",
    ["12 34", "1 2000", "12 hundred 5", "2001 200", "1, 200", "10 and 12", "39, or 40", "10/12", "1.200",
     "1,20", "1.5", "10 per cent", "12 half", "two twelve", "five million million",
     "two hundred three hundred", "one two", "fewer than 0", "from 10", "between 10",
     "2k", "3rd brigade", "-5", "1.0005 hundred", "two hundred 50", "10 to 12 14"],
)  # fmt: skip
def test_what_is_no_whole_figure_is_refused(text):
    found = read_figure(text)
    assert found is None
    claims, faults = parse_claims(f"{text} [@a]")
    assert faults
    assert claims.high is None


@given(st.integers(0, 10_000_000), st.sampled_from(BLANKS + ",'"), st.sampled_from(ZEROS))
def test_groups_and_digits_of_any_script_are_the_same_number(number, separator, zero):
    written = f"{number:,}".replace(",", separator)
    written = "".join(chr(ord(zero) + int(c)) if c.isdecimal() else c for c in written)
    found = read_figure(written)
    assert found == Figure(number, number, len(written))
    claims, faults = parse_claims(f"{written} [@a]")
    assert (claims.low, claims.high, faults) == (number, number, ())
    assert count(written) == number


_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()


def _spelt(number: int) -> str:
    for size, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            joint = " and " if 0 < rest < 100 else " "
            return f"{_spelt(number // size)} {name}{joint}{_spelt(rest) if rest else ''}".strip()
    if number < 20:
        return _UNITS[number]
    return _TENS[number // 10] + (f"-{_UNITS[number % 10]}" if number % 10 else "")


@given(st.integers(1, 10_000_000))
def test_a_number_in_words_is_that_in_digits(number):
    found = read_figure(_spelt(number))
    assert found is not None
    assert (found.low, found.high) == (number, number)


@given(st.lists(st.integers(0, 99_999), min_size=2, max_size=4), st.sampled_from([" ", ", ", "/"]))
def test_digits_are_one_number_or_none(numbers, separator):
    text = separator.join(map(str, numbers))
    found = read_figure(text)
    if found is not None and found.end == len(text):
        assert found.low == int("".join(map(str, numbers)))
    elif found is not None:
        assert separator == ", "
        assert found.low == numbers[0]


@pytest.mark.parametrize(
    ("text", "figure"), [("12", 12), ("12.0", 12), ("1 200", 1200), ("12.000", None),
                         (">20", None), ("80-200", None), ("-99", None), ("12 dead", None)]
)  # fmt: skip
def test_an_imported_count_is_one_whole_number(text, figure):
    assert count(text) == figure


@pytest.mark.parametrize("text", ["10 k", "10 m", "12 mil", "2 Tsd.", "3 тыс.", "2 mio"])
def test_a_letter_that_may_be_a_magnitude_is_refused(text):
    assert read_figure(text) is None


@pytest.mark.parametrize("text", ["10+", "10 +", "10 + (police)"])
def test_a_plus_is_no_end_above(text):
    found = read_figure(text)
    assert found is not None
    assert (found.low, found.high, found.open_high) == (10, 10, True)
