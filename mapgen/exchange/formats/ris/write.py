"""Atlas → the cited sources as RIS, which EndNote, Mendeley, Zotero and libraries read.

Tags and types follow the RIS specification of 2011 as Zotero reads it: `TY` first, `ER` last, one
value a line, CRLF. A value that would begin a line of its own is kept on its line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mapgen.exchange.common.csl_fields import (
    date_parts,
    family,
    is_about,
    literal_date,
    names,
    notes,
    on_one_line,
    text,
)
from mapgen.exchange.common.event_cells import cited_sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mapgen.atlas.atlas import Atlas

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
    """Yield the sources that the events cite, in the order of the bibliography."""
    for at, source in enumerate(cited_sources(atlas)):
        record = _record(source.key, source.csl)
        yield (f"\r\n{record}" if at else record).encode("utf-8")


def _record(key: str, item: Mapping[str, Any]) -> str:
    kind = TYPES.get(str(item.get("type")), "GEN")
    tags = ((tag, value) for tag, value in _tags(kind, item) if value)
    lines = [("TY", kind), ("ID", key), *tags, ("ER", "")]
    # One value, one line: a break in a value would begin a field, or a record, of its own.
    return "".join(f"{tag}  - {on_one_line(value)}\r\n" for tag, value in lines)


def _tags(kind: str, item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from (("AU", name) for name in _people(item, "author"))
    yield from ((_EDITOR.get(kind, "A2"), name) for name in _people(item, "editor"))
    yield from (("A4", name) for name in _people(item, "translator"))
    yield "TI", text(item, "title")
    yield "T2", text(item, "container-title")
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
    yield "DO", text(item, "DOI")
    yield "UR", text(item, "URL")
    yield "LA", text(item, "language")
    yield from (("N1", line) for line in notes(item))


def _dates(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield PY, the year, and DA, year/month/day/words with its slashes even where parts lack."""
    dates, words = date_parts(item), literal_date(item)
    if not dates:
        year = re.search(r"\b\d{4}\b", words)
        yield "PY", year[0] if year else ""
        yield "DA", f"{year[0] if year else ''}///{words}" if words else ""
        return
    year_, *rest = dates[0]
    parts = [f"{part:02d}" if part else "" for part in (*rest, 0, 0)[:2]]
    yield "PY", f"{year_:04d}"
    about = "about" if is_about(item) else ""
    if len(dates) == 1 and (rest or about):
        yield "DA", f"{year_:04d}/{'/'.join(parts)}/{about}"


def _people(item: Mapping[str, Any], role: str) -> Iterator[str]:
    """Yield "Family, Given"; a body's name as it is, its commas kept from being taken for that."""
    for name in names(item, role):
        literal, last, given = text(name, "literal"), family(name), text(name, "given")
        if literal:
            yield literal.replace(",", "")
        else:
            yield f"{last}, {given}" if last and given else last or given
