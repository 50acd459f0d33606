"""Rows of a spreadsheet, as its clipboard holds them → the cells of events."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence

MOST_ROWS = 2000
WORDS = 3  # of the title, in an id
SMALL = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "is", "of", "on", "the", "to"}
)
"""Words of a title that tell nothing of an event."""

_MARKS = re.compile(r"[^a-z0-9]+")


def pasted_rows(text: str, columns: Sequence[str]) -> list[dict[str, str]]:
    """Return the cells of each row by column.

    Parameters
    ----------
    text
        Cells with tabs between them, as spreadsheets copy them: a cell with a tab, a quote or a
        line end in it stands in double quotes.
    columns
        The columns of the table. Where the first row names at least two of them (or the only one)
        it is a header, in any order, and cells below other names are left out; else the cells are
        those of the columns in their order.

    Returns
    -------
    list of dict
        Rows that hold nothing are left out.
    """
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter="\t")]
    rows = [row for row in rows if any(row)]
    if not rows:
        return []
    known = {_plain(name): name for name in columns}
    header = [known.get(_plain(cell), "") for cell in rows[0]]
    if sum(map(bool, header)) >= min(2, len(rows[0])):
        rows = rows[1:]
    else:
        header = list(columns)
    return [{name: cell for name, cell in zip(header, row, strict=False) if name} for row in rows]


def as_choice(cell: str, choices: Iterable[str]) -> str:
    """Return the one of some words that a cell means whatever its case; else the cell.

    Parameters
    ----------
    cell : str
        As pasted.
    choices : iterable of str
        The words.

    Returns
    -------
    str
        One of the choices, or the cell.
    """
    found = {each.casefold(): each for each in choices}
    return found.get(cell.casefold(), cell)


def suggested_id(cells: Mapping[str, str], year: str, taken: Collection[str]) -> str:
    """Return an id for an event, of its year, its city and words of its title, that is not taken.

    Parameters
    ----------
    cells : mapping of str to str
        By column.
    year : str
        As the id is to have it.
    taken : collection of str
        The ids of all other events.

    Returns
    -------
    str
        "" where there is no title that an id could be made of.
    """
    city = slug(cells.get("city", "") or cells.get("place", "").partition(";")[0])
    seen = {*city.split("-"), *SMALL}
    words = [word for word in slug(cells.get("title", "")).split("-") if word and word not in seen]
    if not words:
        return ""
    parts = [year.lstrip("-"), city, *words[:WORDS]]
    base = "-".join(part for part in parts if part)[:80].strip("-")
    found, number = base, 1
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    return found


def slug(text: str) -> str:
    """Return a text as a part of an id: small Latin letters, digits and single hyphens.

    Parameters
    ----------
    text : str
        In any script.

    Returns
    -------
    str
        "" where nothing is left.
    """
    bare = "".join(
        letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)
    )
    return _MARKS.sub("-", bare.lower()).strip("-")


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "_", name.strip().casefold())
