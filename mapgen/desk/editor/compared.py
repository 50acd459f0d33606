"""Events that may be told twice, as the files stand: only those that have changed are compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from mapgen.desk.documents.csv_rows import CsvRows
from mapgen.desk.documents.edit import NotEditableError
from mapgen.desk.likeness import ComparedEvent, Pair, Pairs, alike, compared_events
from mapgen.problems import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mapgen.desk.editor.checking import Checker
    from mapgen.desk.editor.references import References
    from mapgen.desk.folder_files import FolderFiles


@dataclass(slots=True)
class _Known:
    """What each row of a table with these columns says, read with these references."""

    references: References
    columns: Sequence[str]
    rows: dict[str, ComparedEvent | None] = field(default_factory=dict)
    document: CsvRows | None = None
    events: Sequence[ComparedEvent] = ()
    """Those of the document, in the order of time."""


@dataclass(slots=True)
class Compared:
    """The events of a folder, compared with each other.

    Attributes
    ----------
    files
        Of the folder.
    checker
        What reads its events.
    """

    files: FolderFiles
    checker: Checker
    _known: _Known | None = None
    _pairs: Pairs = field(default_factory=Pairs)
    _lock: Lock = field(default_factory=Lock)

    def events(self) -> Sequence[ComparedEvent]:
        """Return what is compared of each event that can be read, in the order of time."""
        with self._lock:
            return self._events()

    def pairs(self) -> list[Pair]:
        """Return the events that may be one, two and two, in the order of time."""
        with self._lock:
            return self._pairs.of(self._events())

    def alike(self, key: str, cells: Mapping[str, str]) -> list[Pair]:
        """Return the events that the one in some cells may be: id, title, and why.

        Parameters
        ----------
        key : str
            The event's; "" for a new one.
        cells : mapping of str to str
            By column, as typed.

        Returns
        -------
        list of Pair
            In order of time.
        """
        mine = compared_events(self.checker.shown(cells))
        return [
            (other.id, other.title, why)
            for one in mine
            for other in self.events()
            if other.id not in (key, one.id) and (why := alike(one, other))
        ]

    def _events(self) -> Sequence[ComparedEvent]:
        try:
            document = self.files.document("events")
        except (NotEditableError, InputError):
            return []
        if not isinstance(document, CsvRows):
            return []
        texts = [part.text for part in document.parts if part.key]
        references = self.checker.references()
        known = self._known
        if known is None or known.references is not references or known.columns != document.header:
            known = _Known(references, document.header)
        if known.document is document:
            return known.events
        new = [text for text in dict.fromkeys(texts) if text not in known.rows]
        read = self.checker.compared([document.value(text) for text in new])
        rows = known.rows | dict(zip(new, read, strict=True))
        known.rows = {text: rows[text] for text in texts}
        found: dict[str, ComparedEvent] = {}
        for text in texts:
            event = rows[text]
            if event is not None:
                found.setdefault(event.id, event)
        known.events = sorted(found.values(), key=lambda each: (each.first, each.last))
        known.document = document
        self._known = known
        return known.events
