"""The second half of a large table, read and drafted by a process of its own.

Where no row depends on another one, half of the rows can be written beside the first half into a
folder of their own, and be added when both are done: the events that stand there already, the
sources and the lines of the report, each in the order in which one process would have written
them. Whatever keeps a second process from it, an id that both halves have or an error in it, has
the first one go on by itself.
"""

from __future__ import annotations

import shutil
from collections import deque
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from mapgen.exchange.atlas_folder import AtlasWriter, Half
from mapgen.exchange.common.open_text import lines_in
from mapgen.exchange.row_reading import read_rows
from mapgen.files.collector import collector_off

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from pathlib import Path

    from mapgen.exchange.common.reader import Reader
    from mapgen.exchange.common.row_filter import RowFilter
    from mapgen.exchange.common.source_writer import References
    from mapgen.files.processes import PipedProcess

MOST_ALONE = 25_000
"""Lines up to which one process is as quick."""
_FOLDER = ".second-half"


def middle_of(path: Path, reader: Reader) -> int:
    """Return how many rows of a file are the first half; 0 where one process reads it all.

    Parameters
    ----------
    path : Path
        A file of the import.
    reader : Reader
        Of its format.

    Returns
    -------
    int
        About half of them: a row may have several lines.
    """
    if not reader.rows_stand_alone or not reader.is_text_file(path):
        return 0
    lines = lines_in(path)
    if lines <= MOST_ALONE:
        return 0
    from mapgen.files.processes import cores

    return lines // 2 if cores() > 1 else 0


@dataclass(frozen=True, slots=True)
class Work:
    """What the second process is told: the import, the file and the rows that are not its own."""

    files: Sequence[Path]
    make: Callable[[References], Reader]
    row_filter: RowFilter
    path: Path
    middle: int

    def done_in(self, folder: Path) -> Half:
        """Write the second half into an empty folder.

        Parameters
        ----------
        folder : Path
            Holds nothing.

        Returns
        -------
        Half
            What the files do not say.
        """
        with AtlasWriter(folder) as atlas:
            reader = self.make(atlas.references)
            reader.prepare(self.files)
            atlas.start(reader.extra)
            atlas.report.file = self.path.name
            rows = reader.rows(self.path)
            deque(islice(rows, self.middle), maxlen=0)
            reader.of_file.clear()  # the first half has told of these
            read_rows(rows, self.path, reader, self.row_filter, atlas)
            return atlas.half()


@dataclass(frozen=True, slots=True)
class SecondHalf:
    """The second half while it is being written; None for a process that could not be started."""

    atlas: AtlasWriter
    folder: Path
    process: PipedProcess | None

    def is_added(self) -> bool:
        """Wait for the second half and add it to the first.

        Returns
        -------
        bool
            False where it is not there, or does not go with the first: nothing is added then.
        """
        if self.process is None:
            return False
        try:
            half: Half = self.process.receive()
        except Exception:  # noqa: BLE001  # the first process goes on
            return False
        return self.atlas.add_half(self.folder, half)


@contextmanager
def second_half(work: Work, atlas: AtlasWriter) -> Iterator[SecondHalf]:
    """Have the second half written while the first one is.

    Parameters
    ----------
    work : Work
        What is to be done.
    atlas : AtlasWriter
        The first half; a folder in its own is written to.

    Yields
    ------
    SecondHalf
        To be asked when the first half is done.
    """
    from mapgen.files.processes import PipedProcess, process_context

    folder = atlas.folder / _FOLDER
    folder.mkdir()
    atlas.flush()  # a copy of this process must hold nothing that it could write again
    with ExitStack() as kept:
        kept.callback(shutil.rmtree, folder, ignore_errors=True)
        process = None
        with suppress(OSError, AttributeError, TypeError, ImportError):
            process = PipedProcess(process_context(), partial(_serve, work, folder))
            kept.callback(process.close)
        yield SecondHalf(atlas, folder, process)


def _serve(work: Work, folder: Path, connection: Connection) -> None:
    """Do the work in a process of its own."""
    with collector_off():
        connection.send(work.done_in(folder))
