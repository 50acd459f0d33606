"""Events that may be told twice: what is known of those that stay, and what a whole look finds."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from mapgen.desk import likeness
from mapgen.desk.changes import Change, Operation, digest
from mapgen.desk.editor.checking import Checker
from mapgen.desk.editor.compared import Compared
from mapgen.desk.likeness import ComparedEvent, Pairs, compared_events, pairs
from mapgen.desk.workspace import Workspace
from mapgen.files.folder import Folder
from mapgen.records.events import read_events

TITLES = ("Shots at a march", "Shots at the march", "A strike", "Fire")


def drawn(draw: random.Random, id_: str) -> ComparedEvent:
    """Return an event that is like some others."""
    first = draw.randrange(12)
    points = ((25.0, draw.choice([67.0, 67.01, 68.0]), 0.0),) if draw.random() < 0.8 else ()
    toll = draw.choice([None, (1, 2), (3, 3)])
    related = frozenset(draw.sample(["e1", "e2", "e3"], draw.randrange(2)))
    last = first + draw.choice([0, 0, 1, 40])
    return ComparedEvent(id_, draw.choice(TITLES), first, last, "Here", points, toll, related)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("most", [2000, 40])
def test_pairs_that_are_known_and_those_that_are_found_are_all(
    monkeypatch: pytest.MonkeyPatch, seed: int, most: int
) -> None:
    monkeypatch.setattr(likeness, "MOST_PAIRS", most)
    draw = random.Random(seed)
    events = {f"e{at}": drawn(draw, f"e{at}") for at in range(30)}
    kept = Pairs()
    for _ in range(20):
        for _ in range(draw.randrange(4)):
            id_ = f"e{draw.randrange(34)}"
            if draw.random() < 0.3:
                events.pop(id_, None)
            else:
                events[id_] = drawn(draw, id_)
        shown = list(events.values())
        draw.shuffle(shown)
        shown.sort(key=lambda each: each.first)
        found = kept.of(shown)
        assert found == list(pairs(shown))[:most]
        assert found is not kept.of(shown)
        assert kept.of(shown) == found


def test_after_edits_the_events_that_are_compared_are_those_of_a_build(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = random.Random(5)
    workspace = Workspace.of(small_folder)
    checker = Checker(Folder.named(small_folder))
    compared = Compared(workspace.files, checker)
    read: list[int] = []
    rows = Checker.compared
    monkeypatch.setattr(
        Checker, "compared", lambda self, some: read.append(len(some)) or rows(self, some)
    )
    for number in range(25):
        document = workspace.files.document("events")
        assert document is not None
        key = draw.choice([*document.keys(), "new"])
        value = draw.choice([
            {"title": f"Title {number}"}, {"date": "1988-01-01"}, {"date": "nonsense"},
            {"deaths": ""}, {"id": draw.choice(["a", "1985-karachi-north"])},
        ])  # fmt: skip
        first = dict(document.value(document.text_of(document.keys()[0]) or ""))
        text = document.text_of(key)
        given = value if text else {**first, "id": "new", **value}
        workspace.make(Change([Operation("events", key, digest(text), given)]))
        if number == 12:
            places = small_folder / "geodata" / "places.csv"
            places.write_text(places.read_text().replace("67.15", "67.16"))
        references = checker.references()
        settings = references.settings
        events, _ = read_events(settings.events, settings, references.sources, references.places)
        assert list(compared.events()) == compared_events(events)
        assert compared.pairs() == list(pairs(compared_events(events)))
    assert sorted(read)[-3] <= 2  # all at the start and since other places, else what was edited


def test_of_two_titles_that_are_alike_one_is_elsewhere() -> None:
    one = ComparedEvent("a", "Fire", 1, 1, "Here", ((25.0, 67.0, 0.0),), None, frozenset())
    other = replace(one, id="b", points=((25.0, 68.0, 0.0),))
    assert list(pairs([one, other])) == []
