"""A reader shares what is seen: the address says it, and opens it again."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from reader import shown, state, tab, visit


def address(page: Page) -> str:
    page.wait_for_timeout(600)
    fragment: str = page.evaluate("decodeURIComponent(location.hash)")
    return fragment


def test_what_is_filtered_stands_in_the_address(page_anywhere: Page, small_page: str) -> None:
    page = visit(page_anywhere, small_page)
    field = page.get_by_role("textbox", name="From", exact=True)
    field.fill("1986")
    field.press("Enter")
    tab(page, "Filters")
    page.get_by_role("checkbox", name="Armed clash").check()
    found = address(page)
    assert "from=1986-01-01" in found
    assert "categories=clash" in found
    page.reload()
    page.evaluate("atlas.ready")
    assert shown(page) == ["1986-karachi-bridge", "1990-karachi-south", "1992-karachi-north"]
    expect(page.get_by_role("textbox", name="From", exact=True)).to_have_value("1986")
    expect(page.get_by_role("slider", name="First day shown")).to_have_attribute(
        "aria-valuetext", "1 January 1986"
    )


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


def test_dragging_through_time_leaves_no_trail_of_steps_back(page: Page, small_page: str) -> None:
    visit(page, small_page)
    before = page.evaluate("history.length")
    page.get_by_role("slider", name="First day shown").focus()
    for _ in range(10):
        page.keyboard.press("PageUp")
    address(page)
    assert page.evaluate("history.length") == before


def test_embedded_the_panel_is_left_out(page: Page, small_page: str) -> None:
    visit(page, small_page, "#embed=1")
    expect(page.get_by_role("tab", name="Events")).to_be_hidden()
    expect(page.locator(".mg-time-filter")).to_be_visible()
    map_box = page.locator("#mg-map-area").bounding_box()
    assert map_box
    assert map_box["width"] == 1366
