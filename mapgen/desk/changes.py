"""A change of records: what it says, what it makes of documents, and what takes it back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mapgen.desk.documents.edit import ConflictError, Edit
from mapgen.desk.history import Entry, Kind, differences, now
from mapgen.files.stretch import common_ends

if TYPE_CHECKING:
    from mapgen.desk.documents.document import Document
    from mapgen.desk.documents.editing import Editing


BEHIND = "(behind)"
"""What the history calls a record's place: the key of the one before it, "" for the first."""


@dataclass(frozen=True, slots=True)
class Operation:
    """What becomes of one record of one file.

    Attributes
    ----------
    file
        The file's name in the workspace: a key of `Workspace.files`.
    key
        The record's key, for a new record the one that it is going to have.
    base
        The digest (`digest`) of the text that the change was made from, "" for a new record.
    value
        Fields and what they say; in a table those that are not named stay. None takes the record
        out.
    behind
        The key of the record that stands before it afterwards, "" for none. Default: a new record
        stands behind the last, any other where it is.
    """

    file: str
    key: str
    base: str
    value: Mapping[str, object] | None
    behind: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Operations that are made in one go, or not at all, and why."""

    operations: Sequence[Operation]
    who: str = ""
    kind: Kind = "source"
    why: str = ""


@dataclass(frozen=True, slots=True)
class Splice:
    """The stretch in which two states of a file differ; None stands for no file."""

    file: str
    start: int
    before: bytes | None
    after: bytes | None
    digests: tuple[str, str]
    """Of the whole file before and after."""

    def reversed(self) -> Splice:
        """Return the splice that takes this one back."""
        return replace(
            self, before=self.after, after=self.before, digests=(self.digests[1], self.digests[0])
        )


@dataclass(slots=True)
class Done:
    """A change that was made: its number, and what takes it back."""

    number: int
    entries: tuple[Entry, ...]
    splices: tuple[Splice, ...]
    edits: tuple[tuple[str, Edit], ...] = ()
    """The file and the record of each, for a file that has been changed elsewhere since."""


def digest(text: str | None) -> str:
    """Return what stands for a record's text in a request.

    Parameters
    ----------
    text : str or None
        None for no record.

    Returns
    -------
    str
        16 hexadecimal digits; "" for no record.
    """
    return "" if text is None else hashlib.sha256(text.encode()).hexdigest()[:16]


def digest_of_file(raw: bytes | None) -> str:
    """Return the SHA-256 of a file's bytes.

    Parameters
    ----------
    raw : bytes or None
        None for no file.

    Returns
    -------
    str
        Hexadecimal; "" for no file.
    """
    return "" if raw is None else hashlib.sha256(raw).hexdigest()


def turned(edit: Edit, *, back: bool) -> Edit:
    """Return the edit that takes one back, or the edit itself.

    Parameters
    ----------
    edit : Edit
        As it was made.
    back : bool
        Whether it is taken back.

    Returns
    -------
    Edit
        With before and after in the order in which they come now.
    """
    if not back:
        return edit
    return edit.reversed()


def turned_entry(entry: Entry, *, back: bool) -> Entry:
    """Return what the history says of a change that is taken back, or made again.

    Parameters
    ----------
    entry : Entry
        As the change was noted.
    back : bool
        Whether it is taken back.

    Returns
    -------
    Entry
        With old and new in the order in which they come now.
    """
    if not back:
        return entry
    fields = {name: (new, old) for name, (old, new) in entry.fields.items()}
    id_ = fields.get("id", ("", ""))[1]
    return replace(entry, fields=fields, id=str(id_) if id_ else entry.id)


def applied(document: Editing, operation: Operation) -> tuple[Edit, Entry | None]:
    """Apply an operation to a document.

    Parameters
    ----------
    document : Editing
        The file's; afterwards the operation is made in it.
    operation : Operation
        What becomes of one record.

    Returns
    -------
    edit : Edit
        What it did.
    entry : Entry or None
        What the history says of it; None where nothing has changed.

    Raises
    ------
    ConflictError
        The record's text is not the one that the operation was made from.
    """
    before = document.text_before_columns(operation.key)
    if operation.base != digest(before):
        raise ConflictError(operation.key, before)
    before = document.text_of(operation.key)
    old = None if before is None else document.value(before)
    if operation.value is None:
        edit = Edit(operation.key, before, None, document.neighbour(operation.key))
    else:
        document.add_columns(operation.value)
        before = document.text_of(operation.key)
        after = document.document.write(operation.value, before)
        behind, moved_from = operation.behind, None
        if before is not None and behind is not None:
            moved_from = document.neighbour(operation.key)
            if behind in (moved_from, operation.key):
                behind = moved_from = None
        edit = Edit(operation.key, before, after, behind, document.id_of(after) or "", moved_from)
    document.edit(edit)
    new = None if edit.after is None else document.value(edit.after)
    fields = differences(old, new)
    if edit.moved_from is not None:
        fields[BEHIND] = (edit.moved_from, edit.behind)
    if not fields:
        return edit, None
    key = edit.after_key if edit.after is not None and edit.after_key else operation.key
    return edit, Entry(0, now(), "", "source", "", "", key, fields)


def says(document: Document, entry: Entry) -> bool:
    """Return whether a document says what an entry of the history says that it does.

    Parameters
    ----------
    document : Document
        The file's.
    entry : Entry
        Of the history.

    Returns
    -------
    bool
        Whether the change stands in the file.
    """
    text = document.text_of(entry.id)
    found: dict[str, object] = {} if text is None else {**document.value(text)}
    if BEHIND in entry.fields:
        found[BEHIND] = document.neighbour(entry.id)
    return all((found.get(name) or "") == (new or "") for name, (_, new) in entry.fields.items())


def splice_of(name: str, before: bytes | None, after: bytes | None) -> Splice:
    """Return the stretch in which two states of a file differ.

    Parameters
    ----------
    name : str
        The file's.
    before, after : bytes or None
        All its bytes; None for no file.

    Returns
    -------
    Splice
        From the first byte that differs to the last.
    """
    digests = (digest_of_file(before), digest_of_file(after))
    if before is None or after is None:
        return Splice(name, 0, before, after, digests)
    start, end = common_ends(before, after)
    return Splice(
        name, start, before[start : len(before) - end], after[start : len(after) - end], digests
    )
