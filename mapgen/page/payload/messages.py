"""Gettext catalogues (``locale/LANGUAGE/LC_MESSAGES/mapgen.po``) → messages in a language."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from mapgen.files.kept import Kept
from mapgen.notation import languages

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.resources.abc import Traversable

    from babel.messages.catalog import Catalog

_DOMAIN = "mapgen"

_FIELD = re.compile(r"\{(\w+)\}")


@cache
def read_catalogue(language: str) -> Catalog:
    """Return a language's catalogue as Babel reads it.

    Parameters
    ----------
    language : str
        A tag of BCP 47.

    Returns
    -------
    Catalog
        Fuzzy messages too.

    Raises
    ------
    FileNotFoundError
        The page has no words in that language; English is the messages' own.
    """
    from babel.messages.pofile import read_po

    with _file_of(language).open("rb") as file:
        return read_po(file, locale=language, domain=_DOMAIN, abort_invalid=True)


def _file_of(language: str) -> Traversable:
    return files("mapgen.page") / "locale" / language / "LC_MESSAGES" / f"{_DOMAIN}.po"


@cache
def catalogue_of(language: str) -> str:
    """Return whose words the page has in a language: its own, of `pt-BR` those of `pt`, or "".

    Parameters
    ----------
    language : str
        A tag of BCP 47.

    Returns
    -------
    str
        A tag, or "".
    """
    for tag in (language, language.partition("-")[0]):
        known = tag == "en" or _file_of(tag).is_file()
        if known and languages.script(tag) == languages.script(language):
            return tag
    return ""


def interface(language: str) -> str:
    """Return the language of the page's own words where the atlas is read in `language`.

    Parameters
    ----------
    language : str
        A tag of BCP 47.

    Returns
    -------
    str
        "en" where there is no catalogue.
    """
    return language if catalogue_of(language) else "en"


@cache
def messages(language: str) -> dict[str, str | list[str]]:
    """Return each message's translation, a list of forms where it has plurals.

    The key is the English text, of a plural the singular. Untranslated and fuzzy ones are left out.

    Parameters
    ----------
    language : str
        A tag of BCP 47.

    Returns
    -------
    dict of str to (str or list of str)
        {} for English.
    """
    spoken = catalogue_of(language) or "en"
    if spoken == "en":
        return {}
    text = _file_of(spoken).read_text(encoding="utf-8")
    found: Any = _kept().result(f"{spoken}\n{text}", lambda: _translated(read_catalogue(spoken)))
    _kept().keep()
    return dict(found)


@cache
def _kept() -> Kept:
    import babel

    own = files("mapgen.page") / "payload" / "messages.py"
    return Kept(
        str(files("mapgen.page") / "payload" / "messages.po"),
        f"{babel.__version__}\n{own.read_text(encoding='utf-8')}",
    )


def read_messages(file: Traversable, language: str) -> dict[str, str | list[str]]:
    """Return the translations of another catalogue than the page's own; see `messages`.

    Parameters
    ----------
    file : Traversable
        A gettext catalogue (.po).
    language : str
        Its language.

    Returns
    -------
    dict of str to (str or list of str)
        Without what is not translated.
    """
    from babel.messages.pofile import read_po

    with file.open("rb") as opened:
        return _translated(read_po(opened, locale=language, abort_invalid=True))


def _translated(catalogue: Catalog) -> dict[str, str | list[str]]:
    found: dict[str, str | list[str]] = {}
    for message in catalogue:
        if not message.id or message.fuzzy or not message.string:
            continue
        if isinstance(message.id, (tuple, list)):
            if all(message.string):
                found[message.id[0]] = list(message.string)
        else:
            found[message.id] = str(message.string)
    return found


def translator(language: str) -> Callable[..., str]:
    """Return a function that gives a message in a language, its ``{names}`` replaced by values.

    Parameters
    ----------
    language : str
        A tag of BCP 47.

    Returns
    -------
    callable
        Message and values → text.
    """

    def translated(message: str, **values: object) -> str:
        found = messages(language).get(message, message)
        text = found[0] if isinstance(found, list) else found
        return _FIELD.sub(lambda name: str(values.get(name[1], name[0])), text)

    return translated
