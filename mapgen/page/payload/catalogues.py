"""Gettext catalogues (``locale/LANGUAGE/LC_MESSAGES/mapgen.po``) → the words that a page carries.

The shape of a packed catalogue is the contract with ``messages.js``.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from mapgen.files.kept import Kept
from mapgen.notation import languages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet
    from importlib.resources.abc import Traversable

    from babel.messages.catalog import Catalog

    from mapgen.atlas.atlas import Background
    from mapgen.atlas.districts import Districts
    from mapgen.records.settings import Settings

DOMAIN = "mapgen"

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
        return read_po(file, locale=language, domain=DOMAIN, abort_invalid=True)


def _file_of(language: str) -> Traversable:
    return files("mapgen.page") / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


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

    own = files("mapgen.page") / "payload" / "catalogues.py"
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


WRITTEN = ("label", "road")
"""The kinds of features of the base map whose names stand on the map."""

Regions = dict[str, tuple[str, ...]]
"""The label of a region ("West or Central") → the districts that it can be."""


def names(
    atlas: Background, language: str, used: AbstractSet[str], regions: Regions
) -> dict[str, str]:
    """Return the atlas's own names in a language: only those that it has and that differ.

    Parameters
    ----------
    atlas : Background
        For its names.
    language : str
        A tag of BCP 47.
    used : set of str
        The names that the page shows.
    regions : Regions
        As `regions_of` returns them.

    Returns
    -------
    dict of str to str
        By the name in the records.
    """
    known = dict(atlas.names.get(language, {}))
    for place in atlas.places.values():
        local = place.names.get(language, "")
        if local:
            known.setdefault(place.name, local)
    for name, local in written_names(atlas, language):
        if local:
            known.setdefault(name, local)
    for category in atlas.settings.categories.values():
        if category.labels.get(language):
            known[category.label] = category.labels[language]
    if not known:
        return {}
    found = {name: known[name] for name in sorted(used) if name in known}
    either = translator(language)(" or ")
    for label, candidates in regions.items():
        if any(name in known for name in candidates):
            found[label] = either.join(known.get(name, name) for name in candidates)
    return {name: local for name, local in found.items() if local != name}


def used_names(atlas: Background, used: AbstractSet[str], regions: Regions) -> set[str]:
    """Return every name that the page shows.

    Parameters
    ----------
    atlas : Background
        For its settings, story and base map.
    used : set of str
        The names that stand in the events.
    regions : Regions
        As `regions_of` returns them.

    Returns
    -------
    set of str
        In the atlas's own language.
    """
    settings = atlas.settings
    found = set(used) | {category.label for category in settings.categories.values()}
    found |= {city.name for city in settings.cities} | {pane.name for pane in settings.panes}
    found.update(name for name, _ in written_names(atlas, settings.language))
    found.update(place.name for chapter in atlas.story for place in chapter.places)
    return found.union(*regions.values())


def written_names(atlas: Background, language: str) -> list[tuple[str, str]]:
    """Return the names that the base map writes, each with its own in a language or "".

    Parameters
    ----------
    atlas : Background
        For its base map.
    language : str
        A tag of BCP 47.

    Returns
    -------
    list of tuple of (str, str)
        In the order of the base map.
    """
    base = atlas.base_map
    if base is None or "name" not in base:
        return []
    written = base.take(np.array([each in WRITTEN for each in base["kind"]], dtype=bool))
    local = f"name_{language}"
    others = written[local] if local in written else [""] * len(written)
    return [
        (name, other if isinstance(other, str) else "")
        for name, other in zip(written["name"], others, strict=True)
        if isinstance(name, str) and name
    ]


def regions_of(districts: Districts, days: tuple[int, int]) -> Regions:
    """Return the regions of all days that the page can show.

    Parameters
    ----------
    districts : Districts
        Those of any date.
    days : tuple of (int, int)
        The first and last day, days since 1 January 1970.

    Returns
    -------
    Regions
        {label: candidates}.
    """
    return {
        region["label"]: region["candidates"]
        for epoch in districts.epochs(*days)
        for region in epoch.regions.records()
    }
