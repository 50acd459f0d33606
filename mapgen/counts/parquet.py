"""A row group of a Parquet file → tables of text cells, as a CSV file gives them.

Columns that repeat themselves stay coded, coordinates stay numbers. A column `deaths` of whole
numbers is taken as it is: numbers have no room for the citations that a text must have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

import numpy as np

from mapgen.counts.table_cells import NEEDED, texts
from mapgen.files.csv_fast import Coded, Spelt
from mapgen.files.csv_table import Table
from mapgen.files.paths import open_file
from mapgen.problems import Problems
from mapgen.records.events import COLUMNS
from mapgen.records.translations import languages_in, translations

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mapgen.counts.parts import Part

ROWS = 250_000
"""How many rows are read together."""
MOST_DEATHS = 10**9
COORDINATES = ("latitude", "longitude")


class Numbers(Spelt):
    """A column of decimal numbers, NaN for none, which become text only when they are shown."""

    def __init__(self, values: NDArray[np.float64]) -> None:
        self.values = values

    @property
    def texts(self) -> list[str]:
        """All numbers as text."""
        return [self[row] for row in range(len(self))]

    def __len__(self) -> int:
        return len(self.values)

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> list[str]: ...
    def __getitem__(self, row: int | slice) -> str | list[str]:
        if isinstance(row, slice):
            return [self[at] for at in range(*row.indices(len(self)))]
        value = float(self.values[row])
        return "" if np.isnan(value) else np.format_float_positional(value, trim="-")

    def __iter__(self) -> Iterator[str]:
        return (self[row] for row in range(len(self)))

    def decimals(self) -> NDArray[np.float64] | None:
        """Return the numbers; None where one is infinite, and has to be told as text."""
        return None if np.isinf(self.values).any() else self.values


def read_row_group(part: Part) -> Iterator[tuple[Table, NDArray[np.int64] | None, Problems]]:
    """Yield the rows of a part, some at a time, the figures of their deaths, and problems."""
    import pyarrow as pa
    from pyarrow import parquet

    line = part.line
    with open_file(part.file) as opened, parquet.ParquetFile(opened) as file:
        known = set(file.schema_arrow.names)
        local = translations(languages_in(file.schema_arrow.names))
        wanted = [name for name in (*COLUMNS, *local, "district") if name in known]
        batches = file.iter_batches(
            batch_size=ROWS, row_groups=range(part.start, part.stop), columns=wanted
        )
        for batch in batches:
            problems = Problems(part.name)
            table = Table(part.name, lines=list(range(line + 1, line + 1 + len(batch))))
            line += len(batch)
            deaths = None
            for name in wanted:
                column = batch.column(name)
                if name == "deaths" and pa.types.is_integer(column.type):
                    deaths = _deaths(column, table, problems)
                else:
                    table.columns[name] = cells(column, number=name in COORDINATES)
            table.missing = frozenset(NEEDED) - known
            for name in sorted(table.missing):
                table.columns[name] = [""] * len(table)
                problems.error(
                    "this column is missing", line=1, column=name, mend="Add the column."
                )
            yield table, deaths, problems
            if table.missing:
                return  # the file's one mistake is told once


def cells(column: Any, *, number: bool = False) -> Sequence[str]:
    """Return the cells of a column of any type as stripped text."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if number and (pa.types.is_floating(column.type) or pa.types.is_integer(column.type)):
        values = pc.fill_null(pc.cast(column, pa.float64(), safe=False), float("nan"))
        return Numbers(values.to_numpy(zero_copy_only=False))
    coded = column
    if not pa.types.is_dictionary(column.type):
        coded = column.dictionary_encode()
    nothing = len(coded.dictionary)
    indices = pc.fill_null(pc.cast(coded.indices, pa.int64()), nothing)
    used, codes = np.unique(indices.to_numpy(zero_copy_only=False), return_inverse=True)
    # Of a dictionary that many rows share, only what stands in these ones.
    known = texts([None if at == nothing else coded.dictionary[at].as_py() for at in used.tolist()])
    index = {text: at for at, text in enumerate(dict.fromkeys(known))}
    table = np.array([index[text] for text in known], dtype=np.intp)
    return Coded(table[codes], list(index))


def _deaths(column: Any, table: Table, problems: Problems) -> NDArray[np.int64]:
    """Return the numbers of a column of deaths, −1 for none."""
    import pyarrow as pa
    import pyarrow.compute as pc

    values = pc.fill_null(pc.cast(column, pa.int64(), safe=False), -1).to_numpy(
        zero_copy_only=False
    )
    stated = pc.is_valid(column).to_numpy(zero_copy_only=False)
    wrong = stated & ((values < 0) | (values > MOST_DEATHS))
    for row in np.flatnonzero(wrong).tolist():
        problems.error(
            "not a number of dead",
            line=table.lines[row],
            column="deaths",
            value=str(values[row]),
            mend="Write 0 or more, or leave it empty where it is not stated.",
        )
    return np.where(stated & ~wrong, values, -1)
