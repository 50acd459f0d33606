"""Where and when events were → the district of each, as codes of the few answers that there are.

The units that hold a point or that its disc reaches are the same on every day (`unit_map`); what
they add up to on a day is looked up once for each kind of point and each stretch of time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from mapgen.atlas.answers import Placement
from mapgen.atlas.unit_map import first_units
from mapgen.files.columns import factorize, first_of
from mapgen.files.dense import group
from mapgen.vocabulary import POINT_PRECISIONS, PRECISIONS

if TYPE_CHECKING:
    from mapgen.atlas.answers import Answers
    from mapgen.atlas.districts import Districts
    from mapgen.atlas.unit_map import Kind
    from mapgen.files.arrays import Bools, Floats, Ints, Objects

SAMPLE = 4096  # discs that tell whether places repeat themselves
_DISTRICT = PRECISIONS.index("district")
_LATER = -1  # an answer that also asks for the radius and for the record's own word


@dataclass(frozen=True, slots=True)
class Sites:
    """Where and when n events were, an array of shape (n,) each.

    `first` are days since 1970-01-01, `precision` indices of `PRECISIONS`, the coordinates degrees
    in EPSG:4326 and `radius` metres, NaN for none. `name` returns the place and the city of an
    event; `wishes` are the districts that the records name themselves, where they do.
    """

    first: Ints
    precision: Ints
    longitude: Floats
    latitude: Floats
    radius: Floats
    name: Callable[[int], tuple[str, str]]
    wishes: Objects | None = None

    def __len__(self) -> int:
        return len(self.first)


@dataclass(slots=True)
class Placed:
    """What the join finds: `answers[codes[row]]`, and the first `unit` that holds each point.

    The unit is −1 for none, its number among those of the districts otherwise.
    """

    codes: Ints
    unit: Ints
    _numbers: dict[Placement, int] = field(default_factory=lambda: {Placement(): 0})

    @property
    def answers(self) -> list[Placement]:
        """The answers, in the order of their codes."""
        return list(self._numbers)

    def take(self, rows: Ints | Bools | slice) -> Placed:
        """Return what is found for some of the rows.

        Parameters
        ----------
        rows : Ints, ndarray of bool or slice
            Their numbers, a mask, or a slice.

        Returns
        -------
        Placed
            With the same codes.
        """
        return Placed(self.codes[rows], self.unit[rows], self._numbers)

    def code(self, answer: Placement) -> int:
        """Return the code of an answer, which is added where it is a new one.

        Parameters
        ----------
        answer : Placement
            Equal answers have one code.

        Returns
        -------
        int
            The answer's place in `answers`.
        """
        return self._numbers.setdefault(answer, len(self._numbers))


def place(sites: Sites, districts: Districts) -> Placed:
    """Return the district of each event on its first day, by the rules of `join`.

    Parameters
    ----------
    sites : Sites
        Where and when the events were.
    districts : Districts
        Those of any date.

    Returns
    -------
    Placed
        A code for each site.
    """
    count = len(sites)
    placed = Placed(np.zeros(count, dtype=np.int64), np.full(count, -1))
    if not count:
        return placed
    epochs = districts.epochs(int(sites.first.min()), int(sites.first.max()))
    at = _epochs_of(sites.first, [epoch.first for epoch in epochs])
    has_point = np.isfinite(sites.latitude + sites.longitude)
    rows: Ints | slice = slice(None) if has_point.all() else np.flatnonzero(has_point)
    radius = np.where(np.isnan(sites.radius), 0, sites.radius)
    every = np.array([sites.longitude, sites.latitude, radius]).T  # each column in one piece
    discs = every[rows]
    some, inverse = distinct_discs(discs)
    kind, kinds = districts.map.locate(some)
    if some is not discs:
        kind = kind[inverse]
    placed.unit[rows] = first_units(kinds)[kind]
    is_joined = sites.precision[rows] < len(POINT_PRECISIONS)
    if not is_joined.all():
        rows, kind = np.arange(count)[rows][is_joined], kind[is_joined]
    key = kind * len(epochs) + at[rows]
    days = [districts.answers(epoch) for epoch in epochs]
    codes = np.zeros(len(kinds) * len(epochs), dtype=np.int64)
    for each in np.flatnonzero(np.bincount(key, minlength=len(codes))).tolist():
        of_kind, epoch = divmod(each, len(epochs))
        clear = days[epoch].clear(kinds[of_kind])
        codes[each] = placed.code(clear) if clear else _LATER
    found = codes[key]
    placed.codes[rows] = found
    later = np.flatnonzero(found == _LATER)
    if len(later):
        unclear = later if isinstance(rows, slice) else rows[later]
        _place_unclear(sites, unclear, key[later], kinds, days, placed)
    named: dict[tuple[int, str, str], int] = {}
    for row in np.flatnonzero(sites.precision == _DISTRICT).tolist():
        what = (int(at[row]), *sites.name(row))
        if what not in named:
            named[what] = placed.code(days[what[0]].named(*what[1:]))
        placed.codes[row] = named[what]
    return placed


def _epochs_of(days: Ints, starts: list[int]) -> Ints:
    """Return in which stretch of time each day lies; of few days that many have, each once."""
    low, high = int(days.min()), int(days.max())
    is_dense = high - low < len(days)
    every = np.arange(low, high + 1) if is_dense else days
    found: Ints = np.searchsorted(starts, every, side="right") - 1
    return found[days - low] if is_dense else found


def distinct_discs(discs: Floats) -> tuple[Floats, Ints]:
    """Return the distinct rows, and for each row which of them it is.

    Where hardly any two of a sample are the same, all rows are taken for distinct.

    Parameters
    ----------
    discs : ndarray of float
        Shape (n, k).

    Returns
    -------
    distinct : ndarray of float
        Rows of `discs`.
    codes : ndarray of int
        For each row of `discs`, its number among them.
    """
    some = discs[:: -(-len(discs) // SAMPLE)] if len(discs) else discs
    if len(discs) > SAMPLE and _are_distinct(some):
        return discs, np.arange(len(discs))
    codes = np.zeros(len(discs), dtype=np.int64)
    for values in discs.T:
        # As whole numbers, the same for the same float: nought has no sign then.
        found, distinct = factorize((values + 0.0).view(np.int64))
        codes, _ = factorize(codes * len(distinct) + found)
    return discs[first_of(codes)], codes


def _are_distinct(discs: Floats) -> bool:
    """Return whether hardly any two rows are the same, which one column may tell already."""
    most = 0.95 * len(discs)
    if any(np.count_nonzero(np.diff(np.sort(column))) >= most for column in discs.T):
        return True
    return len(set(map(tuple, discs.tolist()))) > most


def _place_unclear(
    sites: Sites,
    rows: Ints,
    key: Ints,
    kinds: list[Kind],
    days: list[Answers],
    placed: Placed,
) -> None:
    """Write down what is found for points on several regions or near others, once a kind."""
    radius, radii = factorize(np.nan_to_num(sites.radius[rows]))
    wish, wishes = np.zeros(len(rows), dtype=np.int64), [""]
    if sites.wishes is not None:
        wish, words = factorize(sites.wishes[rows])
        wishes = [str(each) for each in words]
    groups, first = group([key, radius, wish])
    codes = []
    for each in first.tolist():
        of_kind, epoch = divmod(int(key[each]), len(days))
        answer = days[epoch].unclear(kinds[of_kind], float(radii[radius[each]]), wishes[wish[each]])
        codes.append(placed.code(answer))
    placed.codes[rows] = np.array(codes, dtype=np.int64)[groups]
