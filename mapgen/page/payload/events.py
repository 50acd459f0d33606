"""Atlas → what the browser is given: columns, terms, texts in blocks, shapes.

The shape of the result is the contract with ``map_context.js``. Numbers lie in typed columns sorted
by the events' first day; texts lie in blocks of events (`mapgen.page.payload.text_blocks`) that are
opened when they are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import pandas as pd

from mapgen.atlas.reach import shapes_holding
from mapgen.page.payload.catalogues import catalogues, tongues
from mapgen.page.payload.packing import (
    NOWHERE,
    Column,
    pack_bytes,
    pack_columns,
    pack_json,
    smallest_type,
)
from mapgen.page.payload.readings import sources, story
from mapgen.page.payload.shapes import pack_base, pack_districts
from mapgen.page.payload.text_blocks import BLOCK, pack_texts
from mapgen.records.cells import same_objects

if TYPE_CHECKING:
    import geopandas as gpd

    from mapgen.atlas.atlas import Atlas
    from mapgen.notation.claims import Claims
    from mapgen.records.settings import Settings

T = TypeVar("T")

FORMAT = 2
EAGER = 5000
"""Up to how many events a page opens all texts at its start; beyond, block by block when read."""

DEGREE = 100_000
"""Positions are whole hundred-thousandths of a degree (about a metre), WGS 84."""

PRECISIONS = ("spot", "neighbourhood", "town", "district", "city", "province")
ATTRIBUTIONS = ("established", "alleged", "disputed", "unknown")
CONFIDENCES = ("A", "B", "C")


def payload_of(atlas: Atlas) -> dict[str, Any]:
    """The payload of an atlas, of single events or of counts."""
    from mapgen.counts.counted_atlas import CountedAtlas

    if isinstance(atlas, CountedAtlas):
        from mapgen.counts.payload import counted_payload

        return counted_payload(atlas)
    return payload(atlas)


def payload(atlas: Atlas) -> dict[str, Any]:
    """Everything that the page's scripts read, ready for JSON.

    ``columns`` the heads of the typed columns, ``shared`` packed sources, places, districts, base
    map and terms, ``catalogues`` the packed words of the page in each language
    (`mapgen.page.payload.catalogues`), ``meta`` and ``terms`` what is needed first. ``bulk`` is
    what grows with the events, packed: ``columns`` their data, ``ids`` one a line, ``words`` those
    of the texts, and ``texts``, a list of blocks of ``block`` events each.
    """
    events = atlas.events
    terms = Terms(atlas)
    with ThreadPoolExecutor(1) as beside:
        numbers = beside.submit(
            pack_columns, columns(atlas, terms), deltas=("first",), above={"last": "first"}
        )
        ids = beside.submit(pack_bytes, "\n".join(events["id"]).encode("utf-8"))
        words, blocks = pack_texts(events, atlas.settings)
    packed = numbers.result()
    return {
        **head(atlas, terms, packed["columns"]),
        "blocks": len(blocks),
        "eager": len(events) <= EAGER,
        "bulk": {
            "columns": packed["data"],
            "ids": ids.result(),
            "words": words,
            "texts": blocks,
        },
    }


def head(atlas: Atlas, terms: Terms, heads: object) -> dict[str, Any]:
    """What pages of single events and of counts are given alike, before that which grows."""
    return {
        "format": FORMAT,
        "meta": {**meta(atlas.settings), "tongues": tongues(atlas)},
        "catalogues": {name: pack_json(each) for name, each in catalogues(atlas).items()},
        "terms": {"category": terms.categories, "precision": list(terms.precision)},
        "columns": heads,
        "shared": pack_json(
            {
                "terms": terms.packed(),
                "sources": sources(atlas),
                "places": [],
                "districts": pack_districts(atlas),
                "base": pack_base(atlas.base),
                "story": story(atlas.story),
            }
        ),
        "block": BLOCK,
    }


def meta(settings: Settings) -> dict[str, Any]:
    """What the page says about itself, and the settings that its components follow."""
    period = settings.period
    tiles = settings.tiles
    return {
        "title": settings.title,
        "subtitle": settings.subtitle,
        "language": settings.language,
        "languages": list(settings.languages),
        "period": [period.first, period.last] if period else None,
        "cities": [
            {"name": c.name, "latitude": c.latitude, "longitude": c.longitude, "zoom": c.zoom}
            for c in settings.cities
        ],
        "tiles": {"url": tiles.url, "attribution": tiles.attribution} if tiles else None,
        "url": settings.url,
        "report": settings.report,
        "licence": settings.licence,
        "editor": settings.editor,
    }


class Terms:
    """The values that index columns point at, in the order that the page lists them."""

    def __init__(self, atlas: Atlas) -> None:
        events = atlas.events
        self.categories = [
            {"id": c.id, "label": c.label, "colour": c.colour, "glyph": c.glyph}
            for c in atlas.settings.categories.values()
        ]
        cities = [c.name for c in atlas.settings.cities]
        self.city = cities + sorted(distinct(events["city"]) - set(cities))
        self.region = sorted(distinct(events["district"]))
        self.district = sorted(set(chain.from_iterable(distinct(events["candidates"]))))
        self.actor = sorted(set(chain.from_iterable(distinct(events["actors"]))))
        self.target = sorted(set(chain.from_iterable(distinct(events["targets"]))))
        self.precision = (*PRECISIONS, *({""} & distinct(events["place_precision"])))
        self.attribution = stated(events["attribution"], ATTRIBUTIONS)
        self.confidence = stated(events["confidence"], CONFIDENCES)

    def packed(self) -> dict[str, Sequence[str]]:
        """All but the categories and precisions, which the page needs before it unpacks."""
        return {
            "city": self.city,
            "region": self.region,
            "district": self.district,
            "actor": self.actor,
            "target": self.target,
            "attribution": self.attribution,
            "confidence": self.confidence,
        }


def distinct(values: Iterable[T]) -> set[T]:
    """The different values of a column; equal cells of a table share theirs."""
    column = np.asarray(values, dtype=object)
    return set(column[same_objects(column)[1]])


def stated(values: Iterable[str], known: Sequence[str]) -> Sequence[str]:
    """The known values; and "" where an event, of a frame of any origin, has none of them."""
    present = distinct(values)
    return known if "" not in present else ("",) if present == {""} else (*known, "")


def columns(atlas: Atlas, terms: Terms) -> dict[str, tuple[str, Column]]:
    """The events' numbers: {name: (type, values)}, one value an event in time order."""
    events = atlas.events
    result: dict[str, tuple[str, Column]] = {
        "first": ("i32", events["first"].to_numpy()),
        "last": ("i32", events["last"].to_numpy()),
        "latitude": ("i32", degrees(events["latitude"].to_numpy())),
        "longitude": ("i32", degrees(events["longitude"].to_numpy())),
        "radius": ("u16", np.nan_to_num(events["radius_m"].to_numpy()).clip(0, 65535)),
        "unit": units_of(events, atlas),
        "category": indices(events["category"], [c["id"] for c in terms.categories]),
        "city": indices(events["city"], terms.city),
        "region": indices(events["district"], terms.region),
        "attribution": indices(events["attribution"], terms.attribution),
        "confidence": indices(events["confidence"], terms.confidence),
        "precision": indices(events["place_precision"], terms.precision),
    }
    for name in ("deaths", "injured"):
        result |= figures(name, events[name])
    for name, column, values in (
        ("actor", "actors", terms.actor),
        ("target", "targets", terms.target),
        ("district", "candidates", terms.district),
    ):
        result |= lists(name, events[column], values)
    return result


def degrees(values: Column) -> Column:
    """Positions in hundred-thousandths of a degree, `NOWHERE` for none."""
    whole = np.round(np.nan_to_num(values) * DEGREE)
    return np.where(np.isnan(values), NOWHERE, whole).astype(np.int64)


def indices(values: Iterable[str], known: Sequence[str]) -> tuple[str, Column]:
    """Each value's index among the known ones."""
    codes, distinct = pd.factorize(np.asarray(values, dtype=object))
    index = {value: i for i, value in enumerate(known)}
    found = np.array([index[value] for value in distinct], np.int64)[codes]
    return ("u8" if len(known) <= 256 else "u16" if len(known) <= 65536 else "u32", found)


def figures(name: str, claims: Iterable[Claims]) -> dict[str, tuple[str, Column]]:
    """``nameLow`` and ``nameHigh`` (−1: not stated) and ``nameOpen`` (1: "at least" the high)."""
    values = np.asarray(claims, dtype=object)
    codes, first_rows = same_objects(values)
    distinct = [
        (
            -1 if each.low is None else each.low,
            -1 if each.high is None else each.high,
            int(each.open_high),
        )
        for each in values[first_rows]
    ]
    low, high, open_high = np.array(distinct, np.int64).reshape(-1, 3).T
    return {
        f"{name}Low": ("i32", low[codes]),
        f"{name}High": ("i32", high[codes]),
        f"{name}Open": ("u8", open_high[codes]),
    }


def lists(
    name: str, values: Iterable[Sequence[str]], known: Sequence[str]
) -> dict[str, tuple[str, Column]]:
    """How many values each event has, and all of them one after the other."""
    rows = np.asarray(values, dtype=object)
    codes, first_rows = same_objects(rows)
    index = {value: i for i, value in enumerate(known)}
    distinct = [[index[value] for value in row] for row in rows[first_rows]]
    lengths = np.array([len(row) for row in distinct], np.int64)
    starts = np.concatenate(([0], np.cumsum(lengths)))[:-1]
    table = np.fromiter(chain.from_iterable(distinct), np.int64)
    counts = lengths[codes]
    # Where each value stands in the table: its row's start, and on from there.
    ends = np.cumsum(counts)
    steps = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - counts, counts)
    flat = table[np.repeat(starts[codes], counts) + steps]
    return {
        f"{name}Counts": (smallest_type(counts), counts),
        f"{name}Values": (smallest_type(flat), flat),
    }


def units_of(events: gpd.GeoDataFrame, atlas: Atlas) -> tuple[str, Column]:
    """Index of the building unit that holds each event's point; the type's largest for none.

    On a border between units the first unit counts, as in the join.
    """
    kind, none = ("u8", 255) if len(atlas.districts.units) < 255 else ("u16", 65535)
    held = shapes_holding(
        events["longitude"].to_numpy(),
        events["latitude"].to_numpy(),
        atlas.districts.units.geometry,
    )
    found = np.where(held.any(axis=1), held.argmax(axis=1), none) if held.size else none
    return kind, np.broadcast_to(found, len(events)).astype(np.int64)
