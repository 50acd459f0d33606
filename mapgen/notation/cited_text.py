"""Summaries that are nothing but sentences, each with its citation: nearly all of a large atlas.

Such a text needs no Markdown and hides nothing: it is checked by one pattern, kept as it is
written, and made into HTML only where it is read, here or in the browser (`text_blocks.js`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import ascii_letters

from mapgen.notation.sentences import CLOSERS, STOPS

BATCH = 10_000  # texts that are looked through together
ALIKE = 128  # texts that are looked at together, where all may be simple

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
_LETTERS = frozenset(ascii_letters)
# Bytes that words of simple texts do not have.
MEANING = bytes(range(0x20)) + b"\x7f*_`\\<>&[]@" + "".join(filter(str.isascii, STOPS)).encode()
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


def is_simple_end(end: str) -> bool:
    """Return whether a text is simple that is a word before its first citation and this from there.

    Parameters
    ----------
    end : str
        It begins with a bracket.

    Returns
    -------
    bool
        False too where it is not ASCII.
    """
    return end.isascii() and _SIMPLE.fullmatch(f"A{end}") is not None


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
    found: list[bool] = []
    for start in range(0, len(texts), ALIKE):
        some = texts[start : start + ALIKE]
        if len(some) > 1 and _all_simple(some):
            found += [True] * len(some)
        else:
            found += [
                fits(text) is not None and (text.isascii() or text.isprintable()) for text in some
            ]
    return found


def _all_simple(texts: Sequence[str]) -> bool:
    """Return True where all of some texts are surely simple.

    Where they are a sentence each: the pattern sees them from their first citation on, and each
    different one once, which takes a quarter of the time.
    """
    parts = [text.partition("[") for text in texts]
    heads = "\n".join([head for head, _, _ in parts])
    if not heads.isascii() or not {head[:1] for head, _, _ in parts} <= _LETTERS:
        return False
    ends = {end for _, _, end in parts}
    raw = heads.encode("ascii")
    plain = len(raw.translate(None, MEANING)) + len(texts) - 1 == len(raw)
    return plain and all(is_simple_end(f"[{end}") for end in ends)


def keys_of(texts: Sequence[str]) -> set[str]:
    """Return the keys that simple texts cite.

    Parameters
    ----------
    texts : sequence of str
        Texts that `is_simple` accepts.

    Returns
    -------
    set of str
        Of all texts.
    """
    found: set[str] = set()
    for start in range(0, len(texts), BATCH):
        # Where many cite alike, each different end is looked through once.
        ends = {text.partition("[")[2] for text in texts[start : start + BATCH]}
        found.update(_KEYS.findall("\n".join(ends)))
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
