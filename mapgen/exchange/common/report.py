"""import-report.csv: what could not be used, and what is odd and was used as given, row by row."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mapgen.exchange.common.formulas import guarded
from mapgen.files import letters

if TYPE_CHECKING:
    from typing import TextIO

COLUMNS = ("file", "row", "id", "outcome", "column", "value", "reason")
LEFT_OUT, KEPT = "left out", "kept"


@dataclass(slots=True)
class Counts:
    """How many rows became what: `rows` = `events` + `left_out` + `not_asked_for`.

    `odd` counts the notes on rows that were kept, `reasons` both kinds by their reason.
    """

    rows: int = 0
    events: int = 0
    left_out: int = 0
    not_asked_for: int = 0
    odd: int = 0
    reasons: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, others: Counts) -> None:
        """Count other rows, too.

        Parameters
        ----------
        others : Counts
            Of rows that stand behind these.
        """
        self.rows += others.rows
        self.events += others.events
        self.left_out += others.left_out
        self.not_asked_for += others.not_asked_for
        self.odd += others.odd
        for reason, count in others.reasons.items():
            self.reasons[reason] = self.reasons.get(reason, 0) + count

    def reason_lines(self, most: int) -> list[str]:
        """Return the reasons, each with the number of its rows, as a refusal names them.

        Parameters
        ----------
        most : int
            How many reasons at most.

        Returns
        -------
        list of str
            In the order in which they came up.
        """
        found = list(self.reasons.items())[:most]
        return [f"{reason} ({count:,} rows)" for (_, reason), count in found]


class ImportReport:
    """Writes the report and counts."""

    def __init__(self, file: TextIO) -> None:
        self._writer = csv.writer(file, lineterminator="\n")
        self._writer.writerow(COLUMNS)
        self.counts = Counts()
        self.file = ""

    def left_out(
        self, row: int, reason: str, *, column: str = "", value: str = "", mend: str = ""
    ) -> None:
        """Note a row that is no event, and how it could be one.

        Parameters
        ----------
        row : int
            Its number in the file.
        reason : str
            Why it is no event.
        column : str
            What is wrong; "" for the whole row.
        value : str
            What it holds.
        mend : str
            A sentence; "" where nothing helps.
        """
        self.counts.left_out += 1
        self._count(LEFT_OUT, reason)
        reason_and_mend = f"{reason}. {mend}" if mend else reason
        self._write(self.file, row or "", "", LEFT_OUT, column, value, reason_and_mend)

    def kept(self, row: int, event: str, reason: str, *, column: str = "", value: str = "") -> None:
        """Note something odd in a row that became an event.

        Parameters
        ----------
        row : int
            Its number in the file; 0 for a row of no file.
        event : str
            The event's id.
        reason : str
            What is odd.
        column : str
            What it is about; "" for the whole row.
        value : str
            What it holds.
        """
        self.counts.odd += 1
        self._count(KEPT, reason)
        self._write(self.file, row or "", event, KEPT, column, value, reason)

    def _write(self, *cells: object) -> None:
        texts = letters.all_without_unseen([str(cell) for cell in cells])
        self._writer.writerow([guarded(text) for text in texts])

    def _count(self, outcome: str, reason: str) -> None:
        kind = (outcome, reason)
        self.counts.reasons[kind] = self.counts.reasons.get(kind, 0) + 1
