"""Prints the counts of docs/records.md from the records: events, sources, the data sets.

python tools/record_counts.py [FOLDER]
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from mapgen.atlas.atlas import read_atlas
from mapgen.notation.claims import Claims
from mapgen.records.sources import Source

ROOT = Path(__file__).resolve().parent.parent
UCDP, PRIO = "ucdpged", "priousd"
YEARS = range(1984, 1993)  # the years that the data sets are compared for
AGENCIES = {
    "Associated Press": r"\bap\b|associated press", "Reuters": r"reuters?\b",
    "UPI": r"\bupi\b|united press", "AFP": r"\bafp\b", "dpa": r"\bdpa\b",
}  # fmt: skip
_EVENT = re.compile(r"[\d-]*\d")


def main() -> None:
    """Print the three tables as Markdown."""
    atlas = read_atlas(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT)
    events = atlas.events.to_dict("records")
    for heading, rows in (
        (("events", "count"), _events(events, atlas.bibliography)),
        (("sources", "count"), _sources(atlas.bibliography.values())),
        (
            ("year, city", "here", "dead", "UCDP GED", "dead", "PRIO, cited", "dead"),
            _compared(events),
        ),
    ):
        print(f"| {' | '.join(heading)} |\n|{'---|' * len(heading)}")
        for row in rows:
            print(f"| {' | '.join(map(str, row))} |")
        print()


def _events(events: list[dict[str, Any]], sources: Mapping[str, Source]) -> Iterator[list[Any]]:
    yield ["all", len(events)]
    bare = [event for event in events if "-ged-" in event["id"]]
    yield ["made of one row of UCDP's data set", len(bare)]
    rows = [event for event in events if event.get("row_of")]
    yield ["of these, the row and nothing more (`row_of`)", len(rows)]
    yield ["with no source but a data set", sum(_from_data(event, sources) for event in events)]
    located = [event for event in events if event["join"] != "city"]
    yield ["with one or more places on the map", len(located)]
    independent = sum(len({*_origins(event, sources)}) > 1 for event in events)
    yield [
        "with sources of two origins or more",
        f"{independent} ({independent / len(events):.0%})",
    ]
    for grade, count in sorted(Counter(event["confidence"] for event in events).items()):
        yield [f"confidence {grade}", count]


def _origins(event: dict[str, Any], sources: Mapping[str, Source]) -> Iterator[str]:
    """Yield who stands behind each source of an event: an agency, or else the publisher."""
    for key in _keys(event):
        csl = sources[key].csl
        authors = " ".join(name.get("literal", "") for name in csl.get("author", ()))
        agency = [name for name, text in AGENCIES.items() if re.search(text, authors.lower())]
        wikipedia = key.startswith(("wiki", "wp1988", "wpop", "wppu", "seedwiki"))
        publisher = csl.get("container-title") or csl.get("publisher") or key
        yield "Wikipedia" if wikipedia else agency[0] if agency else str(publisher)


def _from_data(event: dict[str, Any], sources: Mapping[str, Source]) -> bool:
    """Tell whether all that an event cites are data sets."""
    return {sources[key].kind for key in _keys(event)} == {"dataset"}


def _keys(event: dict[str, Any]) -> set[str]:
    claimed = [*event["deaths"].citations, *event["injured"].citations]
    return {*event["summary"].keys, *(citation.key for citation in claimed)}


def _sources(sources: Iterable[Source]) -> Iterator[list[Any]]:
    every = list(sources)
    yield ["all", len(every)]
    for name in ("kind", "read", "language"):
        counts = Counter(getattr(source, name) or "not said" for source in every)
        for value, count in counts.most_common():
            yield [f"{name}: {value}", count]


def _compared(events: list[dict[str, Any]]) -> Iterator[list[Any]]:
    groups: dict[tuple[int, str], list[dict[str, Any]]] = defaultdict(list)
    for event in events:
        groups[event["span"].parts[0].year, event["city"] or "Sindh"].append(event)
    for year in YEARS:
        for city in ("Karachi", "Hyderabad", "Sindh"):
            group = groups.get((year, city), [])
            if not group:
                continue
            low = sum(event["deaths"].low or 0 for event in group)
            high = sum(event["deaths"].high or 0 for event in group)
            ucdp = _figures(group, UCDP)
            dead = sum(max(figures, default=0) for figures in ucdp.values())
            prio = len({number for event in group for number in _numbers(event, PRIO)})
            yield [
                f"{year}, {city}", len(group), f"{low:,}–{high:,}",
                len(ucdp) or "–", dead if ucdp else "–", prio or "–", _span(group, PRIO),
            ]  # fmt: skip


def _span(group: list[dict[str, Any]], key: str) -> str:
    """Return the dead that a data set counts in a group: sums of its lowest and highest figures.

    A row may stand behind several events, each with a figure of its own; figures that are shown
    and not counted (of other days, of both cities, of the country) are left out.
    """
    low = high = 0
    said = False
    for event in group:
        cited = [
            claim
            for claim in event["deaths"].claims
            if claim.counted and any(each.key == key for each in claim.citations)
        ]
        figures = [n for claim in cited for n in (claim.low, claim.high) if n is not None]
        low, high = low + min(figures, default=0), high + max(figures, default=0)
        said = said or bool(figures)
    return f"{low:,}–{high:,}" if said else "–"


def _figures(group: list[dict[str, Any]], key: str) -> dict[str, list[int]]:
    """Return the numbers of a data set's events that claims cite, and the figures there."""
    found: dict[str, list[int]] = defaultdict(list)
    for event in group:
        deaths: Claims = event["deaths"]
        for claim in deaths.claims:
            if "low to high estimate" in claim.note:
                continue
            for citation in claim.citations:
                if citation.key == key:
                    for number in _EVENT.findall(citation.locator):
                        found[number].append(claim.high or 0)
    return found


def _numbers(event: dict[str, Any], key: str) -> set[str]:
    """Return the numbers of a data set's events that an event cites anywhere."""
    claimed = (*event["deaths"].citations, *event["injured"].citations)
    cited = (*event["summary"].citations, *claimed)
    found = (_EVENT.findall(each.locator) for each in cited if each.key == key)
    return {number for numbers in found for number in numbers}


if __name__ == "__main__":
    main()
