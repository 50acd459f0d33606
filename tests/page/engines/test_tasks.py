"""Each thing that a reader can do, once in Chromium, Firefox and WebKitGTK."""

from __future__ import annotations

import pytest
from engines.reading import Reader

pytestmark = pytest.mark.more

CARD = ".mg-popup[role=dialog]"
CARD_TITLE = ".mg-card__title"
MARK = ".mg-map button.mg-mark"
TAB = "[role=tab]"
PANEL = "[role=tabpanel]"
ROW = ".mg-event-list button"
BRIDGE = "Shots at the Bridge"
COUNT = "() => atlas.count()"
VIEW = "() => [map_atlas.getZoom(), map_atlas.getCenter().lat, map_atlas.getCenter().lng]"
RANGE = "() => [atlas.state().from, atlas.state().to]"
SHADES = """() => [...document.querySelectorAll('.mg-map path')].map((each) =>
  getComputedStyle(each).fill + getComputedStyle(each).fillOpacity).join()"""
YEARS = "(wanted) => JSON.stringify(atlas.state().years) === wanted"


def test_the_opening_is_left_for_the_map_and_the_marks_are_there(
    desk: Reader, built_page: str
) -> None:
    desk.visit(built_page, explore=False)
    assert desk.sees("button", "Start the story")
    desk.click("button", "Explore the map")
    desk.find(ROW)
    assert desk.call(COUNT) > 100
    assert desk.sees(MARK)


def test_a_mark_opens_its_event_which_is_read_and_closed(desk: Reader, small_page: str) -> None:
    desk.visit(small_page)
    desk.click(MARK, BRIDGE)
    desk.find(CARD_TITLE, BRIDGE)
    assert desk.state("event") == "1986-karachi-bridge"
    desk.click(f"{CARD} button", "Close")
    desk.until("() => atlas.state().event === null")
    assert BRIDGE in desk.focused()


def test_the_card_is_worked_by_keys(desk: Reader, small_page: str) -> None:
    desk.visit(small_page)
    desk.focus(MARK, BRIDGE)
    desk.press("Enter")
    desk.until("(title) => document.activeElement.textContent.trim() === title", BRIDGE)
    desk.press("Escape")
    desk.until("() => atlas.state().event === null")
    assert BRIDGE in desk.focused()


def test_a_citation_leads_to_its_source_and_back(desk: Reader, small_page: str) -> None:
    desk.visit(small_page, "#event=1985-karachi-north")
    desk.click(f"{CARD} .mg-card__summary a", "Source 3")
    desk.until("() => document.activeElement.closest('li')?.textContent.includes('A history')")
    desk.click(f"{CARD} a", "Back to the sentence")
    desk.until("() => document.activeElement.closest('.mg-card__summary') !== null")
    assert desk.state("event") == "1985-karachi-north"


def test_the_next_event_is_opened_and_back_returns(desk: Reader, small_page: str) -> None:
    desk.visit(small_page, "#event=1985-karachi-north")
    desk.click(f"{CARD} button", "Next event shown")
    desk.find(CARD_TITLE, BRIDGE)
    # The address is written in the task after the step.
    desk.until("() => location.hash.includes('1986-karachi-bridge')")
    desk.engine.back()
    desk.until("() => atlas.state().event !== '1986-karachi-bridge'")


def test_the_list_is_walked_and_opens_an_event(desk: Reader, small_page: str) -> None:
    desk.visit(small_page)
    desk.click(TAB, "Events")
    desk.focus(ROW, "Language riots")
    desk.press("ArrowDown", "Enter")
    desk.find(CARD_TITLE, "Clash in North Town")
    desk.press("Escape")
    desk.find(ROW, "Clash in North Town")


def test_a_kind_is_chosen_and_taken_back(desk: Reader, small_page: str) -> None:
    desk.visit(small_page)
    desk.click(TAB, "Filters")
    with desk.changes(COUNT):
        desk.click(f"{PANEL} label", "Armed clash")
    assert desk.state("categories") == ["clash"]
    desk.until("() => location.hash.includes('categories=clash')")
    with desk.changes(COUNT):
        desk.engine.back()
    assert desk.state("categories") is None


def test_words_are_searched_for(desk: Reader, small_page: str) -> None:
    desk.visit(small_page)
    desk.click(TAB, "Filters")
    desk.focus("input[type=search]")
    with desk.changes(COUNT):
        desk.type("bridge")
    assert "1986-karachi-bridge" in desk.call("() => atlas.visible()")


def test_a_year_is_chosen(desk: Reader, small_page: str) -> None:
    desk.visit(small_page)
    desk.click(".mg-year-filter button", "1986")
    desk.until(YEARS, "[1986]")
    assert desk.call("() => atlas.visible()") == ["1986-karachi-bridge"]
    desk.press("ArrowLeft", "Enter")
    desk.until("() => atlas.state().years.length === 2")


def test_the_range_is_moved_by_keys_and_by_dragging(desk: Reader, small_page: str) -> None:
    desk.visit(small_page)
    desk.focus("[role=slider]", "First day shown")
    desk.press("ArrowRight")
    desk.until("() => atlas.state().from === '1972-02-01'")
    with desk.changes(RANGE):
        desk.engine.drag(desk.find("[role=slider]", "Last day shown"), -200, 0)
    assert "1980" < desk.state("to") < "1992"


def test_a_date_is_typed(desk: Reader, small_page: str) -> None:
    desk.visit(small_page)
    desk.focus(".mg-date-fields__input")
    desk.call("() => document.activeElement.select()")
    desk.type("1986-12")
    desk.press("Enter")
    desk.until("() => atlas.state().from === '1986-12-01'")


def test_time_plays_and_stops(desk: Reader, small_page: str) -> None:
    desk.visit(small_page)
    with desk.changes(RANGE):
        desk.click("button", "Play")
    with desk.changes(RANGE):
        pass
    desk.click("button", "Play")
    desk.until("() => document.querySelector('[title^=Play]').ariaPressed === 'false'")


def test_the_map_is_zoomed_dragged_and_sent_to_a_city(desk: Reader, built_page: str) -> None:
    desk.visit(built_page, "#panes=one")
    with desk.changes(VIEW):
        desk.click("button", "Zoom in")
    # Leaflet takes no other view while it zooms.
    desk.until("() => !document.querySelector('.leaflet-zoom-anim')")
    desk.click(".mg-map-button", "Hyderabad")
    desk.until("() => map_atlas.getCenter().lng > 68 && map_atlas.getZoom() > 9")
    desk.call("() => new Promise((done) => setTimeout(() => done(true), 400))")
    with desk.changes("() => map_atlas.getCenter()"):
        desk.engine.drag(desk.find(".mg-map"), 60, 40)


def test_a_mark_of_several_events_unfolds(desk: Reader, built_page: str) -> None:
    desk.visit(built_page, "#panes=one")
    with desk.changes("() => map_atlas.getZoom()"):
        desk.click(".mg-map button.mg-mark--several")


def test_the_strip_lists_what_has_no_point(desk: Reader, built_page: str) -> None:
    desk.visit(built_page)
    desk.click("button.mg-strip__area", "Karachi")
    desk.until(
        "() => [...document.querySelectorAll('.mg-event-list button')].some((row) =>"
        " row.getClientRects().length)"
    )


def test_the_key_is_opened_and_closed(desk: Reader, small_page: str) -> None:
    desk.visit(small_page)
    opened = "() => document.querySelector('.mg-legend__toggle').ariaExpanded"
    with desk.changes(opened):
        desk.click("button.mg-legend__toggle")
    with desk.changes(opened):
        desk.click("button.mg-legend__toggle")


def test_districts_are_shaded(desk: Reader, built_page: str) -> None:
    desk.visit(built_page)
    with desk.changes(SHADES):
        desk.choose("select.mg-districts__choice", "events")


def test_figures_sources_and_about_are_read(desk: Reader, built_page: str) -> None:
    desk.visit(built_page)
    desk.click(TAB, "Figures")
    desk.find(f"{PANEL} svg")
    desk.click(TAB, "Sources")
    desk.focus(f"{PANEL} input[type=search]")
    with desk.changes("() => document.querySelectorAll('.mg-source-list li').length"):
        desk.type("Verkaaik")
    desk.click(TAB, "About")
    desk.find(PANEL, "Corrections")


def test_the_story_is_read_chapter_by_chapter(desk: Reader, built_page: str) -> None:
    desk.visit(built_page, explore=False)
    desk.click("button", "Start the story")
    desk.until("() => atlas.state().chapter !== null")
    first = desk.state("chapter")
    with desk.changes(VIEW):
        desk.press("ArrowRight", "ArrowRight")
    assert desk.state("chapter") != first
    desk.find("h3", "Labour and martial law")
    desk.click("button", "Close the story")
    desk.until("() => atlas.state().chapter === null")


@pytest.mark.parametrize(("language", "direction"), [("ur", "rtl"), ("sd", "rtl")])
def test_the_language_is_another(
    desk: Reader, built_page: str, language: str, direction: str
) -> None:
    desk.visit(built_page)
    desk.choose(".mg-language__select", language)
    desk.until("(wanted) => document.documentElement.dir === wanted", direction)
    assert desk.state("lang") == language
    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert desk.call(wide) <= 0


def test_the_colours_are_dark(desk: Reader, small_page: str) -> None:
    desk.visit(small_page)
    ground = "() => getComputedStyle(document.body).backgroundColor"
    before = desk.call(ground)
    for _ in range(3):
        desk.click("button.mg-theme-switch__button")
        if desk.state("theme") == "dark":
            break
    assert desk.state("theme") == "dark"
    assert desk.call(ground) != before


def test_the_view_is_shared_and_its_link_opens_the_same(desk: Reader, small_page: str) -> None:
    desk.visit(small_page, "#years=1985,1986&categories=clash")
    shown = desk.call("() => atlas.visible()")
    desk.click("button", "Share, cite, save")
    desk.find("dialog", "Copy link")
    desk.press("Escape")
    fragment = desk.call("() => location.hash")
    desk.visit(small_page, fragment)
    assert desk.call("() => atlas.visible()") == shown


def test_what_is_shown_is_saved_as_a_table(desk: Reader, small_page: str) -> None:
    desk.visit(small_page)
    desk.click("button", "Share, cite, save")
    desk.call(
        """() => {
          window.saved = null;
          document.addEventListener('click', (event) => {
            const link = event.target.closest?.('a[download]');
            if (!link) return;
            event.preventDefault();
            window.saved = link.download;
          }, true);
        }"""
    )
    desk.click("dialog button", "CSV")
    assert desk.until("() => window.saved").endswith(".csv")


def test_an_event_is_cited(desk: Reader, small_page: str) -> None:
    desk.visit(small_page, "#event=1985-karachi-north")
    desk.click(f"{CARD} summary, {CARD} button", "Cite this event")
    desk.click(f"{CARD} label", "BibTeX")
    desk.find(".mg-cite-box__text", "@misc{1985-karachi-north")


def test_on_a_phone_a_mark_is_touched_and_its_sheet_read(phone: Reader, small_page: str) -> None:
    phone.visit(small_page)
    phone.call(
        "() => { window.touches = 0;"
        " addEventListener('touchstart', () => { window.touches += 1; }, true); }"
    )
    phone.tap(MARK, BRIDGE)
    phone.find(CARD_TITLE, BRIDGE)
    assert (phone.call("() => window.touches") > 0) == phone.engine.touches
    phone.tap(f"{CARD} button", "Close")
    phone.until("() => atlas.state().event === null")


def test_on_a_phone_the_map_is_dragged_by_a_finger(phone: Reader, small_page: str) -> None:
    phone.visit(small_page)
    with phone.changes("() => map_atlas.getCenter()"):
        phone.engine.drag(phone.find(".mg-map"), 50, -40, touch=True)


def test_on_a_phone_a_handle_of_the_range_is_dragged(phone: Reader, small_page: str) -> None:
    phone.visit(small_page)
    with phone.changes(RANGE):
        phone.engine.drag(phone.find("[role=slider]", "First day shown"), 80, 0, touch=True)


def test_on_a_phone_nothing_is_wider_than_the_window(phone: Reader, built_page: str) -> None:
    phone.visit(built_page)
    wide = "() => document.documentElement.scrollWidth - innerWidth"
    for name in ("Story", "Events", "Filters", "Figures", "Sources", "About"):
        phone.tap(TAB, name)
        phone.call("() => new Promise((done) => requestAnimationFrame(() => done(true)))")
        assert phone.call(wide) <= 0, name


def test_english_in_a_page_from_right_to_left_stands_on_the_left(
    desk: Reader, built_page: str
) -> None:
    """What is not translated is told from left to right, and so it is aligned, in every engine."""
    desk.visit(built_page, "#lang=ur")
    desk.click(TAB, "ماخذ")
    desk.find("[lang=en], [dir=ltr]")
    found = desk.until(
        """() => {
          const lines = [...document.querySelectorAll('#mg-tab-sources [lang=en]')]
            .filter((each) => each.checkVisibility() && getComputedStyle(each).display === 'block');
          return lines.length > 0 && lines.map((each) => {
            const { textAlign, direction } = getComputedStyle(each);
            return [direction, textAlign];
          });
        }"""
    )
    assert all(
        direction == "ltr" and align in ("left", "start", "-webkit-auto")
        for direction, align in found
    ), found


PICTURES: dict[str, str] = {}


@pytest.mark.parametrize(
    "fragment",
    [
        "#from=1986&to=1990&view=10.5/24.95/67.1&lang=en",
        "#from=1986&to=1990&view=10.5/24.95/67.1&lang=ur",
        "#from=1986&to=1987&compare.from=1990&view=10.5/24.95/67.1",
    ],
)
def test_the_picture_is_the_same_to_the_byte(desk: Reader, built_page: str, fragment: str) -> None:
    """Also with shaded districts: of a comparison they are, else as the reader asks."""
    desk.visit(built_page, fragment)
    desk.find(MARK)
    if "compare" not in fragment:
        desk.call("() => atlas.filter({shade: 'deaths'})")
    found = desk.call("() => atlas.picture()")
    assert found.startswith("<?xml")
    assert "fill-opacity" in found
    assert "url(#hatch-0)" in found
    assert found == PICTURES.setdefault(fragment, found)
