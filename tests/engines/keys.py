"""Keys by their names, as the code points that WebDriver gives them."""

from __future__ import annotations

from selenium.webdriver import Keys

CODES = {
    "ArrowDown": Keys.ARROW_DOWN,
    "ArrowLeft": Keys.ARROW_LEFT,
    "ArrowRight": Keys.ARROW_RIGHT,
    "ArrowUp": Keys.ARROW_UP,
    "Backspace": Keys.BACKSPACE,
    "End": Keys.END,
    "Enter": Keys.ENTER,
    "Escape": Keys.ESCAPE,
    "Home": Keys.HOME,
    "PageUp": Keys.PAGE_UP,
    "Tab": Keys.TAB,
}


def code(key: str) -> str:
    """The character that stands for a key; a letter stands for itself."""
    return CODES[key] if len(key) > 1 else key
