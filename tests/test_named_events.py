"""Events that the documents name by their ids exist."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ID = re.compile(r"\b(\d{4}-(?:karachi|hyderabad|sindh)-[a-z0-9]+(?:-[a-z0-9]+)*)")
NAMING = ("claims-checked.md", "corrections.md", "records.md", "records-review.md", "interface.md")


def ids() -> set[str]:
    found = set()
    for name in ("events.csv", "removed.csv"):
        if (ROOT / name).exists():
            with (ROOT / name).open(encoding="utf-8", newline="") as file:
                found |= {row["id"] for row in csv.DictReader(file)}
    return found


@pytest.mark.parametrize("name", NAMING)
def test_every_event_that_is_named_exists(name: str) -> None:
    named = set(ID.findall((ROOT / "docs" / name).read_text(encoding="utf-8")))
    assert named
    assert not named - ids()


def test_every_claim_of_the_starting_article_has_its_events_or_none() -> None:
    text = (ROOT / "docs" / "claims-checked.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ")][2:]
    assert len(rows) > 20
    for row in rows:
        *_, verdict, events = (cell.strip() for cell in row.strip("|").split("|"))
        assert re.match(r"confirmed|partly|contradicted|not found", verdict), row
        assert events == "none" or ID.search(events), row


def test_each_event_has_been_reviewed() -> None:
    review = (ROOT / "docs" / "records-review.md").read_text(encoding="utf-8")
    assert not ids() - set(ID.findall(review))
