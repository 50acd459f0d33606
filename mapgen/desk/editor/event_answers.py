"""What the editor answers about events and pages as a whole.

==================  ===============================================================================
``merge-events``    two events made one; the other's id is reserved, whatever names it follows
``since``           what became of each record since the last page was published from here
==================  ===============================================================================
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from mapgen.desk.editor.bodies import operation_in, reason_in, text_in
from mapgen.desk.merging import merged_events
from mapgen.desk.published import changes_since, read_published, state_of_page

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

    def merge(body: Body) -> object:
        kept, gone = operation_in(body.get("kept")), operation_in(body.get("gone"))
        today = dt.datetime.now(dt.UTC).date()
        files = desk.workspace.files
        found = merged_events(files, kept, gone, text_in(body, "why"), today)
        return desk.change(reason_in(body, found))

    def since(_: Body) -> object:
        folder = desk.workspace.folder
        published = read_published(folder)
        return {
            "page": state_of_page(desk.workspace.files.settings, published),
            "when": published.when if published else "",
            "changes": [
                {"file": each.file, "id": each.id, "change": each.change, "title": each.title,
                 "fields": each.fields if each.change == "changed" else {}}
                for each in changes_since(folder, published)
            ],
        }  # fmt: skip

    return {"merge-events": merge, "since": since}
