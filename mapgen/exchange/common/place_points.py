"""Where a row's event is drawn: its coordinates, as far as its precision lets them mean a point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mapgen.exchange.common.point_cells import ORDER, read_point
from mapgen.exchange.common.reader import Note, Reader
from mapgen.exchange.common.values import degrees, no_point, west_of
from mapgen.records.event_places import EXTENT, UNKNOWN
from mapgen.vocabulary import COARSE_PRECISIONS, POINT_PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Callable

AREAS = COARSE_PRECISIONS[:3]
"""The precisions whose coordinates mean a place in an area; those of a country mean none."""


@dataclass(frozen=True, slots=True)
class PlacePoints:
    """The points of the rows of one file.

    Attributes
    ----------
    reader
        Keeps the notes of what was read another way than it was given.
    drawn
        Whether the coordinates of an area are drawn, as a soft mark.
    """

    reader: Reader
    drawn: bool

    def cells(self, get: Callable[[str], str], precision: str, *, sized: bool) -> dict[str, str]:
        """Return the cells that say where the event of a row is.

        Parameters
        ----------
        get : callable
            Field → text of the row; "" where there is none.
        precision : str
            Of the row.
        sized : bool
            Whether the row says how large its place is.

        Returns
        -------
        dict of str to str
            By column.
        """
        note = self.reader.note
        cells: dict[str, str] = {}
        texts = get("latitude"), get("longitude")
        together = get("point") if not any(texts) else ""
        if together:
            texts = self._from_one_cell(together)
        west = west_of(texts[1])
        if west:
            note("longitude", texts[1], f"counted east from Greenwich: {west} is shown")
            texts = (texts[0], west)
        latitude, longitude = degrees(texts[0], 90), degrees(texts[1], 180)
        if latitude and longitude:
            if latitude[1] == longitude[1] == 0:
                note("latitude", ", ".join(texts), "0, 0 may stand for not known: as given")
            drawn = precision in AREAS and self.drawn
            if precision in POINT_PRECISIONS or sized or drawn:
                cells["latitude"], cells["longitude"] = latitude[0], longitude[0]
                if precision not in POINT_PRECISIONS and not sized:
                    cells[EXTENT] = UNKNOWN
            else:
                reason = f"the place is known as a {precision} only"
                if precision == "unknown":
                    reason = "it is not known how exact the coordinates are"
                note("latitude", ", ".join(texts), f"{reason}: kept without a point")
        elif precision in POINT_PRECISIONS:
            given = ", ".join(filter(None, texts))
            if not together:
                note("latitude", given, f"{no_point(*texts)}: kept without a point")
            precision = "unknown"
        cells["place_precision"] = precision
        return cells

    def _from_one_cell(self, text: str) -> tuple[str, str]:
        """Return latitude and longitude of a cell with both; "" and a note where it has none."""
        found = read_point(text)
        if found.reason == ORDER:
            if not any(note.reason == ORDER for note in self.reader.of_file):
                self.reader.of_file.append(Note("point", text, ORDER))
        elif found.reason:
            self.reader.note("point", text, f"{found.reason}: kept without a point")
        return found.latitude, found.longitude
