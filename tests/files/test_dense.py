"""Rows put together by counting, against the same by sorting."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as of_numpy

from mapgen.files import dense

COLUMN = st.sampled_from(
    [(0, 0), (0, 1), (-3, 3), (-128, 127), (0, 5_000), (-(2**31), 2**31 - 1), (-(2**55), 2**55)]
)


@st.composite
def tables(draw: Any) -> list[Any]:
    """Columns of one length, narrow ones and such as no table can be made for."""
    length = draw(st.integers(0, 30))
    ranges = draw(st.lists(COLUMN, min_size=1, max_size=6))
    return [
        draw(of_numpy.arrays(np.int64, length, elements=st.integers(low, high)))
        for low, high in ranges
    ]


@given(tables(), st.sampled_from([1, 40, 2**20]))
def test_groups_are_those_of_a_sort(columns: list[Any], least: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dense, "LEAST", least)
        groups, rows = dense.group(columns)
        count = dense.count_groups(*dense.combined(columns))
    wanted, first, inverse = np.unique(
        np.column_stack(columns), axis=0, return_index=True, return_inverse=True
    )
    assert groups.tolist() == inverse.ravel().tolist()
    assert rows.tolist() == first.tolist()
    assert count == len(wanted)


@pytest.mark.parametrize("values", [[5, -2, 7, 0], [0, 0, 0, 0], [2**53, 1, 2**53, -1]])
def test_sums_are_exact(values: list[int]) -> None:
    found = dense.sums(np.array(values), np.array([0, 1, 1, 3]), 4)
    assert found.tolist() == [values[0], values[1] + values[2], 0, values[3]]
    assert found.dtype == np.int64


def test_small_numbers_do_not_overflow() -> None:
    many = np.full(1_000, 127, dtype=np.int8)
    assert dense.sums(many, np.zeros(1_000, dtype=np.int64), 1).tolist() == [127_000]
    groups, rows = dense.group([many, np.arange(-500, 500, dtype=np.int16)])
    assert groups.tolist() == rows.tolist() == list(range(1_000))


@given(of_numpy.arrays(np.int64, st.integers(0, 20), elements=st.integers(-5, 5)))
def test_distinct_numbers_are_in_order(values: Any) -> None:
    assert dense.distinct(values).tolist() == sorted(set(values.tolist()))


@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(0, 4)), max_size=6))
def test_ranges_stand_one_after_the_other(pairs: list[tuple[int, int]]) -> None:
    first, size = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    expected = [number for at, count in pairs for number in range(at, at + count)]
    assert dense.ranges(first, size).tolist() == expected
    of_zero = [number for _, count in pairs for number in range(count)]
    assert dense.ranges(0, size).tolist() == of_zero
