"""districts.csv → memberships: which unit belonged to which district, from when to when."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from mapgen.files.csv_table import read_csv
from mapgen.files.folder import Named
from mapgen.notation.dates import DateError, Span, parse
from mapgen.problems import Problems, one_of

COLUMNS = ("district", "unit", "valid_from", "valid_to", "source", "confidence")
CONFIDENCE = ("certain", "probable", "inferred", "unknown")  # from strongest to weakest


@dataclass(frozen=True, slots=True)
class Membership:
    """A unit's membership of a district; None for `valid_from` means ever, for `valid_to` still."""

    district: str
    unit: str
    valid_from: Span | None
    valid_to: Span | None
    source: str
    confidence: str
    line: int

    @property
    def possible(self) -> tuple[float, float]:
        """The days, end excluded, on which some reading of the dates lets it hold.

        Days since 1 January 1970; infinite where an end is open.
        """
        return _first(self.valid_from), _last(self.valid_to)

    @property
    def certain(self) -> tuple[float, float]:
        """The days, end excluded, on which every reading lets it hold; may be empty."""
        return (
            -math.inf if self.valid_from is None else _last(self.valid_from),
            math.inf if self.valid_to is None else _first(self.valid_to),
        )

    def is_possible(self, day: int) -> bool:
        """Return whether the membership may hold on a day.

        Parameters
        ----------
        day : int
            Days since 1 January 1970.

        Returns
        -------
        bool
            True from the first possible day on, before the end of the last.
        """
        first, end = self.possible
        return first <= day < end

    def is_certain(self, day: int) -> bool:
        """Return whether the membership holds for sure on a day.

        Parameters
        ----------
        day : int
            Days since 1 January 1970.

        Returns
        -------
        bool
            True within `certain`.
        """
        first, end = self.certain
        return first <= day < end


def _first(span: Span | None) -> float:
    return -math.inf if span is None or span.first is None else span.first


def _last(span: Span | None) -> float:
    return math.inf if span is None or span.last is None else span.last


def read_memberships(
    path: Named, units: Sequence[str], *, name: str | None = None
) -> tuple[tuple[Membership, ...], Problems]:
    """Read which units belonged to which districts, and when.

    Parameters
    ----------
    path : Path or FolderFile
        A CSV file.
    units : sequence of str
        The ids that may stand in the column `unit`; with none, that is not checked.
    name : str, optional
        What problems call the file.

    Returns
    -------
    memberships : tuple of Membership
        In the order of the file, without the rows that have a problem.
    problems : Problems
    """
    table, problems = read_csv(path, required=COLUMNS, names=COLUMNS, name=name)
    found: dict[tuple[str, ...], Membership] = {}
    for line, row in table.rows() if not table.missing else ():
        membership = _membership(row, line, units, problems)
        key = tuple(row[column] for column in COLUMNS[:4])
        if key in found:
            problems.error(
                f"the same membership stands in line {found[key].line}",
                line=line,
                value=" ".join(key),
                mend="Remove one of the two rows.",
                code="district/membership-twice",
            )
        elif membership is not None:
            found[key] = membership
    return tuple(found.values()), problems


def _membership(
    row: dict[str, str], line: int, units: Sequence[str], problems: Problems
) -> Membership | None:
    """Return the membership in a row; None, and a problem for each cell that is wrong."""
    before = len(problems)
    for column in ("district", "unit", "source"):
        if not row[column]:
            problems.error(
                "cell is empty",
                line=line,
                column=column,
                mend="Fill it in.",
                code="table/empty-cell",
            )
    # With no unit read at all, the mistake is in the other file and is said there.
    if row["unit"] and units and row["unit"] not in units:
        problems.error(
            "no unit has this id",
            line=line,
            column="unit",
            value=row["unit"],
            mend=one_of(row["unit"], units),
            code="district/unknown-unit",
        )
    if row["confidence"] not in CONFIDENCE:
        problems.error(
            "unknown confidence",
            line=line,
            column="confidence",
            value=row["confidence"],
            mend=one_of(row["confidence"], CONFIDENCE),
            code="field/unknown-value",
        )
    spans: dict[str, Span | None] = {}
    for column in ("valid_from", "valid_to"):
        try:
            spans[column] = parse(row[column]) if row[column] else None
        except DateError as error:
            problems.error(
                str(error),
                line=line,
                column=column,
                value=row[column],
                mend=error.mend,
                code=error.code,
            )
    if len(problems) > before:
        return None
    membership = Membership(
        row["district"],
        row["unit"],
        spans["valid_from"],
        spans["valid_to"],
        row["source"],
        row["confidence"],
        line,
    )
    first, end = membership.possible
    if first >= end:
        problems.error(
            "the membership ends before it begins",
            line=line,
            column="valid_to",
            value=row["valid_to"],
            mend="valid_to is the day on which the next membership begins.",
            code="date/end-before-beginning",
        )
        return None
    return membership
