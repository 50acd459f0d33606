"""The references of a source, from its CSL-JSON item: parts of plain text in the house style.

The short one stands beside a figure ("Dawn, 15 Dec 1986", "Ali 2005"), the long one in the list of
sources.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from mapgen.notation.citations import is_key
from mapgen.notation.csl_dates import FIRST_SEASON, SEASONS
from mapgen.notation.rich_text import runs
from mapgen.vocabulary import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable

PartKind = Literal["text", "title", "quoted-title", "container", "mirror", "link"]

CslItem: TypeAlias = Mapping[str, Any]
"""A CSL-JSON item whose fields were checked (`mapgen.records.csl_item`)."""

_PERIODICAL = {"article-newspaper", "article-magazine", "broadcast", "periodical"}
_BOOKS = {
    "book", "report", "thesis", "classic", "collection", "motion_picture", "map", "dataset",
    "pamphlet", "legislation", "legal_case", "manuscript", "periodical",
}  # fmt: skip
_DIGITS = {"sub": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
           "sup": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")}  # fmt: skip
_EN_DASH = re.compile(r"(?<=\d)--?(?=\d)")

PRINTED = frozenset({
    "id", "citation-key", "type", "title", "author", "container-title", "editor", "translator",
    "volume", "issue", "collection-title", "collection-number", "publisher", "publisher-place",
    "issued", "original-date", "page", "URL", "accessed", "note", "language",
})  # fmt: skip
"""The fields of a CSL-JSON item that a page prints or works with; all others are only kept."""


def year(item: CslItem) -> int | None:
    """Return the year in which a source was issued; None where its date has none.

    Parameters
    ----------
    item : CslItem
        A source.

    Returns
    -------
    int or None
        Astronomical: 0 is 1 BC.
    """
    parts = item.get("issued", {}).get("date-parts")
    return parts[0][0] if parts else None


def short(item: CslItem) -> str:
    """Return the short reference: "Dawn, 15 Dec 1986" for a periodical, else "Ali 2005".

    Parameters
    ----------
    item : CslItem
        A source.

    Returns
    -------
    str
        Never empty.
    """
    container = item.get("container-title", "")
    names = item.get("author") or item.get("editor") or []
    if item.get("type") in _PERIODICAL and container:
        date = _date(item, short_month=True)
        return f"{container}, {date}" if date else container
    who = _short_names(names)
    if not who:
        who = container or item.get("publisher", "") or _clipped(item.get("title", ""))
    when = _date(item, years_only=True)
    return f"{who} {when}".strip() or "Untitled"


def long(item: CslItem, mirror: str = "") -> tuple[tuple[PartKind, str], ...]:
    """Return the full reference; its parts, joined, read as one sentence.

    Parameters
    ----------
    item : CslItem
        The source.
    mirror : str
        Where a repost of it was read; "" where it was read itself.

    Returns
    -------
    tuple of (PartKind, str)
        The kind says what a page sets in italics ("title", "container"); the quotation marks are
        part of a "quoted-title"; "link" is the address, always last.
    """
    parts: list[tuple[PartKind, str]] = []
    names = "; ".join(_long_name(name) for name in item.get("author", []))
    where = _where(item)
    if names:
        parts.append(("text", _stop(names) + " "))
    if item.get("title"):
        parts += [*_title(item, item["title"]), ("text", " ")]
    for at, (kind, text) in enumerate(where):
        lead = ", " if at else ""
        if kind == "container" and item.get("type") in ("chapter", "paper-conference"):
            lead += "in " if at else "In "
        parts += [("text", lead), (kind, text)]
    if not parts[-1][1].endswith("."):  # as "n.d." does
        parts.append(("text", "."))
    if mirror:
        parts.append(("mirror", f" Read on a mirror: {_stop(mirror)}"))
    if item.get("URL"):
        parts.append(("link", item["URL"]))
    return _merged(parts)


def _merged(parts: list[tuple[PartKind, str]]) -> tuple[tuple[PartKind, str], ...]:
    """Return the parts with neighbouring texts in one and empty ones left out."""
    merged: list[tuple[PartKind, str]] = []
    for kind, text in parts:
        if merged and kind == "text" == merged[-1][0]:
            merged[-1] = ("text", merged[-1][1] + text)
        elif text:
            merged.append((kind, text))
    return tuple(merged)


def plain(parts: Iterable[tuple[PartKind, str]]) -> str:
    """Return the parts of a reference as one plain text, without the link.

    Parameters
    ----------
    parts : iterable of tuple of (PartKind, str)
        As `long` returns them.

    Returns
    -------
    str
        One line.
    """
    return "".join(text for kind, text in parts if kind != "link")


def _title(item: CslItem, title: str) -> list[tuple[PartKind, str]]:
    described = title.startswith("[") and title.endswith("]")
    if described:  # our words for a text whose title is not known
        return [("text", f"{title}.")]
    if item.get("type") in _BOOKS and not item.get("container-title"):
        return [("title", title), ("text", "" if title[-1] in ".?!…" else ".")]
    stop = "" if title[-1] in ".?!…" else "."
    return [("quoted-title", f"“{title}{stop}”")]


def _where(item: CslItem) -> list[tuple[PartKind, str]]:
    """Return container, volume, publisher, date and pages, those that are there."""
    found: list[tuple[PartKind, str]] = []
    container = item.get("container-title", "")
    if container:
        found.append(("container", container))
    for role, words in (("editor", "edited by"), ("translator", "translated by")):
        named = [_given_first(name) for name in item.get(role, [])]
        if named:
            found.append(("text", f"{words} {_and(named)}"))
    volume, issue = item.get("volume", ""), item.get("issue", "")
    if volume or issue:
        numbered = " ".join(text for text in (volume, f"({issue})" if issue else "") if text)
        found.append(("text", numbered))
    collection = item.get("collection-title", "")
    if collection and collection != container:
        number = item.get("collection-number", "")
        found.append(("text", f"{collection} {number}".strip()))
    publisher = item.get("publisher", "")
    if publisher and publisher != container:
        place = item.get("publisher-place", "")
        found.append(("text", f"{place}: {publisher}" if place else publisher))
    found.append(("text", _date(item) or "no date"))
    original = _date({"issued": item.get("original-date", {})})
    if original and original != _date(item):
        found.append(("text", f"first published {original}"))
    if item.get("page"):
        pages = _EN_DASH.sub("–", item["page"])
        found.append(("text", f"{'pp.' if '–' in pages or ',' in pages else 'p.'} {pages}"))
    return found


def _date(item: CslItem, *, short_month: bool = False, years_only: bool = False) -> str:
    issued = item.get("issued", {})
    if "literal" in issued:
        found = re.search(r"\b\d{4}\b", issued["literal"])
        return (found[0] if found else "") if years_only else issued["literal"]
    texts = []
    for parts in issued.get("date-parts", []):
        kept = parts[:1] if years_only else parts
        words = [str(kept[0])]
        if len(kept) > 1:
            words.insert(0, _month(kept[1], short_month))
        if len(kept) > 2:
            words.insert(0, str(kept[2]))
        texts.append(" ".join(words))
    text = "–".join(dict.fromkeys(texts))
    return f"about {text}" if text and issued.get("circa") and not years_only else text


def _month(number: int, is_short: bool) -> str:
    if number >= FIRST_SEASON:
        return SEASONS[number - FIRST_SEASON]
    return MONTHS[number - 1][:3] if is_short else MONTHS[number - 1]


def key_of(item: Mapping[str, object]) -> object:
    """Return what an item is cited as: its id, or its citation-key where the id is an address.

    Zotero's own export of CSL-JSON has the key in ``citation-key`` and an address as the id.

    Parameters
    ----------
    item : mapping of str to object
        A source as a bibliography has it.

    Returns
    -------
    object
        Whatever it has there: None, or of another type where the file is wrong.
    """
    key, given = item.get("id"), item.get("citation-key")
    is_address = isinstance(key, str) and key.startswith(("http://", "https://"))
    return given if is_address and isinstance(given, str) and is_key(given) else key


def without_markup(text: str) -> str:
    """Return a title without the markup of CSL; raised and lowered digits stay such.

    Parameters
    ----------
    text : str
        With the tags ``<i>``, ``<b>``, ``<sub>``, ``<sup>`` … of CSL.

    Returns
    -------
    str
        H₂O for ``H<sub>2</sub>O``.
    """
    return "".join(
        run.text.translate(_DIGITS[run.styles[-1]]) if run.styles[-1:] and run.styles[-1] in _DIGITS
        else run.text
        for run in runs(text)
    )  # fmt: skip


def _short_names(names: list[dict[str, str]]) -> str:
    families = [name.get("literal") or _family(name) or name.get("given", "") for name in names]
    if len(families) > 2:
        return f"{families[0]} and others"
    return _and(families)


def _family(name: dict[str, str]) -> str:
    particle = name.get("non-dropping-particle", "")
    return f"{particle} {name.get('family', '')}".strip()


def _long_name(name: dict[str, str]) -> str:
    if name.get("literal"):
        return name["literal"]
    given = f"{name.get('given', '')} {name.get('dropping-particle', '')}".strip()
    return ", ".join(filter(None, (_family(name), given, name.get("suffix", ""))))


def _given_first(name: dict[str, str]) -> str:
    parts = (name.get(part, "") for part in ("given", "dropping-particle"))
    return name.get("literal") or " ".join(
        filter(None, (*parts, _family(name), name.get("suffix", "")))
    )


def _and(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _clipped(title: str) -> str:
    text = title.strip("[]")
    return text if len(text) <= 40 else text[:39].rsplit(" ", 1)[0] + "…"


def _stop(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
