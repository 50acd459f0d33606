"""The command that edits an atlas."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from mapgen.commands.shared import echo, folder_argument


@click.command(short_help="Edit the records in the browser.")
@folder_argument
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    help="Port on this machine; 0: any that is free. Default: 8766, or another if that is taken.",
)
@click.option(
    "--git",
    is_flag=True,
    help="Commit each save to the git repository of FOLDER. Its hooks and filters run then: for "
    "repositories that you trust only.",
)
def edit(folder: Path, trust: bool, port: int | None, git: bool) -> None:
    """Edit the records of FOLDER (default: here) in the browser, checked as they are typed.

    Only this machine can open it. The files stay what they are: a save changes the row that it is
    about and nothing else, and stands in history.jsonl. Ctrl-C ends it.
    """
    run_editor(folder, trust=trust, port=port, git=git)


def run_editor(
    folder: Path, *, trust: bool = False, port: int | None = None, git: bool = False
) -> None:
    """Serve the editor of a folder until Ctrl-C; end the command where it cannot be served.

    Parameters
    ----------
    folder
        The folder of the atlas.
    trust, port, git
        As the command's options.
    """
    from mapgen.desk.editor.editor import Editor
    from mapgen.desk.git_commits import GitCommits
    from mapgen.files.folder import Folder
    from mapgen.files.write import OutputError

    try:
        commits = GitCommits.of(folder) if git else None
        running = Editor(Folder.named(folder, trusted=trust), port, commits)
    except OutputError as error:
        echo(f"Error: {error}", err=True)
        sys.exit(error.status)
    try:
        with running:
            echo(f"Editor: {running.url}  (Ctrl-C ends it)")
            sys.stdout.flush()
            running.wait()
    except KeyboardInterrupt:
        echo("\nThe editor has ended.")
