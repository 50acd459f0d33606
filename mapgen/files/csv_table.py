"""Any CSV file → Table of text cells by column, with a problem for all that is not right.

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

from mapgen.files import letters
from mapgen.files.text import decode, read_bytes
from mapgen.problems import Problems, did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mapgen.files.folder import Named

MAX_CELL = 131_072  # characters; a summary has about 600
MAX_COLUMNS = 1_000
MOST_RAGGED = 1_000  # rows that are worth naming one by one
PLAIN_FROM = 2**20  # bytes: smaller files gain nothing from `mapgen.files.csv_fast`


@dataclass(slots=True)
class Table:
    """The cells of a CSV file by column, all as stripped text.

    `columns` has every column of the file, and an empty one for each required column that
    is `missing`; in a large file, columns that repeat themselves are `Coded`. `lines[i]` is
    the physical line at which row i begins. `unread` holds the first ragged
    rows, with their lines.
    """

    file: str
    columns: dict[str, Sequence[str]] = field(default_factory=dict)
    lines: list[int] = field(default_factory=list)
    missing: frozenset[str] = frozenset()
    unread: list[tuple[int, list[str]]] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.lines)

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
) -> tuple[Table, Problems]:
    """Return the table of a CSV file and its problems.

    `names` are the columns whose cells are compared with others: in them every gap is one blank.
    `name` is what problems call the file (default: its last part). A file that cannot be
    read at all gives an empty table and at least one error. Nothing is raised.
    """
    problems = Problems(name or path.name)
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
    """Return the table in the bytes of a CSV file (None: it could not be read); note problems."""
    table = Table(problems.file)
    if raw is not None and not _fill_plain(table, raw, required, problems):
        text = decode(raw, problems)
        del raw
        if text is not None:
            _fill(table, text, required, allow_empty, problems)
    for column in required:
        table.columns.setdefault(column, _empty(len(table)))
    for column in table.columns.keys() & set(names):
        table.columns[column] = _on_one_line(table.columns[column])
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
    if _check_header(plain.header, 1, required, table, problems):
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
            header = [_letters_of_name(cell, line, problems) for cell in row]
            if not _check_header(header, line, required, table, problems):
                return
        elif len(row) == len(header):
            rows.append(row)
            lines.append(line)
        elif any(cell.strip() for cell in row):
            ragged += 1
            if ragged <= MOST_RAGGED:
                table.unread.append((line, row))
                _ragged(row, len(header), line, problems)
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
        _check_letters(table, problems)
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
                _broken(str(error), line, problems)
                continue
            if row:
                yield line, row
    finally:
        csv.field_size_limit(limit)


def _broken(error: str, line: int, problems: Problems) -> None:
    if "field larger" in error:
        problems.error(
            f"a cell is longer than {MAX_CELL:,} characters",
            line=line,
            mend='Shorten it; if it swallowed the next rows, close its quote (") first.',
            code="table/cell-too-long",
        )
    elif "end of data" in error:
        problems.error(
            "a quote is opened in this row and never closed",
            line=line,
            mend='Close the cell with "; a quote inside a cell is written twice ("").',
            code="table/quotes",
        )
    else:
        problems.error(
            f"quotes do not match: {error}",
            line=line,
            mend='A cell with quotes is wholly in "…"; a quote inside it is written twice ("").',
            code="table/quotes",
        )


def _check_header(
    header: list[str], line: int, required: Sequence[str], table: Table, problems: Problems
) -> bool:
    """Report what is wrong with the column names; False where rows make no sense."""
    if len(header) > MAX_COLUMNS:
        problems.error(
            f"{len(header):,} columns, at most {MAX_COLUMNS:,} are read",
            line=line,
            mend="Remove the empty columns at the right.",
            code="table/too-many-columns",
        )
        return False
    seen: set[str] = set()
    for column in header:
        if column and column in seen:
            problems.error(
                "this column name stands twice",
                line=line,
                column=column,
                mend="Rename or remove one of the two columns.",
                code="table/column-twice",
            )
        seen.add(column)
    table.missing = frozenset(required) - seen
    if table.missing and len(header) == 1:
        for separator, word in ((";", "semicolons"), ("\t", "tabs")):
            if separator in header[0]:
                problems.error(
                    f"columns are separated by {word}",
                    line=line,
                    value=header[0],
                    mend="Save with commas between the cells.",
                    code="table/separator",
                )
                return False
    spare = [column for column in header if column and column not in required]
    for column in required:
        if column in table.missing:
            guess = did_you_mean(column, spare)
            problems.error(
                "this column is missing",
                line=line,
                column=column,
                mend=f"{guess} Rename it to {quoted(column)}." if guess else "Add the column.",
                code="table/column-missing",
            )
    return len(table.missing) < len(required)


def _ragged(row: list[str], wanted: int, line: int, problems: Problems) -> None:
    many = len(row) > wanted
    problems.error(
        f"{len(row):,} cells instead of {wanted}; the row was not checked further",
        line=line,
        value=row[0],
        mend='Put cells that contain a comma in quotes ("…").'
        if many
        else "Add the missing cells.",
        code="table/cells",
    )


def _letters_of_name(cell: str, line: int, problems: Problems) -> str:
    name, wrong = letters.in_one_form(cell)
    name = name.strip()
    if wrong:
        problems.error(
            f"{wrong} in the name", line=line, column=name, mend=letters.MEND, code=letters.CODE
        )
    return name


def _check_letters(table: Table, problems: Problems) -> None:
    """Bring the cells to one form, and note those with a letter that cannot be seen."""
    for column, cells in table.columns.items():
        changed = list(cells)
        for row, cell in enumerate(cells):
            text, wrong = letters.in_one_form(cell)
            changed[row] = text.strip()
            if wrong:
                problems.error(
                    f"{wrong} in the cell",
                    line=table.lines[row],
                    column=column,
                    value=cell,
                    mend=letters.MEND,
                    code=letters.CODE,
                )
        table.columns[column] = changed


def _list(names: Sequence[str]) -> str:
    return ", ".join(names)
