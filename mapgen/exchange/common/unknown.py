"""What a table writes where something is not known: 99, -99, 0 (``--unknown``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mapgen.exchange.common.choice import ChoiceError
from mapgen.exchange.common.column_map import plain
from mapgen.exchange.common.values import count, degrees
from mapgen.notation.coordinates import LIMITS
from mapgen.records.fields import FIGURES

_AS_WRITTEN = frozenset({"id", "title", "summary", "related"})
"""Fields whose cells are never taken for a sign, unless their column is named."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Cells that say nothing: in all columns, and in single ones by their name."""

    everywhere: frozenset[str] = frozenset()
    of_column: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def hides(self, name: str, column: str, text: str) -> bool:
        """Return whether a cell of a field stands for "not known".

        What is named for all columns hides no number of people and no degrees that can be meant:
        99 dead stay 99 dead, unless the column is named.

        Parameters
        ----------
        name : str
            The field's.
        column : str
            The column's, as the file has it.
        text : str
            A cell.

        Returns
        -------
        bool
        """
        if text in self.of_column.get(plain(column), ()):
            return True
        if text not in self.everywhere or name in _AS_WRITTEN:
            return False
        if name.startswith(FIGURES):
            return count(text) is None
        return name not in LIMITS or degrees(text, int(LIMITS[name])) is None


NOTHING_UNKNOWN = Unknown()


def unknown_of(texts: Iterable[str]) -> Unknown:
    """Return what was typed as "99,-99,0" and "column=99,-99".

    Parameters
    ----------
    texts : iterable of str
        As typed.

    Returns
    -------
    Unknown
        For all columns, and for some.

    Raises
    ------
    ChoiceError
        No value is given.
    """
    everywhere: set[str] = set()
    of_column: dict[str, frozenset[str]] = {}
    for text in texts:
        column, sign, values = text.rpartition("=")
        found = frozenset(value.strip() for value in values.split(",") if value.strip())
        if not found or (sign and not column.strip()):
            raise ChoiceError(f"--unknown {text!r}: write 99,-99,0 or COLUMN=99,-99.")
        if sign:
            name = plain(column)
            of_column[name] = of_column.get(name, frozenset()) | found
        else:
            everywhere |= found
    return Unknown(frozenset(everywhere), of_column)
