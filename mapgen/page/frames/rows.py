"""The rows of a GeoDataFrame while they are read, and everything that is wrong with them.

Rows have no line numbers: a problem names the row by its index label.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from mapgen.problems import Problems, one_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NAMED = 5  # rows that a problem names


class Rows:
    """A frame in EPSG:4326, and the problems found in it; `name` is what they call it."""

    def __init__(self, frame: object, name: str, argument: str) -> None:
        if not isinstance(frame, gpd.GeoDataFrame):
            raise TypeError(_no_frame(frame, name, argument))
        self.name = name
        self.problems = Problems(name)
        self.frame = _in_degrees(frame, name)

    def __len__(self) -> int:
        return len(self.frame)

    def column(self, argument: str, column: str | None, default: str | None) -> str | None:
        """Return the column that an argument names; None where a default is not in the frame.

        Parameters
        ----------
        argument : str
            The layer's, for messages.
        column : str or None
            The column that it names; None for none.
        default : str or None
            The one that it names where nothing is said.

        Returns
        -------
        str or None
            One that the frame has.

        Raises
        ------
        ValueError
            The frame has no such column, and it is not the default.
        """
        if column is None or column in self.frame.columns:
            return column
        if column == default:
            return None
        names = [str(each) for each in self.frame.columns if each != self.frame.geometry.name]
        raise ValueError(
            f"{argument}={column!r}: the {self.name} have no such column. {one_of(column, names)}"
        )

    def texts(self, column: str | None, empty: str = "") -> NDArray[np.object_]:
        """Return a column as text without blanks at its ends; `empty` for missing values.

        Parameters
        ----------
        column : str or None
            None for none.
        empty : str
            What stands for missing values.

        Returns
        -------
        ndarray of object
            One for each row.
        """
        if column is None:
            return np.full(len(self), empty, dtype=object)
        codes, distinct = self.factorized(self.frame[column], column)
        found = np.array([*(_text(value) for value in distinct), empty], dtype=object)
        return found[codes]

    def factorized(
        self, values: pd.Series[Any], column: str
    ) -> tuple[NDArray[np.intp], Sequence[object]]:
        """Return for each row the number of its value, −1 for a missing one; and the values.

        Parameters
        ----------
        values : Series of Any
            A column of the frame.
        column : str
            Its name, for messages.

        Returns
        -------
        codes : ndarray of intp
            One for each row.
        distinct : sequence of object
            The different values, as they come.

        Raises
        ------
        TypeError
            Its values cannot be told apart: lists, say.
        """
        try:
            codes, distinct = pd.factorize(values, use_na_sentinel=True)
        except TypeError:
            message = f"the {self.name}' column {column!r} holds values of a kind that is not read"
            raise TypeError(message) from None
        empty = [at for at, value in enumerate(distinct) if value == ""]
        if empty:
            codes = np.where(codes == empty[0], -1, codes)
        return codes, list(distinct)

    def fault(
        self,
        message: str,
        column: str,
        rows: object = None,
        *,
        value: object = None,
        mend: str = "",
        code: str,
    ) -> None:
        """Note what is wrong in some rows (a mask; None: in all of them); nothing for no row.

        Parameters
        ----------
        message : str
            What is wrong, in lower case.
        column : str
            Its name.
        rows : object
            A mask; None for all rows.
        value : object
            What stands there; None for the value of each row.
        mend : str
            How to mend it, a sentence.
        code : str
            Of `problem_codes`.
        """
        if rows is None:
            rows = np.ones(len(self), dtype=bool)
        labels = self.frame.index[np.asarray(rows)]
        if not len(labels):
            return
        named = ", ".join(str(label) for label in labels[:_NAMED])
        more = f" and {len(labels) - _NAMED:,} more" if len(labels) > _NAMED else ""
        self.problems.error(
            message,
            file=f"{self.name}, row{'s' if len(labels) > 1 else ''} {named}{more}",
            column=column,
            value=None if value is None else str(value),
            mend=mend,
            code=code,
        )


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _no_frame(frame: object, name: str, argument: str) -> str:
    kind = type(frame).__name__
    if isinstance(frame, gpd.GeoSeries):
        return f"{argument} takes {name} with their columns as a GeoDataFrame, not a GeoSeries"
    if isinstance(frame, pd.DataFrame):
        return (
            f"{argument} takes a GeoDataFrame, not a DataFrame: make one with geopandas."
            "GeoDataFrame(frame, geometry=geopandas.points_from_xy(frame.longitude, "
            'frame.latitude), crs="EPSG:4326")'
        )
    return f"{argument} takes {name} as a GeoDataFrame, not as {kind}"


def _in_degrees(frame: gpd.GeoDataFrame, name: str) -> gpd.GeoDataFrame:
    """Return the frame in EPSG:4326; one without a CRS only where its numbers can be degrees.

    Raises
    ------
    ValueError
        The frame has no geometry, or no CRS and numbers that are no degrees.
    """
    if frame.active_geometry_name is None:
        raise ValueError(f"the {name} have no geometry: set it with set_geometry()")
    frame = _plain_points(frame)
    if frame.crs is not None:
        degrees = pyproj.CRS("EPSG:4326")
        return frame if frame.crs == degrees else frame.to_crs(degrees)
    shapes = np.asarray(frame.geometry.array)
    drawn = shapes[~shapely.is_missing(shapes)]
    if not len(drawn):
        return frame.set_crs("EPSG:4326")
    west, south, east, north = shapely.total_bounds(drawn)
    if west < -180 or east > 360 or south < -90 or north > 90:
        raise ValueError(
            f"the {name} have no CRS, and their numbers are no degrees: say what they are with "
            'set_crs("EPSG:…")'
        )
    return frame.set_crs("EPSG:4326")


def _plain_points(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the frame with None for shapes of nothing, and a point for a multipoint of one.

    A point of NaN, which `points_from_xy` makes of gaps, is a shape of nothing too.
    """
    shapes = np.asarray(frame.geometry.array, dtype=object)
    plain = shapes.copy()
    nothing = ~shapely.is_missing(shapes) & shapely.is_empty(shapes)
    kinds = shapely.get_type_id(shapes)
    points = (kinds == shapely.GeometryType.POINT) & ~nothing
    nothing[points] = np.isnan(shapely.get_x(shapes[points]) + shapely.get_y(shapes[points]))
    plain[nothing] = None
    single = (kinds == shapely.GeometryType.MULTIPOINT) & (shapely.get_num_geometries(shapes) == 1)
    single &= ~nothing
    plain[single] = shapely.get_geometry(shapes[single], 0)
    if not (nothing | single).any():
        return frame
    return frame.set_geometry(gpd.GeoSeries(plain, index=frame.index, crs=frame.crs))
