"""The rows of a table while they are checked: column by column, each distinct cell once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from mapgen.files.columns import factorize, objects, rows_by_code, spread
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
        """Return a column as written.

        Parameters
        ----------
        column : str
            One of the table's.

        Returns
        -------
        ndarray of object
            A cell for each row.
        """
        cells = self.table.columns[column]
        if isinstance(cells, Coded):
            return spread(cells.cells, cells.codes)
        return objects(list(cells))

    def distinct(self, column: str) -> tuple[NDArray[np.intp], list[str]]:
        """Return the distinct cells of a column, and which of them each row has.

        Parameters
        ----------
        column : str
            One of the table's.

        Returns
        -------
        codes : ndarray of intp
            For each row, the position of its cell among `cells`.
        cells : list of str
            The distinct cells.
        """
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
        """Parse each distinct cell once; note its faults for every row that has it.

        Parameters
        ----------
        column : str
            One of the table's.
        parse : callable
            Cell → value and faults.
        vital : bool
            A row with a fault here is not sound.

        Returns
        -------
        ndarray of object
            A value for each row.
        """
        codes, values = self.parsed_once(column, parse, vital=vital)
        return spread(values, codes)

    def parsed_once(
        self,
        column: str,
        parse: Callable[[str], tuple[T, Sequence[Fault]]],
        *,
        vital: bool = False,
    ) -> tuple[NDArray[np.intp], list[T]]:
        """Parse each distinct cell once and return the values as codes.

        Parameters
        ----------
        column : str
            One of the table's.
        parse : callable
            Cell → value and faults.
        vital : bool
            A row with a fault here is not sound.

        Returns
        -------
        codes : ndarray of intp
            ``values[codes[row]]`` is what `parse` makes of a row's cell.
        values : list of T
            One for each distinct cell.
        """
        codes, cells = self.distinct(column)
        parsed = [parse(cell) for cell in cells]
        faulty = [code for code, (_, faults) in enumerate(parsed) if faults]
        if faulty and column in self.table.missing:
            self.sound[:] &= not vital
        elif faulty:
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
        """Note the faults for each of the rows; not for a column that the file lacks.

        Parameters
        ----------
        column : str
            What the faults are of.
        rows : iterable of int
            Numbers of rows, from 0 on.
        faults : sequence of Fault
            All of them are noted for each row.
        vital : bool
            The rows are not sound.
        warning : bool
            Note them as warnings.
        """
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
        """Return a column whose cells must be one of the choices.

        Parameters
        ----------
        column : str
            One of the table's.
        choices : iterable of str
            The words that are allowed.
        vital : bool
            A row with another word is not sound.
        name : str
            What the column is called in messages; "" for its own name with blanks.

        Returns
        -------
        ndarray of object
            As written, what is wrong too.
        """
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
