"""FilterChips: the filters in force, as a sentence and as chips that can be taken away."""

from __future__ import annotations

from mapgen.page.elements.component import Component


class FilterChips(Component):
    """What is filtered, in one sentence and as one removable chip for each value.

    The sentence is read out when a filter other than time changes (the time strip speaks of time).
    `brief` leaves the chips out: the sentence's count and a button that clears everything. `into`
    is a CSS selector of the element that holds it, `position` a corner of the map.
    """

    def __init__(
        self,
        *,
        brief: bool | None = None,
        into: str | None = None,
        position: str | None = None,
    ) -> None:
        super().__init__(brief=brief, into=into, position=position)
