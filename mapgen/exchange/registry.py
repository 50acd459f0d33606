"""The formats: the reader of each that can be read, the endings of each that is written."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from mapgen.exchange.common.options import Options
    from mapgen.exchange.common.reader import Reader
    from mapgen.exchange.common.source_writer import References


class ReadFormat(NamedTuple):
    """A format that can be imported: ``formats/NAME/read.py`` has the class `reader`.

    `has_codebook`: its columns and codes are its own, so that nothing has to be told about them.
    `takes_a_mapping`: which column is which field can be told (--map, --mapping).
    `mapping`: the mapping of the package that it is read by, where no other is named.
    """

    reader: str
    has_codebook: bool = False
    takes_a_mapping: bool = False
    mapping: str = ""


READERS = {
    "ucdp": ReadFormat("Ucdp", has_codebook=True),
    "acled": ReadFormat("Acled", has_codebook=True),
    "gtd": ReadFormat("Gtd", has_codebook=True),
    "atlos": ReadFormat("Atlos", takes_a_mapping=True, mapping="atlos"),
    "linked-places": ReadFormat("LinkedPlaces"),
    "geojson": ReadFormat("GeoJson", takes_a_mapping=True),
    "geopackage": ReadFormat("GeoPackage", takes_a_mapping=True),
    "geoparquet": ReadFormat("GeoParquet", takes_a_mapping=True),
    "kml": ReadFormat("Kml", takes_a_mapping=True),
    "csv": ReadFormat("PlainTable", takes_a_mapping=True),
    "json": ReadFormat("JsonRecords", takes_a_mapping=True),
    "xlsx": ReadFormat("Workbook", takes_a_mapping=True),
    "ods": ReadFormat("Workbook", takes_a_mapping=True),
}
"""The formats that can be imported, by the name that the command line knows."""

ENDINGS = {
    "geojson": (".geojson", ".json"),
    "linked-places": (".jsonld", ".json", ".geojson"),
    "csvw": (".csv",),
    "datapackage": (".zip",),
    "ro-crate": (".zip",),
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

    Parameters
    ----------
    form : str
        One of `READERS`.
    options : Options
        How to read it.

    Returns
    -------
    callable
        Takes where sources are written to.

    Raises
    ------
    ChoiceError
        `date_formats` cannot be understood, or `source_url` is no address.
    """
    from mapgen.exchange.common.choice import ChoiceError
    from mapgen.exchange.common.foreign_dates import wrong_format
    from mapgen.notation.citations import is_web_address
    from mapgen.problems import quoted

    if options.source_url and not is_web_address(options.source_url):
        message = f"--source-url {quoted(options.source_url)}: not a web address."
        raise ChoiceError(f"{message} It begins with https:// or http://.")
    for pattern in options.date_formats:
        wrong = wrong_format(pattern)
        if wrong:
            raise ChoiceError(f"--date-format {quoted(pattern)}: {wrong}.")
    found = READERS[form]
    module = import_module(f"mapgen.exchange.formats.{form.replace('-', '_')}.read")
    reader: Callable[..., Reader] = getattr(module, found.reader)
    return partial(reader, options=options)
