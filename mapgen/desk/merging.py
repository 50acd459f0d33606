"""Two records that are one: the operations that leave one of them, and let all others follow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from mapgen.desk.changes import Operation, digest
from mapgen.desk.citing import cited_instead
from mapgen.desk.documents.edit import NotEditableError
from mapgen.desk.folder_files import CHAPTERS
from mapgen.records.removed_ids import NOW

if TYPE_CHECKING:
    from mapgen.desk.folder_files import FolderFiles


def merged_events(
    files: FolderFiles, kept: Operation, gone: Operation, why: str, day: dt.date
) -> list[Operation]:
    """Return what merges two events.

    The other's id is reserved in `removed.csv`, which says what it is now; related events and the
    chapters of the story name the one that stays.

    Parameters
    ----------
    files
        The files of the folder.
    kept
        What becomes of the event that stays.
    gone
        The event that is taken out; of what it makes of it only file, key and base count.
    why
        Why the two are one.
    day
        When they were merged.

    Returns
    -------
    list of Operation
        In the order in which they are to be made.

    Raises
    ------
    NotEditableError
        They are not two events, or nothing is said of why.
    """
    if kept.key == gone.key:
        raise NotEditableError("An event is not merged with itself.")
    if not why:
        raise NotEditableError("Say why the two are one: the other's id stays reserved.")
    found = [kept, Operation(gone.file, gone.key, gone.base, None)]
    reserved = {"id": gone.key, "date": day.isoformat(), "reason": why, NOW: kept.key}
    found.append(Operation("removed", gone.key, "", reserved))
    given = kept.value or {}
    for file in ("events", "drafts"):
        for key, value, base in _records(files, file):
            if (file, key) == (gone.file, gone.key):
                continue
            if (file, key) == (kept.file, kept.key):
                names = str(given.get("related", value.get("related", "")))
                related = _followed(names, gone.key, "", "; ", kept.key)
                if related != names:
                    found[0] = Operation(file, key, kept.base, {**given, "related": related})
                continue
            names = str(value.get("related", ""))
            related = _followed(names, gone.key, kept.key, "; ", key)
            if related != names:
                found.append(Operation(file, key, base, {"related": related}))
    for key, value, base in _records(files, CHAPTERS):
        names = str(value.get("events", ""))
        listed = _followed(names, gone.key, kept.key, ", ", "")
        if listed != names:
            found.append(Operation(CHAPTERS, key, base, {"events": listed}))
    return found


def merged_sources(files: FolderFiles, kept: Operation, gone: Operation) -> list[Operation]:
    """Return what merges two sources: whatever cites the other cites the one that stays.

    Parameters
    ----------
    files : FolderFiles
        The files of the folder.
    kept : Operation
        What becomes of the source that stays.
    gone : Operation
        The source that is taken out.

    Returns
    -------
    list of Operation
        In the order in which they are to be made.

    Raises
    ------
    NotEditableError
        They are not two sources.
    """
    if kept.key == gone.key:
        raise NotEditableError("A source is not merged with itself.")
    follow = cited_instead(files, gone.key, kept.key)
    return [kept, *follow, Operation(gone.file, gone.key, gone.base, None)]


def _followed(names: str, gone: str, kept: str, between: str, itself: str) -> str:
    """Return ids in which one stands for another, "" for none; without a record's own."""
    listed = [each.strip() for each in names.split(between.strip()) if each.strip()]
    if gone not in listed:
        return names
    new = dict.fromkeys(kept if each == gone else each for each in listed)
    return between.join(each for each in new if each and each != itself)


def _records(files: FolderFiles, name: str) -> list[tuple[str, Mapping[str, object], str]]:
    """Return the records of a file, each with its digest; none where it cannot be edited."""
    try:
        document = files.document(name)
    except NotEditableError:
        return []
    if document is None:
        return []
    text: Callable[[str], str | None] = document.text_of
    return [(key, value, digest(text(key))) for key, value in document.records()]
