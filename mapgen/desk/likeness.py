"""Events that may be one told twice: the same day, near, with a like title or the same toll."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from mapgen.desk.pasting import SMALL

if TYPE_CHECKING:
    from mapgen.files.frame import Frame

LONGEST = 31  # days: what goes on for longer meets too many others by day
APART = 1  # days between two that may be of one day
NEAR = 2000.0  # metres
LIKE = 0.5  # share of words that two titles have in common
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
    return sorted(found, key=lambda each: each.first)


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
    where = _where(one, other)
    if not where:
        return ""
    when = "the same day" if one.first <= other.last and other.first <= one.last else "a day apart"
    what = []
    if _likeness(one.title, other.title) >= LIKE:
        what.append("a like title")
    if one.toll and one.toll == other.toll:
        what.append("the same toll")
    return ", ".join([when, where, *what]) if what else ""


def pairs(events: Sequence[ComparedEvent]) -> Iterator[tuple[str, str, str]]:
    """Yield the ids of two events that may be one, and why.

    Parameters
    ----------
    events : sequence of ComparedEvent
        In order of the first day.

    Yields
    ------
    tuple of (str, str, str)
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
