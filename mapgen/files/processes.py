"""Processes beside this one: how they begin and end, and how many of them get on at a time."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import traceback
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from mapgen.files.paths import open_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

_CPU_MAX = Path("/sys/fs/cgroup/cpu.max")
_PR_SET_PDEATHSIG = 1
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


class ProcessEndedError(Exception):
    """A process has ended, or was killed, before it sent what was waited for."""


class PipedProcess:
    """A process beside this one, and a pipe between the two.

    It ends when it is closed. When the process that started it is gone, it ends at once where the
    system can be told so, else as soon as it sends or waits for something. What its work fails with
    is raised where this process waits for it.

    Attributes
    ----------
    connection : Connection
        This process's end of the pipe.
    """

    def __init__(
        self, context: BaseContext, work: Callable[[Connection], None], *, daemon: bool = True
    ) -> None:
        """Start it to do some work, given its end of the pipe; a daemon cannot start others."""
        self.connection, others = context.Pipe()
        self._process: BaseProcess = context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(work, others, self.connection), daemon=daemon
        )
        with closing(others):
            start(self._process)

    def receive(self) -> Any:
        """Wait for what the process sends next.

        Returns
        -------
        object
            What it sent.

        Raises
        ------
        ProcessEndedError
            It has ended and sends nothing more.
        Exception
            Its work has failed with it; a note says where.
        """
        try:
            received = self.connection.recv()
        except (EOFError, OSError):
            raise ProcessEndedError from None
        if isinstance(received, Exception):
            raise received
        return received

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self.connection.close()
        self._process.kill()
        self._process.join()
        self._process.close()


def _serve(work: Callable[[Connection], None], connection: Connection, others: Connection) -> None:
    """Work in a process of its own, and send what the work fails with."""
    with suppress(OSError, KeyboardInterrupt):  # nobody waits for it any more
        others.close()  # or a copy would never see that the first process is gone
        gc.freeze()
        _end_with_parent()
        try:
            work(connection)
        except Exception as error:  # noqa: BLE001  # it is raised where it is waited for
            way = "".join(traceback.format_exception(error))
            error.add_note(way)
            with suppress(Exception):
                connection.send(error)
                return
            connection.send(RuntimeError(way))  # the error itself cannot be sent


def _end_with_parent() -> None:
    """Let this process end as soon as the one that started it, where the system can be told so."""
    with suppress(AttributeError, OSError, TypeError):  # another system
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    parent = multiprocessing.parent_process()
    if parent is not None and not parent.is_alive():  # it ended before the system was told
        sys.exit()
