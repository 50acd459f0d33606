"""Letters that were encoded twice, as when UTF-8 is opened as Windows-1252 and saved: CafÃ©."""

from __future__ import annotations

import re

_WINDOWS = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
# The first byte of a letter in UTF-8, and those behind it, as Windows-1252 shows them.
_TWICE = re.compile(rf"[\u00c2-\u00f4][\u0080-\u00bf{_WINDOWS}]")
_RUN = re.compile(rf"[\u0080-\u00ff{_WINDOWS}]+")


def may_be_twice_encoded(text: str) -> bool:
    """Return whether a text, of any length, holds what letters encoded twice look like.

    Parameters
    ----------
    text : str
        Anything.

    Returns
    -------
    bool
        False for ASCII.
    """
    return not text.isascii() and _TWICE.search(text) is not None


def encoded_once(text: str) -> str:
    """Return a text whose letters were encoded twice as it was before; "" for any other.

    Only where every run of such letters is UTF-8 when it is taken back.

    Parameters
    ----------
    text : str
        Anything.

    Returns
    -------
    str
        As it was before, or "".
    """
    if not may_be_twice_encoded(text):
        return ""
    try:
        return _RUN.sub(lambda found: _taken_back(found[0]), text)
    except UnicodeError:
        return ""


def _taken_back(run: str) -> str:
    taken = b"".join(
        each.encode("cp1252") if each in _WINDOWS else each.encode("latin-1") for each in run
    )
    return taken.decode("utf-8")
