"""Two records that are one: the operations that leave one of them, and let all others follow."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from mapgen.desk.changes import Operation
from mapgen.desk.citing import cited_instead
from mapgen.desk.documents.edit import NotEditableError
from mapgen.desk.folder_files import CHAPTERS
from mapgen.desk.reserving import followed, own_id, records_of
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
    if own_id(files, gone.key):
        reserved = {"id": gone.key, "date": day.isoformat(), "reason": why, NOW: kept.key}
        found.append(Operation("removed", gone.key, "", reserved))
    given = kept.value or {}
    for file in ("events", "drafts"):
        for key, value, base in records_of(files, file):
            if (file, key) == (gone.file, gone.key):
                continue
            if (file, key) == (kept.file, kept.key):
                names = str(given.get("related", value.get("related", "")))
                related = followed(names, gone.key, "", "; ", kept.key)
                if related != names:
                    found[0] = Operation(file, key, kept.base, {**given, "related": related})
                continue
            names = str(value.get("related", ""))
            related = followed(names, gone.key, kept.key, "; ", key)
            if related != names:
                found.append(Operation(file, key, base, {"related": related}))
    for key, value, base in records_of(files, CHAPTERS):
        names = str(value.get("events", ""))
        listed = followed(names, gone.key, kept.key, ", ", "")
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
