"""BibTeX and BibLaTeX → sources as CSL-JSON; what `write` writes comes back as it was.

A library (bibtexparser) would part the entries and keep the rest to us: what kind, name, date and
field of CSL-JSON each one is, and that a text of any size is read in a time that grows with it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from mapgen.exchange.common.csl_parts import date_of, iso_dates, issued, person

if TYPE_CHECKING:
    from mapgen.exchange.common.csl_parts import Item

_KINDS = {
    "article": "article-journal", "book": "book", "mvbook": "book", "booklet": "pamphlet",
    "collection": "book", "inbook": "chapter", "incollection": "chapter",
    "inproceedings": "paper-conference", "conference": "paper-conference", "manual": "document",
    "mastersthesis": "thesis", "phdthesis": "thesis", "thesis": "thesis", "online": "webpage",
    "proceedings": "book", "report": "report", "techreport": "report", "unpublished": "manuscript",
    "dataset": "dataset", "legislation": "legislation", "newspaper": "article-newspaper",
}  # fmt: skip
_SUBTYPES = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
_TEXTS = {
    "title": "title", "journal": "container-title", "journaltitle": "container-title",
    "booktitle": "container-title", "howpublished": "container-title",
    "publisher": "publisher", "institution": "publisher", "school": "publisher",
    "organization": "publisher", "address": "publisher-place", "location": "publisher-place",
    "edition": "edition", "volume": "volume", "number": "issue", "issue": "issue",
    "pages": "page", "type": "genre", "doi": "DOI", "url": "URL", "langid": "language",
    "language": "language", "note": "note",
}  # fmt: skip
_ROLES = ("author", "editor", "translator")
_VERBATIM = ("doi", "url")
_ENTRY = re.compile(r"@\s*(?P<type>[A-Za-z]+)\s*[{(]")
_NAME = re.compile(r"\s*(?P<name>[^\s={},\"]+)\s*=\s*")
_BARE = re.compile(r"[^\s,{}\"#]+")
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_COMMAND = re.compile(
    r"\\(?P<style>textit|emph|textbf|textsubscript|textsuperscript|textsc)\s*(?=\{)"
    r"|\\(?P<accent>[`'^\"~=.uvHcdbrk])\s*(?:\{(?P<braced>\\?[A-Za-z])\}|(?P<letter>\\?[A-Za-z]))"
    r"|\\(?P<word>[A-Za-z]+)(?:\{\}|\s+|(?![A-Za-z]))|\\(?P<sign>[^A-Za-z])"
)
_STYLES = {
    "textit": "i", "emph": "i", "textbf": "b", "textsubscript": "sub", "textsuperscript": "sup",
    "textsc": "sc",
}  # fmt: skip
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "d": "\u0323",
    "b": "\u0331", "r": "\u030a", "k": "\u0328",
}  # fmt: skip
_WORDS = {
    "textbackslash": "\\", "textbraceleft": "\ue000", "textbraceright": "\ue001",
    "textasciitilde": "~", "textasciicircum": "^", "ss": "ß", "o": "ø", "O": "Ø", "l": "ł",
    "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "i": "i",
    "j": "j", "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…",
    "textquoteright": "’", "textquoteleft": "‘",
}  # fmt: skip
_BRACES = {"\ue000": "{", "\ue001": "}", "\ue002": "~", "\ue003": "-"}


def is_bibtex(text: str) -> bool:
    """Return whether a text is BibTeX: whether an entry begins in it.

    Parameters
    ----------
    text : str
        Anything.

    Returns
    -------
    bool
        False for a comment alone.
    """
    return re.search(r"(?m)^\s*@\s*[A-Za-z]+\s*[{(]\s*[^\s,=]+\s*,", text) is not None


def read(text: str) -> Iterator[Item]:
    """Yield the items of a text; comments and what is broken are passed over.

    Parameters
    ----------
    text : str
        BibTeX.

    Yields
    ------
    Item
        CSL-JSON, in the order of the text.
    """
    strings: dict[str, str] = {}
    at = 0
    while match := _ENTRY.search(text, at):
        kind = match["type"].lower()
        at = match.end()
        if kind in ("comment", "preamble"):
            continue
        key, at = _key(text, at) if kind != "string" else ("", at)
        fields, at = _fields(text, at, strings)
        if kind == "string":
            strings |= fields
        elif key or fields:
            yield _item(kind, key, fields)


def _key(text: str, at: int) -> tuple[str, int]:
    end = re.compile(r"[,})]").search(text, at)
    if end is None:
        return text[at:].strip(), len(text)
    return text[at : end.start()].strip(), end.end() if end[0] == "," else end.start()


def _fields(text: str, at: int, strings: Mapping[str, str]) -> tuple[dict[str, str], int]:
    """Return the fields of an entry by their names in small letters, and where they end."""
    found: dict[str, str] = {}
    while match := _NAME.match(text, at):
        parts = []
        at = match.end()
        while True:
            value, at = _value(text, at, strings)
            parts.append(value)
            joined = re.compile(r"\s*#\s*").match(text, at)
            if joined is None or joined.end() <= at:
                break
            at = joined.end()
        found.setdefault(match["name"].lower(), "".join(parts))
        comma = re.compile(r"\s*,").match(text, at)
        if comma is None:
            break
        at = comma.end()
    return found, at


def _value(text: str, at: int, strings: Mapping[str, str]) -> tuple[str, int]:
    """Return the value that begins here, without what stands around it, and where it ends."""
    opening = text[at : at + 1]
    if opening not in ("{", '"'):
        bare = _BARE.match(text, at)
        word = bare[0] if bare else ""
        return strings.get(word.lower(), word), bare.end() if bare else at
    depth, start = 0, at + 1
    at = start
    while at < len(text):
        letter = text[at]
        if letter == "\\":
            at += 2
            continue
        if depth == 0 and letter == ("}" if opening == "{" else '"'):
            return text[start:at], at + 1
        depth += (letter == "{") - (letter == "}")
        at += 1
    return text[start:], len(text)


def _item(kind: str, key: str, fields: Mapping[str, str]) -> Item:
    type_ = _SUBTYPES.get(fields.get("entrysubtype", ""), _KINDS.get(kind, "document"))
    if type_ == "document" and fields.get("url"):
        type_ = "webpage"
    item: dict[str, object] = {"id": key, "type": type_}
    for role in _ROLES:
        people = [_person(each) for each in _apart(fields.get(role, ""))]
        if people:
            item[role] = people
    texts = {**_TEXTS, "series": "collection-title"}
    if type_ in ("webpage", "document"):
        texts["series"] = "container-title"
    for name, field in texts.items():
        value = fields.get(name, "")
        text = _verbatim(value) if name in _VERBATIM else plain(value)
        if text:
            item.setdefault(field, text.replace("--", "–") if name == "pages" else text)
    date = _date(fields)
    if date:
        item["issued"] = date
    read_on = iso_dates(fields.get("urldate", ""))
    if read_on:
        item["accessed"] = {"date-parts": read_on}
    first = iso_dates(fields.get("origdate", ""))
    if first:
        item["original-date"] = {"date-parts": first}
    return item


def _date(fields: Mapping[str, str]) -> dict[str, object]:
    written = plain(fields.get("date", ""))
    parts = iso_dates(written)
    if parts:
        about = {"circa": True} if written.endswith("~") else {}
        return {"date-parts": parts, **about}
    year = plain(fields.get("year", ""))
    found = date_of(year, plain(fields.get("month", "")), plain(fields.get("day", "")))
    return issued(found, year) if found or year else {}


def _apart(names: str) -> list[str]:
    """Return the names of a list, parted at each "and" that no braces hold."""
    depth, start, found = 0, 0, []
    for match in re.compile(r"[{}]|\s+and\s+", re.IGNORECASE).finditer(names):
        if match[0] in "{}":
            depth += 1 if match[0] == "{" else -1
        elif not depth:
            found.append(names[start : match.start()])
            start = match.end()
    return [each.strip() for each in [*found, names[start:]] if each.strip()]


def _person(name: str) -> dict[str, str]:
    if name.startswith("{") and name.endswith("}") and name.count("{") == 1:
        return {"literal": plain(name)}
    parts = [plain(part) for part in name.split(",")]
    if len(parts) == 3:  # Family, Suffix, Given
        return person(", ".join((parts[0], parts[2], parts[1])))
    if len(parts) == 2:
        return person(", ".join(parts))
    words = parts[0].split()
    return person(f"{words[-1]}, {' '.join(words[:-1])}" if len(words) > 1 else parts[0])


def plain(value: str) -> str:
    """Return what a value of TeX says: accents as letters, italics and the like as `<i>`.

    Parameters
    ----------
    value : str
        Of a field, without its outer braces.

    Returns
    -------
    str
        With the tags of CSL.
    """
    text = _styled(value)
    text = text.replace("~", "\u00a0").replace("{", "").replace("}", "")
    for mark, letter in _BRACES.items():
        text = text.replace(mark, letter)
    return " ".join(unicodedata.normalize("NFC", text).split())


def _styled(value: str) -> str:
    """Return a value whose commands are letters and tags."""
    parts: list[str] = []
    at = 0
    while match := _COMMAND.search(value, at):
        parts.append(value[at : match.start()])
        at = match.end()
        if match["style"]:
            inner, at = _value(value, at, {})
            tag = _STYLES[match["style"]]
            parts.append(f"<{tag}>{_styled(inner)}</{tag}>")
        elif match["accent"]:
            letter = (match["braced"] or match["letter"]).removeprefix("\\")
            parts.append(letter + _ACCENTS[match["accent"]])
        elif match["word"]:
            letter = _WORDS.get(match["word"], "")
            parts.append("\ue002" if letter == "~" else letter)
        else:
            parts.append({"{": "\ue000", "}": "\ue001"}.get(match["sign"], match["sign"]))
    return "".join([*parts, value[at:]])


def _verbatim(value: str) -> str:
    """Return an address or DOI, which others write with the signs of TeX all the same."""
    address = value.strip().replace("%7B", "{").replace("%7D", "}")
    return re.sub(r"\\([_&%#~])", r"\1", address)
