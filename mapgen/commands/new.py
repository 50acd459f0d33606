"""The command that makes a starter atlas."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mapgen.commands.shared import echo


@click.command(short_help="Make a starter atlas that builds.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--github",
    is_flag=True,
    help="Add a workflow of GitHub that checks each pull request and publishes the page.",
)
def new(folder: Path, github: bool) -> None:
    """Make a starter atlas in FOLDER, which must be new or empty.

    A few plainly invented events with all the files of an atlas: it builds as it is, and its
    README says how to go on.
    """
    from mapgen.files.write import OutputError
    from mapgen.starter import make_starter

    try:
        written = make_starter(folder, github=github)
    except OutputError as error:
        echo(f"Error: {error}", err=True)
        sys.exit(error.status)
    for path in written:
        echo(str(path))
    shown = f'"{folder}"' if " " in str(folder) else str(folder)
    echo(f"\nEdit it:        mapgen edit {shown}")
    echo(f"See it:         mapgen preview {shown}")
    echo(f"Make the page:  mapgen build {shown}")
    if is_asked() and click.confirm("\nOpen it in the editor now?", default=False):
        from mapgen.commands.edit import run_editor

        run_editor(folder)


def is_asked() -> bool:
    """Return whether somebody sits at the terminal and can answer."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
