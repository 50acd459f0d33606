"""Place, city, coordinates and precision of the events, checked against the gazetteer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from mapgen.files.columns import objects, rows_by_code
from mapgen.files.csv_fast import Spelt
from mapgen.notation.coordinates import LIMITS, Area, parse_degrees, swapped
from mapgen.problems import Fault, one_of
from mapgen.records.cells import Cells
from mapgen.records.gazetteer import RADII, Gazetteer, Place
from mapgen.vocabulary import POINT_PRECISIONS, PRECISIONS, is_id

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mapgen.records.settings import Settings

_RANK = {precision: rank for rank, precision in enumerate(PRECISIONS)}
_NAN = float("nan")


class EventPlace(NamedTuple):
    """One of the several places that an event is told for; WGS 84 degrees, radius in metres.

    Position and radius are NaN where the event's precision is too coarse for a point.
    """

    id: str
    name: str
    latitude: float
    longitude: float
    radius_m: float


def locate(cells: Cells, settings: Settings, gazetteer: Gazetteer) -> dict[str, Any]:
    """Return the columns that say where the events are.

    `place`, `place_id`, `city`, `latitude`, `longitude`, `place_precision`, `radius_m`, and
    `event_places`: the `EventPlace`s of an event at several, () for all others. The event's own
    coordinates win over the gazetteer's; what is coarser than a town has none. An event at several
    places has the position of the first. Each distinct combination of cells is checked once.
    """
    precisions = cells.choice("place_precision", PRECISIONS, vital=True)
    latitude = _degrees(cells, "latitude")
    longitude = _degrees(cells, "longitude")
    place_codes, place_cells = cells.distinct("place")
    places = [gazetteer.find(cell) if cell else None for cell in place_cells]
    several = [_ids(cell, gazetteer) if ";" in cell else () for cell in place_cells]
    own = _own_point(cells, latitude, longitude, gazetteer.area)
    # An event with a point of its own is like the others of its place, city and precision.
    names = ["place", "city", "place_precision"]
    codes, first_rows = _combined([*(cells.distinct(name)[0] for name in names), ~own])
    odd = np.flatnonzero(~own)
    written = ["latitude", "longitude"]
    if len(odd):
        odd_codes = [_codes_of(cells, name, odd) for name in written]
        more, _ = _combined([codes[odd], *odd_codes])
        codes[odd] = len(first_rows) + more
        _, first_rows, codes = np.unique(codes, return_index=True, return_inverse=True)
    cities = tuple(city.name for city in settings.cities)
    rows_of = rows_by_code(codes)
    located: list[tuple[float, float, float]] = []
    at_several: list[tuple[EventPlace, ...]] = []
    for code, row in enumerate(first_rows.tolist()):
        place = places[place_codes[row]]
        one = _Row(cells, row, place, float(latitude[row]), float(longitude[row]))
        ids = several[place_codes[row]]
        found = one.several(ids, gazetteer, cities) if ids else ()
        at_several.append(found)
        if ids:
            located.append(found[0][2:] if found else (_NAN, _NAN, _NAN))
        else:
            located.append(one.point(gazetteer))
            one.check_place(gazetteer)
            one.check_city(cities)
        if one.faults:
            rows = rows_of(code)
            for column, fault, is_warning in one.faults:
                vital = column != "city" and not is_warning
                cells.faults(column, rows, [fault], vital=vital, warning=is_warning)
    points = np.array(located, dtype=float).reshape(-1, 3)[codes]
    points[own, 0], points[own, 1] = latitude[own], longitude[own]
    printed = [
        "; ".join(gazetteer[each].name if each in gazetteer else each for each in ids)
        if ids
        else cell
        if place is None or place.id != cell
        else place.name
        for cell, place, ids in zip(place_cells, places, several, strict=True)
    ]
    place_ids = [place.id if place else "" for place in places]
    return {
        "place": objects(printed)[place_codes],
        "place_id": objects(place_ids)[place_codes],
        "city": cells.texts("city"),
        "latitude": points[:, 0],
        "longitude": points[:, 1],
        "place_precision": precisions,
        "radius_m": points[:, 2],
        "event_places": objects(at_several)[codes],
    }


def _ids(cell: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the ids in a cell that names several places; () where it is one name.

    All parts must have the form of an id and one of them must be known: "Rooms; hall" is a name.
    """
    parts = tuple(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))
    are_ids = len(parts) > 1 and all(map(is_id, parts))
    return parts if are_ids and any(part in gazetteer for part in parts) else ()


def _own_point(
    cells: Cells,
    latitude: NDArray[np.float64],
    longitude: NDArray[np.float64],
    area: Area | None,
) -> NDArray[np.bool_]:
    """Return which events have sound coordinates of their own and may have a point."""
    codes, precisions = cells.distinct("place_precision")
    may = np.array([precision in POINT_PRECISIONS for precision in precisions], dtype=bool)
    own = may[codes] & ~np.isnan(latitude) & ~np.isnan(longitude)
    if area is not None:
        south, west, north, east = area
        holds = (south <= latitude) & (latitude <= north) & (west <= longitude)
        own &= holds & (longitude <= east)
    return own


def _codes_of(cells: Cells, column: str, rows: NDArray[np.intp]) -> NDArray[np.intp]:
    written = cells.table.columns[column]
    codes, _ = pd.factorize(objects([written[row] for row in rows.tolist()]))
    return codes


class _Row:
    """One combination of place, city, coordinates and precision."""

    def __init__(
        self, cells: Cells, row: int, place: Place | None, latitude: float, longitude: float
    ) -> None:
        columns = cells.table.columns
        self.place = place
        self.place_text = columns["place"][row]
        self.city = columns["city"][row]
        self.precision = columns["place_precision"][row]
        self.written = (columns["latitude"][row], columns["longitude"][row])
        self.latitude, self.longitude = latitude, longitude
        self.faults: list[tuple[str, Fault, bool]] = []

    def wrong(self, column: str, message: str, value: str, mend: str, *, code: str) -> None:
        self.faults.append((column, Fault(message, value or None, mend, code=code), False))

    def point(self, gazetteer: Gazetteer) -> tuple[float, float, float]:
        """Return latitude, longitude and radius; NaN for what has no point."""
        nowhere = (_NAN, _NAN, _NAN)
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
        if self.precision not in POINT_PRECISIONS:
            if has_latitude and self.precision in PRECISIONS:
                self.wrong(
                    "latitude",
                    f"a {self.precision} has no coordinates",
                    given,
                    "Empty both, or give the finer place_precision.",
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
        return self.latitude, self.longitude, RADII[self.precision]

    def _point_of_place(self, nowhere: tuple[float, float, float]) -> tuple[float, float, float]:
        place = self.place
        if place is None or place.latitude is None or place.longitude is None:
            if place is not None or (self.place_text and not is_id(self.place_text)):
                mend = (
                    "Give both, or write an id of the gazetteer, or a place_precision of district, "
                    "city or province."
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
        """Return the places of an event that is told for several, or () where one is wrong."""
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
                    "place", "unknown place", each, gazetteer.near(each), code="place/unknown"
                )
                continue
            point = (_NAN, _NAN, _NAN)
            if self.precision in POINT_PRECISIONS:
                point = self._point_of_place(point)
            found.append(EventPlace(each, self.place.name, *point))
            self.check_city(cities)
        self.faults = list(dict.fromkeys(self.faults))
        return () if any(not warning for _, _, warning in self.faults) else tuple(found)

    def check_place(self, gazetteer: Gazetteer) -> None:
        if not self.place_text:
            self.wrong(
                "place",
                "no place",
                "",
                "Write an id of the gazetteer, or a name.",
                code="place/missing",
            )
        elif self.place is None and is_id(self.place_text):
            mend = gazetteer.near(self.place_text)
            self.wrong("place", "unknown place", self.place_text, mend, code="place/unknown")

    def check_city(self, cities: tuple[str, ...]) -> None:
        if not cities or (not self.city and self.precision == "province"):
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


def _degrees(cells: Cells, column: str) -> NDArray[np.float64]:
    written = cells.table.columns[column]
    degrees = written.decimals() if isinstance(written, Spelt) else None
    if degrees is not None and np.nan_to_num(np.abs(degrees)).max(initial=0) <= LIMITS[column]:
        return degrees
    values = cells.parsed(column, lambda cell: parse_degrees(cell, column), vital=True)
    return values.astype(float)


def _combined(columns: list[NDArray[Any]]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return a code for each combination of codes, and the first row that has it."""
    combined: NDArray[Any] = np.zeros(len(columns[0]), dtype=np.int64)
    for codes in columns:
        # Coded anew after each column, so that no product can overflow.
        combined = combined * (int(codes.max(initial=0)) + 1) + codes
        combined, _ = pd.factorize(combined)
    first_rows = np.zeros(int(combined.max(initial=-1)) + 1, dtype=np.intp)
    first_rows[combined[::-1]] = np.arange(len(combined) - 1, -1, -1)
    return combined, first_rows
