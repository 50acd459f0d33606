"""Any file that can be imported → its format and its columns, with the cells of its first rows."""

from __future__ import annotations

import io
import itertools
from typing import TYPE_CHECKING, NamedTuple

from mapgen.exchange.common.csv_rows import csv_rows
from mapgen.exchange.common.json_rows import is_json, json_rows
from mapgen.exchange.common.mapping_file import read_mapping, shipped
from mapgen.exchange.common.open_text import open_text, unreadable
from mapgen.exchange.common.options import Options
from mapgen.exchange.common.source_writer import References
from mapgen.exchange.formats.acled.read import Acled
from mapgen.exchange.formats.geojson.read import GeoJson
from mapgen.exchange.formats.geopackage.read import GeoPackage
from mapgen.exchange.formats.gtd.read import Gtd
from mapgen.exchange.formats.kml.read import Kml
from mapgen.exchange.formats.ucdp.read import Ucdp
from mapgen.exchange.formats.xlsx.read import Workbook
from mapgen.exchange.guessing.fields import guessed
from mapgen.exchange.guessing.looks import Column
from mapgen.exchange.guessing.mapping_text import SHAPED, mapping_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mapgen.exchange.common.reader import Row

ROWS = 5_000
"""Rows of a file that are looked at."""
_ENOUGH = 0.6  # of the columns that a mapping names: these are its own
_SHAPES = (".gpkg", ".shp", ".fgb", ".parquet", ".geoparquet")
_CODEBOOKS = {"ucdp": Ucdp, "acled": Acled, "gtd": Gtd}
_SHEETS = {".xlsx": "xlsx", ".xls": "xlsx", ".ods": "ods"}


class Looked(NamedTuple):
    """A file as what it is read (a format of the registry), and its columns."""

    form: str
    columns: list[Column]


def guess(path: Path) -> str:
    """Return a first mapping of a file, as the text of a TOML file.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    str
        With comments for whoever looks it through.

    Raises
    ------
    InputError
        The file cannot be read as a table.
    """
    form, columns = look(path)
    has_shapes = form in SHAPED
    guesses = guessed(columns, has_shapes=has_shapes)
    return mapping_text(path.name, form, columns, guesses, _hints(path.name, columns))


def look(path: Path) -> Looked:
    """Return the format of a file and its columns, those of its first rows.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    Looked
        Columns have the cells of `ROWS` rows at most.

    Raises
    ------
    InputError
        The file cannot be read as a table.
    """
    form = _form(path)
    columns: dict[str, Column] = {}
    for row in itertools.islice(_rows(form, path), ROWS):
        if row.unread:
            continue
        for name, cell in row.cells.items():
            if name not in columns:
                columns[name] = Column(name)
            columns[name].take(cell)
    if not columns:
        raise unreadable(path, "no rows to look at")
    most = max(column.rows for column in columns.values())
    for column in columns.values():
        column.rows = most
    return Looked(form, list(columns.values()))


def _form(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix in _SHEETS:
        return _SHEETS[suffix]
    if suffix in _SHAPES:
        return "geopackage"
    if suffix == ".kml":
        return "kml"
    if not is_json(path):
        return "csv"
    with open_text(path) as (text, _):
        return "geojson" if '"Feature' in text.read(4096) else "json"


def _rows(form: str, path: Path) -> Iterator[Row]:
    if form == "csv":
        return csv_rows(path)
    if form == "json":
        return json_rows(path)
    references, options = References(io.StringIO()), Options(file=path)
    if form in ("xlsx", "ods"):
        return Workbook(references, options).table(path)
    shapes = {"geojson": GeoJson, "geopackage": GeoPackage, "kml": Kml}
    return shapes[form](references, options).rows(path)


def _hints(name: str, columns: list[Column]) -> Iterator[str]:
    """Yield which codebook or mapping of the package fits the columns."""
    header = [column.name for column in columns]
    for form, reader in _CODEBOOKS.items():
        known = {reader.aliases.get(each, each) for each in header}
        if known >= set(reader.needed):
            yield f"The columns are those of {reader.name}: mapgen import {form} {name}"
    for each in shipped():
        if read_mapping(each).fields.share_in(header) >= _ENOUGH:
            yield f"The package has a mapping that fits the columns: --mapping {each}"
