"""YearFilter: a toggle for each year of a map's events."""

from __future__ import annotations

from mapgen.page.elements.component import Component


class YearFilter(Component):
    """A row of toggles, one for each year, with the number of events that it leaves.

    Years and the time range restrict together. `TimeFilter` holds one under its histogram; on its
    own it stands in a corner. `into` is a CSS selector of the element that holds it, `position` a
    corner of the map.
    """

    def __init__(self, *, into: str | None = None, position: str | None = None) -> None:
        super().__init__(into=into, position=position)
