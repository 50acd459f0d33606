"""How finely events are told apart: steps of time, squares of the map, districts.

A ladder is a list of grains, each of which is coarser than the one before it, so that a coarser
count always follows from a finer one. What does not fit at one step is taken to the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt

Time = Literal["day", "month", "year", "decade", "all"]
TIMES: tuple[Time, ...] = ("day", "month", "year", "decade", "all")
SIDE = 128
"""The side of the smallest square, in hundred-thousandths of a degree: about 140 metres."""
MOST_DOUBLINGS = 19  # then one square holds the globe
WORLD = 36_000_000  # hundred-thousandths of a degree

Days = npt.NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Grain:
    """One step of a ladder.

    `doublings`: how often the side of a square has been doubled. `near`: whether districts that an
    event only may lie in are kept apart from the one that it is counted in. `placed`: whether
    cities and districts are told apart at all.
    """

    time: Time
    doublings: int = 0
    near: bool = True
    placed: bool = True

    @property
    def side(self) -> int:
        """The side of a square in hundred-thousandths of a degree."""
        return SIDE << self.doublings


def day_ladder() -> list[Grain]:
    """Return the grains of the counts by day, district and category: days are kept for long."""
    return [
        Grain("day"),
        *(Grain(time, near=False) for time in TIMES),
        Grain("all", near=False, placed=False),
    ]


def square_ladder(extent: int = WORLD) -> list[Grain]:
    """Return the grains of the counts by square.

    Months, which the page's clock steps by, are kept up to squares of a 32nd of the extent, years
    up to an eighth of it.

    Parameters
    ----------
    extent : int
        The longer side of the map, in hundred-thousandths of a degree.

    Returns
    -------
    list of Grain
        From the finest to the coarsest.
    """
    fine, coarse = (doublings(extent // part) for part in (32, 8))
    last = MOST_DOUBLINGS
    return [
        Grain("day"),
        *(Grain("month", each) for each in range(fine + 1)),
        Grain("month", fine, near=False),
        *(Grain("year", each, near=False) for each in range(fine, coarse + 1)),
        *(Grain("decade", each, near=False) for each in (coarse, min(coarse + 1, last))),
        *(Grain("all", each, near=False) for each in range(min(coarse + 1, last), last + 1)),
        Grain("all", last, near=False, placed=False),
    ]


def doublings(side: int) -> int:
    """Return how often the smallest square is doubled until it has at least a side.

    Parameters
    ----------
    side : int
        In hundred-thousandths of a degree.

    Returns
    -------
    int
    """
    return min(max(-(-side // SIDE) - 1, 0).bit_length(), MOST_DOUBLINGS)


def coarser(days: Days, one: Time, other: Time) -> Days:
    """Return numbers of steps of time as numbers of coarser steps.

    Parameters
    ----------
    days : array of int
        Numbers of steps of `one`; of "day", days since 1 January 1970.
    one, other : Time
        The finer and the coarser step.

    Returns
    -------
    array of int, of the same shape
    """
    steps = TIMES[TIMES.index(one) : TIMES.index(other) + 1]
    for before, after in pairwise(steps):
        if before == "day":
            days = _months(days)
        elif after == "all":
            days = np.zeros_like(days)
        else:
            days = days // {"year": 12, "decade": 10}[after]
    return days


def _months(days: Days) -> Days:
    """Return the month of each day; of few days that many rows have, each once."""
    days = days.astype(np.int64)
    low, high = (int(days.min()), int(days.max())) if days.size else (0, 0)
    is_dense = high - low < days.size
    every = np.arange(low, high + 1) if is_dense else days
    months = every.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return months[days - low] if is_dense else months


def first_days(steps: Days, time: Time) -> Days:
    """Return the first day of each step of time.

    Parameters
    ----------
    steps : array of int
        Numbers of steps of `time`.
    time : Time

    Returns
    -------
    array of int, of the same shape
        Days since 1 January 1970; for "all", a day before any.
    """
    if time == "day":
        return steps.astype(np.int64)
    if time == "all":
        return np.where(steps > 0, np.int64(2**31 - 1), np.int64(-(2**31)))
    months = steps.astype(np.int64) * {"month": 1, "year": 12, "decade": 120}[time]
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def last_days(steps: Days, time: Time) -> Days:
    """Return the last day of each step of time.

    Parameters
    ----------
    steps : Days
        Numbers of steps.
    time : Time
        How long a step is, and where they begin.

    Returns
    -------
    Days
        Days since 1 January 1970.
    """
    return first_days(steps + 1, time) - 1
