"""names.csv → Names: what districts, actors and targets are called in the other languages.

Columns: ``name`` (as the records write it) and ``name_ur``, ``name_sd`` … An empty cell means that
the name is shown as it is. ``wikidata`` is the item of Wikidata that has the name. Places have
their names in the gazetteer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.files.csv_table import read_csv
from mapgen.files.paths import is_there
from mapgen.problems import Problems
from mapgen.records import wikidata
from mapgen.records.settings import PATHS
from mapgen.records.translations import local_names

if TYPE_CHECKING:
    from mapgen.records.settings import Settings

COLUMNS = ("name",)

Names = dict[str, dict[str, str]]
"""Language → name as the records write it → name in that language."""

Items = dict[str, str]
"""Name as the records write it → its item of Wikidata, ``Q`` and digits."""


def read_names(settings: Settings, *, raw: bytes | None = None) -> tuple[Names, Items, Problems]:
    """Read the names of places, actors and the like in other languages.

    There are none where its usual place is empty.

    Parameters
    ----------
    settings : Settings
        They name the file.
    raw : bytes, optional
        What the file is to hold, where that has not been written yet.

    Returns
    -------
    names : Names
        By language, then by the name in the records.
    items : Items
        The items of Wikidata by the name in the records.
    problems : Problems
        The file's.
    """
    file = settings.name_of(settings.names)
    problems = Problems(file)
    if raw is None and file == PATHS["names"] and not is_there(settings.names):
        return {}, {}, problems
    table, problems = read_csv(
        settings.names, required=COLUMNS, names=COLUMNS, name=file, allow_empty=True, raw=raw
    )
    names: Names = {}
    items: Items = {}
    lines: dict[str, int] = {}
    for line, row in table.rows():
        name = row["name"]
        if not name:
            problems.error(
                "no name",
                line=line,
                column="name",
                mend="Write it as the records do.",
                code="name/missing",
            )
        elif name in lines:
            problems.error(
                f"this name is line {lines[name]}'s already",
                line=line,
                column="name",
                value=name,
                mend="Give each name one line.",
                code="name/twice",
            )
        lines.setdefault(name, line)
        for language, local in local_names(row).items():
            names.setdefault(language, {})[name] = local
        item, fault = wikidata.read_qid(row.get(wikidata.COLUMN, ""))
        if fault:
            problems.error(
                fault.message,
                line=line,
                column=wikidata.COLUMN,
                value=fault.value,
                mend=fault.mend,
                code=fault.code,
            )
        elif item:
            items[name] = item
    return names, items, problems
