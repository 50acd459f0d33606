"""BaseMap: land, water and names, drawn quietly from shapes that lie in the page."""

from __future__ import annotations

from mapgen.page.elements.component import Component


class BaseMap(Component):
    """The ground that the events lie on, the view buttons, the scale and the zoom.

    The ground is the atlas's base map; without one, and on a map without tiles, the world's land
    (Natural Earth, public domain), as much of it as the map can show.

    `streets` offers street tiles where the atlas's settings name a tile server; they are off, and
    nothing is asked of the network, until the reader turns them on. `position` is the corner of
    the controls.
    """

    def __init__(
        self,
        *,
        streets: bool = True,
        position: str = "topleft",
        into: str | None = None,
    ) -> None:
        super().__init__(streets=streets, position=position, into=into)
