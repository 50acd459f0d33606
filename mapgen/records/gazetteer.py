"""places.csv → Gazetteer: where the places of the events lie, and how well that is known."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mapgen.files.csv_table import read_csv
from mapgen.notation.coordinates import Area, area_around, parse_degrees, swapped
from mapgen.problems import Guesses, Problems, one_of, quoted
from mapgen.records import wikidata
from mapgen.records.translations import local_names
from mapgen.vocabulary import POINT_PRECISIONS, PRECISIONS, is_id

if TYPE_CHECKING:
    from mapgen.files.folder import Named

# Metres, where the gazetteer does not say: what the word usually covers in these cities.
RADII = {"spot": 250.0, "neighbourhood": 1000.0, "town": 3000.0}
COLUMNS = (
    "id", "name", "alt_names", "city", "latitude", "longitude", "radius_m",
    "precision", "source",
)  # fmt: skip

_RADIUS = re.compile(r"\d{1,6}(?:\.\d+)?")
_NEAR = 3.0  # degrees: farther from the middle of the gazetteer a swap is looked for


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer.

    `latitude` and `longitude` are WGS 84 degrees, None where the place has no point;
    `radius_m` is the metres around it that the name covers. `estimated`: the point was
    judged from its neighbours, no source prints it. `names` are those in other languages, from the
    columns ``name_ur``, ``name_fr`` …; `wikidata` is the item of Wikidata that it is, or "".
    """

    id: str
    name: str
    alt_names: tuple[str, ...] = ()
    city: str = ""
    latitude: float | None = None
    longitude: float | None = None
    radius_m: float | None = None
    precision: str = "spot"
    source: str = ""
    estimated: bool = False
    note: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    wikidata: str = ""


class Gazetteer(Mapping[str, Place]):
    """The places by id, in the order of the file."""

    def __init__(self, places: Iterable[Place] = (), file: str = "places.csv") -> None:
        self.file = file
        self._by_id = {place.id: place for place in places}
        self._by_name: dict[str, Place | None] = {}
        for place in self._by_id.values():
            for name in {name.casefold() for name in (place.name, *place.alt_names)}:
                # None: a name that two places share names neither
                self._by_name[name] = None if name in self._by_name else place
        self._guessed_id, self._guessed_name = Guesses(self._by_id), Guesses(self._by_name)
        self.area: Area | None = area_around(
            [
                (place.latitude, place.longitude)
                for place in self._by_id.values()
                if place.latitude is not None and place.longitude is not None
            ]
        )

    def __getitem__(self, place_id: str) -> Place:
        return self._by_id[place_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def find(self, text: str) -> Place | None:
        """Return the place that a text names.

        Parameters
        ----------
        text : str
            The id of a place, or a name that only one place has.

        Returns
        -------
        Place or None
        """
        return self._by_id.get(text) or self._by_name.get(text.casefold())

    def suggestion(self, text: str) -> str:
        """Return how to mend a place that is not in the gazetteer.

        Parameters
        ----------
        text : str
            An id or name that it does not have.

        Returns
        -------
        str
            A sentence.
        """
        guess = self._guessed_id(text) or self._guessed_name(text)
        for name, place in self._by_name.items():
            if place and guess == f"Did you mean {quoted(name)}?":
                guess = f"Did you mean {quoted(place.id)}?"
        return guess or f"Add it to {self.file}, or give the event its own coordinates."


def read_places(
    path: Named, *, name: str | None = None, raw: bytes | None = None
) -> tuple[Gazetteer, Problems]:
    """Read the gazetteer.

    Nothing is raised.

    Parameters
    ----------
    path : Path or FolderFile
        A CSV file, which may be empty.
    name : str, optional
        What problems call the file.
    raw : bytes, optional
        What the file is to hold, where that has not been written yet.

    Returns
    -------
    gazetteer : Gazetteer
        A place with a problem is kept as far as it can be read, so that an event in it is not a
        second problem.
    problems : Problems
    """
    table, problems = read_csv(
        path, required=COLUMNS, names=COLUMNS, name=name, allow_empty=True, raw=raw
    )
    places: dict[str, Place] = {}
    lines: dict[str, int] = {}
    for line, row in table.rows():
        checker = _Checker(line, row, problems, table.missing)
        place = checker.place()
        if place.id in lines:
            before = lines[place.id]
            checker.wrong(
                "id",
                f"this id is line {before}'s already",
                "Give it an id of its own.",
                code="id/twice",
            )
        elif place.id:
            lines[place.id] = line
            places[place.id] = place
    _check_swapped(places, lines, problems)
    return Gazetteer(places.values(), table.file), problems


def _median(numbers: list[float]) -> float:
    ordered = sorted(numbers)  # numpy's own imports its masked arrays, statistics much more
    half = len(ordered) // 2
    return (ordered[half] + ordered[~half]) / 2


def _check_swapped(places: dict[str, Place], lines: dict[str, int], problems: Problems) -> None:
    points = [
        (place.latitude, place.longitude, place.id)
        for place in places.values()
        if place.latitude is not None and place.longitude is not None
    ]
    if len(points) < 3:
        return
    middle = (_median([point[0] for point in points]), _median([point[1] for point in points]))
    area = area_around([middle], _NEAR)
    for latitude, longitude, place_id in points:
        fault = swapped(latitude, longitude, area)
        if fault:
            problems.error(
                fault.message,
                line=lines[place_id],
                column="latitude",
                value=fault.value,
                mend=fault.mend,
                code=fault.code,
            )


@dataclass(slots=True)
class _Checker:
    line: int
    row: dict[str, str]
    problems: Problems
    missing: frozenset[str]

    def wrong(
        self, column: str, message: str, mend: str, value: str | None = None, *, code: str
    ) -> None:
        if column not in self.missing:
            shown = self.row[column] if value is None else value
            self.problems.error(
                message, line=self.line, column=column, value=shown or None, mend=mend, code=code
            )

    def place(self) -> Place:
        row = self.row
        precision = row["precision"]
        if not is_id(row["id"]):
            self.wrong(
                "id",
                "not an id",
                "Use small letters, digits and hyphens: pakka-qila.",
                code="id/not-an-id",
            )
        if not row["name"]:
            self.wrong("name", "no name", "Write the name as it is printed.", code="name/missing")
        if precision not in PRECISIONS:
            self.wrong(
                "precision",
                "unknown precision",
                one_of(precision, PRECISIONS),
                code="place/unknown-precision",
            )
        latitude, longitude = self.degrees("latitude"), self.degrees("longitude")
        if (latitude is None) != (longitude is None) and row["latitude"] + row["longitude"]:
            absent = "latitude" if not row["latitude"] else "longitude"
            if not row[absent]:
                self.wrong(absent, f"no {absent}", "Give both, or neither.", code="coordinate/half")
        elif precision in POINT_PRECISIONS and not row["latitude"] and not row["longitude"]:
            self.wrong(
                "latitude",
                f"a {precision} without coordinates",
                "Give its point.",
                code="place/no-point",
            )
        if latitude is not None and not row["source"]:
            self.wrong(
                "source",
                "a point without a source",
                "Name it, or write: estimated.",
                code="place/no-source",
            )
        source = row["source"]
        return Place(
            id=row["id"],
            name=row["name"],
            alt_names=tuple(n.strip() for n in row["alt_names"].split(";") if n.strip()),
            city=row["city"],
            latitude=latitude,
            longitude=longitude,
            radius_m=self.radius(),
            precision=precision,
            source=source,
            estimated=source.casefold().startswith("estimated"),
            note=row.get("note", ""),
            names=local_names(row),
            wikidata=self.item(),
        )

    def degrees(self, column: str) -> float | None:
        degrees, faults = parse_degrees(self.row[column], column)
        for fault in faults:
            self.wrong(column, fault.message, fault.mend, code=fault.code)
        return None if math.isnan(degrees) else degrees

    def item(self) -> str:
        item, fault = wikidata.read_qid(self.row.get(wikidata.COLUMN, ""))
        if fault:
            self.wrong(wikidata.COLUMN, fault.message, fault.mend, code=fault.code)
        return item

    def radius(self) -> float | None:
        text = self.row["radius_m"]
        if not text:
            return RADII.get(self.row["precision"])
        if not _RADIUS.fullmatch(text) or float(text) <= 0:
            self.wrong(
                "radius_m",
                "not a radius",
                "Write metres, without a unit: 350.",
                code="place/not-a-radius",
            )
            return RADII.get(self.row["precision"])
        return float(text)
