"""A grid of square cells over shapes, and the cells that lines touch."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from mapgen.files.arrays import Floats, Ints
from mapgen.files.dense import ranges

if TYPE_CHECKING:
    from mapgen.files.arrays import Objects

CELLS = 2**20
"""About how many cells a grid has, whatever it covers: a number each stays near the processor."""
ROUNDING = 1e-6  # of a cell's side: what touches a cell's edge touches the cell


@dataclass(frozen=True, slots=True)
class Grid:
    """Square cells from a south-west corner on, numbered row by row; sides in degrees."""

    west: float
    south: float
    side: float
    columns: int
    rows: int

    @classmethod
    def over(cls, bounds: Floats) -> Grid:
        """Return a grid over a box: west, south, east, north (degrees).

        Parameters
        ----------
        bounds : ndarray of float
            West, south, east and north, in degrees.

        Returns
        -------
        Grid
            Of about `CELLS` cells.
        """
        west, south, east, north = bounds.tolist()
        wide, high = east - west, north - south
        side = max(math.sqrt(wide * high / CELLS), max(wide, high) * 8 / CELLS, 1e-9)
        return cls(west, south, side, int(wide / side) + 1, int(high / side) + 1)

    def __len__(self) -> int:
        return self.columns * self.rows

    def cells(self, x: Floats, y: Floats) -> Ints:
        """Return the number of the cell that holds each point, −1 for points beyond the grid.

        Parameters
        ----------
        x, y : ndarray of float
            Longitudes and latitudes, in degrees.

        Returns
        -------
        ndarray of int
            Rows count from the south, cells of a row from the west.
        """
        column = (x - self.west) / self.side
        row = (y - self.south) / self.side
        inside = (column >= 0) & (column < self.columns) & (row >= 0) & (row < self.rows)
        with np.errstate(invalid="ignore"):  # points beyond all numbers are beyond the grid, too
            found: Ints = row.astype(np.int64)
            found *= self.columns
            found += column.astype(np.int64)
        found[~inside] = -1
        return found

    def middles(self, cells: Ints) -> tuple[Floats, Floats]:
        """Return the longitudes and latitudes of the middles of cells.

        Parameters
        ----------
        cells : ndarray of int
            Their numbers.

        Returns
        -------
        x : ndarray of float
            Degrees of longitude.
        y : ndarray of float
            Degrees of latitude.
        """
        row, column = np.divmod(cells, self.columns)
        return self.west + (column + 0.5) * self.side, self.south + (row + 0.5) * self.side

    def touched(self, ends: Floats, up: float = 0, along: float = 0) -> Iterator[tuple[Ints, Ints]]:
        """Yield which boxes touch which cells, as arrays of both; each pair once.

        Parameters
        ----------
        ends : ndarray of float
            Two corners of each box, shape (n, 4), in degrees.
        up : float
            Degrees by which each box is higher, above and below.
        along : float
            Degrees by which each box is wider, on either side.

        Yields
        ------
        boxes : ndarray of int
            Numbers of boxes.
        cells : ndarray of int
            As many numbers of cells.
        """
        x, y = ends[:, 0::2], ends[:, 1::2]
        left = self._at(x.min(axis=1) - along - self.west, -ROUNDING, self.columns)
        right = self._at(x.max(axis=1) + along - self.west, ROUNDING, self.columns)
        low = self._at(y.min(axis=1) - up - self.south, -ROUNDING, self.rows)
        high = self._at(y.max(axis=1) + up - self.south, ROUNDING, self.rows)
        for more_up in range(int((high - low).max(initial=-1)) + 1):
            tall = np.flatnonzero(low + more_up <= high)
            for more_along in range(int((right - left)[tall].max(initial=-1)) + 1):
                boxes = tall[left[tall] + more_along <= right[tall]]
                yield boxes, (low[boxes] + more_up) * self.columns + left[boxes] + more_along

    def _at(self, distance: Floats, rounding: float, most: int) -> Ints:
        found = np.floor(distance / self.side + rounding)
        return np.clip(found, 0, most - 1).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Lines:
    """The straight lines of shapes' outlines: `ends` (n, 4), x and y of both, and their shapes."""

    ends: Floats
    owners: Ints

    @classmethod
    def of(cls, shapes: Objects, longest: float = 0) -> Lines:
        """Return the outlines of shapes, in which no line is longer than `longest` where said.

        Parameters
        ----------
        shapes : ndarray of object
            Areas, in degrees or metres.
        longest : float
            In the same unit; 0 for any length.

        Returns
        -------
        Lines
            Those of holes, too.
        """
        parts, owner = shapely.get_parts(shapes, return_index=True)
        rings, part = shapely.get_rings(parts, return_index=True)
        if longest:
            rings = shapely.segmentize(rings, longest)
        points, ring = shapely.get_coordinates(rings, return_index=True)
        joined = np.flatnonzero(ring[1:] == ring[:-1])
        return cls(np.column_stack([points[joined], points[joined + 1]]), owner[part[ring[joined]]])

    def cut(self, longest: float) -> tuple[Floats, Ints]:
        """Return the ends of pieces no longer than that along either axis, and each one's line.

        Parameters
        ----------
        longest : float
            In the unit of the lines.

        Returns
        -------
        ends : ndarray of float
            Shape (n, 4).
        lines : ndarray of int
            The number of the line that each piece is of.
        """
        start, step = self.ends[:, :2], self.ends[:, 2:] - self.ends[:, :2]
        pieces = np.maximum(np.ceil(np.abs(step).max(axis=1) / longest), 1).astype(np.int64)
        line = np.repeat(np.arange(len(pieces)), pieces)
        number = ranges(0, pieces)
        one, other = (
            start[line] + step[line] * ((number + more) / pieces[line])[:, None] for more in (0, 1)
        )
        return np.column_stack([one, other]), line
