"""events.csv → the table of checked events.

All rows and columns are checked in one run. A row whose id, date, precision or
coordinates are wrong is reported and left out of the frame; so every row of the frame can
be placed in time and space, even while other problems stand.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from mapgen.files.arrays import Column, Ints
from mapgen.files.collector import collector_off
from mapgen.files.columns import is_one, kept
from mapgen.files.csv_fast import found_ahead
from mapgen.files.csv_table import read_csv
from mapgen.files.frame import Frame
from mapgen.files.late import LateTexts, made_of
from mapgen.problems import Problems
from mapgen.records.cells import Cells
from mapgen.records.dataset_rows import ROW_OF, read_rows
from mapgen.records.event_columns import (
    read_claims,
    read_ids,
    read_related,
    read_spans,
    read_summaries,
    read_titles,
    split_names,
    warn_of_twice_encoded,
)
from mapgen.records.event_places import locate
from mapgen.records.fields import COLUMNS, FIGURES
from mapgen.records.stale_translations import warn_of_stale_summaries
from mapgen.records.translations import languages_in, translations
from mapgen.vocabulary import ATTRIBUTIONS, CONFIDENCES

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from mapgen.files.csv_table import Table
    from mapgen.files.folder import Named
    from mapgen.records.gazetteer import Gazetteer
    from mapgen.records.settings import Settings
    from mapgen.records.sources import Bibliography

NAMES = ("place", "city", "category")
"""Columns that are compared with other files; lists of names are parted and joined elsewhere."""
# What the map adds to each event: no column of the file can have these names.
DERIVED = (
    "span", "first", "last", "place_id", "radius_m", "event_places", "geometry", "line",
    "candidates", "join", "join_note", "district_given",
)  # fmt: skip


def read_events(
    path: Named, settings: Settings, bibliography: Bibliography, gazetteer: Gazetteer
) -> tuple[Frame, Problems]:
    """Read events.csv.

    Parameters
    ----------
    path : Path or FolderFile
    settings : Settings
    bibliography : Bibliography
        The sources that citations must be in.
    gazetteer : Gazetteer
        The places that events can name.

    Returns
    -------
    events : Frame
        In order of (`first`, `last`, `id`). Columns: those of the file (extra ones as
        text), where `date` is the text as written, `place` the printed name, `actors`, `targets`
        and `related` tuples, `deaths` and `injured` `Claims`, `summary` (and its translations) a
        `Summary`; and `span`, `first` and `last` (int32, days since 1 January 1970), `place_id`
        ("" without the gazetteer), `radius_m` (metres; NaN, like the coordinates, for what has no
        point), `event_places` (the `EventPlace`s of an event at several places, else ()) and
        `line`.
    problems : Problems
    """
    with collector_off():
        return _read_events(path, settings, bibliography, gazetteer)


def _read_events(
    path: Named, settings: Settings, bibliography: Bibliography, gazetteer: Gazetteer
) -> tuple[Frame, Problems]:
    table, problems = read_csv(path, required=COLUMNS, names=NAMES, name=settings.name_of(path))
    with found_ahead(table.columns.values()):
        return check_events(table, problems, settings, bibliography, gazetteer), problems


def check_events(
    table: Table,
    problems: Problems,
    settings: Settings,
    bibliography: Bibliography,
    gazetteer: Gazetteer,
    only: Collection[str] | None = None,
) -> Frame:
    """Check a table that has all `COLUMNS` and return its events, as `read_events` does.

    All columns are checked; where some are named by `only`, those alone are returned, their rows in
    the order of the table.

    Parameters
    ----------
    table : Table
        As it was read.
    problems : Problems
        What is wrong is added to it.
    settings : Settings
        The atlas's.
    bibliography : Bibliography
        The sources that may be cited.
    gazetteer : Gazetteer
        The places that may be named.
    only : collection of str or None
        Names of columns, where not all are wanted.

    Returns
    -------
    Frame
        Sound rows, in order of time; with `only` in the table's.
    """
    cells = Cells(table, problems)
    for column in DERIVED:
        if column in table.columns:
            mend = "The map makes a column of this name; rename yours."
            problems.error(
                "not a free name", line=1, column=column, mend=mend, code="table/reserved-column"
            )
            del table.columns[column]
    columns: dict[str, Column | LateTexts] = {
        "id": read_ids(cells),
        "title": read_titles(cells, "title", needed=True),
    }
    if only is None or "date" in only:
        columns["date"] = cells.texts("date")
    for column in ("title", "place"):
        warn_of_twice_encoded(cells, column)
    spans = read_spans(cells, settings.period, days=only is not None and "span" not in only)
    columns |= spans
    columns |= locate(cells, settings, gazetteer)
    columns["category"] = cells.choice("category", settings.categories)
    columns["actors"] = cells.parsed("actors", split_names)
    columns["attribution"] = cells.choice("attribution", ATTRIBUTIONS)
    columns["targets"] = cells.parsed("targets", split_names)
    for column in FIGURES:
        columns[column] = cells.parsed(column, partial(read_claims, bibliography=bibliography))
    columns["summary"] = read_summaries(cells, "summary", bibliography, needed=True)
    columns["confidence"] = cells.choice("confidence", CONFIDENCES)
    columns["related"] = read_related(cells)
    translated = [
        name for name in translations(languages_in(list(table.columns))) if name in table.columns
    ]
    for column in translated:
        is_title = column.startswith("title")
        columns[column] = (
            read_titles(cells, column) if is_title else read_summaries(cells, column, bibliography)
        )
    if translated or ROW_OF in table.columns:
        made = {name: made_of(each) for name, each in columns.items()}
        warn_of_stale_summaries(cells, made)
        if ROW_OF in table.columns:
            made[ROW_OF] = read_rows(cells, made, bibliography)
        columns |= made
    columns["line"] = table.line_numbers().astype(np.int32)
    for column in table.columns:
        if column not in columns and (only is None or column in only):
            columns[column] = cells.texts(column)
    if only is None:
        return _frame(columns, np.lexsort((spans["last"], spans["first"])), cells)
    some = Frame({name: values for name, values in columns.items() if name in only})
    return some if cells.sound.all() else some.take(cells.sound)


def _frame(columns: dict[str, Column | LateTexts], order: Ints, cells: Cells) -> Frame:
    """Return the sound rows in an order, in which those of the same days are as in the file."""
    order = order if cells.sound.all() else order[cells.sound[order]]
    sorted_columns: dict[str, Column | LateTexts] = {}
    while columns:  # one by one, so that no column is held twice
        name, values = columns.popitem()
        if isinstance(values, LateTexts):
            sorted_columns[name] = values[order]
        else:
            sorted_columns[name] = values[: len(order)] if is_one(values) else kept(values[order])
    return Frame(dict(reversed(sorted_columns.items())))


def with_shapes(events: Frame) -> Frame:
    """Return the events with their points as `geometry` (WGS 84 degrees, None for no point).

    An event at several places has all of them.

    Parameters
    ----------
    events : Frame
        With ``latitude`` and ``longitude``, and perhaps ``event_places``.

    Returns
    -------
    Frame
        The same columns, and `geometry`.
    """
    import shapely

    latitude, longitude = events["latitude"], events["longitude"]
    geometry: NDArray[np.object_] = np.full(len(events), None, dtype=object)
    has_point = ~np.isnan(latitude)
    geometry[has_point] = shapely.points(longitude[has_point], latitude[has_point])
    for row in np.flatnonzero(events["event_places"].astype(bool) & has_point):
        spots = events["event_places"][row]
        geometry[row] = shapely.multipoints([(each.longitude, each.latitude) for each in spots])
    return events.with_columns({"geometry": geometry})
