"""A reader comes to the atlas for the first time: what it is stands before anything else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from examples import more
from playwright.sync_api import Page, expect
from reader import rows, settled, state, visit

SIZES = {
    "desk": {"viewport": {"width": 1366, "height": 768}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}


# A phone has the least room; its steps are the desk's.
@pytest.fixture(params=["desk", more("phone")])
def sized(request: pytest.FixtureRequest, new_page: Callable[..., Page]) -> Page:
    return new_page(**SIZES[request.param])


def first_visit(page: Page, address: str) -> Page:
    return visit(page, address, explore=False)


def test_the_introduction_says_what_the_atlas_is_and_what_it_does_not_claim(
    sized: Page, built_page: str
) -> None:
    page = first_visit(sized, built_page)
    opening = page.get_by_role("tabpanel", name="Story")
    expect(opening.get_by_role("heading", name="Before you begin")).to_be_in_viewport()
    expect(opening).to_contain_text("It describes killings.")
    expect(opening).to_contain_text("does not claim to be complete")
    for name in ("Start the story", "Explore the map"):
        expect(opening.get_by_role("button", name=name)).to_be_in_viewport()
    # It asks nothing of the state: the whole atlas is what lies behind it.
    assert page.evaluate("location.hash") == ""
    assert page.evaluate("atlas.count()") == page.evaluate("mapgen.context(map_atlas).count")


def test_explore_the_map_leads_to_the_map_and_the_list(sized: Page, one_map: str) -> None:
    page = first_visit(sized, one_map)
    page.get_by_role("button", name="Explore the map").click()
    expect(page.get_by_role("region", name="Map", exact=True)).to_be_focused()
    expect(page.get_by_role("tab", name="Events")).to_have_attribute("aria-selected", "true")
    assert state(page, "chapter") is None
    page.get_by_role("tab", name="Events").click()
    expect(rows(page).first).to_be_visible()


def test_start_the_story_opens_its_first_chapter(sized: Page, one_map: str) -> None:
    page = first_visit(sized, one_map)
    page.get_by_role("button", name="Start the story").click()
    assert state(page, "chapter") == "city-after-1947"
    expect(page.get_by_role("heading", name="The city after 1947")).to_be_focused()
    expect(page.get_by_role("heading", name="The city after 1947")).to_be_in_viewport()


def test_the_opening_is_seen_once_and_is_found_again_under_story(page: Page, one_map: str) -> None:
    first_visit(page, one_map)
    page.get_by_role("tab", name="Events").click()
    page.evaluate("atlas.filter({years: [1986]})")
    page.evaluate("atlas.clear()")
    expect(page.get_by_role("tab", name="Events")).to_have_attribute("aria-selected", "true")
    page.get_by_role("tab", name="Story").click()
    expect(page.get_by_role("heading", name="Before you begin")).to_be_visible()
    # Nothing is stored: whoever comes again is greeted again.
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
        0,
        0,
        "",
    ]


@pytest.mark.parametrize(
    "fragment",
    [
        "#event=1988-hyderabad-black-friday",
        "#embed=1",
        more("#years=1986"),
        more("#view=12/24.9/67.03"),
    ],
)
def test_an_address_that_says_something_opens_what_it_says(
    page: Page, one_map: str, fragment: str
) -> None:
    visit(page, one_map, fragment)
    expect(page.get_by_role("heading", name="Before you begin")).to_be_hidden()


def test_an_atlas_without_a_story_opens_with_its_events(page: Page, small_page: str) -> None:
    first_visit(page, small_page)
    expect(page.get_by_role("tab", name="Story")).to_have_count(0)
    expect(rows(page).first).to_be_visible()


@pytest.mark.parametrize("locale", ["en-GB", more("ur-PK"), more("sd-PK")])
def test_on_a_phone_the_map_is_there_over_the_warning_and_both_ways_in(
    new_page: Callable[..., Page], built_page: str, locale: str
) -> None:
    page = new_page(**SIZES["phone"], locale=locale)
    visit(page, built_page, explore=False)
    sheet = page.locator("#mg-panel").bounding_box()
    assert sheet
    assert sheet["y"] > 844 * 0.4
    boxes = [each.bounding_box() for each in page.locator(".mg-map button.mg-mark").all()]
    assert sum(bool(box) and box["y"] + box["height"] <= sheet["y"] for box in boxes) >= 2
    for way in page.locator(".mg-story__entry button").all():
        expect(way).to_be_in_viewport(ratio=1)
    lead = page.locator(".mg-story__cover .mg-story__text p").first
    expect(lead).to_be_in_viewport(ratio=1)
    if locale == "en-GB":
        lines = lead.evaluate("(p) => p.clientHeight / parseFloat(getComputedStyle(p).lineHeight)")
        assert round(lines) in (3, 4)  # a wide font needs one more


SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) {
    shifts.push([value, ...sources.map(({ node }) => node && node.className)]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""


def test_nothing_that_is_seen_moves_while_the_page_opens(sized: Page, built_page: str) -> None:
    sized.add_init_script(SHIFTS)
    page = first_visit(sized, built_page)
    page.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")
    shifts = page.evaluate("shifts")
    assert sum(value for value, *_ in shifts) < 0.001, shifts


def test_the_first_view_stays_when_nothing_over_the_map_has_changed(
    sized: Page, built_page: str
) -> None:
    page = first_visit(sized, built_page)
    page.wait_for_function("mapgen.context(map_atlas).queue === null")
    page.evaluate("void map_atlas.on('viewreset', () => { window.reset = true; })")
    page.evaluate("mapgen.context(map_atlas).emit('sheet')")
    page.evaluate("mapgen.context(map_atlas).emit('sheet')")
    settled(page, 400)  # the first view is looked at again when the page is idle
    view = page.evaluate("atlas.views()")
    page.evaluate("window.reset = false")
    page.evaluate("mapgen.context(map_atlas).emit('sheet')")
    assert page.evaluate("[window.reset, atlas.views()]") == [False, view]
