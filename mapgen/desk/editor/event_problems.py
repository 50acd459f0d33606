"""What is wrong with one event, beside the events that its own row does not show."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from mapgen.problems import Problem


def taken_id(
    cells: Mapping[str, str],
    others: Collection[str],
    gone: Mapping[str, str],
    line: int,
    file: str,
) -> list[Problem]:
    """Return the problem of an id that another event has, or had.

    Parameters
    ----------
    cells : mapping of str to str
        By column.
    others : collection of str
        The ids of all other events.
    gone : mapping of str to str
        Ids that stay reserved, and the day on which each was taken out.
    line : int
        The event's, from 1 on.
    file : str
        The name of its file.

    Returns
    -------
    list of Problem
        One, or none.
    """
    id_ = cells.get("id", "").strip()
    if id_ in gone:
        message = f"this id was taken out on {gone[id_]} and stays reserved"
        mend = "Give the event another id."
        return [Problem(file, message, line, "id", id_, mend, "error", code="id/reserved")]
    if not id_ or id_ not in others:
        return []
    mend = "An id is one event's for ever; give this one its own."
    return [
        Problem(file, "this id is another event's", line, "id", id_, mend, "error", code="id/twice")
    ]


def without_known(problems: list[Problem], others: Collection[str]) -> list[Problem]:
    """Return the problems without those of related events that stand in other rows.

    Parameters
    ----------
    problems : list of Problem
        Of some events.
    others : collection of str
        The ids of all other events.

    Returns
    -------
    list of Problem
        In their order.
    """
    return [
        each
        for each in problems
        if not (each.code == "related/unknown-event" and each.value in others)
    ]


def problems_as_json(problems: list[Problem]) -> list[dict[str, object]]:
    """Return problems ready for JSON.

    Parameters
    ----------
    problems : list of Problem
        In any order.

    Returns
    -------
    list of dict of str to object
        In the same.
    """
    return [
        {
            "column": (each.column or "").partition(",")[0],
            "message": each.message,
            "value": each.value,
            "mend": each.mend,
            "severity": each.severity,
            "code": each.code,
        }
        for each in problems
    ]
