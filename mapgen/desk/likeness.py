"""Events that may be one told twice: the same day, near, with a like title or the same toll."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from mapgen.desk.pasting import SMALL

if TYPE_CHECKING:
    from mapgen.files.frame import Frame

LONGEST = 31  # days: what goes on for longer meets too many others by day
APART = 1  # days between two that may be of one day
NEAR = 2000.0  # metres
MOST_PAIRS = 2000
MOST_CHANGED = 500
"""Events that are compared one by one with all others; of more, all are compared anew."""
LIKE = 0.5  # share of words that two titles have in common
Pair = tuple[str, str, str]
"""Two ids, or an id and a title, and why they may be one."""
_WORD = re.compile(r"\w+")
_EARTH = 6_371_009.0  # metres: the mean radius


@dataclass(frozen=True, slots=True)
class ComparedEvent:
    """What of an event is compared.

    `points` are latitude and longitude in WGS 84 degrees and the radius in metres; `toll` is lowest
    and highest number of dead, None where no number above zero is stated; `related` are the ids
    that the event itself names, which are known to be others.
    """

    id: str
    title: str
    first: int
    last: int
    place: str
    points: tuple[tuple[float, float, float], ...]
    toll: tuple[int, int] | None
    related: frozenset[str]


def compared_events(events: Frame) -> list[ComparedEvent]:
    """Return what is compared of each event, in the order of their first day.

    Parameters
    ----------
    events : Frame
        As they are read.

    Returns
    -------
    list of ComparedEvent
        With days since 1 January 1970.
    """
    return sorted(compared_rows(events), key=lambda each: each.first)


def compared_rows(events: Frame) -> list[ComparedEvent]:
    """Return what is compared of each event, in their order.

    Parameters
    ----------
    events : Frame
        As they are read.

    Returns
    -------
    list of ComparedEvent
        With days since 1 January 1970.
    """
    found = []
    for row in range(len(events)):
        deaths = events["deaths"][row]
        known = deaths.low is not None and deaths.high is not None and deaths.high > 0
        found.append(
            ComparedEvent(
                str(events["id"][row]), str(events["title"][row]),
                int(events["first"][row]), int(events["last"][row]),
                str(events["place"][row]),
                tuple(_points(events, row)),
                (deaths.low, deaths.high) if known else None,
                frozenset(events["related"][row]),
            )
        )  # fmt: skip
    return found


def _points(events: Frame, row: int) -> Iterator[tuple[float, float, float]]:
    several = events["event_places"][row]
    own = tuple(float(events[name][row]) for name in ("latitude", "longitude", "radius_m"))
    for latitude, longitude, radius in [tuple(each[2:]) for each in several] or [own]:
        if not math.isnan(latitude):
            yield latitude, longitude, 0.0 if math.isnan(radius) else radius


def alike(one: ComparedEvent, other: ComparedEvent) -> str:
    """Return why two events may be one, in words; "" where nothing says so.

    Parameters
    ----------
    one, other : ComparedEvent
        Two events.

    Returns
    -------
    str
        One sentence or less.
    """
    if one.id in other.related or other.id in one.related:
        return ""
    if max(one.last - one.first, other.last - other.first) > LONGEST:
        return ""
    if one.first > other.last + APART or other.first > one.last + APART:
        return ""
    what = []
    if _likeness(one.title, other.title) >= LIKE:
        what.append("a like title")
    if one.toll and one.toll == other.toll:
        what.append("the same toll")
    where = _where(one, other) if what else ""
    if not where:
        return ""
    when = "the same day" if one.first <= other.last and other.first <= one.last else "a day apart"
    return ", ".join([when, where, *what])


@dataclass(slots=True)
class Pairs:
    """The events that may be one, two and two; of events that have not changed they are known."""

    _events: dict[str, ComparedEvent] = field(default_factory=dict)
    _found: list[Pair] = field(default_factory=list)

    def of(self, events: Sequence[ComparedEvent]) -> list[Pair]:
        """Return the ids of events that may be one, as `pairs` yields them.

        Parameters
        ----------
        events : sequence of ComparedEvent
            In order of the first day, each with an id of its own.

        Returns
        -------
        list of Pair
            At most `MOST_PAIRS`.
        """
        now = {each.id: each for each in events}
        changed = [each for each in events if self._events.get(each.id) != each]
        is_whole = len(self._found) < MOST_PAIRS
        if is_whole and len(changed) <= MOST_CHANGED:
            found = self._with(changed, now)
        else:
            found = list(islice(pairs(events), MOST_PAIRS))
        self._events, self._found = now, found
        return found

    def _with(self, changed: list[ComparedEvent], now: dict[str, ComparedEvent]) -> list[Pair]:
        """Return the pairs after some events have changed, come or gone."""
        others = {each.id for each in changed}
        same = now.keys() - others
        place = {id_: at for at, id_ in enumerate(now)}
        found = [pair for pair in self._found if pair[0] in same and pair[1] in same]
        for one in changed:
            for other in now.values():
                is_later = place[one.id] < place[other.id]
                if other is one or (other.id in others and not is_later):
                    continue
                if one.first > other.last + APART or other.first > one.last + APART:
                    continue
                first, second = (one, other) if is_later else (other, one)
                why = alike(first, second)
                if why:
                    found.append((first.id, second.id, why))
        found = [(a, b, why) if place[a] < place[b] else (b, a, why) for a, b, why in found]
        found.sort(key=lambda pair: (place[pair[0]], place[pair[1]]))
        return found[:MOST_PAIRS]


def pairs(events: Sequence[ComparedEvent]) -> Iterator[Pair]:
    """Yield the ids of two events that may be one, and why.

    Parameters
    ----------
    events : sequence of ComparedEvent
        In order of the first day.

    Yields
    ------
    Pair
        The first id, the other's, and the reason.
    """
    for at, one in enumerate(events):
        if one.last - one.first > LONGEST:
            continue
        for other in events[at + 1 :]:
            if other.first > one.last + APART:
                break
            why = alike(one, other)
            if why:
                yield one.id, other.id, why


def _where(one: ComparedEvent, other: ComparedEvent) -> str:
    """Return how near two events are, in words; "" where they are not near."""
    if not (one.points and other.points):
        same = one.place.casefold() == other.place.casefold() != ""
        return "the same place" if same else ""
    found = []
    for a, b, radius in one.points:
        for c, d, further in other.points:
            metres = _metres(a, b, c, d)
            if metres <= max(NEAR, radius + further):
                found.append(metres)
    if not found:
        return ""
    return "the same place" if min(found) < 1 else f"{min(found) / 1000:.1f} km apart"


def _likeness(one: str, other: str) -> float:
    a, b = _words(one), _words(other)
    return len(a & b) / len(a | b) if a | b else 0.0


@lru_cache(maxsize=65_536)
def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(title.casefold())) - SMALL


def _metres(a: float, b: float, c: float, d: float) -> float:
    """Return the great-circle distance of two points, WGS 84 degrees."""
    p, q = math.radians(a), math.radians(c)
    half = math.sin((q - p) / 2) ** 2
    half += math.cos(p) * math.cos(q) * math.sin(math.radians(d - b) / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(half)))
