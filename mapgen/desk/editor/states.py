"""What the browser shows of a folder: all of it once, and then what has changed since.

Each answer has a `version`; who names the one it has seen last is told only what differs from it,
with that number as `since`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from threading import Lock
from typing import TYPE_CHECKING

from mapgen.desk.changes import digest
from mapgen.desk.documents.edit import NotEditableError
from mapgen.desk.documents.whole_text import KEY
from mapgen.desk.editor.listed import Listed, keys_at_lines, listed
from mapgen.desk.folder_files import PROSE
from mapgen.problems import InputError, Problem
from mapgen.records.fields import FIELDS
from mapgen.records.gazetteer import RADII
from mapgen.vocabulary import (
    ATTRIBUTIONS,
    CONFIDENCES,
    MEANINGS,
    PRECISIONS,
    SOURCE_KINDS,
    SOURCE_READ,
)  # fmt: skip

if TYPE_CHECKING:
    from mapgen.desk.editor.references import References
    from mapgen.desk.folder_files import FolderFiles
    from mapgen.files.folder import FolderFile

TABLES = ("events", "drafts", "places", "sources", "names", "removed")
KEPT = 8
"""How many states are known to compare with: one for each tab that is open."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What was told at one time."""

    files: Mapping[str, Listed]
    rest: Mapping[str, object]


@dataclass(slots=True)
class States:
    """The states of a folder as they were told.

    Attributes
    ----------
    files
        Of the folder.
    """

    files: FolderFiles
    _told: dict[int, _Told] = field(default_factory=dict)
    _latest: int = 0
    _lock: Lock = field(default_factory=Lock)

    def state(
        self, references: References, rest: Mapping[str, object], seen: int | None = None
    ) -> dict[str, object]:
        """Return the state of the folder, ready for JSON.

        Parameters
        ----------
        references : References
            What its events refer to.
        rest : mapping of str to object
            What else the editor tells.
        seen : int or None
            The version that is known already.

        Returns
        -------
        dict of str to object
            Of all that is told what is not in the version that was seen; ``files`` by name, each
            whole or what became of it.
        """
        with self._lock:
            now = self._now(references, rest)
            latest = self._told.get(self._latest)
            if latest != now:
                self._latest += 1
                self._told[self._latest] = now
                self._told.pop(self._latest - KEPT, None)
            before = None if seen is None else self._told.get(seen)
            version = {"version": self._latest}
        if before is None:
            files = {name: each.whole() for name, each in now.files.items()}
            return {**version, **now.rest, "files": files}
        return {
            **version,
            "since": seen,
            **{name: each for name, each in now.rest.items() if before.rest.get(name) != each},
            "files": {
                name: each.changes(before.files[name]) if name in before.files else each.whole()
                for name, each in now.files.items()
                if before.files.get(name) != each
            },
        }

    def _now(self, references: References, rest: Mapping[str, object]) -> _Told:
        settings = references.settings
        named = self.files.named()
        latest = self._told.get(self._latest)
        known = latest.files if latest else {}
        return _Told(
            {name: self._listed(name, named, known.get(name)) for name in TABLES},
            {
                "title": settings.title,
                "language": settings.language,
                "languages": list(settings.languages),
                "texts": [self._text(name, named) for name in named if _is_text(name)],
                "fields": [each._asdict() for each in FIELDS],
                "choices": {
                    "category": list(settings.categories),
                    "place_precision": list(PRECISIONS),
                    "attribution": list(ATTRIBUTIONS),
                    "confidence": list(CONFIDENCES),
                    "city": [city.name for city in settings.cities],
                    "kind": list(SOURCE_KINDS),
                    "read": list(SOURCE_READ),
                },
                "meanings": {
                    **MEANINGS,
                    "category": {each.id: each.label for each in settings.categories.values()},
                },
                "radii": RADII,
                "short": {key: source.short for key, source in references.sources.items()},
                **rest,
            },
        )

    def _listed(self, name: str, named: Mapping[str, FolderFile], before: Listed | None) -> Listed:
        """Return the records of a file; where it is as it was, what was told of it."""
        file = self.files.settings.name_of(named[name])
        try:
            document = self.files.document(name)
        except (NotEditableError, InputError) as error:
            return Listed(file, str(error))
        return listed(file, document, before)

    def _text(self, name: str, named: Mapping[str, FolderFile]) -> dict[str, object]:
        """Return a text with the digest of it; one that is missing is empty."""
        file = self.files.settings.name_of(named[name])
        try:
            document = self.files.document(name)
        except (NotEditableError, InputError):
            document = None
        text = document.text_of(KEY) if document else None
        said = document.value(text)[KEY] if document and text is not None else ""
        return {"key": name, "base": digest(text), "value": {"id": name, "file": file, KEY: said}}


def problems_told(files: FolderFiles, problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Return problems ready for JSON, each with the key of the record that it is about.

    Parameters
    ----------
    files : FolderFiles
        Of the folder.
    problems : iterable of Problem
        As a check lists them.

    Returns
    -------
    list of dict of str to object
        In their order.
    """
    listed_problems = list(problems)
    names = {files.settings.name_of(file): name for name, file in files.named().items()
             if name in TABLES}  # fmt: skip
    keys: list[str] = []
    for file, group in groupby(listed_problems, lambda each: each.file):
        lines = [each.line for each in group]
        keys += _keys(files, names.get(file or "", ""), lines)
    return [
        {**each.as_dict(), "text": str(each), "key": key}
        for each, key in zip(listed_problems, keys, strict=True)
    ]


def _keys(files: FolderFiles, name: str, lines: Sequence[int | None]) -> list[str]:
    try:
        document = files.document(name) if name else None
    except (NotEditableError, InputError):
        document = None
    return keys_at_lines(document, lines) if document else [""] * len(lines)


def _is_text(name: str) -> bool:
    """Return whether a file is edited as a whole, too: prose and settings."""
    return name.partition(".")[0] in (*PROSE, "settings")
