"""The work on a Dask cluster: each part is counted where there is room, and results meet in pairs.

Every step gives the same for the same input, so that what a lost machine had done is done again by
another one, with the same result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mapgen.counts import ids
from mapgen.counts.count_part import PartCount, Task, count_part, merge
from mapgen.counts.read_part import tables

if TYPE_CHECKING:
    from mapgen.counts.parts import Part

TOGETHER = 4
"""How many parts one task counts, one after the other: fewer results travel."""


def count_parts(parts: Sequence[Part], task: Task) -> PartCount:
    """Return what parts that follow each other add up to."""
    found = count_part(parts[0], task)
    for part in parts[1:]:
        found = merge(found, count_part(part, task))
    return found


def graph(parts: Sequence[Part], task: Task, together: int = TOGETHER) -> object:
    """Return the work as one delayed value: a `PartCount`, and the `Suspects` among its ids.

    Neighbours are merged, in their order.
    """
    from dask import delayed

    shared = delayed(task, pure=True, traverse=False)
    count = delayed(count_parts, pure=True)
    join = delayed(merge, pure=True)
    counted = [count(delayed(each, traverse=False), shared) for each in batches(parts, together)]
    ranges = ids.ranges_of(len(counted))
    within = delayed(_ids_within, pure=True)
    of_ranges = [
        delayed(ids.suspects, pure=True)([within(each, number, ranges) for each in counted])
        for number in range(ranges)
    ]
    found = [delayed(_without_ids, pure=True)(each) for each in counted]
    while len(found) > 1:
        pairs = [found[at : at + 2] for at in range(0, len(found), 2)]
        found = [join(*pair) if len(pair) == 2 else pair[0] for pair in pairs]
    return delayed(_both, pure=True)(found[0], delayed(ids.all_suspects, pure=True)(of_ranges))


def look_up(parts: Sequence[Part], suspects: ids.Suspects, together: int = TOGETHER) -> object:
    """Return the delayed list of where suspects stand, of each task that holds some."""
    from dask import delayed

    tasks = batches(parts, together)
    wanted = delayed(suspects, pure=True, traverse=False)
    seen = delayed(_sightings, pure=True)
    return delayed(list)(
        [seen(delayed(tasks[at], traverse=False), wanted) for at in sorted(suspects.tasks)]
    )


def batches(parts: Sequence[Part], together: int) -> list[list[Part]]:
    """Return the parts of each task."""
    return [list(parts[at : at + together]) for at in range(0, len(parts), together)]


def _both(found: PartCount, suspects: ids.Suspects) -> tuple[PartCount, ids.Suspects]:
    return found, suspects


def _ids_within(found: PartCount, number: int, ranges: int) -> ids.Hashes:
    return found.ids.within(number, ranges)


def _without_ids(found: PartCount) -> PartCount:
    return replace(found, ids=ids.Hashes())


def _sightings(parts: Sequence[Part], wanted: ids.Suspects) -> list[ids.Sighting]:
    return [
        seen
        for part in parts
        for table, *_ in tables(part)
        for seen in ids.sightings(table, wanted)
    ]
