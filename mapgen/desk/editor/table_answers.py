"""What the editor answers about the table of events.

===============  ==================================================================================
``paste``        rows of a spreadsheet become events, those that are not valid yet drafts
``alike``        the events that the one in some cells may be; without cells, all such pairs
``differences``  what the records of some operations say now, where they were changed meanwhile
===============  ==================================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from mapgen.desk.changes import Operation, digest
from mapgen.desk.documents.csv_rows import CsvRows
from mapgen.desk.editor.bodies import BodyError, operation_in, reason_in, text_in, texts_in
from mapgen.desk.editor.checking import settings_period
from mapgen.desk.editor.compared import Compared
from mapgen.desk.editor.typed_dates import as_edtf
from mapgen.desk.pasting import MOST_ROWS, as_choice, pasted_rows, suggested_id
from mapgen.vocabulary import ATTRIBUTIONS, CONFIDENCES, PRECISIONS, is_id

if TYPE_CHECKING:
    from mapgen.desk.editor.bodies import Answer, Desk
    from mapgen.desk.editor.checking import Checker
    from mapgen.desk.folder_files import FolderFiles
    from mapgen.records.settings import Settings


def answers(desk: Desk, checker: Checker) -> Mapping[str, Answer]:
    """Return what is answered, by the last word of its path.

    Parameters
    ----------
    desk : Desk
        Where changes are made.
    checker : Checker
        What checks pasted rows.

    Returns
    -------
    mapping of str to Answer
        Takes the body of a request.
    """
    compared = Compared(desk.workspace.files, checker)

    def paste(body: Mapping[str, object]) -> object:
        files = desk.workspace.files
        lists = ("events", "drafts", "removed")
        taken = {key for name in lists for key in _keys(files, name)}
        header = files.editable("events", files.named())
        columns = header.header if isinstance(header, CsvRows) else []
        rows = pasted_rows(text_in(body, "text"), columns)
        if not rows or len(rows) > MOST_ROWS:
            raise BodyError(f"text: from one to {MOST_ROWS} rows with tabs between the cells")
        settings = checker.references().settings
        rows = [_read(row, settings) for row in rows]
        wrong = checker.rows(rows) | _without_id(rows, taken)
        operations = [
            Operation("drafts" if at in wrong else "events", row["id"], "", row)
            for at, row in enumerate(_with_ids(rows, taken))
        ]
        done = desk.change(reason_in(body, operations))
        return {**done, "events": len(rows) - len(wrong), "drafts": len(wrong)}

    def likely(body: Mapping[str, object]) -> object:
        if "cells" in body:
            return {"alike": compared.alike(text_in(body, "key"), texts_in(body, "cells"))}
        return {"alike": compared.pairs()}

    def differences(body: Mapping[str, object]) -> object:
        given = body.get("operations")
        if not isinstance(given, list):
            raise BodyError("operations: a list")
        return {"changed": _changed(desk.workspace.files, map(operation_in, given))}

    return {"paste": paste, "alike": likely, "differences": differences}


def _changed(files: FolderFiles, operations: Iterable[Operation]) -> list[dict[str, object]]:
    """Return the records that are not what operations were made from, as they stand."""
    found: list[dict[str, object]] = []
    for each in operations:
        document = files.document(each.file)
        text = document.text_of(each.key) if document else None
        if digest(text) != each.base:
            value = document.value(text) if document and text is not None else None
            found.append({"file": each.file, "key": each.key, "base": digest(text), "value": value})
    return found


def _keys(files: FolderFiles, name: str) -> list[str]:
    document = files.document(name)
    return document.keys() if document else []


def _read(row: Mapping[str, str], settings: Settings) -> dict[str, str]:
    """Return cells with the date as EDTF, and the words of the vocabulary in their own case."""
    choices = {
        "category": settings.categories, "place_precision": PRECISIONS,
        "attribution": ATTRIBUTIONS, "confidence": CONFIDENCES,
    }  # fmt: skip
    found = {
        name: as_choice(cell, choices[name]) if name in choices else cell
        for name, cell in row.items()
    }
    found["date"] = as_edtf(row.get("date", ""), settings_period(settings))
    if not found.get("id"):
        found["id"] = suggested_id(found, found["date"].lstrip("[")[:4], ())
    return found


def _without_id(rows: list[dict[str, str]], taken: set[str]) -> set[int]:
    """Return the rows whose id is none, or that of another event: they are kept as drafts."""
    seen = set(taken)
    found = set()
    for at, row in enumerate(rows):
        if not is_id(row["id"]) or row["id"] in seen:
            found.add(at)
        seen.add(row["id"])
    return found


def _with_ids(rows: list[dict[str, str]], taken: set[str]) -> list[dict[str, str]]:
    """Return the rows, each with an id that no other has."""
    seen = set(taken)
    found = []
    for row in rows:
        base = row["id"] or "pasted"
        key, number = base, 1
        while key in seen:
            number += 1
            key = f"{base}-{number}"
        seen.add(key)
        found.append({**row, "id": key})
    return found
