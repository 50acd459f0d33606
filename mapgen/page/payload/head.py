"""The head of the payload: what pages of single events and of counts carry alike."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from mapgen.page.payload.catalogues import catalogues, tongues, with_shared_keys
from mapgen.page.payload.packing import PackedColumns, pack_json
from mapgen.page.payload.readings import sources, story
from mapgen.page.payload.shapes import pack_base, pack_districts
from mapgen.page.payload.text_blocks import BLOCK

if TYPE_CHECKING:
    from mapgen.atlas.atlas import Background
    from mapgen.page.payload.columns import Terms
    from mapgen.page.payload.readings import References
    from mapgen.records.settings import Settings

FORMAT = 2


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
    spots: Sequence[str] = (),
) -> Head:
    """Return what pages of single events and of counts are given alike, before that which grows.

    `spots` are the ids of the places of events at several, as in the columns ``spotEvent`` &c.
    """
    days = extent(atlas.settings, present.first, present.last)
    keys, words = with_shared_keys(catalogues(atlas, present.names, days))
    return {
        "format": FORMAT,
        "meta": {**meta(atlas.settings), "tongues": tongues(atlas.settings)},
        "catalogues": {name: pack_json(each) for name, each in words.items()},
        "catalogueKeys": pack_json(keys),
        "terms": {
            "category": terms.categories,
            "precision": list(terms.precision),
            **({"row": terms.row} if terms.row else {}),
        },
        "columns": heads,
        "shared": pack_json(
            {
                "terms": terms.packed(),
                "sources": sources(atlas.bibliography, references),
                "spots": list(spots),
                "districts": pack_districts(atlas.districts, days),
                "base": pack_base(atlas.base_map),
                "story": story(atlas.story),
            }
        ),
        "block": BLOCK,
    }


def meta(settings: Settings) -> dict[str, object]:
    """Return what the page says about itself, and the settings that its components follow."""
    period = settings.period
    tiles = settings.tiles
    return {
        "title": settings.title,
        "subtitle": settings.subtitle,
        "language": settings.language,
        "languages": list(settings.languages),
        "period": [period.first, period.last] if period else None,
        "cities": [
            {"name": c.name, "latitude": c.latitude, "longitude": c.longitude, "zoom": c.zoom}
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
    """Return the first and last day that the page can show: the period's and the events'."""
    period = settings.period
    return (min(first, period.first), max(last, period.last)) if period else (first, last)
