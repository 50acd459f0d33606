"""Columns and settings that give a text in another language: ``title_ur``, ``name_pt-BR``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.notation.languages import is_language
from mapgen.records.fields import TRANSLATED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def language_of(column: str, fields: Iterable[str]) -> str:
    """Return the language in which a column gives one of the fields; "" where it gives none.

    Parameters
    ----------
    column : str
        ``title_ur``.
    fields : iterable of str
        Names of columns: ``title``.

    Returns
    -------
    str
        A tag of BCP 47, or "".
    """
    for field in fields:
        language = column.removeprefix(f"{field}_")
        if language != column and is_language(language):
            return language
    return ""


def translations(languages: Iterable[str]) -> list[str]:
    """Return the columns of an event's translations into some languages.

    Parameters
    ----------
    languages : iterable of str
        Tags of BCP 47.

    Returns
    -------
    list of str
        All of one language together.
    """
    return [f"{field}_{language}" for language in languages for field in TRANSLATED]


def local_names(row: Mapping[str, str]) -> dict[str, str]:
    """Return the names that a row gives in other languages, by language, without empty ones.

    Parameters
    ----------
    row : mapping of str to str
        Cells by column.

    Returns
    -------
    dict of str to str
        Of the columns ``name_ur`` and the like.
    """
    found = {language_of(column, ("name",)): text for column, text in row.items() if text}
    return {language: text for language, text in found.items() if language}


def languages_in(columns: Sequence[str], fields: Iterable[str] = TRANSLATED) -> list[str]:
    """Return the languages that some columns give texts in, in their order.

    Parameters
    ----------
    columns : sequence of str
        Names of columns.
    fields : iterable of str
        Columns that can have translations.

    Returns
    -------
    list of str
        Each once.
    """
    fields = tuple(fields)
    found = (language_of(column, fields) for column in columns)
    return [language for language in dict.fromkeys(found) if language]
