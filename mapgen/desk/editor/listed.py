"""The records of a file as the browser lists them, and what has become of them since.

Between two states of a file only what differs is read again and told.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from mapgen.desk.changes import digest
from mapgen.desk.documents.csv_rows import CsvRows

if TYPE_CHECKING:
    from mapgen.desk.documents.document import Document
    from mapgen.desk.documents.edit import Part

Record = dict[str, object]
"""The `key` of a record, its `base` (the digest of its text) and its `value`."""
Stretch = tuple[int, int, list[Record]]
"""Where records stand no longer as they were, how many, and those that stand there now."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The records of a file at one time.

    Attributes
    ----------
    file
        The file's name in its folder.
    fault
        Why it cannot be edited, "" where it can.
    columns
        Those of a table.
    parts
        Those of its records.
    records
        The same, ready for JSON.
    """

    file: str
    fault: str = ""
    columns: Sequence[str] = ()
    parts: Sequence[Part] = ()
    records: Sequence[Record] = field(default=(), repr=False)

    def whole(self) -> dict[str, object]:
        """Return all of it, ready for JSON."""
        return {"file": self.file, "fault": self.fault, "records": list(self.records)}

    def changes(self, before: Listed) -> dict[str, object]:
        """Return what has become of it, ready for JSON.

        Parameters
        ----------
        before : Listed
            The same file earlier.

        Returns
        -------
        dict of str to object
            ``file``, ``fault``, and ``changes``: made one after the other in the records of before
            they leave those of now; `whole` where the columns are others.
        """
        if self.columns != before.columns:
            return self.whole()
        found = [
            (start, count, list(self.records[start : start + new]))
            for start, count, new in _stretches(before.parts, self.parts)
        ]
        return {"file": self.file, "fault": self.fault, "changes": found}


def listed(file: str, document: Document | None, before: Listed | None) -> Listed:
    """Return the records of a document.

    Parameters
    ----------
    file : str
        The file's name in its folder.
    document : Document or None
        None where there is no file.
    before : Listed or None
        The same file earlier: a record that stands there as it does now is not read again.

    Returns
    -------
    Listed
        As the document stands.
    """
    if document is None:
        return Listed(file)
    parts = tuple(part for part in document.parts if part.key)
    columns = tuple(document.header) if isinstance(document, CsvRows) else ()
    known = before if before and before.columns == columns else Listed(file)
    records = list(known.records)
    for start, count, new in _stretches(known.parts, parts):
        records[start : start + count] = [
            {"key": part.key, "base": digest(part.text), "value": document.value(part.text)}
            for part in parts[start : start + new]
        ]
    return Listed(file, "", columns, parts, records)


def keys_at_lines(document: Document, lines: Sequence[int | None]) -> list[str]:
    """Return the keys of the records in which lines of the file stand.

    Parameters
    ----------
    document : Document
        The file's.
    lines : sequence of int or None
        From 1 on.

    Returns
    -------
    list of str
        One for each line; "" where no record stands.
    """
    parts = document.parts
    counts = (part.text.count("\n") or part.text.count("\r") for part in parts)
    starts = [0, *accumulate(counts)][:-1]  # lines before each part
    found = []
    for line in lines:
        at = 0 if line is None else max(0, bisect_right(starts, line - 1) - 1)
        if at and not parts[at].key and not parts[at - 1].text.endswith(("\n", "\r")):
            at -= 1  # a comma behind the record's last line
        found.append(parts[at].key)
    return found


def _stretches(before: Sequence[Part], now: Sequence[Part]) -> list[tuple[int, int, int]]:
    """Return where two lists differ: from which place on, how many of before, how many of now.

    One behind the other: the places are those after the stretches before are made.
    """
    most = min(len(before), len(now))
    start = next((at for at in range(most) if before[at] != now[at]), most)
    end = 0
    while end < most - start and before[-1 - end] == now[-1 - end]:
        end += 1
    old, new = len(before) - start - end, len(now) - start - end
    if old != new:
        return [(start, old, new)]
    places = [at for at in range(start, start + old) if before[at] != now[at]]
    found: list[tuple[int, int, int]] = []
    for at in places:
        if found and found[-1][0] + found[-1][1] == at:
            first, count, _ = found.pop()
            found.append((first, count + 1, count + 1))
        else:
            found.append((at, 1, 1))
    return found
