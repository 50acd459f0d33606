"""What the editor answers about translations.

======================  ===========================================================================
``translations``        the records that have texts, each with its translations into `language`
``translation``         translations of one record, written; 409 where its texts have changed
``translation-check``   what is wrong with the translation of a text that cites sources
======================  ===========================================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mapgen.desk.documents.edit import ConflictError
from mapgen.desk.editor.bodies import BodyError, reason_in, text_in, texts_in
from mapgen.desk.translating import faults, operations, translatable
from mapgen.notation.languages import direction

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

    def listed(body: Body) -> object:
        language = _language(desk, body)
        found = translatable(desk.workspace.files, language)
        return {
            "records": [each.as_json() for each in found],
            "direction": direction(language),
            "own": direction(desk.workspace.files.settings.language),
        }

    def written(body: Body) -> object:
        files = desk.workspace.files
        language = _language(desk, body)
        file, key = text_in(body, "file"), text_in(body, "key")
        texts, seen = texts_in(body, "texts"), texts_in(body, "seen")
        record = next(translatable(files, language, (file, key)), None)
        now = {each.field: each.digest for each in record.texts} if record else {}
        if record is None or any(now.get(field) != seen.get(field) for field in texts):
            raise ConflictError(key, None)
        if record.base != text_in(body, "base"):
            raise ConflictError(key, None)
        return desk.change(reason_in(body, operations(files, language, record, texts)))

    def checked(body: Body) -> object:
        found = faults(text_in(body, "text"), text_in(body, "translation"))
        return {
            "problems": [
                {"message": each.message, "value": each.value, "mend": each.mend, "code": each.code}
                for each in found
            ]
        }

    return {"translations": listed, "translation": written, "translation-check": checked}


def _language(desk: Desk, body: Body) -> str:
    """Return the language that a body asks for: one of the page's further ones."""
    language = text_in(body, "language")
    if language not in desk.workspace.files.settings.languages[1:]:
        raise BodyError("language: one of the settings' languages but the first")
    return language
