"""A bibliography in the formats of reference managers, source by source, as a page carries it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.exchange.formats.bibtex import write as bibtex
from mapgen.exchange.formats.ris import write as ris

if TYPE_CHECKING:
    from mapgen.records.sources import Bibliography


def reference_texts(bibliography: Bibliography) -> dict[str, dict[str, str]]:
    """Return the sources in other formats; texts of one format put together are a file of it.

    Parameters
    ----------
    bibliography : Bibliography
        All sources.

    Returns
    -------
    dict of str to dict of str to str
        {format: {key: text}}.
    """
    return {
        name: {key: entry(source) for key, source in bibliography.items()}
        for name, entry in (("bibtex", bibtex.entry), ("ris", ris.entry))
    }
