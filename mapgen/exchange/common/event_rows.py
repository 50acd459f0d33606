"""The rows of events.csv, written as `csv` writes them and sooner.

Events of one place, sides and kind have most of their cells in common: these are quoted and put
together once, and of every further event only its own cells are.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mapgen.files import letters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TextIO

MAX_CELL = 100_000  # characters; the reader of events.csv takes 131,072
QUOTE = '"'


@dataclass(slots=True, eq=False)
class Shared:
    """Cells that several events have, by column; where an event has one of its own, that counts.

    What was made of them for the row before is kept: for events whose `own` cells are these, `line`
    is the text of a row with a ``%s`` for each of those in `order`, "" where it is not plain.
    """

    cells: Mapping[str, str]
    own: tuple[str, ...] = field(default=(), repr=False)
    order: tuple[str, ...] = field(default=(), repr=False)
    line: str = field(default="", repr=False)


class EventRows:
    """Writes events as rows of some columns."""

    def __init__(self, file: TextIO, columns: Sequence[str]) -> None:
        """Take an open file and the names of the columns, which become its first row."""
        self._file = file
        self._columns = tuple(columns)
        self._frames: dict[tuple[str, ...], tuple[tuple[str, ...], tuple[str, ...], str]] = {}
        self._writer = csv.writer(file, lineterminator="\n")
        self._writer.writerow(map(letters.without_unseen, self._columns))

    def write(self, cells: Mapping[str, str], shared: Shared | None = None) -> bool:
        """Write an event.

        Parameters
        ----------
        cells : mapping of str to str
            The event's own cells by column; where one is missing it is empty.
        shared : Shared or None
            Those that it has in common with others.

        Returns
        -------
        bool
            Whether a cell was too long, and was cut.
        """
        if shared is not None:
            names = tuple(cells)
            if shared.own != names:
                self._put_together(shared, names)
            if shared.line:
                own = _plain([cells[name] for name in shared.order])
                if own is not None:
                    self._file.write(shared.line % tuple(own))
                    return False
            cells = {**shared.cells, **cells}
        row = [cells.get(column, "") for column in self._columns]
        whole = _plain(row)
        if whole is not None:
            self._file.write(f"{','.join(whole)}\n")
            return False
        is_long = max(map(len, row)) > MAX_CELL
        if is_long:
            row = [text if len(text) <= MAX_CELL else text[: MAX_CELL - 1] + "…" for text in row]
        self._writer.writerow(letters.all_without_unseen(row))
        return is_long

    def _put_together(self, shared: Shared, own: tuple[str, ...]) -> None:
        if own not in self._frames:
            mine = frozenset(own)
            self._frames[own] = (
                tuple(name for name in self._columns if name in mine),
                tuple(name for name in self._columns if name not in mine),
                ",".join("%%s" if name in mine else "%s" for name in self._columns) + "\n",
            )
        shared.own = own
        shared.order, others, frame = self._frames[own]
        plain = _plain([shared.cells.get(name, "") for name in others])
        shared.line = (
            "" if plain is None else frame % tuple(text.replace("%", "%%") for text in plain)
        )


def _plain(row: list[str]) -> list[str] | None:
    """Return cells as they stand between commas; None where one is long or has line breaks."""
    together = "".join(row)
    if len(together) > MAX_CELL:
        return None
    if not (together.isascii() and together.isprintable()):
        row = letters.all_without_unseen(row)
        together = "".join(row)
        if "\n" in together or "\r" in together:
            return None
    if QUOTE in together:
        return [
            f'"{cell.replace(QUOTE, QUOTE * 2)}"' if "," in cell or QUOTE in cell else cell
            for cell in row
        ]
    return [f'"{cell}"' if "," in cell else cell for cell in row]
