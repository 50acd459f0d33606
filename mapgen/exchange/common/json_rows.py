"""A JSON file of any size → its records one by one: an array of objects, or an object a line.

An object around the array, as in ``{"events": [{…}]}``, is read too. Of the file never more is held
than one record and one chunk.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mapgen.exchange.common.column_map import plain
from mapgen.exchange.common.geojson_stream import JsonScanner
from mapgen.exchange.common.open_text import open_text, unreadable
from mapgen.exchange.common.reader import Row, one_line
from mapgen.exchange.common.values import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HEAD = 4096  # characters in which a text that is no blank page begins


def is_json(path: Path) -> bool:
    """Return whether a text begins as JSON that holds records.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    bool
        Whether it begins with { or [.

    Raises
    ------
    InputError
        The file cannot be read at all.
    """
    with open_text(path) as (text, _):
        return text.read(_HEAD).lstrip()[:1] in ("{", "[")


def json_rows(path: Path) -> Iterator[Row]:
    """Yield the records of a file as rows, numbered from 1.

    A member of an object inside a record is a column of both names: ``start_year`` for
    ``{"start": {"year": 1901}}``. What is no object has `unread` set.

    Parameters
    ----------
    path : Path
        The file.

    Yields
    ------
    Row
        In the order of the file.

    Raises
    ------
    InputError
        The file is no JSON, or its values are no records.
    """
    with open_text(path) as (text, _):
        number = 0
        try:
            for number, value in enumerate(_records(JsonScanner(text), path), start=1):
                yield _row(number, value)
        except json.JSONDecodeError as error:
            behind = f" behind record {number:,}" if number else ""
            message = f"file cannot be read: not JSON{behind}: {error.msg}"
            mend = "Export it anew; a file that is cut off ends like this."
            raise unreadable(path, message, mend) from error
        except RecursionError as error:
            raise unreadable(path, "file cannot be read: nested too deeply") from error


def _records(scan: JsonScanner, path: Path) -> Iterator[object]:
    while scan.peek():
        if scan.peek() == "[":
            yield from _items(scan)
        elif scan.peek() == "{":
            yield from _object(scan)
        else:
            message = "file cannot be read: JSON, and no list of records"
            raise unreadable(path, message, 'Write [{"date": "1990-05-26"}], or an object a line.')


def _items(scan: JsonScanner) -> Iterator[object]:
    scan.take("[")
    while scan.peek() != "]":
        yield scan.value()
        if scan.peek() != "]":
            scan.take(",")
    scan.take("]")


def _object(scan: JsonScanner) -> Iterator[object]:
    """Yield an object, or the items of the first list of objects in it."""
    scan.take("{")
    members: dict[str, object] = {}
    found = False
    while scan.peek() != "}":
        key = str(scan.value())
        scan.take(":")
        if scan.peek() == "[" and not found and scan.next_is("[", "{"):
            found = True
            yield from _items(scan)
        else:
            members[key] = scan.value()
        if scan.peek() != "}":
            scan.take(",")
    scan.take("}")
    if not found:
        yield members


def _row(number: int, value: object) -> Row:
    if not isinstance(value, dict):
        return Row(number, {"": json.dumps(value)[:80]}, unread="no object")
    raw: dict[str, str] = {}
    for name, member in value.items():
        inner = member if isinstance(member, dict) and member else {"": member}
        for key, each in inner.items():
            column = plain(one_line(f"{name}_{key}" if key else str(name)))
            raw.setdefault(column or "column", text_of(each))
    cells = {column: one_line(text) for column, text in raw.items()}
    return Row(number, cells, raw=raw)
