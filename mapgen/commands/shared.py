"""What several commands share: the folder that they are given, and saying what is done now."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from mapgen.problems import visible

_folder = click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default="."
)
_trust = click.option(
    "--trust",
    is_flag=True,
    help="Follow paths of the settings, and links, that lead out of FOLDER: for your own only.",
)


def folder_argument(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command its FOLDER, and the option to trust it.

    Parameters
    ----------
    command : callable
        Takes `folder`, a Path, and `trust`, a bool, besides options of its own.

    Returns
    -------
    callable
        The command with the argument and the option added.
    """
    return _folder(_trust(command))


_LETTER = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
# Words in the scripts that run from the right, with the blanks between them.
_FROM_RIGHT = re.compile(f"[{_LETTER}]+(?: +[{_LETTER}]+)*")


def list_problems(lines: Iterable[str], *, err: bool = False) -> None:
    """Print problems, a line each, as `echo` does.

    Words in a script that runs from the right stand between U+2068 and U+2069: a terminal that
    knows directions then leaves what stands beside them in its place.

    Parameters
    ----------
    lines : iterable of str
        What a function of `mapgen.commands.listing` yields.
    err : bool
        On stderr instead of stdout.
    """
    for line in lines:
        click.echo(_FROM_RIGHT.sub("\u2068\\g<0>\u2069", visible(line)), err=err)


def echo(text: str, *, err: bool = False) -> None:
    """Print a text; no letter of it is a command for the terminal.

    Parameters
    ----------
    text : str
        May have several lines; control characters are printed as escapes.
    err : bool
        On stderr instead of stdout.
    """
    click.echo("\n".join(map(visible, text.split("\n"))), err=err)


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Give a function that says on stderr what is done now.

    Yields
    ------
    callable
        Takes a step in words, "Reading events.csv": a spinner shows the latest where stderr is a
        terminal, else each is a line.
    """
    if not sys.stderr.isatty():
        yield lambda step: echo(f"{step} …", err=True)
        return
    from rich.console import Console
    from rich.markup import escape

    console = Console(stderr=True)
    with console.status("Starting") as status:
        yield lambda step: status.update(escape(visible(f"{step} …")))
