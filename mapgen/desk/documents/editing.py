"""A document that is edited many times in one go: the file is read anew only where it has to be.

What comes out is what `Document.edited` makes of one edit after the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.desk.documents.csv_rows import CsvRows
from mapgen.desk.documents.edit import ConflictError, Edit, Part

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mapgen.desk.documents.document import Document

_NUMBERED = "#"  # in the key of a record that has no id of its own: it changes with its place
_GONE = Part("")


class Editing:
    """A document while edits are made in it.

    Parameters
    ----------
    document : Document
        As the file stands; it stays as it is.
    """

    _form: Document
    """The document as it was read, or as it was made last: it reads and writes records."""
    _parts: list[Part]
    _places: dict[str, int]
    _has_numbered: bool
    _is_changed: bool
    _holes: int

    def __init__(self, document: Document) -> None:
        self._narrower: dict[str, str] = {}
        self._take(document)

    @property
    def document(self) -> Document:
        """The document after the edits so far."""
        if self._is_changed:
            parts = tuple(self._parts)
            if self._holes:
                parts = tuple(part for part in parts if part.text or part.key)
            self._form = type(self._form)(parts, self._form.bom)
            if self._holes:
                self._take(self._form)
            self._is_changed = False
        return self._form

    def text_of(self, key: str) -> str | None:
        """Return a record's text, as `Document.text_of` does.

        Parameters
        ----------
        key : str
            The record's.

        Returns
        -------
        str or None
            None where there is none of that key.
        """
        at = self._places.get(key)
        return None if at is None else self._parts[at].text

    def text_before_columns(self, key: str) -> str | None:
        """Return a record's text without the columns that the table has been given here.

        Parameters
        ----------
        key : str
            The record's.

        Returns
        -------
        str or None
            None where there is none of that key.
        """
        return self._narrower.get(key, self.text_of(key))

    def value(self, text: str) -> Mapping[str, object]:
        """Return what a record's text says, as `Document.value` does.

        Parameters
        ----------
        text : str
            Of one of the records.

        Returns
        -------
        mapping of str to object
            By the names of fields.
        """
        return self._form.value(text)

    def id_of(self, text: str) -> str | None:
        """Return the id in a record's text, as `Document.id_of` does.

        Parameters
        ----------
        text : str
            Of one of the records.

        Returns
        -------
        str or None
            As it is written.
        """
        return self._form.id_of(text)

    def neighbour(self, key: str) -> str:
        """Return the key of the record before another, as `Document.neighbour` does.

        Parameters
        ----------
        key : str
            The record's.

        Returns
        -------
        str
            "" for the first.
        """
        at = self._places.get(key, 0) - 1
        while at >= 0 and not self._parts[at].key:
            at -= 1
        return self._parts[at].key if at >= 0 else ""

    def add_columns(self, value: Mapping[str, object]) -> None:
        """Give a table a column for each field that it lacks and a record fills.

        Parameters
        ----------
        value : mapping of str to object
            What the record is to say.
        """
        if not isinstance(self._form, CsvRows):
            return
        known = self._form.header
        for name, cell in value.items():
            if name and name not in known and not name.startswith("+") and cell:
                document = self.document
                texts = {part.key: part.text for part in document.parts if part.key}
                self._narrower = texts | self._narrower
                if isinstance(document, CsvRows):
                    self._take(document.with_column(name))

    def edit(self, edit: Edit) -> None:
        """Make an edit.

        Parameters
        ----------
        edit : Edit
            Of one record.

        Raises
        ------
        ConflictError
            The record's text is not the one that the edit was made from.
        """
        found = self.text_of(edit.key)
        if found != edit.before:
            raise ConflictError(edit.key, found)
        self._narrower.pop(edit.key, None)
        if not self._is_made_in_place(edit):
            self._take(self.document.edited(edit))

    def _take(self, document: Document) -> None:
        """Go on with a document."""
        self._form = document
        self._parts = list(document.parts)
        self._is_changed = False
        self._holes = 0
        self._index()

    def _index(self) -> None:
        self._places = {part.key: at for at, part in enumerate(self._parts) if part.key}
        self._has_numbered = any(_NUMBERED in key for key in self._places)

    def _is_made_in_place(self, edit: Edit) -> bool:
        """Make an edit that leaves all other records as they are read; else return False."""
        at = self._places.get(edit.key)
        if at is None:
            done = edit.after is not None and self._insert(edit.after, edit.behind)
        elif edit.after is None:
            done = self._remove(at)
        elif edit.moved_from is not None:
            return False
        elif self._form.id_of(edit.after) == self._form.id_of(self._parts[at].text):
            self._parts[at] = Part(edit.after, edit.key)
            done = True
        else:
            done = self._rename(at, edit.after)
        self._is_changed = self._is_changed or done
        return done

    def _insert(self, text: str, behind: str | None) -> bool:
        last = next(reversed(self._places), "")
        before = last if behind is None or (behind and behind not in self._places) else behind
        id_ = self._form.id_of(text)
        if not before or id_ is None:
            return False
        key = id_
        if not self._is_free(id_):
            if before != last:
                return False
            key = f"{id_}{_NUMBERED}{len(self._places) + 1}"
        elif before != last and self._has_numbered:
            return False
        document = self.document
        at = self._places[before]  # of the document: gaps are closed
        texts = document.put_behind(self._parts[at].text, text)
        if texts is None:
            return False
        first, *between, new = texts
        self._parts[at] = Part(first, before)
        self._parts[at + 1 : at + 1] = [*map(Part, between), Part(new, key)]
        if before == last:
            self._places[key] = at + 1 + len(between)
            self._has_numbered = self._has_numbered or _NUMBERED in key
        else:
            self._index()
        return True

    def _remove(self, at: int) -> bool:
        if self._has_numbered or not self._form.is_apart_from(self._text_before(at)):
            return False
        del self._places[self._parts[at].key]
        self._parts[at] = _GONE
        self._holes += 1
        return True

    def _rename(self, at: int, text: str) -> bool:
        id_ = self._form.id_of(text)
        is_apart = self._form.is_apart_from(self._text_before(at))
        if not id_ or not self._is_free(id_) or self._has_numbered or not is_apart:
            return False
        self._parts[at] = Part(text, id_)
        self._index()
        return True

    def _text_before(self, at: int) -> str:
        while at and not self._parts[at - 1].text:
            at -= 1
        return self._parts[at - 1].text if at else ""

    def _is_free(self, id_: str) -> bool:
        return bool(id_) and _NUMBERED not in id_ and id_ not in self._places
