"""What the regions of a stretch of time say of a point and of what its disc reaches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mapgen.atlas.unit_map import Kind
    from mapgen.files.frame import Frame

MOST_KEPT = 10_000  # answers that name a radius or a record's own word


class Placement(NamedTuple):
    """One answer of the join; see `mapgen.atlas.join.join`."""

    district: str = ""
    candidates: tuple[str, ...] = ()
    join: str = "city"
    note: str = ""


OUTSIDE = Placement(join="outside")


class Answers:
    """What the regions of a stretch of time say of points, each answer found once."""

    def __init__(self, regions: Frame, units: Sequence[str]) -> None:
        self.labels, self.candidates = regions["label"], regions["candidates"]
        number = {unit: at for at, those in enumerate(regions["units"]) for unit in those}
        self._region = [number.get(unit, -1) for unit in units]
        self._clear: dict[Kind, Placement | None] = {}
        self._unclear: dict[tuple[Kind, float, str], Placement] = {}

    def _regions(self, units: Sequence[int]) -> list[int]:
        return sorted({self._region[unit] for unit in units} - {-1})

    def clear(self, kind: Kind) -> Placement | None:
        """Return the answer for points that lie in one region or in none and reach no other.

        Parameters
        ----------
        kind : Kind
            The regions that the points lie in and reach.

        Returns
        -------
        Placement or None
            None where the kind is not that clear.
        """
        if kind not in self._clear:
            self._clear[kind] = self._find_clear(kind)
        return self._clear[kind]

    def unclear(self, kind: Kind, radius: float, wish: str) -> Placement:
        """Return the answer for a point on several regions or near others.

        Parameters
        ----------
        kind : Kind
            The regions that the point lies in and reaches.
        radius : float
            Metres around it within which the event was.
        wish : str
            The district that the records give; "" for none.

        Returns
        -------
        Placement
            Kept for the next point of the kind.
        """
        key = (kind, radius, wish)
        if key not in self._unclear:
            if len(self._unclear) > MOST_KEPT:
                self._unclear.clear()
            self._unclear[key] = self._find_unclear(*key)
        return self._unclear[key]

    def _find_clear(self, kind: Kind) -> Placement | None:
        on = self._regions(kind.held)
        if not on:
            return OUTSIDE
        if len(on) > 1 or set(self._regions(kind.near)) - set(on):
            return None
        return Placement(self.labels[on[0]], self.candidates[on[0]], "inside")

    def _find_unclear(self, kind: Kind, radius: float, wish: str) -> Placement:
        labels, candidates = self.labels, self.candidates
        on = self._regions(kind.held)
        near = [each for each in self._regions(kind.near) if each not in on]
        holder = next((at for at in on if wish in (labels[at], *candidates[at])), on[0])
        others = [at for at in (*on, *near) if at != holder]
        names = tuple(dict.fromkeys(name for at in (holder, *others) for name in candidates[at]))
        if len(on) > 1:
            by = "as its record says" if wish and wish in names else "the first in the list"
            meeting = listed([labels[at] for at in on])
            note = f"The point lies on the border of {meeting}; counted in {labels[holder]}, {by}."
            return Placement(labels[holder], names, "border", note)
        there = listed([labels[at] for at in others])
        note = f"Its place is known to within {radius:,.0f} m, which reaches into {there} too."
        return Placement(labels[holder], names, "possible", note)

    def named(self, place: str, city: str) -> Placement:
        """Return the answer for an event of which only the district is known, by its name.

        Parameters
        ----------
        place : str
            The district's name, as the event's place.
        city : str
            The event's; "" for none.

        Returns
        -------
        Placement
            Without a district where no region has the name.
        """
        wanted = _plain(place, city)
        matches = [
            at
            for at, names in enumerate(self.candidates)
            if wanted in {_plain(name, city) for name in names}
        ]
        if not matches:
            return Placement()
        at = min(matches, key=lambda each: len(self.candidates[each]))
        sure = "inside" if len(self.candidates[at]) == 1 else "possible"
        return Placement(self.labels[at], self.candidates[at], sure, "Only the district is known.")


def _plain(name: str, city: str) -> str:
    """Return a district's name without "District" and the city: "Karachi East" is "east"."""
    words = re.findall(r"\w+", name.casefold())
    extra = {"district", "of", "the", *re.findall(r"\w+", city.casefold())}
    return " ".join(word for word in words if word not in extra) or " ".join(words)


def listed(labels: Sequence[str]) -> str:
    """Return "West, East and “South or Central”": which "or" belongs together stays clear.

    Parameters
    ----------
    labels : sequence of str
        One at least.

    Returns
    -------
    str
        In words.
    """
    *others, last = (f"“{each}”" if " or " in each else each for each in labels)
    return f"{', '.join(others)} and {last}" if others else last
