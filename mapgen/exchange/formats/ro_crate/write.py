"""Atlas → an RO-Crate (version 1.3) in a ZIP: the records, the page, and what they are.

``ro-crate-metadata.json`` describes the crate and its files as schema.org does, flat: each thing is
an entity of one list, others name it by its ``@id``. The page is the crate's preview; the events
are the table of CSV on the Web.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mapgen.atlas.coverage import box_covered, days_covered, licence_address
from mapgen.exchange.common.event_cells import cited_sources
from mapgen.exchange.common.layers import place_columns
from mapgen.exchange.formats.csv.read import SOURCES
from mapgen.exchange.formats.csv.write import METADATA, to_csvw
from mapgen.exchange.formats.datapackage.write import Counted, place_table
from mapgen.exchange.formats.geojson.write import given
from mapgen.files.write import OutputError
from mapgen.files.zipped import zipped
from mapgen.notation.citations import is_web_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from mapgen.atlas.atlas import Atlas

DESCRIPTOR = "ro-crate-metadata.json"
PREVIEW = "ro-crate-preview.html"
SPECIFICATION = "https://w3id.org/ro/crate/1.3"

_ROOT = {"@id": "./"}
_EVENTS = "events.csv"
_PLACES = "places.csv"
_FILES = {
    _EVENTS: ("Events", "A row for each event, with its figures and its sources.", "text/csv"),
    _EVENTS + METADATA: (
        "Columns of the events",
        "What each column of events.csv holds: CSV on the Web.",
        "application/csvm+json",
    ),
    _EVENTS + SOURCES: (
        "Sources",
        "The cited sources as CSL-JSON, each under the key by which the events cite it.",
        "application/vnd.citationstyles.csl+json",
    ),
    _PLACES: ("Places", "The gazetteer: points of the places, and how exact they are.", "text/csv"),
}
"""Name, description and media type of each file that a crate may have."""


def to_ro_crate(atlas: Atlas, page: Callable[[Atlas], str] | None = None) -> Iterator[bytes]:
    """Return the pieces of the ZIP archive. The same atlas gives the same bytes.

    Parameters
    ----------
    atlas : Atlas
        Its settings say when it was published: a crate has to, and the clock is not asked.
    page : callable or None
        What makes the page, the crate's preview; without it the crate has none.

    Returns
    -------
    iterator of bytes
        Pieces of the archive.

    Raises
    ------
    OutputError
        The settings do not say when the atlas was published.
    """
    if not atlas.settings.published:
        raise OutputError(
            "an RO-Crate says on which day the atlas was published. Write it into the settings: "
            'published = "2026-11-05".'
        )
    tables: dict[str, Iterable[bytes]] = {**to_csvw(atlas, _EVENTS)}
    places = place_columns(atlas)
    if places:
        tables[_PLACES] = place_table(places)
    files = {name: Counted(pieces) for name, pieces in tables.items()}
    preview = {PREVIEW: (page(atlas).encode() for _ in range(1))} if page else {}
    # The pieces of the descriptor are made when those of the files have gone by.
    return zipped({**files, **preview, DESCRIPTOR: _descriptor(atlas, files, with_page=bool(page))})


def _descriptor(atlas: Atlas, files: Mapping[str, Counted], *, with_page: bool) -> Iterator[bytes]:
    preview = {"@id": PREVIEW, "@type": "CreativeWork", "name": "Page", "about": _ROOT}
    graph = [
        {
            "@id": DESCRIPTOR,
            "@type": "CreativeWork",
            "about": _ROOT,
            "conformsTo": {"@id": SPECIFICATION},
        },
        *([preview] if with_page else []),
        *_atlas(atlas, list(files)),
        *(_file(name, counted) for name, counted in files.items()),
        *_sources(atlas),
    ]
    document = {"@context": f"{SPECIFICATION}/context", "@graph": graph}
    yield f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode()


def _atlas(atlas: Atlas, files: list[str]) -> Iterator[dict[str, object]]:
    """Yield the atlas as a data set, and its licence and extent, which are entities of their own.

    The editor is a name: settings do not say whether it is a person's.
    """
    settings = atlas.settings
    licence = licence_address(settings.licence)
    box = box_covered(atlas.rows)
    description = settings.description.strip() or settings.subtitle
    yield {
        **_ROOT,
        "@type": "Dataset",
        "name": settings.title,
        "description": description or f"An atlas of {len(atlas.rows):,} events.",
        "datePublished": settings.published,
        "license": {"@id": licence}
        if is_web_address(licence)
        else licence or "No licence is stated: ask the editor.",
        **given(
            {
                "creator": settings.editor,
                "url": settings.url,
                "inLanguage": _one_or_all(list(settings.languages)),
                "temporalCoverage": days_covered(settings, atlas.rows),
                "spatialCoverage": {"@id": "#extent"} if box else "",
                "hasPart": [{"@id": name} for name in files],
                "citation": _one_or_all([{"@id": each["@id"]} for each in _sources(atlas)]),
            }
        ),
    }
    if is_web_address(licence):
        yield {"@id": licence, "@type": "CreativeWork", "name": settings.licence}
    if box:
        geometry = {"geo": {"@id": "#box"}}
        yield {"@id": "#extent", "@type": "Place", "name": "Extent of the events", **geometry}
        yield {"@id": "#box", "@type": "GeoShape", "name": "Box of all points", "box": box}


def _file(name: str, counted: Counted) -> dict[str, object]:
    title, description, media = _FILES[name]
    return {
        "@id": name,
        "@type": "File",
        "name": title,
        "description": description,
        "encodingFormat": media,
        "contentSize": str(counted.size),
    }


def _sources(atlas: Atlas) -> Iterator[dict[str, object]]:
    """Yield the cited sources that have an address, each address once: a citation has to be one."""
    seen: set[str] = set()
    for source in cited_sources(atlas):
        if is_web_address(source.url) and source.url not in seen:
            seen.add(source.url)
            yield {"@id": source.url, "@type": "CreativeWork", "name": source.long}


def _one_or_all(values: list[object]) -> object:
    """Return the only value, or the list: the format wants no list of one."""
    return values[0] if len(values) == 1 else values
