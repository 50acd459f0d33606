"""A correction → its line in the list of corrections that readers see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from mapgen.desk.changes import Change, Operation, digest
from mapgen.desk.documents.edit import NotEditableError
from mapgen.desk.documents.whole_text import KEY

if TYPE_CHECKING:
    from mapgen.desk.folder_files import FolderFiles


def listed_correction(files: FolderFiles, change: Change) -> Operation:
    """Return what lists a correction for readers, as of today in UTC.

    Parameters
    ----------
    files : FolderFiles
        Of the folder.
    change : Change
        What is corrected, and why.

    Returns
    -------
    Operation
        To be made with the change.

    Raises
    ------
    NotEditableError
        It says nothing of why.
    """
    if not change.why:
        raise NotEditableError("A correction says why: it is listed for readers.")
    document = files.document("corrections")
    before = document.text_of(KEY) if document else None
    ids = dict.fromkeys(each.key for each in change.operations)
    today = dt.datetime.now(dt.UTC).date()
    text = with_correction(before or "", ids, change.why, today)
    return Operation("corrections", KEY, digest(before), {KEY: text})


def with_correction(text: str, ids: Iterable[str], why: str, day: dt.date) -> str:
    """Return the list of corrections with one more at its end.

    Parameters
    ----------
    text
        The list, in Markdown. Where it ends with a table of date, event, what and why, the
        correction is a row of it; else a point of a list.
    ids
        The records that were corrected.
    why
        What was wrong, and by which source.
    day
        The day of the correction.

    Returns
    -------
    str
        Markdown.
    """
    which = ", ".join(f"`{id_}`" for id_ in ids)
    words = " ".join(why.split())
    lines = text.rstrip().splitlines()
    last = lines[-1].strip() if lines else ""
    if last.startswith("|"):
        columns = last.strip("|").count("|") + 1
        cells = [day.isoformat(), which, words.replace("|", "\\|"), ""]
        row = f"| {' | '.join([*cells, *[''] * columns][:columns])} |"
        return "\n".join([*lines, row]) + "\n"
    head = [*lines, *([""] if lines and not last.startswith("-") else [])] or ["# Corrections", ""]
    return "\n".join([*head, f"- {day.isoformat()}, {which}: {words}"]) + "\n"
