"""A reader opens an event: its figures with their sources, its summary, and the way onward."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from examples import more
from playwright.sync_api import Locator, Page, expect
from reader import settled, shown, state, visit


def opened(page: Page, address: str, event: str) -> Locator:
    """The dialog of an event that the page was opened with."""
    visit(page, address, f"#event={event}")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    return dialog


def test_a_link_opens_its_event_without_taking_the_focus(
    page_anywhere: Page, small_page: str
) -> None:
    dialog = opened(page_anywhere, small_page, "1985-karachi-north")
    expect(dialog).to_have_accessible_name("Days of clashes")
    expect(dialog.get_by_role("paragraph").filter(has_text="15 April 1985")).to_be_visible()
    expect(page_anywhere.locator("body")).to_be_focused()


def test_figures_stand_side_by_side_each_with_its_source(page: Page, small_page: str) -> None:
    dialog = opened(page, small_page, "1985-karachi-north")
    dead = dialog.get_by_role("region", name="Dead")
    expect(dead.get_by_text("39–250")).to_be_visible()
    claims = dead.get_by_role("listitem")
    expect(claims).to_have_text(["at least 39, officials — Dawn, 16 Apr 19851", "250 — The News2"])
    injured = dialog.get_by_role("region", name="Injured")
    injured.get_by_text("not stated").click()
    expect(injured.get_by_role("listitem")).to_have_text([re.compile(r"scores.*no number")])


def test_not_stated_is_not_none(page: Page, small_page: str) -> None:
    dialog = opened(page, small_page, "1987-karachi-edge")
    expect(dialog.get_by_role("region", name="Dead").get_by_text("not stated")).to_be_visible()
    page.evaluate("atlas.open('1991-karachi-east')")
    expect(dialog.get_by_role("region", name="Dead").locator("p")).to_have_text("none reported")


def test_a_figure_for_another_scope_is_marked_and_not_counted(page: Page, one_map: str) -> None:
    visit(page, one_map)
    event = page.evaluate(
        """() => atlas.visible().find((id) => (atlas.event(id).deaths || [])
             .some((claim) => !claim.counted && /^[^,]*[0-9]/.test(claim.text)))"""
    )
    page.evaluate("(id) => atlas.open(id)", event)
    page.get_by_role("dialog").get_by_text(re.compile("more (figure|statement)s? o[nf]")).click()
    tag = page.get_by_role("dialog").get_by_text("other scope, not counted")
    expect(tag.first).to_be_visible()


def test_softness_of_date_place_and_source_is_said_in_words(page: Page, small_page: str) -> None:
    dialog = opened(page, small_page, "1987-karachi-edge")
    expect(dialog).to_contain_text("November 1987 (month known only)")
    expect(dialog).to_contain_text("known only as a neighbourhood, within about 1000 m")
    expect(dialog.get_by_text("Thinly sourced")).to_be_visible()
    page.evaluate("atlas.open('1992-karachi-north')")
    expect(dialog).to_contain_text("(approximate)")
    expect(dialog.get_by_text("Thinly sourced")).to_have_count(0)


def test_the_district_is_that_of_the_day_and_says_where_it_is_not_sure(
    page: Page, small_page: str
) -> None:
    dialog = opened(page, small_page, "1975-karachi-north")
    expect(dialog).to_contain_text("district of that day: West")
    page.evaluate("atlas.open('1985-karachi-north')")
    expect(dialog).to_contain_text("West or East")
    page.evaluate("atlas.open('1986-karachi-bridge')")
    expect(dialog).to_contain_text("on the border")


def test_who_acted_is_said_as_firmly_as_the_sources_say_it(page: Page, small_page: str) -> None:
    dialog = opened(page, small_page, "1990-karachi-south")
    expect(dialog).to_contain_text("Attributed to")
    expect(dialog.get_by_text("attribution: disputed")).to_be_visible()
    expect(dialog).to_contain_text("Residents")


def test_a_citation_leads_to_its_numbered_reference(page: Page, small_page: str) -> None:
    dialog = opened(page, small_page, "1985-karachi-north")
    summary = dialog.locator(".mg-card__summary")
    expect(summary).to_have_text(re.compile(r"Clashes began in the north1\. Police fired3\."))
    number = summary.get_by_role("link", name="Source 3")
    number.click()
    reference = dialog.get_by_role("region", name="Sources").get_by_role("listitem").nth(2)
    expect(reference).to_be_focused()
    expect(reference).to_contain_text("A history")
    expect(reference).to_contain_text("p. 31")
    reference.get_by_role("link", name="Back to the sentence").click()
    expect(number).to_be_focused()
    expect(number).to_be_in_viewport()
    expect(dialog.get_by_role("link", name="Back to the sentence")).to_have_count(0)
    # Following a citation is no step away: the address still opens the event.
    assert "event=1985-karachi-north" in page.url


def test_sources_link_out_without_telling_where_from(page: Page, small_page: str) -> None:
    dialog = opened(page, small_page, "1985-karachi-north")
    dialog.get_by_role("heading", name="Sources").click()
    link = dialog.get_by_role("region", name="Sources").get_by_role("link", name="example.org")
    expect(link).to_have_attribute("href", "https://example.org/dawn1985")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(link).to_have_attribute("target", "_blank")
    expect(dialog.get_by_role("region", name="Sources")).to_contain_text("mirror")


def test_previous_and_next_walk_the_events_shown(page: Page, small_page: str) -> None:
    dialog = opened(page, small_page, "1985-karachi-north")
    expect(dialog.get_by_text("3 of 8 shown")).to_be_visible()
    onward = dialog.get_by_role("button", name="Next event shown")
    onward.click()
    expect(dialog).to_have_accessible_name("Shots at the Bridge")
    expect(onward).to_be_focused()
    expect(dialog.get_by_role("status")).to_have_text("14 December 1986: Shots at the Bridge")
    page.evaluate("atlas.filter({categories: ['protest']})")
    expect(dialog.get_by_text("hidden by the filters")).to_be_visible()
    dialog.get_by_role("button", name="Previous event shown").click()
    expect(dialog).to_have_accessible_name("Language riots")
    expect(dialog.get_by_text("1 of 3 shown")).to_be_visible()
    previous = dialog.get_by_role("button", name="Previous event shown")
    expect(previous).to_have_attribute("aria-disabled", "true")
    previous.click(force=True)
    expect(dialog).to_have_accessible_name("Language riots")


def test_events_at_one_place_are_all_reached_from_each(page: Page, small_page: str) -> None:
    dialog = opened(page, small_page, "1985-karachi-north")
    dialog.get_by_text("2 of 3 at this place").click()
    dialog.get_by_role("button", name="Operation in the north").click()
    expect(dialog).to_have_accessible_name("Operation in the north")
    expect(dialog.get_by_text("3 of 3 at this place")).to_be_visible()


def test_related_events_are_those_that_the_record_names(page: Page, small_page: str) -> None:
    dialog = opened(page, small_page, "1990-karachi-south")
    related = dialog.get_by_role("region", name="Related events").get_by_role("button")
    expect(related).to_have_count(2)
    related.filter(has_text="Days of clashes").click()
    expect(dialog).to_have_accessible_name("Days of clashes")


def test_focus_goes_in_and_comes_back_to_the_mark(page: Page, small_page: str) -> None:
    visit(page, small_page)
    mark = page.get_by_role("group", name="Events on the map").get_by_role(
        "button", name=re.compile("Shots at the Bridge")
    )
    mark.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Shots at the Bridge")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(mark).to_be_focused()
    assert state(page, "event") is None


def test_focus_comes_back_to_the_row_of_the_list(page: Page, small_page: str) -> None:
    visit(page, small_page)
    row = page.get_by_role("list", name="Events shown").get_by_role("button").first
    row.click()
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(row).to_be_focused()


def test_a_click_beside_it_on_the_map_closes_it(page: Page, small_page: str) -> None:
    dialog = opened(page, small_page, "1986-karachi-bridge")
    page.locator(".mg-map").click(position={"x": 30, "y": 300})
    expect(dialog).to_be_hidden()


def test_back_in_the_browser_closes_what_was_opened(page: Page, small_page: str) -> None:
    visit(page, small_page)
    page.evaluate("atlas.open('1986-karachi-bridge')")
    expect(page.get_by_role("dialog")).to_be_visible()
    settled(page)
    page.go_back()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_an_address_of_a_merged_event_opens_what_it_is_a_part_of(
    page: Page, small_page: str
) -> None:
    opened(page, small_page, "1986-karachi-crossing")
    assert state(page, "event") == "1986-karachi-bridge"
    assert page.evaluate("atlas.event('1986-karachi-crossing').id") == "1986-karachi-bridge"
    page.evaluate("atlas.close()")
    page.evaluate("atlas.open('1986-karachi-crossing')")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_the_link_to_an_event_opens_it_with_the_filters_as_they_are(
    page: Page, small_page: str, new_page: Callable[..., Page]
) -> None:
    dialog = opened(page, small_page, "1986-karachi-bridge")
    page.evaluate("atlas.filter({from: '1985-01-01'})")
    page.evaluate("atlas.open('1991-karachi-east')")
    expect(dialog).to_have_accessible_name("Bazaar shut")
    address = dialog.get_by_role("link", name="Link to this event").get_attribute("href")
    assert address
    other = new_page()
    visit(other, address)
    expect(other.get_by_role("dialog")).to_have_accessible_name("Bazaar shut")
    assert shown(other) == shown(page)


def test_copying_the_link_is_said_aloud(page: Page, small_page: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    dialog = opened(page, small_page, "1986-karachi-bridge")
    dialog.get_by_role("button", name="Copy link").click()
    expect(dialog.get_by_role("status")).to_have_text("Link copied")


def test_an_error_can_be_reported_with_the_events_name(page: Page, small_page: str) -> None:
    dialog = opened(page, small_page, "1986-karachi-bridge")
    expect(dialog.get_by_role("link", name="Report an error")).to_have_attribute(
        "href", re.compile(r"^mailto:editor@example\.org\?subject=1986-karachi-bridge&body=")
    )


@pytest.mark.parametrize(
    "event",
    [more("1986-karachi-bridge"), more("1991-karachi-east"), "1972-karachi-language"],
)
def test_without_a_panel_the_card_lies_within_the_map_beside_its_mark(
    page: Page, small_page: str, event: str
) -> None:
    dialog = opened(page, small_page, f"{event}&embed=1")
    settled(page)
    card = dialog.bounding_box()
    area = page.locator(".mg-map").bounding_box()
    mark = page.locator("button.mg-is-selected").bounding_box()
    assert card
    assert area
    assert mark
    assert card["x"] >= area["x"]
    assert card["y"] >= area["y"]
    assert card["x"] + card["width"] <= area["x"] + area["width"]
    assert card["y"] + card["height"] <= area["y"] + area["height"]
    middle = mark["x"] + mark["width"] / 2
    assert not card["x"] < middle < card["x"] + card["width"]


def test_on_a_narrow_map_it_lies_along_the_foot_and_the_mark_stays_in_view(
    new_page: Callable[..., Page], small_page: str
) -> None:
    page = new_page(viewport={"width": 650, "height": 475})
    dialog = opened(page, small_page, "1986-karachi-bridge&embed=1")
    settled(page)
    card = dialog.bounding_box()
    mark = page.locator("button.mg-is-selected").bounding_box()
    assert card
    assert mark
    assert mark["y"] + mark["height"] < card["y"]


def test_on_a_phone_it_is_a_sheet_at_the_bottom_and_the_mark_stays_in_view(
    new_page: Callable[..., Page], small_page: str
) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    dialog = opened(page, small_page, "1986-karachi-bridge")
    settled(page)
    sheet = dialog.bounding_box()
    mark = page.locator("button.mg-is-selected").bounding_box()
    assert sheet
    assert mark
    assert sheet["x"] == 0
    assert sheet["width"] == 390
    assert sheet["y"] + sheet["height"] == pytest.approx(844, abs=1)
    assert sheet["y"] > 844 * 0.3
    assert mark["y"] + mark["height"] < sheet["y"]
    for button in dialog.get_by_role("button").all()[:3]:
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44


@pytest.mark.parametrize("width", [768, more(1366), more(1920)])
def test_it_stands_in_the_panel_and_the_map_stays_uncovered(
    new_page: Callable[..., Page], small_page: str, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 768})
    dialog = opened(page, small_page, "1986-karachi-bridge")
    card = dialog.bounding_box()
    area = page.locator(".mg-map").bounding_box()
    assert card
    assert area
    assert card["x"] >= area["x"] + area["width"]
    page.get_by_role("tab", name="Events").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("list", name="Events shown")).to_be_visible()
    assert state(page, "event") is None


def test_with_the_panel_folded_away_it_lies_beside_its_mark(page: Page, small_page: str) -> None:
    dialog = opened(page, small_page, "1986-karachi-bridge")
    page.get_by_role("button", name="Hide the panel").click()
    area = page.locator(".mg-map")
    expect(area.get_by_role("dialog")).to_be_visible()
    page.get_by_role("button", name="Show the panel").click()
    expect(area.get_by_role("dialog")).to_have_count(0)
    expect(dialog).to_be_visible()


def test_an_address_of_an_event_that_is_not_there_says_so(page: Page, small_page: str) -> None:
    visit(page, small_page, "#event=nonsense")
    said = page.get_by_role("status").filter(has_text="no event “nonsense”")
    expect(said).to_be_visible()
    said.get_by_role("button", name="Close").click()
    expect(said).to_have_count(0)
    assert state(page, "event") is None
    page.evaluate("location.hash = '#event=neither'")
    expect(page.get_by_text("This atlas has no event “neither”.")).to_be_visible()
    page.evaluate("atlas.open('1986-karachi-bridge')")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.get_by_text("This atlas has no event")).to_have_count(0)
