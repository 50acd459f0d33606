"""The words of the editor: those of the page and its own, in a language that both have.

The editor's own catalogues (``mapgen/desk/locale/LANGUAGE/LC_MESSAGES/editor.po``) are apart from
the page's, so that no page carries them.

=========  ========================================================================================
``words``  the catalogue for the first of `languages` that there is one for, and all that there are
=========  ========================================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from mapgen.desk.editor.bodies import BodyError
from mapgen.notation import languages
from mapgen.page.payload.catalogues import interface_words
from mapgen.page.payload.messages import read_messages

if TYPE_CHECKING:
    from mapgen.desk.editor.bodies import Answer, Body, Desk

DOMAIN = "editor"
_LOCALE = files("mapgen.desk") / "locale"


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

    def words(body: Body) -> object:
        wanted = body.get("languages", [])
        if not isinstance(wanted, list) or not all(isinstance(each, str) for each in wanted):
            raise BodyError("languages: a list of tags")
        own = desk.workspace.files.settings.languages
        return {"languages": spoken(), **catalogue(wanted, own)}

    return {"words": words}


def spoken() -> dict[str, str]:
    """Return the languages of the editor, each with its name in itself."""
    tags = sorted(each.name for each in _LOCALE.iterdir() if each.is_dir())
    return {tag: languages.endonym(tag) for tag in ["en", *filter(_own, tags)]}


@cache
def _own(language: str) -> Mapping[str, object]:
    """Return the editor's own words in a language; none where nobody has translated them yet."""
    return read_messages(_LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po", language)


def catalogue(wanted: Iterable[str], named: Iterable[str] = ()) -> dict[str, object]:
    """Return the first wanted language that the editor has, and its words.

    Parameters
    ----------
    wanted : iterable of str
        Tags of BCP 47, the best first.
    named : iterable of str
        Tags of the languages that the words have a name for.

    Returns
    -------
    dict of str to object
        ``language`` and ``catalogue``; English without words where it has none of them.
    """
    known = spoken()
    tags = (tag for each in wanted for tag in (each, each.partition("-")[0]))
    language = next((tag for tag in tags if tag in known), "en")
    if language == "en":
        return {"language": "en", "catalogue": {}}
    words = interface_words(language)
    return {
        "language": language,
        "catalogue": {
            **words,
            "languages": {tag: languages.display_name(tag, language) for tag in named},
            "messages": {**_texts(words["messages"]), **_own(language)},
        },
    }


def _texts(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}
