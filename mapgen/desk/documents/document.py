"""A file as records one after another, each with its own text; the text of all is the file.

An edit puts one record's text in the place of another. All other text is kept to the byte: order,
quoting, byte order mark and line ends too.
"""

from __future__ import annotations

import codecs
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self


class NotEditableError(Exception):
    """A file that cannot be edited record by record as it stands; the text says why."""


class ConflictError(Exception):
    """A record is not what an edit was made from: somebody else has changed the file.

    Attributes
    ----------
    key
        The record's key.
    found
        The record's text as it stands now, None where there is none.
    """

    def __init__(self, key: str, found: str | None) -> None:
        super().__init__(f"{key!r} was changed elsewhere meanwhile")
        self.key = key
        self.found = found


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a file: a record with its `key`, or what stands between records ("")."""

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """What is put in the place of a record's text `before`; None stands for no record.

    A new record stands behind the one called `behind`, or at the end of the file; behind "" it is
    the first. A record that is there already is moved there from behind `moved_from`; without
    `behind` it stays where it is. `after_key` is the record's key afterwards, "" where it stays.
    """

    key: str
    before: str | None
    after: str | None
    behind: str | None = None
    after_key: str = ""
    moved_from: str | None = None

    def reversed(self) -> Edit:
        """Return the edit that takes this one back."""
        key = self.after_key or self.key
        behind = self.behind if self.moved_from is None else self.moved_from
        moved_from = None if self.moved_from is None else self.behind
        return Edit(key, self.after, self.before, behind, self.key, moved_from)


@dataclass(frozen=True, slots=True)
class Document(ABC):
    """A file's text in parts, joined they are the text; `bom`: a byte order mark stands before it.

    The key of a record is its id where it has one that no record before it has, else
    ``id#number``, with its number among the records, from 1: no id has a ``#`` in it.
    """

    parts: tuple[Part, ...]
    bom: bool = False

    @classmethod
    def read(cls, raw: bytes) -> Self:
        """Return the document in the bytes of a file.

        Parameters
        ----------
        raw : bytes
            The whole file.

        Returns
        -------
        Self
            Joined, its parts are the file.

        Raises
        ------
        NotEditableError
            It is not UTF-8, or not of the document's format.
        """
        bom = raw.startswith(codecs.BOM_UTF8)
        try:
            text = raw[len(codecs.BOM_UTF8) if bom else 0 :].decode()
        except UnicodeDecodeError as error:
            raise NotEditableError("the file is not UTF-8") from error
        return cls.of(text, bom=bom)

    @classmethod
    def of(cls, text: str, *, bom: bool = False) -> Self:
        """Return the document in a text.

        Parameters
        ----------
        text : str
            The whole file.
        bom : bool
            Whether a byte order mark stands before it.

        Returns
        -------
        Self
            Joined, its parts are the text.

        Raises
        ------
        NotEditableError
            It is not of the document's format.
        """
        return cls(tuple(keyed(cls.split(text))), bom)

    @staticmethod
    @abstractmethod
    def split(text: str) -> Iterator[tuple[str, str | None]]:
        """Yield each part of a text and its id; None where the part is no record.

        Parameters
        ----------
        text : str
            The whole file.

        Returns
        -------
        iterator of (tuple of (str, str or None))
            Together they are the text.

        Raises
        ------
        NotEditableError
            The text is not of the document's format.
        """

    @abstractmethod
    def value(self, text: str) -> Mapping[str, object]:
        """Return what a record's text says.

        Parameters
        ----------
        text : str
            One of the parts.

        Returns
        -------
        mapping of str to object
            By the names of fields.
        """

    @abstractmethod
    def write(self, value: Mapping[str, object], before: str | None) -> str:
        """Return the text of a record; what it says as `before` did keeps its form.

        Parameters
        ----------
        value : mapping of str to object
            What it has to say; fields that are not named stay as they are.
        before : str or None
            The text of the record so far; None for a new one.

        Returns
        -------
        str
            As it stands in the file.

        Raises
        ------
        KeyError
            The format has no field of that name.
        NotEditableError
            A value cannot be written.
        """

    @abstractmethod
    def id_of(self, text: str) -> str | None:
        """Return the id in a record's text, "" where it has none, None where it is no record.

        Parameters
        ----------
        text : str
            One of the parts.

        Returns
        -------
        str or None
            As it is written.
        """

    def bytes(self) -> bytes:
        """Return the file."""
        text = "".join(part.text for part in self.parts).encode()
        return codecs.BOM_UTF8 + text if self.bom else text

    def keys(self) -> list[str]:
        """Return the keys of the records in the order of the file."""
        return [part.key for part in self.parts if part.key]

    def text_of(self, key: str) -> str | None:
        """Return a record's text, None where there is none of that key.

        Parameters
        ----------
        key : str
            The record's.

        Returns
        -------
        str or None
            As it stands in the file.
        """
        return next((part.text for part in self.parts if part.key == key), None)

    def records(self) -> Iterator[tuple[str, Mapping[str, object]]]:
        """Yield the key of each record and what it says, in the order of the file."""
        for part in self.parts:
            if part.key:
                yield part.key, self.value(part.text)

    def edited(self, edit: Edit) -> Self:
        """Return the document after an edit.

        Parameters
        ----------
        edit : Edit
            Of one record.

        Returns
        -------
        Self
            The document itself stays as it is.

        Raises
        ------
        ConflictError
            The record's text is not the one that the edit was made from.
        """
        found = self.text_of(edit.key)
        if found != edit.before:
            raise ConflictError(edit.key, found)
        texts = [part.text for part in self.parts]
        at = next((at for at, part in enumerate(self.parts) if part.key == edit.key), None)
        if at is None:
            self.insert(texts, edit)
        elif edit.after is None:
            self.remove(texts, at)
        elif edit.moved_from is not None:
            key = edit.after_key or edit.key
            rest = self.edited(Edit(edit.key, edit.before, None))
            return rest.edited(Edit(key, None, edit.after, edit.behind))
        elif self.id_of(edit.after) == self.id_of(self.parts[at].text):
            parts = (*self.parts[:at], Part(edit.after, edit.key), *self.parts[at + 1 :])
            return type(self)(parts, self.bom)
        else:
            texts[at] = edit.after
        return self.of("".join(texts), bom=self.bom)

    def insert(self, texts: list[str], edit: Edit) -> None:
        """Put a new record among the parts' texts.

        Parameters
        ----------
        texts : list of str
            All parts, changed in place.
        edit : Edit
            What is put in, and behind which record.
        """
        if edit.after is not None:
            texts.insert(self.place(edit.behind), edit.after)

    def remove(self, texts: list[str], at: int) -> None:
        """Take a record out of the parts' texts.

        Parameters
        ----------
        texts : list of str
            All parts, changed in place.
        at : int
            The record's place among them.
        """
        del texts[at]

    def neighbour(self, key: str) -> str:
        """Return the key of the record that stands before another, "" for the first.

        Parameters
        ----------
        key : str
            The record's.

        Returns
        -------
        str
            A key, or "".
        """
        keys = self.keys()
        at = keys.index(key) if key in keys else 0
        return keys[at - 1] if at else ""

    def place(self, behind: str | None) -> int:
        """Return the index among the parts at which a new record stands.

        Parameters
        ----------
        behind : str or None
            The key of the record before it; "" for the first place, None for the last.

        Returns
        -------
        int
            From 0 on.
        """
        records = [at for at, part in enumerate(self.parts) if part.key]
        if behind == "" and records:
            return records[0]
        found = [at for at in records if behind is not None and self.parts[at].key == behind]
        return (found or records or [len(self.parts) - 1])[-1] + 1


def keyed(parts: Iterator[tuple[str, str | None]]) -> Iterator[Part]:
    """Yield the parts with their keys, each once.

    Parameters
    ----------
    parts : iterator of (tuple of (str, str or None))
        Text and id of each, as `Document.split` yields them.

    Yields
    ------
    Part
        A record whose id stands twice has another key.
    """
    seen: set[str] = set()
    number = 0
    for text, id_ in parts:
        if id_ is None:
            yield Part(text)
            continue
        number += 1
        key = id_ if id_ and id_ not in seen and "#" not in id_ else f"{id_}#{number}"
        seen.add(key)
        yield Part(text, key)
