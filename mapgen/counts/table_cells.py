"""What parts of every format share: the columns that each must have, and cells as text."""

from __future__ import annotations

from collections.abc import Sequence

NEEDED = ("date", "latitude", "longitude", "place_precision", "category")
"""Columns that a part cannot be without; the others are checked where they are."""


def texts(values: Sequence[object]) -> list[str]:
    """Return values of any kind as the text that a CSV would have; "" for none.

    Parameters
    ----------
    values : sequence of object
        Of one column.

    Returns
    -------
    list of str
        Without blanks at their ends.
    """
    return ["" if value is None else str(value).strip() for value in values]
