"""Incidents of Atlos → events: its table, or its archive, of which only the descriptions are read.

The archive has a folder for each incident, in it a ``metadata.json`` and the source material in
folders of its own, which is neither read nor unpacked.
"""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

from mapgen.exchange.common.csv_rows import MAX_CELL, csv_rows
from mapgen.exchange.common.open_text import unreadable
from mapgen.exchange.common.reader import Row, one_line
from mapgen.exchange.common.values import text_of
from mapgen.exchange.formats.csv.read import PlainTable
from mapgen.files.paths import open_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAME = "metadata.json"
_DEPTH = 3  # export/incident/metadata.json; that of a source lies one deeper
_MOST = 1_000_000  # incidents of an archive
_ENCRYPTED = 1  # the flag of a packed file that needs a password
_LISTS = ("versions", "source_material", "project_attributes", "updates")
_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError)


class Atlos(PlainTable):
    """The incidents of a project."""

    name = "Atlos"

    def is_text_file(self, path: Path) -> bool:
        """Return whether a file is text, as `Reader.is_text_file` says."""
        return not _is_archive(path)

    def table(self, path: Path) -> Iterator[Row]:
        """Yield the incidents of a file, as `PlainTable.table` says."""
        return _incidents(path) if _is_archive(path) else csv_rows(path)

    def columns_in(self, path: Path) -> list[str]:
        """Return the columns of all incidents, as `PlainTable.columns_in` says."""
        if not _is_archive(path):
            return super().columns_in(path)
        found: dict[str, None] = {}
        for row in _incidents(path):
            found |= dict.fromkeys(row.cells if not row.unread else ())
        if not found:
            raise unreadable(path, "no incidents inside", "Export it from Atlos anew.")
        return list(found)


def _is_archive(path: Path) -> bool:
    """Return whether a file is an archive with incidents in it, and no table that is packed."""
    if path.suffix.lower() != ".zip":
        return False
    try:
        with open_file(path) as file, zipfile.ZipFile(file) as archive:
            return any(name.endswith(f"/{_NAME}") for name in archive.namelist())
    except _BROKEN:
        return False  # what is wrong with it is said where it is read as a table


def _incidents(path: Path) -> Iterator[Row]:
    """Yield the incidents of an archive, numbered from 1 in the order of their names."""
    try:
        with open_file(path) as file, zipfile.ZipFile(file) as archive:
            entries = [
                each
                for each in archive.infolist()
                if each.filename.endswith(f"/{_NAME}") and each.filename.count("/") == _DEPTH - 1
            ]
            if len(entries) > _MOST:
                raise unreadable(path, f"more than {_MOST:,} incidents")
            entries.sort(key=lambda each: each.filename)
            for number, entry in enumerate(entries, start=1):
                yield _incident(number, archive, entry)
    except _BROKEN as error:
        raise unreadable(path, f"the zip is damaged: {error}", "Download it again.") from error


def _incident(number: int, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Row:
    shown = {"": one_line(entry.filename)}
    if entry.flag_bits & _ENCRYPTED:
        return Row(number, shown, unread="encrypted")
    with archive.open(entry) as file:
        raw = file.read(MAX_CELL + 1)
    if len(raw) > MAX_CELL:
        return Row(number, shown, unread=f"more than {MAX_CELL:,} bytes of JSON")
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        return Row(number, shown, unread="not JSON")
    if not isinstance(value, dict):
        return Row(number, shown, unread="no object")
    raw_cells = _cells(value)
    return Row(number, {name: one_line(text) for name, text in raw_cells.items()}, raw=raw_cells)


def _cells(incident: dict[str, object]) -> dict[str, str]:
    """Return an incident under the names of the table's columns."""
    found: dict[str, str] = {}
    for name, value in incident.items():
        if name == "attr_geolocation":
            found |= _point(value)
        elif name == "project":
            found["project"] = text_of(value.get("name")) if isinstance(value, dict) else ""
        elif name not in _LISTS:
            found[name.removeprefix("attr_")] = text_of(value)
    sources = (each.get("source_url") for each in _objects(incident.get("source_material")))
    for at, address in enumerate(filter(None, sources), start=1):
        found[f"source_{at}"] = text_of(address)
    for each in _objects(incident.get("project_attributes")):
        name = "_".join(one_line(text_of(each.get("name"))).lower().split())
        if name:
            found.setdefault(name, text_of(each.get("value")))
    return found


def _point(value: object) -> dict[str, str]:
    pair = value.get("coordinates") if isinstance(value, dict) else None
    if not isinstance(pair, list) or len(pair) < 2:
        return {"latitude": "", "longitude": ""}
    return {"latitude": text_of(pair[1]), "longitude": text_of(pair[0])}


def _objects(value: object) -> list[dict[str, object]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
