"""Work done by two processes: this one from the first item on, a copy of it from the last one back.

What is worked on is memory that both have, so nothing is handed over; what the copy makes of its
items comes back in memory without a name. The two meet wherever they come to, and an item that
both have taken is the same from both. Whatever keeps a copy from it, that it cannot be made, is
killed or fails, has this process do the rest.
"""

from __future__ import annotations

import mmap
import os
import threading
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from mapgen.files.beside import shared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

    from mapgen.files.processes import PipedProcess

TAKEN = 4
"""Items that a process takes at a time."""
_FRONT, _BACK = 0, 1  # where the number up to which this process, from which on the copy, took all


@dataclass(slots=True)
class _Copy:
    """The second process, where its results lie, and what is taken."""

    process: PipedProcess
    file: int
    taken: memoryview


@dataclass(slots=True)
class BothEnds:
    """Work on some items that has begun at their end, where there is a second process."""

    work: Callable[[range], Sequence[bytes]]
    count: int
    _copy: _Copy | None = field(default=None)

    def begin(self, kept: ExitStack) -> None:
        """Begin the work at its end.

        Parameters
        ----------
        kept : ExitStack
            Ends the second process when it is left.

        Raises
        ------
        OSError
            There can be no second process.
        """
        from mapgen.files.processes import PipedProcess, process_context

        file = os.memfd_create("mapgen")
        kept.callback(os.close, file)
        taken = memoryview(mmap.mmap(-1, 16)).cast("q")
        taken[_BACK] = self.count
        process = PipedProcess(process_context(), partial(_serve, self, file, taken))
        kept.callback(process.close)
        self._copy = _Copy(process, file, taken)

    def results(self) -> list[bytes]:
        """Return what the work makes of all items.

        Returns
        -------
        list of bytes
            In their order.
        """
        if self._copy is None:
            return self._by_threads(0)
        found: list[bytes] = []
        taken = self._copy.taken
        while len(found) < min(taken[_BACK], self.count):
            items = range(len(found), min(len(found) + TAKEN, self.count))
            taken[_FRONT] = items.stop
            found += self.work(items)
        back = self._from_copy(self._copy)
        if back is None:
            return found + self._by_threads(len(found))
        return found[: self.count - len(back)] + back

    def _by_threads(self, start: int) -> list[bytes]:
        steps = range(start, self.count, TAKEN)
        some = (range(at, min(at + TAKEN, self.count)) for at in steps)
        return [each for done in shared(self.work, some) for each in done]

    def _from_copy(self, copy: _Copy) -> list[bytes] | None:
        try:
            sizes: list[int] = copy.process.receive()
        except Exception:  # noqa: BLE001  # this process does the rest
            return None
        with open(copy.file, "rb", closefd=False) as file:
            file.seek(0)
            return [file.read(size) for size in sizes][::-1]


@contextmanager
def both_ends(
    work: Callable[[range], Sequence[bytes]], count: int, *, alone: bool = False
) -> Iterator[BothEnds]:
    """Begin some work at its end, by a copy of this process where one is sound and gains something.

    Parameters
    ----------
    work : callable
        Of a range of items; returns as many results, which depend on nothing but the items.
    count : int
        How many items there are.
    alone : bool
        Whether this process is to do it all, on threads.

    Yields
    ------
    BothEnds
        To be asked for the results, once.
    """
    ends = BothEnds(work, count)
    with ExitStack() as kept:
        if not alone and _copy_is_sound():
            with suppress(OSError):
                ends.begin(kept)
        yield ends


def _copy_is_sound() -> bool:
    """Return whether a copy of this process can do what this one can, and gains something.

    What another thread holds at this moment, a copy would wait for without end.
    """
    from multiprocessing import current_process

    from mapgen.files.processes import cores, process_context

    alone = threading.active_count() == 1 and not current_process().daemon
    return alone and process_context().get_start_method() == "fork" and cores() > 1


def _serve(ends: BothEnds, file: int, taken: memoryview, connection: Connection) -> None:
    """Work from the last item back until the other process has taken the rest."""
    sizes: list[int] = []
    back = ends.count
    with open(file, "wb", closefd=False) as results:
        while back > taken[_FRONT]:
            items = range(max(back - TAKEN, 0), back)
            back = taken[_BACK] = items.start
            for each in reversed(ends.work(items)):
                results.write(each)
                sizes.append(len(each))
    connection.send(sizes)
