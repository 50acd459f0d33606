"""JSON text → its value, with the line of what is wrong with it."""

from __future__ import annotations

import json
import re

from mapgen.files.nested_texts import in_one_form
from mapgen.problems import Problems

# \ud83d without its other half: JSON can write it, and no file, page or terminal can.
_HALF = re.compile(
    r"(?<!\\)(?:\\\\)*(?P<half>"
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2})"
)


def parse_json(
    text: str, problems: Problems, *, mend: str = "Export it anew.", foreign: bool = False
) -> object:
    """Return the value of a JSON text (RFC 8259).

    NaN and Infinity are no JSON; half a character (a lone surrogate) is none either, since it could
    not be written again.

    Parameters
    ----------
    text : str
    problems : Problems
        The list that errors are added to.
    mend : str
        Where a whole file comes from, for the message about a broken one.
    foreign : bool
        Whether it is a file that is read once to be taken over: letters that cannot be seen are
        left out of it, and are no error.

    Returns
    -------
    object
        The value, its texts in one form (`nested_texts`); None where the text is broken.
    """
    if not text.strip():
        problems.error("file is empty", line=1, mend=mend, code="file/empty")
        return None
    try:
        value = json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        lines = text.splitlines() or [""]
        problems.error(
            f"not JSON: {error.msg} at column {error.colno}",
            line=error.lineno,
            value=lines[min(error.lineno, len(lines)) - 1].strip()[:60] or None,
            mend="Look for a missing comma, quote or bracket just before this place.",
            code="json/syntax",
        )
        return None
    except RecursionError:
        problems.error("JSON is nested too deeply", mend=mend, code="json/too-deep")
        return None
    except ValueError as error:
        problems.error(f"not JSON that is read: {error}", mend=mend, code="json/syntax")
        return None
    half = _HALF.search(text) if "\\ud" in text or "\\uD" in text else None
    if half:
        problems.error(
            "half of a character",
            line=1 + text.count("\n", 0, half.start("half")),
            value=half["half"],
            mend=f"Write the character itself. {mend}",
            code="text/half-a-character",
        )
        return None
    in_one_form(value, text, Problems() if foreign else problems)
    return value


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")
