"""Events × the districts of their first day.

The point decides, joined with `intersects` and one row an event, so that no event is lost or
doubled. The rule where it touches several regions, that is on a border: the region that the
editor's own `district` column names, else the first in the order of districts.csv. Then the
precision: where its disc reaches over a border, every region that it touches is a candidate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from mapgen.atlas.reach import regions_within, shapes_holding
from mapgen.files.arrays import Bools, Floats, Ints, Objects
from mapgen.files.columns import factorize, first_of, objects
from mapgen.files.frame import Frame
from mapgen.vocabulary import POINT_PRECISIONS

if TYPE_CHECKING:
    from mapgen.atlas.districts import Districts, Epoch

SAMPLE = 4096  # discs that tell whether places repeat themselves
_CERTAIN = ("inside", "border", "possible")  # from sure to unsure


def join(events: Frame, districts: Districts) -> Frame:
    """Find the district of each event on its first day.

    Parameters
    ----------
    events : Frame
        The columns of `mapgen.records.events`, EPSG:4326; `first` in days since 1970-01-01.
    districts : Districts

    Returns
    -------
    Frame
        The events, row for row, with four more columns. `join` is one of

        - "inside": the disc of its precision lies in one region, whose label is `district`
        - "border": the point lies on a border; `district` is one of the regions that meet there
        - "possible": the disc reaches into other regions; `district` is the one that holds the
          point
        - "city": the precision is too coarse for any district
        - "several": an event at several places that lie in different districts; `district` is ""
        - "outside": the point lies in no region of its day

        `candidates` (tuple of str) names every district that it can be, the likeliest first;
        `join_note` says why in words. An extra column `district` of the records is kept as
        `district_given`.
    """
    result = events.renamed({"district": "district_given"})
    placed = _Placed(len(result))
    _join_rows(result, districts, placed)
    if "event_places" in result:
        _join_several(result, districts, placed)
    return result.with_columns(placed.columns())


def _join_rows(result: Frame, districts: Districts, placed: _Placed) -> None:
    """Find the district of each row's point on its first day."""
    days = result["first"]
    if len(result):
        epochs = districts.epochs(int(days.min()), int(days.max()))
        at = np.searchsorted([epoch.first for epoch in epochs], days, side="right") - 1
        for number, epoch in enumerate(epochs):
            rows = np.flatnonzero(at == number)
            if len(rows):
                _join_epoch(result, rows, epoch, placed)


def _join_several(events: Frame, districts: Districts, placed: _Placed) -> None:
    """Put what is found for each place of an event at several together."""
    spots = events["event_places"]
    rows = np.flatnonzero(spots.astype(bool))
    if not len(rows):
        return
    each = np.repeat(rows, [len(spots[row]) for row in rows])
    every = [spot for row in rows for spot in spots[row]]
    parts = events.take(each).with_columns(
        {
            "place": objects([spot.name for spot in every]),
            "latitude": np.array([spot.latitude for spot in every], dtype=float),
            "longitude": np.array([spot.longitude for spot in every], dtype=float),
            "radius_m": np.array([spot.radius_m for spot in every], dtype=float),
        }
    )
    found = _Placed(len(parts))
    _join_rows(parts, districts, found)
    for row in rows.tolist():
        at = np.flatnonzero(each == row)
        if (found.join[at] == "city").all():
            continue
        names = tuple(dict.fromkeys(name for part in at for name in found.candidates[part]))
        outside = at[found.join[at] == "outside"]
        labels = list(dict.fromkeys(found.district[at]))
        if len(outside):
            places = _and([every[part].name for part in outside])
            placed.set(row, "", names, "outside", f"{places}: outside every district of the day.")
        elif len(labels) > 1:
            placed.set(row, "", names, "several", f"Told for several places, in {_and(labels)}.")
        else:
            # All in one region: the least certain of the places says how sure that is.
            worst = max(at, key=lambda part: _CERTAIN.index(found.join[part]))
            placed.set(row, labels[0], names, found.join[worst], found.note[worst])


class _Placed:
    """What the join finds out, a value for each event."""

    def __init__(self, count: int) -> None:
        self.district: Objects = np.full(count, "", dtype=object)
        self.candidates: Objects = np.empty(count, dtype=object)
        self.candidates.fill(())
        self.join: Objects = np.full(count, "city", dtype=object)
        self.note: Objects = np.full(count, "", dtype=object)

    def set(self, row: int, district: str, candidates: Sequence[str], join: str, note: str) -> None:
        self.district[row] = district
        self.candidates[row] = tuple(candidates)
        self.join[row] = join
        self.note[row] = note

    def columns(self) -> dict[str, Objects]:
        return {
            "district": self.district,
            "candidates": self.candidates,
            "join": self.join,
            "join_note": self.note,
        }


def _join_epoch(events: Frame, rows: Ints, epoch: Epoch, placed: _Placed) -> None:
    precision = events["place_precision"][rows]
    latitude = events["latitude"][rows]
    longitude = events["longitude"][rows]
    has_point = np.isin(precision, POINT_PRECISIONS) & np.isfinite(latitude + longitude)
    for row in rows[precision == "district"]:
        _by_name(events, int(row), epoch.regions, placed)
    rows = rows[has_point]
    if not len(rows):
        return
    # A place of the gazetteer has many events: each distinct disc is joined once.
    discs, inverse = _distinct(
        np.column_stack(
            [
                longitude[has_point],
                latitude[has_point],
                np.nan_to_num(events["radius_m"][rows]),
            ]
        )
    )
    touched = shapes_holding(discs[:, 0], discs[:, 1], epoch.regions["geometry"])
    reached = regions_within(discs, epoch.regions)
    _place(events, rows, inverse, discs, touched, reached, epoch.regions, placed)


def _distinct(discs: Floats) -> tuple[Floats, Ints]:
    """Return the distinct rows, and for each row which of them it is.

    Where hardly any two of a sample are the same, all rows are taken for distinct.
    """
    some = discs[:: -(-len(discs) // SAMPLE)]
    if len(discs) > SAMPLE and len(np.unique(some, axis=0)) > 0.95 * len(some):
        return discs, np.arange(len(discs))
    codes = np.zeros(len(discs), dtype=np.int64)
    for values in discs.T:
        found, distinct = factorize(values)
        codes, _ = factorize(codes * len(distinct) + found)
    return discs[first_of(codes)], codes


def _place(
    events: Frame,
    rows: Ints,
    inverse: Ints,
    discs: Floats,
    touched: Bools,
    reached: Bools,
    regions: Frame,
    placed: _Placed,
) -> None:
    """Write down what was found; the many clear cases in bulk, the others once a kind."""
    labels, candidates = regions["label"], regions["candidates"]
    held = touched.sum(axis=1)
    clear = (held == 1) & ((touched | reached).sum(axis=1) == 1)
    simple, outside = clear[inverse], (held == 0)[inverse]
    region = touched.argmax(axis=1)[inverse[simple]] if len(regions) else []
    placed.district[rows[simple]] = labels[region] if len(regions) else ""
    placed.candidates[rows[simple]] = candidates[region] if len(regions) else ()
    placed.join[rows[simple]] = "inside"
    placed.join[rows[outside]] = "outside"
    unclear = ~simple & ~outside
    wishes = [""] * int(unclear.sum())
    if "district_given" in events:
        wishes = events["district_given"][rows[unclear]].tolist()
    seen: dict[tuple[bytes, bytes, float, str], tuple[str, Sequence[str], str, str]] = {}
    pairs = zip(rows[unclear].tolist(), inverse[unclear].tolist(), wishes, strict=True)
    for row, disc, wish in pairs:
        key = (touched[disc].tobytes(), reached[disc].tobytes(), discs[disc, 2], wish)
        if key not in seen:
            on = np.flatnonzero(touched[disc]).tolist()
            near = np.flatnonzero(reached[disc] & ~touched[disc]).tolist()
            seen[key] = _unclear(on, near, discs[disc, 2], labels, candidates, wish)
        placed.set(row, *seen[key])


def _unclear(
    on: list[int], near: list[int], radius: float, labels: Objects, candidates: Objects, wish: str
) -> tuple[str, Sequence[str], str, str]:
    """Return district, candidates, join and note of a point on several regions or near others."""
    holder = next((at for at in on if wish in (labels[at], *candidates[at])), on[0])
    others = [at for at in (*on, *near) if at != holder]
    names = tuple(dict.fromkeys(name for at in (holder, *others) for name in candidates[at]))
    if len(on) > 1:
        by = "as its record says" if wish and wish in names else "the first in the list"
        meeting = _and([labels[at] for at in on])
        note = f"The point lies on the border of {meeting}; counted in {labels[holder]}, {by}."
        return labels[holder], names, "border", note
    there = _and([labels[at] for at in others])
    note = f"Its place is known to within {radius:,.0f} m, which reaches into {there} too."
    return labels[holder], names, "possible", note


def _by_name(events: Frame, row: int, regions: Frame, placed: _Placed) -> None:
    """Place an event of which only the district is known, if its place is named like one."""
    city = events["city"][row]
    wanted = _plain(events["place"][row], city)
    matches = [
        at
        for at, names in enumerate(regions["candidates"])
        if wanted in {_plain(name, city) for name in names}
    ]
    if not matches:
        return
    at = min(matches, key=lambda each: len(regions["candidates"][each]))
    sure = len(regions["candidates"][at]) == 1
    placed.set(
        row,
        regions["label"][at],
        regions["candidates"][at],
        "inside" if sure else "possible",
        "Only the district is known.",
    )


def _plain(name: str, city: str) -> str:
    """Return a district's name without "District" and the city: "Karachi East" is "east"."""
    words = re.findall(r"\w+", name.casefold())
    extra = {"district", "of", "the", *re.findall(r"\w+", city.casefold())}
    return " ".join(word for word in words if word not in extra) or " ".join(words)


def _and(labels: list[str]) -> str:
    """Return "West, East and “South or Central”": which "or" belongs together stays clear."""
    *others, last = (f"“{each}”" if " or " in each else each for each in labels)
    return f"{', '.join(others)} and {last}" if others else last
