"""A row group of a Parquet file → tables of text cells, as a CSV file gives them.

Columns that repeat themselves stay coded, coordinates stay numbers. A column `deaths` of whole
numbers is taken as it is: numbers have no room for the citations that a text must have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, overload

import numpy as np

from mapgen.counts.parquet_schema import (
    Arrow,
    days_of,
    is_stated,
    numbers_of,
    places_of,
    plain_texts,
    text_of,
    wanted_of,
)
from mapgen.counts.parts import open_part
from mapgen.counts.table_cells import NEEDED
from mapgen.files.columns import values_once
from mapgen.files.csv_fast import Coded, Spelt
from mapgen.files.csv_table import Table
from mapgen.problems import Problems
from mapgen.records.event_columns import Days, iso_dates

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mapgen.counts.parts import Part

ROWS = 250_000
"""How many rows are read together."""
MOST_DEATHS = 10**9
COORDINATES = ("latitude", "longitude")
IDS = ("id", "related")
"""Columns of texts that nearly all differ."""


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

    def late(self) -> None:
        """Return None: the numbers stand in no file of texts."""

    def decimals(self) -> NDArray[np.float64] | None:
        """Return the numbers; None where one is infinite, and has to be told as text."""
        return None if np.isinf(self.values).any() else self.values


def read_row_group(part: Part) -> Iterator[tuple[Table, NDArray[np.int64] | None, Problems]]:
    """Yield the rows of a part, some at a time.

    Parameters
    ----------
    part : Part
        Of a Parquet file.

    Yields
    ------
    table : Table
        Its cells as text.
    deaths : ndarray of int64 or None
        Low, high and open of each row; None where they stand in the table.
    problems : Problems
        Of the columns.
    """
    import pyarrow as pa
    from pyarrow import parquet

    line = part.line
    with (
        open_part(part) as opened,
        parquet.ParquetFile(opened, page_checksum_verification=True, pre_buffer=False) as file,
    ):
        known = set(file.schema_arrow.names)
        wanted = wanted_of(file.schema_arrow.names)
        missing = frozenset(NEEDED) - known
        for batch, problems in _batches(file, part, wanted):
            table = Table(part.name, lines=range(line + 1, line + 1 + len(batch)))
            line += len(batch)
            deaths = None
            for name in wanted:
                column = batch.column(name)
                if name == "deaths" and pa.types.is_integer(column.type):
                    deaths = _deaths(column, table, problems)
                else:
                    table.columns[name] = cells(column, table, name, problems)
            table.missing = missing
            for name in sorted(missing):
                table.columns[name] = [""] * len(table)
                problems.error(
                    "this column is missing",
                    line=1,
                    column=name,
                    mend="Add the column.",
                    code="table/column-missing",
                )
            yield table, deaths, problems
            if missing:  # not the table's own: who reads it adds the columns that it may be without
                return  # the file's one mistake is told once


def _batches(file: Arrow, part: Part, wanted: list[str]) -> Iterator[tuple[Arrow, Problems]]:
    """Yield the rows some at a time, each with new problems; no rows where pages are damaged."""
    import pyarrow as pa

    groups = range(part.start, part.stop)
    count = sum(file.metadata.row_group(group).num_rows for group in groups)
    line = part.line
    damage = ""
    try:
        # In this thread: there is a process for each core already.
        some = {"batch_size": ROWS, "row_groups": groups, "columns": wanted, "use_threads": False}
        for batch in file.iter_batches(**some):
            line += len(batch)
            yield batch, Problems(part.name)
    except (pa.ArrowException, OSError) as error:
        # What the system says has a number; what pyarrow says of the bytes has none.
        if isinstance(error, MemoryError) or getattr(error, "errno", None):
            raise
        damage = str(error).partition("\n")[0].rstrip(".")
    if damage or line < part.line + count:
        problems = Problems(part.name)
        problems.error(
            f"rows {line + 1:,} to {part.line + count:,} cannot be read: "
            f"{damage or 'fewer are there than the file says'}",
            line=line + 1,
            mend="The file is damaged; write it anew.",
            code="file/unreadable",
        )
        schema = pa.schema([file.schema_arrow.field(name) for name in wanted])
        yield pa.RecordBatch.from_pylist([], schema), problems


def cells(column: Arrow, table: Table, name: str, problems: Problems) -> Sequence[str]:
    """Return the cells of a column as stripped text.

    Parameters
    ----------
    column : Arrow
        Arrow's, of any type.
    table : Table
        For its lines.
    name : str
        The column's.
    problems : Problems
        What has no text is added to them.

    Returns
    -------
    sequence of str
        One for each row.
    """
    import pyarrow as pa

    is_number = pa.types.is_floating(column.type) or pa.types.is_integer(column.type)
    if name in COORDINATES and is_number:
        values = numbers_of(column).astype(np.float64)
        return Numbers(np.where(is_stated(column), values, np.nan))
    days = days_of(column) if name == "date" else None
    if days is not None:
        return Days(days)
    places = places_of(column) if name in IDS else None
    if places is not None:
        return Spelt(places)
    coded = column
    if not pa.types.is_dictionary(column.type):
        coded = column.dictionary_encode()
    nothing = len(coded.dictionary)
    codes = numbers_of(coded.indices).astype(np.intp)
    if coded.indices.null_count:
        codes[~is_stated(coded.indices)] = nothing
    used = np.flatnonzero(np.bincount(codes, minlength=nothing + 1))
    if len(used) <= int(codes.max(initial=-1)):
        ranks = np.zeros(nothing + 1, dtype=np.intp)
        ranks[used] = np.arange(len(used))
        codes = ranks[codes]
    # Of a dictionary that many rows share, only what stands in these ones.
    known = days_of(coded.dictionary)
    dates = [] if known is None else iso_dates(known)
    plain = None if dates else plain_texts(coded.dictionary)
    read = [
        ("", "")
        if at == nothing
        else (dates[at], "")
        if dates
        else (plain[at], "")
        if plain
        else text_of(coded.dictionary[at])
        for at in used.tolist()
    ]
    unread = {code: reason for code, (_, reason) in enumerate(read) if reason}
    if unread:
        rows = np.flatnonzero(np.isin(codes, list(unread)))
        problems.error(
            f"{len(rows):,} cells from here on cannot be read: {unread[int(codes[rows[0]])]}",
            line=table.lines[rows[0]],
            column=name,
            value=str(column.type),
            mend="Write text in UTF-8, or days of the years 1 to 9999.",
            code="file/unreadable",
        )
    texts, of_rows = values_once([text for text, _ in read], codes)
    return Coded(of_rows.astype(np.intp, copy=False), texts)


def _deaths(column: Arrow, table: Table, problems: Problems) -> NDArray[np.int64]:
    """Return the numbers of a column of deaths, −1 for none."""
    values = numbers_of(column).astype(np.int64)
    stated = is_stated(column)
    wrong = stated & ((values < 0) | (values > MOST_DEATHS))
    for row in np.flatnonzero(wrong).tolist():
        problems.error(
            "not a number of dead",
            line=table.lines[row],
            column="deaths",
            value=str(values[row]),
            mend="Write 0 or more, or leave it empty where it is not stated.",
            code="claim/not-a-figure",
        )
    return np.where(stated & ~wrong, values, -1)
