"""Work done from both ends: the same results, whatever becomes of the second process."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from mapgen.files import both_ends as module
from mapgen.files.both_ends import TAKEN, BothEnds, both_ends

COUNT = 10 * TAKEN + 1
EXPECTED = [b"%d" % number * (number + 1) for number in range(COUNT)]
THREADS = threading.active_count
linux = pytest.mark.skipif(sys.platform != "linux", reason="a process is copied on Linux alone")


def work(items: range) -> list[bytes]:
    return [b"%d" % number * (number + 1) for number in items]


@pytest.fixture(autouse=True)
def a_copy_is_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads of other tests hold nothing that a copy needs here."""
    monkeypatch.setattr("mapgen.files.processes.cores", lambda: 2)
    monkeypatch.setattr("threading.active_count", lambda: 1)


@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize("count", [0, 1, TAKEN, COUNT])
def test_results_come_in_order(count: int, alone: bool) -> None:
    with both_ends(work, count, alone=alone) as ends:
        assert ends.results() == EXPECTED[:count]


@linux
def test_the_copy_does_its_part() -> None:
    """This process waits with its first items until the copy has done nearly all others."""
    ready = os.pipe()
    ours = os.getpid()

    def slowly(items: range) -> list[bytes]:
        if os.getpid() == ours:
            os.read(ready[0], 1)
        elif items.start <= TAKEN:
            os.write(ready[1], b"!")
        return [b"%d" % os.getpid() for _ in items]

    with both_ends(slowly, COUNT) as ends:
        makers = set(ends.results())
    os.close(ready[0])
    os.close(ready[1])
    assert makers - {b"%d" % ours}


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def failing() -> None:
    raise MemoryError


@linux
@pytest.mark.parametrize("end", [killed, failing])
@pytest.mark.parametrize("after", [COUNT, TAKEN])
def test_a_copy_that_ends_early_is_done_without(end: Callable[[], None], after: int) -> None:
    ours = os.getpid()

    def breaking(items: range) -> list[bytes]:
        if os.getpid() != ours and items.start <= COUNT - after:
            end()
        return work(items)

    with both_ends(breaking, COUNT) as ends:
        assert ends.results() == EXPECTED


@linux
def test_a_copy_that_cannot_be_made_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    def start(process: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr("mapgen.files.processes.start", start)
    before = open_files()
    with both_ends(work, COUNT) as ends:
        assert ends.results() == EXPECTED
    assert open_files() == before


def copies(monkeypatch: pytest.MonkeyPatch) -> list[BothEnds]:
    made: list[BothEnds] = []
    monkeypatch.setattr(module.BothEnds, "begin", lambda self, _: made.append(self))
    return made


def test_no_copy_is_made_beside_another_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    made = copies(monkeypatch)
    monkeypatch.setattr("threading.active_count", THREADS)
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        with both_ends(work, COUNT) as ends:
            assert ends.results() == EXPECTED
    finally:
        over.set()
        other.join()
    assert not made


def test_no_copy_is_made_for_one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    made = copies(monkeypatch)
    monkeypatch.setattr("mapgen.files.processes.cores", lambda: 1)
    with both_ends(work, COUNT) as ends:
        assert ends.results() == EXPECTED
    assert not made


@linux
def test_nothing_is_left_behind_where_the_work_is_broken_off() -> None:
    ours = os.getpid()
    before = open_files()

    def endless(items: range) -> list[bytes]:
        if os.getpid() != ours:
            signal.pause()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), both_ends(endless, COUNT) as ends:
        ends.results()
    assert multiprocessing.active_children() == []
    assert open_files() == before


KILLED = """
import os
from mapgen.files import both_ends, processes
processes.cores = lambda: 2
ours = os.getpid()

def work(items):
    if os.getpid() == ours:
        os.kill(ours, 9)
    return [b""] * len(items)

with both_ends.both_ends(work, 10**9) as ends:
    ends.results()
"""


@linux
def test_a_copy_ends_when_its_process_is_killed() -> None:
    """Its output, which the copy shares, ends when both are gone."""
    run = subprocess.run(
        [sys.executable, "-c", KILLED], stdout=subprocess.PIPE, timeout=60, check=False
    )
    assert run.returncode == -signal.SIGKILL
