"""Data sets with a codebook of their own, whose files are tables of known columns."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from mapgen.exchange.common.column_map import unmapped
from mapgen.exchange.common.csv_rows import csv_rows, require_columns, table_rows
from mapgen.exchange.common.json_rows import is_json, json_rows
from mapgen.exchange.common.reader import Reader, Row
from mapgen.exchange.common.shape_rows import MAX_BYTES
from mapgen.exchange.common.values import degrees
from mapgen.files.sheets import opened_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_SHEETS = (".xlsx", ".ods")


class CodedTable(Reader):
    """What the readers of such data sets share: the citation, the columns, the point.

    A file is CSV, the first sheet of a workbook, or records as JSON.
    """

    key: ClassVar[str]
    """The key under which the data set is cited."""
    data_set: ClassVar[Mapping[str, object]]
    """The data set as a CSL-JSON item, without id, type and note."""
    needed: ClassVar[tuple[str, ...]]
    """The columns that a file must have."""
    known: ClassVar[Sequence[str]]
    """The columns of the codebook."""
    aliases: ClassVar[Mapping[str, str]] = MappingProxyType({})
    """Other names of columns, of earlier releases."""
    keeps_others: ClassVar[bool] = True
    """Whether columns that are not `known` stay; false where `known` is not the whole codebook."""
    _others: Mapping[str, str] = MappingProxyType({})

    def prepare(self, files: Sequence[Path]) -> None:
        """Keep the columns that the codebook does not know: a later release has more."""
        if not self.keeps_others:
            return
        others: dict[str, str] = {}
        for path in files:
            first = next(self._table(path), None)
            if first is not None:
                more = [column for column in first.cells if column not in self.known]
                others |= unmapped({}, filter(None, more))
        self._others = others
        self.extra = (*self.extra, *others)

    def others(self, row: Row) -> dict[str, str]:
        """Return the cells of the columns that the codebook does not know, as `Reader.others`."""
        return {name: row.get(column) for name, column in self._others.items()}

    def is_text_file(self, path: Path) -> bool:
        """Return whether a file is text, as `Reader.is_text_file` says."""
        return path.suffix.lower() not in _SHEETS

    def rows(self, path: Path) -> Iterator[Row]:
        """Yield the rows of a file, as `Reader.rows` says; the data set is cited from then on."""
        note = f"Read from {path.name}."
        self.references.add(self.key, {"type": "dataset", **self.data_set, "note": note})
        return self._table(path)

    def _table(self, path: Path) -> Iterator[Row]:
        if path.suffix.lower() in _SHEETS:
            return self._sheet(path)
        if is_json(path):
            return self._records(path)
        return csv_rows(
            path,
            format_name=self.name,
            required=self.needed,
            known=self.known,
            aliases=self.aliases,
        )

    def _sheet(self, path: Path) -> Iterator[Row]:
        with opened_sheet(path, max_bytes=MAX_BYTES) as sheet:
            records = ((line, cells, "") for line, cells in sheet.rows)
            yield from table_rows(records, path, self.name, self.needed, self.known, self.aliases)

    def _records(self, path: Path) -> Iterator[Row]:
        checked = False
        for row in json_rows(path):
            for other, name in self.aliases.items():
                if other in row.cells:
                    row.cells.setdefault(name, row.cells.pop(other))
            if not checked and not row.unread:
                require_columns(path, list(row.cells), self.needed, self.name)
                checked = True
            yield row

    def point(self, row: Row) -> tuple[float, float] | None:
        """Return the point of a row, as `Reader.point` says."""
        latitude = degrees(row.get("latitude"), 90)
        longitude = degrees(row.get("longitude"), 180)
        return (latitude[1], longitude[1]) if latitude and longitude else None
