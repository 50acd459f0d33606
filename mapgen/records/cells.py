"""The rows of a table while they are checked: column by column, each distinct cell once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from mapgen.files.columns import factorize, objects, rows_by_code
from mapgen.files.csv_fast import Coded
from mapgen.problems import Fault, one_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mapgen.files.csv_table import Table
    from mapgen.problems import Problems

T = TypeVar("T")


class Cells:
    """Reads the columns of a table and notes what is wrong with them.

    `sound` marks the rows whose place and time can be relied on; only these go on.
    """

    def __init__(self, table: Table, problems: Problems) -> None:
        self.table = table
        self.problems = problems
        self.sound: NDArray[np.bool_] = np.ones(len(table), dtype=bool)

    def __len__(self) -> int:
        return len(self.table)

    def texts(self, column: str) -> NDArray[np.object_]:
        """Return a column as written."""
        cells = self.table.columns[column]
        if isinstance(cells, Coded):
            return objects(cells.cells)[cells.codes]
        return objects(list(cells))

    def distinct(self, column: str) -> tuple[NDArray[np.intp], list[str]]:
        """Return for each row the position of its cell among the distinct cells, and these."""
        cells = self.table.columns[column]
        if not isinstance(cells, Coded):
            codes, distinct = factorize(objects(list(cells)))
            cells = self.table.columns[column] = Coded(codes, list(distinct))
        return cells.codes, cells.cells

    def parsed(
        self,
        column: str,
        parse: Callable[[str], tuple[T, Sequence[Fault]]],
        *,
        vital: bool = False,
    ) -> NDArray[np.object_]:
        """Return what `parse` makes of each cell; note its faults for every row that has them.

        `vital`: a row with a fault here is not sound.
        """
        codes, values = self.parsed_once(column, parse, vital=vital)
        return objects(values)[codes]

    def parsed_once(
        self,
        column: str,
        parse: Callable[[str], tuple[T, Sequence[Fault]]],
        *,
        vital: bool = False,
    ) -> tuple[NDArray[np.intp], list[T]]:
        """Return the same as codes: `values[codes[row]]` is what `parse` makes of a row's cell."""
        codes, cells = self.distinct(column)
        parsed = [parse(cell) for cell in cells]
        faulty = [code for code, (_, faults) in enumerate(parsed) if faults]
        if faulty:
            rows_of = rows_by_code(codes)
            for code in faulty:
                self.faults(column, rows_of(code), parsed[code][1], vital=vital)
        return codes, [value for value, _ in parsed]

    def faults(
        self,
        column: str,
        rows: Iterable[int],
        faults: Sequence[Fault],
        *,
        vital: bool = False,
        warning: bool = False,
    ) -> None:
        """Note the faults for each of the rows; not for a column that the file lacks."""
        if column in self.table.missing:
            self.sound[:] &= not vital
            return
        note = self.problems.warning if warning else self.problems.error
        for row in rows:
            self.sound[row] &= not vital
            for fault in faults:
                note(
                    fault.message,
                    line=self.table.lines[row],
                    column=column,
                    value=fault.value,
                    mend=fault.mend,
                    code=fault.code,
                )

    def choice(
        self, column: str, choices: Iterable[str], *, vital: bool = False, name: str = ""
    ) -> NDArray[np.object_]:
        """Return a column whose cells must be one of the choices."""
        allowed = tuple(choices)
        noun = name or column.replace("_", " ")

        def parse(cell: str) -> tuple[str, Sequence[Fault]]:
            if cell in allowed:
                return cell, ()
            message = f"unknown {noun}" if cell else f"no {noun}"
            return cell, (
                Fault(message, cell or None, one_of(cell, allowed), code="field/unknown-value"),
            )

        return self.parsed(column, parse, vital=vital)
