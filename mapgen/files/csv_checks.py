"""What is wrong with the header, the rows and the letters of a CSV file, with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.files import letters
from mapgen.problems import Problems, did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence


MAX_CELL = 131_072  # characters; a summary has about 600
MAX_COLUMNS = 1_000


def note_broken(error: str, line: int, problems: Problems) -> None:
    """Note why the csv module gave up on the record that begins at a line.

    Parameters
    ----------
    error : str
        What it says.
    line : int
        Where the record begins, from 1 on.
    problems : Problems
        The problem is added to it.
    """
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


def check_header(
    header: list[str], line: int, required: Sequence[str], problems: Problems
) -> tuple[frozenset[str], bool]:
    """Note what is wrong with the names of columns.

    Parameters
    ----------
    header : list of str
        The names, in their order.
    line : int
        Theirs, from 1 on.
    required : sequence of str
        Columns that must be there.
    problems : Problems
        What is wrong is added to it.

    Returns
    -------
    missing : frozenset of str
        The required columns that are not there.
    readable : bool
        Whether the rows can be read.
    """
    if len(header) > MAX_COLUMNS:
        problems.error(
            f"{len(header):,} columns, at most {MAX_COLUMNS:,} are read",
            line=line,
            mend="Remove the empty columns at the right.",
            code="table/too-many-columns",
        )
        return frozenset(), False
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
    missing = frozenset(required) - seen
    if missing and len(header) == 1:
        for separator, word in ((";", "semicolons"), ("\t", "tabs")):
            if separator in header[0]:
                problems.error(
                    f"columns are separated by {word}",
                    line=line,
                    value=header[0],
                    mend="Save with commas between the cells.",
                    code="table/separator",
                )
                return missing, False
    spare = [column for column in header if column and column not in required]
    for column in required:
        if column in missing:
            guess = did_you_mean(column, spare)
            problems.error(
                "this column is missing",
                line=line,
                column=column,
                mend=f"{guess} Rename it to {quoted(column)}." if guess else "Add the column.",
                code="table/column-missing",
            )
    return missing, len(missing) < len(required)


def note_ragged(row: list[str], wanted: int, line: int, problems: Problems) -> None:
    """Note a row with too many or too few cells.

    Parameters
    ----------
    row : list of str
        Its cells.
    wanted : int
        How many it should have.
    line : int
        Its own, from 1 on.
    problems : Problems
        The problem is added to it.
    """
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


def name_in_one_form(cell: str, line: int, problems: Problems) -> str:
    """Return a column's name in one form; note letters that cannot be seen.

    Parameters
    ----------
    cell : str
        The name as written.
    line : int
        Its own, from 1 on.
    problems : Problems
        What is wrong is added to it.

    Returns
    -------
    str
        Without blanks around it.
    """
    name, wrong = letters.in_one_form(cell)
    name = name.strip()
    if wrong:
        problems.error(
            f"{wrong} in the name", line=line, column=name, mend=letters.MEND, code=letters.CODE
        )
    return name


def check_letters(
    columns: dict[str, Sequence[str]], lines: Sequence[int], problems: Problems
) -> None:
    """Bring the cells to one form, and note those with a letter that cannot be seen.

    Parameters
    ----------
    columns : dict of str to sequence of str
        Cells by column; they are changed in place.
    lines : sequence of int
        That of each row, from 1 on.
    problems : Problems
        What is wrong is added to it.
    """
    for column, cells in columns.items():
        changed = list(cells)
        for row, cell in enumerate(cells):
            text, wrong = letters.in_one_form(cell)
            changed[row] = text.strip()
            if wrong:
                problems.error(
                    f"{wrong} in the cell",
                    line=lines[row],
                    column=column,
                    value=cell,
                    mend=letters.MEND,
                    code=letters.CODE,
                )
        columns[column] = changed
