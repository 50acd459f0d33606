"""An inline table of TOML with other values: what is not changed in it keeps its bytes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping

from mapgen.files.toml_written import toml_key, toml_value

_STRING = r'"(?:[^"\\\n]|\\.)*+"|\'[^\'\n]*+\''
_PIECE = re.compile(rf"{_STRING}|(?P<open>[\[{{])|(?P<close>[\]}}])|[^\"'\[\]{{}}]", re.DOTALL)
_PAIR = re.compile(rf"\s*(?P<key>(?:{_STRING}|[A-Za-z0-9_-]+))\s*=\s*")


def inline_table(raw: str, before: Mapping[str, object], after: Mapping[str, object]) -> str:
    """Return the text of an inline table that says something else.

    Parameters
    ----------
    raw : str
        The table as it stands, with its braces.
    before : mapping of str to object
        What it says.
    after : mapping of str to object
        What it is to say; a key that is None or missing is taken out.

    Returns
    -------
    str
        With the pairs that are not changed as they stand; written anew where it has dotted keys.

    Raises
    ------
    TypeError
        A value is none that TOML has.
    """
    pairs = _pairs(raw)
    said = {key: each for key, each in after.items() if each is not None}
    if pairs is None or set(pairs) != set(before):
        return toml_value(said)
    texts = []
    for key, (text, start) in pairs.items():
        value = after.get(key)
        if value is None:
            continue
        old = before[key]
        if value == old:
            texts.append(text)
            continue
        kept = text[start:].rstrip()
        space = text[start + len(kept) :]
        if isinstance(value, Mapping) and isinstance(old, Mapping):
            texts.append(text[:start] + inline_table(kept, old, value) + space)
        else:
            texts.append(text[:start] + toml_value(value) + space)
    new = {key: each for key, each in after.items() if key not in before and each is not None}
    made = _joined(
        texts, [f"{toml_key(key)} = {toml_value(each)}" for key, each in new.items()], raw
    )
    return made if _is_toml(made) else toml_value(said)


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(f"v = {text}")
    except tomllib.TOMLDecodeError:
        return False
    return True


def _joined(texts: list[str], new: list[str], raw: str) -> str:
    """Return pairs in braces, with the blanks at both ends as they were in a text."""
    inner = raw[1:-1]
    first = inner[: len(inner) - len(inner.lstrip())] if inner.strip() else " "
    last = inner[len(inner.rstrip()) :] if inner.strip() else " "
    if texts and new:
        texts[-1] = texts[-1].rstrip()
    pairs = [*texts, *(f" {each}" for each in new)]
    if not pairs:
        return "{}"
    pairs[0] = first + pairs[0].lstrip()
    pairs[-1] = pairs[-1].rstrip() + last
    return "{" + ",".join(pairs) + "}"


def _pairs(raw: str) -> dict[str, tuple[str, int]] | None:
    """Return the text of each pair by its key, and where its value begins in it; None if dotted."""
    found: dict[str, tuple[str, int]] = {}
    start = at = 1
    depth = 0
    while at < len(raw):
        piece = _PIECE.match(raw, at)
        if piece is None:
            return None
        ends = not depth and piece[0] in (",", "}")
        if ends:
            text = raw[start:at]
            pair = _PAIR.match(text)
            if pair is None and text.strip():
                return None
            if pair is not None:
                found[next(iter(tomllib.loads(f"{pair['key']} = 0")))] = (text, pair.end())
            start = piece.end()
        depth += (piece["open"] is not None) - (piece["close"] is not None)
        at = piece.end()
    return found
