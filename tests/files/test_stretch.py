"""Where two texts differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mapgen.files.stretch import common_ends


@given(st.text("ab", max_size=12), st.text("ab", max_size=12))
def test_what_is_common_is_equal_whole_and_never_counted_twice(one: str, other: str) -> None:
    start, end = common_ends(one, other)
    assert start + end <= min(len(one), len(other))
    assert one[:start] == other[:start]
    assert one[len(one) - end :] == other[len(other) - end :]
    rest = one[start : len(one) - end], other[start : len(other) - end]
    assert not all(rest) or (rest[0][0] != rest[1][0] and rest[0][-1] != rest[1][-1])
    assert common_ends(one.encode(), other.encode()) == (start, end)
