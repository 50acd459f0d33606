"""Which units hold a point, and which others its disc reaches: the same on every day.

Found once for each point, whatever districts its units belong to. A few discs are asked of the
shapes themselves. For many there is a grid: a cell that no outline touches has one answer for all
its points, and only the points of other cells are asked of the shapes; a disc is measured against
those lines only that come near its cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from mapgen.atlas.grid import Grid, Lines
from mapgen.atlas.near_lines import NearLines, near_lines
from mapgen.atlas.reach import CHUNK, FEW, pairs_holding, regions_within
from mapgen.files.dense import distinct, group
from mapgen.files.frame import Frame

if TYPE_CHECKING:
    from mapgen.files.arrays import Bools, Floats, Ints, Objects

Pairs = tuple["Ints", "Ints"]
"""Numbers of points, and of the unit that each goes with."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Where a disc can lie: the units that hold its point, and the others that it reaches.

    Both are numbers of units, in order; `near` is empty where no unit holds the point.
    """

    held: tuple[int, ...] = ()
    near: tuple[int, ...] = ()


class UnitMap:
    """The units' shapes, and what has been found out about where points lie among them."""

    def __init__(self, shapes: Objects) -> None:
        self.shapes = shapes
        self._regions = Frame({"geometry": shapes})
        self._single = [Kind(), *(Kind((unit,)) for unit in range(len(shapes)))]
        self._grid: Grid | None = None
        self._codes: Ints = np.zeros(0, dtype=np.int64)
        self._of_cells: list[Kind] = []
        self._lines: dict[int, NearLines | None] = {}

    def __reduce__(self) -> tuple[type[UnitMap], tuple[Objects]]:
        return UnitMap, (self.shapes,)

    def locate(self, discs: Floats) -> tuple[Ints, list[Kind]]:
        """Return for each disc the number of its kind, and the kinds.

        Parameters
        ----------
        discs : array of float, shape (n, 3)
            Longitude and latitude (degrees, EPSG:4326; NaN for none) and radius (metres) of each.

        Returns
        -------
        codes : array of int, shape (n,)
            0 for discs in no unit, 1 + unit for those that lie in one and reach no other, and from
            there on for all others.
        kinds : list of Kind
        """
        if not len(self.shapes) or not len(discs):
            return np.zeros(len(discs), dtype=np.int64), self._single
        if len(discs) <= FEW:
            codes = np.full(len(discs), -1)
            return self._with_sets(discs, codes, self._single, _pairs(self._matrix(discs)))
        grid = self._with_grid()
        cells = grid.cells(discs[:, 0], discs[:, 1])
        codes = self._codes[cells].astype(np.int64)
        return self._with_sets(discs, codes, self._of_cells, self._near(discs, cells, codes, grid))

    def holding(self, x: Floats, y: Floats) -> Ints:
        """Return the number of the first unit that holds each point, −1 for none.

        Parameters
        ----------
        x, y : ndarray of float
            Longitudes and latitudes, WGS 84 degrees.

        Returns
        -------
        ndarray of int
            As many.
        """
        codes, kinds = self.locate(np.column_stack([x, y, np.zeros(len(x))]))
        return first_units(kinds)[codes]

    def _with_sets(
        self, discs: Floats, codes: Ints, kinds: list[Kind], near: Pairs
    ) -> tuple[Ints, list[Kind]]:
        """Return the codes with those of discs that their cell alone does not decide.

        Of these the code is −1, or the disc is in `near` as one that reaches a unit.
        """
        count = len(self.shapes)
        asked = np.flatnonzero(codes < 0)
        points, units = pairs_holding(discs[asked, 0], discs[asked, 1], self.shapes)
        is_special = codes < 0
        is_special[near[0]] = True
        coded = np.flatnonzero(is_special & (codes > 0))
        held = [(asked[points], units)]
        single = coded[codes[coded] <= count]
        held.append((single, codes[single] - 1))
        for code in range(count + 1, len(kinds)):
            rows = coded[codes[coded] == code]
            held += [(rows, np.full(len(rows), unit)) for unit in kinds[code].held]
        special = np.flatnonzero(is_special)
        place = np.zeros(len(discs), dtype=np.int64)
        place[special] = np.arange(len(special))
        pairs = [place[rows] * (2 * count) + units for rows, units in held]
        pairs.append(place[near[0]] * (2 * count) + count + near[1])
        found, sets = _sets(distinct(np.concatenate(pairs)), len(special), 2 * count)
        more = [_kind(each, count) for each in sets]
        every, numbers = list(kinds), []
        for each in more:
            if not each.near and len(each.held) < 2:
                numbers.append(each.held[0] + 1 if each.held else 0)
            else:
                numbers.append(len(every))
                every.append(each)
        codes[special] = np.array(numbers, dtype=np.int64)[found]
        return codes, every

    def _with_grid(self) -> Grid:
        """Return the grid, with the kind of each of its cells; −1 where an outline touches it."""
        if self._grid is not None:
            return self._grid
        grid = Grid.over(shapely.total_bounds(self.shapes))
        edge = np.zeros(len(grid), dtype=bool)
        pieces, _ = Lines.of(self.shapes).cut(grid.side)
        for _, cells in grid.touched(pieces):
            edge[cells] = True
        # Side by side in one row, cells without an outline between them lie in the same units.
        starts = ~edge
        starts[1:] &= edge[:-1] | (np.arange(1, len(edge)) % grid.columns == 0)
        first = np.flatnonzero(starts)
        x, y = grid.middles(first)
        points, units = pairs_holding(x, y, self.shapes)
        alone = np.bincount(points, minlength=len(first)) < 2
        of_runs = np.zeros(len(first), dtype=np.int64)
        of_runs[points] = units + 1
        of_runs[~alone] = -1  # shapes that overlap: asked one by one
        number = np.maximum(np.cumsum(starts) - 1, 0)
        codes = np.where(edge, -1, of_runs[number]) if len(first) else np.full(len(grid), -1)
        small = np.int16 if len(self.shapes) < 2**15 else np.int32
        # The last one is that of −1, the cell of points beyond the grid.
        self._codes = np.append(codes, 0).astype(small)
        self._of_cells, self._grid = self._single, grid
        return grid

    def _near(self, discs: Floats, cells: Ints, codes: Ints, grid: Grid) -> Pairs:
        """Return which discs with a point in the units reach the outline of which units."""
        wide = np.flatnonzero((discs[:, 2] > 0) & (codes != 0))
        radius = discs[wide, 2]
        found: list[Pairs] = []
        ends = np.array([radius.min(initial=np.inf), radius.max(initial=0)])
        first, last = _powers(ends).tolist() if len(wide) else (0, -1)
        steps = _powers(radius) if first < last else None
        for step in range(first, last + 1):
            rows = wide if steps is None else wide[steps == step]
            if not len(rows):
                continue
            if step not in self._lines:
                self._lines[step] = near_lines(self._regions, grid, 2.0**step)
            lines = self._lines[step]
            if lines is not None:
                found.append(lines.reached(discs, cells, rows))
                continue
            for start in range(0, len(rows), CHUNK):
                some = rows[start : start + CHUNK]
                points, units = _pairs(regions_within(discs[some], self._regions))
                found.append((some[points], units))
        if not found:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        return np.concatenate([each for each, _ in found]), np.concatenate([u for _, u in found])

    def _matrix(self, discs: Floats) -> Bools:
        return regions_within(discs, self._regions)


def _powers(values: Floats) -> Ints:
    """Return the least power of two that is not less than each value."""
    part, power = np.frexp(values)
    least: Ints = power - (part == 0.5)
    return least


def first_units(kinds: list[Kind]) -> Ints:
    """Return the number of the first unit of each kind, −1 for none.

    Parameters
    ----------
    kinds : list of Kind
        What points lie in and reach.

    Returns
    -------
    ndarray of int
        As many.
    """
    return np.array([each.held[0] if each.held else -1 for each in kinds], dtype=np.int64)


def _pairs(matrix: Bools) -> Pairs:
    points, units = np.nonzero(matrix)
    return points, units


def _sets(pairs: Ints, count: int, width: int) -> tuple[Ints, list[list[int]]]:
    """Return for each of `count` points the number of its set of items, and the sets.

    `pairs` are point × width + item, in order, each once.
    """
    points, items = np.divmod(pairs, width)
    sizes = np.bincount(points, minlength=count)
    starts = np.cumsum(sizes) - sizes
    columns = [np.zeros(count, dtype=np.int64)]
    for at in range(int(sizes.max(initial=0))):
        column = np.zeros(count, dtype=np.int64)
        some = np.flatnonzero(sizes > at)
        column[some] = items[starts[some] + at] + 1
        columns.append(column)
    groups, rows = group(columns)
    return groups, [items[starts[row] : starts[row] + sizes[row]].tolist() for row in rows.tolist()]


def _kind(items: list[int], count: int) -> Kind:
    held = tuple(each for each in items if each < count)
    near = (each - count for each in items if each >= count)
    return Kind(held, tuple(each for each in near if each not in held) if held else ())
