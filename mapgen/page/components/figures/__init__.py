"""Figures: how many events, and which figures of deaths, in each year and each district."""

from __future__ import annotations

from mapgen.page.elements.component import Component


class Figures(Component):
    """The events shown as small charts, by year and by the district of their day, and as a table.

    Deaths are drawn from the sum of the lowest to the sum of the highest figures that sources give,
    and what no source states is counted beside them; no sum is a toll. Ranges of two years or less
    are drawn by month. `into` is a CSS selector of the element that holds it, `position` a corner
    of the map.
    """

    def __init__(self, *, into: str | None = None, position: str | None = None) -> None:
        super().__init__(into=into, position=position)
