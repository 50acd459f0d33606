"""The three browser engines that the page is read in, behind one small interface.

Chromium is driven by Playwright, Firefox by WebDriver BiDi, WebKitGTK by WebDriver.
"""

from __future__ import annotations

from typing import Any, Protocol


class MissingError(Exception):
    """An engine that this machine does not have, and what would install it."""


class Engine(Protocol):
    """A browser with one page open.

    An element is what `element` gave, and means something to the same engine only. A function is
    the text of a JavaScript function; it is called, never evaluated by the page, whose policy
    forbids that.
    """

    name: str
    touches: bool
    """Whether `tap` gives the page real touch events, or those of a mouse."""

    def open(self, address: str, width: int, height: int) -> None:
        """Open an address in a new page with nothing stored, in a window of CSS pixels."""

    def call(self, function: str, *values: object) -> Any:
        """What a function of the page answers, awaited: anything that JSON knows."""

    def element(self, function: str, *values: object) -> Any:
        """The element that a function of the page answers."""

    def click(self, element: Any) -> None:
        """Press on the middle of an element that lies in view."""

    def tap(self, element: Any) -> None:
        """Touch the middle of an element that lies in view."""

    def drag(self, element: Any, right: int, down: int, *, touch: bool = False) -> None:
        """Press on the middle of an element, move by so many pixels, let go."""

    def press(self, key: str) -> None:
        """Press a key by its name ("Enter", "ArrowRight") or its letter."""

    def back(self) -> None:
        """Go back in the history."""

    def picture(self) -> bytes:
        """What is seen, as PNG."""

    def complaints(self) -> list[str]:
        """What the page threw or complained of since it was opened."""

    def close(self) -> None:
        """End the browser."""
