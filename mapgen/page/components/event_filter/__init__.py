"""EventFilter: everything but time by which a reader narrows the events shown."""

from __future__ import annotations

from mapgen.page.elements.component import Component


class EventFilter(Component):
    """Text search and, for each filter, its values with the number of events that each leaves.

    Nothing chosen in a group means all of it. Long groups show their commonest values and are
    searched. `into` is a CSS selector of the element that holds it, `position` a corner of the
    map.
    """

    def __init__(self, *, into: str | None = None, position: str | None = None) -> None:
        super().__init__(into=into, position=position)
