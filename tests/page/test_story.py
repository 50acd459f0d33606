"""A reader reads the story: map, clock and districts follow, and everything stays theirs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from examples import more
from playwright.sync_api import Locator, Page, expect
from reader import WRITTEN, rows, settled, shown, state, tab, until, visit

SIZES = {
    "desk": {"viewport": {"width": 1366, "height": 768}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
FOURTH = "apmso-1978-mqm-1984"
SIXTH = "sohrab-goth-qasba-aligarh-1986"


# A phone repeats the desk's steps, but for the tests that say so, which are done on the phone first.
PHONE_FIRST = [more("desk"), "phone"]


@pytest.fixture(params=["desk", more("phone")])
def sized(request: pytest.FixtureRequest, new_page: Callable[..., Page]) -> Page:
    return new_page(**SIZES[request.param])


def story(page: Page) -> Locator:
    return page.get_by_role("tabpanel", name="Story")


def view(page: Page) -> list[float]:
    found: list[float] = page.evaluate(
        "[map_atlas.getZoom(), map_atlas.getCenter().lat, map_atlas.getCenter().lng]"
    )
    return found


def button(page: Page, name: str) -> Locator:
    return story(page).get_by_role("button", name=name)


def test_a_link_opens_its_chapter_with_map_clock_and_districts(sized: Page, one_map: str) -> None:
    page = visit(sized, one_map, f"#chapter={SIXTH}")
    title = story(page).get_by_role("heading", name="Sohrab Goth, Qasba and Aligarh, 1986")
    expect(title).to_be_in_viewport()
    expect(button(page, "Chapter 6 of 12")).to_be_visible()
    assert (state(page, "from"), state(page, "to")) == ("1986-08-01", "1986-12-31")
    days = page.evaluate("atlas.visible().map((id) => [atlas.event(id).from, atlas.event(id).to])")
    assert days
    assert all(first <= "1986-12-31" and last >= "1986-08-01" for first, last in days)
    zoom, latitude, longitude = view(page)
    assert abs(longitude - 67.04) < 0.01
    assert abs(latitude - 24.92) < 0.15
    assert 10 <= zoom <= 12.5
    if page.viewport_size and page.viewport_size["width"] > 1000:
        choice = page.get_by_role("combobox", name="Shade the districts")
        expect(choice).to_have_value("events")
        assert state(page, "shade") == "events"
        # A shade that the reader has chosen is not the chapter's.
        back = button(page, "Return to chapter 6")
        expect(back).to_be_hidden()
        choice.select_option("none")
        expect(back).to_be_visible()
        choice.select_option("events")
        expect(back).to_be_hidden()


def test_an_address_without_a_shade_is_the_chapters_own(page: Page, one_map: str) -> None:
    """As links were before the shade stood in them."""
    visit(page, one_map, f"#from=1986-08-01&to=1986-12-31&chapter={SIXTH}")
    expect(page.get_by_role("combobox", name="Shade the districts")).to_have_value("events")
    button(page, "Close the story").click()
    expect(page.get_by_role("combobox", name="Shade the districts")).to_have_value("none")
    assert state(page, "shade") is None


@pytest.mark.more
def test_chapters_are_opened_by_their_number_too(page: Page, one_map: str) -> None:
    visit(page, one_map, "#chapter=4")
    assert state(page, "chapter") == FOURTH
    expect(story(page).get_by_role("heading", name="APMSO 1978, MQM 1984")).to_be_in_viewport()


@pytest.mark.more
def test_a_chapter_that_does_not_exist_is_no_chapter(page: Page, one_map: str) -> None:
    visit(page, one_map, "#chapter=no-such-chapter")
    assert state(page, "chapter") is None
    assert page.evaluate("atlas.count()") == page.evaluate("mapgen.context(map_atlas).count")


@pytest.mark.parametrize("sized", PHONE_FIRST, indirect=True)
def test_next_and_previous_move_text_map_and_clock(sized: Page, one_map: str) -> None:
    page = visit(sized, one_map, f"#chapter={SIXTH}")
    before = view(page)
    button(page, "Next chapter").click()
    assert state(page, "chapter") == "campuses-bohri-bazaar-1987"
    expect(
        story(page).get_by_role("heading", name="Campuses and Bohri Bazaar, 1987")
    ).to_be_in_viewport()
    expect(button(page, "Next chapter")).to_be_focused()
    assert view(page) != before
    assert state(page, "from") == "1987-01-01"
    expect(story(page).get_by_role("status")).to_have_text(
        "Chapter 7 of 12: Campuses and Bohri Bazaar, 1987"
    )
    button(page, "Previous chapter").click()
    assert state(page, "chapter") == SIXTH
    assert view(page) == pytest.approx(before, abs=0.01)


def test_arrow_keys_move_between_chapters(page: Page, one_map: str) -> None:
    visit(page, one_map, f"#chapter={FOURTH}")
    page.get_by_role("region", name="The story’s text").focus()
    page.keyboard.press("ArrowRight")
    assert state(page, "chapter") == "bushra-zaidi-1985"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert state(page, "chapter") == "labour-and-martial-law"
    expect(story(page).get_by_role("heading", name="Labour and martial law")).to_be_focused()


def test_scrolling_to_a_chapter_shows_it_and_leaves_no_trail_of_steps_back(
    sized: Page, one_map: str
) -> None:
    page = visit(sized, one_map, f"#chapter={FOURTH}")
    before = page.evaluate("history.length")
    page.evaluate(
        """() => {
          const article = document.querySelector(
            '.mg-story__chapter[data-chapter="bushra-zaidi-1985"]');
          article.parentElement.parentElement.scrollTop = article.offsetTop - 10;
        }"""
    )
    expect(button(page, "Chapter 5 of 12")).to_be_visible()
    until(page, "atlas.state().chapter === 'bushra-zaidi-1985'")
    assert state(page, "from") == "1985-04-01"
    settled(page, WRITTEN)
    assert page.evaluate("history.length") == before


def test_the_list_of_chapters_says_where_one_is_and_leads_anywhere(
    sized: Page, one_map: str
) -> None:
    page = visit(sized, one_map, f"#chapter={FOURTH}")
    lister = button(page, "Chapter 4 of 12")
    expect(lister).to_have_attribute("aria-expanded", "false")
    lister.click()
    contents = story(page).get_by_role("navigation", name="All chapters")
    expect(contents.get_by_role("button", name="APMSO 1978, MQM 1984")).to_have_attribute(
        "aria-current", "step"
    )
    contents.get_by_role("button", name="Bushra Zaidi, April 1985").click()
    expect(contents).to_be_hidden()
    expect(story(page).get_by_role("heading", name="Bushra Zaidi, April 1985")).to_be_focused()
    assert state(page, "chapter") == "bushra-zaidi-1985"


def test_a_chapter_marks_its_events_and_opens_each(sized: Page, one_map: str) -> None:
    page = visit(sized, one_map, f"#chapter={SIXTH}")
    assert page.locator(".mg-is-named").count() > 0
    article = story(page).locator(f'article[data-chapter="{SIXTH}"]')
    article.get_by_role("button", name="Attack on Qasba Colony").click()
    until(page, "atlas.state().event === '1986-karachi-qasba-aligarh'")
    card = page.get_by_role("dialog")
    expect(card).to_be_visible()
    assert state(page, "chapter") == SIXTH
    card.get_by_role("button", name="Close").click()
    # One reads on where one was, on phones too.
    expect(story(page).locator(f'[data-chapter="{SIXTH}"] h3')).to_be_visible()
    expect(story(page).get_by_role("button", name="Next chapter")).to_be_in_viewport()
    expect(button(page, "Return to chapter")).to_be_hidden()


@pytest.mark.parametrize("sized", PHONE_FIRST, indirect=True)
def test_what_the_reader_does_loosens_the_hold_and_return_brings_the_chapter_back(
    sized: Page, one_map: str
) -> None:
    page = visit(sized, one_map, f"#chapter={FOURTH}")
    chapter = shown(page)
    back = button(page, "Return to chapter 4")
    expect(back).to_be_hidden()
    page.evaluate("atlas.filter({categories: ['campus']})")
    expect(back).to_be_visible()
    assert state(page, "chapter") == FOURTH
    assert shown(page) != chapter
    expect(story(page).get_by_role("heading", name="APMSO 1978, MQM 1984")).to_be_in_viewport()
    back.click()
    expect(back).to_be_hidden()
    assert shown(page) == chapter
    assert state(page, "categories") is None


def test_dragging_the_map_loosens_the_hold(page: Page, one_map: str) -> None:
    visit(page, one_map, f"#chapter={FOURTH}")
    held = view(page)
    box = page.locator("#mg-map-area").bounding_box()
    assert box
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 420, box["y"] + 260, steps=5)
    page.mouse.up()
    back = button(page, "Return to chapter 4")
    expect(back).to_be_visible()
    assert view(page) != held
    back.click()
    expect(back).to_be_hidden()
    assert view(page) == pytest.approx(held, abs=0.01)


def test_what_was_left_stands_in_the_address_as_left(page: Page, one_map: str) -> None:
    visit(page, one_map, f"#chapter={FOURTH}")
    page.evaluate("atlas.filter({categories: ['campus']})")
    until(page, "location.hash.includes('categories=campus')")
    page.reload()
    page.evaluate("atlas.ready")
    expect(button(page, "Return to chapter 4")).to_be_visible()
    assert state(page, "categories") == ["campus"]


@pytest.mark.more
def test_a_link_to_a_chapter_as_it_was_held_opens_it_held(page: Page, one_map: str) -> None:
    visit(page, one_map, f"#chapter={SIXTH}")
    until(page, "location.hash.includes('from=1986-08-01')")
    before = view(page)
    page.reload()
    page.evaluate("atlas.ready")
    expect(button(page, "Chapter 6 of 12")).to_be_visible()
    expect(button(page, "Return to chapter")).to_be_hidden()
    assert view(page) == pytest.approx(before, abs=0.01)


def test_closing_the_story_restores_the_readers_own_filters_and_view(
    page: Page, one_map: str
) -> None:
    visit(page, one_map)
    page.evaluate("atlas.filter({years: [1990], confidence: ['A']})")
    mine = shown(page)
    before = view(page)
    tab(page, "Story")
    button(page, "Start the story").click()
    button(page, "Next chapter").click()
    assert state(page, "years") is None
    button(page, "Close the story").click()
    assert state(page, "years") == [1990]
    assert state(page, "confidence") == ["A"]
    assert state(page, "chapter") is None
    assert shown(page) == mine
    assert view(page) == pytest.approx(before, abs=0.01)
    expect(page.locator(".mg-is-named")).to_have_count(0)
    # The place is kept.
    going_on = button(page, "Continue with chapter 2")
    expect(going_on).to_be_focused()
    going_on.click()
    assert state(page, "chapter") == "language-law-1972"


def test_the_browsers_back_goes_back_a_chapter_and_out_of_the_story(
    page: Page, one_map: str
) -> None:
    visit(page, one_map)
    tab(page, "Story")
    button(page, "Start the story").click()
    settled(page)
    button(page, "Next chapter").click()
    settled(page)
    page.go_back()
    until(page, "atlas.state().chapter === 'city-after-1947'")
    expect(button(page, "Chapter 1 of 12")).to_be_visible()
    page.go_back()
    until(page, "atlas.state().chapter === null")
    expect(button(page, "Continue with chapter 1")).to_be_visible()
    assert state(page, "from") is None


def test_citations_lead_to_numbered_sources_under_the_chapter(sized: Page, one_map: str) -> None:
    page = visit(sized, one_map, f"#chapter={FOURTH}")
    article = story(page).locator(f'article[data-chapter="{FOURTH}"]')
    article.get_by_role("link", name="Source 1", exact=True).first.click()
    reference = article.locator("details li").first
    expect(reference).to_be_focused()
    expect(reference).to_be_in_viewport()
    assert reference.inner_text().strip()
    # Every number in the text has its source below.
    numbers = article.locator("sup a").evaluate_all("all => all.map((a) => Number(a.dataset.n))")
    assert set(numbers) == set(range(1, article.locator("details li").count() + 1))


@pytest.mark.more
def test_the_list_shows_what_the_chapter_shows(page: Page, one_map: str) -> None:
    visit(page, one_map, f"#chapter={SIXTH}")
    tab(page, "Events")
    expect(rows(page).first).to_be_visible()
    assert page.evaluate("atlas.count()") < 40
    tab(page, "Story")
    expect(
        story(page).get_by_role("heading", name="Sohrab Goth, Qasba and Aligarh, 1986")
    ).to_be_in_viewport()


def test_the_map_flies_only_for_those_who_like_motion(
    new_page: Callable[..., Page], one_map: str
) -> None:
    page = visit(new_page(reduced_motion="no-preference"), one_map, f"#chapter={FOURTH}")
    still = view(page)
    button(page, "Next chapter").click()
    settled(page, 300)
    moved = view(page)
    assert moved != pytest.approx(still, abs=0.001)
    # A flight is not the reader's doing: the chapter still has its hold.
    expect(button(page, "Return to chapter")).to_be_hidden()
    assert state(page, "view") is None
