"""Atlas → a Data Package (version 2) in a ZIP: events, places and sources, and what they are.

``datapackage.json`` describes the other files: what each column holds and may hold, how the tables
hang together, how many bytes each file has and their SHA-256, whose records they are and what they
rest on. The events are the table of CSV on the Web.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mapgen.exchange.common.event_cells import cited_sources
from mapgen.exchange.common.layers import place_columns
from mapgen.exchange.formats.csl_json.write import to_csl_json
from mapgen.exchange.formats.csv.write import event_columns, event_table, lines
from mapgen.exchange.formats.geojson.write import given
from mapgen.files.zipped import zipped
from mapgen.notation.citations import is_web_address
from mapgen.records.schema import TABLE_SCHEMA, read_schema
from mapgen.vocabulary import PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mapgen.atlas.atlas import Atlas

DESCRIPTOR = "datapackage.json"
PROFILES = "https://datapackage.org/profiles/2.0"
_NO_NAME = re.compile(r"[^a-z0-9._-]+")
_FIRST, _LAST = -719_162, 2_932_896  # 1 January 1 and 31 December 9999, as day numbers
_WHOLE = ("deaths_low", "deaths_high", "injured_low", "injured_high")
_AN_ID = {"type": "string", "constraints": {"required": True, "unique": True}}
_PLACES: dict[str, dict[str, Any]] = {
    "id": {**_AN_ID, "description": "The id in the gazetteer."},
    "name": {"constraints": {"required": True}},
    "alt_names": {"description": "Other names, with ; between them."},
    "latitude": {"type": "number", "constraints": {"minimum": -90, "maximum": 90}},
    "longitude": {"type": "number", "constraints": {"minimum": -180, "maximum": 180}},
    "radius_m": {"type": "number", "description": "Metres around the point that the name covers."},
    "precision": {"constraints": {"enum": list(PRECISIONS)}},
    "wikidata": {
        "description": "The item of Wikidata.",
        "constraints": {"pattern": "Q[1-9][0-9]*"},
    },
    "estimated": {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
}


@dataclass(slots=True)
class Counted:
    """Pieces of a file, and how many bytes with which SHA-256 went by."""

    pieces: Iterable[bytes]
    size: int = 0
    hash: Any = field(default_factory=hashlib.sha256)

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            self.size += len(piece)
            self.hash.update(piece)
            yield piece

    @property
    def facts(self) -> dict[str, object]:
        """Bytes and hash, once the pieces have gone by."""
        return {"bytes": self.size, "hash": f"sha256:{self.hash.hexdigest()}"}


def to_datapackage(atlas: Atlas) -> Iterator[bytes]:
    """Yield the ZIP archive. The same atlas gives the same bytes, so no time of making is in it.

    Parameters
    ----------
    atlas : Atlas
        A whole atlas.

    Returns
    -------
    iterator of bytes
        Pieces of the archive.
    """
    places = place_columns(atlas)
    tables = {
        "events": Counted(event_table(atlas)),
        **({"places": Counted(place_table(places))} if places else {}),
        "sources": Counted(to_csl_json(atlas)),
    }
    schemas = {"events": _event_schema(atlas, with_places=bool(places))}
    schemas |= {"places": _place_schema(list(places))} if places else {}
    files: dict[str, Iterable[bytes]] = {
        f"{name}.csv" if name in schemas else f"{name}.json": pieces
        for name, pieces in tables.items()
    }
    # Its pieces are made when those of the tables have gone by.
    files[DESCRIPTOR] = _descriptor(atlas, tables, schemas)
    return zipped(files)


def _descriptor(
    atlas: Atlas, tables: dict[str, Counted], schemas: dict[str, dict[str, Any]]
) -> Iterator[bytes]:
    settings = atlas.settings
    text = json.dumps(
        {
            "$schema": f"{PROFILES}/datapackage.json",
            **given(
                {
                    "name": name_of(settings.title),
                    "title": settings.title,
                    "description": settings.description.strip() or settings.subtitle,
                    "homepage": settings.url,
                    "image": settings.image,
                    "licenses": [licence(settings.licence)] if settings.licence else [],
                    "contributors": [{"title": settings.editor, "roles": ["editor"]}]
                    if settings.editor
                    else [],
                    "sources": [
                        given({"title": source.long, "path": _address(source.url)})
                        for source in cited_sources(atlas)
                    ],
                }
            ),
            "resources": [
                _resource(name, counted, schemas.get(name)) for name, counted in tables.items()
            ],
        },
        ensure_ascii=False,
        indent=1,
    )
    yield f"{text}\n".encode()


def _resource(name: str, counted: Counted, schema: dict[str, Any] | None) -> dict[str, object]:
    kind = {"path": f"{name}.csv", "type": "table", "format": "csv", "mediatype": "text/csv"}
    if not schema:
        media = "application/vnd.citationstyles.csl+json"
        kind = {"path": f"{name}.json", "format": "json", "mediatype": media}
    found = {"name": name, **kind, "encoding": "utf-8", **counted.facts}
    return {**found, "schema": schema} if schema else found


def licence(text: str) -> dict[str, str]:
    """Return a licence as the format has it: an address is its path, an identifier its name.

    Parameters
    ----------
    text : str
        As the settings have it, not empty.

    Returns
    -------
    dict of str to str
        ``path``, ``name`` or ``title``.
    """
    if is_web_address(text):
        return {"path": text}
    if re.fullmatch(r"[A-Za-z0-9._+-]+", text):
        return {"name": text}
    return {"name": "other", "title": text}


def _event_schema(atlas: Atlas, *, with_places: bool) -> dict[str, Any]:
    known = {each["name"]: each for each in read_schema(TABLE_SCHEMA)["fields"]}
    known["place"] = {**known["place"], "description": "The printed name."}
    days = "date" if _have_four_digits(atlas) else "string"
    kinds = {**dict.fromkeys(_WHOLE, "integer"), "place_radius_m": "number"}
    kinds |= {"date_from": days, "date_to": days}
    names = event_columns(atlas)
    schema: dict[str, Any] = {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [
            known.get(each) or {"name": each, "type": kinds.get(each, "string")} for each in names
        ],
        "missingValues": [""],
        "primaryKey": ["id"],
    }
    if with_places:
        place = {"resource": "places", "fields": ["id"]}
        schema["foreignKeys"] = [{"fields": ["gazetteer_id"], "reference": place}]
    return schema


def _place_schema(names: list[str]) -> dict[str, Any]:
    return {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [{"name": each, "type": "string", **_PLACES.get(each, {})} for each in names],
        "missingValues": [""],
        "primaryKey": ["id"],
    }


def place_table(columns: dict[str, list[Any]]) -> Iterator[bytes]:
    """Yield the gazetteer as a table, the names of its columns first.

    Parameters
    ----------
    columns : dict of str to list of Any
        Of one length, as `place_columns` returns them.

    Yields
    ------
    bytes
        CSV.
    """
    yield lines([list(columns)])
    yield lines([_cell(each) for each in row] for row in zip(*columns.values(), strict=True))


def _cell(value: object) -> str:
    if isinstance(value, bool | float):
        return str(value).lower()
    return "" if value is None else str(value)


def _have_four_digits(atlas: Atlas) -> bool:
    """Return whether all days are in the years 1 to 9999, which a date of Table Schema can be."""
    events = atlas.rows
    return not len(events) or (
        int(events["first"].min()) >= _FIRST and int(events["last"].max()) <= _LAST
    )


def name_of(title: str) -> str:
    """Return a title as a name: small Latin letters and digits, accents taken off, else hyphens.

    Parameters
    ----------
    title : str
        The atlas's.

    Returns
    -------
    str
        "atlas" where nothing is left.
    """
    letters = unicodedata.normalize("NFKD", title.lower())
    plain = "".join(each for each in letters if not unicodedata.combining(each))
    return _NO_NAME.sub("-", plain).strip("-._") or "atlas"


def _address(text: str) -> str:
    return text if is_web_address(text) else ""
