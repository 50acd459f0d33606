"""A sheet of a workbook (xlsx, xls, ods) → its rows as text."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from mapgen.files.confined.answers import RefusedError, Request, limit, reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class _Sheet(Protocol):
    """What is asked of a sheet; rows and columns count from 0."""

    @property
    def start(self) -> tuple[int, int] | None: ...

    @property
    def merged_cell_ranges(
        self,
    ) -> Sequence[tuple[tuple[int, int], tuple[int, int]]] | None: ...

    def to_python(self) -> Sequence[Sequence[object]]: ...


def read_sheet(request: Request) -> Iterator[object]:
    """Read the first sheet that is not empty: its name and the others', then row by row.

    Parameters
    ----------
    request : Request
        The path of the copy, and the limits.

    Yields
    ------
    object
        Names, then lists of cells.

    Raises
    ------
    RefusedError
        The file cannot be read, or python-calamine is missing.
    """
    try:
        from python_calamine import CalamineWorkbook
    except ImportError as error:
        mend = "pip install 'mapgen[sheets]', or save the sheet as CSV."
        raise RefusedError("needs python-calamine", mend) from error
    limit(request)
    _refuse_large(request)
    try:
        with Path(request["path"]).open("rb") as file:
            book = CalamineWorkbook.from_filelike(file)
            names = list(book.sheet_names)
            sheets = (book.get_sheet_by_name(name) for name in names)
            sheet = next((each for each in sheets if each.height), None)
            if sheet is None:
                raise RefusedError("file has no sheet with cells in it")
            yield {"sheet": sheet.name, "sheets": names, "first": (sheet.start or (0, 0))[0] + 1}
            yield from _filled(sheet)
    except (RefusedError, MemoryError):
        raise
    except Exception as error:  # the library has errors of its own
        raise RefusedError(f"file cannot be read: {reason(error, request['path'])}") from error


def _filled(sheet: _Sheet) -> Iterator[list[str]]:
    """Yield the rows; a cell that is merged over several rows is in each of them."""
    top, left = sheet.start or (0, 0)
    merged: dict[int, list[int]] = {}
    for (first, column), (last, _) in sheet.merged_cell_ranges or []:
        for below in range(first + 1, last + 1):
            merged.setdefault(below - top, []).append(column - left)
    above: list[str] = []
    for at, values in enumerate(sheet.to_python()):
        row = [_text(value) for value in values]
        for column in merged.get(at, ()):
            if 0 <= column < min(len(row), len(above)):
                row[column] = row[column] or above[column]
        above = row
        yield row


def _refuse_large(request: Request) -> None:
    """Refuse a workbook whose parts say that they unpack to more than is allowed."""
    try:
        with zipfile.ZipFile(request["path"]) as archive:
            unpacked = sum(each.file_size for each in archive.infolist())
    except (zipfile.BadZipFile, OSError):
        return  # an older format, which is not packed; or none
    if unpacked > request["unpacked"]:
        raise RefusedError(f"it unpacks to more than {request['unpacked']:,} bytes")


def _text(cell: object) -> str:
    """Return a cell as text: days without a time of nought, whole numbers without a fraction."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return "" if cell is None else str(cell)
