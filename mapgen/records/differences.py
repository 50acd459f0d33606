"""Two states of an atlas's folder → what became of each record, field by field, as written.

Files are compared by what is in them, not by their bytes: the order of rows and columns, quotes and
line ends are no difference. What is compared need not be right; it has to be readable.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from mapgen.files.csv_table import read_csv
from mapgen.files.json_text import parse_json
from mapgen.files.paths import is_there, translation
from mapgen.files.text import read_bytes, read_prose, read_text
from mapgen.files.toml_text import parse_toml
from mapgen.problems import Problems
from mapgen.records.settings import read_settings
from mapgen.records.story_file import read_blocks

if TYPE_CHECKING:
    from mapgen.files.folder import AnyFolder, FolderFile
    from mapgen.records.settings import Settings

Record = Mapping[str, str]
Records = dict[str, dict[str, Record]]
Change = Literal["added", "removed", "changed"]
CHANGES: tuple[Change, ...] = ("added", "removed", "changed")

TABLES = {"events": "id", "places": "id", "names": "name", "removed": "id"}
"""The tables of an atlas, each with the column that names its rows."""
SHAPES = ("units", "districts", "base")
PROSE = ("about", "guide", "corrections")
TEXT = "text"
"""The field that holds what has no fields of its own."""
_MOST = 10**9  # bytes of a file that is compared as a whole


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one record.

    Attributes
    ----------
    file
        What holds it: "events", "places", "names", "removed", "sources", "story", "settings",
        "about", … or "story.ur" for a translation.
    id
        Its id in there, "" for a file that is one record.
    change
        Whether it is new, gone, or says something else.
    title
        What it is called, as written last; "" where it has no name.
    fields
        Field → (old, new) for each field that differs; "" is a field that was not, or is no longer
        there.
    """

    file: str
    id: str
    change: Change
    title: str
    fields: Mapping[str, tuple[str, str]]


def read_records(folder: AnyFolder) -> Records:
    """Read all records of a folder as they are written.

    Parameters
    ----------
    folder : path or Folder
        The folder of an atlas; it need not be one that builds.

    Returns
    -------
    dict of str to dict of str to dict of str to str
        Name of the file (see `Difference.file`) → id → field → what it says. Of shapes and of the
        base map only a digest is kept.

    Raises
    ------
    InputError
        There is no table of events, or a file cannot be read as what it is: broken JSON or TOML,
        rows with too many cells.
    """
    settings, _ = read_settings(folder)
    problems = Problems()
    records: Records = {}
    for name, key in TABLES.items():
        if name == "events" or is_there(getattr(settings, name)):
            records[name] = _rows(settings, name, key, problems)
    if is_there(settings.sources):
        records["sources"] = _items(settings, problems)
    for name, file in _in_languages(settings, "story"):
        records[name] = _chapters(settings, file, problems)
    for each in PROSE:
        for name, file in _in_languages(settings, each):
            found = Problems(settings.name_of(file))
            records[name] = {"": {TEXT: read_prose(file, found) or ""}}
            problems.extend(found)
    for name in SHAPES:
        file = getattr(settings, name)
        if is_there(file):
            found = Problems(settings.name_of(file))
            raw = read_bytes(file, found, max_bytes=_MOST) or b""
            records[name] = {"": {"SHA-256": hashlib.sha256(raw).hexdigest()}}
            problems.extend(found)
    records["settings"] = {"": _settings(settings, problems)}
    problems.raise_if_errors()
    return records


def differences(old: Records, new: Records) -> Iterator[Difference]:
    """Yield what became of each record, file by file, in the order of the new state.

    Parameters
    ----------
    old, new
        What `read_records` returned for the two states.

    Yields
    ------
    Difference
        Records that say the same are left out. Of a file, what is gone comes last.
    """
    for file in dict.fromkeys([*new, *old]):
        before, after = old.get(file, {}), new.get(file, {})
        for key in dict.fromkeys([*after, *before]):
            fields = _fields(before.get(key, {}), after.get(key, {}))
            if key not in before:
                change: Change = "added"
            elif key not in after:
                change = "removed"
            elif fields:
                change = "changed"
            else:
                continue
            shown = after.get(key) or before[key]
            yield Difference(file, key, change, shown.get("title", ""), fields)


def _fields(before: Record, after: Record) -> dict[str, tuple[str, str]]:
    both = ((name, before.get(name, ""), after.get(name, "")) for name in {**after, **before})
    return {name: (old, new) for name, old, new in both if old != new}


def _rows(settings: Settings, name: str, key: str, problems: Problems) -> dict[str, Record]:
    file = getattr(settings, name)
    table, found = read_csv(file, required=(key,), name=settings.name_of(file), allow_empty=True)
    problems.extend(found)
    return _named((row[key], row) for _, row in table.rows())


def _items(settings: Settings, problems: Problems) -> dict[str, Record]:
    found = Problems(settings.name_of(settings.sources))
    text = read_text(settings.sources, found, max_bytes=_MOST)
    value = None if text is None else parse_json(text, found)
    problems.extend(found)
    items = value if isinstance(value, list) else []
    return _named(
        (str(item.get("id", "")), {field: _as_text(each) for field, each in item.items()})
        for item in items
        if isinstance(item, dict)
    )


def _chapters(settings: Settings, file: FolderFile, problems: Problems) -> dict[str, Record]:
    found = Problems(settings.name_of(file))
    blocks = read_blocks(file, found)
    problems.extend(found)
    return _named(
        (
            block.values.get("chapter", ""),
            {**block.values, TEXT: block.text, "scenes": "\n".join(s.text for s in block.scenes)},
        )
        for block in blocks
    )


def _settings(settings: Settings, problems: Problems) -> Record:
    """Return the settings as written, by their keys in full (``categories.press.label``)."""
    if not settings.file:
        return {}
    file = settings.folder.file(settings.file)
    found = Problems(settings.file)
    text = read_text(file, found, max_bytes=_MOST)
    value: object = parse_toml(text, found) if text is not None else {}
    problems.extend(found)
    if settings.file == "pyproject.toml":
        for name in ("tool", "mapgen"):
            value = value.get(name) if isinstance(value, dict) else None
    return dict(_flat(value, ""))


def _flat(value: object, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _flat(each, f"{name}.{key}" if name else str(key))
    elif value is not None:
        yield name, _as_text(value)


def _in_languages(settings: Settings, name: str) -> Iterator[tuple[str, FolderFile]]:
    file = getattr(settings, name)
    if is_there(file):
        yield name, file
    for language in settings.languages[1:]:
        translated = translation(file, language)
        if is_there(translated):
            yield f"{name}.{language}", translated


def _named(found: Iterable[tuple[str, Record]]) -> dict[str, Record]:
    """Return records by their names; one that stands twice, or has none, is told by a number."""
    records: dict[str, Record] = {}
    for name, record in found:
        number, key = 1, name
        while key in records or not key:
            number += 1
            key = f"{name}#{number}"
        records[key] = record
    return records


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)
