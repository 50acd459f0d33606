"""The formats: the reader of each that can be read, the endings of each that is written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mapgen.exchange.common.row_filter import ChoiceError
from mapgen.notation.citations import is_web_address
from mapgen.problems import quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from mapgen.exchange.common.reader import Options, Reader
    from mapgen.exchange.common.source_writer import References

ENDINGS = {
    "geojson": (".geojson", ".json"),
    "linked-places": (".jsonld", ".json", ".geojson"),
    "csvw": (".csv",),
    "geopackage": (".gpkg",),
    "geoparquet": (".parquet", ".geoparquet"),
    "kml": (".kml",),
    "bibtex": (".bib",),
    "ris": (".ris",),
    "csl-json": (".json",),
}
"""The formats that an atlas is written in, each with the endings of its files."""


def maker(form: str, options: Options) -> Callable[[References], Reader]:
    """Return what makes the reader of a format.

    Raises
    ------
    ChoiceError
        Where `mapping` cannot be understood, or `source_url` is no address.
    """
    if options.source_url and not is_web_address(options.source_url):
        message = f"--source-url {quoted(options.source_url)}: not a web address."
        raise ChoiceError(f"{message} It begins with https:// or http://.")
    if form == "ucdp":
        from mapgen.exchange.formats.ucdp.read import Ucdp

        return Ucdp
    if form == "acled":
        from mapgen.exchange.formats.acled.read import Acled

        return Acled
    if form == "gtd":
        from mapgen.exchange.formats.gtd.read import Gtd

        return Gtd
    if form == "linked-places":
        from mapgen.exchange.formats.linked_places.read import LinkedPlaces

        return partial(LinkedPlaces, options=options)
    from mapgen.exchange.common.column_map import fields_of

    fields = fields_of(options.mapping)
    if form == "geojson":
        from mapgen.exchange.formats.geojson.read import GeoJson

        return partial(GeoJson, options=options, fields=fields)
    if form == "geopackage":
        from mapgen.exchange.formats.geopackage.read import GeoPackage

        return partial(GeoPackage, options=options, fields=fields)
    if form == "geoparquet":
        from mapgen.exchange.formats.geoparquet.read import GeoParquet

        return partial(GeoParquet, options=options, fields=fields)
    if form == "kml":
        from mapgen.exchange.formats.kml.read import Kml

        return partial(Kml, options=options, fields=fields)
    from mapgen.exchange.formats.csv.read import PlainTable

    return partial(PlainTable, options=options, fields=fields)
