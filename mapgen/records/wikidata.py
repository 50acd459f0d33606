"""A cell of a ``wikidata`` column: the item of Wikidata that a place or a name is."""

from __future__ import annotations

import re

from mapgen.problems import Fault

COLUMN = "wikidata"
_QID = re.compile(r"Q[1-9][0-9]{0,15}")
_QID_IN_AN_ADDRESS = re.compile(
    r"(?:wd:|(?:https?://)?(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/)?(Q[1-9][0-9]{0,15})",
    re.IGNORECASE,
)


def read_qid(text: str) -> tuple[str, Fault | None]:
    """Read the identifier of an item of Wikidata.

    Parameters
    ----------
    text : str
        A cell.

    Returns
    -------
    qid : str
        ``Q`` and digits; "" for an empty cell or one that is none.
    fault : Fault or None
        None where nothing is wrong.
    """
    if not text or _QID.fullmatch(text):
        return text, None
    meant = _QID_IN_AN_ADDRESS.fullmatch(text)
    mend = f"Write {meant[1].upper()}." if meant else "Write Q and digits: Q42."
    return "", Fault("not an item of Wikidata", text, mend, code="wikidata/not-an-item")
