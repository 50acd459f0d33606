"""Place, city, coordinates and precision of the events, checked against the gazetteer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from mapgen.files.arrays import Column
from mapgen.files.columns import factorize, objects, rows_by_code, spread
from mapgen.files.csv_fast import Spelt
from mapgen.files.dense import group
from mapgen.notation.coordinates import LIMITS, Area, parse_degrees
from mapgen.problems import Fault
from mapgen.records.cells import Cells
from mapgen.records.gazetteer import Gazetteer
from mapgen.records.place_row import NAN, EventPlace, PlaceRow
from mapgen.vocabulary import POINT_PRECISIONS, PRECISIONS, is_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from mapgen.records.settings import Settings


EXTENT = "extent_m"
"""The column of events.csv that says how large the area around an event's coordinates is."""
UNKNOWN = "unknown"

_METRES = re.compile(r"\d{1,6}(?:\.\d+)?")


def locate(cells: Cells, settings: Settings, gazetteer: Gazetteer) -> dict[str, Column]:
    """Return the columns that say where the events are.

    `place`, `place_id`, `city`, `latitude`, `longitude`, `place_precision`, `radius_m`, and
    `event_places`: the `EventPlace`s of an event at several, () for all others. The event's own
    coordinates win over the gazetteer's; what is coarser than a town has none but where the column
    `EXTENT` says how large the area around them is. An event at several places has the position of
    the first. Each distinct combination of cells is checked once.

    Parameters
    ----------
    cells : Cells
        The table; what is wrong is noted in it.
    settings : Settings
        For the cities and the area that the atlas is of.
    gazetteer : Gazetteer
        The places that may be named.

    Returns
    -------
    dict of str to Column
        By name; degrees are WGS 84, NaN for none, `radius_m` is in metres.
    """
    precisions = cells.choice("place_precision", PRECISIONS, vital=True)
    latitude = _degrees(cells, "latitude")
    longitude = _degrees(cells, "longitude")
    place_codes, place_cells = cells.distinct("place")
    places = [gazetteer.find(cell) if cell else None for cell in place_cells]
    several = [_ids(cell, gazetteer) if ";" in cell else () for cell in place_cells]
    extent = _extents(cells)
    sized = ~np.isnan(extent)
    own = _own_point(cells, latitude, longitude, sized, gazetteer.area)
    # An event with a point of its own is like the others of its place, city and precision.
    names = ["place", "city", "place_precision"]
    codes, first_rows = group([*(cells.distinct(name)[0] for name in names), ~own, sized])
    odd = np.flatnonzero(~own)
    written = ["latitude", "longitude"]
    if len(odd):
        odd_codes = [_codes_of(cells, name, odd) for name in written]
        more, _ = group([codes[odd], *odd_codes])
        codes[odd] = len(first_rows) + more
        codes, first_rows = group([codes])
    cities = tuple(city.name for city in settings.cities)
    rows_of = rows_by_code(codes)
    located: list[tuple[float, float, float]] = []
    at_several: list[tuple[EventPlace, ...]] = []
    for code, row in enumerate(first_rows.tolist()):
        place = places[place_codes[row]]
        point = (float(latitude[row]), float(longitude[row]))
        one = PlaceRow(cells, row, place, point, sized=bool(sized[row]))
        ids = several[place_codes[row]]
        found = one.several(ids, gazetteer, cities) if ids else ()
        at_several.append(found)
        if ids:
            located.append(found[0][2:] if found else (NAN, NAN, NAN))
        else:
            located.append(one.point(gazetteer))
            one.check_place(gazetteer)
            one.check_city(cities)
        if one.faults:
            rows = rows_of(code)
            for column, fault, is_warning in one.faults:
                vital = column != "city" and not is_warning
                cells.faults(column, rows, [fault], vital=vital, warning=is_warning)
    of_codes = np.array(located, dtype=float).reshape(-1, 3).T
    radius = of_codes[2][codes]
    if own.all():
        found_latitude, found_longitude = latitude, longitude
    else:
        found_latitude, found_longitude = of_codes[0][codes], of_codes[1][codes]
        np.copyto(found_latitude, latitude, where=own)
        np.copyto(found_longitude, longitude, where=own)
    if sized.any():
        np.copyto(radius, np.where(extent > 0, extent, NAN), where=own & sized)
    _warn_of_unused(cells, np.flatnonzero(sized & ~own))
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
        "place": spread(printed, place_codes),
        "place_id": spread(place_ids, place_codes),
        "city": cells.texts("city"),
        "latitude": found_latitude,
        "longitude": found_longitude,
        "place_precision": precisions,
        "radius_m": radius,
        "event_places": spread(at_several, codes),
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
    sized: NDArray[np.bool_],
    area: Area | None,
) -> NDArray[np.bool_]:
    """Return which events have sound coordinates of their own and may have a point."""
    codes, precisions = cells.distinct("place_precision")
    may = np.array([precision in POINT_PRECISIONS for precision in precisions], dtype=bool)
    own = (may[codes] | sized) & ~np.isnan(latitude) & ~np.isnan(longitude)
    if area is not None:
        south, west, north, east = area
        holds = (south <= latitude) & (latitude <= north) & (west <= longitude)
        own &= holds & (longitude <= east)
    return own


def _extents(cells: Cells) -> NDArray[np.float64]:
    """Return the metres around each event's coordinates, 0 for unknown; NaN where none are said."""
    if EXTENT not in cells.table.columns:
        return np.full(len(cells), NAN)
    return cells.parsed(EXTENT, _extent).astype(float)


def _extent(cell: str) -> tuple[float, Sequence[Fault]]:
    if not cell or cell == UNKNOWN:
        return (0.0 if cell else NAN), ()
    if _METRES.fullmatch(cell) and float(cell) > 0:
        return float(cell), ()
    mend = "Write metres, without a unit: 25000; or: unknown."
    return NAN, (Fault("not a radius", cell, mend, code="place/not-a-radius"),)


def _warn_of_unused(cells: Cells, rows: NDArray[np.intp]) -> None:
    mend = "Give the event coordinates of its own, or empty the cell."
    for row in rows.tolist():
        value = cells.table.columns[EXTENT][row]
        fault = Fault("no coordinates that it is of", value, mend, code="place/extent-of-nothing")
        cells.faults(EXTENT, [row], [fault], warning=True)


def _codes_of(cells: Cells, column: str, rows: NDArray[np.intp]) -> NDArray[np.intp]:
    written = cells.table.columns[column]
    codes, _ = factorize(objects([written[row] for row in rows.tolist()]))
    return codes


def _degrees(cells: Cells, column: str) -> NDArray[np.float64]:
    written = cells.table.columns[column]
    degrees = written.decimals() if isinstance(written, Spelt) else None
    if degrees is not None and np.fmax.reduce(np.abs(degrees), initial=0) <= LIMITS[column]:
        return degrees
    values = cells.parsed(column, lambda cell: parse_degrees(cell, column), vital=True)
    return values.astype(float)
