"""Where two texts differ: what they have in common at their beginnings and at their ends."""

from __future__ import annotations

from typing import AnyStr


def common_ends(one: AnyStr, other: AnyStr) -> tuple[int, int]:
    """Return how much two texts have in common from their beginnings, and from their ends.

    Parameters
    ----------
    one, other : str or bytes
        The two.

    Returns
    -------
    start, end : int
        Letters or bytes; together at most the shorter text.
    """
    start = _common(one, other)
    return start, _common(one[start:][::-1], other[start:][::-1])


def _common(one: AnyStr, other: AnyStr) -> int:
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
