"""A reader sees the districts as they were, what is not sure of them, and what happened in each."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from reader import eventually, until, visit

CHOICE = "Shade the districts"


def names(page: Page) -> list[str]:
    """The districts' names on the map, shown or without room."""
    found = page.locator(".mg-label--district, .mg-label--uncertain").all_text_contents()
    return sorted(found)


def test_the_districts_are_those_of_the_last_day_shown(
    page_anywhere: Page, small_page: str
) -> None:
    page = visit(page_anywhere, small_page)
    assert names(page) == ["East", "West"]
    page.evaluate("atlas.filter({to: '1979-12-31'})")
    eventually(page, lambda: names(page), lambda found: found == ["East", "West"])
    page.evaluate("atlas.filter({to: '1972-03-01'})")
    eventually(page, lambda: names(page), lambda found: found == ["Old"])


def test_where_the_sources_leave_it_open_both_districts_are_named_and_the_area_hatched(
    page: Page, small_page: str
) -> None:
    visit(page, small_page, "#to=1985-06-01")
    assert names(page) == ["East", "West", "West or East"]
    expect(page.locator("path.mg-district--uncertain")).to_have_count(1)
    expect(page.locator("path.mg-district__hatch")).to_have_count(1)


def test_borders_that_stayed_stay_on_the_map_above_those_that_are_not_sure(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    page.evaluate("window.kept = [...document.querySelectorAll('path.mg-district')]")
    page.evaluate("atlas.filter({to: '1985-06-01'})")
    expect(page.locator("path.mg-district--uncertain")).to_have_count(1)
    # One of two districts is as it was; the other one has given what is not sure.
    stayed = "kept.map((path) => path.isConnected)"
    assert sorted(page.evaluate(stayed)) == [False, True]
    order = page.locator("path:is(.mg-district, .mg-district__hatch)").evaluate_all(
        "(paths) => paths.map((path) => path.className.baseVal.includes('mg-district--') "
        "|| path.matches('.mg-district__hatch'))"
    )
    assert order == [True, True, False, False]
    page.evaluate("atlas.filter({to: '1992-12-31'})")
    expect(page.locator("path.mg-district--uncertain")).to_have_count(0)
    assert True in page.evaluate(stayed)


def test_a_note_says_the_day_of_the_borders_and_whether_they_changed(
    page_anywhere: Page, small_page: str
) -> None:
    page = visit(page_anywhere, small_page, "#from=1991-01-01")
    note = page.locator(".mg-districts__note")
    expect(note).to_have_text("Borders as on 31 December 1992")
    page.evaluate("atlas.filter({from: '1980-01-01', to: '1985-06-30'})")
    expect(note).to_have_text("Borders as on 30 June 1985; changed in this range")


def test_shading_is_off_until_asked_for_and_follows_the_filter(page: Page, small_page: str) -> None:
    visit(page, small_page)
    choice = page.get_by_role("combobox", name=CHOICE)
    expect(choice).to_have_value("none")

    def opacities() -> list[float]:
        shades: list[float] = page.locator("path.mg-district").evaluate_all(
            "(paths) => paths.map((path) => Number(getComputedStyle(path).fillOpacity))"
        )
        return shades

    assert set(opacities()) == {0.0}
    choice.select_option("events")
    assert max(opacities()) > 0
    page.evaluate("atlas.filter({from: '1972-01-01', to: '1972-12-31'})")
    eventually(page, opacities, lambda found: set(found) == {0.0})


def test_the_shade_stands_in_the_address(page: Page, small_page: str) -> None:
    visit(page, small_page, "#shade=deaths")
    choice = page.get_by_role("combobox", name=CHOICE)
    expect(choice).to_have_value("deaths")
    choice.select_option("events")
    until(page, "location.hash === '#shade=events'")
    page.evaluate("location.hash = 'shade=rain'")
    expect(choice).to_have_value("none")
    page.evaluate("atlas.filter({shade: 'events', compare: {from: '1990'}})")
    expect(choice).to_have_value("events")
    page.evaluate("atlas.filter({shade: 'none'})")
    expect(choice).to_have_value("none")


def test_the_districts_are_described_in_words_too(page: Page, small_page: str) -> None:
    visit(page, small_page)
    words = page.locator(".mg-districts .mg-visually-hidden")
    # Seven of the eight events have a point: each is counted in one district.
    expect(words).to_contain_text(
        re.compile(r"West: \d events?, .* dead; not stated for 1; East: \d events?, .* dead")
    )
    counts = re.findall(r": (\d) events?", words.text_content() or "")
    assert sum(map(int, counts)) == 7


def test_a_step_without_a_shade_counts_districts_when_they_are_described(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    words = page.locator(".mg-districts .mg-visually-hidden")
    expect(words).to_contain_text("West: ")
    before = words.text_content() or ""
    counted = page.evaluate(
        """() => new Promise((done) => {
          const {regions} = [...mapgen.context(map_atlas).panes[0].parts].find((part) => part.regions);
          const count = regions.count.bind(regions);
          let counted = 0;
          regions.count = (...of) => {
            counted += 1;
            count(...of);
          };
          atlas.filter({from: "1988-01-01"});
          requestAnimationFrame(() => requestAnimationFrame(() => done(counted)));
        })"""
    )
    assert counted == 0
    expect(words).not_to_have_text(before)
    expect(words).to_contain_text("West: ")


def test_real_districts_of_1980_and_1992(page: Page, one_map: str) -> None:
    visit(page, one_map, "#to=1980-12-31")
    early = names(page)
    assert not any("Central" in name for name in early)
    page.evaluate("atlas.filter({to: '1986-12-31'})")
    eventually(
        page,
        lambda: names(page),
        lambda found: any("Central" in name and " or " in name for name in found),
    )
    page.evaluate("atlas.filter({to: null})")
    eventually(
        page,
        lambda: names(page),
        lambda found: any("Central" in name and " or " not in name for name in found),
    )
