"""history.jsonl: what was changed in an atlas, when, by whom and why; a line for each record.

Lines are only ever added. A line is written before the files are, so that a change which stands in
a file is never missing here; where the editor ended in between, the next one notes that the change
was not made (`settle`).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Literal

from mapgen.files.paths import is_there
from mapgen.files.text import read_bytes
from mapgen.files.write import append
from mapgen.problems import Problems

if TYPE_CHECKING:
    from mapgen.files.folder import FolderFile

Kind = Literal["slip", "source", "correction", "undo", "redo", "not-made"]
KINDS: tuple[Kind, ...] = ("slip", "source", "correction", "undo", "redo", "not-made")
"""A slip of the pen, a new source, a correction; a change taken back, or made again; one that the
editor ended before making."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what became of one record.

    Attributes
    ----------
    number
        Of the change, from 1: records that were changed in one go share it.
    when
        UTC, to the second, ISO 8601.
    who
        May be empty.
    kind, why
        Why it was changed.
    file, id
        Which record; `file` relative to the folder.
    fields
        For each field what it said and what it says; None stands for a field, and ``{}`` for a
        record, that was not or is no longer there.
    of
        The number of the change that an undo, redo or not-made is about, else None.
    """

    number: int
    when: str
    who: str
    kind: Kind
    why: str
    file: str
    id: str
    fields: Mapping[str, tuple[object, object]] = field(default_factory=dict)
    of: int | None = None

    def as_json(self) -> dict[str, object]:
        """Return the entry ready for JSON."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def line(self) -> str:
        """Return the entry as a line of JSON."""
        written = {name: value for name, value in self.as_json().items() if value is not None}
        return json.dumps(written, ensure_ascii=False) + "\n"


def read_history(file: FolderFile) -> list[Entry]:
    """Return the entries in order; lines that are none (half-written, foreign) are passed over.

    Parameters
    ----------
    file : FolderFile
        ``history.jsonl``.

    Returns
    -------
    list of Entry
        [] where there is no file.
    """
    return [entry for line in _lines(file) if (entry := _entry(line)) is not None]


def last_entry(file: FolderFile) -> Entry | None:
    """Return the last of the entries, as `read_history` reads them; the others are not parsed.

    Parameters
    ----------
    file : FolderFile
        ``history.jsonl``.

    Returns
    -------
    Entry or None
        None where there is none.
    """
    found = (_entry(line) for line in reversed(_lines(file)))
    return next((entry for entry in found if entry is not None), None)


def _lines(file: FolderFile) -> list[bytes]:
    if not is_there(file):
        return []
    return (read_bytes(file, Problems(file.name)) or b"").splitlines()


def _entry(line: bytes) -> Entry | None:
    try:
        given = json.loads(line)
        given["fields"] = {name: tuple(both) for name, both in given["fields"].items()}
        return Entry(**given)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def add_entries(file: FolderFile, entries: Iterable[Entry]) -> None:
    """Write entries behind the last line; one that was left half-written is ended first.

    Parameters
    ----------
    file : FolderFile
        ``history.jsonl``.
    entries : iterable of Entry
        In their order.

    Raises
    ------
    OutputError
        The file cannot be written; nothing of the entries stands in it then, or they stand whole.
    """
    append(file, "".join(entry.line() for entry in entries).encode())


def settle(file: FolderFile, is_made: Callable[[Entry], bool]) -> None:
    """Note that the last change was not made, where `is_made` denies it for one of its records.

    Parameters
    ----------
    file : FolderFile
        ``history.jsonl``.
    is_made : callable
        Whether what an entry says stands in the files.
    """
    entries = read_history(file)
    last = [entry for entry in entries if entry.number == entries[-1].number] if entries else []
    if not last or last[0].kind == "not-made" or all(is_made(entry) for entry in last):
        return
    number = entries[-1].number
    missing = [entry for entry in last if not is_made(entry)]
    notes = [
        Entry(number + 1, now(), "", "not-made", "the editor ended before it was written",
              entry.file, entry.id, of=number)
        for entry in missing
    ]  # fmt: skip
    add_entries(file, notes)


def differences(
    before: Mapping[str, object] | None, after: Mapping[str, object] | None
) -> dict[str, tuple[object, object]]:
    """Return the fields in which two forms of a record differ, each with both values.

    Parameters
    ----------
    before : mapping of str to object or None
        None for no record.
    after : mapping of str to object or None
        None for no record.

    Returns
    -------
    dict of str to tuple of (object, object)
        {field: (old, new)}; None for a field that is not there.
    """
    old, new = before or {}, after or {}
    names = dict.fromkeys([*old, *new])
    return {
        name: (old.get(name), new.get(name))
        for name in names
        if old.get(name) != new.get(name) and (old.get(name) or new.get(name))
    }


def now() -> str:
    """Return the time in UTC, to the second."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
