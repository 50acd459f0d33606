"""An atlas whose events were counted and not kept: each of its rows stands for many events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from mapgen.atlas.atlas import Background
from mapgen.counts.grain import Grain, first_days, last_days
from mapgen.counts.table import Counts
from mapgen.files.frame import Frame
from mapgen.vocabulary import DEGREE, PRECISIONS

if TYPE_CHECKING:
    from mapgen.counts.count_part import PartCount

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
    columns["category"] = np.array(categories, dtype=object)[columns["category"]]
    # Stable: rows of one time stay in the order of their keys.
    order = np.lexsort((columns["last"], columns["first"]))
    return Frame({name: column[order] for name, column in columns.items()})


def _rows(counts: Counts, found: PartCount, on_map: int) -> dict[str, object]:
    keys, sums = (
        {name: values.astype(np.int64) for name, values in those.items()}
        for those in (counts.keys, counts.sums)
    )
    time = counts.grain.time
    standings = np.empty(len(counts.standings), dtype=object)
    standings[:] = [near for _, near in counts.standings]
    names = np.array([name for name, _ in counts.standings], dtype=object)
    latitude, longitude = middles(counts)
    precision = np.array([*PRECISIONS, ""], dtype=object)[np.maximum(keys["precision"], -1)]
    return {
        "first": np.maximum(first_days(keys["first"], time), found.first),
        "last": np.minimum(last_days(keys["last"], time), found.last),
        "category": keys["category"],
        "city": np.array(counts.cities, dtype=object)[keys["city"]],
        "district": names[keys["standing"]],
        "candidates": standings[keys["standing"]],
        "unit": np.maximum(keys["unit"], -1),
        "place_precision": precision,
        "latitude": latitude,
        "longitude": longitude,
        ON_MAP: np.full(len(counts), on_map),
        **{name: sums[name] for name in ("events", "low", "high", "unstated", "open")},
    }


def middles(counts: Counts) -> tuple[object, object]:
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
    keys, sums = counts.keys, counts.sums
    has_point = keys["row"] >= 0
    squares = keys["row"].astype(np.int64) * 2**32 + keys["column"]
    _, square = np.unique(squares, return_inverse=True)
    found = []
    for name in ("latitude", "longitude"):
        total = np.zeros(int(square.max(initial=-1)) + 1, dtype=np.int64)
        events = np.zeros_like(total)
        np.add.at(total, square, sums[name])
        np.add.at(events, square, sums["events"])
        middle = np.round(total / np.maximum(events, 1)) / DEGREE
        found.append(np.where(has_point, middle[square], np.nan))
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
    counts = np.zeros(len(categories), dtype=np.int64)
    np.add.at(counts, found.days.keys["category"], found.days.sums["events"])
    if len(categories) <= MOST_CATEGORIES:
        return categories
    kept = set(np.argsort(-counts, kind="stable")[: MOST_CATEGORIES - 1].tolist())
    return [each if at in kept else OTHERS for at, each in enumerate(categories)]
