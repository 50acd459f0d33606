"""EventData: the events that the other components of a map show."""

from __future__ import annotations

from typing import Any

from mapgen.page.element import Component


class EventData(Component):
    """The packed events (`mapgen.page.payload.payload`) and the state shared by a map's components.

    `mirror` keeps the state in the page's address. It has no look of its own and comes first.
    """

    def __init__(self, *, packed: dict[str, Any], mirror: bool = False) -> None:
        super().__init__(packed=packed, mirror=mirror)
