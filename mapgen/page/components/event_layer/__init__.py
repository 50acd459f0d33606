"""EventLayer: the events on the map, gathered where they would overlap."""

from __future__ import annotations

from mapgen.page.element import Component


class EventLayer(Component):
    """The visible events as marks, and badges for those whose place is no point.

    A mark's size tells the deaths by the highest figure, its colour and glyph the category, its
    edge how exactly the place is known. Marks that would overlap are gathered, with their count.
    Events of a town, a district, a city or a province have a badge with the place's name instead.
    `discs` draws the real extent of a place known as a neighbourhood once it is larger than its
    mark.
    """

    def __init__(self, *, discs: bool = True, into: str | None = None) -> None:
        super().__init__(discs=discs, into=into)
