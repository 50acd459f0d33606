"""Legend: what the marks say, in one look."""

from __future__ import annotations

from mapgen.page.elements.component import Component


class Legend(Component):
    """The key to categories, sizes, edges, badges and ranges; folds to a button.

    It is open at first where there is room, and folded on phones. `into` is a CSS selector of the
    element that holds it, `position` a corner of the map.
    """

    def __init__(self, *, position: str = "bottomleft", into: str | None = None) -> None:
        super().__init__(position=position, into=into)
