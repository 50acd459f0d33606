"""Story: the guided reading in chapters, next to the free map."""

from __future__ import annotations

from mapgen.page.elements.component import Component


class Story(Component):
    """The atlas's story: chapters that move the map and the clock, and the page that opens it.

    A chapter (``chapter`` in the page's address, by its id or its number) shows its range of days,
    its view and the shading of its districts, and marks the events that it tells of. Whatever the
    reader does with map or filters loosens its hold; the place is kept, and closing the story
    brings back what was shown before. Where the page's address says nothing, the introduction is
    what a reader sees first. `into` is a CSS selector of the element that holds it, `position` a
    corner of the map; an atlas without a story shows nothing.
    """

    def __init__(self, *, into: str | None = None, position: str | None = None) -> None:
        super().__init__(into=into, position=position)
