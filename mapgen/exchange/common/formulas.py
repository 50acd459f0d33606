"""Cells that a spreadsheet would run: an apostrophe before them, which reading takes away again.

The page's download follows the same rule (`page/browser/draw/events_export.js`).
"""

from __future__ import annotations

import re

_FORMULA = re.compile(r"[ \t\r\n]*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[ \t\r\n]*[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula; numbers stay as they are.

    What looks guarded already gets one more apostrophe, so that `unguarded` gives it back.

    Parameters
    ----------
    cell : str
        Any text.

    Returns
    -------
    str
        With an apostrophe before it where it needs one.
    """
    if not cell or cell[0].isalnum():  # as nearly all are
        return cell
    if _GUARDED.match(cell) or (_FORMULA.match(cell) and not _NUMBER.fullmatch(cell)):
        return f"'{cell}"
    return cell


def unguarded(cell: str) -> str:
    """Return a cell as it was before `guarded`.

    Parameters
    ----------
    cell : str
        What `guarded` returned.

    Returns
    -------
    str
        The text that was given to it.
    """
    return cell[1:] if cell[:1] == "'" and _GUARDED.match(cell) else cell
