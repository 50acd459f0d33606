"""The words that records use, and what the whole house agrees on: said here and nowhere else.

Python takes them from here; the browser is handed them with the page's payload.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

PRECISIONS = (
    "spot", "neighbourhood", "town", "district", "city", "province", "country", "unknown",
)  # fmt: skip
"""How exactly a place is known, from fine to coarse (compare UCDP GED's ``where_prec``)."""

POINT_PRECISIONS = PRECISIONS[:3]
"""The precisions that have a point on the map."""

COARSE_PRECISIONS = PRECISIONS[3:]
"""The precisions of areas, which are on the map only where an event says how large its area is."""

WIDE_PRECISIONS = PRECISIONS[5:]
"""The precisions of what may lie in no city."""

NO_PLACE = "Place not given"
"""What stands in the column `place` of an imported row that names none."""

ATTRIBUTIONS = ("established", "alleged", "disputed", "unknown")
"""How firmly it is known who acted."""

CONFIDENCES = ("A", "B", "C")
"""How well a record is sourced, from well to thinly; C is shown with a caveat."""

SOURCE_KINDS = (
    "contemporary-report", "later-press", "scholarship", "human-rights", "dataset", "party",
    "encyclopaedia", "memoir",
)  # fmt: skip
"""What a source is: a report of the time, later press, scholarship, a human-rights body, a data
set, a party or participant, an encyclopaedia, a memoir."""

SOURCE_READ = ("whole", "excerpt", "mirror-whole", "mirror-excerpt")
"""How much of a source was read, and whether on another site than its own."""

DEGREE = 100_000
"""Positions travel to the browser as whole hundred-thousandths of a degree (1.1 m), WGS 84."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""The English names of the months."""

MAX_ID = 100
"""Letters that an event's id may have."""

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_IDS = re.compile(r"(?:[a-z0-9]++(?:-[a-z0-9]++)*+\n)*+")  # one a line


def is_id(text: str) -> bool:
    """Return whether a text has the form of an id: small Latin letters, digits, single hyphens.

    Parameters
    ----------
    text : str
        Anything.

    Returns
    -------
    bool
        False for an empty text.
    """
    return _ID.fullmatch(text) is not None


def are_ids(texts: Sequence[str]) -> bool:
    """Return whether each of some texts has the form of an id; quick where they are many.

    Parameters
    ----------
    texts : sequence of str
        Any number of them.

    Returns
    -------
    bool
        False for an empty one.
    """
    lines = "\n".join([*texts, ""])
    return _IDS.fullmatch(lines) is not None and lines.count("\n") == len(texts)
