"""Where one event is: its place, city, coordinates and precision, held to the gazetteer."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mapgen.notation.coordinates import swapped
from mapgen.problems import Fault, one_of
from mapgen.records.cells import Cells
from mapgen.records.gazetteer import RADII, Gazetteer, Place
from mapgen.vocabulary import (
    COARSE_PRECISIONS,
    POINT_PRECISIONS,
    PRECISIONS,
    WIDE_PRECISIONS,
    is_id,
)

_RANK = {precision: rank for rank, precision in enumerate(PRECISIONS)}
_ARTICLE = {each: f"a {each}" for each in PRECISIONS} | {"unknown": "an unknown place"}
NAN = float("nan")


class EventPlace(NamedTuple):
    """One of the several places that an event is told for; WGS 84 degrees, radius in metres.

    Position and radius are NaN where the event's precision is too coarse for a point.
    """

    id: str
    name: str
    latitude: float
    longitude: float
    radius_m: float


class PlaceRow:
    """One combination of place, city, coordinates and precision.

    `point` is the event's own, latitude and longitude in degrees, NaN for none; `sized` whether it
    says how large the area around it is.
    """

    def __init__(
        self,
        cells: Cells,
        row: int,
        place: Place | None,
        point: tuple[float, float],
        *,
        sized: bool,
    ) -> None:
        columns = cells.table.columns
        self.place = place
        self.place_text = columns["place"][row]
        self.city = columns["city"][row]
        self.precision = columns["place_precision"][row]
        self.written = (columns["latitude"][row], columns["longitude"][row])
        self.latitude, self.longitude = point
        self.sized = sized
        self.faults: list[tuple[str, Fault, bool]] = []

    def wrong(self, column: str, message: str, value: str, mend: str, *, code: str) -> None:
        """Note an error of a column.

        Parameters
        ----------
        column : str
            What is wrong.
        message : str
            In lower case.
        value : str
            What it holds; "" for nothing.
        mend : str
            How to mend it, a sentence.
        code : str
            Of `problem_codes`.
        """
        self.faults.append((column, Fault(message, value or None, mend, code=code), False))

    def point(self, gazetteer: Gazetteer) -> tuple[float, float, float]:
        """Return where the row's event is.

        Parameters
        ----------
        gazetteer : Gazetteer
            The places that may be named.

        Returns
        -------
        latitude : float
            WGS 84 degrees, NaN for no point.
        longitude : float
            The same.
        radius_m : float
            Metres, NaN for no point.
        """
        nowhere = (NAN, NAN, NAN)
        has_latitude, has_longitude = (bool(text) for text in self.written)
        given = ", ".join(self.written)
        if has_latitude != has_longitude:
            absent = "longitude" if has_latitude else "latitude"
            self.wrong(
                absent,
                f"no {absent}",
                "",
                "Give both coordinates, or neither.",
                code="coordinate/half",
            )
            return nowhere
        if self.precision not in POINT_PRECISIONS and not (self.sized and has_latitude):
            if has_latitude and self.precision in PRECISIONS:
                self.wrong(
                    "latitude",
                    f"{_ARTICLE[self.precision]} has no coordinates",
                    given,
                    "Empty both, give the finer place_precision, or say in extent_m how large the "
                    "area around them is.",
                    code="place/too-coarse-for-a-point",
                )
            return nowhere
        if not has_latitude:
            return self._point_of_place(nowhere)
        if np.isnan(self.latitude) or np.isnan(self.longitude):
            return nowhere  # reported cell by cell
        fault = swapped(self.latitude, self.longitude, gazetteer.area)
        if fault:
            self.faults.append(("latitude", fault, False))
            return nowhere
        return self.latitude, self.longitude, RADII.get(self.precision, NAN)

    def _point_of_place(self, nowhere: tuple[float, float, float]) -> tuple[float, float, float]:
        place = self.place
        if place is None or place.latitude is None or place.longitude is None:
            if place is not None or (self.place_text and not is_id(self.place_text)):
                mend = (
                    "Give both, or write an id of the gazetteer, or a place_precision of "
                    f"{', '.join(COARSE_PRECISIONS[:-1])} or {COARSE_PRECISIONS[-1]}."
                )
                self.wrong(
                    "latitude",
                    f"a {self.precision} without coordinates",
                    "",
                    mend,
                    code="place/no-point",
                )
            return nowhere
        if place.precision not in POINT_PRECISIONS:
            self.wrong(
                "place_precision",
                f"{place.name} is known as a {place.precision} only",
                self.precision,
                f"Write {place.precision}, or give the event's own coordinates.",
                code="place/too-fine",
            )
            return nowhere
        if _RANK[self.precision] < _RANK.get(place.precision, 0):
            fault = Fault(
                f"finer than the gazetteer knows {place.name}",
                self.precision,
                f"Write {place.precision}, or give the event's own coordinates.",
                code="place/too-fine",
            )
            self.faults.append(("place_precision", fault, True))
        radius = place.radius_m or RADII[self.precision]
        if _RANK[self.precision] > _RANK.get(place.precision, 0):
            radius = max(radius, RADII[self.precision])
        return place.latitude, place.longitude, radius

    def several(
        self, ids: tuple[str, ...], gazetteer: Gazetteer, cities: tuple[str, ...]
    ) -> tuple[EventPlace, ...]:
        """Return the places of an event that is told for several, or () where one is wrong.

        Parameters
        ----------
        ids : tuple of str
            Of the gazetteer.
        gazetteer : Gazetteer
            The places that may be named.
        cities : tuple of str
            Those of the settings.

        Returns
        -------
        tuple of EventPlace
            In the order of the ids.
        """
        if any(self.written):
            given = ", ".join(self.written)
            mend = "Empty latitude and longitude, or name one place."
            self.wrong(
                "latitude",
                "several places have no coordinates of their own",
                given,
                mend,
                code="place/several-with-a-point",
            )
        found = []
        for each in ids:
            self.place = gazetteer.get(each)
            if self.place is None:
                self.wrong(
                    "place", "unknown place", each, gazetteer.suggestion(each), code="place/unknown"
                )
                continue
            point = (NAN, NAN, NAN)
            if self.precision in POINT_PRECISIONS:
                point = self._point_of_place(point)
            found.append(EventPlace(each, self.place.name, *point))
            self.check_city(cities)
        self.faults = list(dict.fromkeys(self.faults))
        return () if any(not warning for _, _, warning in self.faults) else tuple(found)

    def check_place(self, gazetteer: Gazetteer) -> None:
        """Note a place that is missing, or an id that the gazetteer does not have.

        Parameters
        ----------
        gazetteer : Gazetteer
            The places that may be named.
        """
        if not self.place_text:
            self.wrong(
                "place",
                "no place",
                "",
                "Write an id of the gazetteer, or a name.",
                code="place/missing",
            )
        elif self.place is None and is_id(self.place_text):
            mend = gazetteer.suggestion(self.place_text)
            if all(self.written):
                name = self.place_text[0].upper() + self.place_text[1:]
                mend = f"{mend} If it is a name and no id, begin it with a capital: {name}."
            self.wrong("place", "unknown place", self.place_text, mend, code="place/unknown")

    def check_city(self, cities: tuple[str, ...]) -> None:
        """Note a city that the settings do not have, or that is not the place's.

        Parameters
        ----------
        cities : tuple of str
            Those of the settings.
        """
        if not cities or (not self.city and self.precision in WIDE_PRECISIONS):
            return
        home = self.place.city if self.place else ""
        if self.city not in cities:
            mend = f"Write {home}." if home in cities else one_of(self.city, cities)
            self.wrong(
                "city",
                "unknown city" if self.city else "no city",
                self.city,
                mend,
                code="city/unknown",
            )
        elif home in cities and home != self.city and self.place:
            message = f"{self.place.name} lies in {home}"
            self.wrong(
                "city",
                message,
                self.city,
                f"Write {home}, or another place.",
                code="city/not-the-places",
            )
