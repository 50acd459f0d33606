"""The files of the events → parts that are read one by one, on whatever machine.

`events` in the settings names one file, a folder, or a pattern such as ``events/*.parquet``. A CSV
file is cut between rows into parts of some megabytes, a Parquet file into its row groups.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from mapgen.files.folder import OutsideError, path_of
from mapgen.files.paths import (
    NotAFileError,
    held_by,
    is_folder,
    is_there,
    matching,
    open_file,
    state_of,
)
from mapgen.files.text import tell_unread
from mapgen.files.write import OutputError
from mapgen.problems import Problems

if TYPE_CHECKING:
    from mapgen.files.folder import FolderFile
    from mapgen.records.settings import Settings

PART = 2**25  # bytes of a CSV file that are read together
LONGEST = 2**28  # bytes in which a row must end
PARQUET = (".parquet", ".pq")
ENDINGS = (".csv", *PARQUET)
NO_EVENTS = "no events in it"
TAKE_OUT = "Take the file out, or check whether it is whole."


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a file: bytes `start` to `stop` of a CSV, row group `start` of a Parquet file.

    `header` is what stands before the first row of a CSV, "" where the part begins with it itself;
    `line` is how many lines, or rows, of the file lie before the part, and `size` how many bytes
    the whole file had when it was cut.
    """

    file: FolderFile
    name: str
    start: int
    stop: int
    size: int
    header: bytes = b""
    line: int = 0

    @property
    def is_parquet(self) -> bool:
        """Whether it is a part of a Parquet file."""
        return self.file.suffix.lower() in PARQUET


class PartError(OSError):
    """A part that could be read when it was cut cannot be read now, or on this machine."""


def open_part(part: Part) -> BinaryIO:
    """Return the file of a part, open for reading.

    Parameters
    ----------
    part : Part
        Of the events.

    Returns
    -------
    BinaryIO
        To be closed by the caller.

    Raises
    ------
    PartError
        It is not here, or another than the one that was cut.
    """
    try:
        file = open_file(part.file)
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{part.name} cannot be read where it is counted: {reason}"
        raise PartError(f"{message}. All machines must see the folder.") from error
    size = os.fstat(file.fileno()).st_size
    if size != part.size:
        file.close()
        change = f"{part.name} has {size:,} bytes where it is counted, and had {part.size:,}"
        raise PartError(f"{change} at the start. Build when nobody writes to it.")
    return file


def event_files(settings: Settings) -> tuple[list[FolderFile], Problems]:
    """Return the files that `events` names, in the order of their names.

    Parameters
    ----------
    settings : Settings
        They name the files.

    Returns
    -------
    files : list of FolderFile
        Each once.
    problems : Problems
        An error for none, and for what holds events and would not be counted; a warning for files
        of other kinds in a folder of events.
    """
    events = settings.events
    shown = settings.name_of(events)
    problems = Problems(settings.file or shown)
    found, wanted = [events], ""
    try:
        if is_folder(events):
            found = _in_folder(events, settings, problems)
            wanted = f"Put {' or '.join(ENDINGS[:2])} files into {shown}."
        elif glob.has_magic(events.relative) and not is_there(events):
            found = _by_pattern(events, settings, problems)
            wanted = 'Check the pattern: events = "events/*.parquet".'
    except OSError as error:  # a folder that may not be looked into
        unread = Problems(shown)
        tell_unread(error, unread)
        return [], unread
    if not found and not problems.errors:
        problems.error(
            "no file of events there",
            column="events",
            value=shown,
            mend=wanted,
            code="file/missing",
        )
    for each in found:
        if each.suffix.lower() not in ENDINGS:
            problems.error(
                "neither CSV nor Parquet",
                column="events",
                value=settings.name_of(each),
                mend=f"Files of events end in {', '.join(ENDINGS)}.",
                code="file/not-a-table",
            )
    return found, problems


def _in_folder(folder: FolderFile, settings: Settings, problems: Problems) -> list[FolderFile]:
    """Return the files of events in a folder."""
    found = []
    for each in held_by(folder):
        if each.suffix.lower() in ENDINGS and not is_folder(each):
            found.append(each)
        elif _is_others(each):
            continue
        elif is_folder(each):
            _not_looked_into(each, settings, problems)
        else:
            problems.warning(
                "not counted: neither CSV nor Parquet",
                column="events",
                value=settings.name_of(each),
                mend="Keep other files elsewhere.",
                code="file/not-a-table",
            )
    return found


def _is_others(file: FolderFile) -> bool:
    """Return whether a name is one that other programs give to their own notes."""
    return file.name.startswith((".", "_"))


def _by_pattern(events: FolderFile, settings: Settings, problems: Problems) -> list[FolderFile]:
    """Return the files that match a pattern."""
    found = []
    goes_down = "**" in PurePosixPath(events.relative).parts
    for each in matching(events.folder, events.relative):
        if not is_folder(each):
            found.append(each)
        elif each.suffix.lower() in ENDINGS or not (goes_down or _is_others(each)):
            _not_looked_into(each, settings, problems)
    _check_links(events, {*found}, settings, problems)
    return found


def _check_links(
    events: FolderFile, found: set[FolderFile], settings: Settings, problems: Problems
) -> None:
    """Note links on the way to what a pattern names behind which events would not be counted."""
    parts = PurePosixPath(events.relative).parts
    for end, part in enumerate(parts[:-1], start=1):
        if not glob.has_magic(part):
            continue
        folders = parts[:end] if part != "**" else (*parts[:end], "*")
        for each in matching(events.folder, "/".join(folders)):
            if not os.path.islink(path_of(each)):  # noqa: PTH114  # False for a path of any length
                continue
            if not is_folder(each):
                if each not in found:
                    _must_lead(each, settings, problems)
            elif part == "**":
                _not_looked_into(each, settings, problems)


def _must_lead(link: FolderFile, settings: Settings, problems: Problems) -> None:
    """Note a link that may be one to a folder of events, and cannot be followed."""
    try:
        state_of(link)
    except OSError as error:
        unread = Problems(settings.name_of(link))
        tell_unread(error, unread)
        problems.extend(unread)


def _not_looked_into(folder: FolderFile, settings: Settings, problems: Problems) -> None:
    shown = settings.name_of(folder)
    problems.error(
        "a folder, whose events would not be counted",
        column="events",
        value=shown,
        mend=f'Name its files too, as "{shown}/*.parquet" does for it alone, or move it elsewhere.',
        code="file/not-a-table",
    )


def parts_of(file: FolderFile, name: str) -> tuple[list[Part], Problems]:
    """Cut a file into parts.

    Parameters
    ----------
    file : FolderFile
        CSV or Parquet.
    name : str
        What messages call it.

    Returns
    -------
    parts : list of Part
        In its order.
    problems : Problems
        Why it cannot be read.

    Raises
    ------
    OutputError
        It is a Parquet file, and pyarrow is not installed.
    """
    problems = Problems(name)
    is_parquet = file.suffix.lower() in PARQUET
    try:
        if is_parquet:
            return _row_groups(file, name, problems), problems
        return list(_blocks(file, name)), problems
    except (OSError, ValueError) as error:
        # What the system says has a number; what pyarrow says of a file's bytes has none.
        is_named = isinstance(error, (NotAFileError, OutsideError)) or getattr(error, "errno", None)
        if is_named or not is_parquet:
            tell_unread(error, problems)
        else:
            reason = str(error).partition("\n")[0].rstrip(".")
            mend = "It is damaged, or no Parquet: write it anew."
            problems.error(f"file cannot be read: {reason}", mend=mend, code="file/unreadable")
    return [], problems


def _row_groups(file: FolderFile, name: str, problems: Problems) -> list[Part]:
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise OutputError(f"{name} needs pyarrow: pip install 'mapgen[parquet]'.") from error

    from mapgen.counts.parquet_schema import check_schema

    parts: list[Part] = []
    with open_file(file) as opened, parquet.ParquetFile(opened) as groups:
        size = os.fstat(opened.fileno()).st_size
        check_schema(groups.schema_arrow, problems)
        if not groups.metadata.num_rows:
            problems.warning(NO_EVENTS, mend=TAKE_OUT, code="table/no-rows")
        line = 0
        for group in range(0 if problems.errors else groups.metadata.num_row_groups):
            parts.append(Part(file, name, group, group + 1, size, line=line))
            line += groups.metadata.row_group(group).num_rows
    return parts


def _blocks(file: FolderFile, name: str) -> Iterator[Part]:
    """Cut a CSV file at ends of rows: at a line's end before which quotes are in pairs."""
    with open_file(file) as opened:
        size = os.fstat(opened.fileno()).st_size
        header, line = b"", 0
        start = 0
        while True:
            opened.seek(start)
            block = opened.read(PART)
            if len(block) < PART:
                yield Part(file, name, start, start + len(block), size, header, line)
                return
            end = _end_of_rows(block)
            while not end and len(block) < LONGEST and (more := opened.read(PART)):
                block += more
                end = _end_of_rows(block)
            if not end and len(block) >= LONGEST:
                message = f"from line {line + 1:,} on no row ends within {LONGEST:,} bytes"
                raise ValueError(message)
            end = end or len(block)
            yield Part(file, name, start, start + end, size, header, line)
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
