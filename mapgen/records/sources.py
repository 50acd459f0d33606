"""sources.json → Bibliography: short and long citations, links.

The file is CSL-JSON as Zotero exports it: a list of items, each with an `id` that the
records cite. Text is only ever text: the long citation is a tuple of (kind, text) parts
that a page sets as text nodes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mapgen.files.json_text import parse_json
from mapgen.files.text import decode, read_text
from mapgen.notation import citations, references
from mapgen.problems import Guesses, Problems
from mapgen.records.csl_item import ItemReader, type_name
from mapgen.vocabulary import SOURCE_KINDS, SOURCE_READ

if TYPE_CHECKING:
    from mapgen.files.folder import Named

MAX_BYTES = 200_000_000

_TEXTS = ("title", "container-title", "publisher", "publisher-place", "URL", "language", "note",
          "volume", "issue", "page", "collection-title", "collection-number", "DOI", "genre",
          "number", "archive", "edition")  # fmt: skip
_NAMES = ("author", "editor", "translator", "interviewer", "director", "collection-editor")


@dataclass(frozen=True, slots=True)
class Source:
    """One source: `csl` is the item as exported, `short` names it, `parts` is the whole of it.

    `language` is "" where the item does not say, `year` None where the date is unknown,
    `mirror` the name of the site where a repost was read, else "". `kind` and `read` are words of
    `mapgen.vocabulary`, `accessed` is when it was read (an ISO date, as far as it is known),
    `archived` the address of a copy; each is "" where the item does not say.
    """

    key: str
    csl: Mapping[str, object] = field(compare=False)
    short: str
    long_parts: tuple[tuple[references.PartKind, str], ...]
    url: str
    year: int | None
    language: str
    mirror: str
    note: str
    kind: str = ""
    read: str = ""
    accessed: str = ""
    archived: str = ""
    line: int | None = field(default=None, compare=False)

    @property
    def long(self) -> str:
        """The whole citation as plain text, without the address."""
        return references.plain(self.long_parts)


class Bibliography(Mapping[str, Source]):
    """The sources by key, in the order of the file."""

    def __init__(self, sources: Iterable[Source] = (), file: str = "sources.json") -> None:
        self.file = file
        self._by_key = {source.key: source for source in sources}
        self._guesses = Guesses(self._by_key, f"Add the source to {file}.")

    def __getitem__(self, key: str) -> Source:
        return self._by_key[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_key)

    def __len__(self) -> int:
        return len(self._by_key)

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def csl(self) -> list[Mapping[str, object]]:
        """Return the items as exported, for others to format."""
        return [source.csl for source in self.values()]

    def suggestion(self, key: str) -> str:
        """Return how to mend a key that no source has.

        Parameters
        ----------
        key : str
            As cited.

        Returns
        -------
        str
            A sentence.
        """
        return self._guesses(key)

    def uncited(self, cited: Iterable[str]) -> Problems:
        """Return a warning for each source that none of the cited keys names.

        Parameters
        ----------
        cited : iterable of str
            Keys.

        Returns
        -------
        Problems
            In the order of the file.
        """
        problems = Problems(self.file)
        known = set(cited)
        for key, source in self.items():
            if key not in known:
                problems.warning(
                    "nothing cites this source",
                    line=source.line,
                    column="id",
                    value=key,
                    mend="Cite it, or take it out.",
                    code="source/uncited",
                )
        return problems


def read_sources(
    path: Named,
    *,
    name: str | None = None,
    foreign: bool = False,
    raw: bytes | None = None,
) -> tuple[Bibliography, Problems]:
    """Read the bibliography.

    Nothing is raised.

    Parameters
    ----------
    path : Path or FolderFile
        A CSL-JSON file.
    name : str, optional
        What problems call the file.
    foreign : bool
        Whether it is a file of others that is taken over: letters that cannot be seen are left out
        of its texts.
    raw : bytes, optional
        What the file is to hold, where that has not been written yet.

    Returns
    -------
    bibliography : Bibliography
        An item with a problem is kept under its id as far as it can be read, so that a citation of
        it is not a second problem.
    problems : Problems
    """
    file = name or path.name
    problems = Problems(file)
    text = read_text(path, problems, max_bytes=MAX_BYTES) if raw is None else decode(raw, problems)
    items = None if text is None else _items(text, problems, foreign)
    lines = _lines(text or "", items or [])
    found: dict[str, Source] = {}
    seen: dict[str, int | None] = {}
    for at, item in enumerate(items or ()):
        key = _key(item, at, lines[at], problems)
        if key is None or not isinstance(item, dict):
            continue
        if key in seen:
            before = f"line {seen[key]}" if seen[key] else "another item"
            problems.error(
                f"this id is {before}'s already",
                line=lines[at],
                column="id",
                value=key,
                mend="Give each source an id of its own.",
                code="id/twice",
            )
            continue
        seen[key] = lines[at]
        found[key] = _source(key, item, lines[at], problems)
    return Bibliography(found.values(), file), problems


def _items(text: str, problems: Problems, foreign: bool) -> list[object] | None:
    mend = "Export the sources as CSL-JSON."
    value = parse_json(text, problems, mend=mend, foreign=foreign)
    if value is None and problems.errors:
        return None
    if not isinstance(value, list):
        problems.error(
            f"not a list of sources but {type_name(value)}",
            line=1,
            mend="Export as CSL-JSON: [{…}, {…}].",
            code="source/not-a-list",
        )
        return None
    return value


def _lines(text: str, items: list[object]) -> list[int | None]:
    """Return the line on which each item of the list begins."""
    if not items:
        return []
    decoder = json.JSONDecoder()
    lines: list[int | None] = []
    at, line = text.index("[") + 1, 1 + text.count("\n", 0, text.index("["))
    for _ in items:
        start = at
        while text[at] in " \t\r\n,":
            at += 1
        line += text.count("\n", start, at)
        lines.append(line)
        start = at
        _, at = decoder.raw_decode(text, at)
        line += text.count("\n", start, at)
    return lines


def _key(item: object, at: int, line: int | None, problems: Problems) -> str | None:
    if not isinstance(item, dict):
        problems.error(
            f"source {at + 1} is {type_name(item)}",
            line=line,
            mend="Each source is a {…} with an id.",
            code="source/not-an-item",
        )
        return None
    key = references.key_of(item)
    if isinstance(key, int) and not isinstance(key, bool):
        key = str(key)
    if not isinstance(key, str) or not key:
        problems.error(
            f"source {at + 1} has no id",
            line=line,
            column="id",
            value=str(item.get("title", ""))[:200] or None,
            mend="Give it the key that the records cite.",
            code="source/no-id",
        )
        return None
    if not citations.is_key(key):
        problems.error(
            "not a citation key",
            line=line,
            column="id",
            value=key,
            mend="Begin and end with a letter or digit; inside, _ . : + / - may stand too.",
            code="source/not-a-key",
        )
    return key


def _source(key: str, item: dict[str, object], line: int | None, problems: Problems) -> Source:
    check = ItemReader(key, line, problems)
    clean: dict[str, Any] = dict(item)
    for field_name in _TEXTS:
        if field_name in item:
            clean[field_name] = check.text(field_name, item[field_name])
    for field_name in _NAMES:
        if field_name in item:
            clean[field_name] = check.names(field_name, item[field_name])
    if "issued" in item:
        clean["issued"] = check.issued(item["issued"]) if item["issued"] else {}
    if item.get("original-date"):
        clean["original-date"] = check.issued(item["original-date"], "original-date")
    for field_name in ("title", "container-title", "collection-title"):
        if clean.get(field_name):
            clean[field_name] = references.without_markup(clean[field_name])
    clean["type"] = check.kind(item.get("type"))
    if not clean.get("title") and not clean.get("author"):
        check.wrong(
            "title",
            None,
            "no title and no author",
            "Give a title, [described] if need be.",
            code="source/no-title",
        )
    clean["URL"] = check.url(clean.get("URL", ""))
    note, note_fields = citations.split_note(clean.get("note", ""))
    mirror = note_fields.get("mirror", "")
    return Source(
        key=key,
        csl=item if str(item.get("id")) == key else {**item, "id": key},
        short=references.short(clean),
        long_parts=references.long(clean, mirror),
        url=clean["URL"],
        year=references.year(clean),
        language=clean.get("language", ""),
        mirror=mirror,
        note=note,
        kind=check.choice("kind", note_fields.get("kind", ""), SOURCE_KINDS),
        read=check.choice("read", note_fields.get("read", ""), SOURCE_READ),
        accessed=check.accessed(item.get("accessed")),
        archived=check.url(note_fields.get("archived", "")),
        line=line,
    )
