"""A reader chooses years by their toggles."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect
from reader import pass_time, shown, state, visit


def year(page: Page, number: int) -> Locator:
    return page.get_by_role("group", name="Years").get_by_role("button", name=f"{number}:")


def test_each_year_says_how_many_events_it_has(page: Page, small_page: str) -> None:
    visit(page, small_page)
    expect(year(page, 1985)).to_have_accessible_name("1985: 1 event")
    expect(year(page, 1973)).to_have_accessible_name("1973: 0 events")
    expect(page.get_by_role("group", name="Years").get_by_role("button", name=":")).to_have_count(
        21
    )


def test_counts_follow_the_other_filters_but_not_time(page: Page, small_page: str) -> None:
    visit(page, small_page, "#categories=protest&from=1990-01-01")
    expect(year(page, 1985)).to_have_accessible_name("1985: 0 events")
    expect(year(page, 1972)).to_have_accessible_name("1972: 1 event")


def test_a_click_toggles_a_year(page: Page, small_page: str) -> None:
    visit(page, small_page)
    year(page, 1985).click()
    expect(year(page, 1985)).to_have_attribute("aria-pressed", "true")
    assert shown(page) == ["1985-karachi-north"]
    pass_time(page, 600, "two clicks in less are a double click")
    year(page, 1986).click()
    assert shown(page) == ["1985-karachi-north", "1986-karachi-bridge"]
    pass_time(page, 600, "two clicks in less are a double click")
    year(page, 1985).click()
    assert state(page, "years") == [1986]
    page.get_by_role("button", name="Show the whole time").click()
    assert state(page, "years") is None


def test_shift_takes_a_run_of_years(page: Page, small_page: str) -> None:
    visit(page, small_page)
    year(page, 1984).click()
    year(page, 1987).click(modifiers=["Shift"])
    assert state(page, "years") == [1984, 1985, 1986, 1987]


def test_a_double_click_leaves_only_that_year(page: Page, small_page: str) -> None:
    visit(page, small_page, "#years=1984,1985,1986")
    year(page, 1990).dblclick()
    assert state(page, "years") == [1990]
    assert shown(page) == ["1990-karachi-south"]


def test_years_and_range_both_restrict(page: Page, small_page: str) -> None:
    visit(page, small_page, "#from=1986-01-01&years=1985,1986")
    assert shown(page) == ["1986-karachi-bridge"]
    expect(page.locator(".mg-time-filter__count")).to_have_text(
        "1 of 8 events, 1986–1992, only 1985–1986"
    )


def test_the_row_of_years_is_one_stop_and_arrows_move_in_it(page: Page, small_page: str) -> None:
    visit(page, small_page)
    year(page, 1972).focus()
    page.keyboard.press("ArrowRight")
    expect(year(page, 1973)).to_be_focused()
    page.keyboard.press("End")
    expect(year(page, 1992)).to_be_focused()
    page.keyboard.press("Space")
    assert state(page, "years") == [1992]
    stops = page.get_by_role("group", name="Years").locator('button[tabindex="0"]')
    expect(stops).to_have_count(1)


def test_the_toggles_look_like_toggles_and_say_how_they_work_once(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    group = page.get_by_role("group", name="Years")
    expect(group).to_have_accessible_description(re.compile("Click: this year on or off"))
    toggle = year(page, 1986)
    expect(toggle).to_have_accessible_description("")
    look = "(each) => { const s = getComputedStyle(each); return [s.borderTopWidth, s.backgroundColor]; }"
    width, ground = toggle.evaluate(look)
    assert width == "1px"
    panel = page.locator(".mg-time-filter").evaluate("(e) => getComputedStyle(e).backgroundColor")
    assert ground != panel
    toggle.click()
    page.mouse.move(5, 5)
    assert toggle.evaluate(look)[1] not in (ground, panel)
