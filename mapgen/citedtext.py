"""Summaries that are nothing but sentences, each with its citation: nearly all of a large atlas.

Such a text needs no Markdown and hides nothing: it is checked by one pattern, kept as it is
written, and made into HTML only where it is read, here or in the browser (`records.js`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapgen.citations import parse_group

BATCH = 10_000  # texts that are looked through together

_KEY = r"@[A-Za-z0-9](?:[A-Za-z0-9_:.+/-]*[A-Za-z0-9_])?"
_LOCATOR = r"[^@\[\];,\s][^@\[\];\s]*(?: [^@\[\];\s]+)*"
_CITATION = rf"{_KEY}(?:, {_LOCATOR})?"
_CITED = rf"\[{_CITATION}(?:; {_CITATION})*\](?!\()"
# No letter that means something in Markdown or HTML, no stop, nothing that cannot be seen.
_WORDS = r"[^\x00-\x1f\x7f*_`\\<>&\[\]@.!?…۔؟\ue000]"
_SIMPLE = re.compile(
    rf"(?![\s\-+=#|~:]|\d+[.)](?:\s|$))"
    rf"(?:{_WORDS}++(?:{_CITED}{_WORDS}*+)++[.!?…۔؟]++[\"'”’»)]*+(?: ++|$))++"
)
_GROUP = re.compile(r"\[(@[^\[\]]*)\]")


def is_simple(text: str) -> bool:
    """Return whether a text is one paragraph of cited sentences without any Markdown."""
    found = _SIMPLE.fullmatch(text) is not None
    return found and (text.isascii() or text.isprintable())


def keys_of(texts: Sequence[str]) -> set[str]:
    """Return the keys that simple texts cite."""
    groups: set[str] = set()
    for start in range(0, len(texts), BATCH):
        groups.update(_GROUP.findall("\n".join(texts[start : start + BATCH])))
    return {citation.key for group in groups for citation in parse_group(group) or ()}
