"""The components on maps of other people's: any folium.Map, beside other plugins, in a notebook."""

from __future__ import annotations

import html
import itertools
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import cdn
import folium
import frames
import geopandas
import pytest
from branca.element import Figure
from examples import more
from folium.plugins import Fullscreen, MarkerCluster
from playwright.sync_api import Frame, FrameLocator, Locator, Page, expect

from mapgen import (
    DistrictLayer,
    EventFilter,
    EventLayer,
    EventList,
    FilterChips,
    Legend,
    Panel,
    SourceList,
    TimeFilter,
    YearFilter,
    read_atlas,
)

PLACE = {"location": (24.88, 67.07), "zoom_start": 11}


@pytest.fixture
def page(page: Page) -> Page:
    return cdn.answer(page)


def quakes(**options: Any) -> EventLayer:
    return EventLayer(frames.quakes(), summary="note", **options)


def show(page: Page, whole: folium.Map | Figure, path: Path) -> Page:
    """Save a map, open it, and wait until its components stand."""
    whole.save(str(path / "map.html"))
    page.goto((path / "map.html").as_uri())
    settle(page)
    return page


def settle(page: Page | Frame) -> None:
    page.evaluate("window.atlas ? atlas.ready : null")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def marks(page: Page | Locator | FrameLocator) -> Locator:
    return page.get_by_role("group", name="Events on the map").get_by_role("button")


def rows(page: Page | Locator | FrameLocator) -> Locator:
    return page.get_by_role("list", name="Events shown").get_by_role("button")


def titles(found: Locator) -> list[str]:
    return found.locator(".mg-event-list__title").all_inner_texts()


def test_events_of_any_frame_stand_on_any_map(page: Page, tmp_path: Path) -> None:
    m = folium.Map(**PLACE)
    quakes().add_to(m)
    show(page, m, tmp_path)
    expect(marks(page)).to_have_count(4)
    expect(page.get_by_role("button", name="1 March 1985: First", exact=True)).to_be_visible()
    first = page.get_by_role("button", name="1 March 1985: First").bounding_box()
    last = page.get_by_role("button", name="31 December 1990: Last").bounding_box()
    assert first
    assert last
    assert first["x"] < last["x"]
    assert first["y"] > last["y"]


def test_a_click_opens_the_event_and_its_text_is_text(page: Page, tmp_path: Path) -> None:
    m = folium.Map(**PLACE)
    quakes().add_to(m)
    show(page, m, tmp_path)
    page.get_by_role("button", name="4 May 1988").click()
    card = page.get_by_role("dialog")
    expect(card.get_by_role("heading", level=2)).to_have_text(frames.HOSTILE)
    expect(card.locator(".mg-card__summary")).to_have_text(frames.HOSTILE)
    assert page.evaluate("window.hacked") is None
    # What the frame does not tell is not printed as "not stated", and a map has no permalinks.
    expect(card.get_by_text("not stated")).to_have_count(0)
    expect(card.get_by_role("link")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_paragraphs_of_a_summary_stay_paragraphs(page: Page, tmp_path: Path) -> None:
    m = folium.Map(**PLACE)
    quakes().add_to(m)
    show(page, m, tmp_path)
    page.get_by_role("button", name="1 March 1985").click()
    expect(
        page.get_by_role("dialog").get_by_role("paragraph").filter(has_text="Two.")
    ).to_have_text("Two.")


def test_figures_are_told_where_a_column_is_named(page: Page, tmp_path: Path) -> None:
    m = folium.Map(**PLACE)
    quakes(deaths="killed").add_to(m)
    show(page, m, tmp_path)
    expect(page.get_by_role("button", name="Second, 12 dead")).to_be_visible()
    page.get_by_role("button", name="First, deaths not stated").click()
    card = page.get_by_role("dialog")
    expect(card.get_by_role("region", name="Dead")).to_contain_text("not stated")
    expect(card.get_by_role("region", name="Injured")).to_have_count(0)


def test_marks_and_list_follow_the_clock(page: Page, tmp_path: Path) -> None:
    m = folium.Map(**PLACE)
    quakes().add_to(m)
    TimeFilter().add_to(m)
    EventList().add_to(m)
    show(page, m, tmp_path)
    expect(rows(page)).to_have_count(5)
    page.get_by_role("slider", name="First day shown").focus()
    page.keyboard.press("End")
    expect(marks(page)).to_have_count(1)
    assert titles(rows(page)) == ["Last"]
    page.keyboard.press("Home")
    expect(marks(page)).to_have_count(4)


def test_what_has_no_point_stays_in_the_list_and_is_no_pin(page: Page, tmp_path: Path) -> None:
    m = folium.Map(**PLACE)
    quakes().add_to(m)
    EventList().add_to(m)
    show(page, m, tmp_path)
    assert titles(rows(page)) == ["First", "Second", "Nowhere", frames.HOSTILE, "Last"]
    page.get_by_role("button", name="No exact place: 1 event").click()
    expect(page.get_by_role("dialog").get_by_role("heading", name="Nowhere")).to_be_visible()


PARTS = {
    "events": lambda m: quakes().add_to(m),
    "time": lambda m: TimeFilter().add_to(m),
    "list": lambda m: EventList(position="topleft").add_to(m),
    "districts": lambda m: DistrictLayer(
        frames.districts(), valid_from="from", valid_to="to"
    ).add_to(m),
}


@pytest.mark.parametrize(
    "order",
    [more(list(PARTS)), more(list(reversed(PARTS))), ["list", "events", "districts", "time"]],
)
def test_the_order_of_adding_does_not_matter(page: Page, tmp_path: Path, order: list[str]) -> None:
    m = folium.Map(**PLACE)
    for each in order:
        PARTS[each](m)
    show(page, m, tmp_path)
    expect(marks(page)).to_have_count(4)
    expect(rows(page)).to_have_count(5)
    expect(page.get_by_text(re.compile("^5 events, "))).to_be_visible()
    expect(page.get_by_text("Borders as on 31 December 1990").first).to_be_visible()


def test_every_component_stands_on_its_own_beside_the_events(page: Page, tmp_path: Path) -> None:
    m = folium.Map(**PLACE)
    for part in (YearFilter(), FilterChips(), Legend(), EventFilter(position="topleft")):
        part.add_to(m)
    quakes().add_to(m)
    show(page, m, tmp_path)
    page.get_by_role("checkbox", name="strong").check()
    expect(marks(page)).to_have_count(2)
    page.get_by_role("button", name="1986: 1 event").click()
    expect(marks(page)).to_have_count(1)


def test_a_panel_takes_in_what_is_read_and_shows_no_empty_tab(page: Page, tmp_path: Path) -> None:
    m = folium.Map(**PLACE)
    EventFilter().add_to(m)
    EventList().add_to(m)
    Panel().add_to(m)
    quakes().add_to(m)
    show(page, m, tmp_path)
    expect(page.get_by_role("tab")).to_have_text(["Events", "Filters"])
    expect(page.get_by_role("tabpanel", name="Events")).to_contain_text("First")
    page.get_by_role("tab", name="Filters").click()
    page.get_by_role("checkbox", name="felt").check()
    expect(marks(page)).to_have_count(2)


def test_layers_share_one_clock_and_the_layer_control_turns_them_off(
    page: Page, tmp_path: Path
) -> None:
    m = folium.Map(**PLACE)
    quakes(layer_name="Quakes").add_to(m)
    EventLayer(frames.floods(), date="year", layer_name="Floods <b>& more</b>").add_to(m)
    TimeFilter().add_to(m)
    EventList().add_to(m)
    folium.LayerControl(collapsed=False).add_to(m)
    show(page, m, tmp_path)
    expect(page.get_by_text("7 events, 1984–1990")).to_be_visible()
    expect(marks(page)).to_have_count(6)
    page.get_by_role("checkbox", name="Quakes").uncheck()
    expect(marks(page)).to_have_count(2)
    assert titles(rows(page)) == ["Floods <b>& more</b>"] * 2
    page.get_by_role("checkbox", name="Floods <b>& more</b>").uncheck()
    expect(marks(page)).to_have_count(0)
    page.get_by_role("checkbox", name="Quakes").check()
    expect(marks(page)).to_have_count(4)
    page.evaluate("atlas.filter({from: '1988'})")
    expect(marks(page)).to_have_count(2)
    page.get_by_role("checkbox", name="Floods").check()
    expect(marks(page)).to_have_count(3)


def test_a_layer_may_be_off_at_first(page: Page, tmp_path: Path) -> None:
    m = folium.Map(**PLACE)
    quakes(show=False).add_to(m)
    folium.LayerControl(collapsed=False).add_to(m)
    show(page, m, tmp_path)
    expect(marks(page)).to_have_count(0)
    page.get_by_label("Events", exact=True).check()
    expect(marks(page)).to_have_count(4)


def test_a_feature_group_holds_a_layer(page: Page, tmp_path: Path) -> None:
    m = folium.Map(**PLACE)
    group = folium.FeatureGroup("Group").add_to(m)
    quakes().add_to(group)
    folium.Marker((24.88, 67.07)).add_to(group)
    EventLayer(frames.floods(), date="year").add_to(m)
    folium.LayerControl(collapsed=False).add_to(m)
    show(page, m, tmp_path)
    expect(marks(page)).to_have_count(6)
    page.get_by_label("Group").uncheck()
    expect(marks(page)).to_have_count(2)


def test_districts_follow_time_and_the_layer_control(page: Page, tmp_path: Path) -> None:
    m = folium.Map(**PLACE)
    quakes().add_to(m)
    DistrictLayer(frames.districts(), valid_from="from", valid_to="to", shade="events").add_to(m)
    folium.LayerControl(collapsed=False).add_to(m)
    show(page, m, tmp_path)
    outlines = page.locator("path.mg-district")
    expect(outlines).to_have_count(2)
    described = page.get_by_text("Events with a point, by district")
    expect(described).to_contain_text("West: 1 event")
    expect(described).to_contain_text("East: 3 events")
    # Second lies in the strip that was West's until June 1987.
    expect(page.get_by_text("Borders as on 31 December 1990", exact=False).first).to_be_visible()
    page.evaluate("atlas.filter({to: '1987-05-31'})")
    expect(described).to_contain_text("West: 2 events")
    assert page.evaluate("atlas.event('1').district") == "West"
    page.get_by_label("Districts", exact=True).uncheck()
    expect(outlines).to_have_count(0)
    expect(page.get_by_role("combobox", name="Shade the districts")).to_have_count(0)
    page.get_by_label("Districts", exact=True).check()
    expect(outlines).to_have_count(2)


def test_other_plugins_stand_beside_them(page: Page, tmp_path: Path) -> None:
    m = folium.Map(**PLACE)
    MarkerCluster([(24.88, 67.07), (24.881, 67.07)], name="Clustered").add_to(m)
    Fullscreen(title="Whole screen").add_to(m)
    quakes().add_to(m)
    folium.GeoJson(frames.districts(), name="Outlines").add_to(m)
    TimeFilter().add_to(m)
    folium.LayerControl(collapsed=False).add_to(m)
    show(page, m, tmp_path)
    expect(marks(page)).to_have_count(4)
    expect(page.locator(".marker-cluster")).to_have_text("2")
    expect(page.get_by_title("Whole screen")).to_be_attached()
    page.get_by_label("Clustered").uncheck()
    expect(page.locator(".marker-cluster")).to_have_count(0)
    expect(marks(page)).to_have_count(4)


def test_two_maps_in_one_document_do_not_meet(page: Page, tmp_path: Path) -> None:
    figure = Figure()
    for frame, column in ((frames.quakes(), "date"), (frames.floods(), "year")):
        m = folium.Map(height="50%", **PLACE)
        figure.add_child(m)
        Panel().add_to(m)
        EventLayer(frame, date=column).add_to(m)
        EventList().add_to(m)
    show(page, figure, tmp_path)
    first, second = page.locator(".folium-map").all()
    expect(marks(first)).to_have_count(4)
    expect(marks(second)).to_have_count(2)
    expect(rows(first)).to_have_count(5)
    expect(rows(second)).to_have_count(2)
    assert page.evaluate("atlas.count()") == 5
    page.evaluate("atlas.filter({from: '1990'})")
    expect(marks(first)).to_have_count(1)
    expect(marks(second)).to_have_count(2)
    marks(second).first.click()
    expect(second.get_by_role("dialog")).to_be_visible()
    expect(first.get_by_role("dialog")).to_have_count(0)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids))


def test_a_map_without_tiles_asks_only_for_foliums_own_scripts(page: Page, tmp_path: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    m = folium.Map(tiles=None, **PLACE)
    quakes().add_to(m)
    show(page, m, tmp_path)
    expect(marks(page)).to_have_count(4)
    own = {url for _, url in (*m.default_js, *m.default_css)}
    assert {url for url in asked if not url.startswith("file:")} == own


# What a notebook's cell may refuse: storage of any kind, and an address of its own.
REFUSED = """
  const refuse = () => { throw new DOMException("not here", "SecurityError"); };
  Object.defineProperty(window, "localStorage", { get: refuse });
  history.pushState = history.replaceState = refuse;
"""


@pytest.mark.parametrize("script", [more(""), REFUSED], ids=["allowed", "refused"])
def test_it_runs_in_a_notebooks_cell(page: Page, tmp_path: Path, script: str) -> None:
    page.add_init_script(script)
    m = folium.Map(**PLACE)
    quakes().add_to(m)
    TimeFilter().add_to(m)
    EventList().add_to(m)
    cell = f"<meta charset=utf-8><body>{m._repr_html_()}"
    (tmp_path / "cell.html").write_text(cell, encoding="utf-8")
    page.goto((tmp_path / "cell.html").as_uri())
    frame = page.frame_locator("iframe")
    expect(marks(frame)).to_have_count(4)
    frame.get_by_role("slider", name="First day shown").press("End")
    expect(marks(frame)).to_have_count(1)
    marks(frame).first.click()
    expect(frame.get_by_role("dialog").get_by_role("heading", name="Last")).to_be_visible()


def test_a_map_shown_and_saved_again_has_everything_once(page: Page, tmp_path: Path) -> None:
    m = folium.Map(**PLACE)
    TimeFilter().add_to(m)
    quakes().add_to(m)
    m._repr_html_()
    EventList().add_to(m)
    m._repr_html_()
    EventLayer(frames.floods(), date="year", layer_name="Floods").add_to(m)
    show(page, m, tmp_path)
    expect(marks(page)).to_have_count(6)
    expect(rows(page)).to_have_count(7)
    text = html.unescape((tmp_path / "map.html").read_text(encoding="utf-8"))
    for kind, number in (("EventData", 1), ("TimeFilter", 1), ("EventList", 1)):
        assert text.count(f'mapgen.mount("{kind}"') == number


def test_the_events_of_an_atlas_keep_their_sources(
    page: Page, tmp_path: Path, small_folder: Path
) -> None:
    atlas = read_atlas(small_folder)
    m = folium.Map(**PLACE)
    EventLayer.of_atlas(atlas).add_to(m)
    DistrictLayer().add_to(m)
    SourceList(position="topleft").add_to(m)
    show(page, m, tmp_path)
    page.get_by_role("button", name="14 December 1986").click()
    card = page.get_by_role("dialog")
    expect(card.get_by_role("region", name="Sources")).to_contain_text("UPI Archives")
    expect(card).to_contain_text("about 50")
    expect(page.locator("path.mg-district")).not_to_have_count(0)


def test_many_categories_are_told_apart(page: Page, tmp_path: Path) -> None:
    frame = frames.quakes()
    many = frame.loc[frame.index.repeat(6)].reset_index(drop=True)
    many["category"] = [f"kind {at:02}" for at in range(len(many))]
    m = folium.Map(**PLACE)
    EventLayer(many).add_to(m)
    Legend().add_to(m)
    show(page, m, tmp_path)
    page.get_by_role("button", name="Key").click()
    looks = page.evaluate(
        """[...document.querySelectorAll(".mg-legend__categories li")].map((each) =>
          each.querySelector(".mg-mark").style.getPropertyValue("--mg-mark")
          + each.querySelector("path").getAttribute("d"))"""
    )
    assert len(looks) == len(set(looks)) == 30


def test_a_ring_of_parts_can_be_taken_apart_in_python() -> None:
    m = folium.Map(**PLACE)
    parts = [quakes(), TimeFilter(), EventList()]
    for part in parts:
        part.add_to(m)
    names = [part.get_name() for part in parts]
    assert all(a != b for a, b in itertools.combinations(names, 2))
    assert m.get_bounds() == [[pytest.approx(24.8), 66.95], [24.95, 67.2]]


def test_layers_on_both_sides_of_the_date_line_have_bounds_together(tmp_path: Path) -> None:
    def layer(*longitudes: float) -> EventLayer:
        points = geopandas.points_from_xy(longitudes, [-17.0] * len(longitudes))
        dates = {"date": ["1901"] * len(longitudes)}
        return EventLayer(geopandas.GeoDataFrame(dates, geometry=points, crs=4326))

    alone = layer(177.5, -165.5)
    assert alone.get_bounds() == [[-17, 177.5], [-17, 194.5]]
    m = folium.Map(tiles=None)
    parts = [layer(178.5), layer(-172.0, -179.5)]
    for part in parts:
        part.add_to(m)
    assert m.get_bounds() == [[-17, 178.5], [-17, 188]]
    m.save(str(tmp_path / "map.html"))
    assert [part.options["bounds"][0][1] for part in parts] == [178.5, 180.5]


@pytest.mark.parametrize("width", [more(600), 320])
def test_nothing_is_wider_than_its_map(page: Page, tmp_path: Path, width: int) -> None:
    m = folium.Map(**PLACE, tiles=None, width=width, height=600)
    for part in (quakes(), TimeFilter(), Panel(), FilterChips(position="topleft")):
        part.add_to(m)
    show(page, m, tmp_path)
    expect(page.locator(".mg-time-filter")).to_be_visible()
    edges = page.locator(".leaflet-control[class*='mg-']").evaluate_all(
        "all => all.map((each) => each.getBoundingClientRect()).map(({left, right}) => [left, right])"
    )
    assert len(edges) >= 3
    assert all(left >= 0 and right <= width for left, right in edges), edges


def test_a_program_that_imports_nothing_else_has_its_events_on_the_map(tmp_path: Path) -> None:
    program = """
import sys, folium, geopandas, shapely
from mapgen import EventLayer
events = geopandas.GeoDataFrame({"date": ["1990"]}, geometry=[shapely.Point(67, 25)], crs=4326)
whole = folium.Map()
EventLayer(events).add_to(whole)
whole.save(sys.argv[1])
"""
    path = tmp_path / "map.html"
    subprocess.run([sys.executable, "-c", program, path], check=True, cwd=Path(__file__).parents[2])
    text = path.read_text(encoding="utf-8")
    assert text.index("event_data_") < text.index("event_layer_")
