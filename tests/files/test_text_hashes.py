"""Hashes of texts: the same for the same text, wherever it stands, and others for others."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapgen.files import text_hashes as module
from mapgen.files.csv_fast import Cells, Spelt
from mapgen.files.late import LateTexts
from mapgen.files.text_hashes import LONG, all_differ, late_texts, text_hashes

TEXTS = st.lists(st.text(max_size=20) | st.text(alphabet="a\0", max_size=40), max_size=20)


@given(TEXTS, st.binary(max_size=9))
def test_texts_have_one_hash_each_wherever_they_stand(texts: list[str], before: bytes) -> None:
    late = late_texts(texts)
    found = text_hashes(late).tolist()
    alone = [text_hashes(late_texts([text])).tolist()[0] for text in texts]
    moved = LateTexts(
        before + late.raw + b"behind", late.starts + len(before), late.ends + len(before)
    )
    assert found == alone == text_hashes(moved).tolist()
    assert len(set(found)) == len(set(texts))
    assert all_differ(late) == (len(set(texts)) == len(texts))


def test_long_texts_and_their_neighbours_differ() -> None:
    texts = ["a" * length for length in range(LONG - 9, LONG + 9)]
    texts += ["a" * (LONG + 1) + "b", "b" + "a" * (LONG + 1), "a" * LONG + "\0"]
    found = text_hashes(late_texts(texts)).tolist()
    assert len(set(found)) == len(texts)
    assert found == [text_hashes(late_texts([text])).tolist()[0] for text in texts]


def test_stretches_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    late = late_texts(["", "one", "a text of more than a word", "one", "x" * 2_000, "é"])
    found = text_hashes(late).tolist()
    monkeypatch.setattr(module, "ROWS", 2)
    assert text_hashes(late).tolist() == found
    assert not all_differ(late)


def test_texts_of_a_file_stay_in_it() -> None:
    raw = b"one,two"
    late = late_texts(["one", "two"])
    by = np.array([0, 1])
    found = late_texts(Spelt(Cells(raw, late.starts + by, late.ends + by)))
    assert found.raw is raw
    assert found.texts() == late.texts() == ["one", "two"]
    assert late_texts([]).texts() == []
