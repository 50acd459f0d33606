"""docs/answers.md names tests that exist, links that the page understands, and threads to read."""

from __future__ import annotations

import csv
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "answers.md").read_text(encoding="utf-8")
SECTIONS = re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]


def test_each_of_the_fifteen_has_threads_and_something_to_try() -> None:
    assert [section.split(".")[0] for section in SECTIONS] == [str(at) for at in range(1, 16)]
    for section in SECTIONS:
        assert re.search(r"https://github\.com/[\w.-]+/[\w.-]+/issues/\d+", section), section[:40]
        assert re.search(r"^- Try: ", section, re.MULTILINE), section[:40]


def test_every_test_that_is_named_exists() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)
    assert len(named) >= 15
    for file, name in named:
        assert f"\ndef {name}(" in (ROOT / file).read_text(encoding="utf-8"), name


def test_every_link_is_one_that_the_page_understands() -> None:
    keys = (ROOT / "docs" / "interface.md").read_text(encoding="utf-8")
    with (ROOT / "events.csv").open(encoding="utf-8", newline="") as file:
        ids = {row["id"] for row in csv.DictReader(file)}
    links = re.findall(r"`#([^`]*=[^`]*)`", TEXT)
    assert links
    for part in (part for link in links for part in link.split("&")):
        key, _, value = part.partition("=")
        assert f"`{key}`" in keys
        assert key != "event" or value in ids
