"""What several commands share: the folder that they are given, and saying what is done now."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

_folder = click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default="."
)
_trust = click.option(
    "--trust",
    is_flag=True,
    help="Follow paths of the settings, and links, that lead out of FOLDER: for your own only.",
)


def folder_argument(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command its FOLDER (`folder`), and the option to trust it (`trust`)."""
    return _folder(_trust(command))


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Give a function that says on stderr what is done now; a spinner where it is a terminal."""
    if not sys.stderr.isatty():
        yield lambda step: click.echo(f"{step} …", err=True)
        return
    from rich.console import Console
    from rich.markup import escape

    console = Console(stderr=True)
    with console.status("Starting") as status:
        yield lambda step: status.update(escape(f"{step} …"))
