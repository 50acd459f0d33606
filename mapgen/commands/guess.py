"""The command `mapgen import guess`: a table into a first mapping."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mapgen.commands.shared import echo, list_problems


@click.command("guess")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="The file to write, which must not be there yet. Default: standard output.",
)
def guess(file: Path, out: Path | None) -> None:
    """Write a first mapping of FILE, with the reason of each line, for mapgen import --mapping.

    FILE is a table, a sheet, JSON or shapes. Nothing is imported.
    """
    from mapgen.commands.listing import as_text
    from mapgen.exchange.guessing.reading import guess as mapping_of
    from mapgen.files.write import OutputError, write_whole
    from mapgen.problems import InputError

    if out is not None and (out.exists() or out.is_symlink()):
        raise click.UsageError(f"{out} is there already. Name another file, or take it away.")
    try:
        text = mapping_of(file)
        if out is not None:
            write_whole(out, text.encode("utf-8"))
    except InputError as error:
        list_problems(as_text(error.problems), err=True)
        sys.exit(1)
    except OutputError as error:
        echo(f"Error: {error}", err=True)
        sys.exit(error.status)
    echo(text.removesuffix("\n") if out is None else f"{out}")
