"""Processes begin without what lies in the working folder, are heard, and end with this one."""

from __future__ import annotations

import multiprocessing
import operator
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from mapgen.files.processes import PipedProcess, ProcessEndedError, process_context, start

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

NAME = "PYTHONSAFEPATH"


class Noted:
    """What stands for a process: it notes the environment that it would have got."""

    def __init__(self) -> None:
        self.found: set[str | None] = set()

    def start(self) -> None:
        """Note the environment, and again when other threads had their turn."""
        for _ in range(3):
            self.found.add(os.environ.get(NAME))
            time.sleep(0)


@pytest.mark.parametrize("before", [None, "", "1"])
def test_threads_start_processes_at_once(
    monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    monkeypatch.delenv(NAME, raising=False)
    if before is not None:
        monkeypatch.setenv(NAME, before)
    noted = [Noted() for _ in range(400)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(start, cast("list[BaseProcess]", noted)))
    assert all(each.found == {"1"} for each in noted)
    assert os.environ.get(NAME) == before


def start_another() -> None:
    """Start a process of this one's own."""
    another = process_context().Process(target=int)  # type: ignore[attr-defined]
    start(another)
    another.join()
    sys.exit(another.exitcode)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are no copies there")
def test_a_process_that_is_a_copy_can_start_another() -> None:
    process = process_context().Process(target=start_another)  # type: ignore[attr-defined]
    start(process)
    process.join(timeout=60)
    is_done = process.exitcode is not None
    process.kill()
    process.join()
    assert is_done
    assert process.exitcode == 0


METHODS = multiprocessing.get_all_start_methods()
linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are no copies there")


@contextmanager
def beside(work: Callable[[Connection], None], method: str = "fork") -> Iterator[PipedProcess]:
    """A process that does some work."""
    with closing(PipedProcess(multiprocessing.get_context(method), work)) as process:
        yield process
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("method", METHODS)
def test_a_process_is_heard_until_its_end(method: str) -> None:
    with beside(operator.methodcaller("send", [1, "a"]), method) as process:
        assert process.receive() == [1, "a"]
        with pytest.raises(ProcessEndedError):
            process.receive()


@pytest.mark.parametrize("method", METHODS)
def test_what_a_process_fails_with_is_raised_where_it_is_heard(method: str) -> None:
    with (
        beside(operator.attrgetter("nothing"), method) as process,
        pytest.raises(AttributeError, match="nothing") as caught,
    ):
        process.receive()
    assert "in _serve" in caught.value.__notes__[0]


@linux
@pytest.mark.parametrize("error", [EOFError, OSError])
def test_an_error_of_the_work_is_not_taken_for_its_end(error: type[Exception]) -> None:
    def failing(_: Connection) -> None:
        raise error

    with beside(failing) as process, pytest.raises(error):
        process.receive()


@linux
def test_an_error_that_cannot_be_sent_is_told_in_words() -> None:
    class OwnError(Exception):
        pass

    def failing(_: Connection) -> None:
        raise OwnError("here")

    with beside(failing) as process, pytest.raises(RuntimeError, match="OwnError: here"):
        process.receive()


@linux
def test_a_process_that_is_killed_has_ended() -> None:
    def killed(_: Connection) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with beside(killed) as process, pytest.raises(ProcessEndedError):
        process.receive()


@pytest.mark.parametrize("method", METHODS)
def test_a_process_that_waits_ends_when_it_is_closed(method: str) -> None:
    with beside(operator.methodcaller("recv"), method) as process:
        assert not process.connection.poll()


KILLED = """
import ctypes, multiprocessing, os, signal, sys
from mapgen.files.processes import PipedProcess

first = os.getpid()
library = ctypes.CDLL

def silent(connection):
    signal.pause()

def at_work(connection):
    connection.send("at work")
    signal.pause()

def waiting(connection):
    connection.send("at work")
    connection.recv()

def late(_):
    while os.getppid() == first:
        pass
    return library(None)

if __name__ == "__main__":
    method, work, *system = sys.argv[1:]
    if system:
        ctypes.CDLL = {"other": None, "late": late}[system[0]]
    process = PipedProcess(multiprocessing.get_context(method), globals()[work])
    if system != ["late"]:
        process.receive()
    os.kill(first, signal.SIGKILL)
"""


@linux
@pytest.mark.parametrize(
    "case",
    [
        "fork at_work",
        "spawn at_work",
        "forkserver waiting",
        "fork waiting other",
        "fork silent late",
    ],
)
def test_a_process_ends_when_the_one_that_started_it_is_killed(tmp_path: Path, case: str) -> None:
    """Its output, which both have, is at its end when both are gone."""
    script = tmp_path / "script.py"
    script.write_text(KILLED, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, str(script), *case.split()],
        stdout=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    assert run.returncode == -signal.SIGKILL
