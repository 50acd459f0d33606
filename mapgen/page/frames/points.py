"""The points of a GeoDataFrame → where the events are: one place, several, or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from mapgen.files.arrays import Floats, Objects
from mapgen.page.frames.rows import Rows
from mapgen.records.gazetteer import RADII
from mapgen.records.place_row import EventPlace
from mapgen.vocabulary import POINT_PRECISIONS, PRECISIONS

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Located:
    """Where the events are, an array each; degrees (EPSG:4326) and metres, NaN for none."""

    geometry: Objects
    latitude: Floats
    longitude: Floats
    precision: Objects
    radius_m: Floats


def location(rows: Rows, column: str | None, city: NDArray[np.object_]) -> Located:
    """Return geometry, coordinates, precision and radius of the events.

    A row of several points has the position of the first; what is coarser than a town has none.

    Parameters
    ----------
    rows : Rows
        The frame; what is wrong is noted in it.
    column : str or None
        The column of precisions; None for none.
    city : ndarray of object
        The city of each row.

    Returns
    -------
    Located
        Arrays with a value for each row, EPSG:4326.

    Raises
    ------
    ValueError
        A shape that is neither a point nor several.
    """
    shapes = np.asarray(rows.frame.geometry.array, dtype=object).copy()
    none = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    kinds = shapely.get_type_id(shapes)
    several = ~none & (kinds == shapely.GeometryType.MULTIPOINT)
    others = ~none & ~several & (kinds != shapely.GeometryType.POINT)
    if others.any():
        kind = shapely.GeometryType(kinds[others][0]).name.capitalize()
        raise ValueError(
            f"the events have {int(others.sum()):,} shapes that are no points (a {kind} first): "
            "EventLayer draws points; take events.set_geometry(events.representative_point())"
        )
    shapes[none] = None
    # An event at several places has the position of the first.
    first = np.where(several, shapely.get_geometry(shapes, 0), shapes)
    longitude = np.where(none, np.nan, shapely.get_x(first))
    latitude = np.where(none, np.nan, shapely.get_y(first))
    west, south, east, north = shapely.bounds(shapes).T
    wrong = ~none & ~((south >= -90) & (north <= 90) & (west >= -180) & (east <= 180))
    rows.fault(
        "a point that is not on the globe",
        str(rows.frame.geometry.name),
        wrong,
        mend="Are longitude (x) and latitude (y) in their places, and is the CRS the right one?",
        code="coordinate/not-degrees",
    )
    precision = rows.texts(column)
    unknown = np.isin(precision, ["", *PRECISIONS], invert=True)
    mend = f"Write one of {', '.join(PRECISIONS)}."
    rows.fault("no precision", column or "", unknown, mend=mend, code="place/unknown-precision")
    precision[(precision == "") & ~none] = "spot"
    precision[(precision == "") & none & (city != "")] = "city"
    precise = none & np.isin(precision, POINT_PRECISIONS)
    rows.fault("a precise place without a point", column or "", precise, code="place/no-point")
    coarse = ~np.isin(precision, POINT_PRECISIONS)
    # No pin for what is coarser than a town, whatever point a table gives it.
    shapes[coarse] = None
    latitude[coarse] = longitude[coarse] = np.nan
    radius = {each: float(RADII.get(each) or np.nan) for each in PRECISIONS} | {"spot": np.nan}
    radii = np.array([radius.get(each, np.nan) for each in precision], dtype=float)
    return Located(shapes, latitude, longitude, precision, radii)


def event_places(found: Located, place: Objects) -> NDArray[np.object_]:
    """Return the `EventPlace`s of each row of several points, () for each other.

    Their names are those in the place, where there is one for each point with ``;`` between them.

    Parameters
    ----------
    found : Located
        As `location` returns it.
    place : ndarray of object
        The name of each row's place.

    Returns
    -------
    ndarray of object
        A tuple for each row.
    """
    places = np.empty(len(found.geometry), dtype=object)
    places[:] = [()] * len(places)
    counts = shapely.get_num_geometries(found.geometry)
    for row in np.flatnonzero(counts > 1).tolist():
        shape, count = found.geometry[row], int(counts[row])
        names = [" ".join(name.split()) for name in place[row].split(";")]
        if len(names) == count and all(names):
            place[row] = "; ".join(names)
        else:
            names = [place[row]] * count
        places[row] = tuple(
            EventPlace(name, name, point.y, point.x, found.radius_m[row])
            for name, point in zip(names, shape.geoms, strict=True)
        )
    return places
