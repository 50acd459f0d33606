"""Editions made by a process of their own: typing goes on meanwhile, and what is out of date ends.

Where the system can, the process is forked from one that has all that a build needs loaded, so that
it begins at once.
"""

from __future__ import annotations

import multiprocessing
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache, partial
from typing import TYPE_CHECKING

from mapgen.desk.preview.edition import Edition, stages
from mapgen.files.processes import PipedProcess, ProcessEndedError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext

    from mapgen.files.folder import Folder

EVERY = 0.25
"""Seconds between two questions whether an edition is still wanted."""
_LOADED = ["mapgen.build", "mapgen.desk.preview.edition"]
_NOT_BEGUN = "the process that makes the page cannot begin: perhaps there is too little memory"
_ENDED = "the process that makes the page has ended: perhaps there is too little memory"


def editions_made(folder: Folder, number: int, is_wanted: Callable[[], bool]) -> Iterator[Edition]:
    """Yield what is known of a folder as it stands: its problems, and then the page.

    Parameters
    ----------
    folder : Folder
        The atlas's.
    number : int
        Of the edition.
    is_wanted : callable
        Takes nothing; where it returns False the process is ended and nothing more comes.

    Yields
    ------
    Edition
        One or two; the last one is whole.
    """
    try:
        process = PipedProcess(_context(), partial(_make, folder, number))
    except (OSError, EOFError):  # no memory for it, or the server that makes copies has ended
        yield Edition(number, failure=_NOT_BEGUN)
        return
    with closing(process):
        while True:
            while not process.connection.poll(EVERY):
                if not is_wanted():
                    return
            edition = _received(process, number)
            yield edition
            if edition.is_whole:
                return


def _received(process: PipedProcess, number: int) -> Edition:
    try:
        edition: Edition = process.receive()
    except ProcessEndedError:
        return Edition(number, failure=_ENDED)
    except Exception as error:  # noqa: BLE001  # as in `stages`
        traceback.print_exception(error)
        return Edition(number, failure=f"{type(error).__name__}: {error}")
    return edition


def _make(folder: Folder, number: int, answers: Connection) -> None:
    """Send the stages of an edition, in the process that makes it."""
    for each in stages(folder, number):
        answers.send(each)


@cache
def _context() -> BaseContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    return context
