"""Which units hold a point, and which others its disc reaches: the same on every day.

Found once for each point, whatever districts its units belong to. A few discs are asked of the
shapes themselves. For many there is a grid: a cell that no outline touches has one answer for all
its points, and only the points of other cells are asked of the shapes; a disc is measured against
those lines only that come near its cell. Of a radius that comes again and again, cells with
outlines, or near them, are parted (`fine_cells`), and what is asked is little.
"""

from __future__ import annotations

from collections import Counter
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from mapgen.atlas.grid import Grid, Lines
from mapgen.atlas.near_lines import NearLines, near_lines
from mapgen.atlas.reach import CHUNK, FEW, only_holders, pairs_holding, regions_within
from mapgen.files.dense import distinct, group
from mapgen.files.frame import Frame

if TYPE_CHECKING:
    from mapgen.atlas.fine_cells import FineCells
    from mapgen.files.arrays import Bools, Floats, Ints, Objects

OFTEN = 2**16
"""So many discs of one radius are asked of the shapes before cells are parted for it."""
MOST_RADII = 8  # for which they are
MOST_NOTED = 10_000  # radii: where there are more, hardly any comes again

Pairs = tuple["Ints", "Ints"]
"""Numbers of points, and of the unit that each goes with."""


class Kind(NamedTuple):
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
        self._kinds = [Kind(), *(Kind((unit,)) for unit in range(len(shapes)))]
        self._grid: Grid | None = None
        self._codes: Ints = np.zeros(0, dtype=np.int64)
        self._numbers: dict[Kind, int] = {}
        self._fine: dict[float, FineCells | None] = {}
        self._asked: Counter[float] = Counter()
        self._lock = Lock()  # a worker of a cluster may have several threads
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
            return np.zeros(len(discs), dtype=np.int64), self._kinds
        if len(discs) <= FEW:
            codes = np.full(len(discs), -1)
            return self._with_sets(discs, codes, _pairs(self._matrix(discs)))
        grid = self._with_grid()
        cells = grid.cells(discs[:, 0], discs[:, 1])
        codes, is_open = self._by_cells(discs, cells, grid)
        wide = np.flatnonzero(is_open & (discs[:, 2] > 0))
        near = self._near(discs, cells, wide, grid)
        self._note(discs[np.concatenate([np.flatnonzero(codes < 0), near[0]]), 2])
        return self._with_sets(discs, codes, near)

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

    def _by_cells(self, discs: Floats, cells: Ints, grid: Grid) -> tuple[Ints, Bools]:
        """Return what discs lie in by their cells, −1 where these do not say, and which are open.

        Open are those of which it is not known what they reach.
        """
        codes = self._codes[cells].astype(np.int64)
        is_open = codes != 0
        for radius, fine in self._with_fine(grid):
            rows = np.flatnonzero(discs[:, 2] == radius)
            if fine is None or not len(rows):
                continue
            of_these = slice(None) if len(rows) == len(discs) else rows  # a view where it can be
            found = fine.kinds(discs[of_these, 0], discs[of_these, 1], cells[of_these])
            is_open[rows] = found < 0
            codes[rows] = np.where(found < -1, -2 - found, found)
        return codes, is_open

    def _with_fine(self, grid: Grid) -> list[tuple[float, FineCells | None]]:
        """Return the parted cells for each radius of which much was asked."""
        with self._lock:
            for radius, count in self._asked.items():
                if count < OFTEN or radius in self._fine or len(self._fine) == MOST_RADII:
                    continue
                from mapgen.atlas.fine_cells import fine_cells  # most builds ask less

                lines = self._lines.get(int(_powers(np.array(radius)))) if radius else None
                self._fine[radius] = (
                    fine_cells(self.shapes, grid, self._codes, lines, radius, self._number)
                    if lines or not radius
                    else None
                )
            return list(self._fine.items())

    def _note(self, radii: Floats) -> None:
        """Note of which radii discs were asked of the shapes."""
        if len(self._fine) == MOST_RADII or not len(radii):
            return
        with self._lock:
            if radii.min() == radii.max():
                self._asked[float(radii[0])] += len(radii)
            else:
                self._asked.update(radii.tolist())
            if len(self._asked) > MOST_NOTED:
                self._asked.clear()

    def _number(self, held: int, near: tuple[int, ...]) -> int:
        """Return the number of a kind by 1 + the unit that holds its discs, and such in reach."""
        if not held or not near:
            return held
        kind = Kind((held - 1,), tuple(each - 1 for each in near))
        number = self._numbers.setdefault(kind, len(self._kinds))
        if number == len(self._kinds):
            self._kinds.append(kind)
        return number

    def _with_sets(self, discs: Floats, codes: Ints, near: Pairs) -> tuple[Ints, list[Kind]]:
        """Return the codes with those of discs that their cell alone does not decide.

        Of these the code is −1, or that of one unit, and the disc is in `near`.
        """
        count = len(self.shapes)
        asked = np.flatnonzero(codes < 0)
        points, units = pairs_holding(discs[asked, 0], discs[asked, 1], self.shapes)
        special = distinct(np.concatenate([asked, near[0]]))
        coded = special[codes[special] > 0]
        held = ((asked[points], units), (coded, codes[coded] - 1))
        pairs = [
            np.searchsorted(special, rows) * (2 * count) + units
            for rows, units in (*held, (near[0], count + near[1]))
        ]
        found, sets = _sets(distinct(np.concatenate(pairs)), len(special), 2 * count)
        more = [_kind(each, count) for each in sets]
        every, numbers = list(self._kinds), []
        known = len(every)  # others may have come to be known since
        for each in more:
            if not each.near and len(each.held) < 2:
                numbers.append(each.held[0] + 1 if each.held else 0)
            elif self._numbers.get(each, known) < known:
                numbers.append(self._numbers[each])
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
        of_runs = only_holders(x, y, self.shapes)  # where shapes overlap discs are asked one by one
        number = np.maximum(np.cumsum(starts) - 1, 0)
        codes = np.where(edge, -1, of_runs[number]) if len(first) else np.full(len(grid), -1)
        small = np.int16 if len(self.shapes) < 2**15 else np.int32
        # The last one is that of −1, the cell of points beyond the grid.
        self._codes = np.append(codes, 0).astype(small)
        self._grid = grid
        return grid

    def _near(self, discs: Floats, cells: Ints, wide: Ints, grid: Grid) -> Pairs:
        """Return which of some discs with a radius reach the outline of which units."""
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
