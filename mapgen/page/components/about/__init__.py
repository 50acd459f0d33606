"""About: what the atlas is, how to cite it, how to report an error."""

from __future__ import annotations

from mapgen.page.elements.component import Component


class About(Component):
    """The atlas's own text (``#mg-about-text``), how to cite it, and what the page does not do.

    On paper the text stands in the record again. `into` is a CSS selector of the element that
    holds it, `position` a corner of the map.
    """

    def __init__(self, *, into: str | None = None, position: str | None = None) -> None:
        super().__init__(into=into, position=position)
