"""The work on a Dask cluster: parts are counted where there is room, and results put together.

Every step gives the same for the same input, so that what a lost machine had done is done again by
another one, with the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from mapgen.counts import ids
from mapgen.counts.count_part import PartCount, Task, count_parts, merged
from mapgen.counts.gather import MERGED
from mapgen.counts.read_part import tables

if TYPE_CHECKING:
    from mapgen.counts.cluster import Dask
    from mapgen.counts.parts import Part

MOST_TOGETHER = 8
"""How many parts one task counts at most, one after the other: fewer results travel."""
TASKS = 16
"""So many tasks there are at least, where there are as many parts: each machine finds some."""


class Crew(Protocol):
    """Whoever counts: processes of this machine, or a cluster."""

    def count(self, parts: Sequence[Part], task: Task) -> tuple[PartCount, ids.Suspects]:
        """Return what parts add up to, and the suspects among their ids.

        Parameters
        ----------
        parts : sequence of Part
            Of the events, in their order.
        task : Task
            What is counted, and how finely.

        Returns
        -------
        found : PartCount
            Without ids.
        suspects : Suspects
            Of all parts.
        """

    def look_up(self, parts: Sequence[Part], suspects: ids.Suspects) -> list[list[ids.Sighting]]:
        """Return where suspects stand, of each task that holds some.

        Parameters
        ----------
        parts : sequence of Part
            Of the events, in their order.
        suspects : ids.Suspects
            As `count` returns them.

        Returns
        -------
        list of list of Sighting
            In the order of the parts.
        """


@dataclass(frozen=True, slots=True)
class ByDask:
    """Counts by delayed work; `run` gives its value."""

    run: Callable[[object], Dask]

    def count(self, parts: Sequence[Part], task: Task) -> tuple[PartCount, ids.Suspects]:
        """Return what parts add up to, and the suspects among their ids.

        Parameters
        ----------
        parts : sequence of Part
            Of the events, in their order.
        task : Task
            What is counted, and how finely.

        Returns
        -------
        found : PartCount
            Without ids.
        suspects : Suspects
            Of all parts.
        """
        found: tuple[PartCount, ids.Suspects] = self.run(graph(parts, task))
        return found

    def look_up(self, parts: Sequence[Part], suspects: ids.Suspects) -> list[list[ids.Sighting]]:
        """Return where suspects stand, of each task that holds some.

        Parameters
        ----------
        parts : sequence of Part
            Of the events, in their order.
        suspects : ids.Suspects
            As `count` returns them.

        Returns
        -------
        list of list of Sighting
            In the order of the parts.
        """
        found: list[list[ids.Sighting]] = self.run(look_up(parts, suspects))
        return found


def graph(parts: Sequence[Part], task: Task, together: int = 0) -> object:
    """Return the work as one delayed value.

    Neighbours are merged, in their order.

    Parameters
    ----------
    parts : sequence of Part
        Of the events, in their order.
    task : Task
        What is counted, and how finely.
    together : int
        How many parts a task has; 0 for as many as keep all machines at work.

    Returns
    -------
    object
        A `PartCount`, and the `Suspects` among its ids.
    """
    from dask import delayed

    shared = delayed(task, pure=True, traverse=False)
    count = delayed(count_parts, pure=True)
    join = delayed(merged, pure=True)
    counted = [count(delayed(each, traverse=False), shared) for each in batches(parts, together)]
    ranges = ids.ranges_of(len(counted))
    within = delayed(_ids_within, pure=True)
    of_ranges = [
        delayed(ids.suspects, pure=True)([within(each, number, ranges) for each in counted])
        for number in range(ranges)
    ]
    found = [delayed(_without_ids, pure=True)(each) for each in counted]
    while True:
        some = [found[at : at + MERGED] for at in range(0, len(found), MERGED)]
        found = [join(each, shared) for each in some]
        if len(found) == 1:
            break
    return delayed(_both, pure=True)(found[0], delayed(ids.all_suspects, pure=True)(of_ranges))


def look_up(parts: Sequence[Part], suspects: ids.Suspects, together: int = 0) -> object:
    """Return the delayed list of where suspects stand, of each task that holds some.

    Parameters
    ----------
    parts : sequence of Part
        Of the events, in their order.
    suspects : ids.Suspects
        The ids that are looked for.
    together : int
        As in `graph`.

    Returns
    -------
    object
        A delayed list.
    """
    from dask import delayed

    tasks = batches(parts, together)
    wanted = delayed(suspects, pure=True, traverse=False)
    seen = delayed(sightings_in, pure=True)
    return delayed(list)(
        [seen(delayed(tasks[at], traverse=False), wanted) for at in sorted(suspects.tasks)]
    )


def batches(parts: Sequence[Part], together: int) -> list[list[Part]]:
    """Return the parts of each task.

    Parameters
    ----------
    parts : sequence of Part
        In their order.
    together : int
        How many parts a task has; 0 for as many as keep all machines at work.

    Returns
    -------
    list of list of Part
        Neighbours together.
    """
    together = together or min(max(len(parts) // TASKS, 1), MOST_TOGETHER)
    return [list(parts[at : at + together]) for at in range(0, len(parts), together)]


def _both(found: PartCount, suspects: ids.Suspects) -> tuple[PartCount, ids.Suspects]:
    return found, suspects


def _ids_within(found: PartCount, number: int, ranges: int) -> ids.Hashes:
    return found.ids.within(number, ranges)


def _without_ids(found: PartCount) -> PartCount:
    return replace(found, ids=ids.Hashes())


def sightings_in(parts: Sequence[Part], wanted: ids.Suspects) -> list[ids.Sighting]:
    """Return where suspects stand in some parts.

    Parameters
    ----------
    parts : sequence of Part
        Of the events, in their order.
    wanted : ids.Suspects
        The ids that are looked for.

    Returns
    -------
    list of Sighting
        In the order of the rows.
    """
    return [
        seen
        for part in parts
        for table, *_ in tables(part)
        for seen in ids.TableIds(table).sightings(wanted)
    ]
