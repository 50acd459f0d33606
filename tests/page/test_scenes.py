"""A reader reads a chapter: its places are named, map and clock follow paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import atlases
import pytest
from examples import more
from playwright.sync_api import Locator, Page, expect
from reader import settled, state, until, visit

from mapgen.build import build

LONG = " ".join(["Clashes went on for days in the north [@dawn1985]."] * 14)
STORY = f"""\
---
chapter: introduction
title: Before you begin
from: 1972
to: 1992
view: 10/24.90/67.05
---
This atlas is small.

---
chapter: the-north
title: Days in the north
from: 1985-04-01
to: 1985-05-10
view: 11/24.95/67.00
events: 1985-karachi-north
places: bridge, edge-colony
districts: counts
---
{LONG}

scene: from 1985-04-15, to 1985-04-16, view 13/25.00/66.95

{LONG}

scene: to 1985-05-01

{LONG}

{LONG}

---
chapter: the-end
title: The end
from: 1986
to: 1992
view: 10/24.90/67.05
---
{LONG}
"""
CHAPTER = ("1985-04-01", "1985-05-10")
FIRST = ("1985-04-15", "1985-04-16")
SECOND = ("1985-04-01", "1985-05-01")


@pytest.fixture(scope="module")
def scenes_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = atlases.small_atlas(tmp_path_factory.mktemp("scenes") / "atlas")
    (folder / "story.md").write_text(STORY, encoding="utf-8")
    return build(folder).path.as_uri()


def story(page: Page) -> Locator:
    return page.get_by_role("tabpanel", name="Story")


def expect_days(page: Page, days: tuple[str, str]) -> None:
    first, last = days
    until(page, f"atlas.state().from === '{first}' && atlas.state().to === '{last}'")


def scene_buttons(page: Page) -> Locator:
    return story(page).get_by_role("button", name="On the map:")


def scroll_to(page: Page, place: str) -> None:
    page.evaluate(
        """(place) => {
          const scroller = document.querySelector(".mg-story__scroller");
          const at = document.querySelector(place).getBoundingClientRect().top;
          const top = scroller.getBoundingClientRect().top;
          scroller.scrollTop += at - top - 0.3 * scroller.clientHeight;
        }""",
        place,
    )


@pytest.mark.parametrize("width", [390, more(1366)])
def test_scrolling_moves_map_and_clock_forwards_and_backwards(
    new_page: Callable[..., Page], scenes_page: str, width: int
) -> None:
    page = visit(
        new_page(viewport={"width": width, "height": 800}), scenes_page, "#chapter=the-north"
    )
    expect_days(page, CHAPTER)
    expect(scene_buttons(page)).to_have_count(2)
    until(page, "map_atlas.getZoom() > 8")
    before = page.evaluate("map_atlas.getZoom()")
    settled(page)  # the page lands on the chapter
    scroll_to(page, "[data-scene='0']")
    expect_days(page, FIRST)
    expect(scene_buttons(page).first).to_have_attribute("aria-current", "step")
    until(page, f"map_atlas.getZoom() === {before + 2}")
    scroll_to(page, "[data-scene='1']")
    expect_days(page, SECOND)
    until(page, f"map_atlas.getZoom() === {before}")
    scroll_to(page, "[data-scene='0']")
    expect_days(page, FIRST)
    scroll_to(page, "[data-chapter='the-north'] h3")
    expect_days(page, CHAPTER)
    expect(page.locator(".mg-story__scene[aria-current]")).to_have_count(0)
    assert state(page, "chapter") == "the-north"


def test_keys_go_from_scene_to_scene_and_on_to_the_next_chapter(
    page: Page, scenes_page: str
) -> None:
    visit(page, scenes_page, "#chapter=the-north")
    expect_days(page, CHAPTER)
    story(page).get_by_role("heading", name="Days in the north").focus()
    for days in (FIRST, SECOND):
        page.keyboard.press("Shift+ArrowRight")
        expect_days(page, days)
    page.keyboard.press("Shift+ArrowLeft")
    expect_days(page, FIRST)
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    until(page, "atlas.state().chapter === 'the-end'")
    page.keyboard.press("Shift+ArrowLeft")
    until(page, "atlas.state().chapter === 'the-north'")
    expect_days(page, CHAPTER)


def test_a_scenes_button_shows_it_and_a_link_opens_it_again(
    page: Page, scenes_page: str, new_page: Callable[..., Page]
) -> None:
    visit(page, scenes_page, "#chapter=the-north")
    expect_days(page, CHAPTER)
    button = scene_buttons(page).first
    expect(button).to_have_text("On the map: 15 April 1985 – 16 April 1985")
    button.press("Enter")
    expect_days(page, FIRST)
    expect(button).to_be_focused()
    until(page, "location.hash.includes('from=1985-04-15')")
    other = visit(new_page(), page.url, explore=False)
    expect_days(other, FIRST)
    expect(scene_buttons(other).first).to_have_attribute("aria-current", "step")
    expect(scene_buttons(other).first).to_be_in_viewport()
    expect(other.get_by_text("The map is yours.")).to_be_hidden()


def test_a_reader_who_moved_the_map_comes_back_to_the_scene(page: Page, scenes_page: str) -> None:
    visit(page, scenes_page, "#chapter=the-north")
    scene_buttons(page).first.press("Enter")
    expect_days(page, FIRST)
    page.evaluate("atlas.filter({from: '1972-01-01'})")
    story(page).get_by_role("button", name="Return to chapter 1").click()
    expect_days(page, FIRST)


def test_places_that_a_chapter_speaks_of_are_named_while_it_is_read(
    page: Page, scenes_page: str
) -> None:
    told = page.locator(".mg-label--chapter.mg-label--shown")
    visit(page, scenes_page, "#chapter=the-north")
    expect(told).to_have_text(["The Bridge", "Edge Colony", "North Town"])
    story(page).get_by_role("button", name="Close the story").click()
    expect(page.locator(".mg-label--chapter")).to_have_count(0)


@pytest.mark.parametrize("width", [768, more(1366)])
def test_sohrab_goth_qasba_and_aligarh_are_on_the_map_of_their_chapter(
    new_page: Callable[..., Page], one_map: str, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    visit(page, one_map, "#chapter=sohrab-goth-qasba-aligarh-1986")
    for name in ("Sohrab Goth", "Qasba Colony", "Aligarh Colony"):
        expect(page.locator(".mg-label--chapter.mg-label--shown", has_text=name)).to_have_count(1)
