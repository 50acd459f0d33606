"""Rows that are added some at a time give the count of all of them together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from mapgen.counts import gather, table
from mapgen.counts.gather import Gathered, TooWideError
from mapgen.counts.grain import square_ladder
from mapgen.counts.table import KEYS, SUMS, Counts, smaller, together

CITIES = ("Karachi", "Hyderabad", "")
STANDINGS = (("East", ("East",)), ("East or West", ("East", "West")), ("West", ("West",)))


def rows(draw: np.random.Generator, count: int, *, day: int = 7_000, most: int = 200) -> Counts:
    """Single events, some without a point, some that last."""
    first = day + draw.integers(0, 900, count)
    nowhere = draw.random(count) < 0.1
    low = draw.integers(0, 3, count) * draw.integers(0, 1_000, count)
    columns: dict[str, Any] = {
        "first": first,
        "last": first + draw.integers(0, 2, count) * draw.integers(0, 40, count),
        "category": draw.integers(0, 4, count),
        "city": draw.integers(0, 3, count),
        "standing": draw.integers(0, 3, count),
        "unit": draw.integers(-1, 3, count),
        "precision": np.where(nowhere, 5, 0),
        "row": np.where(nowhere, -1, draw.integers(90_000, 90_040, count)),
        "column": np.where(nowhere, -1, draw.integers(190_000, 190_040, count)),
        "events": np.ones(count, np.int64),
        "low": low,
        "high": low + draw.integers(0, 2, count),
        "unstated": draw.integers(0, 2, count),
        "open": np.zeros(count, np.int64),
        "latitude": draw.integers(-9_000_000, 9_000_000, count),
        "longitude": draw.integers(0, 18_000_000, count),
    }
    order = draw.permutation(3) if draw.random() < 0.5 else np.arange(3)
    return Counts(
        tuple(square_ladder(500_000)),
        most,
        CITIES,
        tuple(STANDINGS[each] for each in order),
        {name: smaller(columns[name]) for name in KEYS},
        {name: smaller(columns[name]) for name in SUMS},
    )


def gathered(parts: list[Counts]) -> Counts:
    none = rows(np.random.default_rng(1), 0, most=parts[0].most)
    found = Gathered(none)
    for each in parts:
        found.add(each)
    return found.counts().bounded()


def assert_same(one: Counts, other: Counts) -> None:
    assert (one.step, one.cities, one.standings) == (other.step, other.cities, other.standings)
    for name in KEYS:
        assert one.keys[name].tolist() == other.keys[name].tolist(), name
    for name in SUMS:
        assert one.sums[name].tolist() == other.sums[name].tolist(), name


@settings(max_examples=examples(100))
@given(
    seed=st.integers(0, 2**32),
    sizes=st.lists(st.integers(0, 400), min_size=1, max_size=12),
    most=st.sampled_from([20, 300, 100_000]),
    moves=st.booleans(),
)
def test_the_same_as_of_all_rows_at_once(
    seed: int, sizes: list[int], most: int, moves: bool
) -> None:
    draw = np.random.default_rng(seed)
    parts = [
        rows(draw, size, day=7_000 + 700 * at * moves, most=most) for at, size in enumerate(sizes)
    ]
    assert_same(gathered(parts), together(parts).bounded())


@pytest.mark.parametrize("places", [1, 2**12, 2**16])
@pytest.mark.parametrize("small", [1, 2**16])
def test_tables_that_are_too_wide(places: int, small: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the first rows on, or once more of them have come."""
    monkeypatch.setattr(gather, "MOST_PLACES", places)
    monkeypatch.setattr(gather, "SMALL", small)
    monkeypatch.setattr(gather, "AT_ONCE", 50)
    draw = np.random.default_rng(places)
    parts = [rows(draw, size, most=most) for most in (100_000,) for size in (30, 300, 500) * 4]
    assert_same(gathered(parts), together(parts).bounded())


def test_sums_that_no_number_holds_are_added_up_elsewhere() -> None:
    draw = np.random.default_rng(3)
    some = rows(draw, 50)
    some.sums["high"] = some.sums["low"] + np.arange(50) * 2**57
    with pytest.raises(TooWideError):
        gather._sums_of(some.sums, np.zeros(50, np.int64), 1)
    assert_same(gathered([some, some]), together([some, some]).bounded())


def test_terms_that_others_begin_with_are_held_once() -> None:
    draw = np.random.default_rng(4)
    one, other = rows(draw, 50), rows(draw, 70)
    few = replace(
        one,
        standings=other.standings[:2],
        keys=one.keys | {"standing": np.minimum(one.keys["standing"], 1)},
    )
    found = together([few, other])
    assert (found.standings, found.cities) == (other.standings, CITIES)
    turned = replace(
        few,
        standings=other.standings[1::-1],
        keys=few.keys | {"standing": 1 - few.keys["standing"]},
    )
    assert len(together([turned, other]).standings) == 5
    assert_same(found.grouped(), together([turned, other]).grouped())


def test_sums_of_large_numbers_that_hardly_differ() -> None:
    draw = np.random.default_rng(5)
    some = rows(draw, 60)
    for name in ("latitude", "longitude", "low"):
        some.sums[name] = draw.integers(0, 3, 60) + [2**40, -(2**40)][name == "latitude"]
    some.sums["high"] = some.sums["low"]
    slots = draw.integers(0, 7, 60)
    found = gather._sums_of(some.sums, slots, 7)
    for name in ("latitude", "longitude", "low"):
        assert found[name].tolist() == [some.sums[name][slots == each].sum() for each in range(7)]


def test_no_rows() -> None:
    none = rows(np.random.default_rng(1), 0)
    assert_same(gathered([none]), none.bounded())


@given(
    most=st.integers(1, 500), seed=st.integers(0, 2**32), sample=st.sampled_from([7, 100, 2**16])
)
@settings(max_examples=examples(60))
def test_a_bounded_count_has_the_first_step_that_does(most: int, seed: int, sample: int) -> None:
    """Whatever a sample makes of it."""
    every = rows(np.random.default_rng(seed), 500, most=most)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table, "SAMPLE", sample)
        found = every.bounded()
    fine = [len(every.at(step).grouped()) for step in range(found.step)]
    assert all(count > most for count in fine)
    assert len(found) <= most or found.step == len(every.ladder) - 1
    assert_same(found, every.at(found.step).grouped())
