"""TimePlayer: play, step, step size and speed of a map's time range."""

from __future__ import annotations

from mapgen.page.elements.component import Component


class TimePlayer(Component):
    """Moves the range shown through time: play and pause, one step back or forward.

    While the whole time is shown, playing builds it up from its first day; otherwise the range
    shown moves on at its own width. `TimeFilter` holds one; on its own it stands in a corner.
    `into` is a CSS selector of the element that holds it, `position` a corner of the map.
    """

    def __init__(self, *, into: str | None = None, position: str | None = None) -> None:
        super().__init__(into=into, position=position)
