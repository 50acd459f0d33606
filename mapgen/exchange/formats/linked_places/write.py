"""Atlas → Linked Places (LPF 1.3): an event a feature, with a citation for each statement.

Linked Places is GeoJSON with JSON-LD in it, made for places; a feature here is a place at a time,
and what happened there are its descriptions. The cells of events.csv stand in the properties, so
that nothing is lost where the format is coarser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from mapgen.exchange.common.event_cells import address, blocks, cells, cited_sources, points, rows
from mapgen.exchange.common.several_places import FIELD, place_records
from mapgen.exchange.common.statements import statements
from mapgen.exchange.formats.geojson.write import about, collection, given, own
from mapgen.exchange.formats.linked_places.write_when import when
from mapgen.records.fields import FIGURES
from mapgen.records.translations import languages_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mapgen.atlas.atlas import Atlas
    from mapgen.exchange.common.event_cells import Event, Position
    from mapgen.notation.citations import Citation
    from mapgen.records.gazetteer import Place

# The version that the specification itself still names as of 1.3.
CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld"
)
# place_precision → GeoNames feature class, Getty AAT concept.
KINDS = {
    "spot": ("S", "aat:300000809", "site"),
    "neighbourhood": ("P", "aat:300000745", "neighborhood"),
    "town": ("P", "aat:300008375", "town"),
    "district": ("A", "aat:300000705", "district"),
    "city": ("P", "aat:300008389", "city"),
    "province": ("A", "aat:300000774", "province"),
    "country": ("A", "aat:300128207", "nation"),
    "unknown": ("L", "aat:300182722", "region"),
}


def to_linked_places(atlas: Atlas) -> Iterator[bytes]:
    """Yield the events as a Linked Places FeatureCollection, in time order, a feature a line.

    The `@id` is the permalink where the settings have a `url`, else relative to the page. What has
    no point has an empty GeometryCollection. The same atlas gives the same bytes.

    Parameters
    ----------
    atlas : Atlas
        A whole atlas.

    Returns
    -------
    iterator of bytes
        UTF-8, a block of events at a time.
    """
    head = {
        "type": "FeatureCollection",
        "@context": CONTEXT,
        **about(atlas),
        "columns": list(cells(atlas.events.iloc[:0])),
        "derived": ["fclasses", FIELD],
        "sources": [dict(source.csl) for source in cited_sources(atlas)],
    }
    return collection(head, (_features(block) for block in blocks(atlas)))


def _features(atlas: Atlas) -> Iterator[dict[str, object]]:
    events = atlas.events.to_dict("records")
    written = rows(cells(atlas.events))
    for event, row, positions in zip(events, written, points(atlas.events), strict=True):
        several = place_records(event.get("event_places", ()))
        ids = [each["id"] for each in several] or [event["place_id"]]
        places = [atlas.places.get(each) for each in ids]
        feature_class, concept, kind = KINDS[event["place_precision"]]
        yield given(
            {
                "@id": address(atlas, event["id"]),
                "type": "Feature",
                "properties": {**given({**own(row), FIELD: several}), "fclasses": [feature_class]},
                "when": when(event["span"]),
                "names": _names(event, places, atlas),
                "types": [
                    {
                        "identifier": concept,
                        "label": kind,
                        "sourceLabels": [
                            {
                                "label": atlas.settings.categories[event["category"]].label,
                                "lang": atlas.settings.language,
                            }
                        ],
                    }
                ],
                "geometry": _geometry(event, places, positions),
                "links": _links(event, places, atlas),
                "relations": [*_districts(event, atlas), *_related(event, atlas)],
                "descriptions": [*_sentences(event, atlas), *_figures(event, atlas)],
            }
        )


def _names(event: Event, places: list[Place | None], atlas: Atlas) -> list[dict[str, object]]:
    """Return the names of the places; the first is cited from the event's own summary."""
    language = atlas.settings.language
    first = {"toponym": event["place"], "lang": language}
    found = [{**first, "citations": _citations(event["summary"].citations[:1], atlas)}]
    for place in filter(None, places):
        if len(places) > 1:
            found.append({"toponym": place.name, "lang": language})
        found += [{"toponym": name, "lang": language} for name in place.alt_names]
        found += [{"toponym": name, "lang": lang} for lang, name in place.names.items()]
    return found


def _geometry(
    event: Event, places: list[Place | None], positions: list[Position]
) -> dict[str, object]:
    """Return a point for each place that has one."""
    geometries: list[dict[str, object]] = []
    for place, position in zip(places, positions, strict=False):
        exact = event["place_precision"] == "spot" and not (place and place.estimated)
        source = [{"label": place.source}] if place and place.source else []
        geometries.append(
            given(
                {
                    "type": "Point",
                    "coordinates": list(position),
                    "certainty": "certain" if exact else "less-certain",
                    "citations": source,
                }
            )
        )
    return {"type": "GeometryCollection", "geometries": geometries}


def _links(event: Event, places: list[Place | None], atlas: Atlas) -> list[dict[str, str]]:
    """Return the items of Wikidata: the feature's place, and what else the event names.

    A feature that is one place, no finer and no coarser than the gazetteer's, is a close match of
    that place's item. A close match is no exact one: the feature is the place at one time, and
    SKOS takes exact matches of matches for the same. Any other item (one of several places, the
    quarter that a spot is in, a district, who acted) is only something to see also.
    """
    known = [place for place in places if place and place.wikidata]
    precision = event["place_precision"]
    whole = len(places) == 1 and known and known[0].precision == precision
    kinds = {place.wikidata: "closeMatch" if whole else "seeAlso" for place in known}
    for name in (*event["candidates"], *event["actors"], *event["targets"]):
        if name in atlas.items:
            kinds.setdefault(atlas.items[name], "seeAlso")
    return [{"type": kind, "identifier": f"wd:{item}"} for item, kind in kinds.items()]


def _districts(event: Event, atlas: Atlas) -> Iterator[dict[str, object]]:
    page = atlas.settings.url.split("#")[0]
    for name in event["candidates"]:
        yield {
            "relationType": "gvp:broaderPartitive",
            "relationTo": f"{page}#districts={quote(name, safe='')}",
            "label": f"part of {name}",
            "when": {"timespans": when(event["span"])["timespans"]},
            "certainty": "certain" if len(event["candidates"]) == 1 else "less-certain",
        }


def _related(event: Event, atlas: Atlas) -> Iterator[dict[str, object]]:
    for other in event["related"]:
        yield {
            "relationType": "gvp:tgn3000_related_to",
            "relationTo": address(atlas, other),
            "label": "another event of the same chain",
        }


def _sentences(event: Event, atlas: Atlas) -> Iterator[dict[str, object]]:
    """Yield each sentence of the summary and of its translations with its own citations."""
    language = atlas.settings.language
    others = languages_in(list(event), ("summary",))
    for column, lang in (("summary", language), *((f"summary_{each}", each) for each in others)):
        summary = event.get(column)
        for text, citations in statements(summary) if summary else ():
            yield given(
                {
                    "value": text,
                    "lang": lang,
                    "citations": _citations(citations, atlas),
                }
            )


def _figures(event: Event, atlas: Atlas) -> Iterator[dict[str, object]]:
    for column in FIGURES:
        for claim in event[column].claims:
            scope = "" if claim.counted or claim.low is None else " (another scope, not counted)"
            yield {
                "value": f"{column.capitalize()}: {claim.text}{scope}",
                "lang": atlas.settings.language,
                "citations": _citations(claim.citations, atlas),
            }


def _citations(citations: Iterable[Citation], atlas: Atlas) -> list[dict[str, str]]:
    """Return citations as label and address; where a source has none, its key in this file."""
    found = []
    for key, locator in citations:
        source = atlas.bibliography[key]
        label = f"{source.short}, {locator}" if locator else source.short
        found.append({"label": label, "@id": source.url or f"#ref-{key}"})
    return found
