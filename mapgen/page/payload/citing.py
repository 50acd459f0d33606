"""Which sources each event cites and which figures each source gives: what the source lens reads.

A page with fewer than two cited sources gets none of these columns: whatever a reader chose, every
event would be shown whole or not at all. Events that cite one source have no rows of figures for
the same reason, so that events by the million from one data set cost nothing.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from mapgen.files.arrays import Objects
from mapgen.files.columns import objects, same_objects
from mapgen.files.late import LateTexts, some_at_a_time
from mapgen.notation.cited_text import keys_by_text
from mapgen.notation.summaries import Summary
from mapgen.page.payload.columns import lists
from mapgen.page.payload.packing import Column, smallest_type
from mapgen.page.payload.text_blocks import AT_LEAST, UP_TO
from mapgen.records.fields import FIGURES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mapgen.files.frame import Frame
    from mapgen.notation.claims import Claims

Keys = tuple[str, ...]


def sources_cited(events: Frame, sources: Iterable[str]) -> list[Keys]:
    """Return the keys of the sources that each event cites, in their order in `sources`.

    Parameters
    ----------
    events
        With the columns ``deaths``, ``injured``, ``summary`` and perhaps ``summary_XX``.
    sources
        The keys of the bibliography. With fewer than two of them the events are not looked
        through.

    Returns
    -------
    list of tuple of str
        One tuple an event, or no tuples at all; keys that `sources` lacks are left out.
    """
    order = list(sources)
    rank = {key: at for at, key in enumerate(order)}
    if len(rank) < 2:
        return []
    columns: list[Iterable[Keys]] = [_in_claims(events[name]) for name in FIGURES]
    for name in events.columns:
        if _is_summary(str(name)):
            some = some_at_a_time(events.held(name))
            columns += [_in_summaries(some)] if _has_summaries(events.held(name)) else []
    kept: dict[Keys, Keys] = {}
    found = []
    for each in zip(*columns, strict=True):
        every = tuple(chain.from_iterable(each))
        keys = kept.get(every)
        if keys is None:
            known = sorted(rank[key] for key in {*every} if key in rank)
            keys = kept[every] = tuple(order[at] for at in known)
        found.append(keys)
    return found


def _is_summary(name: str) -> bool:
    return name == "summary" or name.startswith("summary_")


def _has_summaries(cells: Objects | LateTexts) -> bool:
    """Return whether a column holds summaries: not what a table has under a name like theirs."""
    if isinstance(cells, LateTexts):
        cells = cells[:1].made()
    return len(cells) > 0 and isinstance(cells[0], Summary)


def _in_claims(cells: Objects) -> list[Keys]:
    codes, first_rows = same_objects(cells)
    keys = [tuple(citation.key for citation in each.citations) for each in cells[first_rows]]
    return [keys[code] for code in codes.tolist()]


def _in_summaries(cells: Iterable[Objects]) -> Iterator[Keys]:
    for some in cells:
        every: list[Summary] = some.tolist()
        simple = keys_by_text([each.text if each.ready is None else "" for each in every])
        for each, keys in zip(every, simple, strict=True):
            yield keys if each.ready is None else each.ready.keys


def citing(events: Frame, cited: list[Keys], known: list[str]) -> dict[str, tuple[str, Column]]:
    """Return the columns of what each event cites; nothing where fewer than two sources are cited.

    ``sourceCounts`` and ``sourceValues`` are the sources of each event (indices of `known`). Of the
    events that cite several, one value for each source of each counted figure: ``claimEvent`` (the
    event's row, rising), ``claimFigure`` (index of `FIGURES`), ``claimSource``, ``claimLow``,
    ``claimHigh`` and ``claimHow`` (a sum of `UP_TO` and `AT_LEAST`).

    Parameters
    ----------
    events : Frame
        With their figures.
    cited : list of Keys
        The keys that each event cites.
    known : list of str
        The keys of all sources, in their order.

    Returns
    -------
    dict of str to tuple of (str, ndarray)
        {name: (type, values)}.
    """
    if len(known) < 2:
        return {}
    result = lists("source", objects(cited), known)
    index = {key: at for at, key in enumerate(known)}
    several = [row for row, keys in enumerate(cited) if len(keys) > 1]
    figures = [events[name] for name in FIGURES]
    rows = [
        (row, figure, *bounds)
        for row in several
        for figure, cells in enumerate(figures)
        for bounds in _figures(cells[row], index)
    ]
    table = np.array(rows, np.int64).reshape(-1, 6).T
    names = ("Event", "Figure", "Source", "Low", "High", "How")
    return result | {
        f"claim{name}": ("u32" if name == "Event" else smallest_type(values), values)
        for name, values in zip(names, table, strict=True)
    }


def _figures(claims: Claims, index: Mapping[str, int]) -> Iterator[tuple[int, int, int, int]]:
    """Yield source, low, high and how of each counted figure, once for each source of it."""
    for claim in claims.claims:
        if not claim.counted or claim.low is None or claim.high is None:
            continue
        how = UP_TO * claim.open_low + AT_LEAST * claim.open_high
        for key in dict.fromkeys(citation.key for citation in claim.citations):
            if key in index:
                yield index[key], claim.low, claim.high, how
