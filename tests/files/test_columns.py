"""Codes of equal values, for columns of every length and kind, against a dict's."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from mapgen.files import columns

DRAW = np.random.default_rng(7)
COUNT = 60_000


@pytest.mark.parametrize(
    "values",
    [
        DRAW.integers(0, 9, COUNT),
        DRAW.integers(-500, 500, COUNT).astype(np.int16),
        DRAW.integers(0, 7_000, COUNT) * 2**40 - 2**50,
        DRAW.integers(2**63, 2**64, 300, dtype=np.uint64)[DRAW.integers(0, 300, COUNT)],
        DRAW.integers(0, 2**64, COUNT, dtype=np.uint64),
        np.where(np.arange(COUNT) == 17, 2**62, 3),
        np.full(COUNT, 5),
        DRAW.choice(np.array(["a", "bc", "", "ü"], dtype=object), COUNT),
        DRAW.normal(size=COUNT).round(2),
    ],
    ids=["few", "small", "wide", "words", "all-different", "one-odd", "one", "texts", "floats"],
)
@pytest.mark.parametrize("few", [10, 10**9])
def test_equal_values_have_one_code_in_the_order_they_come(
    values: Any, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns, "FEW", few)
    codes, distinct = columns.factorize(values)
    assert distinct.tolist() == list(dict.fromkeys(values.tolist()))
    assert (distinct[codes] == values).all()


def test_one_object_has_one_code_and_an_equal_one_another() -> None:
    texts = ["".join(["a", "b"]), "".join(["a", "b"]), "c", None]
    column = columns.objects([texts[each] for each in (2, 0, 1, 0, 3, 2)])
    for values in (
        column,
        column[::-1],
        column[1::2],
        column[:0],
        columns.spread(texts[:1], np.zeros(3, int)),
    ):
        codes, first = columns.same_objects(values)
        ids = [*map(id, values.tolist())]
        assert codes.tolist() == [[*dict.fromkeys(ids)].index(each) for each in ids]
        assert [id(values[row]) for row in first] == [*dict.fromkeys(ids)]


def test_what_is_found_of_a_kept_column_goes_with_it() -> None:
    column = columns.kept(columns.objects(["a", "b", "a"])[[0, 1, 1]])
    with pytest.raises(ValueError, match="read-only"):
        column[0] = "c"
    one, other = columns.same_objects(column), columns.same_objects(column)
    assert one is other
    assert one[0].tolist() == [0, 1, 1]
    number = id(column)
    del column
    assert number not in columns._KEPT


def test_of_kept_words_it_is_known_which_rows_are_the_same() -> None:
    codes = DRAW.integers(0, 4, 1_000).astype(np.int8)
    column = columns.kept_words([("b",), ("a",), ("a",), ("c",), ("d",)], codes)
    assert column.tolist() == [(("b",), ("a",), ("a",), ("c",))[code] for code in codes]
    found, first = columns.same_objects(column)
    assert sorted(column[first]) == [("a",), ("b",), ("c",)]
    assert (column[first][found] == column).all()
    with pytest.raises(ValueError, match="read-only"):
        column[0] = None
    assert columns.kept_words([], np.zeros(0, np.int8)).tolist() == []


@pytest.mark.parametrize("few", [3, 10**6])
def test_the_first_row_of_each_code(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "FEW", few)
    for codes in ([2, 0, 0, 1, 2, 0, 0, 0, 4, 3, 0], [0, 0], []):
        found = columns.first_of(np.array(codes, dtype=np.int64)).tolist()
        assert found == [codes.index(code) for code in sorted(set(codes))]
