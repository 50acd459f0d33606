"""Which rows an import takes: by box, by country, by the value of a column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mapgen.exchange.common.choice import ChoiceError
from mapgen.exchange.common.values import number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mapgen.exchange.common.reader import Reader, Row

_CONDITION = re.compile(r"(?P<column>[^=<>!]+?)\s*(?P<sign>!=|<=|>=|=|<|>)\s*(?P<value>.*)", re.S)


@dataclass(frozen=True, slots=True)
class Box:
    """West, south, east, north in degrees; a box with its west east of its east crosses 180°."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, latitude: float, longitude: float) -> bool:
        """Return whether a position lies in the box.

        Parameters
        ----------
        latitude, longitude : float
            WGS 84 degrees.

        Returns
        -------
        bool
            True on its sides, too; a box may lie across the date line.
        """
        if not self.south <= latitude <= self.north:
            return False
        if self.west <= self.east:
            return self.west <= longitude <= self.east
        return longitude >= self.west or longitude <= self.east


@dataclass(frozen=True, slots=True)
class Condition:
    """A column and a value that its cells are compared with; numbers as numbers."""

    column: str
    sign: str
    value: str

    def holds(self, cell: str) -> bool:
        """Return whether a cell meets the condition.

        Parameters
        ----------
        cell : str
            Of the condition's column.

        Returns
        -------
        bool
            Numbers are compared as numbers where both are some.
        """
        left, right = number(cell), number(self.value)
        if self.sign in ("=", "!="):
            same = (
                left == right
                if left is not None and right is not None
                else cell.casefold() == self.value.casefold()
            )
            return same == (self.sign == "=")
        if left is None or right is None:  # dates in ISO form compare as text
            if not cell:
                return False
            low, high = (cell, self.value) if self.sign[0] == "<" else (self.value, cell)
            return low < high or (len(self.sign) == 2 and low == high)
        low_number, high_number = (left, right) if self.sign[0] == "<" else (right, left)
        return low_number < high_number or (len(self.sign) == 2 and low_number == high_number)


@dataclass(frozen=True, slots=True)
class RowFilter:
    """All that a row must meet; several conditions with = on one column: any of them.

    A file may lack the columns that are `optional`: their cells are empty then.
    """

    box: Box | None = None
    countries: frozenset[str] = frozenset()
    conditions: tuple[tuple[Condition, ...], ...] = ()
    optional: frozenset[str] = frozenset()

    def takes(self, row: Row, reader: Reader) -> bool | None:
        """Return whether a row is wanted; None where it has no point to compare with the box.

        Parameters
        ----------
        row : Row
            A row that the reader gave.
        reader : Reader
            For the row's country and point.

        Returns
        -------
        bool or None
            None is for the caller to decide.
        """
        if self.countries:
            given = {text.casefold() for text in reader.countries(row)}
            if self.countries.isdisjoint(given):
                return False
        for alternatives in self.conditions:
            if not any(each.holds(row.get(each.column)) for each in alternatives):
                return False
        if self.box is None:
            return True
        point = reader.point(row)
        return None if point is None else self.box.holds(*point)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the conditions name and a file must have."""
        named = dict.fromkeys(each.column for some in self.conditions for each in some)
        return tuple(column for column in named if column not in self.optional)


def read_filter(bbox: str, countries: Iterable[str], where: Iterable[str]) -> RowFilter:
    """Return what the options of the command ask for.

    Parameters
    ----------
    bbox : str
        West, south, east and north with commas between, WGS 84 degrees; "" for no box.
    countries : iterable of str
        Names or codes, several with commas between.
    where : iterable of str
        Conditions: ``fatalities>=10``.

    Returns
    -------
    RowFilter
        What fits every row where nothing is asked for.

    Raises
    ------
    ChoiceError
        One of them cannot be understood; the message says how to write it.
    """
    named = {name.strip().casefold() for text in countries for name in text.split(",")}
    groups: dict[tuple[str, str], list[Condition]] = {}
    for at, text in enumerate(where):
        condition = _condition(text)
        together = "" if condition.sign == "=" else str(at)
        groups.setdefault((condition.column, together), []).append(condition)
    return RowFilter(
        _box(bbox) if bbox else None,
        frozenset(named - {""}),
        tuple(tuple(group) for group in groups.values()),
    )


def _condition(text: str) -> Condition:
    found = _CONDITION.fullmatch(text.strip())
    if found is None:
        raise ChoiceError(f"--where {text!r}: write column=value, for example year>=1990.")
    column = "_".join(found["column"].strip().lower().replace("-", "_").split())
    return Condition(column, found["sign"], found["value"].strip())


def _box(text: str) -> Box:
    numbers = [number(each.strip()) for each in text.split(",")]
    mend = "write west,south,east,north in degrees: 66.5,24.7,67.5,25.3."
    if len(numbers) != 4 or any(each is None for each in numbers):
        raise ChoiceError(f"--bbox {text!r}: {mend}")
    west, south, east, north = (float(each or 0) for each in numbers)
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise ChoiceError(f"--bbox {text!r}: {mend}")
    return Box(west, south, east, north)
