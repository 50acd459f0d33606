"""RIS → sources as CSL-JSON; the tags are those that `write` writes, and their other spellings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mapgen.exchange.common.csl_parts import date_of, issued, person
from mapgen.exchange.formats.ris.write import TYPES

if TYPE_CHECKING:
    from mapgen.exchange.common.csl_parts import Item

_LINE = re.compile(r"(?P<tag>[A-Z][A-Z0-9]) {0,2}- ?(?P<value>.*)")
_KINDS = {
    **{form: kind for kind, form in reversed(TYPES.items())},
    "GEN": "document", "EJOUR": "article-journal", "EBOOK": "book", "ECHAP": "chapter",
    "WEB": "webpage", "CPAPER": "paper-conference", "VIDEO": "motion_picture",
    "INTV": "interview", "UNPB": "manuscript", "DBASE": "dataset", "EDBOOK": "book",
}  # fmt: skip
_NAMES = {"AU": "author", "A1": "author", "ED": "editor", "A4": "translator"}
_TEXTS = {
    "TI": "title", "T1": "title", "CT": "title", "T2": "container-title", "JO": "container-title",
    "JF": "container-title", "JA": "container-title", "T3": "collection-title",
    "PB": "publisher", "CY": "publisher-place", "PP": "publisher-place", "ET": "edition",
    "VL": "volume", "IS": "issue", "M3": "genre", "DO": "DOI", "UR": "URL", "LA": "language",
}  # fmt: skip
_BOOKS = ("book", "thesis", "report")


def is_ris(text: str) -> bool:
    """Return whether a text is RIS: whether a record begins in it.

    Parameters
    ----------
    text : str
        Anything.

    Returns
    -------
    bool
        False for a text without ``TY``.
    """
    return re.search(r"(?m)^\ufeff?TY {0,2}- ", text) is not None


def read(text: str) -> Iterator[Item]:
    """Yield the items of a text; what stands outside of records is passed over.

    Parameters
    ----------
    text : str
        RIS.

    Yields
    ------
    Item
        CSL-JSON, in the order of the text.
    """
    fields: list[tuple[str, str]] | None = None
    for line in text.splitlines():
        match = _LINE.fullmatch(line.lstrip("\ufeff").rstrip())
        if match is None:
            if fields and line.strip():  # a value that goes on in the next line
                tag, value = fields[-1]
                fields[-1] = (tag, f"{value} {line.strip()}")
        elif match["tag"] == "TY":
            fields = [("TY", match["value"].strip())]
        elif match["tag"] == "ER" and fields:
            yield _item(fields)
            fields = None
        elif fields is not None:
            fields.append((match["tag"], match["value"].strip()))
    if fields:
        yield _item(fields)


def _item(fields: Sequence[tuple[str, str]]) -> Item:
    first: dict[str, str] = {}
    for tag, value in fields:
        if value:
            first.setdefault(tag, value)
    kind = _KINDS.get(first["TY"].upper() if "TY" in first else "", "document")
    item: dict[str, object] = {"id": first.get("ID", ""), "type": kind}
    editor = "A3" if kind == "book" else "A2"
    roles = {**_NAMES, editor: "editor"}
    for tag, value in fields:
        if tag in roles and value:
            people = item.setdefault(roles[tag], [])
            if isinstance(people, list):
                people.append(person(value))
    texts = _TEXTS if kind not in _BOOKS else {**_TEXTS, "BT": "title"}
    for tag, name in {**texts, **({} if "BT" in texts else {"BT": "container-title"})}.items():
        if tag in first:
            item.setdefault(name, first[tag])
    pages = "–".join(filter(None, (first.get("SP"), first.get("EP"))))
    if pages:
        item["page"] = pages
    date, words = _date(first)
    if date or words:
        about = words == "about"
        item["issued"] = issued(date, "" if about else words, about=about)
    read_on, _ = _parts(first.get("Y2", ""))
    if read_on:
        item["accessed"] = {"date-parts": [read_on]}
    notes = [value for tag, value in fields if tag == "N1" and value]
    if notes:
        item["note"] = "\n".join(notes)
    return item


def _date(first: dict[str, str]) -> tuple[list[int], str]:
    """Return the parts of the date, and the words that say more of it."""
    for tag in ("DA", "Y1", "PY"):
        parts, words = _parts(first.get(tag, ""))
        if parts or words:
            return parts, words
    return [], ""


def _parts(value: str) -> tuple[list[int], str]:
    """Return year/month/day/words as numbers and words."""
    year, month, day, words = (*(each.strip() for each in value.split("/", 3)), "", "", "", "")[:4]
    found = date_of(year, month, day)
    return (found, words) if found or not value else ([], value)
