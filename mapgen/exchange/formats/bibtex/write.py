"""Atlas → the cited sources as BibTeX, in UTF-8, with the fields that BibLaTeX and Zotero know.

What BibTeX has no type for (a newspaper article, a page of the web) becomes the nearest one that
every style prints, and `entrysubtype` and `note` say what it is.
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
    text,
)
from mapgen.exchange.common.event_cells import cited_sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mapgen.atlas.atlas import Atlas

TYPES = {
    "article": "article", "article-journal": "article", "article-magazine": "article",
    "article-newspaper": "article", "review": "article", "review-book": "article",
    "book": "book", "classic": "book", "collection": "book", "periodical": "book",
    "chapter": "incollection", "entry": "incollection", "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection", "paper-conference": "inproceedings",
    "report": "techreport", "thesis": "phdthesis", "manuscript": "unpublished",
    "speech": "unpublished", "pamphlet": "booklet",
}  # fmt: skip
SUBTYPES = {"article-newspaper": "newspaper", "article-magazine": "magazine"}
_HOLDER = {
    "article": "journal", "incollection": "booktitle", "inproceedings": "booktitle",
    "misc": "howpublished",
}  # fmt: skip
_PUBLISHER = {"techreport": "institution", "phdthesis": "school", "unpublished": ""}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = {
    # BibTeX counts braces behind a backslash too.
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_NO_KEY = re.compile(r"[\s,{}%#\\\"'()=~]")


def to_bibtex(atlas: Atlas) -> Iterator[bytes]:
    """Yield the sources that the events cite, in the order of the bibliography."""
    for at, source in enumerate(cited_sources(atlas)):
        entry = _entry(source.key, source.csl)
        yield (f"\n{entry}" if at else entry).encode("utf-8")


def _entry(key: str, item: Mapping[str, Any]) -> str:
    kind = TYPES.get(str(item.get("type")), "misc")
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(kind, item))
    return f"@{kind}{{{_NO_KEY.sub('-', key)},\n{fields}}}\n"


def _fields(kind: str, item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    plain: list[tuple[str, str]] = [
        ("author", _people(item, "author")),
        ("editor", _people(item, "editor")),
        ("translator", _people(item, "translator")),
        # Braces keep the capitals of a title as they stand.
        ("title", f"{{{escaped(text(item, 'title'))}}}" if text(item, "title") else ""),
        (_HOLDER.get(kind, "series"), escaped(text(item, "container-title"))),
        (_PUBLISHER.get(kind, "publisher"), escaped(text(item, "publisher"))),
        ("address", escaped(text(item, "publisher-place"))),
        ("edition", escaped(text(item, "edition"))),
        ("volume", escaped(text(item, "volume"))),
        ("number", escaped(text(item, "issue") or text(item, "number"))),
        ("pages", re.sub(r"(?<=\d)\s*[-–]+\s*(?=\d)", "--", escaped(text(item, "page")))),
        ("type", escaped(text(item, "genre"))),
        ("doi", escaped(text(item, "DOI"))),
        # url is set verbatim by the packages that print it; only a brace could end the field
        ("url", text(item, "URL").replace("{", "%7B").replace("}", "%7D")),
        ("langid", escaped(text(item, "language"))),
        ("entrysubtype", SUBTYPES.get(str(item.get("type")), "")),
        ("note", _note(item)),
    ]
    seen: set[str] = set()
    for name, value in plain:
        if name and value and name not in seen:
            seen.add(name)
            yield name, f"{{{value}}}"
        if name == "title":
            yield from _date(item)


def _date(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    dates = date_parts(item)
    if not dates:
        words = literal_date(item)
        year = re.search(r"\b\d{4}\b", words)
        if year:
            yield "year", f"{{{year[0]}}}"
        return
    first = dates[0]
    yield "year", f"{{{first[0]}}}"
    if len(first) > 1 and len(dates) == 1:
        yield "month", _MONTHS[first[1] - 1]
    texts = ["-".join(f"{part:02d}" if at else f"{part:04d}" for at, part in enumerate(date))
             for date in dates]  # fmt: skip
    yield "date", f"{{{'/'.join(texts)}{'~' if is_about(item) and len(texts) == 1 else ''}}}"


def _people(item: Mapping[str, Any], role: str) -> str:
    """Return names as BibTeX wants them; a body is in braces, so that it is not taken apart."""
    found = []
    for name in names(item, role):
        literal = escaped(text(name, "literal"))
        if literal:
            found.append(f"{{{literal}}}")
            continue
        last, given = escaped(family(name)), escaped(text(name, "given"))
        whole = f"{last}, {given}" if last and given else f"{{{last or given}}}"
        found.append(re.sub(r"\band\b", "{and}", whole) if whole[0] != "{" else whole)
    return " and ".join(found)


def _note(item: Mapping[str, Any]) -> str:
    words = literal_date(item)
    return escaped("; ".join([*notes(item), *([f"Date: {words}"] if words else [])]))


def escaped(words: str) -> str:
    """Return a text in which no letter is a command of TeX."""
    return "".join(_SPECIAL.get(letter, letter) for letter in words)
