"""Checked events → the cells of events.csv again, and what the atlas derives from them.

Every writer starts here, so that a field has one name and one spelling in all formats, and so that
what was written can be read back as events.csv: `place` is the printed name and the coordinates
are the event's or the gazetteer's, since other places have no gazetteer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import numpy as np

from mapgen.exchange.common import several_places as places
from mapgen.notation.civil import iso
from mapgen.notation.claims import Claim, Claims
from mapgen.notation.date_words import printed
from mapgen.notation.summaries import Summary, cited
from mapgen.records.events import DERIVED
from mapgen.records.fields import COLUMNS, FIGURES
from mapgen.records.translations import languages_in, translations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import geopandas as gpd

    from mapgen.atlas.atlas import Atlas
    from mapgen.notation.citations import Citation
    from mapgen.records.place_row import EventPlace
    from mapgen.records.sources import Source

# What the atlas derives; none of the names is a column of events.csv.
DERIVED_FIELDS = (
    "date_printed", "date_from", "date_to", "gazetteer_id", "place_radius_m", places.FIELD,
    "deaths_low", "deaths_high", "injured_low", "injured_high", "district_on_date",
    "district_candidates", "district_join", "district_note", "summary_plain",
)  # fmt: skip
# Lists that are in the cells as text already: a reader that knows the cells can leave them out.
NESTED_FIELDS = ("deaths_claims", "injured_claims", "summary_citations")
T = TypeVar("T")

Event: TypeAlias = Mapping[str, Any]
"""A row of the events' frame: the values of `mapgen.records.events` and of the join by column."""
Position: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees, WGS 84."""
BLOCK = 4096  # events that are written together: what an export holds of them at a time


def blocks(atlas: Atlas) -> Iterator[Atlas]:
    """Yield the atlas with some of its events, then with the next, in their order.

    Parameters
    ----------
    atlas : Atlas
        A whole atlas.

    Yields
    ------
    Atlas
        The same with `BLOCK` events at most.
    """
    for start in range(0, len(atlas.rows), BLOCK):
        yield replace(atlas, rows=atlas.rows.take(slice(start, start + BLOCK)))


def is_export(columns: Iterable[str]) -> bool:
    """Return whether columns are those of an export; earlier ones had no `places`.

    Parameters
    ----------
    columns : iterable of str
        Names of columns.

    Returns
    -------
    bool
        Whether all derived ones are there.
    """
    return set(DERIVED_FIELDS) - {places.FIELD} <= set(columns)


def cells(events: gpd.GeoDataFrame) -> dict[str, list[str]]:
    """Return the columns of events.csv as text: those of every atlas, translations, extra ones.

    Parameters
    ----------
    events : GeoDataFrame
        `Atlas.events`.

    Returns
    -------
    dict of str to list of str
        A cell for each event, by column.
    """
    found = {column: _texts(events[column]) for column in COLUMNS}
    for column in translations(languages_in(list(events.columns))):
        if column in events:
            found[column] = _texts(events[column])
    # A column of a name of ours came out of an earlier export: it is derived anew.
    ours = {*found, *DERIVED, *DERIVED_FIELDS, "district"}
    for column in events.columns:
        if column not in ours:
            found[column] = _texts(events[column])
    if "district_given" in events:
        found["district"] = _texts(events["district_given"])
    return found


def derived(events: gpd.GeoDataFrame) -> dict[str, list[Any]]:
    """Return what the atlas derives, in the order of `DERIVED_FIELDS`; None where nothing is known.

    `date_from` and `date_to` are ISO days, `place_radius_m` metres, the figures whole numbers,
    `district_candidates` lists of names, `places` the records of an event at several.

    Parameters
    ----------
    events : GeoDataFrame
        `Atlas.events`.

    Returns
    -------
    dict of str to list of Any
        A value for each event, by column.
    """
    figures = {
        f"{column}_{bound}": [getattr(claims, bound) for claims in events[column]]
        for column in FIGURES
        for bound in ("low", "high")
    }
    radius = events["radius_m"].to_numpy(dtype=float)
    return {
        "date_printed": [printed(span) for span in events["span"]],
        "date_from": [iso(day) for day in events["first"]],
        "date_to": [iso(day) for day in events["last"]],
        "gazetteer_id": [text or None for text in events["place_id"]],
        "place_radius_m": [None if np.isnan(metres) else float(metres) for metres in radius],
        places.FIELD: [places.place_records(several) for several in _several(events)],
        **figures,
        "district_on_date": [text or None for text in events["district"]],
        "district_candidates": [list(names) for names in events["candidates"]],
        "district_join": list(events["join"]),
        "district_note": [text or None for text in events["join_note"]],
        "summary_plain": [summary.plain for summary in events["summary"]],
    }


def rows(columns: Mapping[str, Sequence[T]]) -> Iterator[dict[str, T]]:
    """Yield the columns row by row.

    Parameters
    ----------
    columns : mapping of str to sequence of T
        Columns of one length.

    Yields
    ------
    dict of str to T
        A value of each column, by its name.
    """
    names = list(columns)
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(names, values, strict=True))


def points(events: gpd.GeoDataFrame) -> list[list[Position]]:
    """Return the positions of each event.

    Parameters
    ----------
    events : GeoDataFrame

    Returns
    -------
    list of list of (float, float)
        Longitude and latitude in degrees (EPSG:4326): one for each event, those of all its places
        for an event at several, none where it has no point.
    """
    own = zip(events["longitude"], events["latitude"], strict=True)
    return [
        [
            (float(x), float(y))
            for x, y in ([(each.longitude, each.latitude) for each in several] or [pair])
            if not (np.isnan(x) or np.isnan(y))
        ]
        for pair, several in zip(own, _several(events), strict=True)
    ]


def _several(events: gpd.GeoDataFrame) -> Iterable[tuple[EventPlace, ...]]:
    """Return the places of each event at several, () for each other."""
    if "event_places" in events:
        return list(events["event_places"])
    return [()] * len(events)


def claims_text(claims: Claims) -> str:
    """Return the claims as a cell of events.csv that is read as the same claims.

    Parameters
    ----------
    claims : Claims
        Of one cell.

    Returns
    -------
    str
        "" for none.
    """
    return "; ".join(_claim_text(claim) for claim in claims.claims)


def _claim_text(claim: Claim) -> str:
    text = f"{claim.text} {citation_text(claim.citations)}"
    # In parentheses: a figure for another scope. Words without a number are not counted anyhow.
    return text if claim.counted or claim.low is None else f"({text})"


def citation_text(citations: Iterable[Citation]) -> str:
    """Return citations as Pandoc writes them: [@dawn1990, p. 3; @ap1990].

    Parameters
    ----------
    citations : iterable of Citation
        Keys with their locators.

    Returns
    -------
    str
        "[]" for none.
    """
    each = (f"@{key}, {locator}" if locator else f"@{key}" for key, locator in citations)
    return f"[{'; '.join(each)}]"


def claims_list(claims: Claims, atlas: Atlas) -> list[dict[str, object]]:
    """Return the claims as plain values, each with its citations.

    Parameters
    ----------
    claims : Claims
        Of one cell.
    atlas : Atlas
        For the sources that are cited.

    Returns
    -------
    list of dict of str to object
        As JSON can hold them.
    """
    return [
        {
            "figure": claim.text,
            "low": claim.low,
            "high": claim.high,
            "at_least": claim.open_high,
            "up_to": claim.open_low,
            "approximate": claim.approximate,
            "counted": claim.counted,
            "citations": citations_list(claim.citations, atlas),
        }
        for claim in claims.claims
    ]


def citations_list(citations: Iterable[Citation], atlas: Atlas) -> list[dict[str, str]]:
    """Return citations as plain values: key, locator, the source's short name and address.

    Parameters
    ----------
    citations : iterable of Citation
        Keys with their locators.
    atlas : Atlas
        For the sources that are cited.

    Returns
    -------
    list of dict of str to str
        Each once, without empty values.
    """
    found: dict[tuple[str, str], dict[str, str]] = {}
    for key, locator in citations:
        source = atlas.bibliography[key]
        value = {"key": key, "locator": locator, "label": source.short, "url": source.url}
        found.setdefault((key, locator), {name: text for name, text in value.items() if text})
    return list(found.values())


def cited_sources(atlas: Atlas) -> list[Source]:
    """Return the sources that the events and the story cite, in the bibliography's order.

    Parameters
    ----------
    atlas : Atlas
        A whole atlas.

    Returns
    -------
    list of Source
        Each once.
    """
    keys = {
        citation.key
        for chapter in atlas.story
        for words in chapter.words.values()
        for citation in words.text.citations
    }
    for column in atlas.events.columns:
        if column in FIGURES or column.startswith("summary"):
            values = atlas.events[column]
            keys |= cited(each for each in values if isinstance(each, Summary))
            for each in values:
                if isinstance(each, Claims):
                    keys.update(citation.key for citation in each.citations)
    return [source for key, source in atlas.bibliography.items() if key in keys]


def address(atlas: Atlas, event_id: str) -> str:
    """Return the permalink of an event; relative to the page where its address is not known.

    Parameters
    ----------
    atlas : Atlas
        For the address of the page.
    event_id : str
        The event's.

    Returns
    -------
    str
        An address with a fragment.
    """
    return f"{atlas.settings.url.split('#')[0]}#event={event_id}"


def _texts(values: Iterable[object]) -> list[str]:
    return [_text(value) for value in values]


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Claims):
        return claims_text(value)
    if isinstance(value, Summary):
        return value.text
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, float):
        return "" if np.isnan(value) else str(np.format_float_positional(value, trim="-"))
    return "" if value is None else str(value)
