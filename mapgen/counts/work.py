"""The work on a Dask cluster: each part is counted where there is room, and results meet in pairs.

Every step gives the same for the same input, so that what a lost machine had done is done again by
another one, with the same result.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from mapgen.counts.count_part import Found, Task, count_part, merge

if TYPE_CHECKING:
    from mapgen.counts.parts import Part

TOGETHER = 4
"""How many parts one task counts, one after the other: fewer results travel."""


def count_parts(parts: Sequence[Part], task: Task) -> Found:
    """Return what parts that follow each other add up to."""
    found = count_part(parts[0], task)
    for part in parts[1:]:
        found = merge(found, count_part(part, task))
    return found


def graph(parts: Sequence[Part], task: Task, together: int = TOGETHER) -> Any:
    """Return the work as one delayed value, a `Found`; neighbours are merged, in their order."""
    from dask import delayed

    shared = delayed(task, pure=True, traverse=False)
    count = delayed(count_parts, pure=True)
    join = delayed(merge, pure=True)
    found = [
        count(delayed(list(parts[at : at + together]), traverse=False), shared)
        for at in range(0, len(parts), together)
    ]
    while len(found) > 1:
        pairs = [found[at : at + 2] for at in range(0, len(found), 2)]
        found = [join(*pair) if len(pair) == 2 else pair[0] for pair in pairs]
    return found[0]
