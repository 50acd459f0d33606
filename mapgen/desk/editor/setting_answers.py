"""What the editor answers about settings and other files that are read record by record.

==============  ===================================================================================
``records``     the records of a `file`, by its name in the workspace
``settings``    the tables of the settings, and what some of them may say
``colours``     how each of some `colours` stands out from the paper and from the others
==============  ===================================================================================
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from mapgen.desk.changes import digest
from mapgen.desk.documents.document import Document
from mapgen.desk.documents.edit import NotEditableError
from mapgen.desk.editor.bodies import BodyError, text_in, texts_in
from mapgen.desk.folder_files import TABLES
from mapgen.page.document.seen_colours import APART, CONTRAST, PAPER, looks
from mapgen.problems import InputError
from mapgen.records.categories import GLYPHS
from mapgen.records.settings import COVERAGES, NASTALIQ

if TYPE_CHECKING:
    from mapgen.desk.editor.bodies import Answer, Body, Desk


def answers(desk: Desk) -> Mapping[str, Answer]:
    """Return what is answered, by the last word of its path.

    Parameters
    ----------
    desk : Desk
        Where changes are made.

    Returns
    -------
    mapping of str to Answer
        Takes the body of a request.
    """

    def records(body: Body) -> object:
        return _records(desk, text_in(body, "file"))

    def settings(_: Body) -> object:
        files = desk.workspace.files
        return {
            **_records(desk, TABLES),
            "root": files.settings_root,
            "paper": PAPER,
            "choices": {
                "coverage": list(COVERAGES),
                "nastaliq": list(NASTALIQ),
                "glyph": list(GLYPHS),
            },
            "categories": [asdict(each) for each in files.settings.categories.values()],
        }

    def colours(body: Body) -> object:
        given = texts_in(body, "colours")
        if not all(re.fullmatch(r"#[0-9a-fA-F]{6}", each) for each in given.values()):
            raise BodyError("colours: each as #rrggbb")
        found = {name: asdict(look) for name, look in looks(given).items()}
        return {"looks": found, "contrast": CONTRAST, "apart": APART}

    return {"records": records, "settings": settings, "colours": colours}


def _records(desk: Desk, name: str) -> dict[str, object]:
    """Return the records of a file with their digests; of one that is missing those it begins with.

    Raises
    ------
    NotEditableError
        The atlas has no such file.
    """
    files = desk.workspace.files
    named = files.named()
    if name not in named:
        raise NotEditableError(f"{name!r} is no file of the atlas")
    file = files.settings.name_of(named[name])
    fault, document = "", None
    try:
        document = files.editable(name, named)
    except (NotEditableError, InputError) as error:
        fault = str(error)
    return {"file": file, "fault": fault, "records": _as_json(document)}


def _as_json(document: Document | None) -> list[dict[str, object]]:
    return [
        {"key": part.key, "base": digest(part.text), "value": document.value(part.text)}
        for part in (document.parts if document else ())
        if part.key and document
    ]
