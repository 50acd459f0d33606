"""DateFields: the ends of a map's time range, typed exactly."""

from __future__ import annotations

from mapgen.page.elements.component import Component


class DateFields(Component):
    """Two fields that take 1986, 1986-12 or 1986-12-14; both ends are included.

    What is no date of the calendar is refused in words and changes nothing. `TimeFilter` holds
    them; on their own they stand in a corner. `into` is a CSS selector of the element that holds
    them, `position` a corner of the map.
    """

    def __init__(self, *, into: str | None = None, position: str | None = None) -> None:
        super().__init__(into=into, position=position)
