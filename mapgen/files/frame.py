"""A table as numpy columns, and the GeoDataFrame that others are given of it.

What reads and joins the records works on plain arrays: pandas and geopandas are imported when a
GeoDataFrame is asked for, which a build of a page never does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from mapgen.files.arrays import Bools, Column, Ints, Objects
from mapgen.files.columns import objects
from mapgen.files.late import LateTexts

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

GEOMETRY = "geometry"


class Frame(Mapping[str, Any]):
    """Named columns of one length; no column is changed once it is in.

    Parameters
    ----------
    columns
        A column each, of shape (n,).
    count
        n, where there may be no column to tell it.
    """

    __slots__ = ("_columns", "_count", "_geo")

    def __init__(self, columns: Mapping[str, Column | LateTexts], count: int = 0) -> None:
        self._columns = dict(columns)
        self._count = len(next(iter(self._columns.values()))) if self._columns else count
        self._geo: gpd.GeoDataFrame | None = None

    @classmethod
    def of(cls, frame: pd.DataFrame) -> Frame:
        """Return the columns of a DataFrame, a geometry as an array of shapely's.

        Parameters
        ----------
        frame : DataFrame
            Its index does not count.

        Returns
        -------
        Frame
            Numbers stay numbers, all else is objects.
        """
        found: dict[str, Column] = {}
        for name in frame.columns:
            values = frame[name].to_numpy()
            plain = values.dtype.kind in "biuf"
            found[str(name)] = values if plain else np.asarray(frame[name], dtype=object)
        return cls(found, len(frame))

    def __getitem__(self, name: str) -> Any:
        held = self._columns[name]
        if isinstance(held, LateTexts):
            held = self._columns[name] = held.made()
        return held

    def held(self, name: str) -> Objects | LateTexts:
        """Return a column as it is held: texts that nobody has asked for as `LateTexts`.

        Parameters
        ----------
        name : str
            Of the column.

        Returns
        -------
        ndarray of object or LateTexts
            Of the frame's length.
        """
        return cast("Objects | LateTexts", self._columns[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        """Return the number of rows, as of a DataFrame."""
        return self._count

    def __contains__(self, name: object) -> bool:
        return name in self._columns

    def __reduce__(self) -> tuple[type[Frame], tuple[dict[str, Column], int]]:
        return Frame, (dict(self.items()), self._count)

    @property
    def columns(self) -> list[str]:
        """The names of the columns, in their order."""
        return list(self._columns)

    def take(self, rows: Ints | Bools | slice) -> Frame:
        """Return some of the rows.

        Parameters
        ----------
        rows : ndarray of int, ndarray of bool or slice
            Their numbers, a mask, or a slice.

        Returns
        -------
        Frame
            With all columns.
        """
        found = {name: values[rows] for name, values in self._columns.items()}
        return Frame(found, 0)

    def with_columns(self, columns: Mapping[str, Column]) -> Frame:
        """Return the frame with more columns, or with others in the place of its own.

        Parameters
        ----------
        columns : mapping of str to ndarray
            Of the frame's length.

        Returns
        -------
        Frame
            The frame itself stays as it is.
        """
        return Frame(self._columns | dict(columns), self._count)

    def renamed(self, names: Mapping[str, str]) -> Frame:
        """Return the frame with other names for some columns.

        Parameters
        ----------
        names : mapping of str to str
            Old → new; columns that it does not have do not count.

        Returns
        -------
        Frame
            The frame itself stays as it is.
        """
        found = {names.get(name, name): values for name, values in self._columns.items()}
        return Frame(found, self._count)

    def without(self, *names: str) -> Frame:
        """Return the frame without some columns, which it need not have.

        Parameters
        ----------
        *names : str
            Of columns.

        Returns
        -------
        Frame
            The frame itself stays as it is.
        """
        found = {name: values for name, values in self._columns.items() if name not in names}
        return Frame(found, self._count)

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield each row as {column: value}; numbers are Python's own."""
        names = self.columns
        for cells in zip(*(each.tolist() for each in self.values()), strict=True):
            yield dict(zip(names, cells, strict=True))

    def geo(self, shaped: Callable[[Frame], Frame] | None = None) -> gpd.GeoDataFrame:
        """Return the columns as a GeoDataFrame, made once.

        Parameters
        ----------
        shaped : callable or None
            Adds the geometry where there is none.

        Returns
        -------
        GeoDataFrame
            EPSG:4326.
        """
        if self._geo is None:
            import geopandas as gpd
            import pandas as pd

            series = {
                name: pd.Series(values, dtype=values.dtype, copy=False)
                for name, values in (shaped(self) if shaped else self).items()
            }
            self._geo = gpd.GeoDataFrame(series, geometry=GEOMETRY, crs="EPSG:4326")
        return self._geo


def column_of(values: list[Any]) -> Column:
    """Return values as a column: of numbers where all of them are, else of objects.

    Parameters
    ----------
    values : list of Any
        One for each row.

    Returns
    -------
    ndarray
        Of one dimension.
    """
    kinds = set(map(type, values))
    return np.array(values) if kinds in ({int}, {float}, {bool}) else objects(values)
