"""EventPopup: one event, read with its figures and sources side by side."""

from __future__ import annotations

from mapgen.page.elements.component import Component


class EventPopup(Component):
    """The open event as a card beside its mark, on small screens as a sheet at the bottom.

    It opens by the state (`event` in the page's address), by the event layer's marks and by any
    other component that selects an event. An `EventLayer` brings one along. `into` is for the
    atlas's own page; the card always lies over the map.
    """

    def __init__(self, *, into: str | None = None) -> None:
        super().__init__(into=into)
