"""The words that records use, and what the whole house agrees on: said here and nowhere else.

Python takes them from here; the browser is handed them with the page's payload.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Word(NamedTuple):
    """A word that records use, and what it means: one line, in English."""

    word: str
    meaning: str


PRECISION_WORDS = (
    Word("spot", "one building, crossing or street, within about 250 m"),
    Word("neighbourhood", "a quarter of a city, within about 1 km"),
    Word("town", "a town, or a large part of a city, within about 3 km"),
    Word("district", "a district is all that is known: no point on the map"),
    Word("city", "a city is all that is known: no point on the map"),
    Word("province", "somewhere in a province"),
    Word("country", "somewhere in a country"),
    Word("unknown", "the sources do not say where"),
)
PRECISIONS = tuple(each.word for each in PRECISION_WORDS)
"""How exactly a place is known, from fine to coarse (compare UCDP GED's ``where_prec``)."""

POINT_PRECISIONS = PRECISIONS[:3]
"""The precisions that have a point on the map."""

COARSE_PRECISIONS = PRECISIONS[3:]
"""The precisions of areas, which are on the map only where an event says how large its area is."""

WIDE_PRECISIONS = PRECISIONS[5:]
"""The precisions of what may lie in no city."""

NO_PLACE = "Place not given"
"""What stands in the column `place` of an imported row that names none."""

ATTRIBUTION_WORDS = (
    Word("established", "sources agree on who acted"),
    Word("alleged", "they are accused, and it is not shown"),
    Word("disputed", "sources contradict each other, or those who are named deny it"),
    Word("unknown", "no source says who acted"),
)
ATTRIBUTIONS = tuple(each.word for each in ATTRIBUTION_WORDS)
"""How firmly it is known who acted."""

CONFIDENCE_WORDS = (
    Word("A", "a report of the time, or independent sources that agree on the core"),
    Word("B", "one decent source, or several that disagree on something central"),
    Word("C", "thin, partisan, mirrored or undated: shown with a caveat"),
)
CONFIDENCES = tuple(each.word for each in CONFIDENCE_WORDS)
"""How well a record is sourced, from well to thinly; C is shown with a caveat."""

SOURCE_KIND_WORDS = (
    Word("contemporary-report", "a report of the time"),
    Word("later-press", "press that looks back"),
    Word("scholarship", "research"),
    Word("human-rights", "a human-rights body"),
    Word("dataset", "a data set"),
    Word("party", "a party to the events, or a participant"),
    Word("encyclopaedia", "an encyclopaedia"),
    Word("memoir", "what somebody remembers"),
)
SOURCE_KINDS = tuple(each.word for each in SOURCE_KIND_WORDS)
"""What a source is."""

SOURCE_READ_WORDS = (
    Word("whole", "read from beginning to end"),
    Word("excerpt", "only a part of it was read"),
    Word("mirror-whole", "read whole, on another site than its own"),
    Word("mirror-excerpt", "a part of it was read, on another site than its own"),
)
SOURCE_READ = tuple(each.word for each in SOURCE_READ_WORDS)
"""How much of a source was read, and whether on another site than its own."""

SCOPE_WORDS = (
    Word("here", "of this event alone: it counts in sums"),
    Word("other", "of other days or a wider area: shown, but not counted"),
)
"""What a figure is of; that of another scope stands in parentheses (`mapgen.notation.claims`)."""

MEANINGS: Mapping[str, Mapping[str, str]] = {
    "place_precision": dict(PRECISION_WORDS),
    "attribution": dict(ATTRIBUTION_WORDS),
    "confidence": dict(CONFIDENCE_WORDS),
    "kind": dict(SOURCE_KIND_WORDS),
    "read": dict(SOURCE_READ_WORDS),
    "scope": dict(SCOPE_WORDS),
}
"""What the words mean, by the column or field that they stand in."""

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
