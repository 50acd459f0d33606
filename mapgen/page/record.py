"""The record as plain HTML: what is read without scripts, printed and archived."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from mapgen.page.payload import records

if TYPE_CHECKING:
    from mapgen.atlas import Atlas

LIMIT = 5000
"""Up to how many events the page repeats as plain HTML; larger pages say that they do not."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One numbered reference of an event: its anchor in the list of sources and its short form."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One event as the record prints it."""

    id: str
    title: str
    date: str
    place: str
    category: str
    deaths: list[dict[str, Any]]
    injured: list[dict[str, Any]]
    summary: Markup
    caveat: bool
    references: list[Reference]


class Record:
    """All events, year by year, for the template."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.complete = len(atlas.events) <= LIMIT
        self.count = len(atlas.events)
        self.about = Markup(atlas.about)

    def entries(self) -> list[Entry]:
        """Return the events in time order, or none where they are more than `LIMIT`."""
        if not self.complete:
            return []
        events = self.atlas.events
        told = records(events, self.atlas.settings)
        return [
            self.entry(event, record)
            for event, record in zip(events.itertuples(index=False), told, strict=True)
        ]

    def entry(self, event: Any, record: dict[str, Any]) -> Entry:
        """Return one event as it is printed."""
        bibliography = self.atlas.bibliography
        where = [record.get("place", ""), event.district or event.city]
        return Entry(
            id=record["id"],
            title=record["title"],
            date=record["date"],
            place=", ".join(part for part in dict.fromkeys(where) if part),
            category=self.atlas.settings.categories[event.category].label,
            deaths=record.get("deaths", []),
            injured=record.get("injured", []),
            summary=Markup(record["summary"]),
            caveat=event.confidence == "C",
            references=[
                Reference(
                    key,
                    f"{bibliography[key].short}, {locator}" if locator else bibliography[key].short,
                )
                for key, locator in record.get("references", [])
            ],
        )
