"""SourceList: the bibliography, and which of the events shown rest on each source."""

from __future__ import annotations

from mapgen.page.elements.component import Component


class SourceList(Component):
    """All sources from A to Z with their links, searched and narrowed by type.

    Each says how many of the events shown cite it and lists them. `into` is a CSS selector of the
    element that holds it, `position` a corner of the map.
    """

    def __init__(self, *, into: str | None = None, position: str | None = None) -> None:
        super().__init__(into=into, position=position)
