"""Translations that no longer say what the original says, as far as a machine can tell.

Languages share two things that a text of the record is made of: the sources that it cites and the
numbers that it writes in digits. Where a translation has others than its original, one of the two
was changed without the other, or a slip was made. Either way somebody who reads both must look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mapgen.notation.numbers import numbers_in
from mapgen.notation.summaries import keys_and_words
from mapgen.problems import Fault
from mapgen.records.translations import languages_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mapgen.files.arrays import Column
    from mapgen.notation.summaries import Summary
    from mapgen.records.cells import Cells

_MOST = 5  # of the differences that a message names


def warn_of_stale_summaries(cells: Cells, columns: dict[str, Column]) -> None:
    """Warn of each translated summary that has other sources or numbers than the original.

    Parameters
    ----------
    cells : Cells
        The table; the warnings are noted in it.
    columns : dict of str to Column
        What was read of it: the summaries.
    """
    for language in languages_in(list(cells.table.columns), ("summary",)):
        column = f"summary_{language}"
        for row in np.flatnonzero(cells.texts(column).astype(bool)).tolist():
            faults = differences(columns["summary"][row], columns[column][row])
            cells.faults(column, [row], faults, warning=True)


def differences(original: Summary, translated: Summary) -> list[Fault]:
    """Return what tells a translation from its original: other sources, other numbers.

    How often and in which order they stand does not matter, since sentences are parted otherwise
    in another language. A text that is empty differs in nothing; that a text lacks all citations
    is said by whoever reads it.

    Parameters
    ----------
    original : Summary
        A summary in the atlas's language.
    translated : Summary
        The same in another one.

    Returns
    -------
    list of Fault
        One at most for sources, one for numbers.
    """
    if not original.text or not translated.text:
        return []
    keys, words = keys_and_words(original)
    keys_now, words_now = keys_and_words(translated)
    sources = _compared(keys, keys_now, "@") if keys_now else ""
    numbers = _compared(numbers_in(words), numbers_in(words_now), "")
    faults = []
    if sources:
        mend = "Translate it again, with the citations of the original."
        message = "the translation cites other sources than the original"
        faults.append(Fault(message, sources, mend, code="translation/other-sources"))
    if numbers:
        mend = "Translate it again; a number that is right stands in digits in both."
        message = "the translation has other numbers than the original"
        faults.append(Fault(message, numbers, mend, code="translation/other-numbers"))
    return faults


def _compared(original: Sequence[str], translated: Sequence[str], mark: str) -> str:
    """Return what only one of two texts has, in words: "39 is missing, 45 is new"."""
    if {*original} == {*translated}:
        return ""
    parts = [
        f"{mark}{each} {what}"
        for some, others, what in (
            (original, translated, "is missing"),
            (translated, original, "is new"),
        )
        for each in sorted({*some} - {*others}, key=lambda text: (len(text), text))
    ]
    more = f" and {len(parts) - _MOST} more" if len(parts) > _MOST else ""
    return ", ".join(parts[:_MOST]) + more
