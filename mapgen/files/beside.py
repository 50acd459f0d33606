"""Work done on both cores of a small machine, by threads.

numpy, libdeflate and shapely let go of the interpreter while they work, so two threads of them get
on nearly as quickly as two processes: with nothing to hand over and no process to look after.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

THREADS = 2
"""Threads that share some work; more would only wait for the interpreter."""

AHEAD = 4
"""Items per thread that are made before they are asked for: what is made ahead takes memory."""


@contextmanager
def beside() -> Iterator[ThreadPoolExecutor]:
    """Give a thread to work beside the one that asks.

    Yields
    ------
    ThreadPoolExecutor
        What waits in it is left undone where an error, or Ctrl-C, ends the work.
    """
    with ThreadPoolExecutor(1) as thread:
        try:
            yield thread
        except BaseException:
            thread.shutdown(wait=False, cancel_futures=True)
            raise


def shared(work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """Do a piece of work for each of some items, on threads where they are several.

    Parameters
    ----------
    work : callable
        Of an item; nearly all of its time without the interpreter.
    items : iterable of T
        They are asked for one by one, a few ahead of the work.

    Yields
    ------
    R
        What the work returns, in the order of the items.
    """
    items = iter(items)
    first = list(islice(items, 2))
    if len(first) < 2:
        yield from map(work, first)
        return
    waiting: deque[Future[R]] = deque()
    with ThreadPoolExecutor(THREADS) as threads:
        try:
            waiting.extend(threads.submit(work, item) for item in first)
            for item in items:
                waiting.append(threads.submit(work, item))
                if len(waiting) > AHEAD * THREADS:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            raise
