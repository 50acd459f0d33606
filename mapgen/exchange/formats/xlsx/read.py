"""A sheet of a workbook → events, by the same columns and mappings as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mapgen.exchange.common.csv_rows import table_rows
from mapgen.exchange.common.reader import Note
from mapgen.exchange.common.shape_rows import MAX_BYTES
from mapgen.exchange.formats.csv.read import PlainTable
from mapgen.files.sheets import opened_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mapgen.exchange.common.reader import Row


class Workbook(PlainTable):
    """The first sheet of a workbook that is not empty."""

    name = "workbook"
    is_text: ClassVar[bool] = False

    def rows(self, path: Path) -> Iterator[Row]:
        """Yield the rows of a sheet, as `Reader.rows` says; other sheets are told."""
        found = super().rows(path)
        with opened_sheet(path, max_bytes=MAX_BYTES) as sheet:
            others = [name for name in sheet.names if name != sheet.name]
        if others:
            reason = f"the sheet {sheet.name} was read, not {', '.join(others)}"
            self.of_file.append(Note("", path.name, reason))
        return found

    def table(self, path: Path) -> Iterator[Row]:
        """Yield the rows of a sheet, as `PlainTable.table` says."""
        with opened_sheet(path, max_bytes=MAX_BYTES) as sheet:
            yield from table_rows(((line, cells, "") for line, cells in sheet.rows), path)
