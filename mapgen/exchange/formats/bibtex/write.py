"""Sources as BibTeX, in UTF-8, with the fields that BibLaTeX and Zotero know.

What BibTeX has no type for (a newspaper article, a page of the web) becomes the nearest one that
every style prints, and `entrysubtype` and `note` say what it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mapgen.exchange.common.csl_fields import Name, dates, doi, kind, names, notes, text
from mapgen.exchange.common.event_cells import cited_sources
from mapgen.notation.rich_text import runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mapgen.atlas.atlas import Atlas
    from mapgen.exchange.common.csl_fields import Item
    from mapgen.records.sources import Source

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
_SPECIAL = str.maketrans({
    # BibTeX counts braces behind a backslash too.
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip
_COMMANDS = {
    "italic": r"\textit", "bold": r"\textbf", "sub": r"\textsubscript",
    "sup": r"\textsuperscript", "small-caps": r"\textsc", "nocase": "",
}  # fmt: skip
_NO_KEY = re.compile(r"[\s,{}%#\\\"'()=~]")


def to_bibtex(atlas: Atlas) -> Iterator[bytes]:
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
    """Return a source as a BibTeX entry and the empty line after it.

    Parameters
    ----------
    source : Source
        Of the bibliography.

    Returns
    -------
    str
        TeX.
    """
    item = source.csl
    form = TYPES.get(kind(item), "misc")
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(form, item))
    return f"@{form}{{{_NO_KEY.sub('-', source.key)},\n{fields}}}\n\n"


def _fields(form: str, item: Item) -> Iterator[tuple[str, str]]:
    title, holder = printed(text(item, "title")), printed(text(item, "container-title"))
    plain: list[tuple[str, str]] = [
        ("author", _people(item, "author")),
        ("editor", _people(item, "editor")),
        ("translator", _people(item, "translator")),
        # Braces keep the capitals of a title as they stand.
        ("title", f"{{{title}}}" if title else ""),
        (_HOLDER.get(form, "series"), holder),
        ("series", printed(text(item, "collection-title"))),
        (_PUBLISHER.get(form, "publisher"), escaped(text(item, "publisher"))),
        ("address", escaped(text(item, "publisher-place"))),
        ("edition", escaped(text(item, "edition"))),
        ("volume", escaped(text(item, "volume"))),
        ("number", escaped(text(item, "issue") or text(item, "number"))),
        ("pages", re.sub(r"(?<=\d)\s*[-–]+\s*(?=\d)", "--", escaped(text(item, "page")))),
        ("type", escaped(text(item, "genre"))),
        # doi and url are set verbatim by the packages that print them
        ("doi", _verbatim(doi(item))),
        ("url", _verbatim(text(item, "URL"))),
        ("urldate", dates(item, "accessed").iso),
        ("langid", escaped(text(item, "language"))),
        ("entrysubtype", SUBTYPES.get(kind(item), "")),
        ("note", _note(item)),
    ]
    seen: set[str] = set()
    for name, value in plain:
        if name and value and name not in seen:
            seen.add(name)
            yield name, f"{{{value}}}"
        if name == "title":
            yield from _dates(item)


def _dates(item: Item) -> Iterator[tuple[str, str]]:
    issued = dates(item)
    if issued.parts:
        first = issued.parts[0]
        single = len(issued.parts) == 1
        yield "year", f"{{{first[0]}}}"
        if len(first) > 1 and single and first[1] <= len(_MONTHS):
            yield "month", _MONTHS[first[1] - 1]
        yield "date", f"{{{issued.iso}{'~' if issued.about and single else ''}}}"
    elif issued.year_in_words:
        yield "year", f"{{{issued.year_in_words}}}"
    original = dates(item, "original-date")
    if original.parts:
        yield "origdate", f"{{{original.iso}}}"


def _people(item: Item, role: str) -> str:
    return " and ".join(filter(None, map(_person, names(item, role))))


def _person(name: Name) -> str:
    """Return a name as BibTeX wants it; a body is in braces, so that it is not taken apart."""
    literal, last, given, suffix = map(
        escaped, (name.literal, name.family, name.given, name.suffix)
    )
    if literal:
        return f"{{{literal}}}"
    if not last or not given:
        return f"{{{last or given}}}" if last or given else ""
    return re.sub(r"\band\b", "{and}", ", ".join(filter(None, (last, suffix, given))))


def _note(item: Item) -> str:
    words = dates(item).words
    return escaped("; ".join([*notes(item), *([f"Date: {words}"] if words else [])]))


def printed(words: str) -> str:
    """Return a title in TeX: its italics and the like as commands, no other letter one.

    Parameters
    ----------
    words : str
        With the tags of CSL.

    Returns
    -------
    str
        TeX.
    """
    found = []
    for run in runs(words):
        value = escaped(run.text)
        for style in reversed(run.styles):
            value = f"{_COMMANDS[style]}{{{value}}}"
        found.append(value)
    return "".join(found)


def escaped(words: str) -> str:
    """Return a text in which no letter is a command of TeX.

    Parameters
    ----------
    words : str
        Plain.

    Returns
    -------
    str
        TeX.
    """
    return words.translate(_SPECIAL)


def _verbatim(address: str) -> str:
    """Return an address or DOI as it is; only a brace could end the field."""
    return address.replace("{", "%7B").replace("}", "%7D")
