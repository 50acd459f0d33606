"""Fields of the dead and injured → one cell of figures, each with who says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mapgen.exchange.common.values import count
from mapgen.notation.claims import parse_claims
from mapgen.notation.figures import read_figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_BRACKETS = re.compile(r"(?<!\s)\s*+\[[^\[\]]*+\]")


class FigureCells:
    """Makes the cells of figures of one row; what is odd about them goes to `note`.

    Parameters
    ----------
    note : callable
        Takes a column, its value and what is odd.
    """

    def __init__(self, note: Callable[[str, str, str], None]) -> None:
        self._note = note

    def cell(
        self,
        column: str,
        get: Callable[[str], str],
        cited: Callable[[], str],
        known: Callable[[Iterable[str]], bool],
    ) -> str:
        """Return a cell of figures: as it is, with its source, or low, best and high.

        Parameters
        ----------
        column : str
            ``deaths`` or ``injured``.
        get : callable
            Field → its text, "" for none.
        cited : callable
            Returns the citation of the row.
        known : callable
            Whether all of some keys of sources can be cited.

        Returns
        -------
        str
            As events.csv writes it; "" for none.
        """
        text = get(column)
        claims, estimates = [self._figure(column, text, cited, known)] if text else [], set()
        for part in ("best", "low", "high"):
            given = get(f"{column}_{part}")
            figure = count(given)
            if figure is not None:
                estimates.add(figure)
                claims.append(f"{figure}, {part} estimate {cited()}")
            elif given:
                self._note(f"{column}_{part}", given, "not a number: left out")
        if text and count(text) in estimates:
            del claims[0]  # said again as an estimate
        return "; ".join(filter(None, claims))

    def _figure(
        self,
        column: str,
        text: str,
        cited: Callable[[], str],
        known: Callable[[Iterable[str]], bool],
    ) -> str:
        figure = count(text)
        if figure is not None:
            return f"{figure} {cited()}"
        claims, faults = parse_claims(text)
        if claims and not faults and known(each.key for each in claims.citations):
            return text
        bare = _BRACKETS.sub("", text).rstrip(" .;")
        pieces = [each.strip() for each in bare.split(";")]
        ours = "; ".join(f"{each} {cited()}" for each in pieces)
        if parse_claims(ours)[1]:
            self._note(column, text, "not a figure: left out")
            return ""
        if len(pieces) > 1:
            self._note(column, text, f"{len(pieces)} figures in one cell: each is shown")
        elif _has_another(bare):
            self._note(column, text, "only the first number is counted: shown as given")
        elif "[" in text:
            self._note(column, text, "what stands in brackets is left out")
        return ours


def _has_another(text: str) -> bool:
    """Return whether another number stands behind the figure of a text, not in parentheses."""
    figure = read_figure(text)
    return figure is not None and any(map(str.isdigit, text[figure.end :].partition("(")[0]))
