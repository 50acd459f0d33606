"""A TOML file table by table: a statement that is not changed keeps its bytes, comments too.

A record is what a heading begins, ``[categories.press]`` or ``[[cities]]``, up to the next one,
without the comments and blank lines before that. What stands before the first heading is a record
too (`TOP`), which is there even where it is empty.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mapgen.desk.documents.document import Document
from mapgen.desk.documents.edit import Edit, NotEditableError
from mapgen.desk.documents.toml_inline import inline_table
from mapgen.files.toml_written import toml_value

TOP = "top"
NAME = "[]"
"""The field that holds what stands in a table's heading: ``categories.press``, ``[cities]``."""
_HEADING = re.compile(r"[ \t]*\[(?P<name>\[[^\n]*?\]|[^\n]*?)\][ \t]*(?:#[^\n]*)?(?:\n|\Z)")
_IDLE = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)")
_KEY = re.compile(
    r"[ \t]*(?P<key>(?:[A-Za-z0-9_-]+|\"[^\"\n]*\"|'[^'\n]*')(?:[ \t]*\.[ \t]*(?:[A-Za-z0-9_-]+"
    r"|\"[^\"\n]*\"|'[^'\n]*'))*)[ \t]*=[ \t]*"
)
# What a value is made of: strings of the four kinds, brackets, a comment, anything else.
_PIECE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}|\'\'\'(?:[^\']|\'(?!\'\'))*+\'{3,5}'
    r'|"(?:[^"\\\n]|\\.)*+"|\'[^\'\n]*+\'|(?P<open>[\[{])|(?P<close>[\]}])|(?P<comment>#[^\n]*)'
    r"|(?P<end>\n)|[^\"'\[\]{}#\n]+",
    re.DOTALL,
)
_BARE = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*")


@dataclass(frozen=True, slots=True)
class _Statement:
    """A stretch of a table's text: `key` "" for a heading, a comment or a blank line."""

    text: str
    key: str = ""
    start: int = 0
    end: int = 0
    """Where the value stands in the text."""

    @property
    def raw(self) -> str:
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class TomlTables(Document):
    """A TOML file; a record is one of its tables, with the values that it sets itself."""

    @staticmethod
    def split(text: str) -> Iterator[tuple[str, str | None]]:
        """Yield each table, and what stands between, as `Document.split` says.

        Raises
        ------
        NotEditableError
            It is no TOML.
        """
        if "\r" in text:
            raise NotEditableError("its lines do not end with line feeds alone")
        try:
            tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
            raise NotEditableError(f"the file is no TOML: {error}") from error
        tables: list[list[_Statement]] = [[]]
        names = [TOP]
        for each in _statements(text):
            heading = None if each.key else _HEADING.fullmatch(each.text)
            if heading:
                tables.append([])
                names.append(heading["name"].strip())
            tables[-1].append(each)
        for name, table in zip(names, tables, strict=True):
            whole = [bool(each.key) or bool(_HEADING.fullmatch(each.text)) for each in table]
            count = max((at for at, is_ in enumerate(whole, start=1) if is_), default=0)
            yield "".join(each.text for each in table[:count]), name
            for each in table[count:]:
                yield each.text, None

    def id_of(self, text: str) -> str:
        """Return what stands in the heading of a table, as `Document.id_of` says."""
        return _name(text)

    def value(self, text: str) -> Mapping[str, object]:
        """Return a table's values by their keys, dates as texts, as `Document.value` says."""
        found: dict[str, object] = {NAME: _name(text)}
        for each in _statements(text):
            if each.key:
                found[each.key] = _plain(tomllib.loads(f"v = {each.raw}\n")["v"])
        return found

    def write(self, value: Mapping[str, object], before: str | None) -> str:
        """Return a table's text, None and "" taking a key out, as `Document.write` says.

        Raises
        ------
        NotEditableError
            A key or value cannot be written.
        """
        text = f"\n[{value.get(NAME, '')}]\n" if before is None else before
        for key, each in value.items():
            if key != NAME:
                try:
                    text = _with(text, key, each)
                except TypeError as error:
                    raise NotEditableError(str(error)) from error
        return text

    def place(self, behind: str | None) -> int:
        """Return the place of a new table, the first behind `TOP`, as `Document.place` says."""
        return Document.place(self, behind or (TOP if behind == "" else None))

    def begins_at(self, at: int) -> int:
        """Return where the comment right before a table begins, as `Document.begins_at` says."""
        while at and self.parts[at - 1].text.lstrip().startswith("#"):
            at -= 1
        return at - 1 if at and not self.parts[at - 1].text.strip(" \t\n") else at

    def insert(self, texts: list[str], edit: Edit) -> None:
        """Put a table on lines of its own, as `Document.insert` says; a blank line parts them."""
        if edit.after is None:
            return
        at = self.place(edit.behind)
        if at and texts[at - 1] and not texts[at - 1].endswith("\n"):
            texts[at - 1] += "\n"
        new = edit.after if edit.after.endswith("\n") else f"{edit.after}\n"
        is_apart = not "".join(texts[:at]).strip() or new.startswith("\n")
        texts.insert(at, new if is_apart else f"\n{new}")


def _name(text: str) -> str:
    for each in _statements(text):
        heading = None if each.key else _HEADING.fullmatch(each.text)
        if heading:
            return heading["name"].strip()
        if each.key:
            break
    return TOP


def _statements(text: str) -> Iterator[_Statement]:
    """Yield the stretches of a text that is TOML, one after another; together they are the text."""
    at = 0
    while at < len(text):
        key = _KEY.match(text, at)
        if key is None:
            idle = _IDLE.match(text, at)
            heading = _HEADING.match(text, at)
            found = idle if idle and idle.end() > at else heading
            end = found.end() if found else len(text)
            yield _Statement(text[at:end])
        else:
            value_end, end = _end_of_value(text, key.end())
            yield _Statement(text[at:end], key["key"], key.end() - at, value_end - at)
        at = end


def _end_of_value(text: str, start: int) -> tuple[int, int]:
    """Return where the value that begins here ends, and where its line does."""
    at = last = start
    depth = 0
    while at < len(text):
        piece = _PIECE.match(text, at)
        if piece is None:
            return len(text), len(text)
        at = piece.end()
        depth += (piece["open"] is not None) - (piece["close"] is not None)
        if piece["end"] and not depth:
            return last, at
        if not piece["comment"] and not piece["end"]:
            last = piece.start() + len(piece[0].rstrip(" \t"))
    return last, at


def _with(text: str, key: str, value: object) -> str:
    """Return a table's text with another value for a key."""
    statements = list(_statements(text))
    found = next((at for at, each in enumerate(statements) if each.key == key), None)
    parts = [each.text for each in statements]
    gone = value is None or value == ""
    if found is not None:
        each = statements[found]
        if gone:
            del parts[found]
        else:
            old = _plain(tomllib.loads(f"v = {each.raw}\n")["v"])
            if old != value:
                new = (
                    inline_table(each.raw, old, value)
                    if isinstance(old, dict) and isinstance(value, Mapping)
                    else toml_value(value)
                )
                parts[found] = each.text[: each.start] + new + each.text[each.end :]
        return "".join(parts)
    if gone:
        return text
    if not _BARE.fullmatch(key):
        raise NotEditableError(f"{key!r} is no key")
    if parts and not parts[-1].endswith("\n"):
        parts[-1] += "\n"
    return "".join([*parts, f"{key} = {toml_value(value)}\n"])


def _plain(value: object) -> object:
    """Return a value of TOML as one of JSON; a date as a text."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value if isinstance(value, str | bool | int | float) else str(value)
