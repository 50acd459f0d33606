"""A CSL-JSON item → its short name and its long citation, as parts of plain text.

Short is what stands beside a figure ("Dawn, 15 Dec 1986", "Ali 2005"); long is what
stands in the list of sources.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from functools import lru_cache
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias
from urllib.parse import urlsplit

from mapgen.notation.rich_text import runs
from mapgen.vocabulary import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable

PartKind = Literal["text", "title", "quoted-title", "container", "mirror", "link"]

# A Pandoc citation key: the same in [@key] and in the bibliography.
KEY = r"[^\W_](?:[\w:.+/-]*\w)?"

_KEY = re.compile(KEY)
_CITATION = re.compile(rf"@(?P<key>{KEY})(?:(?:\s*+,\s*+|\s++)(?P<locator>[^@\[\]]+))?")
_PERIODICAL = {"article-newspaper", "article-magazine", "broadcast", "periodical"}
_BOOKS = {
    "book", "report", "thesis", "classic", "collection", "motion_picture", "map", "dataset",
    "pamphlet", "legislation", "legal_case", "manuscript", "periodical",
}  # fmt: skip
NOTE_FIELDS = ("mirror", "kind", "read", "archived")
"""Lines of a note that say more of a source: where a repost was read, what it is, how it was read
(`mapgen.vocabulary`), and the address of an archived copy."""
_NOTE_LINE = re.compile(rf"(?im)^[ \t]*+({'|'.join(NOTE_FIELDS)}):[ \t]*+(.+)$\n?")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?")
SEASONS = ("Spring", "Summer", "Autumn", "Winter")
FIRST_SEASON = 21
"""The number of spring where a month stands, as in EDTF."""
_SEASON_MONTHS = {at: FIRST_SEASON + (at - 1) % 4 for at in (13, 14, 15, 16, 21, 22, 23, 24)}
_DIGITS = {"sub": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
           "sup": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")}  # fmt: skip
_EN_DASH = re.compile(r"(?<=\d)--?(?=\d)")


CslItem: TypeAlias = Mapping[str, Any]
"""A CSL-JSON item whose fields were checked (`mapgen.records.csl_item`)."""


class Citation(NamedTuple):
    """A key and where in the source to look ("" where not said)."""

    key: str
    locator: str = ""


PRINTED = frozenset({
    "id", "citation-key", "type", "title", "author", "container-title", "editor", "translator",
    "volume", "issue", "collection-title", "collection-number", "publisher", "publisher-place",
    "issued", "original-date", "page", "URL", "accessed", "note", "language",
})  # fmt: skip
"""The fields of a CSL-JSON item that a page prints or works with; all others are only kept."""


def is_key(text: str) -> bool:
    """Return whether a text can stand behind @ in a citation."""
    return _KEY.fullmatch(text) is not None


@lru_cache(maxsize=65_536)
def parse_group(inner: str) -> tuple[Citation, ...] | None:
    """Return the citations between the brackets of `[@a, p. 3; @b]`; None if it is no such."""
    found = []
    for piece in inner.split(";"):
        match = _CITATION.fullmatch(piece.strip())
        if match is None:
            return None
        found.append(Citation(match["key"], " ".join((match["locator"] or "").split())))
    return tuple(found)


def is_web_address(text: str) -> bool:
    """Return whether a text is an absolute http(s) address without blanks or quotes."""
    if re.search(r"[\s\"'<>\\^`{|}\x00-\x1f\x7f]", text.replace("'", "")):
        return False
    try:
        split = urlsplit(text)
        split.port  # noqa: B018  # raises for one that cannot be
        return split.scheme in ("http", "https") and _is_host(split.hostname or "")
    except ValueError:
        return False


def _is_host(host: str) -> bool:
    """Return whether a browser takes a text for a host: a name, or a whole IP address."""
    if ":" in host or host.rpartition(".")[2][:1].isdigit():
        ip_address(host)  # ValueError: not the address that it looks like
        return "%" not in host
    return bool(_HOST.fullmatch(host) and host.encode("idna"))


def split_note(note: str) -> tuple[str, dict[str, str]]:
    """Return the free lines of a note, and what its lines of `NOTE_FIELDS` say.

    CSL-JSON has no fields for these; Zotero keeps such lines ("kind: dataset") in Extra and exports
    them in the note. A field that stands twice has its first value.
    """
    said: dict[str, str] = {}
    for found in _NOTE_LINE.finditer(note):
        said.setdefault(found[1].lower(), found[2].strip())
    return _NOTE_LINE.sub("", note).strip(), said


def date_parts(value: object, *, seasons: bool = False) -> list[list[int]]:
    """Return CSL date-parts as lists of one to three real numbers; two lists for a range.

    With `seasons` one may stand where a month does, as 21 (spring) to 24; CSL's 13 to 16 are read
    as these.

    Raises
    ------
    ValueError
        Where they are no dates; the message says why.
    """
    if not isinstance(value, list) or not 1 <= len(value) <= 2:
        raise ValueError("not a date")
    dates: list[list[int]] = []
    for parts in value:
        if not isinstance(parts, list) or not 1 <= len(parts) <= 3:
            raise ValueError("not a date")
        numbers = [_whole(part) for part in parts]
        year = numbers[0]
        if not 1 <= year <= 9999:
            raise ValueError("not a year")
        if seasons and len(numbers) == 2 and numbers[1] in _SEASON_MONTHS:
            numbers[1] = _SEASON_MONTHS[numbers[1]]
            dates.append(numbers)
            continue
        if len(numbers) > 1 and not 1 <= numbers[1] <= 12:
            raise ValueError(f"there is no month {numbers[1]}")
        if len(numbers) > 2 and not 1 <= numbers[2] <= monthrange(year, numbers[1])[1]:
            raise ValueError(f"{MONTHS[numbers[1] - 1]} {year} has no day {numbers[2]}")
        dates.append(numbers)
    return dates


def _whole(part: object) -> int:
    if isinstance(part, bool) or not isinstance(part, int | str):
        raise ValueError("not a date of numbers")
    if isinstance(part, str) and not re.fullmatch(r"[0-9]{1,4}", part):
        raise ValueError("not a date of numbers")
    return int(part)


def year(item: CslItem) -> int | None:
    """Return the year of issue, or None."""
    parts = item.get("issued", {}).get("date-parts")
    return parts[0][0] if parts else None


def short(item: CslItem) -> str:
    """Return the name of a source beside a figure: "Dawn, 15 Dec 1986", "Ali 2005"."""
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
    """Return the whole citation as (kind, text) parts; joined they read as one sentence.

    The kinds tell a page what to set in italics ("title", "container") or in quotes (the
    quotes are part of "quoted-title"); "link" is the address, always last.
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
    """Return the parts as one plain text, without the link."""
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
    """
    key, given = item.get("id"), item.get("citation-key")
    is_address = isinstance(key, str) and key.startswith(("http://", "https://"))
    return given if is_address and isinstance(given, str) and is_key(given) else key


def without_markup(text: str) -> str:
    """Return a title without the markup of CSL; raised and lowered digits stay such."""
    return "".join(
        run.text.translate(_DIGITS[run.styles[-1]]) if run.styles[-1:] and run.styles[-1] in _DIGITS
        else run.text
        for run in runs(text)
    )  # fmt: skip


def season(value: object) -> int | None:
    """Return a CSL season ("1" to "4", or its English name) as a number; None for none."""
    text = str(value).strip().casefold()
    names = [name.casefold() for name in SEASONS]
    if text in ("1", "2", "3", "4"):
        return FIRST_SEASON + int(text) - 1
    text = {"fall": "autumn"}.get(text, text)
    return FIRST_SEASON + names.index(text) if text in names else None


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
