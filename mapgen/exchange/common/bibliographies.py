"""CSL-JSON beside or inside a file → the sources that its cells may cite."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from mapgen.exchange.common.open_text import unreadable
from mapgen.exchange.common.reader import Note
from mapgen.notation.references import PRINTED
from mapgen.records.sources import read_sources

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.exchange.common.source_writer import References
    from mapgen.files.folder import Named


def offer_all(path: Named | None, references: References) -> list[Note]:
    """Offer every source of a CSL-JSON file.

    Parameters
    ----------
    path : Named or None
        The file; None for no file.
    references : References
        What it is offered to.

    Returns
    -------
    list of Note
        The fields that no page prints, each with the number of sources that have it.

    Raises
    ------
    InputError
        The file has problems: all of them.
    """
    if path is None:
        return []
    bibliography, problems = read_sources(path, foreign=True)
    problems.raise_if_errors()
    for source in bibliography.values():
        references.offer({**source.csl, "id": source.key})
    fields = Counter(
        name
        for source in bibliography.values()
        for name, value in source.csl.items()
        if name not in PRINTED and value
    )
    return [
        Note(name, path.name, f"a field of {count:,} sources that is kept, and not printed")
        for name, count in sorted(fields.items())
    ]


def offer_value(value: object, path: Path, references: References) -> None:
    """Offer the sources of a member of a GeoJSON file; what is no list of items is left alone.

    Parameters
    ----------
    value : object
        What the file has there.
    path : Path
        The file, for messages.
    references : References
        What they are offered to.

    Raises
    ------
    InputError
        An item could not stand in sources.json.
    """
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        return
    from tempfile import TemporaryDirectory

    from mapgen.problems import InputError

    with TemporaryDirectory() as folder:
        from pathlib import Path as _Path

        copy = _Path(folder) / "sources.json"
        copy.write_text(json.dumps(value), encoding="utf-8")
        try:
            offer_all(copy, references)
        except InputError as error:
            first = error.problems[0]
            raise unreadable(path, f"sources: {first.message}", first.mend) from error
