"""What the components of one ``folium.Map`` are given together → its events' data.

The layers of a map share one state and one clock: their events are one table, in which each event
knows its layer. On the atlas's own page the events come with the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import folium
import numpy as np
from branca.element import Element

from mapgen.atlas.atlas import Atlas
from mapgen.atlas.districts import Districts, no_districts
from mapgen.atlas.join import join
from mapgen.files.arrays import Ints
from mapgen.files.folder import Folder
from mapgen.files.frame import Frame
from mapgen.page.components.base_map import BaseMap
from mapgen.page.components.district_layer import DistrictLayer
from mapgen.page.components.event_data import EventData
from mapgen.page.components.event_layer import EventLayer
from mapgen.page.elements.component import Component
from mapgen.page.payload.events import payload
from mapgen.page.payload.packing import pack_columns
from mapgen.records.fields import FIGURES
from mapgen.records.gazetteer import Gazetteer
from mapgen.records.settings import Settings
from mapgen.records.sources import Bibliography

if TYPE_CHECKING:
    import geopandas as gpd

    from mapgen.page.frames.events import Records
    from mapgen.page.payload.head import Payload
    from mapgen.records.settings import Category

MOST_LAYERS = 255
_KEPT = "_mapgen_events"


def give_events(component: Component) -> None:
    """Put the events of a component's map into its figure, before the map's first component.

    Parameters
    ----------
    component : Component
        On a map; nothing is done where it is not the first of them.

    Raises
    ------
    TypeError
        The map has no events.
    """
    whole = component.map()
    parts = list(components(whole))
    if parts[0] is not component or any(isinstance(part, EventData) for part in parts):
        return
    layers = [part for part in parts if isinstance(part, EventLayer)]
    given = [layer.records for layer in layers if layer.records is not None]
    if len(given) < len(layers) or not given:
        name = "EventLayer" if layers else component.kind
        raise TypeError(
            f"{name} has no events to show: give the map some with EventLayer(events).add_to(map)"
        )
    outlines = _outlines(parts, given)
    if len(given) > MOST_LAYERS:
        raise TypeError(f"a map has at most {MOST_LAYERS} event layers; put them together")
    for number, layer in enumerate(layers):
        layer.options["layer"] = number
        layer.options["bounds"] = layer.corners()
    _data(whole, given, outlines, ground=_needs_ground(whole, parts)).render()


Component.before_render = staticmethod(give_events)


def _outlines(parts: list[Component], given: list[Records]) -> Districts | None:
    """Return the districts of a map: its DistrictLayer's, else those that its events came with."""
    layers = [part for part in parts if isinstance(part, DistrictLayer)]
    found = [layer.districts for layer in layers if layer.districts is not None]
    if len(found) > 1:
        raise TypeError("a map has one DistrictLayer with districts; this one has several")
    found += [each.districts for each in given if each.districts is not None]
    if layers and not found:
        raise TypeError("DistrictLayer has no districts to show: DistrictLayer(districts)")
    return found[0] if found else None


def components(element: Element) -> Iterator[Component]:
    """Yield the components of a map in their order, those in feature groups too.

    Parameters
    ----------
    element : Element
        A map, or what is on it.

    Yields
    ------
    Component
        Each once.
    """
    for child in element._children.values():
        if isinstance(child, Component):
            yield child
        yield from components(child)


def _needs_ground(whole: folium.Map, parts: list[Component]) -> bool:
    """Return whether a map has a `BaseMap` and no tiles, which would be the ground."""
    tiles = any(isinstance(child, folium.TileLayer) for child in whole._children.values())
    return not tiles and any(isinstance(part, BaseMap) for part in parts)


def _data(
    whole: folium.Map, given: list[Records], outlines: Districts | None, *, ground: bool
) -> EventData:
    """Return the map's events, packed anew only when its layers have changed."""
    kept: tuple[list[object], EventData] | None = getattr(whole, _KEPT, None)
    key = [*given, outlines, ground]
    if kept and len(kept[0]) == len(key) and all(map(lambda a, b: a is b, kept[0], key)):
        return kept[1]
    data = EventData(packed=packed(given, outlines, ground=ground))
    data._parent = whole
    if kept:
        data._id = kept[1]._id  # it takes the other's place in the figure, before all components
    setattr(whole, _KEPT, (key, data))
    return data


def packed(given: list[Records], outlines: Districts | None, *, ground: bool = False) -> Payload:
    """Return the payload of some layers' events.

    Parameters
    ----------
    given : list of Records
        The records of each layer, one layer at least.
    outlines : Districts or None
        The districts of a layer of its own; None for those that events came with.
    ground : bool
        Whether the world's land is drawn where no base map is.

    Returns
    -------
    Payload
        With ``layer``, the number of the layer that each event belongs to.
    """
    atlas, layers = atlas_of(given, outlines)
    result = payload(atlas, {}, ground=ground)
    figures = [name for name in FIGURES if any(name in each.figures for each in given)]
    return {
        **result,
        "meta": {**result["meta"], "figures": figures},
        "layers": pack_columns({"layer": ("u8", layers)}),
    }


def atlas_of(given: list[Records], outlines: Districts | None) -> tuple[Atlas, Ints]:
    """Return several layers' records as one atlas, joined to the districts.

    Parameters
    ----------
    given : list of Records
        The records of each layer, one layer at least.
    outlines : Districts or None
        The districts of a layer of its own; None for those that events came with.

    Returns
    -------
    atlas : Atlas
        Its events in order of time.
    layers : ndarray of int
        The number of each event's layer.
    """
    events, layers = _together(given)
    categories: dict[str, Category] = {}
    for each in given:
        for name, category in each.categories.items():
            categories.setdefault(name, category)
    cities = dict.fromkeys(chain.from_iterable(each.cities for each in given))
    districts = outlines or no_districts()
    joined = join(Frame.of(_unjoined(events)), districts)
    if outlines is None:
        # Without districts no event can lie outside of them.
        nothing = {"join": "city", "join_note": ""}
        joined = joined.with_columns(
            {name: np.full(len(joined), text, dtype=object) for name, text in nothing.items()}
        )
    settings = replace(Settings(Folder(Path())), categories=categories, cities=tuple(cities))
    sources = {source.key: source for each in given for source in each.sources}
    atlas = Atlas(
        settings=settings,
        bibliography=Bibliography(sources.values()),
        places=Gazetteer(),
        rows=joined,
        districts=districts,
        base_map=None,
        about="",
        story=(),
        warnings=(),
    )
    return atlas, layers


def _unjoined(events: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the events without what an earlier join found out."""
    bare = events.drop(columns=["district", "candidates", "join", "join_note"], errors="ignore")
    return bare.rename(columns={"district_given": "district"})


def _together(given: list[Records]) -> tuple[gpd.GeoDataFrame, Ints]:
    """Return all events in time order, each with an id of its own, and the number of its layer."""
    if len(given) == 1:
        return given[0].events, np.zeros(len(given[0].events), np.int64)
    import pandas as pd

    columns = set.intersection(*(set(each.events.columns) for each in given))
    kept = [name for name in given[0].events.columns if name in columns]
    whole = pd.concat([each.events[kept] for each in given], ignore_index=True)
    layers = np.repeat(np.arange(len(given)), [len(each.events) for each in given])
    ids = whole["id"]
    twice = ids.duplicated(keep=False)
    if twice.any():
        numbered = pd.Series(layers + 1, dtype=str) + "-" + ids.astype(str)
        whole["id"] = ids.where(~twice, numbered).astype(object)
    order = np.lexsort((whole["last"], whole["first"]))  # stable: else layer by layer
    return whole.iloc[order].reset_index(drop=True), layers[order]
