"""Columns of values → numbers that the browser reads: positions, indices of terms, figures, lists.

Single events and counts (`mapgen.counts.payload`) are written by the same functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from mapgen.files.arrays import Floats, Objects
from mapgen.files.columns import among, of_codes, same_objects, spread
from mapgen.files.dense import ranges
from mapgen.page.payload.packing import NOWHERE, TYPES, Column, smallest_type
from mapgen.records.categories import ROW
from mapgen.vocabulary import ATTRIBUTIONS, CONFIDENCES, DEGREE, NO_PLACE, PRECISIONS

if TYPE_CHECKING:
    from mapgen.files.frame import Frame
    from mapgen.notation.claims import Claims
    from mapgen.records.settings import Settings

T = TypeVar("T")


class Terms:
    """The values that index columns point at, in the order in which the page lists them.

    `homes` are the places that rows without a point are told for (`homes`). `rows` has the columns
    ``city``, ``district``, ``candidates`` and ``place_precision``, and may
    have ``actors``, ``targets``, ``attribution`` and ``confidence``. `sources` are the keys of
    the sources that the rows cite.
    """

    def __init__(
        self,
        settings: Settings,
        rows: Frame,
        sources: Sequence[str] = (),
        homes: Iterable[str] = (),
    ) -> None:
        self.categories = [
            {"id": c.id, "label": c.label, "colour": c.colour, "glyph": c.glyph}
            for c in settings.categories.values()
        ]
        cities = [c.name for c in settings.cities]
        self.city = cities + sorted(distinct(rows["city"]) - set(cities))
        self.region = sorted(distinct(rows["district"]))
        self.home = ["", *sorted(distinct(homes) - {""})]
        self.district = _members(rows, "candidates")
        self.actor = _members(rows, "actors")
        self.target = _members(rows, "targets")
        self.precision = (*PRECISIONS, *({""} & distinct(rows["place_precision"])))
        self.attribution = _with_blank(rows, "attribution", ATTRIBUTIONS)
        self.confidence = _with_blank(rows, "confidence", CONFIDENCES)
        self.source = list(sources)
        self.row = shown_as_row() if "row_of" in rows and any(rows["row_of"]) else None

    def packed(self) -> dict[str, Sequence[str]]:
        """Return all but the categories and precisions, which the page needs before it unpacks."""
        return {
            "city": self.city,
            "region": self.region,
            "home": self.home,
            "district": self.district,
            "actor": self.actor,
            "target": self.target,
            "attribution": self.attribution,
            "confidence": self.confidence,
            "source": self.source,
        }


def homes(events: Frame) -> Objects:
    """Return the place of each event that has no point and no city or district of its own, else "".

    Events of these are gathered by the place's name; all others by point, district or city.
    What names no place is gathered as such.

    Parameters
    ----------
    events : Frame
        With places, cities, districts and points.

    Returns
    -------
    ndarray of object
        One for each event.
    """
    no_point = np.isnan(events["latitude"])
    if not no_point.any():
        return spread([""], np.zeros(len(events), dtype=np.intp))
    wide = among(events["place_precision"], ("province", "country"))
    unnamed = among(events["city"], ("",)) & among(events["district"], ("",))
    unplaced = among(events["place"], (NO_PLACE,))
    return np.where(no_point & ~unplaced & (wide | unnamed), events["place"], "")


def shown_as_row() -> dict[str, str]:
    """Return how the page shows an event that is one row of a data set, whatever its category."""
    return {"id": ROW.id, "label": ROW.label, "colour": ROW.colour, "glyph": ROW.glyph}


def distinct(values: Iterable[T]) -> set[T]:
    """Return the different values of a column; equal cells of a table share theirs.

    Parameters
    ----------
    values : iterable of T
        A value for each event.

    Returns
    -------
    set of T
        Compared by equality.
    """
    column = np.asarray(values, dtype=object)
    return set(column[same_objects(column)[1]])


def _members(rows: Frame, column: str) -> list[str]:
    """Return the different values in a column of lists; none where it is missing."""
    return sorted(set(chain.from_iterable(distinct(rows[column])))) if column in rows else []


def _with_blank(rows: Frame, column: str, known: Sequence[str]) -> Sequence[str]:
    """Return the known values; and "" where a row, of a frame of any origin, has none of them."""
    present = distinct(rows[column]) if column in rows else {""}
    return known if "" not in present else ("",) if present == {""} else (*known, "")


def degrees(values: Floats) -> Column:
    """Return positions in hundred-thousandths of a degree, `NOWHERE` for none.

    Parameters
    ----------
    values : ndarray of float
        WGS 84 degrees, NaN for none.

    Returns
    -------
    ndarray
        Whole numbers.
    """
    whole = values * DEGREE
    np.round(whole, out=whole)
    whole[np.isnan(values)] = NOWHERE
    return whole.astype(np.int64)


def indices(values: Iterable[str], known: Sequence[str]) -> tuple[str, Column]:
    """Return each value's index among the known ones.

    Parameters
    ----------
    values : iterable of str
        Each of them is known.
    known : sequence of str
        All values.

    Returns
    -------
    type : str
        The narrowest that will do.
    values : ndarray
        Whole numbers.
    """
    column = np.asarray(values, dtype=object)
    codes, first_rows = same_objects(column)
    index = {value: i for i, value in enumerate(known)}
    kind = "u8" if len(known) <= 256 else "u16" if len(known) <= 65536 else "u32"
    found = np.array([index[value] for value in column[first_rows]], TYPES[kind])
    return kind, of_codes(found, codes)


def figures(name: str, claims: Iterable[Claims]) -> dict[str, tuple[str, Column]]:
    """Return a figure's columns: low, high, and whether the high is "at least" so many.

    Parameters
    ----------
    name : str
        "deaths" or "injured".
    claims : iterable of Claims
        One `Claims` for each event.

    Returns
    -------
    dict of str to tuple of (str, ndarray)
        ``nameLow`` and ``nameHigh`` (−1: not stated) and ``nameOpen`` (0 or 1).
    """
    values = np.asarray(claims, dtype=object)
    codes, first_rows = same_objects(values)
    distinct = [
        (
            -1 if each.low is None else each.low,
            -1 if each.high is None else each.high,
            int(each.open_high),
        )
        for each in values[first_rows]
    ]
    low, high, open_high = np.array(distinct, np.int64).reshape(-1, 3).T
    return {
        f"{name}Low": ("i32", of_codes(low, codes)),
        f"{name}High": ("i32", of_codes(high, codes)),
        f"{name}Open": ("u8", of_codes(open_high, codes)),
    }


def lists(
    name: str, values: Iterable[Sequence[str]], known: Sequence[str]
) -> dict[str, tuple[str, Column]]:
    """Return how many values each event has, and all of them one after the other.

    Parameters
    ----------
    name : str
        What the columns' names begin with.
    values : iterable of sequence of str
        Those of each event.
    known : sequence of str
        All values.

    Returns
    -------
    dict of str to tuple of (str, ndarray)
        ``nameCounts`` and ``nameValues`` (indices of `known`).
    """
    rows = np.asarray(values, dtype=object)
    codes, first_rows = same_objects(rows)
    index = {value: i for i, value in enumerate(known)}
    distinct = [[index[value] for value in row] for row in rows[first_rows]]
    lengths = np.array([len(row) for row in distinct], np.int64)
    starts = np.concatenate(([0], np.cumsum(lengths)))[:-1]
    table = np.fromiter(chain.from_iterable(distinct), np.int64)
    counts = of_codes(lengths, codes)
    if not len(table):
        return {f"{name}Counts": ("u8", counts), f"{name}Values": ("u8", table)}
    # Where each value stands in the table: its row's start, and on from there.
    flat = table[ranges(starts[codes], counts)]
    return {
        f"{name}Counts": (smallest_type(counts), counts),
        f"{name}Values": (smallest_type(flat), flat),
    }
