"""Processes beside this one: how they begin, and how many of them get on at a time."""

from __future__ import annotations

import multiprocessing
import os
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from mapgen.files.paths import open_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

_CPU_MAX = Path("/sys/fs/cgroup/cpu.max")
_starting = RLock()
"""Held while a process starts, since the environment is all threads'; a copy begins with it held by
the thread that goes on in it."""


def process_context() -> BaseContext:
    """Return how processes begin: as copies where a copy of all libraries is sound.

    Returns
    -------
    BaseContext
        Copies are made on Linux alone.
    """
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def start(process: BaseProcess) -> None:
    """Start a process that takes no module out of the working folder.

    Where it is no copy it is started by ``python -c``, which looks there first: it can be a
    stranger's. That holds for a server, too, that makes the copies.

    Parameters
    ----------
    process : BaseProcess
        Of any way to begin.
    """
    with _modules_of_this_folder_are_not_ours():
        process.start()


@contextmanager
def _modules_of_this_folder_are_not_ours() -> Iterator[None]:
    with _starting:
        before = os.environ.get("PYTHONSAFEPATH")
        os.environ["PYTHONSAFEPATH"] = "1"
        try:
            yield
        finally:
            del os.environ["PYTHONSAFEPATH"]
            if before is not None:
                os.environ["PYTHONSAFEPATH"] = before


def cores() -> int:
    """Return how many processor cores this process may use.

    Returns
    -------
    int
        1 at least; no more than a container of Linux is given time of.
    """
    every = os.cpu_count() or 1
    with suppress(AttributeError):  # a system that does not bind processes to cores
        every = len(os.sched_getaffinity(0))
    with suppress(OSError, ValueError), open_file(_CPU_MAX) as file:
        quota, period = map(int, file.read().split())
        every = min(every, -(-quota // period))
    return max(every, 1)
