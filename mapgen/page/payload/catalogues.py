"""The words and names of each language that a page carries.

The shape of a packed catalogue is the contract with ``messages.js``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mapgen.notation import languages
from mapgen.page.payload.local_names import names, regions_of, used_names
from mapgen.page.payload.messages import catalogue_of, interface, messages

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from mapgen.atlas.atlas import Background
    from mapgen.records.settings import Settings


def catalogues(
    atlas: Background, used: AbstractSet[str], days: tuple[int, int]
) -> dict[str, dict[str, object]]:
    """Return what ``messages.js`` needs for each of the atlas's languages.

    English has no entry of its own but where the atlas brings names or a text in it.

    Parameters
    ----------
    atlas : Background
        For its languages and names.
    used : set of str
        The names that stand in the events.
    days : tuple of (int, int)
        The first and last day that is shown, days since 1 January 1970.

    Returns
    -------
    dict of str to dict of str to object
        By language.
    """
    found: dict[str, dict[str, object]] = {}
    regions = regions_of(atlas.districts, days)
    used = used_names(atlas, used, regions)
    for language in atlas.settings.languages:
        own: dict[str, object] = {"names": names(atlas, language, used, regions)}
        if language in atlas.abouts:
            own["about"] = atlas.abouts[language]
        if language in atlas.guides:
            own["guide"] = atlas.guides[language]
        if interface(language) != "en":
            own |= {
                **interface_words(language),
                "languages": {
                    tag: languages.display_name(tag, language)
                    for tag in sorted({each.language for each in atlas.bibliography.values()})
                    if tag
                },
            }
        if any(own.values()):
            found[language] = own
    return found


def interface_words(language: str) -> dict[str, object]:
    """Return what ``messages.js`` needs of a language for words of the page's own.

    Parameters
    ----------
    language : str
        A tag of BCP 47 with a catalogue (`interface`).

    Returns
    -------
    dict of str to object
        A part of a catalogue.
    """
    found: dict[str, object] = {
        "direction": languages.direction(language),
        "digits": languages.digits(language),
        "group": languages.group(language),
        "plurals": languages.plurals(catalogue_of(language)),
        "months": languages.months(language),
        "day": languages.day_pattern(language),
        "month": languages.month_pattern(language),
        "bc": languages.before_christ(language),
        "messages": messages(language),
    }
    if languages.has_pairs(language):
        found["pairs"] = True
    if languages.lone_months(language) != languages.months(language):
        found["loneMonths"] = languages.lone_months(language)
    return found


SHARED = ("names", "messages", "languages")
"""The tables of a catalogue whose keys are English and mostly the same in every language."""


def with_shared_keys(
    found: Mapping[str, Mapping[str, Any]],
) -> tuple[dict[str, list[str]], dict[str, dict[str, object]]]:
    """Keep the keys of the `SHARED` tables once.

    Parameters
    ----------
    found : mapping of str to mapping of str to Any
        As `catalogues` returns them.

    Returns
    -------
    keys : dict of str to list of str
        Of each table, sorted.
    values : dict of str to dict of str to object
        The catalogues, each table a list in the order of its keys, None where a language has none.
    """
    keys = {
        table: sorted({key for own in found.values() for key in own.get(table, ())})
        for table in SHARED
    }
    lists = {
        language: {
            name: [each.get(key) for key in keys[name]] if name in SHARED else each
            for name, each in own.items()
        }
        for language, own in found.items()
    }
    return keys, lists


def language_heads(settings: Settings) -> dict[str, dict[str, str]]:
    """Return what the page needs of each language before any catalogue is opened.

    Its name in itself, its direction, and the atlas's title and subtitle in it.

    Parameters
    ----------
    settings : Settings
        For the languages.

    Returns
    -------
    dict of str to dict of str to str
        By language.
    """
    return {
        language: {
            "name": languages.endonym(language),
            "direction": languages.direction(language),
            "interface": interface(language),
            "title": settings.text("title", language),
            "subtitle": settings.text("subtitle", language),
        }
        for language in settings.languages
    }
