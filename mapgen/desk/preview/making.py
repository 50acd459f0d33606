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

    from mapgen.files.folder import Folder

EVERY = 0.25
"""Seconds between two questions whether an edition is still wanted."""
_LOADED = ["mapgen.build", "mapgen.desk.preview.edition"]
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
    start(process)
    question.close()
    try:
        while True:
            while not answers.poll(EVERY):
                if not is_wanted():
                    return
            try:
                edition: Edition = answers.recv()
            except EOFError:
                yield Edition(number, failure=_ENDED)
                return
            yield edition
            if edition.is_whole:
                return
    finally:
        process.kill()
        process.join()
        answers.close()


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
