"""Work on two threads: in order, a few items ahead, and over when an error ends it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from mapgen.files.beside import AHEAD, THREADS, beside, shared


def test_what_is_shared_comes_in_order() -> None:
    assert list(shared(str, iter(range(100)))) == [str(number) for number in range(100)]


@pytest.mark.parametrize("items", [[], [7]])
def test_little_work_needs_no_thread(items: list[int]) -> None:
    threads: set[str] = set()

    def work(number: int) -> int:
        threads.add(threading.current_thread().name)
        return number

    assert list(shared(work, items)) == items
    assert threads <= {threading.current_thread().name}


def test_items_are_made_only_a_few_ahead() -> None:
    made: list[int] = []

    def items() -> Iterator[int]:
        for number in range(1000):
            made.append(number)
            yield number

    assert next(shared(str, items())) == "0"
    assert len(made) <= AHEAD * THREADS + 2


def test_an_error_in_the_work_is_told_and_leaves_no_thread() -> None:
    before = threading.active_count()

    def work(number: int) -> int:
        if number == 20:
            raise KeyError(number)
        return number

    with pytest.raises(KeyError, match="20"):
        list(shared(work, range(1000)))
    assert threading.active_count() == before


def test_what_waits_is_left_undone_when_the_work_is_broken_off() -> None:
    before = set(threading.enumerate())
    gate = threading.Event()
    done: list[int] = []

    def wait() -> None:
        gate.wait(10)

    def broken_off() -> None:
        with beside() as thread:
            thread.submit(wait)
            thread.submit(done.append, 1)
            threading.Timer(0.05, gate.set).start()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert not done
    for each in set(threading.enumerate()) - before:
        each.join(1)
        assert not each.is_alive()
