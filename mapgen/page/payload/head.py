"""The head of the payload: what pages of single events and of counts carry alike."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from mapgen.atlas.extent import MARGIN
from mapgen.atlas.world_copy import NORTHMOST, USUAL, longitude_in_copy
from mapgen.files.beside import beside
from mapgen.page.payload.catalogues import catalogues, language_heads, with_shared_keys
from mapgen.page.payload.ground import sheet, world_land
from mapgen.page.payload.introduction import without_first_words
from mapgen.page.payload.packing import PackedColumns, pack_json
from mapgen.page.payload.readings import sources, story
from mapgen.page.payload.shapes import pack_base, pack_districts
from mapgen.page.payload.text_blocks import BLOCK

if TYPE_CHECKING:
    from mapgen.atlas.atlas import Background
    from mapgen.atlas.extent import Bounds, Extent
    from mapgen.page.payload.columns import Terms
    from mapgen.page.payload.readings import References
    from mapgen.records.settings import Settings

FORMAT = 2
LENS = ("kind", "language")
"""What filters have to know of each source before the rest of it is opened."""


class Bulk(TypedDict):
    """What grows with the events, packed: `texts` is a list of blocks."""

    columns: str
    ids: str
    words: str
    texts: list[str]


class Head(TypedDict):
    """What all pages are given alike (`Payload` of ``types.d.ts``)."""

    format: int
    meta: dict[str, object]
    catalogues: dict[str, str]
    catalogueKeys: str
    terms: dict[str, object]
    columns: list[dict[str, object]]
    shared: str
    readings: str
    block: int


class Payload(Head):
    """What a page's scripts are given, ready for JSON (`Payload` of ``types.d.ts``)."""

    blocks: int
    eager: bool
    bulk: Bulk
    groups: dict[str, object] | None
    layers: PackedColumns | None


@dataclass(frozen=True, slots=True)
class NamesAndDays:
    """What the head has to know of the events: the names in them, their first and last day."""

    names: AbstractSet[str]
    first: int
    last: int


def head(
    atlas: Background,
    terms: Terms,
    heads: list[dict[str, object]],
    present: NamesAndDays,
    references: References,
    area: Extent,
    spots: Sequence[str] = (),
    *,
    ground: bool = True,
) -> Head:
    """Return what pages of single events and of counts are given alike, before that which grows.

    Parameters
    ----------
    atlas : Background
        What the page shows besides its events.
    terms : Terms
        The values that columns name by their index.
    heads : list of dict of str to object
        Those of the columns.
    present : NamesAndDays
        The names that stand in the events, and their days.
    references : References
        The sources as texts to save.
    area : Extent
        Where the points on the map lie.
    spots : sequence of str
        The ids of the places of events at several, as in the columns ``spotEvent`` &c.
    ground : bool
        Whether the world's land is put under an atlas without a base map.

    Returns
    -------
    Head
        ``columns``, ``shared``, ``catalogues``, ``meta`` and ``terms`` of the payload.
    """
    drawn = atlas.base_map is None and ground
    days = extent(atlas.settings, present.first, present.last)
    told = sources(atlas.bibliography, references)
    keys, words = with_shared_keys(catalogues(atlas, present.names, days))
    with beside() as thread:
        readings = {"sources": told, "story": without_first_words(story(atlas.story, area.seam))}
        packed = thread.submit(pack_json, readings)
        packed_words = {name: thread.submit(pack_json, each) for name, each in words.items()}
        base = world_land(area) if drawn else pack_base(atlas.base_map, area.seam)
        shared = {
            "terms": terms.packed(),
            "sources": {
                key: {name: each[name] for name in LENS if name in each}
                for key, each in told.items()
            },
            "spots": list(spots),
            "districts": pack_districts(atlas.districts, days, area.seam),
            "base": base,
        }
        packed_shared = pack_json(shared)
    return {
        "format": FORMAT,
        "meta": {
            **meta(atlas.settings, area.seam),
            "languageHeads": language_heads(atlas.settings),
            **({"successors": atlas.successors} if atlas.successors else {}),
            "extent": view_of(area, drawn=drawn),
        },
        "catalogues": {name: each.result() for name, each in packed_words.items()},
        "catalogueKeys": pack_json(keys),
        "terms": {
            "category": terms.categories,
            "precision": list(terms.precision),
            **({"row": terms.row} if terms.row else {}),
        },
        "columns": heads,
        "shared": packed_shared,
        "readings": packed.result(),
        "block": BLOCK,
    }


def view_of(extent: Extent, *, drawn: bool) -> dict[str, object]:
    """Return what the page knows of where its points lie, corners as [latitude, longitude].

    ``seam`` where the world is cut; ``bounds`` of the first view; ``whole`` those of all points and
    ``outside`` how many events are not in the first view, where there are such; ``sheet`` the
    ground, where it is drawn from the world's land. All but the seam in its copy of the world.

    Parameters
    ----------
    extent : Extent
        Where the page's points lie.
    drawn : bool
        Whether the ground is drawn from the world's land.

    Returns
    -------
    dict of str to object
        Degrees.
    """
    found: dict[str, object] = {"seam": extent.seam, "bounds": with_margin(extent.bounds)}
    if len(extent.wild):
        found |= {"whole": with_margin(extent.whole), "outside": len(extent.wild)}
    if drawn:
        west, south, east, north = sheet(extent)
        found["sheet"] = [[south, west], [north, east]]
    return found


def with_margin(bounds: Bounds) -> list[list[float]]:
    """Return corners moved outwards by `MARGIN`, at most to where Web Mercator ends.

    Parameters
    ----------
    bounds : Bounds
        Degrees.

    Returns
    -------
    list of list of float
        South-west and north-east, latitude first.
    """
    (south, west), (north, east) = bounds
    return [
        [max(south - MARGIN, -NORTHMOST), west - MARGIN],
        [min(north + MARGIN, NORTHMOST), east + MARGIN],
    ]


def meta(settings: Settings, seam: float = USUAL) -> dict[str, object]:
    """Return what the page says about itself, and the settings that its components follow.

    Parameters
    ----------
    settings : Settings
        The atlas's.
    seam : float
        Where the world is cut, degrees of longitude.

    Returns
    -------
    dict of str to object
        What JSON can hold.
    """
    period = settings.period
    tiles = settings.tiles
    return {
        "title": settings.title,
        "subtitle": settings.subtitle,
        "language": settings.language,
        "languages": list(settings.languages),
        "period": [period.first, period.last] if period else None,
        "cities": [
            {
                "name": c.name,
                "latitude": c.latitude,
                "longitude": longitude_in_copy(c.longitude, seam),
                "zoom": c.zoom,
            }
            for c in settings.cities
        ],
        "panes": [
            {"name": pane.name, "view": list(pane.view) if pane.view else None, "share": pane.share}
            for pane in settings.panes
        ],
        "tiles": {"url": tiles.url, "attribution": tiles.attribution} if tiles else None,
        "url": settings.url,
        "report": settings.report,
        "licence": settings.licence,
        "editor": settings.editor,
    }


def extent(settings: Settings, first: int, last: int) -> tuple[int, int]:
    """Return the first and last day that the page can show: the period's and the events'.

    Parameters
    ----------
    settings : Settings
        For the period.
    first, last : int
        The events', days since 1 January 1970.

    Returns
    -------
    first : int
        Days since 1 January 1970.
    last : int
        The same.
    """
    period = settings.period
    return (min(first, period.first), max(last, period.last)) if period else (first, last)
