"""The command that writes an atlas in another program's format."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mapgen.commands.shared import echo, folder_argument, list_problems, progress
from mapgen.exchange.registry import ENDINGS


@click.command(short_help="Write the atlas in another format.")
@folder_argument
@click.option(
    "--to", "form", type=click.Choice(tuple(ENDINGS)), required=True, help="The format to write."
)
@click.option(
    "-o",
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write. Default: in the settings' output folder.",
)
def export(folder: Path, trust: bool, form: str, out: Path | None) -> None:
    """Write the atlas of FOLDER (default: here) in another program's format.

    Only checked records are written, whole or not at all. geoparquet needs pyarrow:
    pip install 'mapgen[parquet]'.
    """
    from mapgen.atlas.atlas import read_atlas
    from mapgen.build import page_html
    from mapgen.commands.listing import as_text, verdict
    from mapgen.exchange.exporting import export as write
    from mapgen.exchange.exporting import export_place
    from mapgen.files.folder import Folder, path_of
    from mapgen.files.write import OutputError
    from mapgen.problems import InputError

    if out is not None and out.suffix.lower() not in ENDINGS[form]:
        endings = " or ".join(ENDINGS[form])
        raise click.BadParameter(f"a {form} file ends in {endings}.", param_hint="--out")
    try:
        with progress() as say:
            atlas = read_atlas(Folder.named(folder, trusted=trust), say)
            say(f"Writing {path_of(export_place(atlas.settings, form, out))}")
            written = write(atlas, form, out, page_html)
    except InputError as error:
        list_problems(as_text(error.problems), err=True)
        echo(f"{verdict(error.problems)} Nothing was written.", err=True)
        sys.exit(1)
    except OutputError as error:
        echo(f"Error: {error}", err=True)
        sys.exit(error.status)
    echo(f"{len(atlas.events):,} events, {written.bytes:,} bytes")
    for each in written.paths:
        echo(str(each))
