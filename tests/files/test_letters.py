"""One form for texts that look alike, and a name for what cannot be seen."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mapgen.files import letters

REFUSED = [
    "\x00", "\x1b", "\x7f", "\x85", "\x9b", "\u00ad", "\u034f", "\u061c", "\u115f", "\u180e",
    "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d",
    "\u202e", "\u2060", "\u2061", "\u2066", "\u2067", "\u2068", "\u2069", "\u206f", "\u3164",
    "\ufe0f", "\ufeff", "\uffa0", "\ufff9", "\uffff", "\ud800", "\U0001d173", "\U000e0001",
    "\U000e0041", "\U000e0100",
]  # fmt: skip
# Each changes what is seen: a joiner, a picture's style, a flag's tags.
KEPT = [
    "می\u200cخواهم", "عل\u200cی", "علی\u200d", "ھ\u200d", "क्\u200dष", "क्\u200cष", "র\u200d্য",
    "ක්\u200dය", "👩\u200d👩\u200d👧", "🏳\ufe0f\u200d🌈", "👩🏽\u200d⚕\ufe0f", "🙂\u200d↔\ufe0f",
    "1\ufe0f\u20e3", "❤\ufe0f", "葛\U000e0100", "12 km", "« oui »", "1\u202f000",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
]  # fmt: skip
SAME = [
    ("Kara\u0301chi", "Kar\u00e1chi"),
    ("\u0627\u0653فات", "\u0622فات"),
    ("علی\u200c", "علی"),
    ("عل\u200c\u200cی", "عل\u200cی"),
    ("ب\u200dب", "بب"),
    ("ا\u200c\u0653", "\u0622"),
    ("र\u200dय", "रय"),
    ("ไทย\u200bไทย", "ไทยไทย"),
    ("a\u2003b\u2009c\u3000d\u2028e\u2800f", "a b c d e f"),
]


@pytest.mark.parametrize("letter", REFUSED, ids=ascii)
def test_what_cannot_be_seen_is_named(letter: str) -> None:
    for text in (f"Kara{letter}chi", f"12{letter} shots", letter):
        form, wrong = letters.in_one_form(text)
        assert wrong.endswith(f" U+{ord(letter):04X}") or wrong == "NUL byte"
        assert letters.without_unseen(form) == text.replace(letter, "")
        assert not letters.is_plain(text)


@pytest.mark.parametrize("text", KEPT, ids=ascii)
def test_what_changes_a_shape_stays(text: str) -> None:
    assert letters.in_one_form(text) == (text, "")


@pytest.mark.parametrize(("one", "other"), SAME, ids=ascii)
def test_what_looks_alike_is_one(one: str, other: str) -> None:
    assert letters.in_one_form(one) == (other, "")


@example("ب\u200d\x1b\u200d")
@given(st.text(st.sampled_from([*"aeا لیبकर्র্ไ👩é\u0301\u0653\u00a0\u2028", *REFUSED]), max_size=30))
def test_one_form_is_one_form(text: str) -> None:
    form = letters.normalised(text)
    assert letters.normalised(form) == form
    assert unicodedata.is_normalized("NFC", form)
    clean = letters.without_unseen(text)
    assert letters.in_one_form(clean) == (clean, "")


@given(st.text(max_size=50))
def test_a_plain_text_is_left_alone(text: str) -> None:
    if letters.is_plain(text):
        assert letters.in_one_form(text) == (text, "")


def test_a_long_text_is_plain_where_its_parts_are() -> None:
    whole = "شہر کی تاریخ é " * 100_000
    assert letters.is_plain(whole)
    assert not letters.is_plain(whole + "\u202e")
    assert not letters.is_plain(whole + "e\u0301")


def test_a_row_of_texts_is_cleaned_as_each_of_them() -> None:
    for row in (["a", "b"], ["a", "b\u200bc", "e\u0301"], ["two\nlines", "x"], [], [""]):
        assert letters.all_without_unseen(row) == [letters.without_unseen(each) for each in row]
