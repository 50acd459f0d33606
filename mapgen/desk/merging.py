"""Two records that are one: the operations that leave one of them, and let all others follow."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from mapgen.desk.changes import Operation
from mapgen.desk.citing import cited_instead
from mapgen.desk.documents.edit import NotEditableError
from mapgen.desk.reserving import followed, own_id, records_of, renamed, reserved

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
        found += reserved(files, gone.key, kept.key, why, day)
    taken = {(each.file, each.key) for each in (kept, gone)}
    others = renamed(files, gone.key, kept.key)
    found += [each for each in others if (each.file, each.key) not in taken]
    given = kept.value or {}
    before = next((value for key, value, _ in records_of(files, kept.file) if key == kept.key), {})
    names = str(given.get("related", before.get("related", "")))
    related = followed(names, gone.key, "", "; ", kept.key)
    if related != names:
        found[0] = Operation(kept.file, kept.key, kept.base, {**given, "related": related})
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
