"""removed.csv → the ids of events that were taken out, which no other event may ever be given.

Columns: ``id``, ``date`` (when it was taken out, EDTF), ``reason`` and, if need be, ``now``: the id
of the event that it was merged with. A link to such an event, printed or sent years ago, leads
there, and never to another one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mapgen.files.csv_table import read_csv
from mapgen.files.paths import is_there
from mapgen.notation.dates import DateError, parse
from mapgen.problems import Problems
from mapgen.records.settings import PATHS
from mapgen.vocabulary import is_id

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from mapgen.records.settings import Settings

COLUMNS = ("id", "date", "reason")
NOW = "now"


@dataclass(frozen=True, slots=True)
class Removed:
    """An id that stays reserved: when its event was taken out, as written, and why.

    `now` is the id of the event that it is a part of since, "" for none.
    """

    id: str
    date: str
    reason: str
    line: int
    now: str = ""


def read_removed(
    settings: Settings, *, raw: bytes | None = None
) -> tuple[dict[str, Removed], Problems]:
    """Read the ids that are reserved for events that were taken out.

    An id with a problem is reserved all the same.

    Parameters
    ----------
    settings : Settings
        They name the file.
    raw : bytes, optional
        What the file is to hold, where that has not been written yet.

    Returns
    -------
    removed : dict of str to Removed
        By id; none where the file's usual place is empty.
    problems : Problems
        The file's.
    """
    file = settings.name_of(settings.removed)
    if raw is None and file == PATHS["removed"] and not is_there(settings.removed):
        return {}, Problems(file)
    table, problems = read_csv(
        settings.removed, required=COLUMNS, name=file, allow_empty=True, raw=raw
    )
    found: dict[str, Removed] = {}
    for line, row in table.rows() if not table.missing else ():
        _check(row, line, found, problems)
        removed = Removed(row["id"], row["date"], row["reason"], line, row.get(NOW, ""))
        found.setdefault(row["id"], removed)
    return found, problems


def _check(
    row: Mapping[str, str], line: int, found: Mapping[str, Removed], problems: Problems
) -> None:
    if not is_id(row["id"]):  # events and places have ids of one form
        problems.error(
            "not an id" if row["id"] else "no id",
            line=line,
            column="id",
            value=row["id"] or None,
            mend="Write the id that the event had.",
            code="id/not-an-id",
        )
    elif row["id"] in found:
        problems.error(
            f"this id is line {found[row['id']].line}'s already",
            line=line,
            column="id",
            value=row["id"],
            mend="One line for each id.",
            code="id/twice",
        )
    try:
        parse(row["date"])
    except DateError as error:
        problems.error(
            str(error),
            line=line,
            column="date",
            value=row["date"] or None,
            mend=error.mend,
            code=error.code,
        )
    if not row["reason"]:
        problems.error(
            "no reason",
            line=line,
            column="reason",
            mend="Say why the event was taken out.",
            code="removed/no-reason",
        )


def reused(
    ids: Iterable[tuple[str, int]], removed: Mapping[str, Removed], settings: Settings
) -> Problems:
    """Say so of each event whose id was another's and is reserved.

    Parameters
    ----------
    ids : iterable of tuple of (str, int)
        Id and line of each event.
    removed : mapping of str to Removed
        As `read_removed` returns them.
    settings : Settings
        They name the file of events.

    Returns
    -------
    Problems
        One for each id that is reserved.
    """
    problems = Problems(settings.name_of(settings.events))
    for event_id, line in ids:
        before = removed.get(event_id)
        if before:
            problems.error(
                f"this id was taken out on {before.date} and stays reserved",
                line=line,
                column="id",
                value=event_id,
                mend=f"Give the event another id; see {settings.name_of(settings.removed)}, "
                f"line {before.line}.",
                code="id/reserved",
            )
    return problems


def successors(
    removed: Mapping[str, Removed], ids: Container[str], settings: Settings
) -> tuple[dict[str, str], Problems]:
    """Return which event each id leads to now.

    Parameters
    ----------
    removed : mapping of str to Removed
        What `read_removed` returned.
    ids : container of str
        The ids of the atlas's events.
    settings : Settings

    Returns
    -------
    successors : dict of str to str
        The id of an event of the atlas for each id that says what it is now, however many times
        that one was merged again.
    problems : Problems
        Of each id that leads to no event.
    """
    found: dict[str, str] = {}
    problems = Problems(settings.name_of(settings.removed))
    for each in removed.values():
        if not each.now:
            continue
        passed = {each.id}
        last = each.now
        while last not in ids and last not in passed and last in removed and removed[last].now:
            passed.add(last)
            last = removed[last].now
        if last in ids:
            found[each.id] = last
            continue
        problems.error(
            "these ids lead back to each other"
            if last in passed
            else f"no event has the id {last!r}",
            line=each.line,
            column=NOW,
            value=each.now,
            mend="Write the id of the event that it is a part of since, or leave the cell empty.",
            code="removed/now-unknown",
        )
    return found, problems
