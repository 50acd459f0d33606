"""Atlas → events.csv with its description beside it (CSV on the Web).

The table is events.csv with printed places and all coordinates filled in, and behind it what the
atlas derives; no cell is a formula for a spreadsheet. The description is the one that the package
ships, made to fit.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from mapgen.exchange.common.event_cells import DERIVED_FIELDS, blocks, cells, cited_sources, derived
from mapgen.exchange.common.formulas import guarded
from mapgen.exchange.common.several_places import FIELD, place_text
from mapgen.exchange.formats.csl_json.write import to_csl_json
from mapgen.exchange.formats.csv.read import SOURCES
from mapgen.exchange.formats.geojson.write import about
from mapgen.records.fields import TRANSLATED
from mapgen.records.schema import CSVW, read_schema
from mapgen.records.translations import language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mapgen.atlas.atlas import Atlas

METADATA = "-metadata.json"  # where readers of CSVW look, behind the name of the table

_TITLES = {"licence": "dc:license", "url": "dc:source", "editor": "dc:creator"}
_TYPES = {
    "date_from": "date", "date_to": "date", "place_radius_m": "double", "deaths_low": "integer",
    "deaths_high": "integer", "injured_low": "integer", "injured_high": "integer",
}  # fmt: skip


def to_csvw(atlas: Atlas, name: str) -> dict[str, Iterator[bytes]]:
    """Return the files of a table: the CSV, its description and its sources.

    The description is JSON-LD, the sources are CSL-JSON.

    Parameters
    ----------
    atlas : Atlas
        A whole atlas.
    name : str
        What the table's file is called.

    Returns
    -------
    dict of str to iterator of bytes
        Name → its bytes in pieces.
    """
    return {
        name: event_table(atlas),
        name + METADATA: _metadata(atlas, name),
        name + SOURCES: to_csl_json(atlas),
    }


def event_table(atlas: Atlas) -> Iterator[bytes]:
    """Yield the table in pieces of `BLOCK` events, the names of its columns first.

    Parameters
    ----------
    atlas : Atlas
        A whole atlas.

    Yields
    ------
    bytes
        CSV.
    """
    yield lines([event_columns(atlas)])
    for block in blocks(atlas):
        yield lines(zip(*_columns(block).values(), strict=True))


def event_columns(atlas: Atlas) -> list[str]:
    """Return the names of the table's columns.

    Parameters
    ----------
    atlas : Atlas
        A whole atlas.

    Returns
    -------
    list of str
        Those of every atlas, translations, extra ones, then what is derived.
    """
    return list(_columns(replace(atlas, rows=atlas.rows.take(slice(0)))))


def lines(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as CSV (RFC 4180, but for line feeds), no cell a formula for a spreadsheet.

    Parameters
    ----------
    rows : iterable of sequence of str
        Their cells.

    Returns
    -------
    bytes
        UTF-8.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows(map(guarded, row) for row in rows)
    return text.getvalue().encode("utf-8")


def _metadata(atlas: Atlas, name: str) -> Iterator[bytes]:
    columns = event_columns(atlas)
    text = json.dumps(_description(atlas, name, columns), ensure_ascii=False, indent=1)
    yield f"{text}\n".encode()


def _columns(atlas: Atlas) -> dict[str, list[str]]:
    found = derived(atlas.events)
    found[FIELD] = [place_text(records) for records in found[FIELD]]
    more = {column: [_cell(value) for value in values] for column, values in found.items()}
    return {**cells(atlas.events), **more}


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _description(atlas: Atlas, name: str, columns: list[str]) -> dict[str, object]:
    description = read_schema(CSVW)
    description["url"] = name
    language = atlas.settings.language
    description["@context"] = ["http://www.w3.org/ns/csvw", {"@language": language}]
    del description["dc:description"]
    for key, value in about(atlas).items():
        description[_TITLES.get(key, f"dc:{key}")] = value
    description["dc:references"] = [
        {"dc:identifier": source.key, "dc:bibliographicCitation": source.long, "dc:source": url}
        if (url := source.url)
        else {"dc:identifier": source.key, "dc:bibliographicCitation": source.long}
        for source in cited_sources(atlas)
    ]
    description["rdfs:seeAlso"] = {"@id": name + SOURCES}
    schema = description["tableSchema"]
    known = {column["name"]: column for column in schema["columns"]}
    schema["columns"] = [known.get(column) or _column(column) for column in columns]
    schema["aboutUrl"] = f"{atlas.settings.url.split('#')[0]}#event={{id}}"
    return description


def _column(name: str) -> dict[str, object]:
    """Return the description of a column that events.csv does not have, or that is the editor's."""
    found: dict[str, object] = {
        "name": name,
        "titles": name,
        "datatype": _TYPES.get(name, "string"),
    }
    if name == "district_candidates":
        found["separator"] = ";"
    if name in DERIVED_FIELDS:
        found["dc:description"] = "Derived by mapgen."
    language = language_of(name, TRANSLATED)
    if language:
        found["lang"] = language
    return found
