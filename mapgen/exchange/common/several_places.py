"""The places of an event that is told for several: as values of an export, and read out of one.

In JSON they are a list of records, in a cell of a table the same list as JSON text.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from mapgen.exchange.common.reader import slug
from mapgen.records.place_row import NAN, EventPlace
from mapgen.vocabulary import POINT_PRECISIONS, PRECISIONS, is_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_PLACE = 80  # letters of an id that is made of a name
FIELD = "places"
"""The derived field that holds them."""


class PlaceRecord(TypedDict):
    """One place: its id in the gazetteer, degrees in WGS 84, metres; None where there is no point.

    The metres are those around the point that its name covers.
    """

    id: str
    name: str
    latitude: float | None
    longitude: float | None
    radius_m: float | None


def place_records(places: Iterable[EventPlace]) -> list[PlaceRecord]:
    """Return places as records; [] for an event at one place.

    Parameters
    ----------
    places : iterable of EventPlace
        Of one event.

    Returns
    -------
    list of PlaceRecord
        As JSON can hold them; degrees are WGS 84, None for no point.
    """
    return [
        {
            "id": place.id,
            "name": place.name,
            "latitude": _number(place.latitude),
            "longitude": _number(place.longitude),
            "radius_m": _number(place.radius_m),
        }
        for place in places
    ]


def place_text(records: list[PlaceRecord]) -> str:
    """Return records as the text of a cell; "" for none.

    Parameters
    ----------
    records : list of PlaceRecord
        What `place_records` returned.

    Returns
    -------
    str
        JSON.
    """
    return json.dumps(records, ensure_ascii=False) if records else ""


def read_places(value: object) -> tuple[EventPlace, ...]:
    """Return the places that an export names, from records or their text; () where it is none.

    An event at several places has at least two, each with an id of its own.

    Parameters
    ----------
    value : object
        Records, their JSON, or anything else that a file has there.

    Returns
    -------
    tuple of EventPlace
        Two at least, or ().
    """
    if isinstance(value, str) and value.startswith("["):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return ()
    if not isinstance(value, list):
        return ()
    found = [place for each in value if (place := _place(each))]
    ids = {place.id for place in found}
    return tuple(found) if 1 < len(ids) == len(value) else ()


def at_points(points: Iterable[tuple[float, float]], name: str) -> tuple[EventPlace, ...]:
    """Return the places of an event at several points, (latitude, longitude) each.

    Where its place names as many, parted by semicolons, each has its own name, else they are
    numbered.

    Parameters
    ----------
    points : iterable of tuple of (float, float)
        WGS 84 degrees.
    name : str
        The event's place; "" for none.

    Returns
    -------
    tuple of EventPlace
        One for each point, in their order.
    """
    given = list(points)
    names = [part.strip() for part in name.split(";")]
    if len(names) != len(given) or not all(names):
        names = [f"{name or 'Place'} ({number})" for number in range(1, len(given) + 1)]
    return tuple(
        EventPlace(_id(text, number), text, latitude, longitude, NAN)
        for number, (text, (latitude, longitude)) in enumerate(
            zip(names, given, strict=True), start=1
        )
    )


def _id(name: str, number: int) -> str:
    made = slug(name)[:MAX_PLACE].strip("-")
    return made if made[:1].isalpha() else "-".join(filter(None, ("place", made or str(number))))


def _place(value: object) -> EventPlace | None:
    if not isinstance(value, dict):
        return None
    id_, name = value.get("id"), value.get("name")
    if not isinstance(id_, str) or not is_id(id_) or not isinstance(name, str) or not name.strip():
        return None
    latitude = _within(value.get("latitude"), -90, 90)
    longitude = _within(value.get("longitude"), -180, 180)
    if math.isnan(latitude) or math.isnan(longitude):
        latitude = longitude = NAN
    radius = _within(value.get("radius_m"), 0.1, 999_999)
    return EventPlace(id_, " ".join(name.split()), latitude, longitude, radius)


def _within(value: object, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        return NAN
    return float(value)


def _written(degrees: float) -> str:
    """Return degrees in full, without an exponent."""
    return str(np.format_float_positional(degrees, trim="0"))


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


@dataclass(slots=True)
class GazetteerWriter:
    """The places that imported events name by id, as rows of places.csv.

    One place has one row, with the finest precision and the smallest radius that its events give
    it. Another place of the same id gets a number behind it.
    """

    _rows: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, place: EventPlace, precision: str) -> str:
        """Return the id under which a place of an event of some precision stands.

        Parameters
        ----------
        place : EventPlace
            One of an event at several.
        precision : str
            The event's.

        Returns
        -------
        str
            The same for the same place.
        """
        has_point = precision in POINT_PRECISIONS and not math.isnan(place.latitude)
        row = {
            "name": place.name,
            "latitude": _written(place.latitude) if has_point else "",
            "longitude": _written(place.longitude) if has_point else "",
            "radius_m": f"{place.radius_m:g}" if has_point and place.radius_m > 0 else "",
            "precision": precision,
            "source": "the imported file" if has_point else "",
        }
        id_, number = place.id, 1
        while id_ in self._rows and not _same(self._rows[id_], row):
            number += 1
            id_ = f"{place.id}-{number}"
        known = self._rows.setdefault(id_, row)
        if _fineness(row) < _fineness(known):
            self._rows[id_] = row
        return id_

    def rows(self) -> Iterator[dict[str, str]]:
        """Yield the rows in the order in which the places came."""
        for id_, row in self._rows.items():
            yield {"id": id_, **row}


def _same(one: dict[str, str], other: dict[str, str]) -> bool:
    """Return whether two rows can be one place: the same name, and no two points."""
    points = {(row["latitude"], row["longitude"]) for row in (one, other) if row["latitude"]}
    return one["name"] == other["name"] and len(points) < 2


def _fineness(row: dict[str, str]) -> tuple[bool, int, float]:
    """Return what is smaller the better a place is known."""
    radius = float(row["radius_m"] or math.inf)
    return (not row["latitude"], PRECISIONS.index(row["precision"]), radius)
