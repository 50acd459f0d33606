"""A reader finds the events on the map: marks, what they gather, badges for what has no point."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect
from reader import shown, state, until, visit

from mapgen.page.elements import assets

MARKS = "Events on the map"
BADGES = "Events without an exact place"


def marks(page: Page) -> Any:
    return page.get_by_role("group", name=MARKS).get_by_role("button")


def badges(page: Page) -> Any:
    return page.get_by_role("group", name=BADGES).get_by_role("button")


def counted(page: Page) -> int:
    """How many events the marks and badges in view say that they stand for."""
    names = [
        mark.get_attribute("aria-label") or "" for mark in [*marks(page).all(), *badges(page).all()]
    ]
    return sum(
        int(found[1]) if (found := re.search(r"(\d+) events?[, ]", name)) else 1 for name in names
    )


def test_a_mark_says_day_title_and_deaths(page: Page, small_page: str) -> None:
    visit(page, small_page)
    names = [mark.get_attribute("aria-label") for mark in marks(page).all()]
    assert "14 December 1986: Shots at the Bridge, 50 dead" in names
    assert "26–27 May 1990: Fire at South Gate, 0–4 dead" in names
    assert "21 March 1991: Bazaar shut, no deaths" in names
    assert "November 1987: Strike at the edge, deaths not stated" in names


def test_events_of_one_place_are_one_mark_with_their_number(page: Page, small_page: str) -> None:
    visit(page, small_page)
    expect(page.get_by_role("button", name="3 events, North Town, 1975–1992")).to_have_text("3")


def test_every_event_shown_is_counted_by_a_mark_or_a_badge(page: Page, built_page: str) -> None:
    visit(page, built_page)
    assert counted(page) == len(shown(page)) > 100


def test_marks_follow_each_other_in_time_order(page: Page, built_page: str) -> None:
    visit(page, built_page)
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


def test_an_event_without_a_point_has_a_badge_and_no_pin(page: Page, small_page: str) -> None:
    visit(page, small_page)
    badge = badges(page)
    expect(badge).to_have_count(1)
    expect(badge).to_have_text(re.compile(r"Karachi, city-wide\s*1"))
    assert not any(
        "Language riots" in (m.get_attribute("aria-label") or "") for m in marks(page).all()
    )
    badge.click()
    expect(page.get_by_role("dialog")).to_have_accessible_name("Language riots")


def test_the_look_says_how_exactly_the_place_is_known(page: Page, small_page: str) -> None:
    visit(page, small_page)
    soft = re.compile(r"\bmg-mark--soft\b")
    doubtful = re.compile(r"\bmg-mark--doubtful\b")
    edge = page.get_by_role("button", name="Strike at the edge")
    bridge = page.get_by_role("button", name="Shots at the Bridge")
    expect(edge.first).to_have_class(soft)
    expect(edge.first).to_have_class(doubtful)
    expect(bridge.first).not_to_have_class(soft)
    expect(bridge.first).not_to_have_class(doubtful)


def test_more_deaths_make_a_larger_mark_and_the_smallest_can_be_hit(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)

    def width(name: str) -> float:
        box = page.locator(".mg-mark").and_(page.get_by_role("button", name=name)).bounding_box()
        assert box
        return box["width"]

    assert width("Shots at the Bridge") > width("Fire at South Gate") > width("Bazaar shut") >= 24


def test_a_gathered_mark_unfolds_when_its_events_lie_apart(page: Page, built_page: str) -> None:
    visit(page, built_page)
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
    page.wait_for_timeout(300)
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
    expect(page.locator(".mg-badge.mg-is-selected")).to_have_count(1)
    expect(page.locator(".mg-mark.mg-is-selected")).to_have_count(0)


def test_the_first_marks_are_announced_once_to_who_measures(page: Page, small_page: str) -> None:
    visit(page, small_page)
    page.wait_for_timeout(200)
    page.evaluate("atlas.filter({from: '1985-01-01'})")
    page.wait_for_timeout(200)
    assert page.evaluate("performance.getEntriesByName('atlas-first-marks').length") == 1


def test_marks_stand_before_texts_are_opened_and_get_their_words_then(
    page: Page, small_page: str
) -> None:
    page.add_init_script(
        """const wait = () => {
          const context = window.atlas && mapgen.context(map_atlas);
          if (!context) return setTimeout(wait);
          context.ready.then(() => {
            window.openAtFirst = context.blocks.size;
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


# ---- gathering, against a naive computation ---------------------------------------------------

GATHER = """
({events, scale, box}) => {
  const column = (name, Type) => Type.from(events.map((event) => event[name]));
  const columns = {first: column("first", Int32Array)};
  for (const name of ["latitude", "longitude", "deathsHigh"]) {
    columns[name] = column(name, Int32Array);
  }
  for (const name of ["category", "precision", "confidence"]) {
    columns[name] = column(name, Uint8Array);
  }
  const gatherer = new mapgen.modules.clusters.Gatherer(columns, 4, (i) => events[i].badge);
  gatherer.layout(scale, box);
  const visible = Uint32Array.from(events.flatMap((event, i) => (event.visible ? [i] : [])));
  gatherer.stretch = 5;
  const told = () => [...gatherer.told, ...gatherer.shares].join();
  const ranges = [[0, events.length], [3, events.length - 4], [9, 30], [0, 30]];
  const same = ranges.every(([from, to]) => {
    const within = visible.filter((i) => i >= from && i <= to);
    gatherer.count(within, {from, to, othersVersion: 1});
    const kept = told();
    gatherer.count(within);
    return kept === told();
  });
  gatherer.count(new Uint32Array());
  gatherer.count(visible);
  const badges = Array.from({length: gatherer.badges}, (_, b) => gatherer.badge(b).n);
  const marks = gatherer.marks().map((mark) => ({...mark,
    members: gatherer.members(visible, mark.groups), shares: gatherer.sharesOf(mark.groups)}));
  return {marks, badges, same, visible: [...visible]};
}
"""


@pytest.fixture(scope="module")
def core(browser: Any) -> Any:
    """A bare page with the core scripts: gathering needs no map."""
    page = browser.new_page()
    page.add_script_tag(content=assets.script("browser/core/clusters.js"))
    yield page
    page.close()


@st.composite
def some_event(draw: st.DrawFn) -> dict[str, int]:
    return {
        "latitude": draw(st.integers(2_470_000, 2_510_000)) // 400 * 400,
        "longitude": draw(st.integers(6_690_000, 6_720_000)) // 400 * 400,
        "deathsHigh": draw(st.integers(-1, 300)),
        "category": draw(st.integers(0, 3)),
        "precision": draw(st.integers(0, 1)),
        "confidence": draw(st.integers(0, 2)),
        "badge": draw(st.sampled_from([-1, -1, -1, 0, 1])),
        "visible": draw(st.booleans()),
    }


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(some_event(), max_size=60), st.sampled_from([9.0, 11.25, 14.0, 17.0]))
def test_marks_hold_each_visible_event_once_and_do_not_overlap(
    core: Any, events: list[dict[str, int]], zoom: float
) -> None:
    for number, event in enumerate(events):
        event["first"] = number
    scale = 256 * 2**zoom
    box = {"left": 0, "top": 0, "right": 1, "bottom": 1}
    x = [scale * (6_680_000 / 1e5 + 180) / 360, scale * (6_730_000 / 1e5 + 180) / 360]
    y = core.evaluate(
        "(s) => [mapgen.modules.clusters.mercatorY(25.2) * s, mapgen.modules.clusters.mercatorY(24.6) * s]",
        scale,
    )
    if (x[1] - x[0]) * (y[1] - y[0]) < 4e7:
        box = {"left": x[0], "top": y[0], "right": x[1], "bottom": y[1]}
    else:  # zoomed in: only a part is laid out, as on a screen
        box = {"left": x[0], "top": y[0], "right": x[0] + 4000, "bottom": y[0] + 4000}
    found = core.evaluate(GATHER, {"events": events, "scale": scale, "box": box})
    assert found["same"]  # sums of whole stretches of time are those of their events
    marks = found["marks"]
    held = [i for mark in marks for i in mark["members"]]
    assert len(held) == len(set(held))
    for mark in marks:
        members = [events[i] for i in mark["members"]]
        assert mark["n"] == len(members)
        assert mark["dead"] == sum(max(each["deathsHigh"], 0) for each in members)
        assert mark["first"] == min(mark["members"])
        assert mark["last"] == max(mark["members"])
        assert mark["soft"] == all(each["precision"] == 1 for each in members)
        assert mark["doubtful"] == all(each["confidence"] == 2 for each in members)
        assert mark["shares"] == [
            sum(each["category"] == category for each in members) for category in range(4)
        ]
        places = {(each["latitude"], each["longitude"]) for each in members}
        assert mark["mixed"] == (len(places) > 1)
    for badge, n in enumerate(found["badges"]):
        assert n == sum(each["badge"] == badge and each["visible"] for each in events)
    # Events of one place are never in two marks.
    mark_of: dict[tuple[int, int], int] = {}
    for number, mark in enumerate(marks):
        for i in mark["members"]:
            place = (events[i]["latitude"], events[i]["longitude"])
            assert mark_of.setdefault(place, number) == number
    if zoom < 14:  # then all is laid out
        assert sorted(held) == [i for i in found["visible"] if events[i]["badge"] < 0]
    for a, one in enumerate(marks):
        for other in marks[a + 1 :]:
            apart = ((one["x"] - other["x"]) ** 2 + (one["y"] - other["y"]) ** 2) ** 0.5
            assert apart >= (one["size"] + other["size"]) * 0.47 - 1e-6
