"""Formats without a codebook: which column is which field, told by --map or by its name."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from mapgen.exchange.common.choice import ChoiceError
from mapgen.problems import one_of
from mapgen.records.events import DERIVED
from mapgen.records.fields import COLUMNS, TRANSLATED
from mapgen.records.translations import language_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

# Fields that are no column of events.csv but become part of one.
PARTS = (
    "end_date", "year", "month", "day", "end_year", "end_month", "end_day",
    "deaths_low", "deaths_best", "deaths_high", "injured_low",
    "injured_best", "injured_high", "country", "source", "source_title", "source_url",
    "source_date", "point",
)  # fmt: skip
# Fields that stay as columns too, since no cell of events.csv has them whole.
_KEPT = frozenset({"country", "point"})
_RESERVED = frozenset((*COLUMNS, *PARTS, *DERIVED)) - _KEPT
FIELDS = (*COLUMNS, *PARTS)
# Names that mean a field wherever they stand, for files whose columns have other names than ours.
USUAL = {
    "title": ("name", "headline", "event", "event_name"),
    "date": ("start", "start_date", "date_start", "startdate", "begin", "event_date", "datetime",
             "timestamp", "time", "when"),
    "end_date": ("end", "date_end", "enddate", "finish"),
    "latitude": ("lat", "y", "lat_wgs84"),
    "longitude": ("lon", "lng", "long", "x", "lon_wgs84"),
    "place": ("location", "place_name", "toponym", "locality", "where"),
    "city": ("town", "municipality"),
    "category": ("type", "event_type", "kind", "class"),
    "actors": ("actor", "perpetrator", "perpetrators"),
    "targets": ("target", "victim", "victims"),
    "deaths": ("killed", "fatalities", "dead", "deaths_total"),
    "injured": ("wounded", "injuries"),
    "summary": ("description", "notes", "text", "desc"),
    "source_url": ("url", "link", "source_link"),
    "country": ("country_name", "ccode", "iso3"),
    "point": ("coordinates", "coordinate", "coords", "coord", "coordinate_location", "wkt", "geom",
              "the_geom", "geometry", "geo_point", "latlng", "latlon", "lat_lon",
              "lat_long", "lat_lng", "gps"),
    "id": ("event_id", "identifier", "uid"),
}  # fmt: skip


def fields_of(mapping: Iterable[str]) -> dict[str, str]:
    """Return {field: column} of what was typed as "column=field".

    Parameters
    ----------
    mapping : iterable of str
        ``Datum=date`` each.

    Returns
    -------
    dict of str to str
        In the order in which they were typed.

    Raises
    ------
    ChoiceError
        One is no pair, or no field has the name.
    """
    found: dict[str, str] = {}
    for text in mapping:
        column, sign, field_name = (part.strip() for part in text.rpartition("="))
        if not sign or not column:
            raise ChoiceError(f"--map {text!r}: write column=field, for example Datum=date.")
        if field_name not in FIELDS and not language_of(field_name, TRANSLATED):
            raise ChoiceError(
                f"--map {text!r}: no field {field_name}. {one_of(field_name, FIELDS)}"
            )
        if field_name in found:
            raise ChoiceError(f"--map gives {field_name} twice.")
        found[field_name] = column
    return found


def columns_of(
    fields: Mapping[str, str],
    given: Iterable[str],
    *,
    without: Collection[str] = (),
    usual: bool = True,
) -> dict[str, str]:
    """Return {field: column} for a file that has the `given` columns.

    What was told (`fields`) wins, then a column with the field's own name, then a usual one; the
    last two only where `usual` is true, and for no field of `without`.

    Parameters
    ----------
    fields : mapping of str to str
        What was told: field → column.
    given : iterable of str
        The columns of the file.
    without : collection of str
        Fields that no column gets by its name alone.
    usual : bool
        Whether columns are found by their names at all.

    Returns
    -------
    dict of str to str
        Fields without a column are left out.
    """
    columns = tuple(given)
    found = dict(fields)
    if not usual:
        return found
    names = {plain(column): column for column in reversed(columns)}
    for text in columns:
        if language_of(text.strip(), TRANSLATED):
            found.setdefault(text.strip(), text)
    taken = set(found.values())
    for field in FIELDS:
        if field in found or field in without or (field == "point" and "latitude" in found):
            continue
        for name in (field, *USUAL.get(field, ())):
            column = names.get(name)
            if column is not None and column not in taken:
                found[field] = column
                taken.add(column)
                break
    return found


def translated(fields: Mapping[str, str]) -> dict[str, str]:
    """Return {column of events.csv: column} for the translations that a file has.

    Parameters
    ----------
    fields : mapping of str to str
        Field → column.

    Returns
    -------
    dict of str to str
        Part of `fields`.
    """
    return {name: column for name, column in fields.items() if language_of(name, TRANSLATED)}


def unmapped(fields: Mapping[str, str], given: Iterable[str]) -> dict[str, str]:
    """Return {name in events.csv: column} for the columns that are no field.

    A column whose name the map needs for itself, or that is a field's, is called column_given.

    Parameters
    ----------
    fields : mapping of str to str
        Field → column.
    given : iterable of str
        The columns of the file.

    Returns
    -------
    dict of str to str
        In the order of the file.
    """
    taken = {column for field, column in fields.items() if field not in _KEPT}
    rest = [column for column in given if column and column not in taken]
    return {
        f"{name}_given" if name in _RESERVED or language_of(name, TRANSLATED) else name: name
        for name in rest
    }


@lru_cache(maxsize=4096)
def plain(column: str) -> str:
    """Return the name of a column in small letters, with _ for blanks and hyphens.

    Parameters
    ----------
    column : str
        As the file has it.

    Returns
    -------
    str
        "start_year" for " Start-Year ".
    """
    return "_".join(column.strip().lower().replace("-", "_").split())
