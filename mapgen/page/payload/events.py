"""Atlas → what the browser is given: columns, terms, texts in blocks, shapes.

The shape of the result is the contract with ``map_context.js``. Numbers lie in typed columns sorted
by the events' first day; texts lie in blocks of events (`mapgen.page.payload.text_blocks`) that are
opened when they are read.
"""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from mapgen.atlas.extent import atlas_extent, points_of
from mapgen.atlas.world_copy import into_copy
from mapgen.files.arrays import Floats
from mapgen.files.beside import beside
from mapgen.files.both_ends import both_ends
from mapgen.files.columns import among
from mapgen.files.late import LateTexts
from mapgen.page.payload.citing import Keys, citing, sources_cited
from mapgen.page.payload.columns import Terms, degrees, distinct, figures, homes, indices, lists
from mapgen.page.payload.head import NamesAndDays, Payload, head
from mapgen.page.payload.packing import (
    Column,
    PackedColumns,
    pack_bytes,
    pack_columns,
)
from mapgen.page.payload.text_blocks import packed_texts
from mapgen.records.fields import FIGURES
from mapgen.vocabulary import COARSE_PRECISIONS

if TYPE_CHECKING:
    from mapgen.atlas.atlas import Atlas
    from mapgen.atlas.extent import Extent
    from mapgen.files.frame import Frame
    from mapgen.page.payload.readings import References

MOST_ALONE = 100_000
"""Events up to which one process packs the texts as quickly as two."""

EAGER = 5000
"""Up to how many events a page opens all texts at its start; beyond, block by block when read."""


def payload(
    atlas: Atlas, references: References, *, ground: bool = True, extent: Extent | None = None
) -> Payload:
    """Return everything that the page's scripts read, ready for JSON.

    Parameters
    ----------
    atlas : Atlas
        The whole.
    references : References
        The sources as texts to save; {} where the page is to offer none.
    ground : bool
        Whether the world's land is put under an atlas without a base map.
    extent : Extent or None
        Where the page's points lie; None for those of the events.

    Returns
    -------
    Payload
        ``columns`` the heads of the typed columns, ``shared`` packed spots, districts, base map,
        terms and what filters know of the sources, ``readings`` packed sources and story,
        ``catalogues`` the packed words of the page in each language
        (`mapgen.page.payload.catalogues`), ``meta`` and ``terms`` what is needed first. ``bulk`` is
        what grows with the events, packed: ``columns`` their data, ``ids`` one a line, ``words``
        those of the texts, and ``texts``, a list of blocks of ``block`` events each.
    """
    events = atlas.rows
    texts = packed_texts(events, atlas.settings)
    alone = len(events) <= MOST_ALONE
    with both_ends(texts.blocks, texts.count, alone=alone) as ends, beside() as thread:
        if extent is None:
            extent = atlas_extent(points_of(events), atlas.settings.cities, atlas.districts)
        cited = sources_cited(events, atlas.bibliography)
        some = set(chain.from_iterable(cited)) if cited else {*atlas.bibliography}
        keys = [key for key in atlas.bibliography if key in some]
        terms = Terms(atlas.settings, events, keys, homes(events))
        numbered = partial(numbers, atlas, terms, extent.seam, cited)
        told = thread.submit(numbered)
        ids = thread.submit(lambda: pack_bytes(id_lines(events)))
        blocks = [str(each, "ascii") for each in ends.results()]
    packed = told.result()
    return {
        **head(
            atlas,
            terms,
            packed["columns"],
            names_and_days(events),
            references,
            extent,
            spot_ids(events),
            ground=ground,
        ),
        "blocks": len(blocks),
        "groups": None,
        "layers": None,
        "eager": len(events) <= EAGER,
        "bulk": {
            "columns": packed["data"],
            "ids": ids.result(),
            "words": texts.words,
            "texts": blocks,
        },
    }


def numbers(atlas: Atlas, terms: Terms, seam: float, cited: list[Keys]) -> PackedColumns:
    """Return the events' numbers, packed.

    Parameters
    ----------
    atlas : Atlas
        The whole.
    terms : Terms
        The values that columns name by their index.
    seam : float
        Where the world is cut, degrees of longitude.
    cited : list of Keys
        The keys that each event cites.

    Returns
    -------
    PackedColumns
        One value an event in time order, and what each cites.
    """
    return pack_columns(
        columns(atlas, terms, seam) | citing(atlas.rows, cited, terms.source),
        deltas=("first", "claimEvent"),
        above={"last": "first"},
    )


def id_lines(events: Frame) -> bytes:
    """Return the ids of the events, one a line.

    Parameters
    ----------
    events : Frame
        With ``id``.

    Returns
    -------
    bytes
        UTF-8.
    """
    ids = events.held("id")
    if isinstance(ids, LateTexts):
        return b"\n".join(b"\n".join(ids.pieces(rows)) for rows in ids.stretches())
    return "\n".join(ids).encode("utf-8")


def names_and_days(events: Frame) -> NamesAndDays:
    """Return the names that stand in the events, and the days that they reach over.

    Parameters
    ----------
    events : Frame
        One at least.

    Returns
    -------
    NamesAndDays
        Days since 1 January 1970.
    """
    names: set[str] = set()
    for column in ("place", "city", "district"):
        names |= distinct(events[column])
    for column in ("candidates", "actors", "targets"):
        names.update(chain.from_iterable(distinct(events[column])))
    if "event_places" in events:
        # An event at several places is printed with the name of each.
        several = distinct(events["event_places"]) - {()}
        names -= {"; ".join(each.name for each in places) for places in several}
        names.update(each.name for places in several for each in places)
    if not len(events):
        return NamesAndDays(names, 0, 0)
    return NamesAndDays(names, int(events["first"].min()), int(events["last"].max()))


def columns(atlas: Atlas, terms: Terms, seam: float) -> dict[str, tuple[str, Column]]:
    """Return the events' numbers: {name: (type, values)}, one value an event in time order.

    Longitudes are told in the copy of the world from `seam` on, as all of the page.

    Parameters
    ----------
    atlas : Atlas
        The whole.
    terms : Terms
        The values that columns name by their index.
    seam : float
        Where the world is cut, degrees of longitude.

    Returns
    -------
    dict of str to tuple of (str, ndarray)
        {name: (type, values)}.
    """
    events = atlas.rows
    result: dict[str, tuple[str, Column]] = {
        "first": ("i32", events["first"]),
        "last": ("i32", events["last"]),
        "latitude": ("i32", degrees(events["latitude"])),
        "longitude": ("i32", degrees(into_copy(events["longitude"], seam))),
        "radius": metres(events["radius_m"]),
        "unit": event_units(events, atlas),
        "category": indices(events["category"], [c["id"] for c in terms.categories]),
        "city": indices(events["city"], terms.city),
        "region": indices(events["district"], terms.region),
        "home": indices(homes(events), terms.home),
        "attribution": indices(events["attribution"], terms.attribution),
        "confidence": indices(events["confidence"], terms.confidence),
        "precision": indices(events["place_precision"], terms.precision),
    }
    if terms.row:
        result["row"] = ("u8", events["row_of"].astype(bool).astype(np.int64))
    for name in FIGURES:
        result |= figures(name, events[name])
    for name, column, values in (
        ("actor", "actors", terms.actor),
        ("target", "targets", terms.target),
        ("district", "candidates", terms.district),
    ):
        result |= lists(name, events[column], values)
    if "event_places" in events:
        result |= spots(events, atlas, seam)
    return result


def spot_ids(events: Frame) -> list[str]:
    """Return the ids of the places in the order of `spots`.

    Parameters
    ----------
    events : Frame
        With ``event_places``, or none.

    Returns
    -------
    list of str
        One for each place of each event at several.
    """
    if "event_places" not in events:
        return []
    return [each.id for several in events["event_places"] for each in several]


def spots(events: Frame, atlas: Atlas, seam: float) -> dict[str, tuple[str, Column]]:
    """Return the places of the events at several places; nothing where there are none.

    One value a place, those of an event together: ``spotEvent`` its row (rising),
    ``spotLatitude``, ``spotLongitude``, ``spotRadius`` and ``spotUnit``, as in the columns of the
    events themselves.

    Parameters
    ----------
    events : Frame
        With ``event_places``.
    atlas : Atlas
        For its districts.
    seam : float
        Where the world is cut, degrees of longitude.

    Returns
    -------
    dict of str to tuple of (str, ndarray)
        {name: (type, values)}.
    """
    several = events["event_places"]
    rows = np.flatnonzero(several.astype(bool))
    found = [(row, each) for row in rows.tolist() for each in several[row]]
    if not found:
        return {}
    latitude, longitude, radius = np.array(
        [(each.latitude, each.longitude, each.radius_m) for _, each in found], dtype=float
    ).T
    return {
        "spotEvent": ("u32", np.array([row for row, _ in found], np.int64)),
        "spotLatitude": ("i32", degrees(latitude)),
        "spotLongitude": ("i32", degrees(into_copy(longitude, seam))),
        "spotRadius": metres(radius),
        "spotUnit": units_of(longitude, latitude, atlas),
    }


def metres(radius: Floats) -> tuple[str, Column]:
    """Return radii in whole metres, 0 for none.

    Parameters
    ----------
    radius : ndarray of float
        Metres, NaN for none.

    Returns
    -------
    type : str
        "u16" where they fit, else "u32".
    values : ndarray
        Whole numbers.
    """
    whole = np.nan_to_num(radius).round().astype(np.int64)
    return "u16" if whole.max(initial=0) <= 65535 else "u32", whole


def event_units(events: Frame, atlas: Atlas) -> tuple[str, Column]:
    """Return the unit of each event; none for one in several districts or a wider area.

    Parameters
    ----------
    events : Frame
        Joined to the districts.
    atlas : Atlas
        For its districts.

    Returns
    -------
    type : str
        "u8" or "u16".
    values : ndarray
        Numbers of units; the type's largest for none.
    """
    kind, units = units_of(events["longitude"], events["latitude"], atlas)
    none = 255 if kind == "u8" else 65535
    has_none = among(events["join"], ("several",))
    has_none |= among(events["place_precision"], COARSE_PRECISIONS)
    return kind, np.where(has_none, none, units)


def units_of(longitude: Floats, latitude: Floats, atlas: Atlas) -> tuple[str, Column]:
    """Return the number of the unit that holds each point.

    On a border between units the first unit counts, as in the join.

    Parameters
    ----------
    longitude, latitude : ndarray of float
        WGS 84 degrees, NaN for none.
    atlas : Atlas
        For its districts.

    Returns
    -------
    type : str
        "u8" or "u16".
    values : ndarray
        Numbers of units; the type's largest for none.
    """
    kind, none = ("u8", 255) if len(atlas.districts.outlines) < 255 else ("u16", 65535)
    found = atlas.districts.map.holding(longitude, latitude)
    return kind, np.where(found < 0, none, found)
