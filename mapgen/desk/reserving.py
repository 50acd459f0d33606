"""Ids that stay reserved: of events that are taken out, and of those that get another id.

A link to an event, printed or sent years ago, leads to it under its new id, or says why it is gone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from mapgen.desk.changes import Change, Operation, digest
from mapgen.desk.documents.edit import NotEditableError
from mapgen.desk.folder_files import CHAPTERS
from mapgen.problems import InputError
from mapgen.records.removed_ids import NOW

if TYPE_CHECKING:
    from mapgen.desk.folder_files import FolderFiles

ID = "id"


def with_reserved(files: FolderFiles, change: Change, day: dt.date) -> list[Operation]:
    """Return the operations of a change, and those that it needs for the ids of events.

    Of an event that is taken out the id goes to `removed.csv`; of one that gets another id too,
    with the new one as `now`, and related events and chapters of the story name it by that.

    Parameters
    ----------
    files
        The files of the folder, as they stand before the change.
    change
        What is going to be made.
    day
        When it is made.

    Returns
    -------
    list of Operation
        In the order in which they are to be made.

    Raises
    ------
    NotEditableError
        Nothing is said of why.
    """
    found = list(change.operations)
    named = {each.key for each in found if each.file == "removed"}
    touched = {(each.file, each.key) for each in found}
    for each in change.operations:
        old = own_id(files, each.key) if each.file == "events" else ""
        if not old or old in named:
            continue
        new = old if each.value is None else str(each.value.get(ID, old)).strip()
        if each.value is not None and new in ("", old):
            continue
        if not change.why:
            raise NotEditableError("Say why, in “Why”: the old id stays reserved.")
        now = "" if each.value is None else new
        found += reserved(files, old, now, change.why, day)
        if now:
            others = renamed(files, old, now)
            found += [other for other in others if (other.file, other.key) not in touched]
    return found


def own_id(files: FolderFiles, key: str) -> str:
    """Return the id of an event, "" where it has none, or another event has it too.

    Parameters
    ----------
    files : FolderFiles
        The files of the folder.
    key : str
        The event's.

    Returns
    -------
    str
        As it is written.
    """
    document = files.document("events")
    text = document.text_of(key) if document else None
    if document is None or text is None:
        return ""
    id_ = document.id_of(text) or ""
    same = sum(document.id_of(part.text) == id_ for part in document.parts if part.key)
    return id_ if same == 1 else ""


def renamed(files: FolderFiles, old: str, new: str) -> list[Operation]:
    """Return what lets related events, drafts and chapters follow an event to its new id.

    Parameters
    ----------
    files : FolderFiles
        The files of the folder.
    old, new : str
        The event's ids.

    Returns
    -------
    list of Operation
        One for each record that names the old id.
    """
    found = []
    for file, field, between in (
        ("events", "related", "; "), ("drafts", "related", "; "), (CHAPTERS, "events", ", "),
    ):  # fmt: skip
        for key, value, base in records_of(files, file):
            names = str(value.get(field, ""))
            listed = followed(names, old, new, between, key if file != CHAPTERS else "")
            if listed != names:
                found.append(Operation(file, key, base, {field: listed}))
    return found


def followed(names: str, gone: str, kept: str, between: str, itself: str) -> str:
    """Return a list of ids in which one stands for another.

    Parameters
    ----------
    names : str
        The ids as they are written.
    gone, kept : str
        What is replaced and by what; "" for nothing.
    between : str
        What parts the ids.
    itself : str
        The id of the record, which is not related to itself.

    Returns
    -------
    str
        The list itself where the one that is gone is not in it.
    """
    listed = [each.strip() for each in names.split(between.strip()) if each.strip()]
    if gone not in listed:
        return names
    new = dict.fromkeys(kept if each == gone else each for each in listed)
    return between.join(each for each in new if each and each != itself)


def records_of(files: FolderFiles, name: str) -> Iterator[tuple[str, Mapping[str, object], str]]:
    """Yield the records of a file; none where it cannot be edited.

    Parameters
    ----------
    files : FolderFiles
        The files of the folder.
    name : str
        The file's.

    Yields
    ------
    tuple of (str, mapping of str to object, str)
        Key, value and digest of each.
    """
    try:
        document = files.document(name)
    except (NotEditableError, InputError):
        return
    for key, value in document.records() if document else ():
        yield key, value, digest(document.text_of(key) if document else None)


def reserved(files: FolderFiles, old: str, now: str, why: str, day: dt.date) -> Iterator[Operation]:
    """Yield what reserves an id; one that an event gets back is free again.

    Parameters
    ----------
    files : FolderFiles
        The files of the folder.
    old, now : str
        The id, and what the event is called now; "" where it is taken out.
    why : str
        The reason that `removed.csv` gives.
    day : datetime.date
        When it is made.

    Yields
    ------
    Operation
        Those on `removed.csv`.
    """
    value = {ID: old, "date": day.isoformat(), "reason": why, **({NOW: now} if now else {})}
    base = ""
    for key, known, digested in records_of(files, "removed"):
        if key == old:
            base = digested
        elif key == now and known.get(NOW) == old:
            yield Operation("removed", key, digested, None)
    yield Operation("removed", old, base, value)
