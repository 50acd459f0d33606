"""A column of deaths or injured → Claims: whole numbers, or claims as text, sources or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, SupportsInt

import numpy as np

from mapgen.notation.claims import MAX_FIGURE, NOT_STATED, Claim, Claims, parse_claims
from mapgen.problems import Fault

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mapgen.page.frames.rows import Rows


def claims(rows: Rows, column: str | None) -> NDArray[np.object_]:
    """Return the claims of each row; "not stated" where the cell, or the column, is missing.

    A missing figure is not 0. Text is read as in events.csv ("at least 39; 250"), where citations
    may be left out.

    Parameters
    ----------
    rows : Rows
        The frame; what is no figure is noted in it.
    column : str or None
        Of numbers or text; None for none.

    Returns
    -------
    ndarray of object
        One `Claims` for each row.
    """
    if column is None:
        return np.full(len(rows), NOT_STATED, dtype=object)
    values = rows.frame[column]
    codes, distinct = rows.factorized(values, column)
    found = np.empty(len(distinct) + 1, dtype=object)
    found[-1] = NOT_STATED
    for code, value in enumerate(distinct):
        found[code], faults = claims_of(value)
        for fault in faults:
            rows.fault(
                fault.message, column, codes == code, value=value, mend=fault.mend, code=fault.code
            )
    return found[codes]


def claims_of(value: object) -> tuple[Claims, tuple[Fault, ...]]:
    """Return the claims in one value and what is wrong with it.

    Parameters
    ----------
    value : object
        A number, text, `Claims`, or a missing value.

    Returns
    -------
    claims : Claims
        `NOT_STATED` for a missing value.
    faults : tuple of Fault
        In their order.
    """
    if isinstance(value, Claims):
        return value, ()
    if isinstance(value, str):
        return parse_claims(value, sourced=False)
    mend = "Write a whole number from 0 up, or a claim: at least 39; 250."
    try:
        figure = int(value) if isinstance(value, SupportsInt) else None
    except (ValueError, OverflowError):
        figure = None
    if figure is None:
        return NOT_STATED, (
            Fault(f"a {type(value).__name__} is no figure", None, mend, code="claim/not-a-figure"),
        )
    if figure != value or not 0 <= figure <= MAX_FIGURE:
        return NOT_STATED, (Fault("a figure that cannot be", None, mend, code="claim/too-high"),)
    return Claims((Claim(f"{figure:,}", figure, figure),)), ()
