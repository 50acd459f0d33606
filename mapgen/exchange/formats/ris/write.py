"""Sources as RIS, which EndNote, Mendeley, Zotero and libraries read.

Tags and types follow the RIS specification of 2011 as Zotero reads it: `TY` first, `ER` last, one
value a line, CRLF. A value that would begin a line of its own is kept on its line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mapgen.exchange.common.csl_fields import (
    Name,
    dates,
    doi,
    kind,
    names,
    notes,
    on_one_line,
    plain_text,
    text,
)
from mapgen.exchange.common.event_cells import cited_sources
from mapgen.notation.csl_dates import FIRST_SEASON, SEASONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mapgen.atlas.atlas import Atlas
    from mapgen.exchange.common.csl_fields import Item
    from mapgen.records.sources import Source

TYPES = {
    "article": "GEN", "article-journal": "JOUR", "article-magazine": "MGZN",
    "article-newspaper": "NEWS", "bill": "BILL", "book": "BOOK", "broadcast": "MPCT",
    "chapter": "CHAP", "classic": "CLSWK", "collection": "SER", "dataset": "DATA",
    "entry-dictionary": "DICT", "entry-encyclopedia": "ENCYC", "figure": "FIGURE",
    "graphic": "ART", "hearing": "HEAR", "interview": "PCOMM", "legal_case": "CASE",
    "legislation": "STAT", "manuscript": "MANSCPT", "map": "MAP", "motion_picture": "MPCT",
    "pamphlet": "PAMP", "paper-conference": "CONF", "patent": "PAT", "periodical": "JFULL",
    "personal_communication": "PCOMM", "post-weblog": "BLOG", "report": "RPRT",
    "review": "JOUR", "review-book": "JOUR", "software": "COMP", "song": "MUSIC",
    "speech": "SLIDE", "standard": "STAND", "thesis": "THES",
    "webpage": "ELEC",
}  # fmt: skip
# In a whole book A2 is the editor of its series, and the book's own editor is A3.
_EDITOR = {"BOOK": "A3"}
_PAGES = re.compile(r"(\w+)\s*[-–]+\s*(\w+)")


def to_ris(atlas: Atlas) -> Iterator[bytes]:
    """Yield the sources that the events cite, in the order of the bibliography.

    Parameters
    ----------
    atlas : Atlas
        A whole atlas.

    Yields
    ------
    bytes
        UTF-8.
    """
    for source in cited_sources(atlas):
        yield entry(source).encode("utf-8")


def entry(source: Source) -> str:
    """Return a source as a RIS record and the empty line after it.

    Parameters
    ----------
    source : Source
        Of the bibliography.

    Returns
    -------
    str
        Lines with their ends.
    """
    form = TYPES.get(kind(source.csl), "GEN")
    tags = ((tag, value) for tag, value in _tags(form, source.csl) if value)
    lines = [("TY", form), ("ID", source.key), *tags, ("ER", "")]
    # One value, one line: a break in a value would begin a field, or a record, of its own.
    return "".join(f"{tag}  - {on_one_line(value)}\r\n" for tag, value in lines) + "\r\n"


def _tags(form: str, item: Item) -> Iterator[tuple[str, str]]:
    yield from (("AU", _person(name)) for name in names(item, "author"))
    yield from ((_EDITOR.get(form, "A2"), _person(name)) for name in names(item, "editor"))
    yield from (("A4", _person(name)) for name in names(item, "translator"))
    yield "TI", plain_text(item, "title")
    yield "T2", plain_text(item, "container-title")
    yield "T3", plain_text(item, "collection-title")
    yield from _dates(item)
    yield "PB", text(item, "publisher")
    yield "CY", text(item, "publisher-place")
    yield "ET", text(item, "edition")
    yield "VL", text(item, "volume")
    yield "IS", text(item, "issue")
    pages = text(item, "page")
    both = _PAGES.fullmatch(pages)
    yield "SP", both[1] if both else pages
    yield "EP", both[2] if both else ""
    yield "M3", text(item, "genre")
    yield "DO", doi(item)
    yield "UR", text(item, "URL")
    yield "Y2", _day(dates(item, "accessed").parts)
    yield "LA", text(item, "language")
    yield from (("N1", line) for line in notes(item))


def _dates(item: Item) -> Iterator[tuple[str, str]]:
    """Yield PY, the year, and DA, year/month/day/words with its slashes even where parts lack."""
    issued = dates(item)
    if not issued.parts:
        year = issued.year_in_words
        yield "PY", year
        yield "DA", f"{year}///{issued.words}" if issued.words else ""
        return
    first = issued.parts[0]
    yield "PY", f"{first[0]:04d}"
    if len(first) == 2 and first[1] >= FIRST_SEASON:
        yield "DA", f"{first[0]:04d}///{SEASONS[first[1] - FIRST_SEASON]}"
    elif len(issued.parts) == 1 and (len(first) > 1 or issued.about):
        yield "DA", _day([first]) + ("about" if issued.about else "")


def _day(parts: list[list[int]]) -> str:
    """Return the first of some dates as year/month/day/, "" of none."""
    if not parts:
        return ""
    year, month, day = (*parts[0], 0, 0)[:3]
    return "/".join([f"{year:04d}", *(f"{part:02d}" if part else "" for part in (month, day)), ""])


def _person(name: Name) -> str:
    """Return "Family, Given, Suffix"; a body's name as it is, without its commas."""
    if name.literal:
        return name.literal.replace(",", "")
    if name.family and name.given:
        return ", ".join(filter(None, (name.family, name.given, name.suffix)))
    return name.family or name.given
