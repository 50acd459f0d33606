"""The command that previews an atlas."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mapgen.commands.shared import echo, folder_argument, list_problems

if TYPE_CHECKING:
    from mapgen.desk.preview.edition import Edition


@click.command(short_help="Show the map while it is being edited.")
@folder_argument
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    help="Port on this machine; 0: any that is free. Default: 8765, or another if that is taken.",
)
def preview(folder: Path, trust: bool, port: int | None) -> None:
    """Show the atlas of FOLDER (default: here) in the browser while it is being edited.

    It is made anew on every save, with all problems in the page until they are mended. Only this
    machine can open it, and no file is written. Ctrl-C ends it.
    """
    from mapgen.desk.preview.preview import Preview
    from mapgen.files.folder import Folder
    from mapgen.files.write import OutputError

    try:
        running = Preview(Folder.named(folder, trusted=trust), port, _say)
    except OutputError as error:
        echo(f"Error: {error}", err=True)
        sys.exit(error.status)
    try:
        with running:
            echo(f"Preview: {running.url}  (Ctrl-C ends it)")
            sys.stdout.flush()
            running.wait()
    except KeyboardInterrupt:
        echo("\nThe preview has ended.")


def _say(edition: Edition) -> None:
    from mapgen.commands.listing import as_text, verdict

    if edition.page is None:
        list_problems(as_text(edition.problems), err=True)
        said = edition.failure or verdict(edition.problems)
        echo(f"{said} The map comes back when this is mended.", err=True)
    else:
        echo(f"Made anew ({edition.number}). {verdict(edition.problems)}", err=True)
