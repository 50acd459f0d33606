"""Embedding: how the map behaves inside another page."""

from __future__ import annotations

from mapgen.page.elements.component import Component


class Embedding(Component):
    """Shows nothing until the page's address says ``embed=1``.

    Then the map leads to the whole atlas by a link, and traps no scroll: the wheel zooms with Ctrl
    or ⌘ or after a click, and on touch screens the map moves with two fingers.
    """

    def __init__(self, **options: object) -> None:
        super().__init__(**{"position": "bottomleft", **options})
