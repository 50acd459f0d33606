"""Cells of a grid, some of them in parts: what all discs of one radius in each lie in and reach.

What is measured at the middle of a cell holds for all of it where the cell is too small to make a
difference. Where it makes one, the cell is parted; parts where it still does are open: their discs
are asked of the shapes, as all are without this.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from mapgen.atlas.grid import Grid, Lines
from mapgen.atlas.reach import only_holders
from mapgen.files.dense import group, ranges

if TYPE_CHECKING:
    from mapgen.atlas.near_lines import NearLines
    from mapgen.files.arrays import Floats, Ints, Objects

PARTS = 8
"""On a side of a cell; a power of two, so that a part lies in the cell of its points."""
MOST_CELLS = 2**16  # that are parted: each takes some hundred bytes
MOST_PAIRS = 2**21
"""Cells times the lines near each: more would take too long to measure."""
MOST_UNITS = 16  # near one cell
WIDEST, HIGHEST = 90, 80
"""Degrees: of wider regions, and nearer to a pole, a degree is too many different lengths."""
MORE, METRES = 1.02, 0.5
"""A cell reaches as far from its middle as its corners do, or at most by so much farther."""
AT_ONCE = 2**15  # distances that are measured together
CELLS_AT_ONCE = 2**17  # whose kinds are numbered together
FAR, OPEN, SURE = range(3)
"""What is known of the discs in a cell and a unit: none reaches it, some may, all do."""

Number: TypeAlias = Callable[[int, "tuple[int, ...]"], int]
"""The number of a kind, by 1 + the unit that its discs lie in, 0 for none, and such of others."""


@dataclass(frozen=True, slots=True)
class FineCells:
    """Numbers of kinds, by cell and by part of a cell.

    `cells` has the kind of each, and −2 − k where it has the `parts[k]`; the last one is that of
    −1, no cell. A part has its kind, or is open: −1, or −2 − c where all in it lie in c.
    """

    grid: Grid
    cells: Ints
    parts: Ints

    def kinds(self, x: Floats, y: Floats, cells: Ints) -> Ints:
        """Return the kinds of discs.

        Parameters
        ----------
        x, y : ndarray of float
            Longitudes and latitudes, in degrees.
        cells : ndarray of int
            The cell that each point lies in, −1 for none.

        Returns
        -------
        ndarray of int
            As those of parts, less than 0 where discs are open.
        """
        found: Ints = self.cells[cells].astype(np.int64)
        parted = np.flatnonzero(found < 0)
        side = self.grid.side / PARTS
        column, row = (
            ((values[parted] - start) / side).astype(np.int64) & (PARTS - 1)
            for values, start in ((x, self.grid.west), (y, self.grid.south))
        )
        found[parted] = self.parts[-2 - found[parted], row * PARTS + column]
        return found


def fine_cells(
    shapes: Objects, grid: Grid, codes: Ints, lines: NearLines | None, radius: float, number: Number
) -> FineCells | None:
    """Return what discs of a radius lie in and reach, by the cells of a grid over shapes.

    Parameters
    ----------
    shapes : ndarray of object
        The units'.
    grid : Grid
        Over them.
    codes : ndarray of int
        1 + the unit that the points of each cell lie in, 0 for none, −1 where that is no one
        answer; the last is that of no cell.
    lines : NearLines or None
        Those that such a disc may reach; None for discs without a radius.
    radius : float
        In metres.
    number : callable
        Gives a number to what discs lie in and reach.

    Returns
    -------
    FineCells or None
        None where they would cost more than they save, or a degree is no sure measure.
    """
    wide, high = grid.columns * grid.side, grid.rows * grid.side
    if max(wide, high) > WIDEST or max(-grid.south, grid.south + high) > HIGHEST:
        return None
    if lines is not None and len(lines.lines) > MOST_PAIRS:
        return None
    held: Ints = codes[:-1].astype(np.int32)
    looked_at = held < 0 if lines is None else (held < 0) | (held > 0) & (lines.slot > 0)
    near = _Near.of(lines, grid, np.flatnonzero(looked_at))
    if int(near.ranks().max(initial=0)) >= MOST_UNITS:
        return None
    of_cells = held[near.cells][:, None]
    states = near.states(grid, radius)
    found = _numbered(of_cells, near, states, number)[:, 0]
    parted = np.flatnonzero(found < 0)
    if len(parted) > MOST_CELLS:
        return None
    cells = codes.astype(np.int32)
    cells[near.cells] = found
    cells[near.cells[parted]] = -2 - np.arange(len(parted))
    of_parts = np.repeat(of_cells[parted], PARTS * PARTS, axis=1)
    edges = np.flatnonzero(of_parts[:, 0] < 0)
    of_parts[edges] = _held_in_parts(shapes, grid, near.cells[parted[edges]])
    near, before = near.among(parted, states[:, 0])
    states = near.states(grid, radius, before)
    return FineCells(grid, cells, _numbered(of_parts, near, states, number))


@dataclass(frozen=True, slots=True)
class _Near:
    """Units near some cells, in order of both: `unit[k]` is near the cell `cells[cell[k]]`.

    It is so at `size[k]` of the `line`s, from `first[k]` on. `half` is how far each cell's corners
    are from its middle.
    """

    lines: NearLines | None
    cells: Ints
    half: Floats
    cell: Ints
    unit: Ints
    first: Ints
    size: Ints
    line: Ints

    @classmethod
    def of(cls, lines: NearLines | None, grid: Grid, cells: Ints) -> _Near:
        """Return the units whose lines come near cells."""
        if lines is None:
            nothing = np.zeros(0, dtype=np.int64)
            half = np.zeros(len(cells))
            return cls(None, cells, half, nothing, nothing, nothing, nothing, nothing)
        slots = lines.slot[cells]
        size = lines.starts[slots + 1] - lines.starts[slots]
        line = lines.lines[ranges(lines.starts[slots], size)]
        cell, unit = np.repeat(np.arange(len(cells)), size), lines.owners[line]
        # The lines of a cell are in order, and so are those of a unit.
        new = np.ones(len(line), dtype=bool)
        new[1:] = (cell[1:] != cell[:-1]) | (unit[1:] != unit[:-1])
        first = np.flatnonzero(new)
        x, y = grid.middles(cells)
        at = lines.metric.transform(x, y)
        half = np.zeros(len(cells))
        for east in (-grid.side / 2, grid.side / 2):
            for north in (-grid.side / 2, grid.side / 2):
                corner = lines.metric.transform(x + east, y + north)
                np.maximum(half, np.hypot(corner[0] - at[0], corner[1] - at[1]), out=half)
        size = np.diff(first, append=len(line))
        return cls(lines, cells, half, cell[first], unit[first], first, size, line)

    def ranks(self) -> Ints:
        """Return how many units near the same cell come before each."""
        found: Ints = np.arange(len(self.cell)) - np.searchsorted(self.cell, self.cell)
        return found

    def among(self, parted: Ints, states: Ints) -> tuple[_Near, Ints]:
        """Return what is near some of the cells, without what is far, and its states."""
        place = np.full(len(self.cells), -1)
        place[parted] = np.arange(len(parted))
        kept = np.flatnonzero((place[self.cell] >= 0) & (states != FAR))
        columns = {name: getattr(self, name)[kept] for name in ("unit", "first", "size")}
        cells, half = self.cells[parted], self.half[parted]
        found = replace(self, cells=cells, half=half, cell=place[self.cell[kept]], **columns)
        return found, states[kept]

    def states(self, grid: Grid, radius: float, before: Ints | None = None) -> Ints:
        """Return what is known of each unit and the cell; and all its parts, where it was open."""
        parts = 1 if before is None else PARTS
        known = np.full(len(self.cell), OPEN) if before is None else before
        found = np.repeat(known.astype(np.int8)[:, None], parts * parts, axis=1)
        asked = np.flatnonzero(known == OPEN)
        total = np.cumsum(self.size[asked]) * parts * parts
        ends = np.arange(AT_ONCE, int(total[-1]) if len(total) else 0, AT_ONCE)
        for some in np.split(asked, np.searchsorted(total, ends)):
            if self.lines is None or not len(some):
                continue
            x, y = _middles(grid, self.cells[self.cell[some]], parts)
            x, y = self.lines.metric.transform(x[:, None, :], y[:, :, None])
            x, y = x.reshape(len(some), -1), y.reshape(len(some), -1)
            size = self.size[some]
            which = np.repeat(np.arange(len(some)), size)
            line = self.line[ranges(self.first[some], size)][:, None]
            squares = self.lines.squares(x[which], y[which], line)
            distance = np.sqrt(np.minimum.reduceat(squares, np.cumsum(size) - size))
            reach = self.half[self.cell[some]][:, None] / parts * MORE + METRES
            found[some] = np.where(distance + reach <= radius, SURE, distance - reach <= radius)
        return found


def _middles(grid: Grid, cells: Ints, parts: int) -> tuple[Floats, Floats]:
    """Return the longitudes of the columns of parts of each cell, and the latitudes of the rows."""
    row, column = np.divmod(cells, grid.columns)
    inside = (np.arange(parts) + 0.5) / parts
    x = grid.west + (column[:, None] + inside) * grid.side
    return x, grid.south + (row[:, None] + inside) * grid.side


def _numbered(held: Ints, near: _Near, states: Ints, number: Number) -> Ints:
    """Return the kinds of cells, or of their parts, as those of `FineCells` are numbered."""
    is_open = np.zeros(held.shape, dtype=bool)
    columns = []
    small = np.int16 if int(near.unit.max(initial=0)) < 2**15 - 1 else np.int32
    ranks = near.ranks()
    for rank in range(int(ranks.max(initial=-1)) + 1):
        some = np.flatnonzero(ranks == rank)
        cell, unit = near.cell[some], near.unit[some][:, None] + 1
        is_other = held[cell] != unit
        is_open[cell] |= is_other & (states[some] == OPEN)
        column = np.zeros(held.shape, dtype=small)
        column[cell] = np.where(is_other & (states[some] == SURE), unit, 0)
        columns.append(column)
    found = np.where(held < 0, -1, -2 - held).astype(np.int32)
    is_open &= held != 0
    every = [each.reshape(-1) for each in (held, *columns)]
    for start in range(0, held.size, CELLS_AT_ONCE):
        block = slice(start, start + CELLS_AT_ONCE)
        known = np.flatnonzero((every[0][block] >= 0) & ~is_open.reshape(-1)[block])
        sure = [each[block][known] for each in every]
        groups, rows = group(sure)
        of_groups = zip(*(each[rows].tolist() for each in sure), strict=True)
        numbers = [number(one, tuple(sorted({*others} - {0}))) for one, *others in of_groups]
        found.reshape(-1)[block][known] = np.array(numbers, dtype=np.int32)[groups]
    return found


def _held_in_parts(shapes: Objects, grid: Grid, cells: Ints) -> Ints:
    """Return 1 + the unit that the points of each part lie in, 0 for none, −1 for no one answer."""
    fine = Grid(grid.west, grid.south, grid.side / PARTS, grid.columns * PARTS, grid.rows * PARTS)
    place = np.full(len(grid), -1)
    place[cells] = np.arange(len(cells))
    is_edge = np.zeros((PARTS, PARTS, len(cells)), dtype=bool)
    pieces, _ = Lines.of(shapes).cut(fine.side)
    for _, touched in fine.touched(pieces):
        row, column = np.divmod(touched, fine.columns)
        at = place[row // PARTS * grid.columns + column // PARTS]
        row, column, at = (each[at >= 0] for each in (row % PARTS, column % PARTS, at))
        is_edge[row, column, at] = True
    # Parts side by side without an outline in them lie in the same units: one of them is asked.
    named = np.full((PARTS + 1, PARTS + 1, len(cells)), -1, dtype=np.int32)
    x, y = _middles(grid, cells, PARTS)
    points: list[tuple[Floats, Floats]] = []
    count = 0
    for up in range(PARTS):
        for along in range(PARTS):
            name = np.maximum(named[up, along + 1], named[up + 1, along])
            name[is_edge[up, along]] = -1
            new = np.flatnonzero((name < 0) & ~is_edge[up, along])
            name[new] = np.arange(count, count + len(new))
            count += len(new)
            points.append((x[new, along], y[new, up]))
            named[up + 1, along + 1] = name
    every_x, every_y = map(np.concatenate, zip(*points, strict=True))
    of_names = only_holders(every_x, every_y, shapes)
    codes = np.concatenate([of_names, [-1]]).astype(np.int32)  # of no name the last
    found: Ints = codes[named[1:, 1:].reshape(PARTS * PARTS, -1).T]
    return found
