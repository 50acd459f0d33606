"""The outlines that a disc of some size can reach from each cell of a grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from mapgen.atlas.equal_area import EqualArea
from mapgen.atlas.grid import Lines
from mapgen.atlas.reach import LONGEST, METRES
from mapgen.files.dense import distinct

if TYPE_CHECKING:
    from mapgen.atlas.grid import Grid
    from mapgen.files.arrays import Bools, Floats, Ints
    from mapgen.files.frame import Frame

MOST_PAIRS = 2**23
"""Lines times the cells that each comes near: more would take more memory than they save time."""
AT_ONCE = 2**21  # distances that are measured together
WIDEST = 24
"""Cells: what reaches farther from its own is asked of the shapes, not of a table of lines."""


@dataclass(frozen=True, slots=True)
class NearLines:
    """For each cell, numbers of the lines that come near it: `lines[starts[k] : starts[k + 1]]`.

    k is the cell's `slot`, 0 for cells that no line comes near. `ends` (n, 4) are the lines' ends
    in metres, `owners` the unit whose outline each is of.
    """

    slot: Ints
    starts: Ints
    lines: Ints
    ends: Floats
    owners: Ints
    metric: EqualArea

    def reached(self, discs: Floats, cells: Ints) -> tuple[Ints, Ints]:
        """Return which discs reach which units' outlines, as arrays of both, each pair once.

        Parameters
        ----------
        discs : ndarray of float
            Longitude and latitude in degrees, radius in metres, shape (n, 3).
        cells : ndarray of int
            The cell of the grid that each disc's middle lies in, −1 for none.

        Returns
        -------
        discs : ndarray of int
            Numbers of discs.
        units : ndarray of int
            As many numbers of units.
        """
        slots = np.where(cells >= 0, self.slot[cells], 0)
        near = np.flatnonzero(slots)
        units = int(self.owners.max(initial=0)) + 1
        found: list[Ints] = [np.zeros(0, dtype=np.int64)]
        total = np.cumsum(self.starts[slots[near] + 1] - self.starts[slots[near]])
        ends = np.arange(AT_ONCE, int(total[-1]) if len(total) else 0, AT_ONCE)
        for some in np.split(near, np.searchsorted(total, ends)):
            x, y = self.metric.transform(discs[some, 0], discs[some, 1])
            first, past = self.starts[slots[some]], self.starts[slots[some] + 1]
            sizes = past - first
            point = np.repeat(np.arange(len(some)), sizes)
            number = np.arange(len(point)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
            line = self.lines[first[point] + number]
            is_near = _within(x[point], y[point], self.ends[line], discs[some[point], 2])
            found.append(distinct(some[point[is_near]] * units + self.owners[line[is_near]]))
        discs_reached, owners = np.divmod(np.concatenate(found), units)
        return discs_reached, owners


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
    return NearLines(slot, starts, numbers, np.column_stack([*one, *other]), lines.owners, metric)


def _within(x: Floats, y: Floats, ends: Floats, distance: Floats) -> Bools:
    """Return which points lie within a distance of their line; none of what has no place."""
    ax, ay, bx, by = ends.T
    along_x, along_y = bx - ax, by - ay
    square = along_x * along_x + along_y * along_y
    with np.errstate(invalid="ignore", divide="ignore"):
        part = ((x - ax) * along_x + (y - ay) * along_y) / square
        part = np.clip(np.where(square > 0, part, 0), 0, 1)
        dx, dy = ax + part * along_x - x, ay + part * along_y - y
        near: Bools = dx * dx + dy * dy <= distance * distance
    return near
