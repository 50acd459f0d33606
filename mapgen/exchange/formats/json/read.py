"""Records as JSON → events, by the same columns and mappings as a table."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from mapgen.exchange.common.json_rows import json_rows
from mapgen.exchange.common.open_text import unreadable
from mapgen.exchange.formats.csv.read import LOOKED_AT, PlainTable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mapgen.exchange.common.reader import Draft, Row


class JsonRecords(PlainTable):
    """A list of objects whose members only its maker knows."""

    name = "JSON"

    def table(self, path: Path) -> Iterator[Row]:
        """Yield the records of a file, as `PlainTable.table` says."""
        return json_rows(path)

    def columns_in(self, path: Path) -> list[str]:
        """Return the columns that the first records have, as `PlainTable.columns_in` says."""
        first = list(itertools.islice(json_rows(path), LOOKED_AT))
        if not first:
            raise unreadable(path, "file has no records")
        found = dict.fromkeys(name for row in first if not row.unread for name in row.cells)
        if not found:
            raise unreadable(path, "its values are no objects", 'Write [{"date": "1990-05-26"}].')
        return list(found)

    def draft(self, row: Row) -> Draft:
        """Return the event of a record, as `Reader.draft` says."""
        draft = super().draft(row)
        known = {*self._columns.values(), *self._others.values()}
        for name, cell in row.cells.items():
            if cell and name not in known:
                self.note(name, cell, "a member that the first records lack")
        return draft
