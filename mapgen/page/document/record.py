"""The record as plain HTML: what is read without scripts, printed and archived."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from mapgen.page.payload.readings import records, story

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mapgen.atlas.atlas import Background
    from mapgen.files.frame import Frame

LIMIT = 5000
"""Up to how many events the page repeats as plain HTML; larger pages say that they do not."""

_CITED = re.compile(r'<sup class="mg-cite">(.*?)</sup>', re.DOTALL)
_LINK = re.compile(r'<a href="(#ref-[^"<>]*)" data-key="[^"<>]*">')

_AGAINST = frozenset("R AL AN LRE RLE LRO RLO PDF LRI RLI FSI PDI".split())
"""Classes of letters and controls that do not simply run from the left."""


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
    deaths: list[dict[str, object]]
    injured: list[dict[str, object]]
    summary: Markup
    caveat: bool
    references: list[Reference]


class Record:
    """All events in time order, and the texts of the atlas, for the template.

    `events` is None where they were counted and not kept; `count` is how many there are.
    """

    def __init__(self, atlas: Background, events: Frame | None, count: int) -> None:
        self.atlas = atlas
        self.events = events
        self.complete = events is not None and count <= LIMIT
        self.count = count
        self.about = Markup(atlas.about)
        self.guide = Markup(atlas.guide)
        self.corrections = Markup(atlas.corrections)

    def entries(self) -> list[Entry]:
        """Return the events in time order, or none where they are more than `LIMIT`."""
        events = self.events
        if events is None or not self.complete:
            return []
        readings = records(events, self.atlas.settings)
        return [
            self.entry(event, record)
            for event, record in zip(events.records(), readings, strict=True)
        ]

    def chapters(self) -> list[dict[str, object]]:
        """Return the story's chapters in the atlas's language."""
        language = self.atlas.settings.language
        return [
            {
                "id": chapter["id"],
                "title": chapter["words"][language]["title"],
                "text": without_marks(chapter["words"][language]["text"]),
                "references": self.references(chapter["references"]),
            }
            for chapter in story(self.atlas.story)
        ]

    def references(self, numbered: Iterable[Iterable[str]]) -> list[Reference]:
        """Return what numbered references print, in their order.

        Parameters
        ----------
        numbered : iterable of iterable of str
            Key and locator of each, in the order of their numbers.

        Returns
        -------
        list of Reference
            One for each.
        """
        bibliography = self.atlas.bibliography
        return [
            Reference(key, f"{bibliography[key].short}, {at}" if at else bibliography[key].short)
            for key, at in numbered
        ]

    def entry(self, event: dict[str, Any], record: dict[str, Any]) -> Entry:
        """Return one event as it is printed.

        Parameters
        ----------
        event : dict of str to Any
            A row of the events.
        record : dict of str to Any
            The same as `readings.records` gives it.

        Returns
        -------
        Entry
            Texts and safe HTML.
        """
        where = [record.get("place", ""), event["district"] or event["city"]]
        return Entry(
            id=record["id"],
            title=record["title"],
            date=record["date"],
            place=", ".join(part for part in dict.fromkeys(where) if part),
            category=self.atlas.settings.categories[event["category"]].label,
            deaths=record.get("deaths", []),
            injured=record.get("injured", []),
            summary=without_marks(record["summary"]),
            caveat=event["confidence"] == "C",
            references=self.references(record.get("references", [])),
        )


def isolated(text: str, direction: str) -> Markup:
    """Return a text as HTML that neither moves its neighbours in the line nor is moved by them.

    It is put into a ``bdi`` unless every letter of it runs from the left, as the page does
    (classes of letters: Unicode Standard Annex 9).

    Parameters
    ----------
    text : str
        Plain.
    direction : str
        The page's: "ltr" or "rtl".

    Returns
    -------
    Markup
        Escaped.
    """
    with_it = direction == "ltr" and (
        text.isascii() or not any(unicodedata.bidirectional(each) in _AGAINST for each in text)
    )
    return escape(text) if with_it else Markup("<bdi>{}</bdi>").format(text)


def without_marks(html: str) -> Markup:
    """Return a cited text whose citations are links in brackets.

    The marks that scripts and the card's style read would be a tenth of the record; in brackets a
    number is a citation's and no figure's where a text is read without any style.

    Parameters
    ----------
    html : str
        Safe HTML of a summary or the like.

    Returns
    -------
    Markup
        Safe, too.
    """
    return Markup(_CITED.sub(lambda found: "[" + _LINK.sub(r"<a href=\1>", found[1]) + "]", html))
