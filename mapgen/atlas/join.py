"""Events × the districts of their first day.

The point decides, joined with `intersects` and one row an event, so that no event is lost or
doubled. The rule where it touches several regions, that is on a border: the region that the
editor's own `district` column names, else the first in the order of districts.csv. Then the
precision: where its disc reaches over a border, every region that it touches is a candidate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mapgen.atlas.answers import Placement, listed
from mapgen.atlas.placing import Placed, Sites, place
from mapgen.files.columns import factorize, is_one, kept_words, objects
from mapgen.files.frame import Frame
from mapgen.vocabulary import PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Hashable

    from mapgen.atlas.districts import Districts
    from mapgen.files.arrays import Ints, Objects

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
    return with_places(events, place_events(events, districts))


def with_places(events: Frame, placed: Placed) -> Frame:
    """Return events with the columns of `join`.

    Parameters
    ----------
    events : Frame
        With the columns of `mapgen.records.events`.
    placed : Placed
        What `place_events` found for them.

    Returns
    -------
    Frame
        What `district` held is `district_given`.
    """
    columns: dict[str, list[Hashable]] = {
        "district": [each.district for each in placed.answers],
        "candidates": [each.candidates for each in placed.answers],
        "join": [each.join for each in placed.answers],
        "join_note": [each.note for each in placed.answers],
    }
    found = {name: kept_words(values, placed.codes) for name, values in columns.items()}
    return events.renamed({"district": "district_given"}).with_columns(found)


def place_events(events: Frame, districts: Districts) -> Placed:
    """Return what the join finds for events with the columns of `mapgen.records.events`.

    Parameters
    ----------
    events : Frame
        With the columns of `mapgen.records.events`.
    districts : Districts
        Those of any date.

    Returns
    -------
    Placed
        An answer for each event.
    """
    placed = place(sites_of(events), districts)
    if "event_places" in events:
        _place_several(events, districts, placed)
    return placed


def sites_of(events: Frame) -> Sites:
    """Return where and when events were.

    Parameters
    ----------
    events : Frame
        With the columns of `mapgen.records.events`.

    Returns
    -------
    Sites
        In their order.
    """
    places, cities = events["place"], events["city"]
    return Sites(
        events["first"],
        events["precision"] if "precision" in events else precisions(events["place_precision"]),
        events["longitude"],
        events["latitude"],
        events["radius_m"],
        lambda row: (places[row], cities[row]),
        events.get("district"),
    )


def precisions(names: Objects) -> Ints:
    """Return each precision's index in `PRECISIONS`, that behind the last for others.

    Parameters
    ----------
    names : ndarray of object
        Of precisions.

    Returns
    -------
    ndarray of int
        As many.
    """
    codes, distinct = factorize(names)
    index = {name: at for at, name in enumerate(PRECISIONS)}
    return np.array([index.get(each, len(index)) for each in distinct], dtype=np.int64)[codes]


def _place_several(events: Frame, districts: Districts, placed: Placed) -> None:
    """Put what is found for each place of an event at several together."""
    spots = events["event_places"]
    if is_one(spots) and not spots[0]:
        return
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
    found = place(sites_of(parts), districts)
    every_answer = found.answers
    for row in rows.tolist():
        at = np.flatnonzero(each == row)
        answers = [every_answer[code] for code in found.codes[at].tolist()]
        if any(answer.join != "city" for answer in answers):
            names = [every[part].name for part in at.tolist()]
            placed.codes[row] = placed.code(_of_several(answers, names))


def _of_several(answers: list[Placement], places: list[str]) -> Placement:
    """Return the one answer for an event at several places, of which each has its own."""
    names = tuple(dict.fromkeys(name for each in answers for name in each.candidates))
    labels = list(dict.fromkeys(each.district for each in answers))
    outside = [name for name, each in zip(places, answers, strict=True) if each.join == "outside"]
    if outside:
        note = f"{listed(outside)}: outside every district of the day."
        return Placement("", names, "outside", note)
    if len(labels) > 1:
        note = f"Told for several places, in {listed(labels)}."
        return Placement("", names, "several", note)
    # All in one region: the least certain of the places says how sure that is.
    worst = max(answers, key=lambda each: _CERTAIN.index(each.join))
    return Placement(labels[0], names, worst.join, worst.note)
