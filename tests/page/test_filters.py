"""A reader narrows the events by kind, actor, deaths and text, and sees what is in force."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect
from reader import pass_time, rows, shown, state, tab, until, visit


def box(page: Page, name: str) -> Locator:
    return page.get_by_role("checkbox", name=name)


def group(page: Page, name: str) -> None:
    """Open a group of filters."""
    page.locator(".mg-event-filter__summary", has_text=name).click()


def chips(page: Page) -> Locator:
    return page.get_by_role("tabpanel", name="Events").get_by_role(
        "button", name="Remove the filter"
    )


def test_a_kind_is_chosen_and_says_how_many_events_it_leaves(page: Page, small_page: str) -> None:
    visit(page, small_page)
    tab(page, "Filters")
    expect(box(page, "Armed clash 5 events")).to_be_visible()
    box(page, "Protest or strike").check()
    assert state(page, "categories") == ["protest"]
    assert shown(page) == ["1972-karachi-language", "1987-karachi-edge", "1991-karachi-east"]
    # A value's count is what it would leave under the other filters, not under its own.
    expect(box(page, "Armed clash 5 events")).to_be_visible()
    box(page, "Protest or strike").uncheck()
    assert state(page, "categories") is None


def test_counts_stand_under_all_other_filters(page: Page, small_page: str) -> None:
    visit(page, small_page, "#from=1990-01-01")
    tab(page, "Filters")
    expect(box(page, "Armed clash 2 events")).to_be_visible()
    expect(box(page, "Protest or strike 1 event")).to_be_visible()


def test_values_without_events_are_dim_but_can_be_chosen(page: Page, small_page: str) -> None:
    visit(page, small_page, "#from=1992-01-01")
    tab(page, "Filters")
    none = box(page, "Protest or strike 0 events")
    none.check()
    assert shown(page) == []


def test_groups_combine_and_values_within_one_are_alternatives(page: Page, small_page: str) -> None:
    visit(page, small_page)
    tab(page, "Filters")
    group(page, "Who acted")
    box(page, "Army").check()
    box(page, "Police").check()
    assert shown(page) == [
        "1972-karachi-language",
        "1985-karachi-north",
        "1990-karachi-south",
        "1992-karachi-north",
    ]
    group(page, "How firmly it is attributed")
    box(page, "Disputed").check()
    assert shown(page) == ["1972-karachi-language", "1990-karachi-south"]


def test_an_uncertain_district_counts_for_every_district_that_it_can_be(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    tab(page, "Filters")
    group(page, "District of the time")
    box(page, "East").check()
    assert "1985-karachi-north" in shown(page)
    box(page, "East").uncheck()
    box(page, "West").check()
    assert "1985-karachi-north" in shown(page)


@pytest.mark.parametrize(
    ("bound", "minimum", "expected"),
    [
        ("lowest figure", 40, ["1986-karachi-bridge"]),
        ("highest figure", 40, ["1985-karachi-north", "1986-karachi-bridge"]),
    ],
)
def test_deaths_are_at_least_so_many_by_the_low_or_the_high_figure(
    page: Page, small_page: str, bound: str, minimum: int, expected: list[str]
) -> None:
    visit(page, small_page)
    tab(page, "Filters")
    page.get_by_role("combobox", name="by the").select_option(bound)
    page.get_by_role("spinbutton", name="At least").fill(str(minimum))
    found = [each for each in shown(page) if each != "1972-karachi-language"]
    assert found == expected


def test_text_is_found_in_any_of_its_spellings(page: Page, small_page: str) -> None:
    visit(page, small_page)
    tab(page, "Filters")
    search = page.get_by_role("searchbox", name="Search")
    search.fill("basar")
    search.fill("BAZAAR")
    expect(page.get_by_role("tab", name="Filters")).to_have_text("Filters1")
    until(page, "atlas.visible().join() === '1991-karachi-east'")
    search.fill("")
    search.press("Enter")
    until(page, "atlas.visible().length === 8")


def test_the_filters_in_force_stand_as_a_sentence_and_as_chips(page: Page, small_page: str) -> None:
    visit(page, small_page, "#categories=clash&actors=Army&from=1985-01-01&to=1991-12-31")
    panel = page.get_by_role("tabpanel", name="Events")
    expect(panel.locator(".mg-filter-chips__sentence")).to_have_text(
        "1 of 8 events: 1985–1991; Armed clash; Army."
    )
    expect(chips(page)).to_have_count(3)
    panel.get_by_role("button", name="Remove the filter: 1985–1991").click()
    expect(chips(page)).to_have_count(2)
    assert state(page, "from") is None
    # The focus goes on to the chip that took the place of the one that is gone.
    expect(chips(page).first).to_be_focused()
    panel.get_by_role("button", name="Clear all").click()
    expect(chips(page)).to_have_count(0)
    assert len(shown(page)) == 8


def test_what_is_filtered_is_read_out_when_it_is_not_time_that_changed(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    status = page.locator(".mg-filter-chips [role=status]")
    page.evaluate("atlas.filter({from: '1985'})")
    pass_time(page, 800, "it would have been said by then")
    expect(status).to_have_text("")
    page.evaluate("atlas.filter({categories: ['protest']})")
    expect(status).to_have_text("2 of 8 events: 1985–1992; Protest or strike.")


def test_a_filter_that_hides_everything_is_named_and_can_be_dropped(
    page: Page, small_page: str
) -> None:
    visit(page, small_page, "#categories=protest&actors=Army")
    expect(rows(page)).to_have_count(0)
    panel = page.get_by_role("tabpanel", name="Events")
    expect(panel.get_by_text("No event meets all of these filters.")).to_be_visible()
    panel.get_by_role("button", name="Without “Army”: 3").click()
    expect(rows(page)).to_have_count(3)


def test_a_long_list_shows_its_commonest_values_and_is_searched(page: Page, one_map: str) -> None:
    visit(page, one_map)
    tab(page, "Filters")
    group(page, "Who acted")
    acted = page.get_by_role("group", name="Who acted")
    expect(acted.get_by_role("checkbox")).to_have_count(12)
    acted.get_by_role("searchbox").fill("muhajir")
    expect(acted.get_by_role("checkbox", name="Mohajir groups")).to_be_visible()
    acted.get_by_role("searchbox").fill("")
    acted.get_by_role("button", name="Show all").click()
    assert acted.get_by_role("checkbox").count() > 20
    acted.get_by_role("button", name="Show only the commonest").click()
    expect(acted.get_by_role("checkbox")).to_have_count(12)
