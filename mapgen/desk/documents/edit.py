"""What a file of records is made of, what an edit of one record is, and what stands in its way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


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
