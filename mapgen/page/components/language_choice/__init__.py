"""LanguageChoice: the languages of the page, each by its own name."""

from __future__ import annotations

from mapgen.page.elements.component import Component


class LanguageChoice(Component):
    """A list to choose the page's language from; everything follows at once.

    The choice stands in the page's address and is remembered in the reader's browser. Where the
    atlas has one language there is nothing to choose, and nothing is shown. `into` is a CSS
    selector of the element that holds it, `position` a corner of the map.
    """

    def __init__(self, *, into: str | None = None, position: str | None = None) -> None:
        super().__init__(into=into, position=position)
