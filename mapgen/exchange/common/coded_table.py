"""Data sets with a codebook of their own, whose files are tables of known columns."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from mapgen.exchange.common.column_map import unmapped
from mapgen.exchange.common.csv_rows import csv_rows, require_columns, table_rows
from mapgen.exchange.common.json_rows import is_json, json_rows
from mapgen.exchange.common.reader import Note, Reader, Row
from mapgen.exchange.common.shape_rows import MAX_BYTES
from mapgen.exchange.common.values import degrees, no_point
from mapgen.files.sheets import opened_sheet
from mapgen.records.event_places import EXTENT, UNKNOWN
from mapgen.vocabulary import POINT_PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from mapgen.exchange.common.options import Options
    from mapgen.exchange.common.source_writer import References

_SHEETS = (".xlsx", ".ods")


class CodedTable(Reader):
    """What the readers of such data sets share: the citation, the columns, the point.

    A file is CSV, the first sheet of a workbook, or records as JSON.
    """

    rows_stand_alone = True
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
    place_code: ClassVar[str]
    """The column that says how exactly the place is known."""
    precisions: ClassVar[Mapping[str, str]]
    """The precision of each of its codes."""
    extents: ClassVar[Mapping[str, str]]
    """The codes of areas whose coordinates mean a point in them: metres around it, or unknown."""
    otherwise: ClassVar[str]
    """The precision where the column is there and has no code that is known."""
    shown_as: ClassVar[Mapping[str, str]]
    """How the codes are shown, in words for the text about the atlas, for each of `COARSE`."""

    def __init__(self, references: References, options: Options) -> None:
        super().__init__(references)
        self.options = options
        self.about = self.about.format(places=self.shown_as[options.coarse])

    def prepare(self, files: Sequence[Path]) -> None:
        """Keep the columns that the codebook does not know: a later release has more.

        Parameters
        ----------
        files : sequence of Path
            The files of one import, in their order.
        """
        if not self.keeps_others:
            return
        others: dict[str, str] = {}
        for path in files:
            first = next((row for row in self._table(path) if not row.unread), None)
            if first is not None:
                more = [column for column in first.cells if column not in self.known]
                others |= unmapped({}, filter(None, more))
        self._others = others
        self.extra = (*self.extra, *others)

    def others(self, row: Row) -> dict[str, str]:
        """Return the cells of the columns that the codebook does not know, as `Reader.others`.

        Parameters
        ----------
        row : Row
            A row of the table.

        Returns
        -------
        dict of str to str
            By the name that they get in events.csv.
        """
        return {name: row.get(column) for name, column in self._others.items()}

    def is_text_file(self, path: Path) -> bool:
        """Return whether a file is text, as `Reader.is_text_file` says.

        Parameters
        ----------
        path : Path
            A file of the import.

        Returns
        -------
        bool
            False for a spreadsheet.
        """
        return path.suffix.lower() not in _SHEETS

    def rows(self, path: Path) -> Iterator[Row]:
        """Yield the rows of a file, as `Reader.rows` says; the data set is cited from then on.

        Parameters
        ----------
        path : Path
            A file of the import.

        Yields
        ------
        Row
            In the order of the file.

        Raises
        ------
        InputError
            The file cannot be read, or is not of the data set.
        """
        note = f"Read from {path.name}."
        self.references.add(self.key, {"type": "dataset", **self.data_set, "note": note})
        checked = False
        for row in self._table(path):
            if not checked and not row.unread:
                self._note_precision(row)
                checked = True
            yield row

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

    def _note_precision(self, first: Row) -> None:
        """Note whose word it is how exact the points of a file are."""
        given = self.options.precision
        if self.place_code not in first.cells:
            reason = f"no such column: points are taken for a {given or 'town'} (--precision)"
            self.of_file.append(Note(self.place_code, "", reason))
        elif given:
            reason = "each row says how exact its point is: the option is not used"
            self.of_file.append(Note("precision", given, reason))

    def locate(self, row: Row, cells: dict[str, str], *, nowhere: bool = False) -> None:
        """Write where an event is: its precision, point, extent, and what was given.

        Parameters
        ----------
        row : Row
            A row of the table.
        cells : dict of str to str
            The cells of events.csv; what is found is written into them.
        nowhere : bool
            Whatever the code says, the coordinates are no place: the middle of a sea.
        """
        code = row.get(self.place_code).removesuffix(".0")
        if self.place_code in row.cells:
            precision = self.precisions.get(code, "")
            extent = self.extents.get(code, "")
        else:
            precision, extent = self.options.point_precision, UNKNOWN
        if nowhere:
            precision, extent = "unknown", ""
        if not precision:
            precision = self.otherwise
            if code or precision not in POINT_PRECISIONS:
                known = f"{min(self.precisions)} to {max(self.precisions)}"
                taken = f"a {precision}" if precision in POINT_PRECISIONS else "not known"
                reason = f"not {known}: taken for {taken}"
                self.note(self.place_code, code, reason)
        texts = row.get("latitude"), row.get("longitude")
        latitude, longitude = degrees(texts[0], 90), degrees(texts[1], 180)
        cells["given_latitude"], cells["given_longitude"] = texts
        if not latitude or not longitude:
            given = ", ".join(filter(None, texts))
            self.note("latitude", given, f"{no_point(*texts)}: kept without a point")
            precision = "unknown" if precision in POINT_PRECISIONS else precision
        elif precision in POINT_PRECISIONS:
            cells["latitude"], cells["longitude"] = latitude[0], longitude[0]
        elif extent and self.options.coarse != "list":
            cells["latitude"], cells["longitude"] = latitude[0], longitude[0]
            cells[EXTENT] = extent if self.options.coarse == "discs" else UNKNOWN
        cells["place_precision"] = precision

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
        """Return the point of a row, as `Reader.point` says.

        Parameters
        ----------
        row : Row
            A row of the table.

        Returns
        -------
        tuple of (float, float) or None
            Latitude and longitude, WGS 84 degrees; None without both.
        """
        latitude = degrees(row.get("latitude"), 90)
        longitude = degrees(row.get("longitude"), 180)
        return (latitude[1], longitude[1]) if latitude and longitude else None
