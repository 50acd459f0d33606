"""A CSV file (RFC 4180) row by row: a row that is not changed keeps its bytes, quotes included.

In a changed row the cells that stay keep theirs. Rows and cells are parted as ``csv.reader`` parts
them, which `mapgen.files.csv_table` reads with; what it cannot read (a quote left open) stands
between the rows and is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from mapgen.desk.documents.document import Document
from mapgen.desk.documents.edit import Edit, NotEditableError, Part

ID = "id"
_CELL = re.compile(r'"(?:[^"]|"")*+"|[^",\r\n][^,\r\n]*|')
_END = re.compile(r"\r\n|\r|\n|\Z")
_REST_OF_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_NEEDS_QUOTES = re.compile(r'[",\r\n]|^\s|\s$')
EXTRA = "+"  # a cell beyond the header's last column is called +1, +2, …


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's raw cells and what ends it: a line end, or "" at the end of the file."""

    cells: tuple[str, ...]
    end: str

    @property
    def text(self) -> str:
        return ",".join(self.cells) + self.end

    @property
    def is_blank(self) -> bool:
        return not any(unquoted(cell).strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class CsvRows(Document):
    """A CSV file with a header; a record is a row.

    Its id is the cell in the column ``id``, or in the first where there is no such column.
    """

    @staticmethod
    def split(text: str) -> Iterator[tuple[str, str | None]]:
        """Yield each row, and the header, blank and unreadable lines, as `Document.split` says.

        Raises
        ------
        NotEditableError
            There is no header, or a column twice.
        """
        header: list[str] | None = None
        for row in _rows(text):
            if isinstance(row, str):
                yield row, None
            elif header is None and not row.is_blank:
                header = [unquoted(cell).strip() for cell in row.cells]
                named = [name for name in header if name]
                if len(set(named)) < len(named):
                    raise NotEditableError("two columns have the same name")
                yield row.text, None
            elif row.is_blank or header is None:
                yield row.text, None
            else:
                yield row.text, _id(row, header)
        if header is None:
            raise NotEditableError("the file has no header")

    @property
    def header(self) -> list[str]:
        """The names of the columns, in the order of the file."""
        return list(_names(self._header()))

    def id_of(self, text: str) -> str | None:
        """Return the id of a row, as `Document.id_of` says."""
        row = _row_of(text)
        return None if row.is_blank else _id(row, _names(self._header()))

    def value(self, text: str) -> Mapping[str, str]:
        """Return a row's cells, also those beyond the last (``+1``), as `Document.value` says."""
        cells = [unquoted(cell).strip() for cell in _row_of(text).cells]
        header = _names(self._header())
        extra = {f"{EXTRA}{at}": cell for at, cell in enumerate(cells[len(header) :], start=1)}
        padded = cells + [""] * (len(header) - len(cells))
        return dict(zip(header, padded, strict=False)) | extra

    def write(self, value: Mapping[str, object], before: str | None) -> str:
        """Return the text of a row with these cells, as `Document.write` says.

        Raises
        ------
        KeyError
            The file has no column of that name.
        """
        header = _names(self._header())
        old = _row_of(before) if before else _Row((), self.line_end)
        cells = [*old.cells, *[""] * (len(header) - len(old.cells))]
        for name, cell in value.items():
            written = str(cell)
            if not written and name not in header and not name.startswith(EXTRA):
                continue  # nothing is said of what the file does not have
            at = self._index(name, header)
            if at >= len(cells):
                raise KeyError(name)
            if unquoted(cells[at]).strip() != written.strip():
                cells[at] = quoted(written, always=cells[at].startswith('"'))
        while len(cells) > len(header) and not unquoted(cells[-1]).strip():
            cells.pop()
        if len(cells) == 1 and not cells[0]:
            cells = ['""']  # an empty line is no row
        return _Row(tuple(cells), old.end).text

    @property
    def line_end(self) -> str:
        """What ends the lines of the file: that of its first line, or a line feed."""
        return _row_of(self._header()).end or "\n"

    def insert(self, texts: list[str], edit: Edit) -> None:
        """Put a new row on a line of its own, as `Document.insert` says."""
        if edit.after is None:
            return
        at = self.place(edit.behind)
        if not texts[at - 1].endswith(("\n", "\r")):
            texts[at - 1] += self.line_end
        while edit.after.endswith("\r") and "".join(texts[at : at + 1]).startswith("\n"):
            at += 1  # a blank line: the two would be one line end
        texts.insert(at, edit.after)

    def with_column(self, name: str) -> Self:
        """Return the file with one more, empty column at its end: one delimiter a row.

        Parameters
        ----------
        name : str
            The column's.

        Returns
        -------
        Self
            The file itself stays as it is.
        """
        header = _row_of(self._header())
        parts = list(self.parts)
        at = next(at for at, part in enumerate(parts) if part.text == header.text)
        parts[at] = Part(_Row((*header.cells, quoted(name)), header.end).text)
        width = len(header.cells)
        for index, part in enumerate(parts):
            row = _row_of(part.text) if part.key else None
            if row and len(row.cells) == width:
                parts[index] = Part(_Row((*row.cells, ""), row.end).text, part.key)
        return type(self)(tuple(parts), self.bom)

    def put_behind(self, before: str, text: str) -> tuple[str, ...] | None:
        """Return a row on a line of its own and one behind it, as `Document.put_behind` says."""
        if not before.endswith(("\n", "\r")):
            before += self.line_end
        return (before, text) if before.endswith("\n") and text.endswith("\n") else None

    def is_apart_from(self, before: str) -> bool:
        """Return whether a line feed ends the line before, as `Document.is_apart_from` says."""
        return before.endswith("\n")

    def _index(self, name: str, header: Sequence[str]) -> int:
        if name in header:
            return header.index(name)
        if name.startswith(EXTRA) and name[1:].isdecimal():
            return len(header) + int(name[1:]) - 1
        raise KeyError(name)

    def _header(self) -> str:
        """Return the text of the header."""
        for part in self.parts:
            if not part.key and any(_names(part.text)):
                return part.text
        raise NotEditableError("the file has no header")


def new_table(columns: Iterable[str]) -> bytes:
    """Return a CSV file that has these columns and no row.

    Parameters
    ----------
    columns : iterable of str
        Their names.

    Returns
    -------
    bytes
        UTF-8, with line feeds.
    """
    return (",".join(quoted(column) for column in columns) + "\n").encode()


def unquoted(raw: str) -> str:
    """Return what a cell says.

    Parameters
    ----------
    raw : str
        As it stands in the file.

    Returns
    -------
    str
        With the blanks around it.
    """
    return raw[1:-1].replace('""', '"') if raw.startswith('"') else raw


def quoted(cell: str, *, always: bool = False) -> str:
    """Return a cell as it is written: in quotes where RFC 4180 needs them.

    Parameters
    ----------
    cell : str
        What it says.
    always : bool
        Whether quotes stand in any case.

    Returns
    -------
    str
        As it stands in the file.
    """
    if always or _NEEDS_QUOTES.search(cell):
        return '"' + cell.replace('"', '""') + '"'
    return cell


@lru_cache(maxsize=64)
def _names(header: str) -> tuple[str, ...]:
    """Return the names of the columns in the text of a header."""
    return tuple(unquoted(cell).strip() for cell in _row_of(header).cells)


def _id(row: _Row, header: Sequence[str]) -> str:
    at = header.index(ID) if ID in header else 0
    return unquoted(row.cells[at]).strip() if at < len(row.cells) else ""


def _row_of(text: str) -> _Row:
    row = next(_rows(text), None)
    return row if isinstance(row, _Row) else _Row((text,), "")


def _rows(text: str) -> Iterator[_Row | str]:
    """Yield each row; a line, or what is left of the file, that is none comes as text."""
    at = 0
    while at < len(text):
        start = at
        cells = []
        while True:
            cell = _CELL.match(text, at)
            if cell is None:
                raise AssertionError("the pattern matches the empty cell")
            at = cell.end()
            cells.append(cell[0])
            if text.startswith(",", at):
                at += 1
                continue
            break
        end = _END.match(text, at)
        if end:
            at = end.end()
            yield _Row(tuple(cells), end[0])
        elif text.startswith('"', at) and not cells[-1]:  # a quote that is never closed
            yield text[start:]
            return
        else:  # something stands behind a closing quote: to the end of the line
            rest = _REST_OF_LINE.match(text, at)
            at = rest.end() if rest else len(text)
            yield text[start:at]
