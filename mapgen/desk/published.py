"""What was published last, and what has changed since, record by record.

`published.json`, beside the history, holds the records as they were read for the page that the
editor published last, and the page's SHA-256. A page with another one was made elsewhere, or later:
what it has is not known. A build does not read the file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from mapgen.build import page_place
from mapgen.desk.history import now
from mapgen.files.json_text import parse_json
from mapgen.files.paths import is_there
from mapgen.files.text import read_bytes, read_text
from mapgen.files.write import OutputError, write_whole
from mapgen.problems import Problems
from mapgen.records.differences import Difference, differences, read_records

if TYPE_CHECKING:
    from mapgen.files.folder import Folder, FolderFile
    from mapgen.records.differences import Records
    from mapgen.records.settings import Settings

FILE = "published.json"
_MOST = 10**9  # bytes

PageState = Literal["none", "unknown", "known"]
"""Of the page that stands where a build writes it: there is none; it is another one than the
editor published last; it is that one."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: when (UTC), the page's SHA-256, the records that it was made of."""

    when: str
    page: str
    records: Records


def read_published(folder: Folder) -> Published | None:
    """Return what was published last, None where that is not known.

    Parameters
    ----------
    folder : Folder
        The atlas's.

    Returns
    -------
    Published or None
        With the records of that day.
    """
    file = _file(folder)
    if not is_there(file):
        return None
    problems = Problems(FILE)
    text = read_text(file, problems, max_bytes=_MOST)
    value = None if text is None else parse_json(text, problems)
    if not isinstance(value, dict) or not isinstance(value.get("records"), dict):
        return None
    return Published(str(value.get("when", "")), str(value.get("page", "")), value["records"])


def note_published(folder: Folder, settings: Settings, records: Records) -> None:
    """Note that the page which stands now was made of some records.

    Parameters
    ----------
    folder : Folder
        The atlas's.
    settings : Settings
        They say where the page is.
    records : Records
        What the page was made of.

    Raises
    ------
    OutputError
        The note cannot be written.
    """
    lines = [f'"when": {json.dumps(now())}', f'"page": {json.dumps(_digest(settings))}']
    parts = []
    for file, found in records.items():
        each = [f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(record, ensure_ascii=False)}"
                for key, record in found.items()]  # fmt: skip
        body = ",\n".join(each)
        parts.append(f"{json.dumps(file)}: {{\n{body}\n}}")
    lines.append('"records": {\n' + ",\n".join(parts) + "\n}")
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    write_whole(_file(folder), text.encode())


def state_of_page(settings: Settings, published: Published | None) -> PageState:
    """Return what is known of the page that stands where a build writes it.

    Parameters
    ----------
    settings : Settings
        They say where the page is.
    published : Published or None
        What was published last; None where that is not known.

    Returns
    -------
    PageState
        A word for each case.
    """
    found = _digest(settings)
    if not found:
        return "none"
    return "known" if published and published.page == found else "unknown"


def changes_since(folder: Folder, published: Published | None) -> Iterator[Difference]:
    """Yield what became of each record since something was published; all are new since nothing.

    Parameters
    ----------
    folder : Folder
        The atlas's.
    published : Published or None
        What was published last; None for nothing.

    Yields
    ------
    Difference
        File by file.

    Raises
    ------
    InputError
        The records cannot be read.
    """
    yield from differences(published.records if published else {}, read_records(folder))


def _digest(settings: Settings) -> str:
    """Return the SHA-256 of the page that stands where a build writes it, "" for none."""
    try:
        place = page_place(settings, None)
    except OutputError:
        return ""
    if not is_there(place):
        return ""
    raw = read_bytes(place, Problems(settings.name_of(place)), max_bytes=_MOST)
    return "" if raw is None else hashlib.sha256(raw).hexdigest()


def _file(folder: Folder) -> FolderFile:
    return folder.file(FILE)
