"""What a command does when it cannot print, or when the folder that it runs in is gone.

It ends with status 3, a line on stderr where there is one, and no traceback.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

SURROUNDINGS = 3
"""Exit status: not the records and not the words of the command are wrong, but what is around."""


@contextmanager
def plain_end() -> Iterator[None]:
    """Turn what the surroundings do to a command into its exit status.

    Yields
    ------
    None
        The body is the command.

    Raises
    ------
    SystemExit
        With `SURROUNDINGS`, where an OSError ended the command, what it printed could not be
        written, or whoever read it has stopped; else with the command's own status.
    """
    _hold_descriptors()
    printed = sys.stdout
    try:
        try:
            yield
        except SystemExit as end:
            if sys.stdout is not printed:
                # click puts another in its place when whoever read it has enough (mapgen | head).
                raise SystemExit(SURROUNDINGS) from end
            raise
        finally:
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
    except OSError as error:
        with suppress(OSError):
            click.echo(f"Error: {_reason(error)}", err=True)
        _let_go()
        raise SystemExit(SURROUNDINGS) from None


def _reason(error: OSError) -> str:
    try:
        os.getcwd()  # noqa: PTH109  # asks the system, as Path.cwd does, and makes no path of it
    except OSError:
        return "The working folder is gone. Change into one that is there."
    where = f"{error.filename}: " if error.filename else "Not everything could be printed: "
    return f"{where}{error.strerror or error}"


def _hold_descriptors() -> None:
    """Give closed standard streams something to be, so that no file gets their numbers."""
    with suppress(OSError):
        while (opened := os.open(os.devnull, os.O_RDWR)) <= 2:
            pass
        os.close(opened)
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            null = Path(os.devnull).open("r+", encoding="utf-8")  # noqa: SIM115  # until the end
            setattr(sys, name, null)


def _let_go() -> None:
    """Keep Python from writing once more, at its end, what could not be written."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, AttributeError, ValueError):
            place = os.open(os.devnull, os.O_WRONLY)
            os.dup2(place, stream.fileno())
            os.close(place)
