"""What a table calls a kind of event → a category: one of ours, or one made of the words."""

from __future__ import annotations

import hashlib
import re

from mapgen.exchange.common.reader import Kind, slug
from mapgen.records.settings import CATEGORIES

_CATEGORY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def own_kind(text: str) -> Kind:
    """Return the kind that a table means.

    Parameters
    ----------
    text : str
        As it is written; "" for none.

    Returns
    -------
    Kind
        With an id that a category can have.
    """
    if not text:
        return Kind("event", "Event")
    wanted = slug(text)
    known = CATEGORIES.get(wanted)
    if known:
        return Kind(known.id, known.label)
    if not _CATEGORY.fullmatch(wanted):
        mark = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:8]
        wanted = f"kind-{wanted or mark}"
    label = text if text != wanted else text.replace("-", " ").capitalize()
    return Kind(wanted, label)
