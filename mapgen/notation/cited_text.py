"""Summaries that are nothing but sentences, each with its citation: nearly all of a large atlas.

Such a text needs no Markdown and hides nothing: it is checked by one pattern, kept as it is
written, and made into HTML only where it is read, here or in the browser (`text_blocks.js`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from mapgen.notation.sentences import CLOSERS, STOPS

BATCH = 10_000  # texts that are looked through together

_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9_:.+/-]*[A-Za-z0-9_])?"
_KEY = f"@{_NAME}"
_LOCATOR = r"[^@\[\];,\s][^@\[\];\s]*(?: [^@\[\];\s]+)*"
_CITATION = rf"{_KEY}(?:, {_LOCATOR})?"
_CITED = rf"\[{_CITATION}(?:; {_CITATION})*\](?!\()"
# No letter that means something in Markdown or HTML, no stop, nothing that cannot be seen.
_WORDS = rf"[^\x00-\x1f\x7f*_`\\<>&\[\]@{STOPS}\ue000]"
_SIMPLE = re.compile(
    rf"(?![\s\-+=#|~:]|\d+[.)](?:\s|$))"
    rf"(?:{_WORDS}++(?:{_CITED}{_WORDS}*+)++[{STOPS}]++[{CLOSERS}]*+(?: ++|$))++"
)
_GROUP = re.compile(r"\[(@[^\[\]]*)\]")
_KEYS = re.compile(f"@({_NAME})")  # in a simple text an @ stands before a key and nowhere else


def is_simple(text: str) -> bool:
    """Return whether a text is one paragraph of cited sentences without any Markdown.

    Parameters
    ----------
    text : str
        Markdown.

    Returns
    -------
    bool
        False too where it has letters that cannot be printed.
    """
    return simple_ones([text])[0]


def simple_ones(texts: Sequence[str]) -> list[bool]:
    """Return which of some texts are simple: see `is_simple`.

    Parameters
    ----------
    texts : sequence of str
        Markdown, one paragraph or more each.

    Returns
    -------
    list of bool
        One for each text.
    """
    fits = _SIMPLE.fullmatch
    return [fits(text) is not None and (text.isascii() or text.isprintable()) for text in texts]


def keys_of(texts: Sequence[str], wanted: Collection[str] | None = None) -> set[str]:
    """Return the keys that simple texts cite.

    Parameters
    ----------
    texts : sequence of str
        Texts that `is_simple` accepts.
    wanted : collection of str or None
        Where these are given, the search ends when all of them are found.

    Returns
    -------
    set of str
        Of all texts, or of as many as were looked through.
    """
    found: set[str] = set()
    for start in range(0, len(texts), BATCH):
        if wanted is not None and found.issuperset(wanted):
            break
        found.update(_KEYS.findall("\n".join(texts[start : start + BATCH])))
    return found


def keys_by_text(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the keys that each of some simple texts cites, in order.

    Parameters
    ----------
    texts : sequence of str
        Texts that `is_simple` accepts.

    Returns
    -------
    list of tuple of str
        For each text, its keys as often as it cites them.
    """
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    found = []
    for text in texts:
        keys = tuple(dict.fromkeys(_KEYS.findall(text)))
        found.append(known.setdefault(keys, keys))
    return found


def without_citations(text: str) -> str:
    """Return a simple text without its citations.

    Parameters
    ----------
    text : str
        One that `is_simple` accepts.

    Returns
    -------
    str
        The blanks before them stay.
    """
    return _GROUP.sub("", text)
