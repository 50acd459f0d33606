"""The names that an atlas has in other languages, by the name in its records."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mapgen.page.payload.messages import translator

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from mapgen.atlas.atlas import Background
    from mapgen.atlas.districts import Districts

_WRITTEN = ("label", "road")
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
    written = base.take(np.array([each in _WRITTEN for each in base["kind"]], dtype=bool))
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
