"""The atlas as flat tables with typed columns, for the formats of geographic programs."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from mapgen.exchange.common.event_cells import cells, cited_sources, derived
from mapgen.exchange.common.several_places import FIELD, place_text
from mapgen.notation.civil import iso
from mapgen.records.fields import FIGURES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from mapgen.atlas.atlas import Atlas
    from mapgen.atlas.districts import Epoch
    from mapgen.notation.citations import Citation

Columns = dict[str, list[Any]]

Kind = Literal["truth", "whole", "real", "day", "text"]

# What the columns of a layer hold; all others are text, those of the editor's own too.
_KINDS: dict[str, dict[Kind, tuple[str, ...]]] = {
    "events": {
        "real": ("latitude", "longitude", "place_radius_m"),
        "whole": ("deaths_low", "deaths_high", "injured_low", "injured_high"),
        "day": ("date_from", "date_to"),
    },
    "districts": {"day": ("valid_from", "valid_to")},
    "places": {"real": ("latitude", "longitude", "radius_m"), "truth": ("estimated",)},
    "claims": {
        "whole": ("position", "low", "high"),
        "truth": ("at_least", "up_to", "approximate", "counted"),
    },
    "citations": {"whole": ("position",)},
    "sources": {"whole": ("year",)},
}


def kind(layer: str, name: str) -> Kind:
    """Return what a column of a layer holds, the same in every block of it.

    Parameters
    ----------
    layer : str
        The layer's name.
    name : str
        The column's.

    Returns
    -------
    Kind
        "text" for a column that is not known.
    """
    return next((kind for kind, names in _KINDS[layer].items() if name in names), "text")


def event_columns(atlas: Atlas) -> Columns:
    """Return the cells of events.csv and what is derived; None for what is empty.

    Parameters
    ----------
    atlas : Atlas
        A whole atlas, or a block of its events.

    Returns
    -------
    Columns
        A value for each event, by column.
    """
    written: Columns = {
        name: [cell or None for cell in column] for name, column in cells(atlas.events).items()
    }
    for name in ("latitude", "longitude"):
        written[name] = [None if cell is None else float(cell) for cell in written[name]]
    more = derived(atlas.events)
    more["district_candidates"] = [
        "; ".join(names) or None for names in more["district_candidates"]
    ]
    more[FIELD] = [place_text(records) or None for records in more[FIELD]]
    for name in ("date_from", "date_to"):
        more[name] = [_day(text) for text in more[name]]
    return {**written, **more}


def claim_columns(atlas: Atlas) -> Columns:
    """Return the figures, a claim a row: whose, how many, and whether it counts for the event.

    Parameters
    ----------
    atlas : Atlas
        A whole atlas, or a block of its events.

    Returns
    -------
    Columns
        A value for each claim, by column.
    """
    return _columns(
        {
            "event_id": event_id,
            "field": field,
            "position": position,
            "figure": claim.text,
            "low": claim.low,
            "high": claim.high,
            "at_least": claim.open_high,
            "up_to": claim.open_low,
            "approximate": claim.approximate,
            "counted": claim.counted,
        }
        for event_id, *figures in _of_each_event(atlas, *FIGURES)
        for field, claims in zip(FIGURES, figures, strict=True)
        for position, claim in enumerate(claims.claims, start=1)
    )


def citation_columns(atlas: Atlas) -> Columns:
    """Return who is cited where, a citation a row.

    `field` is summary, deaths or injured; `position` the place in the summary, or the claim.

    Parameters
    ----------
    atlas : Atlas
        A whole atlas, or a block of its events.

    Returns
    -------
    Columns
        A value for each citation, by column.
    """
    return _columns(_citations(atlas))


def source_columns(atlas: Atlas) -> Columns:
    """Return the cited sources, each with its citation in words and its item as JSON.

    Parameters
    ----------
    atlas : Atlas
        A whole atlas.

    Returns
    -------
    Columns
        A value for each source, by column.
    """
    return _columns(
        {
            "key": source.key,
            "type": str(source.csl.get("type", "")) or None,
            "short": source.short,
            "citation": source.long,
            "year": source.year,
            "language": source.language or None,
            "url": source.url or None,
            "mirror": source.mirror or None,
            "kind": source.kind or None,
            "read": source.read or None,
            "accessed": source.accessed or None,
            "archived": source.archived or None,
            "csl_json": json.dumps(dict(source.csl), ensure_ascii=False),
        }
        for source in cited_sources(atlas)
    )


def place_columns(atlas: Atlas) -> Columns:
    """Return the gazetteer, a place a row; its coordinates may be None.

    Parameters
    ----------
    atlas : Atlas
        A whole atlas.

    Returns
    -------
    Columns
        A value for each place, by column; degrees are WGS 84.
    """
    languages = list(dict.fromkeys(each for place in atlas.places.values() for each in place.names))
    return _columns(
        {
            "id": place.id,
            "name": place.name,
            "alt_names": "; ".join(place.alt_names) or None,
            **{f"name_{each}": place.names.get(each) for each in languages},
            "city": place.city or None,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "radius_m": place.radius_m,
            "precision": place.precision,
            "wikidata": place.wikidata or None,
            "estimated": place.estimated,
            "source": place.source or None,
            "note": place.note or None,
        }
        for place in atlas.places.values()
    )


def district_epochs(atlas: Atlas) -> list[Epoch]:
    """Return the epochs of the districts in the atlas's period, or in that of its events.

    Parameters
    ----------
    atlas : Atlas
        A whole atlas.

    Returns
    -------
    list of Epoch
        [] where neither is known.
    """
    period, events = atlas.settings.period, atlas.events
    if period:
        return atlas.districts.epochs(period.first, period.last)
    if not len(events):
        return []
    return atlas.districts.epochs(int(events["first"].min()), int(events["last"].max()))


def district_columns(atlas: Atlas) -> tuple[Columns, list[BaseGeometry]]:
    """Return the districts of each epoch, and their shapes.

    `valid_to` is the last day on which the shape holds, that day included.

    Parameters
    ----------
    atlas : Atlas
        A whole atlas.

    Returns
    -------
    columns : Columns
        A value for each district of each epoch.
    shapes : list of BaseGeometry
        One for each, EPSG:4326.
    """
    found, shapes = [], []
    for epoch in district_epochs(atlas):
        for region in epoch.regions.records():
            shapes.append(region["geometry"])
            found.append(
                {
                    "district": region["label"],
                    "candidates": "; ".join(region["candidates"]),
                    "city": region["city"] or None,
                    "confidence": region["confidence"],
                    "valid_from": _day(iso(epoch.first)),
                    "valid_to": _day(iso(epoch.last)),
                }
            )
    return _columns(iter(found)), shapes


def _citations(atlas: Atlas) -> Iterator[dict[str, object]]:
    def row(event_id: str, field: str, position: int, citation: Citation) -> dict[str, object]:
        return {
            "event_id": event_id,
            "field": field,
            "position": position,
            "key": citation.key,
            "locator": citation.locator or None,
        }

    for event_id, summary, *figures in _of_each_event(atlas, "summary", *FIGURES):
        for position, citation in enumerate(summary.citations, start=1):
            yield row(event_id, "summary", position, citation)
        for field, claims in zip(FIGURES, figures, strict=True):
            for position, claim in enumerate(claims.claims, start=1):
                for citation in claim.citations:
                    yield row(event_id, field, position, citation)


def _of_each_event(atlas: Atlas, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Yield the id of each event and its values in some columns."""
    return zip(*(atlas.events[column] for column in ("id", *columns)), strict=True)


def _day(text: str) -> date | None:
    """Return an ISO date; None for one before the year 1 or behind 9999, which the formats lack."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _columns(rows: Iterator[dict[str, object]]) -> Columns:
    """Return rows as columns; {} for none."""
    found: Columns = {}
    for row in rows:
        for name, value in row.items():
            found.setdefault(name, []).append(value)
    return found
