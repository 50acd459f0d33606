"""Counted atlas → what the browser is given: the same columns as of single events, and no texts."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from mapgen.atlas.extent import atlas_extent, points_of
from mapgen.atlas.world_copy import into_copy
from mapgen.files.columns import spread
from mapgen.page.payload.columns import Terms, degrees, distinct, indices, lists
from mapgen.page.payload.head import NamesAndDays, Payload, head
from mapgen.page.payload.packing import pack_bytes, pack_columns

if TYPE_CHECKING:
    from mapgen.counts.counted_atlas import CountedAtlas
    from mapgen.files.frame import Frame
    from mapgen.page.payload.packing import Column
    from mapgen.page.payload.readings import References

TOP = 2**31 - 1
METRES = 1.11  # in a hundred-thousandth of a degree of latitude


def counted_payload(atlas: CountedAtlas, references: References) -> Payload:
    """Return all that the page's scripts read, as `mapgen.page.payload.events.payload` does.

    Parameters
    ----------
    atlas : CountedAtlas
        As `read_counted` returns it.
    references : References
        The sources as texts to save.

    Returns
    -------
    Payload
        ``groups`` says that each row stands for many events: how many there are, by what steps of
        time rows are told apart in the counts and on the map, and the side of the map's squares in
        metres.
    """
    terms = Terms(atlas.settings, atlas.rows)
    extent = atlas_extent(points_of(atlas.rows), atlas.settings.cities, atlas.districts)
    packed = pack_columns(
        columns(atlas, terms, extent.seam), deltas=("first",), above={"last": "first"}
    )
    figures = ["deaths"] if (atlas.rows["unstated"] < atlas.rows["events"]).any() else []
    common = head(atlas, terms, packed["columns"], names_and_days(atlas.rows), references, extent)
    return {
        **common,
        "meta": {**common["meta"], "figures": figures},
        "blocks": 0,
        "layers": None,
        "eager": False,
        "groups": {
            "events": atlas.total,
            "days": atlas.days.time,
            "squares": atlas.squares.time,
            "side": round(atlas.squares.side * METRES),
        },
        "bulk": {"columns": packed["data"], "ids": pack_bytes(b""), "words": "", "texts": []},
    }


def columns(atlas: CountedAtlas, terms: Terms, seam: float) -> dict[str, tuple[str, Column]]:
    """Return the rows' numbers.

    Parameters
    ----------
    atlas : CountedAtlas
        As `read_counted` returns it.
    terms : Terms
        The values that columns name by their index.
    seam : float
        Where the world is cut, degrees of longitude; theirs are told from there on.

    Returns
    -------
    dict of str to tuple of (str, ndarray)
        {name: (type, values)}, in order of first days.
    """
    rows = atlas.rows
    units = len(atlas.districts.outlines)
    none = 255 if units < 255 else 65535
    unit = rows["unit"].astype(np.int32)
    nothing = np.broadcast_to(np.int8(0), len(rows))
    unknown = rows["unstated"] == rows["events"]
    low, high = (
        np.where(unknown, -1, np.minimum(rows[each].astype(np.int64), TOP))
        for each in ("low", "high")
    )
    result: dict[str, tuple[str, Column]] = {
        "first": ("i32", rows["first"]),
        "last": ("i32", rows["last"]),
        "onMap": ("u8", rows["on_map"]),
        "events": ("u32", rows["events"]),
        "latitude": ("i32", degrees(rows["latitude"])),
        "longitude": ("i32", degrees(into_copy(rows["longitude"], seam))),
        "radius": ("u16", nothing),
        "unit": ("u8" if none == 255 else "u16", np.where(unit < 0, none, unit)),
        "category": indices(rows["category"], [each["id"] for each in terms.categories]),
        "city": indices(rows["city"], terms.city),
        "region": indices(rows["district"], terms.region),
        "home": ("u8", nothing),
        "attribution": ("u8", nothing),
        "confidence": ("u8", nothing),
        "precision": indices(rows["place_precision"], terms.precision),
        "deathsLow": ("i32", low),
        "deathsHigh": ("i32", high),
        "deathsOpen": ("u8", (rows["open"] > 0)),
        "deathsUnstated": ("u32", rows["unstated"]),
        "injuredLow": ("i32", nothing - 1),
        "injuredHigh": ("i32", nothing - 1),
        "injuredOpen": ("u8", nothing),
    }
    nobody = spread([()], nothing)
    return (
        result
        | lists("actor", nobody, terms.actor)
        | lists("target", nobody, terms.target)
        | lists("district", rows["candidates"], terms.district)
    )


def names_and_days(rows: Frame) -> NamesAndDays:
    """Return the names that stand in the counts, and the days that they reach over.

    Parameters
    ----------
    rows : Frame
        Those of the atlas, one at least.

    Returns
    -------
    NamesAndDays
        Days since 1 January 1970.
    """
    names = {name for column in ("city", "district") for name in distinct(rows[column])}
    names.update(chain.from_iterable(distinct(rows["candidates"])))
    return NamesAndDays(names, int(rows["first"].min()), int(rows["last"].max()))
