"""The files of the events → parts that are read one by one, on whatever machine.

`events` in the settings names one file, a folder, or a pattern such as ``events/*.parquet``. A CSV
file is cut between rows into parts of some megabytes, a Parquet file into its row groups.
"""

from __future__ import annotations

import glob
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mapgen.files.paths import held_by, is_folder, is_there, matching, open_file
from mapgen.files.text import tell_unread
from mapgen.problems import Problems

if TYPE_CHECKING:
    from mapgen.files.folder import FolderFile
    from mapgen.records.settings import Settings

PART = 2**25  # bytes of a CSV file that are read together
LONGEST = 2**28  # bytes in which a row must end
PARQUET = (".parquet", ".pq")
ENDINGS = (".csv", *PARQUET)


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a file: bytes `start` to `stop` of a CSV, row group `start` of a Parquet file.

    `header` is what stands before the first row of a CSV, "" where the part begins with it itself;
    `line` is how many lines, or rows, of the file lie before the part.
    """

    file: FolderFile
    name: str
    start: int
    stop: int
    header: bytes = b""
    line: int = 0

    @property
    def is_parquet(self) -> bool:
        """Whether it is a part of a Parquet file."""
        return self.file.suffix.lower() in PARQUET


def event_files(settings: Settings) -> tuple[list[FolderFile], Problems]:
    """Return the files that `events` names, in the order of their names; an error for none."""
    events = settings.events
    shown = settings.shown(events)
    problems = Problems(settings.file or shown)
    found, wanted = [events], ""
    try:
        if is_folder(events):
            found = [each for each in held_by(events) if each.suffix.lower() in ENDINGS]
            wanted = f"Put {' or '.join(ENDINGS[:2])} files into {shown}."
        elif glob.has_magic(events.said) and not is_there(events):
            found = [each for each in matching(events.folder, events.said) if not is_folder(each)]
            wanted = 'Check the pattern: events = "events/*.parquet".'
    except OSError as error:  # a folder that may not be looked into
        unread = Problems(shown)
        tell_unread(error, unread)
        return [], unread
    if not found:
        problems.error("no file of events there", column="events", value=shown, mend=wanted)
    for each in found:
        if each.suffix.lower() not in ENDINGS:
            problems.error(
                "neither CSV nor Parquet",
                column="events",
                value=settings.shown(each),
                mend=f"Files of events end in {', '.join(ENDINGS)}.",
            )
    return found, problems


def parts_of(file: FolderFile, name: str) -> tuple[list[Part], Problems]:
    """Return the parts of a file, in its order, and why it cannot be read."""
    problems = Problems(name)
    try:
        if file.suffix.lower() in PARQUET:
            return list(_row_groups(file, name)), problems
        return list(_blocks(file, name)), problems
    except (OSError, ValueError) as error:  # pyarrow's own errors are ValueErrors
        tell_unread(error, problems)
    return [], problems


def _row_groups(file: FolderFile, name: str) -> Iterator[Part]:
    from pyarrow import parquet

    with open_file(file) as opened, parquet.ParquetFile(opened) as groups:
        line = 0
        for group in range(groups.metadata.num_row_groups):
            yield Part(file, name, group, group + 1, line=line)
            line += groups.metadata.row_group(group).num_rows


def _blocks(file: FolderFile, name: str) -> Iterator[Part]:
    """Cut a CSV file at ends of rows: at a line's end before which quotes are in pairs."""
    with open_file(file) as opened:
        header, line = b"", 0
        start = 0
        while True:
            opened.seek(start)
            block = opened.read(PART)
            if len(block) < PART:
                yield Part(file, name, start, start + len(block), header, line)
                return
            end = _end_of_rows(block)
            while not end and len(block) < LONGEST and (more := opened.read(PART)):
                block += more
                end = _end_of_rows(block)
            if not end and len(block) >= LONGEST:
                message = f"from line {line + 1:,} on no row ends within {LONGEST:,} bytes"
                raise ValueError(message)
            end = end or len(block)
            yield Part(file, name, start, start + end, header, line)
            if end == len(block) and not opened.read(1):
                return
            if not start:
                header = _header(block[:end])
            line += block.count(b"\n", 0, end)
            start += end


def _end_of_rows(block: bytes) -> int:
    """Return the place behind the last row that ends in a block; 0 where none does."""
    quotes = block.count(b'"')
    end = len(block)
    while (at := block.rfind(b"\n", 0, end)) >= 0:
        quotes -= block.count(b'"', at, end)
        if quotes % 2 == 0:
            return at + 1
        end = at
    return 0


def _header(block: bytes) -> bytes:
    """Return the first row that is not blank, with its line end."""
    start = 0
    quotes = 0
    at = block.find(b"\n")
    while at >= 0:
        quotes += block.count(b'"', start, at)
        if quotes % 2 == 0 and block[:at].strip(b"\xef\xbb\xbf \t\r\n"):
            return block[: at + 1]
        start, at = at, block.find(b"\n", at + 1)
    return block
