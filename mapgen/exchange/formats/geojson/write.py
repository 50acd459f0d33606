"""Atlas → GeoJSON (RFC 7946): an event a feature, those without a point too.

The properties are the columns of events.csv under their names, as text (the coordinates are the
geometry); then what the atlas derives
(`DERIVED_FIELDS`), and the figures and citations as lists. The sources stand beside the
features as CSL-JSON, so that one file holds all that an event rests on.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mapgen.exchange.common.event_cells import (
    DERIVED_FIELDS,
    NESTED_FIELDS,
    blocks,
    cells,
    citations_list,
    cited_sources,
    claims_list,
    derived,
    points,
    rows,
)
from mapgen.records.fields import FIGURES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mapgen.atlas.atlas import Atlas
    from mapgen.exchange.common.event_cells import Position


def to_geojson(atlas: Atlas) -> Iterator[bytes]:
    """Yield the events as a FeatureCollection, in time order, a feature a line.

    Empty cells are left out of the properties, except those that every event has. Longitude comes
    before latitude. Items of Wikidata stand once, by `gazetteer_id` and by name. The same atlas
    gives the same bytes.

    Parameters
    ----------
    atlas : Atlas
        A whole atlas.

    Returns
    -------
    iterator of bytes
        UTF-8, a block of events at a time.
    """
    head = {
        "type": "FeatureCollection",
        **about(atlas),
        **given({"wikidata": wikidata_items(atlas)}),
        "columns": list(cells(atlas.events.iloc[:0])),
        "derived": [*DERIVED_FIELDS, *NESTED_FIELDS],
        "sources": [dict(source.csl) for source in cited_sources(atlas)],
    }
    return collection(head, (_features(block) for block in blocks(atlas)))


def _features(atlas: Atlas) -> Iterator[dict[str, object]]:
    events = atlas.events
    facts = zip(
        rows(cells(events)), rows(derived(events)), points(events), *_nested(atlas), strict=True
    )
    for written, more, position, deaths, injured, citations in facts:
        nested = dict(zip(NESTED_FIELDS, (deaths, injured, citations), strict=True))
        yield {
            "type": "Feature",
            "id": written["id"],
            "geometry": geometry(position),
            "properties": {**given(own(written)), **given(more), **given(nested)},
        }


def geometry(positions: list[Position]) -> dict[str, object] | None:
    """Return the point of an event, the points of its places, or None; longitude first.

    Parameters
    ----------
    positions : list of Position
        Latitude and longitude of each, WGS 84 degrees.

    Returns
    -------
    dict of str to object or None
        A geometry of GeoJSON.
    """
    if not positions:
        return None
    if len(positions) == 1:
        return {"type": "Point", "coordinates": list(positions[0])}
    return {"type": "MultiPoint", "coordinates": [list(each) for each in positions]}


def own(written: Mapping[str, object]) -> dict[str, object]:
    """Return the cells without the coordinates, which the geometry holds.

    Parameters
    ----------
    written : mapping of str to object
        Cells by column.

    Returns
    -------
    dict of str to object
        Part of them.
    """
    return {name: cell for name, cell in written.items() if name not in ("latitude", "longitude")}


def given(values: dict[str, object]) -> dict[str, object]:
    """Return the values without the empty ones: 0 is a value, "", None, [] and {} are none.

    Parameters
    ----------
    values : dict of str to object
        By name.

    Returns
    -------
    dict of str to object
        Part of them.
    """
    return {name: value for name, value in values.items() if value not in ("", None, [], {})}


def about(atlas: Atlas) -> dict[str, object]:
    """Return what the settings say about the atlas.

    Parameters
    ----------
    atlas : Atlas
        A whole atlas.

    Returns
    -------
    dict of str to object
        Without what is empty.
    """
    settings = atlas.settings
    names = ("title", "subtitle", "description", "editor", "licence", "url", "language")
    return given({name: getattr(settings, name) for name in names})


def wikidata_items(atlas: Atlas) -> dict[str, object]:
    """Return the items of Wikidata: those of the places by id, those of names by name.

    Parameters
    ----------
    atlas : Atlas
        A whole atlas.

    Returns
    -------
    dict of str to object
        Without what is empty.
    """
    places = {place.id: place.wikidata for place in atlas.places.values() if place.wikidata}
    return given({"places": places, "names": atlas.items})


def collection(
    head: dict[str, object], features: Iterable[Iterable[dict[str, object]]]
) -> Iterator[bytes]:
    """Yield a FeatureCollection with one feature a line, so that two can be compared by line.

    Parameters
    ----------
    head : dict of str to object
        The collection's own members.
    features : iterable of iterable of dict of str to object
        In blocks; a block is one piece of the text.

    Yields
    ------
    bytes
        UTF-8.
    """
    opening = json.dumps(head, ensure_ascii=False, allow_nan=False, indent=1)
    yield f'{opening.removesuffix("}").rstrip()},\n "features": ['.encode()
    before = "\n"
    for block in features:
        lines = ",\n".join(map(_json, block))
        if lines:
            yield f"{before}{lines}".encode()
            before = ",\n"
    yield b"\n\n]}\n" if before == "\n" else b"\n]}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _nested(atlas: Atlas) -> Iterable[Sequence[object]]:
    for column in FIGURES:
        yield [claims_list(claims, atlas) for claims in atlas.events[column]]
    yield [citations_list(summary.citations, atlas) for summary in atlas.events["summary"]]
