"""Ids that stand twice, and related ids that stand nowhere, among all parts of the events.

Each part gives hashes of its ids, 8 bytes an event, and of the ids that its events name as related.
They meet by ranges of the hashes, so that no process holds those of more than one range. What looks
wrong by its hash is looked up in the parts it came from, where the ids themselves are compared: two
ids of one hash are not taken for one. An unknown related id whose hash another id has by chance is
not found; among 50 million ids, that happens to three of 10¹² unknown ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from mapgen.files.columns import first_of, objects
from mapgen.files.csv_fast import Coded
from mapgen.files.dense import distinct
from mapgen.problems import Problem, Problems

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mapgen.files.csv_table import Table

LISTED = 1_000
"""How many ids that stand twice, and how many unknown ones, are worth naming."""
MOST_RANGES = 64
TASKS_A_RANGE = 4  # whose ids one range may hold: each range costs a piece of work a task


def _none() -> NDArray[np.uint64]:
    return np.zeros(0, dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Hashes:
    """Hashes of ids, each as often as there are tables that it stands in, and of related ids."""

    ids: NDArray[np.uint64] = field(default_factory=_none)
    related: NDArray[np.uint64] = field(default_factory=_none)

    def within(self, number: int, ranges: int) -> Hashes:
        """Return those of one range.

        Parameters
        ----------
        number : int
            The range's, from 0 on.
        ranges : int
            How many there are, a power of two.

        Returns
        -------
        Hashes
            In their order.
        """
        shift = np.uint64(64 - (ranges.bit_length() - 1))
        if ranges == 1:
            return self
        return Hashes(*(each[each >> shift == number] for each in (self.ids, self.related)))


@dataclass(frozen=True, slots=True)
class Suspects:
    """Hashes of ids that seem to stand twice or nowhere, and the tasks whose parts hold them.

    `left` is how many more there are that are not listed.
    """

    twice: NDArray[np.uint64] = field(default_factory=_none)
    unknown: NDArray[np.uint64] = field(default_factory=_none)
    tasks: frozenset[int] = frozenset()
    left: int = 0


@dataclass(frozen=True, slots=True)
class Sighting:
    """An id in a row of a part, as the event's own or as a related one's."""

    text: str
    file: str
    line: int
    is_related: bool


def ranges_of(tasks: int) -> int:
    """Return into how many ranges the hashes of some tasks are cut: a power of two.

    Parameters
    ----------
    tasks : int
        How many there are.

    Returns
    -------
    int
        1 or more.
    """
    return min(1 << max(-(-tasks // TASKS_A_RANGE) - 1, 0).bit_length(), MOST_RANGES)


def hashes_of(table: Table) -> Hashes:
    """Return the hashes of what stands in a table; without a column of ids, none.

    Parameters
    ----------
    table : Table
        With its ids and the related ones.

    Returns
    -------
    Hashes
        Hashes of 64 bits.
    """
    return Hashes(_hashed(_own(table)), _hashed(_related(table)))


def together(found: Sequence[Hashes]) -> Hashes:
    """Return several parts' hashes as one.

    Parameters
    ----------
    found : sequence of Hashes
        In the order of the parts.

    Returns
    -------
    Hashes
        Those of ids as often as they stand there.
    """
    return Hashes(
        np.concatenate([_none(), *(each.ids for each in found)]),
        distinct(np.concatenate([_none(), *(each.related for each in found)])),
    )


def suspects(found: Sequence[Hashes]) -> Suspects:
    """Return what seems wrong in one range.

    Parameters
    ----------
    found : sequence of Hashes
        What each task has in the range.

    Returns
    -------
    Suspects
        Ids that stand twice, and related ones that stand nowhere.
    """
    every = together(found)
    ids = np.sort(every.ids)
    twice = distinct(ids[1:][ids[1:] == ids[:-1]])
    at = np.searchsorted(ids, every.related)
    is_known = at < len(ids)
    is_known[is_known] = ids[at[is_known]] == every.related[is_known]
    unknown = every.related[~is_known]
    listed = Suspects(twice[:LISTED], unknown[:LISTED])
    tasks = frozenset(
        task
        for task, each in enumerate(found)
        if np.isin(each.ids, listed.twice).any() or np.isin(each.related, listed.unknown).any()
    )
    left = len(twice) + len(unknown) - len(listed.twice) - len(listed.unknown)
    return Suspects(listed.twice, listed.unknown, tasks, left)


def all_suspects(found: Sequence[Suspects]) -> Suspects:
    """Return what seems wrong in all ranges.

    Parameters
    ----------
    found : sequence of Suspects
        Those of each range.

    Returns
    -------
    Suspects
        `LISTED` of a kind at most, and how many are left out.
    """
    twice = np.concatenate([_none(), *(each.twice for each in found)])
    unknown = np.concatenate([_none(), *(each.unknown for each in found)])
    left = sum(each.left for each in found) + max(len(twice) - LISTED, 0)
    return Suspects(
        twice[:LISTED],
        unknown[:LISTED],
        frozenset[int]().union(*(each.tasks for each in found)),
        left + max(len(unknown) - LISTED, 0),
    )


def sightings(table: Table, wanted: Suspects) -> Iterator[Sighting]:
    """Yield where the suspects stand in a table, each once: twice in one table is told already.

    What stands twice in one table is told already.

    Parameters
    ----------
    table : Table
        With its ids and the related ones.
    wanted : Suspects
        What seems wrong.

    Yields
    ------
    Sighting
        Line and id.
    """
    for cells, hashes, is_related in (
        (_own(table), wanted.twice, False),
        (_related(table), wanted.unknown, True),
    ):
        texts = np.array(list(cells), dtype=object)
        rows = list(cells.values())
        for at in np.flatnonzero(np.isin(_hashed(cells), hashes)).tolist():
            yield Sighting(texts[at], table.file, table.lines[rows[at]], is_related)


def problems_of(seen: Sequence[Sighting], left: int, file: str) -> Problems:
    """Return the problems of ids that were seen, in the order of the parts.

    Parameters
    ----------
    seen : sequence of Sighting
        Where suspects stand.
    left : int
        How many ids more were not looked for.
    file : str
        The name of the file, for those.

    Returns
    -------
    Problems
        Errors.
    """
    problems = Problems(file)
    first: dict[str, Sighting] = {}
    for each in seen:
        if each.is_related:
            mend = "Write the id of an event."
            problems.add(
                _problem(each, "related", "unknown event", mend, code="related/unknown-event")
            )
        elif each.text in first:
            held = first[each.text]
            where = f"line {held.line}" if held.file == each.file else f"{held.file}:{held.line}"
            mend = "An id is one event's for ever; give this one its own."
            problems.add(
                _problem(each, "id", f"this id is {where}'s already", mend, code="id/twice")
            )
        else:
            first[each.text] = each
    if left:
        problems.error(
            f"{left:,} more ids stand twice, or are related and stand nowhere",
            column="id",
            mend="Mend the others first.",
            code="id/twice",
        )
    return problems


def _problem(seen: Sighting, column: str, message: str, mend: str, *, code: str) -> Problem:
    return Problem(seen.file, message, seen.line, column, seen.text, mend, code=code)


def _own(table: Table) -> dict[str, int]:
    """Return each id of a table and the first row of it."""
    if "id" in table.missing or "id" not in table.columns:
        return {}
    column = table.columns["id"]
    if isinstance(column, Coded):  # each cell stands there once
        first = first_of(column.codes)
        rows = np.argsort(first)
        found = dict(zip(objects(column.cells)[rows].tolist(), first[rows].tolist(), strict=True))
        found.pop("", None)
        return found
    return _first_rows((text, row) for row, text in enumerate(column))


def _related(table: Table) -> dict[str, int]:
    """Return each related id of a table and the first row of it."""
    return _first_rows(
        (" ".join(name.split()), row)
        for row, text in enumerate(table.columns.get("related", ()))
        if text
        for name in text.split(";")
    )


def _first_rows(found: Iterator[tuple[str, int]]) -> dict[str, int]:
    rows: dict[str, int] = {}
    for text, row in found:
        if text:
            rows.setdefault(text, row)
    return rows


def _hashed(texts: dict[str, int]) -> NDArray[np.uint64]:
    if not texts:
        return _none()
    import pandas as pd  # only where there is a column of ids

    return pd.util.hash_array(np.array(list(texts), dtype=object), categorize=False)
