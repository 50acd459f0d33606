"""A reader moves through time: handles, range, typed dates, play and step, district changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from examples import more
from playwright.sync_api import Page, expect
from reader import pass_time, shown, slider, state, until, visit


def strip(page: Page) -> tuple[float, float, float]:
    """Left edge, width and middle height of the strip."""
    box = page.locator(".mg-time-filter__area").bounding_box()
    assert box
    return box["x"], box["width"], box["y"] + box["height"] / 2


def at(page: Page, year: float) -> float:
    """Where a time lies across the page, in pixels; the small atlas goes from 1972 to 1992."""
    left, width, _ = strip(page)
    return left + width * (year - 1972) / 21


def drag(page: Page, from_x: float, to_x: float) -> None:
    _, _, y = strip(page)
    page.mouse.move(from_x, y)
    page.mouse.down()
    page.mouse.move((from_x + to_x) / 2, y)
    page.mouse.move(to_x, y, steps=4)
    page.mouse.up()


def test_the_handles_say_their_days_and_begin_at_the_whole_period(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    expect(slider(page, "First")).to_have_attribute("aria-valuetext", "1 January 1972")
    expect(slider(page, "Last")).to_have_attribute("aria-valuetext", "31 December 1992")
    expect(page.locator(".mg-time-filter__count")).to_have_text("8 events, 1972–1992")


def test_arrow_keys_move_a_handle_by_months_and_page_keys_by_years(
    page_anywhere: Page, small_page: str
) -> None:
    page = visit(page_anywhere, small_page)
    first, last = slider(page, "First"), slider(page, "Last")
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(first).to_have_attribute("aria-valuetext", "1 February 1972")
    page.keyboard.press("PageUp")
    expect(first).to_have_attribute("aria-valuetext", "1 February 1973")
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-valuetext", "1 January 1973")
    assert "1972-karachi-language" not in shown(page)
    last.focus()
    page.keyboard.press("ArrowLeft")
    expect(last).to_have_attribute("aria-valuetext", "30 November 1992")
    page.keyboard.press("Home")
    expect(last).to_have_attribute("aria-valuetext", "31 January 1973")
    first.focus()
    page.keyboard.press("PageUp")
    expect(first).to_have_attribute("aria-valuetext", "1 January 1973")
    page.keyboard.press("Home")
    expect(first).to_have_attribute("aria-valuetext", "1 January 1972")
    assert state(page, "from") is None
    assert state(page, "to") == "1973-01-31"


def test_dragging_over_the_whole_strip_chooses_a_range_of_whole_months(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    drag(page, at(page, 1985) + 1, at(page, 1987) - 1)
    assert state(page, "from") == "1985-01-01"
    assert state(page, "to") == "1986-12-31"
    assert shown(page) == ["1985-karachi-north", "1986-karachi-bridge"]
    expect(page.locator(".mg-time-filter__count")).to_have_text("2 of 8 events, 1985–1986")


def test_dragging_inside_the_range_moves_both_ends_and_keeps_its_width(
    page: Page, small_page: str
) -> None:
    visit(page, small_page, "#from=1985-01-01&to=1986-12-31")
    drag(page, at(page, 1986), at(page, 1989))
    assert (state(page, "from"), state(page, "to")) == ("1988-01-01", "1989-12-31")
    drag(page, at(page, 1989), at(page, 1992.9))
    assert (state(page, "from"), state(page, "to")) == ("1991-01-01", None)


def test_a_handle_is_dragged_and_cannot_pass_the_other(page: Page, small_page: str) -> None:
    visit(page, small_page, "#from=1985-01-01&to=1986-12-31")
    drag(page, at(page, 1985) - 6, at(page, 1980) - 6)
    year = int(str(state(page, "from"))[:4])
    assert year in (1979, 1980)
    drag(page, at(page, 1987) + 6, at(page, 1975))
    assert str(state(page, "to")) >= str(state(page, "from"))


def test_a_click_beside_the_range_brings_the_nearer_handle_there(
    page: Page, small_page: str
) -> None:
    visit(page, small_page, "#from=1985-01-01&to=1986-12-31")
    _, _, y = strip(page)
    page.mouse.click(at(page, 1990) - 1, y)
    assert (state(page, "from"), state(page, "to")) == ("1985-01-01", "1989-12-31")


TYPED = {
    "1986": ("1986-01-01", "1986-12-31"),
    "1986-12": ("1986-12-01", "1986-12-31"),
    "1986-12-14": ("1986-12-14", "1986-12-14"),
    "۱۹۸۶": ("1986-01-01", "1986-12-31"),
}


def test_a_date_is_taken_that_was_typed_while_the_range_changed(
    page: Page, small_page: str
) -> None:
    visit(page, small_page, "#from=1986-12-01&to=1986-12-31")
    field = page.get_by_role("textbox", name="From", exact=True)
    field.fill("1986-12-14")
    page.evaluate("atlas.clear()")
    last = page.get_by_role("textbox", name="to", exact=True)
    expect(last).to_have_value("1992")
    expect(field).to_have_value("1986-12-14")
    field.press("Enter")
    expect(field).to_have_value("1986-12-14")
    last.focus()
    assert state(page, "from") == "1986-12-14"


def test_typed_dates_include_both_ends(page_anywhere: Page, small_page: str) -> None:
    page = visit(page_anywhere, small_page)
    for typed, days in TYPED.items():
        for name in ("From", "to"):
            field = page.get_by_role("textbox", name=name, exact=True)
            field.fill(typed)
            field.press("Enter")
        assert (state(page, "from"), state(page, "to")) == days, typed
        assert shown(page) == ["1986-karachi-bridge"], typed
        page.evaluate("atlas.clear()")
        expect(page.get_by_role("textbox", name="From", exact=True)).to_have_value("1972")


def test_dates_in_fields_have_the_languages_own_digits(page: Page, built_page: str) -> None:
    visit(page, built_page, "#lang=sd&from=1986-08&panes=one")
    first = page.locator(".mg-date-fields__input").first
    mark = "\N{LEFT-TO-RIGHT MARK}"
    expect(first).to_have_value(f"١٩٨٦{mark}-{mark}٠٨")
    # What stands there is what it says: left alone it changes nothing, with a day more it is taken.
    first.press("Enter")
    assert state(page, "from") == "1986-08-01"
    first.fill(f"١٩٨٦{mark}-{mark}٠٩")
    first.press("Enter")
    assert state(page, "from") == "1986-09-01"
    expect(first).to_have_value(f"١٩٨٦{mark}-{mark}٠٩")


def test_a_date_that_does_not_exist_is_refused_with_words(page: Page, small_page: str) -> None:
    visit(page, small_page, "#from=1985-01-01")
    field = page.get_by_role("textbox", name="From", exact=True)
    field.fill("1986-02-30")
    field.press("Enter")
    expect(page.get_by_role("alert")).to_have_text(
        "“1986-02-30” is not a date of the calendar. Write 1986, 1986-12 or 1986-12-14."
    )
    expect(field).to_have_attribute("aria-invalid", "true")
    assert state(page, "from") == "1985-01-01"
    field.press("Escape")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(field).to_have_value("1985")
    until = page.get_by_role("textbox", name="to", exact=True)
    until.fill("1980")
    until.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("The first date is later than the last one.")


def test_one_step_from_the_whole_time_shows_the_first_step_and_goes_on_from_there(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    page.get_by_role("combobox", name="Step").select_option("a year")
    page.get_by_role("button", name="Show only the first step (a year)").click()
    assert (state(page, "from"), state(page, "to")) == (None, "1972-12-31")
    expect(page.get_by_role("button", name="Back by a year")).to_have_attribute(
        "aria-disabled", "true"
    )
    page.get_by_role("button", name="On by a year").click()
    assert (state(page, "from"), state(page, "to")) == ("1973-01-01", "1973-12-31")
    page.get_by_role("button", name="Back by a year").click()
    assert shown(page) == ["1972-karachi-language"]


def test_play_builds_up_the_whole_time_in_steps_for_those_who_want_less_motion(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    page.get_by_role("combobox", name="Step").select_option("a year")
    play = page.get_by_role("button", name="Play: build up from the first day")
    page.clock.install()
    play.click()
    expect(play).to_have_attribute("aria-pressed", "true")
    assert state(page, "to") == "1972-12-31"
    page.clock.run_for(1000)
    assert (state(page, "from"), state(page, "to")) == (None, "1973-12-31")
    page.clock.run_for(30_000)
    assert state(page, "to") is None
    expect(play).to_have_attribute("aria-pressed", "false")


def test_play_moves_a_range_at_its_own_width_until_the_end(page: Page, small_page: str) -> None:
    visit(page, small_page, "#from=1989-01-01&to=1990-12-31")
    page.get_by_role("combobox", name="Step").select_option("a year")
    play = page.get_by_role("button", name="Play: move this range through time")
    page.clock.install()
    play.click()
    page.clock.run_for(1000)
    assert (state(page, "from"), state(page, "to")) == ("1990-01-01", "1991-12-31")
    page.clock.run_for(5000)
    assert (state(page, "from"), state(page, "to")) == ("1991-01-01", None)
    expect(play).to_have_attribute("aria-pressed", "false")


def test_with_motion_the_range_glides_and_stops_on_whole_months(new_page, small_page: str) -> None:
    page = visit(new_page(reduced_motion="no-preference"), small_page, "#to=1973-12-31")
    play = page.get_by_role("button", name="Play")
    play.click()
    until(page, "(atlas.state().from || '') > '1972-01-01'")
    play.click()
    first = str(state(page, "from"))
    assert first > "1972-01-01"
    assert first.endswith("-01")
    expect(play).to_have_attribute("aria-pressed", "false")
    pass_time(page, 100, "it would have played on")
    assert state(page, "from") == first


def test_a_span_is_counted_in_every_bar_that_it_meets(page: Page, small_page: str) -> None:
    visit(page, small_page)
    counted = page.evaluate(
        """() => {
          const {filter} = mapgen.context(atlas_map());
          const day = (text) => mapgen.modules.days.fromISO(text);
          const wider = new Uint32Array(3);
          const edges = ["1987-11-01", "1987-11-11", "1987-11-21", "1987-12-01"].map(day);
          return [Array.from(filter.histogram(edges, {wider})), Array.from(wider)];
        }""".replace("atlas_map()", "map_atlas")
    )
    assert counted == [[1, 1, 1], [1, 1, 1]]


def test_changes_of_districts_stand_on_the_strip_in_words(page: Page, small_page: str) -> None:
    visit(page, small_page)
    marks = page.get_by_role("group", name="Changes of districts").get_by_role("button")
    names = [mark.get_attribute("aria-label") for mark in marks.all()]
    assert names[0] == "Districts from 1 July 1972: new: West, East; no longer: Old"
    assert "Districts from 1 January 1981: new: West or East" in names
    marks.first.focus()
    expect(page.locator(".mg-time-filter__label")).to_have_text(str(names[0]))
    page.keyboard.press("Escape")
    expect(page.locator(".mg-time-filter__label")).to_be_hidden()


def test_the_count_is_read_out_once_the_range_rests(page: Page, small_page: str) -> None:
    visit(page, small_page)
    slider(page, "First").focus()
    for _ in range(3):
        page.keyboard.press("PageUp")
    status = page.locator(".mg-time-filter [role=status]")
    expect(status).to_have_text("7 of 8 events, 1975–1992")


def test_a_step_of_the_range_rebuilds_nothing(page: Page, small_page: str) -> None:
    visit(page, small_page)
    changes = page.evaluate(
        """async () => {
          const seen = [];
          const watch = new MutationObserver((list) => list.forEach((each) =>
            each.addedNodes.forEach((node) => node.nodeType === 1 && seen.push(node.outerHTML))));
          const strip = document.querySelector(".mg-time-filter");
          watch.observe(strip, {childList: true, subtree: true});
          for (let year = 1975; year < 1990; year += 1) {
            atlas.filter({from: String(year)});
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          }
          return seen;
        }"""
    )
    assert changes == []


def test_play_gives_way_to_a_range_that_someone_else_sets(page: Page, small_page: str) -> None:
    visit(page, small_page, "#from=1980-01-01&to=1980-12-31")
    play = page.get_by_role("button", name="Play: move this range through time")
    play.click()
    expect(play).to_have_attribute("aria-pressed", "true")
    page.evaluate("atlas.filter({from: '1985', to: '1986'})")
    expect(play).to_have_attribute("aria-pressed", "false")
    pass_time(page, 1300, "longer than a step of the play")
    assert (state(page, "from"), state(page, "to")) == ("1985-01-01", "1986-12-31")


@pytest.mark.parametrize("touch", [False, True])
def test_year_toggles_stand_under_the_strip_only_where_each_has_the_room_of_its_year(
    new_page: Callable[..., Page], one_map: str, touch: bool
) -> None:
    page = visit(new_page(viewport={"width": 1366, "height": 768}, has_touch=touch), one_map)
    aligned = page.locator(".mg-time-filter--aligned").count() == 1
    wider = page.locator(".mg-year-filter__row").evaluate("(e) => e.scrollWidth - e.clientWidth")
    assert aligned != touch
    assert aligned == (wider <= 1)


SIZES_OF_PARTS = """() => {
  const heights = new Map();
  const parts = '.mg-map, .mg-time-area, .mg-time-filter__head, .mg-panel-area, .mg-strip';
  const look = () => document.querySelectorAll(parts).forEach((part, k) => {
    const { width, height } = part.getBoundingClientRect();
    const name = `${k} ${part.className.split(' ')[0]}`;
    heights.set(name, (heights.get(name) || new Set()).add(`${width} × ${height}`));
  });
  look();
  const day = (month) => new Date(Date.UTC(1972, month, 1)).toISOString().slice(0, 10);
  const last = (month) => new Date(Date.UTC(1972, month + 1, 0)).toISOString().slice(0, 10);
  for (let month = 2; month < 21 * 12; month += 3) {
    for (const from of [null, day(Math.max(month - 11, 0)), day(month)]) {
      atlas.filter({ from, to: last(month) });
      look();
    }
  }
  return [...heights].map(([name, each]) => [name, [...each]]);
}"""


# Other sizes and languages repeat the one.
@pytest.mark.parametrize(
    ("width", "height", "language"),
    [
        (390, 844, "ur"),
        more(1366, 768, "en"),
        more(390, 844, "en"),
        more(1366, 768, "ur"),
        *(
            more(*size, language)
            for size in ((768, 1024), (1920, 1080))
            for language in ("en", "ur")
        ),
    ],
)
def test_as_time_moves_nothing_resizes(
    new_page: Callable[..., Page], built_page: str, width: int, height: int, language: str
) -> None:
    size = {"width": width, "height": height}
    page = visit(new_page(viewport=size, has_touch=width < 800), built_page, f"#lang={language}")
    until(page, "document.fonts.status === 'loaded'")
    sizes = page.evaluate(SIZES_OF_PARTS)
    assert len(sizes) >= 4
    assert [each for each in sizes if len(each[1]) > 1] == []


def test_a_click_on_a_bar_takes_its_period(page: Page, small_page: str) -> None:
    visit(page, small_page)
    _, _, y = strip(page)
    # December 1986, in a bar of three months.
    page.mouse.click(at(page, 1986 + 11.5 / 12), y)
    first, last = state(page, "from"), state(page, "to")
    assert (first, last) == ("1986-10-01", "1986-12-31")
    assert shown(page) == ["1986-karachi-bridge"]
    # A bar outside the range, then one where no bar stands.
    page.mouse.click(at(page, 1985 + 3.5 / 12), y)
    assert (state(page, "from"), state(page, "to")) == ("1985-04-01", "1985-06-30")
    page.mouse.click(at(page, 1983.5), y)
    assert (state(page, "from"), state(page, "to")) == ("1983-07-01", "1985-06-30")


def test_on_a_phone_the_handles_keep_clear_of_its_edges(
    new_page: Callable[..., Page], small_page: str
) -> None:
    page = visit(
        new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True), small_page
    )
    for end in ("First", "Last"):
        box = slider(page, end).bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
        assert box["x"] >= 24
        assert box["x"] + box["width"] <= 390 - 24


def test_what_a_bar_means_is_said(page: Page, small_page: str) -> None:
    visit(page, small_page)
    words = page.locator(".mg-time-filter__scale")
    expect(words).to_have_text("Bars: 3 months each. Pale: events that lasted longer.")
    expect(page.locator(".mg-time-filter__peak")).to_have_text("1 event")


@pytest.mark.parametrize("width", [390, more(820), more(1280), 1366])
def test_the_strip_has_its_height_before_it_is_drawn(
    page: Page, small_page: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    visit(page, small_page)
    until(
        page,
        """(() => {
          const area = document.querySelector(".mg-time-area");
          const kept = parseFloat(getComputedStyle(area).minBlockSize);
          return Math.abs(area.getBoundingClientRect().height - kept) < 1;
        })()""",
    )
