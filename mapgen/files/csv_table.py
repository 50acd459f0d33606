"""object CSV file → Table of text cells by column, with a problem for all that is not right.

UTF-8 (a BOM is fine), RFC 4180, LF, CRLF or CR. The order of columns is free, extra
columns are kept, blank lines are skipped, cells are stripped. What cannot be read is
reported, never guessed: a row with too many or too few cells is left out and named, since
a comma that was not quoted shifts every cell behind it.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from mapgen.files import letters
from mapgen.files.beside import shared
from mapgen.files.csv_checks import (
    MAX_CELL,
    MAX_COLUMNS,
    check_header,
    check_letters,
    name_in_one_form,
    note_broken,
    note_ragged,
)
from mapgen.files.text import decode, read_bytes
from mapgen.problems import Problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mapgen.files.arrays import Ints
    from mapgen.files.folder import Named

MOST_RAGGED = 1_000  # rows that are worth naming one by one
PLAIN_FROM = 2**20  # bytes: smaller files gain nothing from `mapgen.files.csv_fast`


@dataclass(slots=True)
class Table:
    """The cells of a CSV file by column, all as stripped text.

    `columns` has every column of the file, and an empty one for each required column that
    is `missing`; in a large file, columns that repeat themselves are `Coded`. `lines[i]` is
    the physical line at which row i begins. `unread` holds the first ragged
    rows, with their lines. `distinct` names columns that are known to have no cell twice.
    """

    file: str
    columns: dict[str, Sequence[str]] = field(default_factory=dict)
    lines: Sequence[int] = field(default_factory=list)
    missing: frozenset[str] = frozenset()
    unread: list[tuple[int, list[str]]] = field(default_factory=list)
    distinct: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.lines)

    def line_numbers(self) -> Ints:
        """Return the line of each row, as an array of shape (n,)."""
        lines = self.lines
        if isinstance(lines, range):
            return np.arange(lines.start, lines.stop)
        return np.array(lines, dtype=np.int64)

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield (line, {column: cell}) for each row; for small files."""
        names = list(self.columns)
        for line, cells in zip(self.lines, zip(*self.columns.values(), strict=True), strict=True):
            yield line, dict(zip(names, cells, strict=True))


def read_csv(
    path: Named,
    *,
    required: Sequence[str],
    names: Sequence[str] = (),
    name: str | None = None,
    allow_empty: bool = False,
    raw: bytes | None = None,
) -> tuple[Table, Problems]:
    """Read a CSV file. Nothing is raised.

    Parameters
    ----------
    path : Path or FolderFile
    required : sequence of str
        Columns that the header must have.
    names : sequence of str
        Columns whose cells are compared with others: in them every gap is one blank.
    name : str, optional
        What problems call the file; by default its last part.
    allow_empty : bool
        Whether it may have no row.
    raw : bytes, optional
        What the file is to hold, where that has not been written yet.

    Returns
    -------
    table : Table
        Empty where the file cannot be read at all; then there is at least one error.
    problems : Problems
    """
    problems = Problems(name or path.name)
    if raw is None:
        raw = read_bytes(path, problems)
    table = table_of(raw, problems, required=required, names=names, allow_empty=allow_empty)
    return table, problems


def table_of(
    raw: bytes | None,
    problems: Problems,
    *,
    required: Sequence[str],
    names: Sequence[str] = (),
    allow_empty: bool = False,
) -> Table:
    """Return the table in the bytes of a CSV file.

    Parameters
    ----------
    raw : bytes or None
        The bytes; None where the file could not be read.
    problems : Problems
        The list that errors are added to; `file` of it names the table.
    required, names, allow_empty
        As for `read_csv`.

    Returns
    -------
    Table
        Without the rows that are broken.
    """
    table = Table(problems.file)
    large = raw is not None and len(raw) >= PLAIN_FROM
    if raw is not None and not _fill_plain(table, raw, required, problems):
        text = decode(raw, problems)
        del raw
        if text is not None:
            _fill(table, text, required, allow_empty, problems)
    for column in required:
        table.columns.setdefault(column, _empty(len(table)))
    named = [column for column in names if column in table.columns]
    clear = shared if large else map
    cleared = clear(_on_one_line, [table.columns[column] for column in named])
    table.columns |= zip(named, cleared, strict=True)
    return table


def _on_one_line(cells: Sequence[str]) -> Sequence[str]:
    """Return cells with one blank for each gap; the column itself where they have no other."""
    distinct = {cell: " ".join(cell.split()) for cell in getattr(cells, "cells", cells)}
    if all(cell == name for cell, name in distinct.items()):
        return cells
    return [distinct[cell] for cell in cells]


def _empty(count: int) -> Sequence[str]:
    return [""] * count


def _fill_plain(table: Table, raw: bytes, required: Sequence[str], problems: Problems) -> bool:
    """Fill the table from a large and plain file; False where it has to be read as any other."""
    if len(raw) < PLAIN_FROM:
        return False
    from mapgen.files.csv_fast import (
        read_plain,  # brings numpy and pandas: only where it gains something
    )

    plain = read_plain(raw, longest=MAX_CELL, widest=MAX_COLUMNS)
    if plain is None:
        return False
    table.missing, readable = check_header(plain.header, 1, required, problems)
    if readable:
        table.columns = dict(zip(plain.header, plain.columns, strict=True))
        table.lines = plain.lines
    return True


def _fill(
    table: Table, text: str, required: Sequence[str], allow_empty: bool, problems: Problems
) -> None:
    rows: list[list[str]] = []
    lines: list[int] = []
    header: list[str] | None = None
    ragged = 0
    for line, row in _records(text, problems):
        if header is None:
            if not any(cell.strip() for cell in row):
                continue
            header = [name_in_one_form(cell, line, problems) for cell in row]
            table.missing, readable = check_header(header, line, required, problems)
            if not readable:
                return
        elif len(row) == len(header):
            rows.append(row)
            lines.append(line)
        elif any(cell.strip() for cell in row):
            ragged += 1
            if ragged <= MOST_RAGGED:
                table.unread.append((line, row))
                note_ragged(row, len(header), line, problems)
    if ragged > MOST_RAGGED:
        problems.error(
            f"{ragged - MOST_RAGGED:,} more rows have too many or too few cells",
            line=1,
            mend="Mend the first ones: one open quote can shift all that follow.",
            code="table/cells",
        )
    if header is None:
        if not problems.errors:
            problems.error(
                "file is empty",
                line=1,
                mend=f"The first line names the columns: {_list(required)}.",
                code="file/empty",
            )
        return
    full = [at for at, row in enumerate(rows) if any(row) and "".join(row).strip()]
    if len(full) < len(rows):
        rows = [rows[at] for at in full]
        lines = [lines[at] for at in full]
    table.lines = lines
    cells: list[list[str]] = (
        [[cell.strip() for cell in column] for column in zip(*rows, strict=True)]
        if rows
        else [[] for _ in header]
    )
    for at, (column, values) in enumerate(zip(header, cells, strict=True), start=1):
        if column:
            table.columns.setdefault(column, values)
        elif any(values):
            row_at = next(i for i, value in enumerate(values) if value)
            problems.error(
                f"column {at} has cells but no name",
                line=lines[row_at],
                value=values[row_at],
                mend="Name the column in the first line, or empty it.",
                code="table/column-unnamed",
            )
    for column in required:
        table.columns.setdefault(column, _empty(len(lines)))
    if not letters.is_plain(text):
        check_letters(table.columns, table.lines, problems)
    if not rows and not allow_empty and not table.unread and not problems.errors:
        problems.error(
            "file has a header and no rows",
            line=1,
            mend="Add at least one row.",
            code="table/no-rows",
        )


def _records(text: str, problems: Problems) -> Iterator[tuple[int, list[str]]]:
    """Yield (line at which it begins, cells) of each record; go on behind a broken one."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    limit = csv.field_size_limit(MAX_CELL)  # global in the csv module: put back below
    try:
        while True:
            line = reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                note_broken(str(error), line, problems)
                continue
            if row:
                yield line, row
    finally:
        csv.field_size_limit(limit)


def _list(names: Sequence[str]) -> str:
    return ", ".join(names)
