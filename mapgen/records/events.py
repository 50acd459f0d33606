"""events.csv → GeoDataFrame of checked events.

All rows and columns are checked in one run. A row whose id, date, precision or
coordinates are wrong is reported and left out of the frame; so every row of the frame can
be placed in time and space, even while other problems stand.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import compress
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from mapgen.files.columns import collector_off, objects, rows_by_code
from mapgen.files.csv_fast import Coded
from mapgen.files.csv_table import read_csv
from mapgen.notation.cited_text import keys_of, simple_ones
from mapgen.notation.claims import Claims, parse_claims
from mapgen.notation.dates import DateError, Span, parse
from mapgen.notation.summaries import NO_SUMMARY, Summary, parse_summary
from mapgen.problems import Fault, Guesses, Problems
from mapgen.records.cells import Cells
from mapgen.records.event_places import locate
from mapgen.records.fields import COLUMNS, FIGURES
from mapgen.records.translations import languages_in, translations
from mapgen.vocabulary import ATTRIBUTIONS, CONFIDENCES, MAX_ID, is_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from mapgen.files.csv_table import Table
    from mapgen.files.folder import Named
    from mapgen.records.gazetteer import Gazetteer
    from mapgen.records.settings import Period, Settings
    from mapgen.records.sources import Bibliography

NAMES = ("place", "city", "category")
"""Columns that are compared with other files; lists of names are parted and joined elsewhere."""
# What the map adds to each event: no column of the file can have these names.
DERIVED = (
    "span", "first", "last", "place_id", "radius_m", "event_places", "geometry", "line",
    "candidates", "join", "join_note", "district_given",
)  # fmt: skip

MAX_TITLE = 300
_LINE_BREAK = re.compile(r"[\n\r]")
_NO_SPAN = Span("", 0, 0, "day", "", "date", ())


def read_events(
    path: Named, settings: Settings, bibliography: Bibliography, gazetteer: Gazetteer
) -> tuple[gpd.GeoDataFrame, Problems]:
    """Return the events in order of (first, last, id), EPSG:4326, and their problems.

    Columns: those of the file (extra ones as text), where `date` is the text as written,
    `place` the printed name, `actors`, `targets` and `related` tuples, `deaths` and
    `injured` `Claims`, `summary` (and its translations) a `Summary`; and `span`, `first`
    and `last` (int32 day numbers), `place_id` ("" without the gazetteer), `radius_m`
    (metres; NaN, like the coordinates, for what has no point), `event_places` (the
    `EventPlace`s of an event at several places, else ()) and `line`.
    """
    with collector_off():
        return _read_events(path, settings, bibliography, gazetteer)


def _read_events(
    path: Named, settings: Settings, bibliography: Bibliography, gazetteer: Gazetteer
) -> tuple[gpd.GeoDataFrame, Problems]:
    table, problems = read_csv(path, required=COLUMNS, names=NAMES, name=settings.shown(path))
    return check_events(table, problems, settings, bibliography, gazetteer), problems


def check_events(
    table: Table,
    problems: Problems,
    settings: Settings,
    bibliography: Bibliography,
    gazetteer: Gazetteer,
) -> gpd.GeoDataFrame:
    """Return the events in a table that has all `COLUMNS`, as `read_events` does; note problems."""
    cells = Cells(table, problems)
    for column in DERIVED:
        if column in table.columns:
            mend = "The map makes a column of this name; rename yours."
            problems.error(
                "not a free name", line=1, column=column, mend=mend, code="table/reserved-column"
            )
            del table.columns[column]
    columns: dict[str, Any] = {
        "id": _ids(cells),
        "title": _titles(cells, "title", needed=True),
        "date": cells.texts("date"),
    }
    columns |= _spans(cells, settings.period)
    columns |= locate(cells, settings, gazetteer)
    columns["category"] = cells.choice("category", settings.categories)
    columns["actors"] = cells.parsed("actors", _names)
    columns["attribution"] = cells.choice("attribution", ATTRIBUTIONS)
    columns["targets"] = cells.parsed("targets", _names)
    for column in FIGURES:
        columns[column] = cells.parsed(column, partial(_claims, bibliography=bibliography))
    columns["summary"] = _summaries(cells, "summary", bibliography, needed=True)
    columns["confidence"] = cells.choice("confidence", CONFIDENCES)
    columns["related"] = _related(cells)
    for column in translations(languages_in(list(table.columns))):
        if column in table.columns:
            is_title = column.startswith("title")
            columns[column] = (
                _titles(cells, column) if is_title else _summaries(cells, column, bibliography)
            )
    columns["line"] = np.array(table.lines, dtype=np.int32)
    for column in table.columns:
        if column not in columns:
            columns[column] = cells.texts(column)
    return _frame(columns, cells)


def _frame(columns: dict[str, Any], cells: Cells) -> gpd.GeoDataFrame:
    rows = np.flatnonzero(cells.sound)
    # Stable: events of the same days stay in the order of the file.
    order = rows[np.lexsort((columns["last"][rows], columns["first"][rows]))]
    sorted_columns = {}
    while columns:  # one by one, so that no column is held twice
        name, values = columns.popitem()
        sorted_columns[name] = values[order]
    sorted_columns = dict(reversed(sorted_columns.items()))
    latitude, longitude = sorted_columns["latitude"], sorted_columns["longitude"]
    geometry: NDArray[np.object_] = np.full(len(order), None, dtype=object)
    has_point = ~np.isnan(latitude)
    geometry[has_point] = shapely.points(longitude[has_point], latitude[has_point])
    for row in np.flatnonzero(sorted_columns["event_places"].astype(bool) & has_point):
        spots = sorted_columns["event_places"][row]
        geometry[row] = shapely.multipoints([(each.longitude, each.latitude) for each in spots])
    series = {
        name: pd.Series(values, dtype=values.dtype, copy=False)
        for name, values in sorted_columns.items()
    }
    return gpd.GeoDataFrame(series, geometry=geometry, crs="EPSG:4326")


def _ids(cells: Cells) -> NDArray[np.object_]:
    texts = cells.texts("id")
    fits = max(map(len, texts), default=0) <= MAX_ID and all(map(is_id, texts))
    if fits and len(set(texts)) == len(texts):
        return texts
    lines = cells.table.lines
    first_line: dict[str, int] = {}
    for row, text in enumerate(texts):
        if not is_id(text):
            slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
            mend = f"Write {slug}." if slug else "Write year-city-event in small letters."
            message = "not an id (small letters, digits, hyphens)" if text else "no id"
            cells.faults(
                "id", [row], [Fault(message, text or None, mend, code="id/not-an-id")], vital=True
            )
        elif len(text) > MAX_ID:
            mend = f"At most {MAX_ID} letters."
            cells.faults(
                "id",
                [row],
                [Fault("too long for an id", text, mend, code="id/too-long")],
                vital=True,
            )
        elif text in first_line:
            message = f"this id is line {first_line[text]}'s already"
            mend = "An id is one event's for ever; give this one its own."
            cells.faults("id", [row], [Fault(message, text, mend, code="id/twice")], vital=True)
        else:
            first_line[text] = lines[row]
    return texts


def _titles(cells: Cells, column: str, needed: bool = False) -> NDArray[np.object_]:
    titles = cells.texts(column)
    lengths = np.fromiter(map(len, titles), np.int64, len(titles))
    fits = len(titles) and lengths.max() <= MAX_TITLE and (not needed or lengths.min() > 0)
    if fits and not _LINE_BREAK.search("".join(titles)):
        return titles
    return cells.parsed(column, partial(_title, needed=needed))


def _title(cell: str, needed: bool = False) -> tuple[str, Sequence[Fault]]:
    if not cell and needed:
        return cell, (Fault("no title", None, "Write a short, neutral one.", code="title/missing"),)
    if len(cell) > MAX_TITLE:
        return cell, (
            Fault(
                "too long for a title",
                cell,
                f"At most {MAX_TITLE} characters.",
                code="title/too-long",
            ),
        )
    if _LINE_BREAK.search(cell):
        return cell, (
            Fault(
                "a line break in the title", cell, "Write it on one line.", code="title/line-break"
            ),
        )
    return cell, ()


def _date(cell: str, period: Period | None) -> tuple[Span, Sequence[Fault]]:
    try:
        span = parse(cell)
    except DateError as error:
        return _NO_SPAN, (Fault(str(error), cell or None, error.mend, code=error.code),)
    if span.is_open:
        last = period.last_text if period else "1992"
        mend = (
            f"Write both ends: {cell.replace('..', last) if cell.endswith('..') else '1985/1990'}."
        )
        return _NO_SPAN, (Fault("an event with an open end", cell, mend, code="date/open-end"),)
    return span, ()


def _spans(cells: Cells, period: Period | None) -> dict[str, NDArray[Any]]:
    """Return the columns `span`, `first` and `last`; warn of what lies outside the period."""
    codes, spans = cells.parsed_once("date", partial(_date, period=period), vital=True)
    rows_of = rows_by_code(codes)
    for code, span in enumerate(spans):
        if period is None or span is _NO_SPAN or span.first is None or span.last is None:
            continue
        if span.first <= period.last and span.last >= period.first:
            continue
        fault = Fault(
            "outside the period of the atlas",
            span.text,
            f"It is {period.first_text} to {period.last_text}; check the year or the settings.",
            code="date/outside-the-period",
        )
        cells.faults("date", rows_of(code), [fault], warning=True)
    days = np.array([(span.first or 0, span.last or 0) for span in spans], dtype=np.int32)
    first, last = days.reshape(-1, 2).T
    return {"span": objects(spans)[codes], "first": first[codes], "last": last[codes]}


def _names(cell: str) -> tuple[tuple[str, ...], Sequence[Fault]]:
    names = (" ".join(name.split()) for name in cell.split(";"))
    return tuple(dict.fromkeys(name for name in names if name)), ()


def _claims(cell: str, bibliography: Bibliography) -> tuple[Claims, Sequence[Fault]]:
    claims, faults = parse_claims(cell)
    keys = dict.fromkeys(citation.key for citation in claims.citations)
    return claims, [*faults, *_unknown_sources(keys, bibliography)]


def _summaries(
    cells: Cells, column: str, bibliography: Bibliography, needed: bool = False
) -> NDArray[np.object_]:
    """Return a column of summaries; those that are simple in one go, the others one by one."""
    if isinstance(cells.table.columns[column], Coded):
        return cells.parsed(column, partial(_summary, bibliography=bibliography, needed=needed))
    texts = cells.texts(column)
    if not len(texts):
        return texts
    every = texts.tolist()
    simple = simple_ones(every)
    found = objects(list(map(Summary, every)))
    others = np.flatnonzero(~np.array(simple))
    unknown = keys_of(list(compress(every, simple))) - bibliography.keys()
    if unknown or len(others) > len(texts) // 2:
        return cells.parsed(column, partial(_summary, bibliography=bibliography, needed=needed))
    for row in others.tolist():
        found[row], faults = _summary(texts[row], bibliography, needed)
        if faults:
            cells.faults(column, [row], faults)
    return found


def _summary(
    cell: str, bibliography: Bibliography, needed: bool = False
) -> tuple[Summary, Sequence[Fault]]:
    if not cell:
        fault = Fault(
            "no summary",
            None,
            "Write 2 to 6 sentences, each with its source: [@key].",
            code="summary/missing",
        )
        return NO_SUMMARY, (fault,) if needed else ()
    summary, faults = parse_summary(cell)
    return summary, [*faults, *_unknown_sources(summary.keys, bibliography)]


def _unknown_sources(keys: Iterable[str], bibliography: Bibliography) -> list[Fault]:
    return [
        Fault("unknown source", key, bibliography.near(key), code="citation/unknown-source")
        for key in keys
        if key not in bibliography
    ]


def _related(cells: Cells) -> NDArray[np.object_]:
    """Return the related ids; each must be another event's, of an unread row too."""
    ids = cells.table.columns["id"]
    codes, related = cells.parsed_once("related", _names)
    rows_of = rows_by_code(codes)
    if any(related):
        known = set(ids)
        known.update(cell.strip() for _, row in cells.table.unread for cell in row)
        near = Guesses(known, "Write the id of an event.")
        for code, names in enumerate(related):
            for name in names:
                if name not in known:
                    fault = Fault("unknown event", name, near(name), code="related/unknown-event")
                    cells.faults("related", rows_of(code), [fault])
            for row in rows_of(code) if names else ():
                if ids[row] in names:
                    fault = Fault(
                        "an event related to itself",
                        ids[row],
                        "Take it out.",
                        code="related/itself",
                    )
                    cells.faults("related", [row], [fault])
    return objects(related)[codes]
