"""A name in another script stands apart: what is beside it in the line stays where it is."""

from __future__ import annotations

import itertools
from pathlib import Path

import atlases
import pytest
from playwright.sync_api import Page, expect
from reader import visit

from mapgen.build import build

ARABIC = "حركة قومية"

# Where the words of a text are drawn: {word: [middle of its height, left edge]}, in pixels.
PLACES = """(element) => {
  const found = {};
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const match of node.data.matchAll(/[0-9A-Za-z]+/g)) {
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      const { left, top, bottom } = range.getBoundingClientRect();
      found[match[0]] = [(top + bottom) / 2, left];
    }
  }
  return found;
}"""


def read_in_order(places: dict[str, list[float]], *words: str) -> bool:
    """Whether words follow one another on a line, or stand on later lines."""
    return all(
        places[other][0] - places[one][0] > 9
        or (abs(places[other][0] - places[one][0]) <= 9 and places[one][1] < places[other][1])
        for one, other in itertools.pairwise(words)
    )


@pytest.fixture(scope="module")
def mixed_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an English page whose names are in Arabic script, with numbers beside them."""
    folder: Path = atlases.small_atlas(tmp_path_factory.mktemp("mixed") / "atlas")
    events = [dict(row) for row in atlases.EVENTS]
    events[1] |= {
        "actors": f"{ARABIC}; 12 shots; {ARABIC} 2; 34 men",
        "targets": f"{ARABIC}; 56 others",
        "place": f"{ARABIC} 2",
        "latitude": "25.0",
        "longitude": "66.95",
        "deaths": f"3, {ARABIC} [@ali2005, {ARABIC}]",
    }
    atlases.write_csv(folder / "events.csv", atlases.EVENT_COLUMNS, events)
    return build(folder).path.as_uri()


def test_names_in_a_list_keep_the_order_of_the_record(page: Page, mixed_page: str) -> None:
    visit(page, mixed_page, "#event=1975-karachi-north")
    people = page.locator(".mg-card__people dd")
    expect(people).to_have_count(2)
    first = people.nth(0).evaluate(PLACES)
    assert read_in_order(first, "12", "shots", "2", "34", "men"), first
    second = people.nth(1).evaluate(PLACES)
    assert read_in_order(second, "56", "others"), second


def test_a_place_does_not_move_the_city_or_what_is_known_of_it(page: Page, mixed_page: str) -> None:
    visit(page, mixed_page, "#event=1975-karachi-north")
    where = page.locator(".mg-card__where").evaluate(PLACES)
    assert read_in_order(where, "2", "Karachi"), where
    note = page.locator(".mg-card__note", has_text="Place:").evaluate(PLACES)
    assert read_in_order(note, "known", "neighbourhood", "district", "West"), note


def test_the_plain_record_keeps_the_order_too(page: Page, mixed_page: str) -> None:
    page.goto(mixed_page)
    article = page.locator("#event-1975-karachi-north")
    assert article.locator("bdi", has_text=ARABIC).count() >= 2
