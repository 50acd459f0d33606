"""object CSV table → events: --map column=field, fields under their own and their usual names.

Every other column stays, behind those of every atlas.
"""

from __future__ import annotations

import itertools
import re
from functools import partial
from typing import TYPE_CHECKING

from mapgen.exchange.common.bibliographies import offer_all
from mapgen.exchange.common.column_map import translated, unmapped
from mapgen.exchange.common.csv_rows import csv_rows
from mapgen.exchange.common.event_cells import DERIVED_FIELDS, is_export
from mapgen.exchange.common.formulas import unguarded
from mapgen.exchange.common.open_text import unreadable
from mapgen.exchange.common.own_fields import Generic
from mapgen.exchange.common.point_cells import read_point
from mapgen.exchange.common.reader import Note
from mapgen.exchange.common.several_places import FIELD, read_places
from mapgen.exchange.common.values import degrees, west_of
from mapgen.files.paths import beside, is_there

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from mapgen.exchange.common.options import Options
    from mapgen.exchange.common.reader import Draft, Row
    from mapgen.exchange.common.source_writer import References
    from mapgen.records.place_row import EventPlace


_AGAIN = re.compile(r"(.+)_again(?:_\d+)?")
_UNNAMED = re.compile(r"column_\d+")
LOOKED_AT = 50
"""Rows that tell which columns there are, and whether one without a name holds anything."""
SOURCES = "-sources.json"  # behind the name of a table: what it cites, where an export left it


class PlainTable(Generic):
    """A table whose columns only its maker knows."""

    name = "table"

    def __init__(self, references: References, options: Options) -> None:
        super().__init__(references, options)
        self._columns: dict[str, str] = {}
        self._others: dict[str, str] = {}
        self._kept: frozenset[str] = frozenset()
        self.of_file += offer_all(options.sources, references)

    def prepare(self, files: Sequence[Path]) -> None:
        """Keep the columns of all the files that are no field, as `Reader.prepare` says."""
        others: dict[str, str] = {}
        fields, ours = set(self.mapping.made), False
        for path in files:
            header = self._header(path)
            columns = self.mapping.columns_in(header)
            fields |= set(columns)
            ours = ours or is_export(self.columns_in(path))
            others |= {**translated(columns), **unmapped(self.mapping.kept(columns), header)}
            for name in self._empty(path):
                others.pop(name, None)
            sources = beside(path, path.name + SOURCES)
            if self.options.sources is None and is_there(sources):
                offer_all(sources, self.references)
        self.extra = self.kept(others, fields, ours=ours)
        self._kept = frozenset(self.extra)

    def rows(self, path: Path) -> Iterator[Row]:
        """Yield the rows of a file, as `Reader.rows` says."""
        header = self._header(path)
        self.mapping.require(header, path.name)
        self._columns = self.mapping.columns_in(header)
        self._others = unmapped(self.mapping.kept(self._columns), header)
        self.ours = is_export(self.columns_in(path))
        if not {"date", "year"} & {*self._columns, *self.mapping.made}:
            shown = ", ".join(filter(None, header))[:300]
            mend = f"Name it: --map COLUMN=date. The columns are: {shown}."
            raise unreadable(path, "no column of dates", mend)
        for name in header:
            again = _AGAIN.fullmatch(name)
            if again and again[1] in header:
                reason = f"a second column of the name {again[1]}: called {name}"
                self.of_file.append(Note(again[1], path.name, reason))
        return map(_without_guards, self.table(path))

    def table(self, path: Path) -> Iterator[Row]:
        """Yield the rows of a file with their cells as text, by column.

        Parameters
        ----------
        path : Path
            A file of the import.

        Returns
        -------
        iterator of Row
            In the order of the file.
        """
        return csv_rows(path)

    def columns_in(self, path: Path) -> list[str]:
        """Return the columns of a file.

        Parameters
        ----------
        path : Path
            A file of the import.

        Returns
        -------
        list of str
            In the order of the file.

        Raises
        ------
        InputError
            It has none.
        """
        first: Row | None = None
        for row in self.table(path):
            if not row.unread:
                return list(row.cells)
            first = first or row
        if first is None:
            raise unreadable(path, "file has no rows")
        raise unreadable(path, f"line {first.line}: {first.unread}", "Mend the rows.")

    def _header(self, path: Path) -> list[str]:
        header = self.columns_in(path)
        if is_export(header):  # an export of ours: they are derived anew
            return [column for column in header if column not in DERIVED_FIELDS]
        return header

    def _empty(self, path: Path) -> list[str]:
        """Return the columns without a name in which the first rows have nothing."""
        first = [row for row in itertools.islice(self.table(path), LOOKED_AT) if not row.unread]
        names = (name for name in first[0].cells if _UNNAMED.fullmatch(name)) if first else ()
        return [name for name in names if not any(row.get(name) for row in first)]

    def point(self, row: Row) -> tuple[float, float] | None:
        """Return the point of a row, as `Reader.point` says."""
        texts = self._get(row, "latitude"), self._get(row, "longitude")
        if not any(texts):
            texts = read_point(self._get(row, "point"))[:2]
        latitude = degrees(texts[0], 90)
        longitude = degrees(west_of(texts[1]) or texts[1], 180)
        return (latitude[1], longitude[1]) if latitude and longitude else None

    def countries(self, row: Row) -> tuple[str, ...]:
        """Return the names and codes of a row's country, as `Reader.countries` says."""
        text = self._get(row, "country")
        return (text,) if text else ()

    def draft(self, row: Row) -> Draft:
        """Return the event of a row, as `Reader.draft` says."""
        draft = self.event(partial(self._get, row), row, self._columns)
        for name, column in self._others.items():
            draft.cells[name] = row.get(column) or draft.cells.get(name, "")
            if draft.cells[name] and name not in self._kept:
                self.note(column, row.get(column), "a column without a name: left out")
        return draft

    def places(self, row: Row) -> tuple[EventPlace, ...]:
        """Return the places of an event at several, as `Generic.places` says."""
        return read_places(row.get(FIELD)) if is_export(row.cells) else ()

    def _get(self, row: Row, field: str) -> str:
        column = self._columns.get(field)
        if not column:
            if field in self._made:
                return self.mapping.text(field, row.cells, self.options.unknown)
            return ""
        return row.lines(column) if field.startswith("summary") else row.get(column)


def _without_guards(row: Row) -> Row:
    """Return a row whose cells are as they were before an export guarded them."""
    row.cells = {column: unguarded(cell) for column, cell in row.cells.items()}
    if row.raw:
        row.raw = {column: unguarded(cell) for column, cell in row.raw.items()}
    return row
