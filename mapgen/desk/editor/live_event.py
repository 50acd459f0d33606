"""What the page's own scripts draw of an event while it is typed: its card, and a map for it.

Both are payloads as a build makes them (`mapgen.page.payload.events`), the card's of the one event
and the sources that it cites, the map's of no event: base map, and the districts of every day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from mapgen.atlas.atlas import Atlas
from mapgen.atlas.districts import no_districts
from mapgen.atlas.extent import atlas_extent
from mapgen.notation.civil import from_civil
from mapgen.page.payload.citing import sources_cited
from mapgen.page.payload.events import payload
from mapgen.records.gazetteer import Gazetteer
from mapgen.records.setting_tables import Period
from mapgen.records.sources import Bibliography

if TYPE_CHECKING:
    from mapgen.atlas.districts import Districts
    from mapgen.files.frame import Frame
    from mapgen.page.payload.head import Payload
    from mapgen.records.settings import Settings

ANY_DAY = Period(from_civil(1, 1, 1), from_civil(9999, 12, 31), "0001", "9999")

# What stands in for a cell that is still missing, so that the card shows what is there.
STAND_INS: Mapping[str, str] = {
    "id": "new", "title": "…", "place": "…", "place_precision": "province",
    "attribution": "unknown", "confidence": "B", "summary": "…",
}  # fmt: skip
WORDS_OF_VOCABULARY = frozenset({"category", "attribution", "confidence", "place_precision"})
"""The columns that a card is not drawn without."""
OPTIONAL = ("latitude", "longitude", "extent_m", "deaths", "injured", "related", "city")


def card_payload(events: Frame, settings: Settings, sources: Bibliography) -> Payload:
    """Return what the card of one event is drawn from.

    Parameters
    ----------
    events : Frame
        One, joined to the districts.
    settings : Settings
        Of the folder.
    sources : Bibliography
        Of the folder.

    Returns
    -------
    Payload
        As for a page of that event alone.
    """
    # Of fewer than two sources no citations are looked for: then all that there are.
    cited = set(chain.from_iterable(sources_cited(events, sources) or [tuple(sources)]))
    atlas = Atlas(
        settings=settings,
        bibliography=Bibliography(each for each in sources.values() if each.key in cited),
        places=Gazetteer(),
        districts=no_districts(),
        base_map=None,
        rows=events,
    )
    return payload(atlas, {}, ground=False)


def map_payload(
    no_events: Frame,
    settings: Settings,
    places: Gazetteer,
    districts: Districts,
    base_map: Frame | None,
) -> Payload:
    """Return what the map is drawn from on which an event gets its place.

    Parameters
    ----------
    no_events
        A frame with the columns of events and no row.
    settings, places, districts, base_map
        Of the folder; the first view holds all points of the gazetteer.

    Returns
    -------
    Payload
        As for a page without events.
    """
    points = [
        (place.latitude, place.longitude)
        for place in places.values()
        if place.latitude is not None and place.longitude is not None
    ]
    latitude, longitude = np.array(points, dtype=float).reshape(-1, 2).T
    rows = np.arange(len(points))
    extent = atlas_extent((rows, latitude, longitude), settings.cities, districts)
    atlas = Atlas(
        settings=replace(settings, period=ANY_DAY),
        bibliography=Bibliography(),
        places=places,
        districts=districts,
        base_map=base_map,
        rows=no_events,
    )
    return payload(atlas, {}, extent=extent)


def standing_in(cells: Mapping[str, str], wrong: set[str], categories: list[str]) -> dict[str, str]:
    """Return cells with stand-ins in the columns that are wrong or missing.

    Parameters
    ----------
    cells : mapping of str to str
        By column.
    wrong : set of str
        Columns that cannot be used as they are.
    categories : list of str
        The ids that there are.

    Returns
    -------
    dict of str to str
        What the card needs to be drawn at all.
    """
    found = dict(cells)
    for name in wrong:
        if name in STAND_INS:
            found[name] = STAND_INS[name]
        elif name in OPTIONAL:
            found[name] = ""
    if "category" in wrong and categories:
        found["category"] = categories[0]
    if wrong & {"latitude", "longitude", "extent_m", "place_precision"}:
        found |= {"latitude": "", "longitude": "", "extent_m": "", "place_precision": "province"}
    return found
