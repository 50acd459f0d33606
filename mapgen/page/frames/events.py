"""A GeoDataFrame of anything dated → events as the page's payload takes them.

Nothing is dropped: what cannot be an event is named, row by row, in one `InputError`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd

from mapgen.atlas.extent import bounds_of, extent_of, points_of
from mapgen.atlas.world_copy import into_copy
from mapgen.files.arrays import Column
from mapgen.notation.markdown import Rendered
from mapgen.notation.summaries import NO_SUMMARY, Summary
from mapgen.page.frames.categories import categories
from mapgen.page.frames.figures import claims
from mapgen.page.frames.points import event_places, location
from mapgen.page.frames.rows import Rows
from mapgen.page.frames.spans import spans
from mapgen.records.fields import FIGURES
from mapgen.vocabulary import ATTRIBUTIONS, CONFIDENCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from mapgen.atlas.atlas import Atlas
    from mapgen.atlas.districts import Districts
    from mapgen.atlas.extent import Bounds
    from mapgen.records.settings import Category, City
    from mapgen.records.sources import Source

DEFAULTS = {"date": "date", "title": "title", "category": "category"}
"""The columns that are read without being named, where a frame has them."""

_PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Records:
    """Events ready for the page, in time order, with their categories and sources.

    `figures` are those of `FIGURES` that the events have at all: what is not asked for is not
    printed as "not stated".
    """

    events: gpd.GeoDataFrame
    categories: dict[str, Category]
    figures: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    cities: tuple[City, ...] = ()
    districts: Districts | None = None

    @classmethod
    def of_atlas(cls, atlas: Atlas) -> Records:
        """Take over what an atlas knows of its events.

        Parameters
        ----------
        atlas : Atlas
            As `read_atlas` returns it.

        Returns
        -------
        Records
            Of the same events.
        """
        return cls(
            atlas.events,
            dict(atlas.settings.categories),
            FIGURES,
            tuple(atlas.bibliography.values()),
            atlas.settings.cities,
            atlas.districts if len(atlas.districts.outlines) else None,
        )

    def bounds_from(self, seam: float) -> Bounds | None:
        """Return the corners of the events with a point but wild ones.

        Parameters
        ----------
        seam : float
            Where the world is cut, degrees of longitude.

        Returns
        -------
        Bounds or None
            WGS 84 degrees, longitudes from `seam` on; None where there are none.
        """
        _, latitude, longitude = points_of(self.events)
        placed = np.isfinite(latitude + longitude)
        if not placed.any():
            return None
        return bounds_of(latitude[placed], into_copy(longitude[placed], seam))


def seam_of_records(given: Sequence[Records], outlines: Districts | None = None) -> float:
    """Return where the world is cut for several layers' events and their districts.

    As `mapgen.page.payload.events.payload` does for all of a map.

    Parameters
    ----------
    given : sequence of Records
        The records of each layer, one layer at least.
    outlines : Districts or None
        The districts of a layer of its own; None for those that the events came with.

    Returns
    -------
    float
        Degrees of longitude.
    """
    points = [points_of(each.events) for each in given]
    _, latitude, longitude = (np.concatenate(column) for column in zip(*points, strict=True))
    cities = [(city.latitude, city.longitude) for each in given for city in each.cities]
    found = outlines or next((each.districts for each in given if each.districts), None)
    shapes = found.outlines["geometry"] if found else None
    return extent_of(latitude, longitude, shapes, np.array(cities, float).reshape(-1, 2)).seam


def records(
    frame: object,
    columns: Mapping[str, str | None],
    given: Mapping[str, object] | None = None,
    name: str = "Events",
) -> Records:
    """Return the records of a GeoDataFrame.

    Parameters
    ----------
    frame : object
        A GeoDataFrame of points, any CRS; rows without a point are kept.
    columns : mapping of str to (str or None)
        Which column holds which field; None for none.
    given : mapping of str to object or None
        The settings of categories by name.
    name : str
        The category of events without one.

    Returns
    -------
    Records
        In EPSG:4326.

    Raises
    ------
    TypeError
        No GeoDataFrame.
    ValueError
        A column that the frame does not have, or shapes that are no points.
    InputError
        All rows with something that cannot be read, each with how to mend it.
    """
    rows = Rows(frame, "events", "EventLayer")
    of = {
        field: rows.column(field, column, DEFAULTS.get(field)) for field, column in columns.items()
    }
    if of["date"] is None:
        raise ValueError(
            "the events have no column 'date': say which column holds the dates, "
            f"date=…. There are {', '.join(map(str, rows.frame.columns))}"
        )
    found: dict[str, Column] = {"id": _ids(rows, of["id"])}
    found["date"] = spans(rows, of["date"])
    kinds, known = categories(rows, of["category"], given, name)
    labels = {each.id: each.label for each in known.values()}
    titles = rows.texts(of["title"])
    found["title"] = np.array(
        [
            " ".join(title.split()) or labels[kind]
            for title, kind in zip(titles, kinds, strict=True)
        ],
        dtype=object,
    )
    found["category"] = kinds
    place, city = rows.texts(of["place"]), rows.texts(of["city"])
    found |= {"place": place, "city": city}
    located = location(rows, of["place_precision"], city)
    found["geometry"], found["place_precision"] = located.geometry, located.precision
    found["latitude"], found["longitude"] = located.latitude, located.longitude
    found["radius_m"] = located.radius_m
    found["event_places"] = event_places(located, place)
    for field, values in (("attribution", ATTRIBUTIONS), ("confidence", CONFIDENCES)):
        found[field] = _choice(rows, of[field], values)
    for field in ("actors", "targets"):
        found[field] = _names(rows, of[field])
    for field in FIGURES:
        found[field] = claims(rows, of[field])
    found["summary"] = _summaries(rows, of["summary"])
    rows.problems.raise_if_errors()
    figures = tuple(field for field in FIGURES if of[field])
    return Records(_frame(found), known, figures)


def _frame(found: dict[str, Column]) -> gpd.GeoDataFrame:
    """Return the events in time order with every column that the join and the payload read."""
    dates = found.pop("date")
    count = len(dates)
    nothing = np.empty(count, dtype=object)
    nothing[:] = [()] * count
    columns = {
        **found,
        "date": _objects([span.text for span in dates]),
        "span": dates,
        "first": np.array([span.first for span in dates], dtype=np.int32),
        "last": np.array([span.last for span in dates], dtype=np.int32),
        "place_id": np.full(count, "", dtype=object),
        "related": nothing,
        "line": np.zeros(count, dtype=np.int32),
    }
    shapes = columns.pop("geometry")
    order = np.lexsort((columns["last"], columns["first"]))  # stable: else the frame's order
    series = {
        name: pd.Series(values[order], dtype=values.dtype) for name, values in columns.items()
    }
    return gpd.GeoDataFrame(series, geometry=shapes[order], crs="EPSG:4326")


def _ids(rows: Rows, column: str | None) -> NDArray[np.object_]:
    if column is None:
        labels = rows.frame.index
        unique = labels.is_unique and not isinstance(labels, pd.MultiIndex)
        names = labels if unique else range(len(rows))
        return _objects([" ".join(str(each).split()) for each in names])
    ids = _objects([" ".join(each.split()) for each in rows.texts(column)])
    rows.fault(
        "no id",
        column,
        ids == "",
        mend="Give each event one, or leave id= out.",
        code="frame/no-value",
    )
    twice = pd.Series(ids).duplicated(keep=False).to_numpy() & (ids != "")
    rows.fault(
        "an id that several events have",
        column,
        twice,
        mend="Give each event its own.",
        code="id/twice",
    )
    return ids


def _choice(rows: Rows, column: str | None, allowed: tuple[str, ...]) -> NDArray[np.object_]:
    values = rows.texts(column)
    wrong = np.isin(values, ["", *allowed], invert=True)
    rows.fault(
        "not one of the values",
        column or "",
        wrong,
        mend=f"Write {', '.join(allowed)}.",
        code="frame/unknown-value",
    )
    return values


def _names(rows: Rows, column: str | None) -> NDArray[np.object_]:
    """Return tuples of names: of text with ``;`` between them, or of any list."""
    found = np.empty(len(rows), dtype=object)
    found[:] = [()] * len(rows)
    if column is None:
        return found
    for at, value in enumerate(rows.frame[column]):
        if isinstance(value, (list, tuple, set, frozenset, np.ndarray)):
            names = [str(each) for each in (sorted(value) if isinstance(value, set) else value)]
        else:
            names = [] if pd.isna(value) else str(value).split(";")
        cleaned = (" ".join(name.split()) for name in names)
        found[at] = tuple(dict.fromkeys(name for name in cleaned if name))
    return found


def _summaries(rows: Rows, column: str | None) -> NDArray[np.object_]:
    """Return plain texts as safe HTML, a paragraph where a line is left empty."""
    values = [None] * len(rows) if column is None else rows.frame[column].tolist()
    return _objects([_summary(value) for value in values])


def _summary(value: object) -> Summary:
    if isinstance(value, Summary):
        return value
    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return NO_SUMMARY
    text = str(value).strip()
    paragraphs = [" ".join(each.split()) for each in _PARAGRAPH.split(text)]
    html = "".join(f"<p>{escape(each)}</p>" for each in paragraphs if each)
    return Summary(text, Rendered(html, " ".join(paragraphs))) if text else NO_SUMMARY


def _objects(values: Sequence[object]) -> NDArray[np.object_]:
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found
