"""A workbook → the rows of a sheet, read by a process that can do nothing else."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from mapgen.files.confined.process import Limits, Process
from mapgen.files.shape_copy import ZIP, private_copy
from mapgen.files.shape_layer import MEMORY, SECONDS, SMALL
from mapgen.problems import Problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mapgen.files.folder import Named

_MIB = 2**20
_PACKED_RATIO = 50  # how many times its size a workbook may tell
_MEND = "Save the sheet as CSV."


class Sheet(NamedTuple):
    """A sheet that is open: its name, those of all sheets, and (line, cells) of each row."""

    name: str
    names: list[str]
    rows: Iterator[tuple[int, list[str]]]


@contextmanager
def opened_sheet(path: Named, *, max_bytes: int) -> Iterator[Sheet]:
    """Give the first sheet of a workbook that is not empty.

    Parameters
    ----------
    path : Named
        The workbook: .xlsx, .ods or the like.
    max_bytes : int
        How large it may be, unpacked.

    Yields
    ------
    Sheet
        Its rows are read as they are asked for.

    Raises
    ------
    InputError
        The file is no workbook or cannot be read; also while the rows are.
    """
    problems = Problems(path.name)
    with private_copy(path, ZIP, problems, max_bytes) as copied:
        problems.raise_if_errors()
        if copied is None:
            return
        most = max(SMALL, _PACKED_RATIO * copied.size)
        limits = Limits(
            seconds=SECONDS + copied.size // _MIB,
            memory=MEMORY + 16 * copied.size,
            written=0,
            answer_bytes=most,
        )
        with Process("sheet", copied.path, path.name, limits, mend=_MEND, unpacked=most) as process:
            head = process.answer()
            yield Sheet(head["sheet"], head["sheets"], _rows(process, head["first"]))


def _rows(process: Process, line: int) -> Iterator[tuple[int, list[str]]]:
    while (answer := process.answer()) != "end":
        yield line, answer
        line += 1
