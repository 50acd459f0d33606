"""A reader shares what is seen: the address says it, and opens it again."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from examples import more
from playwright.sync_api import Page, expect
from reader import WRITTEN, settled, shown, state, tab, until, visit


def address(page: Page) -> str:
    """What the address says once the page has written it, which it need not be waited for."""
    page.evaluate("mapgen.context(map_atlas).store.flush()")
    fragment: str = page.evaluate("decodeURIComponent(location.hash)")
    return fragment


@pytest.mark.parametrize("zone", ["America/New_York", more("Asia/Karachi")])
def test_what_is_filtered_stands_in_the_address(
    new_page: Callable[..., Page], small_page: str, zone: str
) -> None:
    page = visit(new_page(timezone_id=zone), small_page)
    field = page.get_by_role("textbox", name="From", exact=True)
    field.fill("1986")
    field.press("Enter")
    tab(page, "Filters")
    page.get_by_role("checkbox", name="Armed clash").check()
    settled(page, WRITTEN)
    found = page.evaluate("location.hash")
    assert "from=1986-01-01" in found
    assert "categories=clash" in found
    page.reload()
    page.evaluate("atlas.ready")
    assert shown(page) == ["1986-karachi-bridge", "1990-karachi-south", "1992-karachi-north"]
    expect(page.get_by_role("textbox", name="From", exact=True)).to_have_value("1986")
    expect(page.get_by_role("slider", name="First day shown")).to_have_attribute(
        "aria-valuetext", "1 January 1986"
    )


def test_what_was_seen_before_a_step_is_written_after_it_and_before_what_follows(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    at_once, written = page.evaluate(
        """() => {
          const {store} = mapgen.context(map_atlas);
          const written = [];
          for (const name of ["pushState", "replaceState"]) {
            const write = history[name].bind(history);
            history[name] = (state, title, address) => {
              written.push([name, decodeURIComponent(address)]);
              write(state, title, address);
            };
          }
          store.set({text: "fire"});
          store.set({text: "fires"});
          store.set({categories: ["clash"]});
          const soon = written.length;
          return new Promise((done) => setTimeout(() => done([soon, written]), 100));
        }"""
    )
    assert at_once == 0  # a browser takes its time to write an address
    assert written == [
        ["pushState", "#text=fires"],
        ["pushState", "#categories=clash&text=fires"],
    ]
    page.go_back()
    until(page, "atlas.state().categories === null")
    assert state(page, "text") == "fires"


def test_an_address_opens_with_every_filter_shown_as_chosen(page: Page, small_page: str) -> None:
    visit(
        page,
        small_page,
        "#from=1985&to=1990&years=1985,1990&categories=clash&actors=Army&deaths=1h&text=fire",
    )
    assert shown(page) == ["1990-karachi-south"]
    tab(page, "Filters")
    expect(page.get_by_role("checkbox", name="Armed clash")).to_be_checked()
    expect(page.get_by_role("searchbox", name="Search")).to_have_value("fire")
    expect(page.get_by_role("spinbutton", name="At least")).to_have_value("1")
    expect(page.get_by_role("combobox", name="by the")).to_have_value("high")
    toggle = page.get_by_role("group", name="Years").get_by_role("button", name="1985:")
    expect(toggle).to_have_attribute("aria-pressed", "true")


def test_a_new_address_is_followed_without_loading_anew(page: Page, small_page: str) -> None:
    visit(page, small_page)
    page.evaluate("location.hash = '#years=1986'")
    expect(page.locator(".mg-time-filter__count")).to_have_text("1 of 8 events, only 1986")
    assert shown(page) == ["1986-karachi-bridge"]


def test_clearing_leaves_a_clean_address(page: Page, small_page: str) -> None:
    visit(page, small_page, "#years=1986&categories=clash")
    page.get_by_role("tabpanel", name="Events").get_by_role("button", name="Clear all").click()
    assert "years" not in address(page)
    assert state(page, "categories") is None


def test_moving_through_time_is_one_step_that_back_takes_back(page: Page, small_page: str) -> None:
    visit(page, small_page)
    before = page.evaluate("history.length")
    page.get_by_role("slider", name="First day shown").focus()
    for _ in range(10):
        page.keyboard.press("PageUp")
    assert "from=1982" in address(page)
    assert page.evaluate("history.length") == before + 1
    page.go_back()
    expect(page.locator(".mg-time-filter__count")).to_have_text("8 events, 1972–1992")
    assert state(page, "from") is None


def test_each_filter_is_taken_back_by_back_and_set_again_by_forward(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    tab(page, "Filters")
    # One right after the other: each is a step.
    page.get_by_role("checkbox", name="Armed clash").check()
    page.get_by_role("checkbox", name="Protest or strike").check()
    page.get_by_role("group", name="Years").get_by_role("button", name="1985:").click()
    assert "years=1985" in address(page)
    page.go_back()
    assert (state(page, "categories"), state(page, "years")) == (["clash", "protest"], None)
    page.go_back()
    assert state(page, "categories") == ["clash"]
    expect(page.get_by_role("checkbox", name="Armed clash")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Protest or strike")).not_to_be_checked()
    page.go_back()
    assert state(page, "categories") is None
    page.go_forward()
    assert state(page, "categories") == ["clash"]


def test_a_word_is_one_step_however_many_letters_it_has(page: Page, small_page: str) -> None:
    visit(page, small_page)
    tab(page, "Filters")
    before = page.evaluate("history.length")
    page.get_by_role("searchbox", name="Search").press_sequentially("bridge", delay=60)
    until(page, "atlas.state().text === 'bridge'")
    assert "text=bridge" in address(page)
    assert page.evaluate("history.length") == before + 1


def test_playing_is_one_step(new_page: Callable[..., Page], small_page: str) -> None:
    page = visit(new_page(reduced_motion="no-preference"), small_page)
    before = page.evaluate("history.length")
    play = page.get_by_role("button", name="Play: build up")
    play.click()
    until(page, "atlas.state().to > '1972-06'")
    play.click()
    address(page)
    assert page.evaluate("history.length") == before + 1


def test_embedded_the_panel_is_left_out(page: Page, small_page: str) -> None:
    visit(page, small_page, "#embed=1")
    expect(page.get_by_role("tab", name="Events")).to_be_hidden()
    expect(page.locator(".mg-time-filter")).to_be_visible()
    map_box = page.locator("#mg-map-area").bounding_box()
    assert map_box
    assert map_box["width"] == 1366


@pytest.mark.parametrize("cities", [["", "Karachi"], more([""]), more(["Karachi"])])
def test_neither_city_is_reopened_as_it_was(page: Page, small_page: str, cities: list[str]) -> None:
    visit(page, small_page)
    page.evaluate("(cities) => { atlas.filter({ cities }); }", cities)
    found = address(page)
    page.reload()
    page.evaluate("atlas.ready")
    assert state(page, "cities") == cities
    assert address(page) == found
