"""Ids of a large column: the form is told from their bytes as it is from each by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapgen.files.text_hashes import late_texts
from mapgen.records import late_ids
from mapgen.records.late_ids import are_all_ids
from mapgen.vocabulary import MAX_ID, is_id

NEAR = st.text(alphabet="az09-`{/:,.A\0\x7fé", max_size=20)
TEXTS = st.lists(NEAR | st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True), min_size=1)


@given(TEXTS)
def test_the_form_is_that_of_each_id(texts: list[str]) -> None:
    expected = all(is_id(text) and len(text) <= MAX_ID for text in texts)
    assert are_all_ids(late_texts(texts)) == expected


@pytest.mark.parametrize("length", [1, 7, 8, 9, 15, 16, 17, MAX_ID, MAX_ID + 1])
def test_each_letter_of_each_place_counts(length: int) -> None:
    sound = "a" * length
    assert are_all_ids(late_texts(["b", sound])) == (length <= MAX_ID)
    for at in range(length):
        for letter in "-_A\0\xe9":
            text = sound[:at] + letter + sound[at + 1 :]
            expected = is_id(text) and length <= MAX_ID
            assert are_all_ids(late_texts([text, "b"])) == expected, text


def test_a_wrong_id_is_found_in_any_stretch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(late_ids, "ROWS", 2)
    for at in range(5):
        texts = ["sound"] * 5
        assert are_all_ids(late_texts(texts))
        texts[at] = "not--sound"
        assert not are_all_ids(late_texts(texts))
