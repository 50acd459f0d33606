"""Where a folder cites its sources, and the same texts with one source cited for another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from mapgen.desk.changes import Operation, digest
from mapgen.desk.documents.document import Document
from mapgen.desk.documents.edit import NotEditableError
from mapgen.desk.folder_files import CHAPTERS, PROSE
from mapgen.notation.citations import Citation, parse_group
from mapgen.notation.markdown import GROUP
from mapgen.problems import InputError

if TYPE_CHECKING:
    from mapgen.desk.folder_files import FolderFiles

_TABLES = ("events", "drafts", "places", "names")


def cited_in(files: FolderFiles) -> dict[str, list[tuple[str, str]]]:
    """Return the file and the key of each record that cites a source, by the source's key.

    Parameters
    ----------
    files : FolderFiles
        Of the folder.

    Returns
    -------
    dict of str to list of tuple of (str, str)
        By the source's key; each once.
    """
    found: dict[str, dict[tuple[str, str], None]] = {}
    for file, document in _documents(files):
        for record, value in document.records():
            for key in _keys(value):
                found.setdefault(key, {})[file, record] = None
    return {key: list(records) for key, records in found.items()}


def cited_instead(files: FolderFiles, gone: str, kept: str) -> list[Operation]:
    """Return what makes each record cite one source in the place of another.

    Parameters
    ----------
    files : FolderFiles
        Of the folder.
    gone : str
        The key of the source that is cited no longer.
    kept : str
        The key of the one that is cited in its place.

    Returns
    -------
    list of Operation
        One for each record.
    """
    found = []
    for file, document in _documents(files):
        for record, value in document.records():
            changed = {
                field: with_source(each, gone, kept)
                for field, each in value.items()
                if isinstance(each, str) and f"@{gone}" in each
            }
            changed = {field: each for field, each in changed.items() if each != value[field]}
            if changed:
                base = digest(document.text_of(record))
                found.append(Operation(file, record, base, changed))
    return found


def with_source(text: str, gone: str, kept: str) -> str:
    """Return a text that cites one source in the place of another; none twice in one place.

    Parameters
    ----------
    text : str
        With citations.
    gone : str
        The key of the source that is cited no longer.
    kept : str
        The key of the one that is cited in its place.

    Returns
    -------
    str
        The text itself where it does not cite the source.
    """

    def replaced(match: re.Match[str]) -> str:
        citations = parse_group(match[1])
        if citations is None or gone not in {each.key for each in citations}:
            return match[0]
        new = dict.fromkeys(
            each._replace(key=kept) if each.key == gone else each for each in citations
        )
        return f"[{'; '.join(map(_written, new))}]"

    return GROUP.sub(replaced, text)


def _written(citation: Citation) -> str:
    return ", ".join(filter(None, (f"@{citation.key}", citation.locator)))


def _keys(value: Mapping[str, object]) -> Iterator[str]:
    for each in value.values():
        for group in GROUP.findall(each) if isinstance(each, str) and "[@" in each else ():
            yield from (citation.key for citation in parse_group(group) or ())


def _documents(files: FolderFiles) -> Iterator[tuple[str, Document]]:
    """Yield the files that may cite, each once, and each as records."""
    starts = (*_TABLES, CHAPTERS, *(name for name in PROSE if name != "story"))
    for name in files.named():
        if name.partition(".")[0] in starts:
            try:
                document = files.document(name)
            except (NotEditableError, InputError):
                continue
            if document:
                yield name, document
