"""The one table of an event's fields: its columns in ``events.csv`` and what each is.

Readers, the schema files, the starter's header, the README's table and the page's filters
(``page/browser/core/filter_table.js``) are made from it or checked against it.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal[
    "id", "title", "date", "place", "text", "degrees", "choice", "names", "claims", "summary", "ids"
]


class Field(NamedTuple):
    """One column of ``events.csv``.

    `kind` is how a cell is read; `filter` the key of the page's filter over it, "" for none;
    `column` what the payload calls it (`mapgen.page.payload.columns`), "" where it is read with the
    texts; `needed` whether a cell may not be empty; `translated` whether ``name_XX`` columns may
    give it in other languages.
    """

    name: str
    kind: Kind
    filter: str = ""
    column: str = ""
    needed: bool = False
    translated: bool = False


FIELDS = (
    Field("id", "id", needed=True),
    Field("title", "title", needed=True, translated=True),
    Field("date", "date", needed=True),
    Field("place", "place", needed=True),
    Field("city", "text", filter="cities", column="city"),
    Field("latitude", "degrees", column="latitude"),
    Field("longitude", "degrees", column="longitude"),
    Field("place_precision", "choice", column="precision", needed=True),
    Field("category", "choice", filter="categories", column="category", needed=True),
    Field("actors", "names", filter="actors", column="actor"),
    Field("attribution", "choice", filter="attribution", column="attribution", needed=True),
    Field("targets", "names", filter="targets", column="target"),
    Field("deaths", "claims", filter="deaths", column="deaths"),
    Field("injured", "claims", column="injured"),
    Field("summary", "summary", needed=True, translated=True),
    Field("confidence", "choice", filter="confidence", column="confidence", needed=True),
    Field("related", "ids"),
)
"""The columns in their usual order; a file may have them in any."""

COLUMNS = tuple(field.name for field in FIELDS)
TRANSLATED = tuple(field.name for field in FIELDS if field.translated)
FIGURES = tuple(field.name for field in FIELDS if field.kind == "claims")
"""The fields whose cells hold claims: figures, each with its sources."""
