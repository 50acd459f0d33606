"""Without a mouse: tabs, the sheet on phones, and a walk through the page's main tasks."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect
from reader import pass_time, rows, settled, shown, slider, tab, until, visit

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def walk(page: Page, steps: int, backwards: bool = False) -> list[str]:
    """What Tab reaches from here: the accessible label or text of each stop."""
    seen = []
    for _ in range(steps):
        page.keyboard.press("Shift+Tab" if backwards else "Tab")
        seen.append(
            page.evaluate(
                "document.activeElement.getAttribute('aria-label')"
                " || document.activeElement.innerText || document.activeElement.title"
                " || document.activeElement.tagName"
            )
        )
    return seen


def test_the_first_stop_leads_to_the_list(page: Page, small_page: str) -> None:
    visit(page, small_page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(rows(page).first).to_be_focused()
    assert page.evaluate("location.hash") == ""


def test_tabs_are_one_stop_and_arrows_choose(page: Page, small_page: str) -> None:
    visit(page, small_page)
    page.get_by_role("tab", name="Events").focus()
    page.keyboard.press("ArrowRight")
    filters = page.get_by_role("tab", name="Filters")
    expect(filters).to_be_focused()
    expect(filters).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("tabpanel", name="Filters")).to_be_visible()
    expect(page.locator("#mg-tab-events")).to_be_hidden()
    page.keyboard.press("End")
    expect(page.get_by_role("tab", name="About")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Events")).to_be_focused()
    expect(page.locator('[role=tab][tabindex="0"]')).to_have_count(1)


def test_every_part_of_the_time_strip_is_reached_in_order(page: Page, small_page: str) -> None:
    visit(page, small_page)
    page.get_by_role("button", name="Show only the last step").focus()
    seen = walk(page, 12)
    order = [
        "Play: build up from the first day",
        "Show only the first step (3 months)",
        "First day shown",
        "Last day shown",
        "1972: 1 event",
    ]
    at = [seen.index(name) for name in order]
    assert at == sorted(at)


def test_an_event_is_found_by_text_and_opened_by_keyboard_alone(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    page.get_by_role("tab", name="Events").focus()
    page.keyboard.press("ArrowRight")
    while "Search" not in page.evaluate(
        "document.activeElement.labels ? document.activeElement.labels[0]?.innerText ?? '' : ''"
    ):
        page.keyboard.press("Tab")
    page.keyboard.type("bridge")
    page.keyboard.press("Enter")
    assert shown(page) == ["1986-karachi-bridge"]
    page.keyboard.press("Shift+Tab")
    while page.evaluate("document.activeElement.getAttribute('role')") != "tab":
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowLeft")
    expect(rows(page)).to_have_count(1)
    while "mg-event-list__row" not in page.evaluate("document.activeElement.className"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    until(page, "atlas.state().event === '1986-karachi-bridge'")


def test_the_focus_is_always_to_be_seen(page: Page, small_page: str) -> None:
    visit(page, small_page)
    page.get_by_role("tab", name="Filters").click()
    page.get_by_role("tab", name="Filters").focus()
    for _ in range(8):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(({outlineStyle, outlineWidth}) => [outlineStyle, parseFloat(outlineWidth)])"
            "(getComputedStyle(document.activeElement))"
        )
        assert style[0] != "none", page.evaluate("document.activeElement.outerHTML")[:200]
        assert style[1] >= 2


def test_the_panel_folds_away_and_the_map_takes_its_room(page: Page, small_page: str) -> None:
    visit(page, small_page)
    width = page.locator("#mg-map-area").bounding_box()
    page.get_by_role("button", name="Hide the panel").press("Enter")
    show = page.get_by_role("button", name="Show the panel")
    expect(show).to_be_focused()
    expect(show).to_have_attribute("aria-expanded", "false")
    wider = page.locator("#mg-map-area").bounding_box()
    assert width
    assert wider
    assert wider["width"] > width["width"] + 250
    until(page, f"map_atlas.getSize().x === {round(wider['width'])}")
    show.press("Enter")
    expect(page.get_by_role("tab", name="Events")).to_be_visible()


def test_on_phones_the_panel_is_a_sheet_with_three_stops(
    new_page: Callable[..., Page], small_page: str
) -> None:
    page = visit(new_page(**PHONE), small_page)
    panel = page.locator("#mg-panel")
    heights = []
    for name in ("Open the panel", "Open the panel fully", "Close the panel"):
        button = page.get_by_role("button", name=name, exact=True)
        box = panel.bounding_box()
        assert box
        heights.append(box["height"])
        button.press("Enter")
    assert heights[0] < 110
    assert 300 < heights[1] < 560
    assert heights[2] > 700
    tab(page, "Filters")
    box = panel.bounding_box()
    assert box
    assert 300 < box["height"] < 560


def test_the_sheet_is_dragged_and_comes_to_rest_at_a_stop(
    new_page: Callable[..., Page], small_page: str
) -> None:
    page = visit(new_page(**PHONE), small_page)
    panel = page.locator("#mg-panel")
    box = panel.bounding_box()
    assert box
    page.mouse.move(195, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(195, box["y"] - 150, steps=5)
    page.mouse.move(195, 430, steps=8)
    pass_time(page, 300, "a finger that rests is no fling")
    page.mouse.up()
    expect(panel).to_have_class("mg-panel-area mg-panel mg-panel--half")


def test_what_the_closed_sheet_holds_is_out_of_reach(
    new_page: Callable[..., Page], small_page: str
) -> None:
    page = visit(new_page(**PHONE), small_page)
    page.get_by_role("tab", name="Events").focus()
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('#mg-tab-events')")


SMALL = """() => [...document.querySelectorAll("#mg-panel :is(button, input, select)")]
  .map((element) => element.type === "checkbox" ? element.closest("label") : element)
  .map((element) => [element.className, element.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.height < 43.5 || box.width < 24))
  .map(([name, box]) => [name, box.width, box.height])"""


def test_targets_are_large_enough_for_a_finger(
    new_page: Callable[..., Page], small_page: str
) -> None:
    page = visit(new_page(**PHONE), small_page)
    for name in ("Events", "Filters", "Sources", "About"):
        tab(page, name)
        settled(page)
        assert page.evaluate(SMALL) == [], name


def test_the_range_is_moved_by_keyboard_and_the_list_follows(page: Page, small_page: str) -> None:
    visit(page, small_page)
    slider(page, "First").focus()
    for _ in range(18):
        page.keyboard.press("PageUp")
    expect(rows(page)).to_have_count(3)
