"""EventLayer: the events on the map, gathered where they would overlap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import folium
from branca.element import Element
from folium.map import Layer

from mapgen.page.elements.component import Component
from mapgen.page.elements.layer import LayerComponent

if TYPE_CHECKING:
    import geopandas as gpd

    from mapgen.atlas.atlas import Atlas
    from mapgen.page.frames.events import Records
    from mapgen.records.settings import Category


class EventLayer(LayerComponent):
    """The visible events as marks, and badges for those whose place is no point.

    A mark's size tells the deaths by the highest figure, its colour and glyph the category, its
    edge how exactly the place is known. Marks that would overlap are gathered, with their count;
    a click opens an event. All layers of a map are drawn together and share one clock, one list
    and one filter.

    Parameters
    ----------
    events : GeoDataFrame, optional
        Points of any CRS (none at all: degrees); rows without a point stay in list, time strip
        and counts. Left out on an atlas's own page, which has its events.
    date : str
        The column of dates: EDTF text, datetimes (a time zone does not move the day), dates,
        pandas periods, or whole numbers as years.
    title, category : str, optional
        Columns of texts; where a frame has no column of that name, titles are the categories'
        and all events are of one category, named like the layer.
    deaths, injured : str, optional
        Columns of figures: whole numbers, or claims such as "at least 39; 250" (sources are not
        needed). Empty means not stated, which is not 0.
    summary : str, optional
        The column of plain text that an opened event shows; nothing in it is read as markup.
    id : str, optional
        The column of ids, for `window.atlas`; else the index.
    place, city : str, optional
        Columns of the places' names.
    place_precision : str, optional
        The column with "spot", "neighbourhood", "town", "district", "city",
        "province", "country" or "unknown"; else a
        point is a spot.
    attribution, confidence : str, optional
        Columns with "established", "alleged", "disputed", "unknown"; and with A, B or C.
    actors, targets : str, optional
        Columns of names, lists or texts with ``;`` between them.
    categories : mapping, optional
        Settings by category: a colour ("#rrggbb") or {"label", "colour", "glyph"}. Others take
        colours and glyphs that colour-blind readers can tell apart, in order.
    discs : bool
        Draw the extent of a place known as a neighbourhood once it is larger than its mark.
    popup : bool
        Open events in a card; a map has one `EventPopup`, its own or this one.
    layer_name, control, show
        Name in folium's LayerControl, whether it is there, and whether it is on at first.

    Raises
    ------
    TypeError
        `events` is no GeoDataFrame.
    ValueError
        A column that there is not, or shapes that are no points.
    InputError
        Cells that cannot be read: all of them, each with how to mend it.

    Examples
    --------
    >>> m = folium.Map()
    >>> EventLayer(quakes, date="time", title="place", category="type").add_to(m)
    >>> TimeFilter().add_to(m)
    """

    def __init__(
        self,
        events: gpd.GeoDataFrame | None = None,
        *,
        date: str = "date",
        title: str | None = "title",
        category: str | None = "category",
        deaths: str | None = None,
        injured: str | None = None,
        summary: str | None = None,
        id: str | None = None,  # noqa: A002 (the field's name)
        place: str | None = None,
        city: str | None = None,
        place_precision: str | None = None,
        attribution: str | None = None,
        confidence: str | None = None,
        actors: str | None = None,
        targets: str | None = None,
        categories: Mapping[str, str | Mapping[str, str] | Category] | None = None,
        discs: bool = True,
        popup: bool = True,
        layer_name: str = "Events",
        control: bool = True,
        show: bool = True,
    ) -> None:
        super().__init__(layer_name, control=control, show=show, discs=discs, popup=popup)
        self.records: Records | None = None
        if events is not None:
            from mapgen.page.frames.events import records

            columns = {
                "date": date,
                "title": title,
                "category": category,
                "deaths": deaths,
                "injured": injured,
                "summary": summary,
                "id": id,
                "place": place,
                "city": city,
                "place_precision": place_precision,
                "attribution": attribution,
                "confidence": confidence,
                "actors": actors,
                "targets": targets,
            }
            self._take(records(events, columns, categories, layer_name))

    @classmethod
    def of_atlas(
        cls,
        atlas: Atlas,
        *,
        discs: bool = True,
        popup: bool = True,
        layer_name: str = "Events",
        control: bool = True,
        show: bool = True,
    ) -> EventLayer:
        """Return the events of an atlas as a layer, with their sources, places and categories.

        >>> EventLayer.of_atlas(read_atlas("karachi")).add_to(m)

        Parameters
        ----------
        atlas : Atlas
            As `read_atlas` returns it.
        discs : bool
            Whether an imprecise place has a disc as large as it may be wide.
        popup : bool
            Whether a click on a mark opens the event.
        layer_name : str
            What a layer control calls it.
        control : bool
            Whether a layer control has it.
        show : bool
            Whether it is on the map at first.

        Returns
        -------
        EventLayer
            Not on a map yet.
        """
        from mapgen.page.frames.events import Records

        layer = cls(discs=discs, popup=popup, layer_name=layer_name, control=control, show=show)
        layer._take(Records.of_atlas(atlas))
        return layer

    def _take(self, given: Records) -> None:
        self.records = given

    def corners(self) -> list[list[float]] | None:
        """Return the south-west and north-east corner of the events that are not far off.

        Latitude and longitude in degrees; None where no event has a point. Of a map with events on
        both sides of ±180° the longitudes go on beyond it, in all of its layers alike.
        """
        if not self.records:
            return None
        from mapgen.page.frames.events import seam_of_records

        parts = list(self._neighbours())
        given = [part.records for part in parts if isinstance(part, EventLayer) and part.records]
        outlines = [found for part in parts if (found := getattr(part, "districts", None))]
        bounds = self.records.bounds_from(seam_of_records(given, *outlines[:1]))
        return [list(corner) for corner in bounds] if bounds else None

    def _neighbours(self) -> Iterator[Component]:
        """Yield the components of the map that the layer is on, itself where it is on none."""
        top: Element = self
        while isinstance(top._parent, (Layer, folium.Map)):
            top = top._parent
        waiting: list[Element] = [top]
        while waiting:
            one = waiting.pop(0)
            if isinstance(one, Component):
                yield one
            waiting += one._children.values()

    def _get_self_bounds(self) -> list[list[float | None]]:
        """Return the corners of the events, for ``m.fit_bounds(m.get_bounds())``."""
        found: list[list[float | None]] = [[None, None], [None, None]]
        return [list(corner) for corner in self.corners() or found]
