"""Texts, numbers, lists and tables → TOML on one line."""

from __future__ import annotations

import json
import re

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def toml_string(text: str) -> str:
    """Return a text as a basic string of TOML.

    Parameters
    ----------
    text : str
        Anything.

    Returns
    -------
    str
        With its quotation marks.
    """
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_key(name: str) -> str:
    """Return the key of one value, which is no path: a dot in it is a letter like others.

    Parameters
    ----------
    name : str
        Anything.

    Returns
    -------
    str
        Bare where TOML allows it, else with quotation marks.
    """
    return name if _BARE.fullmatch(name) else toml_string(name)


def toml_value(value: object) -> str:
    """Return a value as TOML has it.

    Parameters
    ----------
    value : object
        A text, a number, a truth value, or a list or table of these.

    Returns
    -------
    str
        On one line.

    Raises
    ------
    TypeError
        It is none that TOML has.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return toml_string(value)
    if isinstance(value, list):
        return f"[{', '.join(map(toml_value, value))}]"
    if isinstance(value, dict):
        pairs = [f"{toml_key(str(name))} = {toml_value(each)}" for name, each in value.items()]
        return f"{{ {', '.join(pairs)} }}" if pairs else "{}"
    raise TypeError(f"{value!r} is no value of TOML")
