"""EventList: the events shown, in time order, as a list that is the map's equal."""

from __future__ import annotations

from mapgen.page.elements.component import Component


class EventList(Component):
    """The events shown as a list of buttons; only the rows in view are in the document.

    Arrow keys, Home and End move, Enter opens; what the pointer or focus is on is marked on the
    map, and the other way round. `into` is a CSS selector of the element that holds it,
    `position` a corner of the map.
    """

    def __init__(self, *, into: str | None = None, position: str | None = None) -> None:
        super().__init__(into=into, position=position)
