"""A file as records one after another, each with its own text; the text of all is the file.

An edit puts one record's text in the place of another. All other text is kept to the byte: order,
quoting, byte order mark and line ends too.
"""

from __future__ import annotations

import codecs
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Self

from mapgen.desk.documents.edit import ConflictError, Edit, NotEditableError, Part, keyed


@dataclass(frozen=True, slots=True)
class Document(ABC):
    """A file's text in parts, joined they are the text; `bom`: a byte order mark stands before it.

    The key of a record is its id where it has one that no record before it has, else
    ``id#number``, with its number among the records, from 1: no id has a ``#`` in it.
    """

    parts: tuple[Part, ...]
    bom: bool = False
    _places: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)

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
        at = self.place_of(key)
        return None if at is None else self.parts[at].text

    def place_of(self, key: str) -> int | None:
        """Return the index of a record among the parts, None where there is none of that key.

        Parameters
        ----------
        key : str
            The record's.

        Returns
        -------
        int or None
            From 0 on.
        """
        if not self._places:  # filled at the first question, at once
            self._places.update({part.key: at for at, part in enumerate(self.parts) if part.key})
        return self._places.get(key)

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
            The record's text is not the one that the edit was made from, or it is moved behind
            itself: records that are numbered have got other numbers.
        """
        found = self.text_of(edit.key)
        if found != edit.before or (edit.moved_from is not None and edit.behind == edit.key):
            raise ConflictError(edit.key, found)
        texts = [part.text for part in self.parts]
        at = self.place_of(edit.key)
        if at is None:
            self.insert(texts, edit)
        elif edit.after is None:
            self.remove(texts, at)
        elif edit.moved_from is not None:
            first = self.begins_at(at)
            moved = "".join(texts[first:at]) + edit.after
            self.remove(texts, at)
            del texts[first:at]
            rest = self.of("".join(texts), bom=self.bom)
            texts = [part.text for part in rest.parts]
            rest.insert(texts, Edit("", None, moved, self._behind_in(rest, edit)))
        elif self.id_of(edit.after) == self.id_of(self.parts[at].text):
            parts = (*self.parts[:at], Part(edit.after, edit.key), *self.parts[at + 1 :])
            return type(self)(parts, self.bom)
        else:
            texts[at] = edit.after
        return self.of("".join(texts), bom=self.bom)

    def begins_at(self, at: int) -> int:
        """Return the first of the parts that move with a record: what is said of it before it.

        Parameters
        ----------
        at : int
            The record's place among the parts.

        Returns
        -------
        int
            That place, or an earlier one.
        """
        return at

    def _behind_in(self, rest: Self, edit: Edit) -> str | None:
        """Return what a record is moved behind, as it is called where the record is gone.

        Records without an id of their own are numbered, and have other numbers there.
        """
        keys = self.keys()
        if edit.behind not in keys:
            return edit.behind
        others = [key for key in keys if key != edit.key]
        return rest.keys()[others.index(edit.behind)]

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

    def put_behind(self, before: str, text: str) -> tuple[str, ...] | None:  # noqa: ARG002
        """Return the texts of a record and of a new one behind it, without reading the file again.

        Parameters
        ----------
        before : str
            The text of the record that is there.
        text : str
            That of the new one.

        Returns
        -------
        tuple of str or None
            The first is the record's, the last the new one's; None where only a reading of the
            whole file tells what becomes of it.
        """
        return None

    def is_apart_from(self, before: str) -> bool:  # noqa: ARG002
        """Return whether a record can go, or get another id, without reading the file again.

        Parameters
        ----------
        before : str
            The text that stands before the record's.

        Returns
        -------
        bool
            False where only a reading of the whole file tells what becomes of it.
        """
        return False

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
        at = self.place_of(key) or 0
        return next((part.key for part in reversed(self.parts[:at]) if part.key), "")

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
