"""The command that makes a starter atlas."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command(short_help="Make a starter atlas that builds.")
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Make a starter atlas in FOLDER, which must be new or empty.

    A few plainly invented events with all the files of an atlas: it builds as it is, and its
    README says how to go on.
    """
    from mapgen.files.write import OutputError
    from mapgen.starter import make_starter

    try:
        written = make_starter(folder)
    except OutputError as error:
        click.echo(f"Error: {error}", err=True)
        sys.exit(error.status)
    for path in written:
        click.echo(str(path))
    shown = f'"{folder}"' if " " in str(folder) else str(folder)
    click.echo(f"\nSee it:         mapgen preview {shown}")
    click.echo(f"Make the page:  mapgen build {shown}")
