"""One part of the events → checked events, by the same rules as those of a whole file.

What can only be told from all parts together is left to `ids`: whether an id stands in two parts,
and whether related events exist.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from mapgen.counts.ids import TableIds
from mapgen.counts.parts import NO_EVENTS, TAKE_OUT, open_part
from mapgen.counts.table import smaller
from mapgen.counts.table_cells import NEEDED
from mapgen.files.collector import collector_off
from mapgen.files.columns import factorize, objects
from mapgen.files.csv_fast import Coded
from mapgen.files.csv_table import Table, table_of
from mapgen.page.payload.columns import figures
from mapgen.problems import Problems
from mapgen.records.event_columns import RowIds
from mapgen.records.events import NAMES, check_events
from mapgen.records.fields import COLUMNS
from mapgen.records.removed_ids import reused
from mapgen.vocabulary import PRECISIONS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mapgen.counts.ids import Hashes
    from mapgen.counts.parts import Part
    from mapgen.files.arrays import Ints
    from mapgen.files.frame import Frame
    from mapgen.problems import Problem
    from mapgen.records.gazetteer import Gazetteer
    from mapgen.records.removed_ids import Removed
    from mapgen.records.settings import Settings
    from mapgen.records.sources import Bibliography

DEATHS = ("low", "high", "open")
COUNTED = frozenset(
    (
        "id", "first", "last", "place", "place_id", "city", "latitude", "longitude",
        "place_precision", "radius_m", "event_places", "category", "deaths", "district", "line",
    )
)  # fmt: skip
"""The columns of events that are joined and counted."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What events are checked against."""

    settings: Settings
    bibliography: Bibliography
    gazetteer: Gazetteer
    removed: dict[str, Removed]


def read_part(part: Part, rules: Rules) -> Iterator[tuple[Frame, Hashes, Problems]]:
    """Yield the checked events of a part, some rows at a time.

    Parameters
    ----------
    part : Part
        Of the events.
    rules : Rules
        What they are checked by.

    Yields
    ------
    events : Frame
        In the part's order, with the columns `COUNTED` of `mapgen.records.events`, and `low`,
        `high` and `open`, the figures of their deaths (−1: not stated). `category_code`,
        `city_code` and `precision` are indices of the settings' categories, of its cities and of
        `PRECISIONS`, that behind the last for none.
    hashes : Hashes
        Of all ids, those of wrong rows too.
    problems : Problems
        Of these rows.
    """
    for table, deaths, problems in tables(part):
        with collector_off():
            ids = TableIds(table)
            hashes = ids.hashes()
            if len(hashes.ids) == len(table):
                table.distinct |= {"id"}
            for row in ids.related_to_themselves():
                problems.error(
                    "an event related to itself",
                    line=table.lines[row],
                    column="related",
                    value=table.columns["id"][row],
                    mend="Take it out.",
                    code="related/itself",
                )
            complete(table)
            events = check_events(
                table, problems, rules.settings, rules.bibliography, rules.gazetteer, COUNTED
            )
            if rules.removed and ids.may_have(list(rules.removed)):
                lines_of = zip(events["id"], events["line"], strict=True)
                problems.extend(
                    replace(each, file=part.name)
                    for each in reused(lines_of, rules.removed, rules.settings)
                )
            rows: slice | Ints = slice(None)
            if len(events) < len(table):
                rows = np.searchsorted(table.line_numbers(), events["line"])
            if deaths is None:
                stated = [column for _, column in figures("", events["deaths"]).values()]
            else:
                stated = [deaths[rows], deaths[rows], np.zeros(len(events), dtype=np.int64)]
            codes = _codes(table, rows, rules.settings)
            events = events.with_columns({**dict(zip(DEATHS, stated, strict=True)), **codes})
        yield events, hashes, problems


def _codes(table: Table, rows: slice | Ints, settings: Settings) -> dict[str, Ints]:
    """Return some columns of checked rows as indices of the words that they may be."""
    found: dict[str, Ints] = {}
    for name, column, words in (
        ("category_code", "category", list(settings.categories)),
        ("city_code", "city", [city.name for city in settings.cities]),
        ("precision", "place_precision", list(PRECISIONS)),
    ):
        cells = table.columns[column]
        if not isinstance(cells, Coded):
            cells = Coded(*_factorized(cells))
        index = {word: at for at, word in enumerate(words)}
        codes = np.array([index.get(cell, len(words)) for cell in cells.cells], dtype=np.int64)
        found[name] = smaller(codes)[cells.codes[rows]]
    return found


def _factorized(cells: Sequence[str]) -> tuple[NDArray[np.intp], list[str]]:
    codes, distinct = factorize(objects(list(cells)))
    return codes, distinct.tolist()


def complete(table: Table) -> None:
    """Give a table the columns that it may be without, and none that are not looked at.

    Parameters
    ----------
    table : Table
        It is changed.
    """
    count = len(table)
    codes = np.broadcast_to(np.intp(0), count)  # takes no room
    for column in COLUMNS:
        if column not in table.columns:
            table.missing |= {column}
        elif column != "related":
            continue
        fill = {"place": "–"}.get(column, "")
        table.columns[column] = Coded(codes, [fill] if count else [])
    if "id" in table.missing:
        table.columns["id"] = RowIds(codes, [""] if count else [])


def tables(part: Part) -> Iterator[tuple[Table, NDArray[np.int64] | None, Problems]]:
    """Yield the rows of a part, some at a time.

    Parameters
    ----------
    part : Part
        Of the events.

    Yields
    ------
    table : Table
        Its cells as text.
    deaths : ndarray of int64 or None
        Low, high and open of each row; None where they stand in the table.
    problems : Problems
        Of these rows.
    """
    if part.is_parquet:
        from mapgen.counts.parquet import read_row_group

        yield from read_row_group(part)
        return
    with open_part(part) as file:
        file.seek(part.start)
        raw = part.header + file.read(part.stop - part.start)
    problems = Problems(part.name)
    table = table_of(raw, problems, required=NEEDED, names=NAMES, allow_empty=True)
    if not len(table) and not problems.errors:
        problems.warning(NO_EVENTS, mend=TAKE_OUT, code="table/no-rows")
    head = part.header.count(b"\n")
    table.lines = [line + part.line - head for line in table.lines]
    yield table, None, Problems(part.name, moved(problems, head, part.line - head))


def moved(problems: Problems, head: int, by: int) -> Iterator[Problem]:
    """Yield problems with the line numbers of the whole file.

    Parameters
    ----------
    problems : Problems
        Of a part with the header before it.
    head : int
        How many lines the header has.
    by : int
        How many lines of the file stand before the part.

    Yields
    ------
    Problem
        In their order.
    """
    for each in problems:
        is_in_header = each.line is None or each.line <= head
        yield each if is_in_header else replace(each, line=(each.line or 0) + by)
