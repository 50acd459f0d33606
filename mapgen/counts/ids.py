"""Ids that stand twice, and related ids that stand nowhere, among all parts of the events.

Each part gives hashes of its ids, 8 bytes an event, and of the ids that its events name as related.
They meet by ranges of the hashes, so that no process holds those of more than one range. What looks
wrong by its hash is looked up in the parts it came from, where the ids themselves are compared: two
ids of one hash are not taken for one. An unknown related id whose hash another id has by chance is
not found; among 50 million ids, that happens to three of 10¹² unknown ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from mapgen.files.arrays import Ints
from mapgen.files.columns import first_of
from mapgen.files.csv_fast import Coded, Spelt
from mapgen.files.dense import distinct
from mapgen.files.late import LateTexts
from mapgen.files.text_hashes import late_texts, text_hashes
from mapgen.problems import Problem, Problems

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mapgen.files.csv_table import Table

LISTED = 1_000
"""How many ids that stand twice, and how many unknown ones, are worth naming."""
MOST_RANGES = 64
BLANKS = bytes(range(ord(" ") + 1))
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


class TableIds:
    """The ids of a table: those of its events, and those that its events name as related.

    Parameters
    ----------
    table
        With the columns `id` and `related`, or without.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._own = _own(table)
        self._related = _related(table)

    def hashes(self) -> Hashes:
        """Return the hashes of all ids of the table; without a column of ids, none.

        Returns
        -------
        Hashes
            Each once.
        """
        return Hashes(distinct(self._own.hashes), distinct(self._related.hashes))

    def may_have(self, texts: Sequence[str]) -> bool:
        """Return whether an event of the table may have one of some ids.

        Parameters
        ----------
        texts : sequence of str
            A few.

        Returns
        -------
        bool
            True where one has; False, but for one chance in 10¹², where none has.
        """
        return bool(np.isin(self._own.hashes, text_hashes(late_texts(texts))).any())

    def related_to_themselves(self) -> list[int]:
        """Return the rows of events that name themselves as related.

        Returns
        -------
        list of int
            In their order.
        """
        columns = self._table.columns
        if not len(self._related.rows) or "id" not in columns:
            return []
        own = _at(columns["id"], self._related.rows)
        seem = np.flatnonzero(text_hashes(own) == self._related.hashes)
        texts = zip(own.texts(seem), self._related.texts.texts(seem), strict=True)
        rows = self._related.rows[seem].tolist()
        return sorted({row for row, (one, other) in zip(rows, texts, strict=True) if one == other})

    def sightings(self, wanted: Suspects) -> Iterator[Sighting]:
        """Yield where the suspects stand in the table, each at its first row.

        What stands twice in one table is told already.

        Parameters
        ----------
        wanted : Suspects
            What seems wrong.

        Yields
        ------
        Sighting
            Line and id.
        """
        for names, hashes, is_related in (
            (self._own, wanted.twice, False),
            (self._related, wanted.unknown, True),
        ):
            found = np.flatnonzero(np.isin(names.hashes, hashes))
            seen = set()
            rows = names.rows[found].tolist()
            for text, row in zip(names.texts.texts(found), rows, strict=True):
                if text not in seen:
                    seen.add(text)
                    yield Sighting(text, self._table.file, self._table.lines[row], is_related)


@dataclass(frozen=True)
class _Names:
    """Ids, none of them empty, and the rows that they stand in, in the order of the rows."""

    texts: LateTexts
    rows: Ints

    @cached_property
    def hashes(self) -> NDArray[np.uint64]:
        return text_hashes(self.texts)


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


def _own(table: Table) -> _Names:
    """Return the ids of a table; of a column that repeats itself, each at its first row."""
    if "id" in table.missing or "id" not in table.columns:
        return _names(())
    column = table.columns["id"]
    if not isinstance(column, Coded):
        return _filled(late_texts(column), np.arange(len(column)))
    first = first_of(column.codes)
    order = np.argsort(first)
    return _filled(late_texts(column.cells).take(order), first[order])


def _related(table: Table) -> _Names:
    """Return the related ids of a table."""
    column = table.columns.get("related", ())
    if isinstance(column, Spelt):
        filled = _filled(late_texts(column), np.arange(len(column)))
        if not _are_several(filled.texts):
            return filled
        cells = zip(filled.texts.texts(), filled.rows.tolist(), strict=True)
    else:
        cells = zip(column, range(len(column)), strict=True)
    return _names(
        (" ".join(name.split()), row) for text, row in cells if text for name in text.split(";")
    )


def _filled(texts: LateTexts, rows: Ints) -> _Names:
    """Return the texts that are not empty, of those that stand in some rows."""
    there = texts.ends > texts.starts
    return _Names(texts.take(there), rows[there])


def _are_several(texts: LateTexts) -> bool:
    """Return whether any text may be other than one name as it is: it has a ; or a blank."""
    every = b";".join(texts.pieces())
    plain = every.isascii() and len(every.translate(None, BLANKS)) == len(every)
    return not plain or every.count(b";") >= len(texts)


def _names(found: Iterable[tuple[str, int]]) -> _Names:
    stated = [each for each in found if each[0]]
    rows = np.fromiter((row for _, row in stated), np.int64, len(stated))
    return _Names(late_texts([name for name, _ in stated]), rows)


def _at(column: Sequence[str], rows: Ints) -> LateTexts:
    if isinstance(column, Spelt):
        return late_texts(column).take(rows)
    return late_texts([column[row] for row in rows.tolist()])


def _problem(seen: Sighting, column: str, message: str, mend: str, *, code: str) -> Problem:
    return Problem(seen.file, message, seen.line, column, seen.text, mend, code=code)
