"""The commands. They have no logic of their own, and nothing heavy is imported before it is used.

Exit status 0: done; 1: the records have errors; 2: wrong use, or the page cannot be written there;
3: the surroundings are at fault, a full disk or a cluster that does not answer.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mapgen._version import __version__
from mapgen.commands.lazy import LazyGroup
from mapgen.commands.shared import (
    echo,
    folder_argument,
    list_problems,
    progress,
)
from mapgen.files.collector import collector_off
from mapgen.files.folder import Folder

if TYPE_CHECKING:
    from mapgen.build import BuildReport
    from mapgen.counts.build import CountReport

FORMATS = ("text", "json", "github")


# Commands with a module of their own: it is imported when the command, or the list, is asked for.
LazyGroup.lazy = {
    "diff": "mapgen.commands.diff:diff",
    "edit": "mapgen.commands.edit:edit",
    "export": "mapgen.commands.export:export",
    "import": "mapgen.commands.import_:import_",
    "new": "mapgen.commands.new:new",
    "preview": "mapgen.commands.preview:preview",
}


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mapgen")
def main() -> None:
    """Make one self-contained, sourced, interactive map of history from a table of events."""
    # A terminal or pipe that cannot show a letter gets its number, and no failure.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    # numpy's linear algebra, of which nothing here makes use, starts threads when it is loaded.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@main.command()
@folder_argument
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="Folder for the page, or a file that ends in .html. Default: the settings' output folder.",
)
@click.option(
    "--dask",
    "address",
    is_flag=False,
    flag_value="",
    metavar="[ADDRESS]",
    help="Count the events, where they are too many for one page: on the Dask cluster at ADDRESS "
    "(tcp://…, needs mapgen[dask]), or by processes of this machine.",
)
def build(folder: Path, trust: bool, out: Path | None, address: str | None) -> None:
    """Make the map of FOLDER (default: here).

    It is written whole or not at all. When the records have errors, all of them are listed and
    nothing is written.
    """
    from mapgen.commands.listing import as_text, verdict
    from mapgen.files.write import OutputError
    from mapgen.problems import InputError

    try:
        with progress() as say:
            report, lines = _built(Folder.named(folder, trusted=trust), out, address, say)
    except InputError as error:
        list_problems(as_text(error.problems), err=True)
        echo(f"{verdict(error.problems)} Nothing was written.", err=True)
        sys.exit(1)
    except OutputError as error:
        echo(f"Error: {error}", err=True)
        sys.exit(error.status)
    list_problems(as_text(report.warnings), err=True)
    for line in lines:
        echo(line)


def _built(
    folder: Folder, out: Path | None, address: str | None, say: Callable[[str], None]
) -> tuple[BuildReport | CountReport, list[str]]:
    """Build the page, on a cluster where an address is given; return the report and its lines."""
    from mapgen.commands.quick_folium import import_folium

    if address is None:
        with collector_off():  # modules are many objects, too
            from mapgen.build import build as build_page

            import_folium()
            report = build_page(folder, out, say)
        return report, list(_summary(report))
    with collector_off():
        from mapgen.counts.build import build as count_events

        import_folium()
    counted = count_events(folder, out, address, say)
    return counted, [
        f"{counted.events:,} events of {counted.parts:,} parts in {counted.rows:,} counts",
        f"{counted.bytes:,} bytes in {counted.seconds:.1f} s",
        str(counted.path),
    ]


@main.command()
@folder_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to list: text to read, json for programs, github for a workflow's annotations.",
)
def check(folder: Path, trust: bool, form: str) -> None:
    """List all that is wrong in FOLDER (default: here).

    Each problem has its file, line, column and value, and how to mend it. Warnings are listed too
    and do not count as errors.
    """
    with collector_off():  # modules are many objects, too
        from mapgen.atlas.atlas import read_atlas
        from mapgen.commands import listing
        from mapgen.problems import InputError

    events: int | None = None
    try:
        with progress() as say, collector_off():
            atlas = read_atlas(Folder.named(folder, trusted=trust), say)
        problems, events = list(atlas.warnings), len(atlas.rows)
    except InputError as error:
        problems = error.problems
    if form == "json":
        lines = listing.as_json(problems)
    elif form == "github":
        lines = listing.as_github(problems, folder)
    else:
        lines = listing.as_text(problems)
    if form != "text":
        for line in lines:
            echo(line)
    else:
        list_problems(lines)
        checked = (
            "" if events is None else f"{events:,} event{'' if events == 1 else 's'} checked. "
        )
        echo(checked + listing.verdict(problems))
    sys.exit(1 if any(problem.severity == "error" for problem in problems) else 0)


def _summary(report: BuildReport) -> Iterator[str]:
    counts = (
        (report.events, "event", "events"),
        (report.places, "place", "places"),
        (report.sources, "source", "sources"),
        (report.districts, "district", "districts"),
    )
    yield ", ".join(f"{count:,} {one if count == 1 else many}" for count, one, many in counts)
    yield f"{report.bytes:,} bytes in {report.seconds:.1f} s"
    yield str(report.path)
