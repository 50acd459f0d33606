"""What is read rather than counted, as JSON values: events, chapters and the bibliography.

Citations are numbered event by event and chapter by chapter, in the order of their first mention.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from mapgen.atlas.world_copy import USUAL, longitude_in_copy
from mapgen.notation.civil import iso
from mapgen.notation.date_words import printed
from mapgen.vocabulary import DEGREE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mapgen.files.frame import Frame
    from mapgen.notation.citations import Citation
    from mapgen.notation.claims import Claim, Claims
    from mapgen.notation.summaries import Summary
    from mapgen.records.gazetteer import Place
    from mapgen.records.settings import Settings
    from mapgen.records.sources import Bibliography
    from mapgen.records.story import Chapter

# Our own links only: in the text of a summary every < is written &lt;.
_NUMBERED = re.compile(r'(<a [^<>]*data-key="[^"<>]+"[^<>]*>)\d+(?=[,<])')


References: TypeAlias = Mapping[str, Mapping[str, str]]
"""{format: {key: text}}: each source in the formats of reference managers, ready to be saved."""


def sources(bibliography: Bibliography, references: References) -> dict[str, dict[str, object]]:
    """Return the bibliography by key: short form, long form in parts, link and item.

    The browser joins the parts, and takes the type, and a link that is left out, from the item.
    What a source does not say of itself (language, kind, how and when it was read, an archived
    copy) is left out.

    Parameters
    ----------
    bibliography : Bibliography
        All sources.
    references : References
        They are carried beside the item, whose words they repeat: so they pack small.

    Returns
    -------
    dict of str to dict of str to object
        What JSON can hold, by key.
    """
    fields = ("language", "kind", "read", "accessed", "archived")
    return {
        key: {
            "short": source.short,
            "parts": [list(part) for part in source.long_parts],
            **({} if source.url == source.csl.get("URL") else {"url": source.url}),
            "csl": {name: value for name, value in source.csl.items() if name != "id"},
            **{name: texts[key] for name, texts in references.items()},
            **{name: text for name in fields if (text := getattr(source, name))},
        }
        for key, source in bibliography.items()
    }


def story(chapters: Iterable[Chapter], seam: float = USUAL) -> list[dict[str, Any]]:
    """Return the chapters, their texts by language with citations numbered chapter by chapter.

    Parameters
    ----------
    chapters : iterable of Chapter
        In their order.
    seam : float
        Where the world is cut, degrees of longitude; their places are told from there on.

    Returns
    -------
    list of dict of str to Any
        What JSON can hold.
    """
    found = []
    for chapter in chapters:
        numbers: dict[tuple[str, str], int] = {}
        words = {
            language: {"title": each.title, "text": summary(each.text, numbers)}
            for language, each in chapter.words.items()
        }
        found.append(
            {
                "id": chapter.id,
                "from": iso(chapter.first),
                "to": iso(chapter.last),
                "view": chapter.view,
                "events": chapter.events,
                "places": [
                    {"id": place.id, "name": place.name, "point": position(place, seam)}
                    for place in chapter.places
                ],
                "scenes": [
                    {
                        "paragraph": scene.paragraph,
                        "from": iso(scene.first),
                        "to": iso(scene.last),
                        "view": scene.view,
                    }
                    for scene in chapter.scenes
                ],
                "shade": chapter.shade,
                "words": words,
                "references": [list(reference) for reference in numbers],
            }
        )
    return found


def position(place: Place, seam: float) -> list[int]:
    """Return longitude and latitude of a place in hundred-thousandths of a degree.

    Parameters
    ----------
    place : Place
        With a point.
    seam : float
        Where the world is cut, degrees of longitude.

    Returns
    -------
    list of int
        The longitude from `seam` on.
    """
    longitude = longitude_in_copy(place.longitude or 0, seam)
    return [round(longitude * DEGREE), round((place.latitude or 0) * DEGREE)]


def records(events: Frame, settings: Settings) -> list[dict[str, object]]:
    """Return what is read rather than counted of each event, as JSON values.

    Parameters
    ----------
    events : Frame
        In order of time.
    settings : Settings
        For the languages.

    Returns
    -------
    list of dict of str to object
        Without what is empty.
    """
    others = [name for name in settings.languages if name != settings.language]
    found = []
    for event in events.records():
        numbers: dict[tuple[str, str], int] = {}
        record: dict[str, object] = {
            "id": event["id"],
            "title": event["title"],
            "date": printed(event["span"], settings.language),
            "edtf": event["date"],
            "place": event["place"],
            "deaths": claims(event["deaths"], numbers),
            "injured": claims(event["injured"], numbers),
            "summary": summary(event["summary"], numbers),
            "join": event["join"],
            "note": event["join_note"],
            "related": list(event["related"]),
        }
        for language in others:
            record[f"date_{language}"] = printed(event["span"], language)
            title = event.get(f"title_{language}", "")
            if title:
                record[f"title_{language}"] = title
            translated = event.get(f"summary_{language}", None)
            if translated is not None and translated.text:
                record[f"summary_{language}"] = summary(translated, numbers)
        record["references"] = [list(reference) for reference in numbers]
        found.append({key: value for key, value in record.items() if value not in ("", [], None)})
    return found


def claims(cell: Claims, numbers: dict[tuple[str, str], int]) -> list[dict[str, object]]:
    """Return each claim as {text, refs, counted}; citations not yet numbered are numbered on.

    A counted claim has its {low, high} too, and {upTo, atLeast, about: true} where its source
    says so. A claim with a number that is not counted is for another scope: {scope: true}.

    Parameters
    ----------
    cell : Claims
        Of one event.
    numbers : dict of tuple of (str, str) to int
        Those of the citations so far; it is added to.

    Returns
    -------
    list of dict of str to object
        What JSON can hold.
    """
    return [
        {
            "text": claim.text,
            "refs": cite(claim.citations, numbers),
            "counted": claim.counted,
            **_numbers(claim),
        }
        for claim in cell.claims
    ]


def _numbers(claim: Claim) -> dict[str, object]:
    """Return what a claim says beside its words."""
    if not claim.counted:
        return {} if claim.low is None else {"scope": True}
    how = {"upTo": claim.open_low, "atLeast": claim.open_high, "about": claim.approximate}
    return {
        "low": claim.low,
        "high": claim.high,
        **{name: True for name, holds in how.items() if holds},
    }


def summary(text: Summary, numbers: dict[tuple[str, str], int]) -> str:
    """Return a summary's safe HTML, its citations numbered in step with the event's other ones.

    Parameters
    ----------
    text : Summary
        Of one event.
    numbers : dict of tuple of (str, str) to int
        Those of the citations so far; it is added to.

    Returns
    -------
    str
        Safe.
    """
    order = iter(cite(text.citations, numbers))
    return _NUMBERED.sub(lambda match: f"{match[1]}{next(order)}", text.html)


def cite(citations: Iterable[Citation], numbers: dict[tuple[str, str], int]) -> list[int]:
    """Return the numbers of some citations; a source at another page is another reference.

    Parameters
    ----------
    citations : iterable of Citation
        In the order of the text.
    numbers : dict of tuple of (str, str) to int
        Those of the citations so far; it is added to.

    Returns
    -------
    list of int
        From 1 on.
    """
    return [
        numbers.setdefault((citation.key, citation.locator), len(numbers) + 1)
        for citation in citations
    ]
