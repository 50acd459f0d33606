"""TimeFilter: the time strip, a histogram that is also the range slider."""

from __future__ import annotations

from mapgen.page.elements.component import Component


class TimeFilter(Component):
    """Histogram, two handles, typed dates, play and step, year toggles, changes of districts.

    Bars count the events that all other filters leave, in each month, quarter or year that their
    dates meet. `into` is a CSS selector of the element that holds it, `position` a corner of the
    map.
    """

    def __init__(self, *, into: str | None = None, position: str | None = None) -> None:
        super().__init__(into=into, position=position)
