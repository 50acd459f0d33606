"""Panel: what is read beside the map, in tabs; on phones a sheet from below."""

from __future__ import annotations

from mapgen.page.elements.component import Component


class Panel(Component):
    """The sections ``#mg-tab-NAME`` of the page as a set of tabs.

    On wide screens it can be folded away; under 700 px it is a sheet with three stops (a strip, a
    half, the whole), moved by its button or by dragging. Where the page has no such sections they
    are made, so that other components find them on any map. `into` is a CSS selector of the
    element that holds it, `position` a corner of the map.
    """

    def __init__(self, *, into: str | None = None, position: str | None = None) -> None:
        super().__init__(into=into, position=position)
