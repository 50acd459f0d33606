"""Editions made by a process of their own: typing goes on meanwhile, and what is out of date ends.

Where the system can, the process is forked from one that has all that a build needs loaded, so that
it begins at once.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from mapgen.desk.preview.edition import Edition, stages
from mapgen.files.processes import start

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

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
    context = _context()
    answers, question = context.Pipe(duplex=False)
    process = context.Process(  # type: ignore[attr-defined]  # each context has it
        target=_make, args=(folder, number, question), daemon=True
    )
    try:
        is_started = _is_started(process)
        question.close()
        if not is_started:
            yield Edition(number, failure=_NOT_BEGUN)
            return
        while True:
            while not answers.poll(EVERY):
                if not is_wanted():
                    return
            try:
                edition: Edition = answers.recv()
            except (EOFError, OSError):
                yield Edition(number, failure=_ENDED)
                return
            yield edition
            if edition.is_whole:
                return
    finally:
        if process.pid is not None:
            process.kill()
            process.join()
        answers.close()


def _is_started(process: BaseProcess) -> bool:
    try:
        start(process)
    except (OSError, EOFError):  # no memory for it, or the server that makes copies has ended
        return False
    return True


def _make(folder: Folder, number: int, answers: Connection) -> None:
    """Send the stages of an edition, in the process that makes it."""
    try:
        for each in stages(folder, number):
            answers.send(each)
    except (BrokenPipeError, KeyboardInterrupt):
        return  # nobody waits for it any more


@cache
def _context() -> BaseContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    return context
