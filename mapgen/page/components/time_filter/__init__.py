"""TimeFilter: the time strip, a histogram that is also the range slider."""

from __future__ import annotations

from typing import ClassVar

from mapgen.page.components.date_fields import DateFields
from mapgen.page.components.time_player import TimePlayer
from mapgen.page.components.year_filter import YearFilter
from mapgen.page.elements.component import Component


class TimeFilter(Component):
    """Histogram, two handles, typed dates, play and step, year toggles, changes of districts.

    Bars count the events that all other filters leave, in each month, quarter or year that their
    dates meet. `into` is a CSS selector of the element that holds it, `position` a corner of the
    map.
    """

    needs: ClassVar[tuple[type[Component], ...]] = (TimePlayer, DateFields, YearFilter)

    def __init__(self, *, into: str | None = None, position: str | None = None) -> None:
        super().__init__(into=into, position=position)
