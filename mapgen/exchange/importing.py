"""Files of other people → an atlas folder: the whole way of one import, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from mapgen.exchange.atlas_folder import AtlasWriter
from mapgen.exchange.common.open_text import WINDOWS, encoding_of
from mapgen.exchange.common.reader import one_line
from mapgen.exchange.new_folder import new_folder
from mapgen.exchange.row_reading import NAMED, read_rows
from mapgen.exchange.second_half import Work, middle_of, second_half
from mapgen.files.collector import collector_off
from mapgen.notation.civil import to_civil
from mapgen.notation.date_words import years
from mapgen.problems import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from mapgen.exchange.common.reader import Reader
    from mapgen.exchange.common.report import Counts
    from mapgen.exchange.common.row_filter import RowFilter
    from mapgen.exchange.common.source_writer import References
    from mapgen.exchange.districts.district_shapes import BorderFile

_SHOWN = 20  # reasons that are worth telling when nothing could be used


@dataclass(frozen=True, slots=True)
class Import:
    """What is imported: `make` gives the reader of the format, given the sources to write to."""

    files: Sequence[Path]
    make: Callable[[References], Reader]
    row_filter: RowFilter
    title: str = ""
    borders: BorderFile | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the rows, and where the folder before is kept, if it is."""

    counts: Counts
    backup: Path | None = None


def run(wanted: Import, out: Path, *, replace: bool = False, backup: bool = False) -> Imported:
    """Make an atlas of other people's files; it is written whole or not at all.

    Parameters
    ----------
    wanted : Import
        The files, their format and how to read them.
    out : Path
        The folder of the atlas.
    replace : bool
        Whether an earlier import may be replaced (`new_folder`).
    backup : bool
        Whether what stands there is kept under another name (`new_folder`).

    Returns
    -------
    Imported
        What became of the rows, and where the folder before it is kept.

    Raises
    ------
    InputError
        A file cannot be read, or none of its rows can be used.
    OutputError
        The folder cannot be written, or something in it would be lost.
    """
    with new_folder(out, replace=replace, backup=backup) as made, collector_off():
        counts = _write(wanted, made.path)
    return Imported(counts, made.backup)


def _write(wanted: Import, folder: Path) -> Counts:
    with AtlasWriter(folder) as atlas:
        reader = wanted.make(atlas.references)
        reader.prepare(wanted.files)
        atlas.start(reader.extra)
        if wanted.borders:
            wanted.borders.write(folder / "geodata", atlas.report)
        for path in wanted.files:
            atlas.report.file = path.name
            _read(path, reader, wanted, atlas)
        counts: Counts = atlas.report.counts
        if not counts.events:
            raise InputError(_nothing(wanted, counts))
        settings = {
            "title": _title(reader, wanted, atlas),
            "licence": reader.licence,
            **reader.settings,
            "coverage": "some" if wanted.borders else "none",
        }
        if wanted.title:
            settings["title"] = one_line(wanted.title)
        atlas.finish(settings, reader.kinds, _about(reader, wanted, counts))
    return counts


def _read(path: Path, reader: Reader, wanted: Import, atlas: AtlasWriter) -> None:
    if reader.is_text_file(path) and encoding_of(path) == WINDOWS:
        reason = "the file is not UTF-8: it was read as Windows-1252, and letters may be wrong"
        atlas.report.kept(0, "", reason)
    rows = reader.rows(path)
    middle = middle_of(path, reader)
    if middle:
        work = Work(wanted.files, wanted.make, wanted.row_filter, path, middle)
        with second_half(work, atlas) as half:
            read_rows(islice(rows, middle), path, reader, wanted.row_filter, atlas)
            if half.is_added():
                return
    read_rows(rows, path, reader, wanted.row_filter, atlas)


def _title(reader: Reader, wanted: Import, atlas: AtlasWriter) -> str:
    """Return what the atlas is called: the data set, its countries and years; else the file."""
    if not atlas.countries or atlas.first is None or atlas.last is None:
        name = one_line(wanted.files[0].name.partition(".")[0].replace("_", " "))
        return name[:1].upper() + name[1:] or reader.name
    where = ", ".join(atlas.countries) if len(atlas.countries) <= NAMED else "several countries"
    first, last = (to_civil(day).year for day in (atlas.first, atlas.last))
    return f"{reader.name}: {where}, {years(first, last)}"


def _nothing(wanted: Import, counts: Counts) -> list[Problem]:
    if counts.not_asked_for:
        message = f"none of {counts.rows:,} rows became an event; {counts.not_asked_for:,} do not"
        problems = [
            Problem(
                wanted.files[0].name, f"{message} meet the options", code="import/nothing-chosen"
            )
        ]
    else:
        message = f"none of {counts.rows:,} rows became an event"
        problems = [
            Problem(
                wanted.files[0].name,
                message if counts.rows else "the file has no rows",
                mend="" if counts.rows else "Is it the right file, and the right format?",
                code="import/no-event",
            )
        ]
    for (outcome, reason), count in list(counts.reasons.items())[:_SHOWN]:
        if outcome == "left out":
            problems.append(
                Problem(wanted.files[0].name, f"{reason} ({count:,} rows)", code="import/no-event")
            )
    return problems


def _about(reader: Reader, wanted: Import, counts: Counts) -> str:
    files = ", ".join(f"`{path.name}`" for path in wanted.files)
    lines = [
        "## How this map was made\n",
        (
            f"The events were imported from {files} ({reader.name}): {counts.rows:,} rows, of "
            f"which {counts.events:,} became events, {counts.not_asked_for:,} were not asked for "
            f"and {counts.left_out:,} could not be used. The file `import-report.csv` lists each "
            "of these, and what is odd about rows that are shown as given.\n"
        ),
        "Every sentence of a summary is put together from the fields of one row.\n",
    ]
    if reader.about:
        lines += ["## How the fields are shown\n", reader.about]
    return "\n".join(lines)
