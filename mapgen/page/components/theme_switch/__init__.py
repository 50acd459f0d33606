"""ThemeSwitch: light, dark, or as the device."""

from __future__ import annotations

from mapgen.page.elements.component import Component


class ThemeSwitch(Component):
    """A button that goes from the device's choice to light to dark and back.

    The choice stands in the page's address and is kept in the reader's browser.
    """

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
