"""The outlines that a disc of some size can reach from each cell of a grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from mapgen.atlas.equal_area import EqualArea
from mapgen.atlas.grid import Lines
from mapgen.atlas.reach import LONGEST, METRES
from mapgen.files.dense import distinct, ranges

if TYPE_CHECKING:
    from mapgen.atlas.grid import Grid
    from mapgen.files.arrays import Floats, Ints
    from mapgen.files.frame import Frame

MOST_PAIRS = 2**23
"""Lines times the cells that each comes near: more would take more memory than they save time."""
AT_ONCE = 2**15  # distances that are measured together: their numbers stay near the processor
WIDEST = 24
"""Cells: what reaches farther from its own is asked of the shapes, not of a table of lines."""


@dataclass(frozen=True, slots=True)
class NearLines:
    """For each cell, numbers of the lines that come near it: `lines[starts[k] : starts[k + 1]]`.

    k is the cell's `slot`, 0 for cells that no line comes near. Of each line there are its
    beginning and its way in metres, its length squared, and the unit that owns it.
    """

    slot: Ints
    starts: Ints
    lines: Ints
    begin: tuple[Floats, Floats]
    way: tuple[Floats, Floats]
    square: Floats
    owners: Ints
    metric: EqualArea

    def reached(self, discs: Floats, cells: Ints, rows: Ints) -> tuple[Ints, Ints]:
        """Return which of some discs reach which units' outlines, as arrays of both, a pair once.

        Parameters
        ----------
        discs : ndarray of float
            Longitude and latitude in degrees, radius in metres, shape (n, 3).
        cells : ndarray of int
            The cell of the grid that each disc's middle lies in.
        rows : ndarray of int
            Numbers of the discs that are asked for; none lies beyond the grid.

        Returns
        -------
        discs : ndarray of int
            Numbers of discs.
        units : ndarray of int
            As many numbers of units.
        """
        slots = self.slot[cells[rows]]
        is_near = slots > 0
        near, slots = rows[is_near], slots[is_near]
        first = self.starts[slots]
        sizes = self.starts[slots + 1] - first
        x, y = self.metric.transform(discs[near, 0], discs[near, 1])
        most = discs[near, 2] * discs[near, 2]
        units = int(self.owners.max(initial=0)) + 1
        found: list[Ints] = [np.zeros(0, dtype=np.int64)]
        total = np.cumsum(sizes)
        ends = np.arange(AT_ONCE, int(total[-1]) if len(total) else 0, AT_ONCE)
        for some in np.split(np.arange(len(near)), np.searchsorted(total, ends)):
            count = sizes[some]
            point = np.repeat(some, count)
            line = self.lines[ranges(first[some], count)]
            with np.errstate(invalid="ignore"):  # points that the projection has no place for
                reach = self.squares(x[point], y[point], line) <= most[point]
            found.append(distinct(near[point[reach]] * units + self.owners[line[reach]]))
        discs_reached, owners = np.divmod(np.concatenate(found), units)
        return discs_reached, owners

    def squares(self, x: Floats, y: Floats, line: Ints) -> Floats:
        """Return the squares of the distances of points from a line each.

        Parameters
        ----------
        x, y : ndarray of float
            Of the points, as `metric` has them.
        line : ndarray of int
            The number of a line for each, or for each row of them.

        Returns
        -------
        ndarray of float
            Square metres.
        """
        along_x, along_y = self.way[0][line], self.way[1][line]
        x, y = x - self.begin[0][line], y - self.begin[1][line]
        part = x * along_x
        part += y * along_y
        part /= self.square[line]
        np.clip(part, 0, 1, out=part)
        x -= part * along_x
        y -= part * along_y
        found: Floats = x * x + y * y
        return found


def near_lines(regions: Frame, grid: Grid, metres: float) -> NearLines | None:
    """Return the outlines that discs of at most some radius reach from each cell of a grid.

    Parameters
    ----------
    regions : Frame
        With `geometry` in WGS 84 degrees.
    grid : Grid
        Over the regions.
    metres : float
        The largest radius.

    Returns
    -------
    NearLines or None
        None where the grid's cells are too small for the radius, or too near to the date line or a
        pole for boxes of degrees.
    """
    metres = metres * 1.02 + 50
    west, south, east, north = shapely.total_bounds(regions["geometry"])
    up = metres / METRES
    highest = max(abs(south - up), abs(north + up))
    if highest > 89.9:
        return None
    along = up / np.cos(np.radians(highest))
    if along > WIDEST * grid.side or west - along < -180 or east + along > 180:
        return None
    lines = Lines.of(regions["geometry"], LONGEST)
    pieces, line_of = lines.cut(max(grid.side, up))
    span = np.abs(pieces[:, 2:] - pieces[:, :2]) + np.array([2 * along, 2 * up])
    if (span / grid.side + 2).prod(axis=1).sum() > MOST_PAIRS:
        return None
    metric = EqualArea((south + north) / 2, (west + east) / 2)
    one, other = (metric.transform(*lines.ends[:, at : at + 2].T) for at in (0, 2))
    way = other[0] - one[0], other[1] - one[1]
    square = way[0] * way[0] + way[1] * way[1]
    square[square == 0] = np.inf  # of a point all is its beginning
    count = len(lines.owners)
    pairs = [
        distinct(cells * count + line_of[boxes]) for boxes, cells in grid.touched(pieces, up, along)
    ]
    cells, numbers = np.divmod(distinct(np.concatenate(pairs)), count)
    first = np.flatnonzero(np.diff(cells, prepend=-1))
    used = cells[first]
    slot = np.zeros(len(grid), dtype=np.int32)
    slot[used] = np.arange(1, len(used) + 1)
    starts = np.concatenate([[0], first, [len(numbers)]])
    return NearLines(slot, starts, numbers, one, way, square, lines.owners, metric)
