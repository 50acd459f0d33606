"""A cell of figures → one line a claim: the figure, who says so, the sources, whether it counts."""

from __future__ import annotations

import re
from typing import TypedDict

from mapgen.notation.claims import split_claims

_GROUP = re.compile(r"\s*\[([^\[\]]*)\]")


class ClaimLine(TypedDict):
    """One claim in the parts that a form has fields for; `text` is all of it as written."""

    text: str
    figure: str
    note: str
    sources: str
    counts: bool


def claim_lines(cell: str) -> list[ClaimLine]:
    """Return the claims of a cell, one by one; a cell that cannot be parted is one line.

    Parameters
    ----------
    cell : str
        Of deaths or injured.

    Returns
    -------
    list of ClaimLine
        In their order.
    """
    pieces = split_claims(cell)
    if pieces is None:
        return [ClaimLine(text=cell, figure=cell, note="", sources="", counts=True)]
    return [_line(piece) for piece in pieces if piece]


def _line(piece: str) -> ClaimLine:
    counts = not (piece.startswith("(") and piece.endswith(")"))
    inner = piece if counts else piece[1:-1]
    figure, _, note = _GROUP.sub("", inner).strip().partition(", ")
    return ClaimLine(
        text=piece,
        figure=figure,
        note=note,
        sources="; ".join(_GROUP.findall(inner)),
        counts=counts,
    )
