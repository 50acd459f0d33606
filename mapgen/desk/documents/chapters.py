"""A story chapter by chapter: a chapter that is not changed keeps its bytes.

A chapter is the lines between two lines ``---`` and the Markdown behind them, to the next such
line, as `mapgen.records.story_file` parts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from mapgen.desk.documents.document import Document
from mapgen.desk.documents.edit import Edit, NotEditableError
from mapgen.records.story_file import KEYS

ID = KEYS[0]
TEXT = "text"
_RULE = re.compile(r"^---[ \t]*(?:\r\n|\n|\Z)", re.MULTILINE)
_LINE = re.compile(r"[^\n]*\n|[^\n]+\Z")


@dataclass(frozen=True, slots=True)
class Chapters(Document):
    """A file of chapters; a record has its own lines by their names, and its ``text``."""

    @staticmethod
    def split(text: str) -> Iterator[tuple[str, str | None]]:
        """Yield each chapter, and what stands before the first, as `Document.split` says.

        Raises
        ------
        NotEditableError
            Chapters do not open and close.
        """
        rules = list(_RULE.finditer(text))
        start = rules[0].start() if rules else len(text)
        if len(rules) % 2 or text[:start].strip():
            raise NotEditableError("chapters do not open and close")
        yield text[:start], None
        opening = [rule.start() for rule in rules[::2]]
        for at, end in pairwise([*opening, len(text)]):
            yield text[at:end], str(_value(text[at:end]).get(ID, ""))

    def id_of(self, text: str) -> str:
        """Return the id of a chapter, as `Document.id_of` says."""
        return str(_value(text).get(ID, ""))

    def value(self, text: str) -> Mapping[str, str]:
        """Return a chapter's lines and its Markdown with line feeds, as `Document.value` says."""
        return _value(text)

    def write(self, value: Mapping[str, object], before: str | None) -> str:
        """Return the text of a chapter, as `Document.write` says.

        A line whose value is empty is taken out.

        Raises
        ------
        KeyError
            A chapter has no line of that name.
        NotEditableError
            A line's value is none of one line, or the Markdown has a line ``---`` of its own.
        """
        for name, each in value.items():
            if name not in (*KEYS, TEXT):
                raise KeyError(name)
            if _RULE.search(str(each)) or (name != TEXT and "\n" in str(each)):
                raise NotEditableError(f"{name} would end the chapter")
        end = "\r\n" if "\r\n" in (before or self.bytes().decode()) else "\n"
        opening, head, closing, body = _parted(before or f"---{end}---{end}")
        lines = _LINE.findall(head)
        for name in KEYS:
            if name in value:
                lines = _with_line(lines, name, str(value[name]).strip(), end)
        if TEXT in value:
            body = _with_text(body, str(value[TEXT]), end)
        if before is None:
            body = body.rstrip() + end
        return opening + "".join(lines) + closing + body

    def insert(self, texts: list[str], edit: Edit) -> None:
        """Put a new chapter between empty lines among the others, as `Document.insert` says."""
        if edit.after is None:
            return
        end = "\r\n" if "\r\n" in edit.after else "\n"
        at = self.place(edit.behind)
        if at > 1 or texts[0]:
            texts[at - 1] = _ending_with(texts[at - 1], end)
        last = at == len(texts)
        texts.insert(at, edit.after if last else _ending_with(edit.after, end))


def _value(text: str) -> dict[str, str]:
    _, head, _, body = _parted(text)
    value = {}
    for line in head.splitlines():
        name, colon, rest = (part.strip() for part in line.partition(":"))
        if colon and name in KEYS:
            value[name] = rest
    value[TEXT] = body.replace("\r\n", "\n").strip("\n")
    return value


def _parted(text: str) -> tuple[str, str, str, str]:
    """Return a chapter's opening line, its own lines, the closing line, and what is behind."""
    opening, closing = [*_RULE.finditer(text)][:2]
    return opening[0], text[opening.end() : closing.start()], closing[0], text[closing.end() :]


def _with_line(lines: list[str], name: str, value: str, end: str) -> list[str]:
    """Return the lines with one that says this; a new one stands in its usual place."""
    names = [line.partition(":")[0].strip() for line in lines]
    if name in names:
        at = len(names) - 1 - names[::-1].index(name)  # of two the reader takes the last
        if lines[at].partition(":")[2].strip() == value:
            return lines
        return [*lines[:at], *([f"{name}: {value}{end}"] if value else []), *lines[at + 1 :]]
    if not value:
        return lines
    earlier = KEYS[: KEYS.index(name)]
    at = max((at for at, each in enumerate(names, start=1) if each in earlier), default=0)
    return [*lines[:at], f"{name}: {value}{end}", *lines[at:]]


def _with_text(body: str, text: str, end: str) -> str:
    """Return what is behind a chapter's lines with other Markdown; blank lines around it stay."""
    bare = text.replace("\r\n", "\n").strip("\n")
    inner = body.replace("\r\n", "\n")
    if inner.strip("\n") == bare:
        return body
    head = inner[: len(inner) - len(inner.lstrip("\n"))]
    tail = inner[len(inner.rstrip("\n")) :] if inner.strip("\n") else "\n"
    return (head + bare + tail).replace("\n", end)


def _ending_with(text: str, end: str) -> str:
    """Return a text that ends with an empty line."""
    if not text.strip() or text.endswith(end * 2):
        return text
    return text + (end if text.endswith(end) else end * 2)
