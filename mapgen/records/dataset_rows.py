"""The column ``row_of``: events that are one row of a data set and tell nothing beyond it.

A cell names the source, of the kind ``dataset``, whose row the event is. Such an event cites no
other source; the page gathers these events and says what they are. An empty cell, or no such
column, means an event that is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mapgen.problems import Fault
from mapgen.records.fields import FIGURES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mapgen.files.arrays import Column
    from mapgen.records.cells import Cells
    from mapgen.records.sources import Bibliography

ROW_OF = "row_of"
"""The column of events.csv; it may be missing."""

_KIND = "dataset"


def read_rows(
    cells: Cells, columns: dict[str, Column], bibliography: Bibliography
) -> NDArray[np.object_]:
    """Return the source whose row each event is, "" for events that are told; note problems.

    Parameters
    ----------
    cells
        The table that holds the column.
    columns
        What was read of the other columns: the summaries and figures, for what they cite.
    bibliography
        The sources, for their kinds.

    Returns
    -------
    ndarray of object
        A key for each row; "" where it is wrong, too.
    """
    named = cells.texts(ROW_OF)
    for row in np.flatnonzero(named.astype(bool)).tolist():
        fault = _fault(str(named[row]), _cited(columns, row), bibliography)
        if fault:
            cells.faults(ROW_OF, [row], [fault])
            named[row] = ""
    return named


def _cited(columns: dict[str, Column], row: int) -> set[str]:
    """Return the keys of all sources that an event cites, its translations aside."""
    claimed = [each.key for name in FIGURES for each in columns[name][row].citations]
    return {*columns["summary"][row].keys, *claimed}


def _fault(key: str, cited: set[str], bibliography: Bibliography) -> Fault | None:
    if key not in bibliography:
        mend = "Write the key of the data set in sources.json."
        return Fault("unknown source", key, mend, code="row/unknown-source")
    if bibliography[key].kind != _KIND:
        mend = f'Name a source of the kind "{_KIND}", or leave the cell empty.'
        return Fault("not a data set", key, mend, code="row/not-a-data-set")
    others = sorted(cited - {key})
    if others:
        mend = "Leave the cell empty: with another source an event is told."
        message = "an event that cites more than the row"
        return Fault(message, others[0], mend, code="row/other-sources")
    return None
