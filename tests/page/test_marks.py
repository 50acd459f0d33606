"""A reader finds the events on the map: marks, what they gather, the strip for what has no point."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from reader import settled, shown, state, until, visit

MARKS = "Events on the map"
WITHOUT_POINT = "Events without an exact place"


def marks(page: Page) -> Any:
    return page.get_by_role("group", name=MARKS).get_by_role("button")


def areas(page: Page) -> Any:
    return page.get_by_role("group", name=WITHOUT_POINT).get_by_role("button")


def names_of(found: Any) -> list[str]:
    names: list[str] = found.evaluate_all("(all) => all.map((each) => each.ariaLabel || '')")
    return names


def counted(page: Page) -> int:
    """How many events the marks, towns and the strip in view say that they stand for."""
    names = [*names_of(marks(page)), *names_of(areas(page))]
    return sum(
        int(found[1]) if (found := re.search(r"(\d+) events?[, ]", name)) else 1 for name in names
    )


def test_a_mark_says_day_title_and_deaths(page: Page, small_page: str) -> None:
    visit(page, small_page)
    names = names_of(marks(page))
    assert "14 December 1986: Shots at the Bridge, 50 dead" in names
    assert "26–27 May 1990: Fire at South Gate, 0–4 dead" in names
    assert "21 March 1991: Bazaar shut, none reported dead" in names
    assert "November 1987: Strike at the edge, deaths not stated" in names


def test_a_mark_is_named_beside_the_pointer_but_not_while_the_map_is_dragged(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    hint = page.locator(".mg-hint")
    mark = page.get_by_role("button", name="3 events, North Town, 1975–1992")
    enter = """(mark, buttons) => {
      for (const name of ["pointerleave", "pointerenter"]) {
        mark.dispatchEvent(new PointerEvent(name, { pointerType: "mouse", buttons }));
      }
    }"""
    mark.evaluate(enter, 0)
    expect(hint).to_contain_text("3 events, North Town")
    mark.evaluate(enter, 1)
    expect(hint).to_be_hidden()


def test_a_map_that_is_dragged_is_moved_and_not_drawn_anew(page: Page, one_map: str) -> None:
    visit(page, one_map)
    settled(page)
    area = page.locator(".mg-map").first.bounding_box()
    assert area
    x, y = area["x"] + area["width"] * 0.75, area["y"] + area["height"] * 0.6
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 4, y)
    settled(page)
    browser = page.context.browser
    assert browser
    # Chromium's own name for one tile of a layer being painted in pixels.
    browser.start_tracing(page=page, categories=["disabled-by-default-devtools.timeline"])
    for step in range(2, 22):
        page.mouse.move(x - 4 * step, y)
    settled(page)
    trace = json.loads(browser.stop_tracing())
    page.mouse.up()
    painted = [each for each in trace["traceEvents"] if each["name"] == "RasterTask"]
    assert len(painted) < 10


def test_maps_that_are_arranged_anew_keep_the_ground_that_is_laid_out(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    kept, drawn = page.evaluate(
        """() => {
          const context = mapgen.context(map_atlas);
          const [{marks}] = context.panes;
          const before = [marks.clusters.box, marks.marks];
          context.emit("panes", undefined);
          return [marks.clusters.box === before[0], marks.marks !== before[1]];
        }"""
    )
    assert kept
    assert drawn


def test_events_of_one_place_are_one_mark_with_their_number(page: Page, small_page: str) -> None:
    visit(page, small_page)
    expect(page.get_by_role("button", name="3 events, North Town, 1975–1992")).to_have_text("3")


def test_every_event_shown_is_counted_by_a_mark_or_an_area(page: Page, one_map: str) -> None:
    visit(page, one_map)
    again = page.evaluate(
        """() => {
          const context = mapgen.context(map_atlas);
          const [{ marks }] = context.panes;
          return Array.from(context.placed()).reduce(
            (sum, i) => sum + Math.max(marks.elements.of(i).length - 1, 0), 0);
        }"""
    )
    assert counted(page) - again == len(shown(page)) > 100


def test_marks_follow_each_other_in_time_order(page: Page, small_page: str) -> None:
    visit(page, small_page)
    order = page.evaluate(
        "[...document.querySelectorAll('button.mg-mark')].map((m) => m.mgMark.first)"
    )
    assert order == sorted(order)
    assert len(order) > 2


def test_counts_follow_the_filter(page: Page, small_page: str) -> None:
    visit(page, small_page)
    page.evaluate("atlas.filter({from: '1985-01-01'})")
    expect(page.get_by_role("button", name="2 events, North Town, 1985–1992")).to_be_visible()
    page.evaluate("atlas.filter({from: '1990-01-01'})")
    expect(
        page.get_by_role("button", name="about 19 June 1992: Operation in the north")
    ).to_be_visible()
    assert counted(page) == 3


def test_while_only_time_changes_the_marks_stay_the_same_elements(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    mark = marks(page).first
    mark.evaluate("(button) => { button.dataset.kept = 'yes'; }")
    page.evaluate("atlas.filter({to: '1991-12-31'})")
    expect(page.get_by_role("button", name="2 events, North Town")).to_have_attribute(
        "data-kept", "yes"
    )


def test_an_event_without_a_point_is_in_the_strip_and_no_pin(page: Page, small_page: str) -> None:
    visit(page, small_page)
    area = areas(page)
    expect(area).to_have_count(1)
    expect(area).to_have_text(re.compile(r"Somewhere in Karachi · 1\s*1"))
    assert not any("Language riots" in name for name in names_of(marks(page)))
    box, frame = area.bounding_box(), page.locator(".mg-map").bounding_box()
    assert box
    assert frame
    assert abs(box["y"] + box["height"] - frame["y"] - frame["height"]) <= 1
    assert box["height"] >= 24
    area.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_accessible_name("Language riots")


def test_the_look_says_how_exactly_the_place_is_known(page: Page, small_page: str) -> None:
    visit(page, small_page)
    soft = re.compile(r"\bmg-mark--soft\b")
    doubtful = re.compile(r"\bmg-mark--doubtful\b")
    edge = page.locator(".mg-mark").and_(page.get_by_role("button", name="Strike at the edge"))
    bridge = page.locator(".mg-mark").and_(page.get_by_role("button", name="Shots at the Bridge"))
    expect(edge).to_have_class(soft)
    expect(edge).to_have_class(doubtful)
    expect(bridge).not_to_have_class(soft)
    expect(bridge).not_to_have_class(doubtful)


def test_more_deaths_make_a_larger_mark_and_the_smallest_can_be_hit(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)

    def width(name: str) -> float:
        box = page.locator(".mg-mark").and_(page.get_by_role("button", name=name)).bounding_box()
        assert box
        return box["width"]

    assert width("Shots at the Bridge") > width("Fire at South Gate") > width("Bazaar shut") >= 24


def test_a_gathered_mark_unfolds_when_its_events_lie_apart(page: Page, one_map: str) -> None:
    visit(page, one_map)
    before = page.evaluate("document.querySelectorAll('button.mg-mark').length")
    largest = page.evaluate(
        """() => {
          const marks = [...document.querySelectorAll('button.mg-mark')];
          const mark = marks.sort((a, b) => b.mgMark.n - a.mgMark.n)[0];
          mark.focus();
          return mark.getAttribute('aria-label');
        }"""
    )
    page.keyboard.press("Enter")
    settled(page)
    assert state(page, "view") is not None
    assert page.get_by_role("button", name=largest, exact=True).count() == 0
    assert page.evaluate("document.querySelectorAll('button.mg-mark').length") > before / 2
    # The focus went on with the first of the events that the mark had held.
    assert page.evaluate("document.activeElement.classList.contains('mg-mark')")


def test_a_mark_of_one_place_opens_the_list_of_its_events(page: Page, small_page: str) -> None:
    visit(page, small_page)
    page.get_by_role("button", name="3 events, North Town").click()
    dialog = page.get_by_role("dialog", name="North Town")
    expect(dialog.get_by_role("listitem")).to_have_count(3)
    dialog.get_by_role("button", name="Days of clashes").click()
    expect(page.get_by_role("dialog")).to_have_accessible_name("Days of clashes")
    assert state(page, "event") == "1985-karachi-north"
    expect(page.get_by_role("dialog").get_by_text("2 of 3 at this place")).to_be_visible()


def test_the_open_event_is_marked_on_the_map(page: Page, small_page: str) -> None:
    visit(page, small_page)
    page.evaluate("atlas.open('1986-karachi-bridge')")
    expect(page.locator(".mg-mark.mg-is-selected")).to_have_accessible_name(
        re.compile("Shots at the Bridge")
    )
    page.evaluate("atlas.open('1972-karachi-language')")
    expect(page.locator(".mg-strip__area.mg-is-selected")).to_have_count(1)
    expect(page.locator(".mg-mark.mg-is-selected")).to_have_count(0)


def test_the_first_marks_are_announced_once_to_who_measures(page: Page, small_page: str) -> None:
    visit(page, small_page)
    settled(page)
    page.evaluate("atlas.filter({from: '1985-01-01'})")
    settled(page)
    assert page.evaluate("performance.getEntriesByName('atlas-first-marks').length") == 1


def test_marks_stand_before_texts_are_opened_and_get_their_words_then(
    page: Page, small_page: str
) -> None:
    page.add_init_script(
        """const wait = () => {
          const context = window.atlas && mapgen.context(map_atlas);
          if (!context) return setTimeout(wait);
          context.ready.then(() => {
            window.openAtFirst = context.texts.blocks.size;
            atlas.filter({text: "bridge"});
          });
        };
        wait();"""
    )
    visit(page, small_page)
    assert page.evaluate("window.openAtFirst") == 0
    until(page, "!mapgen.context(map_atlas).isSearching()")
    at_once = shown(page)
    page.evaluate("atlas.clear()")
    everything = shown(page)
    page.evaluate("atlas.filter({text: 'bridge'})")
    assert shown(page) == at_once
    assert 0 < len(at_once) < len(everything)
    expect(marks(page).first).to_have_accessible_name(re.compile("Shots at the Bridge"))


def test_an_event_at_several_places_has_a_mark_at_each_and_is_counted_once(
    page: Page, one_map: str
) -> None:
    visit(page, one_map + "#view=14/25.385/68.37")
    found = page.evaluate(
        """async () => {
          const context = mapgen.context(map_atlas);
          const { columns } = context;
          const [{ marks }] = context.panes;
          const i = columns.spotEvent.find((each) => marks.elements.of(each).length > 1);
          atlas.open(context.idOf(i));
          const members = marks.marks.map((mark) =>
            marks.clusters.members(context.placed(), mark.groups));
          return {
            marks: marks.elements.of(i).length,
            soft: marks.elements.of(i).every((view) => view.mark.n > 1 || view.mark.soft),
            lit: document.querySelectorAll(".mg-mark.mg-is-selected").length,
            exact: marks.marks.every((mark, k) => mark.n === members[k].length),
            listed: members.every((each) => new Set(each).size === each.length),
            total: atlas.count() === new Set(atlas.visible()).size,
            places: atlas.event(context.idOf(i)).places,
          };
        }"""
    )
    for name in ("soft", "exact", "listed", "total"):
        assert found[name], name
    expect(page.locator(".mg-mark.mg-is-selected")).to_have_count(found["marks"])
    expect(page.locator("path.mg-place-line")).to_have_count(1)
    assert len(found["places"]) >= found["marks"] > 1
    assert {"id", "name", "latitude", "longitude"} == set(found["places"][0])
    page.evaluate("atlas.close()")
    expect(page.locator("path.mg-place-line")).to_have_count(0)


def test_no_step_of_time_moves_the_name_of_a_city(page: Page, one_map: str) -> None:
    visit(page, one_map)
    name = page.locator(".mg-label--city.mg-label--shown")
    expect(name.first).to_be_visible()
    where = """(names) => {
      const frame = map_atlas.getContainer().getBoundingClientRect();
      return names.map((each) => {
        const {left, top, width, height} = each.getBoundingClientRect();
        const at = [left + width / 2 - frame.left, top + height / 2 - frame.top];
        const { lat, lng } = map_atlas.containerPointToLatLng(at);
        return [each.textContent, lat, lng];
      });
    }"""
    before = name.evaluate_all(where)
    page.evaluate("atlas.filter({from: '1990-01-01', to: '1990-12-31'})")
    until(page, "atlas.count() < 100")
    settled(page)
    after = name.evaluate_all(where)
    pixel = 360 / 256 / 2 ** page.evaluate("map_atlas.getZoom()")
    assert [each[0] for each in after] == [each[0] for each in before]
    for old, new in zip(before, after, strict=True):
        assert old[1:] == pytest.approx(new[1:], abs=1.5 * pixel)
