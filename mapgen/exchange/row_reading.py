"""Rows of other people's tables → events of an atlas that is written, row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.exchange.common.reader import UnusableRowError
from mapgen.notation.dates import DateError
from mapgen.problems import InputError, Problem, did_you_mean
from mapgen.vocabulary import MAX_ID

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from mapgen.exchange.atlas_folder import AtlasWriter
    from mapgen.exchange.common.reader import Reader, Row
    from mapgen.exchange.common.report import ImportReport
    from mapgen.exchange.common.row_filter import RowFilter

NAMED = 3
"""Countries that a title names."""


def read_rows(
    rows: Iterable[Row], path: Path, reader: Reader, row_filter: RowFilter, atlas: AtlasWriter
) -> None:
    """Write the events of rows that are wanted, and report the others.

    Parameters
    ----------
    rows : iterable of Row
        Some that the reader gave of the file, in their order.
    path : Path
        The file.
    reader : Reader
        Of its format.
    row_filter : RowFilter
        Says which rows are wanted.
    atlas : AtlasWriter
        Is written to.

    Raises
    ------
    InputError
        The file cannot be read on, or lacks a column that the filter names.
    """
    report, counts = atlas.report, atlas.report.counts
    checked = not row_filter.conditions
    for row in rows:
        if reader.of_file:
            _tell_of_file(reader, report)
        counts.rows += 1
        if row.unread:
            report.left_out(row.line, row.unread, value=row.get(""))
            continue
        if not checked:
            _check_columns(path, row_filter, row)
            checked = True
        takes = row_filter.takes(row, reader)
        if takes:
            _add(row, reader, atlas)
        elif takes is None:
            report.left_out(row.line, "no point to compare with --bbox")
        else:
            counts.not_asked_for += 1
    _tell_of_file(reader, report)


def _tell_of_file(reader: Reader, report: ImportReport) -> None:
    while reader.of_file:
        note = reader.of_file.pop(0)
        report.kept(0, "", note.reason, column=note.column, value=note.value)


def _add(row: Row, reader: Reader, atlas: AtlasWriter) -> None:
    report = atlas.report
    reader.notes.clear()
    try:
        draft = reader.draft(row)
        draft.cells |= reader.others(row)
        event_id = draft.cells["id"]
        if atlas.has(event_id):
            raise UnusableRowError("an event of this id stands before", "id", event_id)
        if len(event_id) > MAX_ID:
            raise UnusableRowError(f"an id of more than {MAX_ID} letters", "id", event_id)
        atlas.add(draft)
    except UnusableRowError as error:
        report.left_out(
            row.line, error.reason, column=error.column, value=error.value, mend=error.mend
        )
        return
    except DateError as error:
        report.left_out(
            row.line, str(error), column="date", value=draft.cells["date"], mend=error.mend
        )
        return
    report.counts.events += 1
    if reader.country_columns and len(atlas.countries) <= NAMED:
        atlas.countries.update(dict.fromkeys(reader.countries(row)[:1]))
    if row.damaged:
        report.kept(row.line, event_id, "bytes that are no letter were replaced")
    for note in reader.notes:
        report.kept(row.line, event_id, note.reason, column=note.column, value=note.value)


def _check_columns(path: Path, row_filter: RowFilter, row: Row) -> None:
    if row.feature is not None:
        return  # features may differ in their properties
    for column in row_filter.columns:
        if column not in row.cells:
            mend = did_you_mean(column, row.cells) or "Its columns: " + ", ".join(row.cells)[:300]
            raise InputError(
                [
                    Problem(
                        path.name,
                        f"--where: no column {column}",
                        mend=mend,
                        code="import/no-column",
                    )
                ]
            )
