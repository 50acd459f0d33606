"""A correction → its line in the list of corrections that readers see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable


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
