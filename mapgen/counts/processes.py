"""The processes of this machine that count: one a core, each asks for a part after the other.

Where a process begins as a copy of the one that starts it (Linux), one counts the first parts and
then starts others, if what is left is worth it: these have all that a part needs, modules, the grid
of units, the steps of the ladders. It goes on counting itself. What a process had counted that is
gone is counted again by others, with the same result; none that is gone takes the command with it.
"""

from __future__ import annotations

import ctypes
import math
import time
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from mapgen.counts import ids
from mapgen.counts.count_part import add_up, merged, rows_of
from mapgen.counts.ids import Hashes
from mapgen.counts.work import sightings_in
from mapgen.files.processes import PipedProcess, ProcessEndedError, cores, process_context
from mapgen.files.write import SurroundingsError
from mapgen.problems import Problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection
    from typing import Self

    from mapgen.counts.count_part import PartCount, Task
    from mapgen.counts.ids import Sighting, Suspects
    from mapgen.counts.parts import Part

AHEAD = 4
"""Over so many parts a process finds out what it has to, as which steps of the ladders are fine."""
WORTH = 2.0
"""Seconds of work that another process is started for: to begin and to end takes it 0.4."""
MOST_DEATHS = 4
"""So many processes may die over one part."""
HASHES = 2**23  # that are compared at once
_MALLOPT = ((-1, 2**28), (-3, 2**25), (-8, 1))  # M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX
OfPart = tuple[Problems, Hashes]
Told = TypeVar("Told", covariant=True)
Sum = TypeVar("Sum", covariant=True)


class Processes:
    """Counts the parts of a folder by processes of this machine, to which nobody else can speak."""

    def __init__(self, most: int = 0, worth: float = WORTH) -> None:
        """Take how many processes may count, 0 for one a core, and what another one is worth.

        That is how many seconds of the processor's time the parts that are left must take for each.
        """
        self.most = most or cores()
        self.worth = worth

    def count(self, parts: Sequence[Part], task: Task) -> tuple[PartCount, Suspects]:
        """Return what the parts add up to, and the suspects among their ids.

        Parameters
        ----------
        parts : sequence of Part
            Of the events, in their order; one at least.
        task : Task
            What is counted, and how finely.

        Returns
        -------
        found : PartCount
            Without ids.
        suspects : Suspects
            Their tasks are numbers of parts.

        Raises
        ------
        SurroundingsError
            Processes die one after the other, or one cannot go on.
        """
        work = _All(parts, task, self.most, self.worth)
        with _faults_in_words():
            keep_memory()
            if process_context().get_start_method() != "fork":
                return work.counted(takes_part=False)
            with _Crew(work, [0], lambda *_: None) as crew:
                (found,) = crew.results(1)
        return found

    def look_up(self, parts: Sequence[Part], suspects: Suspects) -> list[list[Sighting]]:
        """Return where suspects stand, of each part that holds some.

        Parameters
        ----------
        parts : sequence of Part
            Of the events, in their order.
        suspects : Suspects
            As `count` returns them.

        Returns
        -------
        list of list of Sighting
            In the order of the parts.

        Raises
        ------
        SurroundingsError
            As `count` does.
        """
        found: dict[int, list[Sighting]] = {}
        with _faults_in_words():
            work = _LookUp(parts, suspects)
            with _Crew(work, sorted(suspects.tasks), found.__setitem__) as crew:
                crew.results(self.most)
        return [found[number] for number in sorted(found)]


@dataclass(frozen=True, slots=True)
class _All:
    """Counts all parts as one piece of work, in a process that starts others for it."""

    parts: Sequence[Part]
    task: Task
    most: int
    worth: float

    def __call__(
        self, numbers: Iterator[int], tell: Callable[[int, None], None]
    ) -> tuple[PartCount, Suspects]:
        tell(next(numbers), None)
        return self.counted(takes_part=True)

    def counted(self, *, takes_part: bool) -> tuple[PartCount, Suspects]:
        """Return what all parts add up to; those are counted here that no others are worth."""
        each_part = _EachPart()
        work = _Count(self.parts, self.task)
        with _Crew(work, range(len(self.parts)), each_part.take) as crew:
            results = []
            if takes_part:
                results = [work(crew.own(self.most - 1, self.worth), each_part.take)]
            results += crew.results(max(self.most - takes_part, 1))
        found = merged(results, self.task)
        return replace(found, problems=each_part.problems), each_part.suspects()


@dataclass(slots=True)
class _EachPart:
    """What is found of single parts, put together in their order: the same whoever counts them."""

    problems: Problems = field(default_factory=Problems)
    hashes: list[Hashes] = field(default_factory=list)
    _waiting: dict[int, OfPart] = field(default_factory=dict)

    def take(self, number: int, found: OfPart) -> None:
        """Add what is found of a part; nothing where it was counted before, by one that is gone."""
        if number >= len(self.hashes):
            self._waiting[number] = found
        while len(self.hashes) in self._waiting:
            problems, hashes = self._waiting.pop(len(self.hashes))
            self.problems.extend_once(problems)
            self.hashes.append(hashes)

    def suspects(self) -> Suspects:
        """Return what seems wrong with the ids of all parts."""
        count = sum(len(each.ids) + len(each.related) for each in self.hashes)
        ranges = 1 << max(-(-count // HASHES) - 1, 0).bit_length()
        return ids.all_suspects(
            [
                ids.suspects([each.within(number, ranges) for each in self.hashes])
                for number in range(ranges)
            ]
        )


@dataclass(frozen=True, slots=True)
class _Count:
    parts: Sequence[Part]
    task: Task

    def __call__(self, numbers: Iterator[int], tell: Callable[[int, OfPart], None]) -> PartCount:
        def rows() -> Iterator[PartCount]:
            for number in numbers:
                found = rows_of(self.parts[number], self.task)
                tell(number, (found.problems, found.ids))
                yield replace(found, problems=Problems(), ids=Hashes())

        return add_up(rows(), self.task)


@dataclass(frozen=True, slots=True)
class _LookUp:
    parts: Sequence[Part]
    suspects: Suspects

    def __call__(self, numbers: Iterator[int], tell: Callable[[int, list[Sighting]], None]) -> None:
        for number in numbers:
            tell(number, sightings_in([self.parts[number]], self.suspects))


class Work(Protocol[Told, Sum]):
    """Takes numbers of parts, tells what is found of each, and returns what they add up to."""

    def __call__(self, numbers: Iterator[int], tell: Callable[[int, Told], None], /) -> Sum:
        """Work on the parts of these numbers."""


class _Crew(Generic[Told, Sum]):
    """Processes that the parts of some numbers are shared out to, each with a result of its own."""

    def __init__(
        self, work: Work[Told, Sum], numbers: Sequence[int], take: Callable[[int, Told], None]
    ) -> None:
        self._work, self._take = work, take
        self._left = list(reversed(numbers))
        self._deaths: Counter[int] = Counter()
        self._results: list[Sum] = []
        self._workers: dict[Connection, _Worker] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers.values():
            worker.close()

    def results(self, most: int) -> list[Sum]:
        """Return what the parts that are left add up to, a result of each process."""
        while self._left or self._workers:
            self._start(most)
            self._hear(None)
        return self._results

    def own(self, most: int, worth: float) -> Iterator[int]:
        """Yield the parts that this process counts itself; others have theirs meanwhile.

        There are as many others as what is left is worth, of `worth` seconds each, and `most` at
        most. A part over which a process died is left to them.
        """
        ahead = min(AHEAD, math.isqrt(len(self._left)))
        costs: list[float] = []
        while True:
            if len(costs) >= ahead:
                # What one finds out over the first parts is no cost of later ones.
                later = costs[ahead:]
                cost = sum(later) / len(later) if later else min(costs)
                wanted = int(cost * len(self._left) / worth) if worth else most
                self._start(min(wanted, most), parts=2)
            self._hear(0)
            number = self._sound()
            if number is None:
                return
            before = time.process_time()
            yield number
            costs.append(time.process_time() - before)

    def _sound(self) -> int | None:
        """Take the next part that no process died over; None for no more."""
        for at in reversed(range(len(self._left))):
            if not self._deaths[self._left[at]]:
                return self._left.pop(at)
        return None

    def _start(self, most: int, parts: int = 1) -> None:
        """Start processes until there are so many; each is given some parts at once."""
        while self._left and len(self._workers) < most:
            worker = _Worker(self._work)
            self._workers[worker.connection] = worker
            for _ in range(min(parts, len(self._left))):
                worker.give(self._left.pop())

    def _hear(self, timeout: float | None) -> None:
        """Take what processes tell, and give them more."""
        for connection in wait(list(self._workers), timeout):
            worker = self._workers[connection]  # type: ignore[index]  # none but these
            try:
                said, value = worker.receive()
            except ProcessEndedError:
                self._mourn(worker)
                continue
            if said == "result":
                self._results.append(value)
                del self._workers[worker.connection]
                worker.close()
            else:
                worker.told += 1
                self._take(said, value)
                worker.give(self._left.pop() if self._left else None)

    def _mourn(self, worker: _Worker) -> None:
        """Take back the parts of a process that is gone."""
        del self._workers[worker.connection]
        worker.close()
        over = worker.numbers[min(worker.told, len(worker.numbers) - 1)]
        self._deaths[over] += 1
        if self._deaths[over] == MOST_DEATHS:
            raise SurroundingsError(
                "Processes died one after the other over the same part; perhaps they "
                "have too little memory."
            ) from None
        self._left += reversed(worker.numbers)


class _Worker(PipedProcess):
    """A process that works on one part after the other, and the numbers of those it was given."""

    def __init__(self, work: Work[Told, Sum]) -> None:
        starts_others = isinstance(work, _All)
        super().__init__(process_context(), partial(_serve, work), daemon=not starts_others)
        self.numbers: list[int] = []
        self.told = 0  # of how many of them it has told what it found

    def give(self, number: int | None) -> None:
        """Give it a part; None where there is no more."""
        if number is not None:
            self.numbers.append(number)
        with suppress(OSError):  # it is gone: whoever waits for its answer is told
            self.connection.send(number)


def _serve(work: Work[Told, Sum], connection: Connection) -> None:
    """Work on the parts whose numbers come, in a process of its own."""
    keep_memory()

    def tell(number: int, found: object) -> None:
        connection.send((number, found))

    connection.send(("result", work(iter(connection.recv, None), tell)))


@contextmanager
def _faults_in_words() -> Iterator[None]:
    try:
        yield
    except SurroundingsError:
        raise
    except (OSError, MemoryError, ImportError) as error:
        reason = str(error) or type(error).__name__
        raise SurroundingsError(f"The events cannot be counted: {reason}") from error


def keep_memory() -> None:
    """Let this process keep memory that it gives back, where the system's library can be told so.

    Columns of some megabytes come and go all the time: memory that is given back to the system
    after each has to be filled with zeros for the next one. What is read goes into the same heap.
    """
    with suppress(AttributeError, OSError, TypeError):  # another library, or none of this name
        mallopt = ctypes.CDLL(None).mallopt
        for name, value in _MALLOPT:
            mallopt(name, value)
    with suppress(ImportError):
        import pyarrow as pa

        pa.set_memory_pool(pa.system_memory_pool())
