"""An atlas whose events were counted and not kept: each of its rows stands for many events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from mapgen.atlas.atlas import Background
from mapgen.counts.grain import Grain, first_days, last_days
from mapgen.counts.table import Counts, smaller
from mapgen.files.columns import kept_words
from mapgen.files.dense import group, sums
from mapgen.files.frame import Frame
from mapgen.vocabulary import DEGREE, PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Hashable

    from mapgen.counts.count_part import PartCount
    from mapgen.files.arrays import Column

MOST_CATEGORIES = 255
"""Kinds of events that the page tells apart; the rarest beyond these are one kind."""
OTHERS = "other-kinds"
ON_MAP = "on_map"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedAtlas(Background):
    """An atlas with rows of counts instead of events, in the order of their first days.

    Each of its `total` events is counted twice: in a row by day (`on_map` is 0) and in a row by
    square (`on_map` is 1), whose position is the middle of its events'. The rows have the columns
    of joined events that a page reads, and the sums of `mapgen.counts.table`.
    """

    rows: Frame
    total: int = 0
    days: Grain = field(default_factory=lambda: Grain("day"))
    squares: Grain = field(default_factory=lambda: Grain("day"))


def rows(found: PartCount, categories: list[str]) -> Frame:
    """Return counts as rows of a `CountedAtlas`.

    A step of time that is longer than the time of the events ends with it.

    Parameters
    ----------
    found : PartCount
        All that was counted.
    categories : list of str
        The ids that its rows number.

    Returns
    -------
    Frame
        In order of time.
    """
    parts = [_rows(found.days, found, 0), _rows(found.squares, found, 1)]
    columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    # Stable: rows of one time stay in the order of their keys.
    order = np.lexsort((columns["last"], columns["first"]))
    columns = {name: column[order] for name, column in columns.items()}
    both = (found.days, found.squares)
    standings = [each for counts in both for each in counts.standings]
    words: dict[str, tuple[str, list[Hashable]]] = {
        "category": ("category", [*categories]),
        "city": ("city", [each for counts in both for each in counts.cities]),
        "district": ("standing", [name for name, _ in standings]),
        "candidates": ("standing", [near for _, near in standings]),
        "place_precision": ("precision", [*PRECISIONS, ""]),
    }
    named = {name: kept_words(known, columns[codes]) for name, (codes, known) in words.items()}
    del columns["standing"], columns["precision"]
    return Frame({**columns, **named})


def _rows(counts: Counts, found: PartCount, on_map: int) -> dict[str, Column]:
    """Return numbers of counts; those of words among the words of the days, then of the squares."""
    keys, time = counts.keys, counts.grain.time
    latitude, longitude = middles(counts)
    days = found.days
    return {
        "first": smaller(np.maximum(first_days(keys["first"], time), found.first)),
        "last": smaller(np.minimum(last_days(keys["last"], time), found.last)),
        "category": keys["category"],
        "city": keys["city"] + np.int32(on_map * len(days.cities)),
        "standing": keys["standing"] + np.int32(on_map * len(days.standings)),
        "unit": np.maximum(keys["unit"], -1),
        "precision": np.maximum(keys["precision"], -1),
        "latitude": latitude,
        "longitude": longitude,
        ON_MAP: np.full(len(counts), on_map, np.int8),
        **{name: counts.sums[name] for name in ("events", "low", "high", "unstated", "open")},
    }


def middles(counts: Counts) -> tuple[Column, Column]:
    """Return where each row of counts stands.

    Parameters
    ----------
    counts : Counts
        n rows.

    Returns
    -------
    latitude, longitude : array of float, shape (n,)
        Degrees, EPSG:4326: the mean of all events of the row's square; NaN where it has none.
    """
    keys = counts.keys
    rows = np.flatnonzero(keys["row"] >= 0)
    squares, _ = group([keys[name][rows] for name in ("row", "column")])
    count = int(squares.max(initial=-1)) + 1
    events = sums(counts.sums["events"][rows], squares, count)
    found = []
    for name in ("latitude", "longitude"):
        total = sums(counts.sums[name][rows], squares, count)
        middle = np.full(len(counts), np.nan)
        middle[rows] = (np.round(total / np.maximum(events, 1)) / DEGREE)[squares]
        found.append(middle)
    return found[0], found[1]


def commonest(found: PartCount, categories: list[str]) -> list[str]:
    """Return the id that each category has on the page: its own, or that of all other kinds.

    Parameters
    ----------
    found : PartCount
        All that was counted.
    categories : list of str
        The ids that its rows number.

    Returns
    -------
    list of str
        One for each category.
    """
    counts = sums(found.days.sums["events"], found.days.keys["category"], len(categories))
    if len(categories) <= MOST_CATEGORIES:
        return categories
    kept = set(np.argsort(-counts, kind="stable")[: MOST_CATEGORIES - 1].tolist())
    return [each if at in kept else OTHERS for at, each in enumerate(categories)]
