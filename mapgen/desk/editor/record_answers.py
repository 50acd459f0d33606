"""What the editor answers about a place, a source, a name or a reserved id while it is typed.

================  =================================================================================
``check-record``  what is wrong with the record of `file` that has `key`, "" for a new one, if it
                  says `value`
================  =================================================================================

The file is read, by the reader of a build, as it would stand with the record in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from mapgen.desk.changes import Operation, applied, digest
from mapgen.desk.documents.editing import Editing
from mapgen.desk.editor.bodies import BodyError, text_in
from mapgen.desk.editor.event_problems import problems_as_json
from mapgen.desk.editor.listed import keys_at_lines
from mapgen.records.gazetteer import read_places
from mapgen.records.names import read_names
from mapgen.records.removed_ids import read_removed
from mapgen.records.sources import read_sources

if TYPE_CHECKING:
    from mapgen.desk.editor.bodies import Answer, Body, Desk
    from mapgen.desk.folder_files import FolderFiles
    from mapgen.problems import Problem, Problems
    from mapgen.records.settings import Settings

_READERS: Mapping[str, Callable[[Settings, bytes], Problems]] = {
    "places": lambda settings, raw: read_places(settings.places, raw=raw)[1],
    "sources": lambda settings, raw: read_sources(settings.sources, raw=raw)[1],
    "names": lambda settings, raw: read_names(settings, raw=raw)[2],
    "removed": lambda settings, raw: read_removed(settings, raw=raw)[1],
}


def answers(desk: Desk) -> Mapping[str, Answer]:
    """Return what is answered, by the last word of its path.

    Parameters
    ----------
    desk : Desk
        Whose atlas is edited.

    Returns
    -------
    mapping of str to Answer
        Takes the body of a request.
    """

    def check(body: Body) -> object:
        file, value = text_in(body, "file"), body.get("value")
        if file not in _READERS or not isinstance(value, dict):
            raise BodyError(f"file: one of {', '.join(_READERS)}; value: an object")
        found = record_problems(desk.workspace.files, file, text_in(body, "key"), value)
        return {"problems": problems_as_json(found)}

    return {"check-record": check}


def record_problems(
    files: FolderFiles, file: str, key: str, value: Mapping[str, object]
) -> list[Problem]:
    """Return what a check would say of a record; nothing is written.

    Parameters
    ----------
    files : FolderFiles
        The files of the folder.
    file : str
        The record's.
    key : str
        The record's, "" for a new one.
    value : mapping of str to object
        What it is to say; in a table fields that are not named stay.

    Returns
    -------
    list of Problem
        In the order of the check.
    """
    editing = Editing(files.editable(file, files.named()))
    keys = editing.document.keys()
    at = keys.index(key) if key in keys else -1  # another id makes another key, in the same place
    applied(editing, Operation(file, key, digest(editing.text_of(key)), value))
    document = editing.document
    own = document.keys()[at]
    problems = list(_READERS[file](files.settings, document.bytes()))
    found = keys_at_lines(document, [each.line for each in problems])
    return [each for each, of in zip(problems, found, strict=True) if of == own and each.line]
