"""The panes of a page: maps beside each other, each with a view of its own.

`[[tool.mapgen.panes]]` names them; where it is left out, cities that lie far from each other are
panes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

from mapgen.records.scenes import View, read_view

if TYPE_CHECKING:
    from mapgen.files.toml_text import TomlTable

KEYS = ("name", "view", "share")
FEWEST, MOST = 2, 6
APART_KM = 60.0
"""Cities that lie further apart than this are panes of their own, up to `MOST_CITIES` of them."""
MOST_CITIES = 3
ONE = "one"
"""What the page's address calls a single map; no pane is called so."""

_EARTH_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Pane:
    """A map of its own: `view` is zoom, latitude and longitude (WGS 84 degrees).

    Without a view it shows the events of the city of its name. `share` is how much of the width it
    takes, in proportion to the others'.
    """

    name: str
    view: View | None = None
    share: float = 1.0


Place = tuple[str, float, float]
"""A city's name, latitude and longitude in WGS 84 degrees."""


def default_panes(cities: Sequence[Place]) -> tuple[Pane, ...]:
    """Return two or three cities that all lie far from each other as panes, else none.

    The first has twice the width of each other one.

    Parameters
    ----------
    cities : sequence of Place
        Name, latitude and longitude of each, WGS 84 degrees.

    Returns
    -------
    tuple of Pane
        () for another number of cities, or where two lie near each other.
    """
    if not FEWEST <= len(cities) <= MOST_CITIES:
        return ()
    if any(distance_km(one, other) <= APART_KM for one, other in combinations(cities, 2)):
        return ()
    return tuple(Pane(name, None, 2.0 if at == 0 else 1.0) for at, (name, *_) in enumerate(cities))


def distance_km(one: Place, other: Place) -> float:
    """Return the great-circle distance of two cities in kilometres, on a sphere.

    Parameters
    ----------
    one, other : Place
        Name, latitude and longitude, WGS 84 degrees.

    Returns
    -------
    float
        Kilometres.
    """
    (_, south, west), (_, north, east) = one, other
    across, up = radians(east - west) / 2, radians(north - south) / 2
    chord = sin(up) ** 2 + cos(radians(south)) * cos(radians(north)) * sin(across) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(chord)))


def panes(settings: TomlTable, key: str, cities: Sequence[Place]) -> tuple[Pane, ...]:
    """Return the panes under a key; the default ones where there is no such key.

    An empty list asks for a single map.

    Parameters
    ----------
    settings : TomlTable
        The table that holds the key; what is wrong is noted in it.
    key : str
        "panes".
    cities : sequence of Place
        Name, latitude and longitude of each, WGS 84 degrees.

    Returns
    -------
    tuple of Pane
        () for a single map.
    """
    if key not in settings:
        return default_panes(cities)
    tables = settings.tables(key)
    if tables and not FEWEST <= len(tables) <= MOST:
        mend = f"Write {FEWEST} to {MOST} of [[tool.mapgen.{key}]], or {key} = [] for a single map."
        settings.wrong(key, len(tables), "a number of panes", mend, code="setting/panes")
        return ()
    found: list[Pane] = []
    for table in tables:
        pane = _pane(table, {name for name, *_ in cities}, {each.name for each in found})
        if pane:
            found.append(pane)
    return tuple(found) if len(found) == len(tables) else ()


def _pane(table: TomlTable, cities: set[str], others: set[str]) -> Pane | None:
    table.refuse_unknown(KEYS)
    name = " ".join(table.string("name").split())
    if not name or name in others or name == ONE:
        mend = f'Give each pane one name; "{ONE}" stands for a single map.'
        table.wrong("name", name, "a name of its own", mend, code="name/twice")
        return None
    text = table.string("view")
    view = read_view(text, lambda *_: None) if text else None
    if text and view is None:
        mend = "Write zoom/latitude/longitude, such as 11/24.90/67.03."
        table.wrong("view", text, "a view", mend, code="setting/not-a-view")
        return None
    if view is None and name not in cities:
        mend = 'Write view = "zoom/latitude/longitude", or name it after one of the cities.'
        table.wrong("", name, "a pane with a view", mend, code="setting/not-a-view")
        return None
    share = table.values.get("share", 1)
    if isinstance(share, bool) or not isinstance(share, int | float) or not 0.1 <= share <= 10:
        mend = "Write a number from 0.1 to 10: a pane of 2 is twice as wide as a pane of 1."
        table.wrong("share", share, "a share", mend, code="setting/not-a-share")
        return None
    return Pane(name, view, float(share))
