"""A page of 20,000 events: its texts stay closed until they are read, and all else is as ever."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import atlases
import pytest
from playwright.sync_api import Page, expect
from reader import rows, settled, shown, state, tab, until, visit

from mapgen.atlas.atlas import read_atlas
from mapgen.build import build

COUNT = 20_000
MARKS = "mapgen.context(map_atlas).panes[0].marks"
LAID = """(k) => {
  const {marks, map} = mapgen.context(map_atlas).panes[k];
  const text = () => marks.marks.map(({key, n, size}) => [key, n, size]).join(" ");
  const found = [marks.zoom, map.getZoom(), text()];
  marks.clusters.layout(marks.clusters.scale, marks.clusters.box);
  marks.draw();
  return [...found, text()];
}"""
"""The zoom that a map's marks are laid out for and its own, and its marks before and after it is laid out anew."""
RARE = 13_579  # the event with a word that no other has
FIRST = date(1972, 1, 1)


def events() -> list[dict[str, str]]:
    """Spots, neighbourhoods and a few city-wide events; some with figures, Markdown, relatives."""
    draw = random.Random(1972)
    found = []
    for number in range(COUNT):
        day = FIRST + timedelta(days=draw.randrange(365 * 20))
        event = {
            "id": f"event-{number:05}",
            "title": f"Event {number}",
            "date": day.isoformat(),
            "place": f"Street {draw.randrange(50)}",
            "city": "Karachi",
            "latitude": f"{draw.uniform(24.76, 25.04):.5f}",
            "longitude": f"{draw.uniform(66.91, 67.19):.5f}",
            "place_precision": "spot",
            "category": draw.choice(["clash", "protest"]),
            "attribution": "unknown",
            "summary": f"Something happened on {day:%A}, the {number}th time [@ali2005, p. 10].",
            "confidence": "B",
        }
        if number % 40 == 0:
            event |= {
                "place": "karachi",
                "place_precision": "city",
                "latitude": "",
                "longitude": "",
            }
        if number % 25 == 1:
            event |= {"deaths": "at least 3 [@dawn1985]; 7 [@upi1986]", "actors": "Police; Army"}
        if number % 100 == 2:
            event["summary"] = f"It was *said* so <b> [@mirrored]. Number {number} [@ali2005]."
            event["related"] = f"event-{number - 2:05};event-{number - 1:05}"
        if number == RARE:
            event["summary"] = "A zebra crossed the road [@ali2005]."
        found.append(event)
    return found


@pytest.fixture(scope="module")
def large_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = atlases.small_atlas(tmp_path_factory.mktemp("large") / "atlas")
    atlases.write_events(folder, events())
    settings = (folder / "mapgen.toml").read_text(encoding="utf-8")
    (folder / "mapgen.toml").write_text(f'coverage = "some"\n{settings}', encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def large_page(large_folder: Path) -> str:
    return build(large_folder).path.as_uri()


@pytest.fixture(scope="module")
def in_order() -> list[str]:
    return [each["id"] for each in sorted(events(), key=lambda each: (each["date"], each["id"]))]


def test_every_event_has_its_own_id_in_time_order(
    page: Page, large_page: str, in_order: list[str]
) -> None:
    visit(page, large_page)
    assert shown(page) == in_order
    marks = (
        "[...document.querySelectorAll('.mg-mark')].filter((e) => e.mgMark).map((e) => e.mgMark.n)"
    )
    on_map = page.evaluate(f"{marks}.reduce((a, b) => a + b, 0)")
    assert on_map == COUNT - COUNT // 40
    badge = page.get_by_role("button", name="Somewhere in Karachi: 500 events")
    expect(badge).to_be_visible()


def test_filters_count_as_a_plain_count_does(page: Page, large_page: str) -> None:
    visit(page, large_page)
    page.evaluate("atlas.filter({from: '1979-03-01', to: '1981-07', categories: ['clash']})")
    wanted = {
        each["id"]
        for each in events()
        if "1979-03-01" <= each["date"] <= "1981-07-31" and each["category"] == "clash"
    }
    assert set(shown(page)) == wanted
    page.evaluate("atlas.filter({from: null, to: null, categories: null, actors: ['Army']})")
    assert page.evaluate("atlas.count()") == COUNT // 25


def test_a_link_opens_an_event_whose_texts_were_closed(page: Page, large_page: str) -> None:
    visit(page, large_page, "#event=event-17026")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_have_accessible_name("Event 17026")
    expect(dialog.get_by_role("region", name="Dead").get_by_text("3–7")).to_be_visible()
    expect(dialog).to_contain_text("the 17026th time")
    expect(
        dialog.get_by_role("listitem").filter(has_text="Dawn, 16 Apr 1985").first
    ).to_be_visible()
    assert page.evaluate("mapgen.context(map_atlas).texts.blocks.size") < 10


@pytest.mark.more
def test_records_are_those_of_the_plain_record(
    page: Page, large_page: str, large_folder: Path
) -> None:
    from mapgen.page.payload.readings import records

    visit(page, large_page)
    atlas = read_atlas(large_folder)
    for start in (0, 511, 12_000, COUNT - 2):
        some = atlas.rows.take(slice(start, start + 2))
        for number, wanted in enumerate(records(some, atlas.settings)):
            read = "(i) => mapgen.context(map_atlas).read(i)"
            assert page.evaluate(read, start + number) == wanted


def test_a_record_is_read_by_its_id(page: Page, large_page: str) -> None:
    visit(page, large_page)
    event: dict[str, Any] = page.evaluate("atlas.read('event-00102')")
    assert event["title"] == "Event 102"
    assert event["related"] == ["event-00100", "event-00101"]
    assert event["sources"] == ["mirrored", "ali2005"]
    assert "<em>said</em> so &lt;b&gt;" in event["summary"]
    assert page.evaluate("atlas.event('event-00103').id") == "event-00103"
    assert page.evaluate("atlas.event('event-0010')") is None
    assert page.evaluate("atlas.read('no such event')") is None


def test_the_list_shows_what_is_scrolled_to(
    page: Page, large_page: str, in_order: list[str]
) -> None:
    visit(page, large_page)
    tab(page, "Events")
    expect(rows(page).first).to_contain_text(f"Event {int(in_order[0][6:])}")
    rows(page).first.focus()
    page.keyboard.press("End")
    last = f"Event {int(in_order[-1][6:])}"
    expect(rows(page).filter(has_text=re.compile(rf"\b{last}\b"))).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_accessible_name(last)
    assert state(page, "event") == in_order[-1]


def test_a_search_goes_through_all_texts(page: Page, large_page: str) -> None:
    visit(page, large_page)
    page.evaluate("atlas.filter({text: 'zebra'})")
    page.evaluate(
        """() => new Promise((done) => {
          const context = mapgen.context(map_atlas);
          const found = () => context.search.scan && context.visible().length === 1;
          const wait = () => (found() ? done() : setTimeout(wait, 20));
          wait();
        })"""
    )
    assert shown(page) == [f"event-{RARE:05}"]


def test_a_search_takes_the_place_of_another(page: Page, large_page: str) -> None:
    visit(page, large_page)
    # From within the page: asked from outside, the first may be over before the second begins.
    before = page.evaluate_handle(
        """async () => {
          const context = mapgen.context(map_atlas);
          const frame = () => new Promise((done) => requestAnimationFrame(done));
          atlas.filter({text: "something"});
          while (!context.isSearching()) await frame();
          const { scan } = context.search;
          atlas.filter({text: "Streat 7"});
          await frame();
          await frame();
          return scan;
        }"""
    )
    now = page.evaluate_handle("mapgen.context(map_atlas).search.scan")
    # While it goes on, nothing found is nothing yet: neither said to be the end nor begun anew.
    assert page.get_by_text("No event meets all of these filters.").count() == 0
    until(page, "!mapgen.context(map_atlas).isSearching()")
    assert page.evaluate("(scan) => scan.stopped && !scan.done", before)
    assert page.evaluate("(scan) => scan === mapgen.context(map_atlas).search.scan", now)
    found = set(shown(page))
    assert {each["id"] for each in events() if each["place"] == "Street 7"} <= found
    assert len(found) < COUNT  # no more than what sounds alike is found too


@pytest.mark.more
def test_a_lone_mark_opens_its_event(page: Page, large_page: str) -> None:
    visit(page, large_page)
    lone = page.evaluate(
        """() => {
          const context = mapgen.context(map_atlas);
          const placed = (i) => context.columns.latitude[i] !== mapgen.modules.event_values.NOWHERE;
          const i = context.visible().find((each) => placed(each) && !context.peek(each));
          const {id, from, latitude, longitude} = atlas.event(context.idOf(i));
          atlas.filter({from, to: from});
          map_atlas.setView([latitude, longitude], 17, {animate: false});
          return id;
        }"""
    )
    until(page, f"({MARKS}).zoom === 17")
    mark = page.evaluate_handle(
        """(id) => [...document.querySelectorAll(".mg-mark")].find(
             (each) => each.mgMark && mapgen.context(map_atlas).idOf(each.mgMark.first) === id)""",
        lone,
    ).as_element()
    assert mark is not None
    mark.click()
    expect(page.get_by_role("dialog")).to_have_accessible_name(f"Event {int(lone[6:])}")


def test_a_zoom_lays_out_many_events_in_the_next_frames(page: Page, large_page: str) -> None:
    visit(page, large_page, "#panes=one")
    before, now, stand = page.evaluate(
        f"""() => {{
          const marks = {MARKS};
          const before = marks.zoom;
          map_atlas.setZoom(before + 1, {{animate: false}});
          /* A step of time meanwhile, say. */
          marks.draw();
          const {{x, y}} = map_atlas.getPixelOrigin();
          return [before, marks.zoom, [...marks.views.byKey.values()].every(
            ({{at, mark}}) => at.x === Math.round(2 * mark.x - x) && at.y === Math.round(2 * mark.y - y))];
        }}"""
    )
    assert before == now
    assert stand  # what there is follows the map
    until(page, f"{MARKS}.zoom === {before + 1}")
    laid, zoom, marks, anew = page.evaluate(LAID, 0)
    assert laid == zoom == before + 1
    assert marks == anew != ""


def test_at_another_zoom_marks_in_view_are_put_up_first(page: Page, large_page: str) -> None:
    visit(page, large_page, "#panes=one")
    before = page.evaluate(f"{MARKS}.zoom")
    found, all_marks = page.evaluate(
        f"""async () => {{
          const marks = {MARKS};
          const frame = () => new Promise(requestAnimationFrame);
          const seen = () => {{
            const bounds = map_atlas.getPixelBounds();
            const up = [...document.querySelectorAll("button.mg-mark")].map(({{mgMark}}) => mgMark);
            return [up.length, up.filter(({{x, y}}) => bounds.contains([x, y])).length,
              up.every(({{first}}, k) => k === 0 || up[k - 1].first <= first)];
          }};
          map_atlas.setZoom({before + 2}, {{animate: false}});
          const found = [];
          while (marks.zoom === {before}) await frame();
          while (found.length === 0 || !marks.views.isWhole) {{
            found.push(seen());
            await frame();
          }}
          return [[...found, seen()], marks.marks.length];
        }}"""
    )
    numbers, in_view, sorted_by_time = zip(*found, strict=True)
    assert numbers[0] < numbers[-1] == all_marks
    assert in_view[0] == min(numbers[0], in_view[-1])
    assert list(numbers) == sorted(numbers)
    assert all(sorted_by_time)


def test_marks_that_are_not_up_yet_are_printed(page: Page, large_page: str) -> None:
    visit(page, large_page, "#panes=one")
    page.evaluate(f"map_atlas.setZoom({MARKS}.zoom + 2, {{animate: false}})")
    until(page, f"{MARKS}.zoom === map_atlas.getZoom()")
    up, all_marks = page.evaluate(
        f"""() => {{
          const marks = {MARKS};
          /* As at another zoom, and printed before the next frame. */
          marks.views.zoom = -1;
          marks.draw();
          const whole = marks.views.isWhole;
          dispatchEvent(new Event("beforeprint"));
          return [whole, marks.views.isWhole];
        }}"""
    )
    assert [up, all_marks] == [False, True]


def test_while_a_map_flies_its_target_is_laid_out(page: Page, large_page: str) -> None:
    visit(page, large_page, "#panes=one")
    assert page.evaluate(
        f"""() => new Promise((done) => {{
          const {{ground}} = {MARKS};
          map_atlas.once("zoomanim", ({{zoom}}) => done(ground.next?.zoom === zoom));
          map_atlas.zoomIn(1);
        }})"""
    )
    until(page, f"{MARKS}.zoom === map_atlas.getZoom()")
    laid, zoom, marks, anew = page.evaluate(LAID, 0)
    assert laid == zoom
    assert marks == anew != ""


def test_both_of_two_compared_maps_are_laid_out_beside_what_is_there(
    page: Page, large_page: str
) -> None:
    visit(page, large_page)
    page.evaluate("atlas.filter({compare: {from: '1979-01-01', to: '1985-12-31'}})")
    until(page, "mapgen.context(map_atlas).panes[1]?.marks?.clusters.box")
    settled(page)
    same = page.evaluate(
        """() => {
          const {panes} = mapgen.context(map_atlas);
          const before = panes.map(({marks}) => marks.clusters.box);
          map_atlas.panBy([map_atlas.getSize().x * 0.6, 0], {animate: false});
          return panes.map(({marks}, k) => marks.clusters.box === before[k]);
        }"""
    )
    assert same == [True, True]
    until(page, "mapgen.context(map_atlas).panes.every(({marks}) => marks.ground.next === null)")
    for k in (0, 1):
        laid, zoom, marks, anew = page.evaluate(LAID, k)
        assert laid == zoom
        assert marks == anew != ""
