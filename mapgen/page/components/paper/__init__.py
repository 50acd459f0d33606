"""Paper: the atlas as it is printed."""

from __future__ import annotations

from mapgen.page.elements.component import Component


class Paper(Component):
    """What is seen, made ready for the printer: on the atlas's own page, and only while it prints.

    The map as shown with a number at each mark, what the numbers stand for, the key, the events
    shown with their map numbers, and the sources that they cite.
    """

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
