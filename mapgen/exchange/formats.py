"""The name of a format → the reader that understands it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mapgen.exchange.incoming import Reader
    from mapgen.exchange.references import References


@dataclass(frozen=True, slots=True)
class Options:
    """What formats without a codebook have to be told.

    `mapping` holds "column=field" as typed; `precision` is how exact a point is where no column
    says so; `source` and `source_url` are what the file is cited as, `sources` the bibliography
    that its cells cite; `file` is the first one.
    """

    file: Path
    mapping: tuple[str, ...] = ()
    precision: str = "town"
    source: str = ""
    source_url: str = ""
    sources: Path | None = None


def maker(form: str, options: Options) -> Callable[[References], Reader]:
    """Return what makes the reader of a format.

    Raises
    ------
    ChoiceError
        Where `mapping` cannot be understood.
    """
    if form == "ucdp":
        from mapgen.exchange.ucdp import Ucdp

        return Ucdp
    if form == "acled":
        from mapgen.exchange.acled import Acled

        return Acled
    if form == "gtd":
        from mapgen.exchange.gtd import Gtd

        return Gtd
    if form == "linked-places":
        from mapgen.exchange.linked_places import LinkedPlaces

        return partial(LinkedPlaces, options=options)
    from mapgen.exchange.mapping import fields_of

    fields = fields_of(options.mapping)
    if form == "geojson":
        from mapgen.exchange.geojson import GeoJson

        return partial(GeoJson, options=options, fields=fields)
    if form == "geopackage":
        from mapgen.exchange.geopackage import GeoPackage

        return partial(GeoPackage, options=options, fields=fields)
    if form == "geoparquet":
        from mapgen.exchange.geoparquet import GeoParquet

        return partial(GeoParquet, options=options, fields=fields)
    if form == "kml":
        from mapgen.exchange.kml import Kml

        return partial(Kml, options=options, fields=fields)
    from mapgen.exchange.table import PlainTable

    return partial(PlainTable, options=options, fields=fields)
