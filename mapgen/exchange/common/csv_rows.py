"""A CSV file of any size → its rows one by one, under the names that the codebook gives them.

Read as they come: comma, semicolon, tab or | between the cells, any order of columns, line breaks
inside cells, a row of HXL tags below the header, names cut to ten letters by a shapefile.
"""

from __future__ import annotations

import csv
import itertools
import re
from typing import TYPE_CHECKING

from mapgen.exchange.common.open_text import WINDOWS, open_text, unreadable
from mapgen.exchange.common.reader import Row, one_line
from mapgen.files import letters
from mapgen.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import TextIO, TypeAlias

    Records: TypeAlias = Iterator[tuple[int, list[str], str]]

MAX_CELL = 1 << 22  # characters; a quote that is never closed stops here
MAX_LINE = 1 << 24
_JSON = re.compile(r"\s*(?:\[\s*)?\{\s*(?:\"|\}|$)|\s*\[\s*(?:[\[\]]|$)")
_DELIMITER = re.compile(r"(?i)\"?sep=([^\w\s\"]|\t)\"?")
_DELIMITERS = ",;\t|"
_LOOKED_AT = 20  # lines at most, blank ones and titles with them
_TITLES = 9  # lines of one cell that may stand above a header
_SHORT = 10  # letters of a column name that a shapefile keeps


def csv_rows(
    path: Path, *, format_name: str = "", required: Sequence[str] = (), known: Sequence[str] = (),
    aliases: Mapping[str, str] | None = None,
) -> Iterator[Row]:  # fmt: skip
    """Yield the rows of a CSV file, each with the line at which it begins.

    Columns get small letters and _ for blanks; then `aliases` and the `known` names in full. A row
    that cannot be read has `unread` set. Cells are stripped and on one line.

    Parameters
    ----------
    path : Path
        The file.
    format_name : str
        What the format is called in messages; "" for none.
    required : sequence of str
        Columns without which it is not of the format.
    known : sequence of str
        Columns whose names the file may write in another case or cut short.
    aliases : mapping of str to str or None
        Column as it may be called → column as it is known.

    Yields
    ------
    Row
        In the order of the file.

    Raises
    ------
    InputError
        The file cannot be read, or lacks a required column.
    """
    with open_text(path) as (text, encoding), _long_cells():
        lines = _Lines(_bounded(text, path), path)
        reader = csv.reader(lines.sniffed(), delimiter=lines.delimiter, strict=True)
        for row in table_rows(_records(reader), path, format_name, required, known, aliases):
            row.damaged = encoding == WINDOWS and any(
                "\ufffd" in cell for cell in row.cells.values()
            )
            yield row


def table_rows(
    records: Records, path: Path, format_name: str = "",
    required: Sequence[str] = (), known: Sequence[str] = (),
    aliases: Mapping[str, str] | None = None,
) -> Iterator[Row]:  # fmt: skip
    """Yield the rows of records that begin with a header.

    Parameters
    ----------
    records : iterator of tuple of (int, list of str, str)
        Line, cells, and what is wrong ("" for nothing) of each.
    path : Path
        The file, for messages.
    format_name : str
        What the format is called in messages; "" for none.
    required : sequence of str
        Columns without which it is not of the format.
    known : sequence of str
        Columns whose names the file may write in another case or cut short.
    aliases : mapping of str to str or None
        Column as it may be called → column as it is known.

    Yields
    ------
    Row
        In the order of the file.

    Raises
    ------
    InputError
        There is no header, or it lacks a required column.
    """
    above, names, records = _header_of(records, path)
    header = _header(names, known, aliases or {})
    require_columns(path, header, required, format_name)
    yield from above
    width = len(header)
    first = True
    for line, cells, wrong in records:
        whole = "".join(cells)
        if wrong:
            yield Row(line, unread=wrong)
        elif not whole or whole.isspace():
            continue
        elif len(cells) == width:
            if first and _is_hxl(cells):
                first = False
                continue
            first = False
            raw = None
            if not whole.isprintable() or not letters.is_plain(whole):
                raw = dict(zip(header, cells, strict=True))
                cells = [one_line(cell) for cell in cells]
            yield Row(line, dict(zip(header, map(str.strip, cells), strict=True)), raw=raw)
        else:
            shown = one_line(cells[0])
            yield Row(line, {"": shown}, unread=f"{len(cells):,} cells instead of {width}")


def _header_of(records: Records, path: Path) -> tuple[list[Row], list[str], Records]:
    """Return the lines above the header as rows left out, the names of the columns, and the rest.

    A line of one cell is a title or a comment, where a header of several comes soon behind it.
    """
    alone: list[tuple[int, list[str], str]] = []
    for record in records:
        line, cells, wrong = record
        if wrong:
            raise unreadable(path, f"line {line}: {wrong}", "Mend the header.")
        filled = sum(bool(cell.strip()) for cell in cells)
        if filled > 1:
            titles = [(at, " ".join(map(one_line, given)).strip()) for at, given, _ in alone]
            above = [Row(at, {"": text}, unread="a line above the header") for at, text in titles]
            return above, cells, records
        alone += [record] if filled else []
        if len(alone) > _TITLES:
            break
    names = alone[0][1] if alone else []
    return [], names, itertools.chain(alone[1:], records)


def _bounded(text: TextIO, path: Path) -> Iterator[str]:
    """Yield the lines of a text; none is held that is longer than any table's."""
    number = 0
    while line := text.readline(MAX_LINE):
        number += 1
        if len(line) == MAX_LINE and line[-1] not in "\r\n":
            message = f"line {number:,}: more than {MAX_LINE:,} characters"
            raise unreadable(path, message, "Is it a table? Save it as CSV.")
        yield line


class _Lines:
    """The lines of a text, of which the first is looked at to find the delimiter."""

    def __init__(self, text: Iterator[str], path: Path) -> None:
        self._text, self._path = text, path
        self.delimiter = ","

    def sniffed(self) -> Iterator[str]:
        head = list(itertools.islice(self._text, 1))
        while head and not head[-1].strip():
            head += list(itertools.islice(self._text, 1)) or [""]
            if not head[-1]:
                break
        if head and _JSON.match(head[-1]):
            message = "file cannot be read: JSON, and no table"
            raise unreadable(self._path, message, "Import it as json, geojson or linked-places.")
        named = _DELIMITER.fullmatch(head[-1].strip(" \r\n")) if head else None
        if named:  # Excel's own line, above the header
            self.delimiter = named[1]
            head[-1] = "\n"
        elif head:
            while not any(each in head[-1] for each in _DELIMITERS) and len(head) < _LOOKED_AT:
                head += list(itertools.islice(self._text, 1)) or [""]
                if not head[-1]:
                    break
            self.delimiter = max(_DELIMITERS, key=lambda each: len(head[-1].split(each)))
        return itertools.chain(head, self._text)


def _records(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str], str]]:
    """Yield (line at which it begins, cells, what is wrong) of each record that is not blank."""
    while True:
        line = reader.line_num + 1  # type: ignore[attr-defined]
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, [], _said(str(error))
            continue
        if cells:
            yield line, cells, ""


def _said(error: str) -> str:
    if "end of data" in error:
        return "a quote is opened here and never closed: nothing behind it could be read"
    if "field larger" in error:
        return f"a cell of more than {MAX_CELL:,} characters: is a quote not closed?"
    return f"quotes do not match: {error}"


def _header(cells: list[str], known: Sequence[str], aliases: Mapping[str, str]) -> list[str]:
    """Return a name for each column: NAME_again for the second of one name, else column_N."""
    full = {name[:_SHORT]: name for name in known if len(name) > _SHORT}
    header: list[str] = []
    seen: set[str] = set()
    for at, cell in enumerate(cells, start=1):
        name = "_".join(cell.strip().lower().replace("-", "_").split())
        name = aliases.get(name, name)
        if name not in known:
            name = full.get(name, name)
        name = name or f"column_{at}"
        again = itertools.count(2)
        free = name
        while free in seen:
            number = next(again)
            free = f"{name}_again" if number == 2 else f"{name}_again_{number - 1}"
        header.append(free)
        seen.add(free)
    return header


def require_columns(
    path: Path, header: list[str], required: Sequence[str], format_name: str
) -> None:
    """Refuse a file that has no columns, or lacks a `required` one.

    Parameters
    ----------
    path : Path
        The file, for messages.
    header : list of str
        The names of its columns.
    required : sequence of str
        Those that it must have.
    format_name : str
        What the format is called in messages; "" for none.

    Raises
    ------
    InputError
        It has no columns, or lacks one: with its name and what there is instead.
    """
    if not any(header):
        raise unreadable(path, "file is empty", "Download it again.")
    missing = [name for name in required if name not in header]
    if missing:
        guess = did_you_mean(missing[0], header)
        listed = ", ".join(missing)
        what = f"not a file of {format_name}: " if format_name else ""
        raise unreadable(
            path,
            f"{what}no column {listed}",
            guess or f"Its columns are: {', '.join(filter(None, header))[:300]}.",
        )


def _is_hxl(cells: list[str]) -> bool:
    """Return whether a row is the tags of the Humanitarian Exchange Language."""
    tags = [cell.strip() for cell in cells if cell.strip()]
    return bool(tags) and all(tag[0] == "#" and tag[1:2].isalpha() for tag in tags)


class _long_cells:  # noqa: N801  # used like a function
    """Lets the csv module read long cells, and puts its limit back."""

    def __enter__(self) -> None:
        self._before = csv.field_size_limit(MAX_CELL)

    def __exit__(self, *_: object) -> None:
        csv.field_size_limit(self._before)
