"""Cities far apart stand beside each other, each on a map of its own, over one state and one clock."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import atlases
import cdn
import folium
import geopandas as gpd
import pytest
from playwright.sync_api import Page, expect
from reader import ONE_MAP, shown, state, tab, until, visit

from mapgen import EventLayer, Panes
from mapgen.build import build

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
PANES = """() => mapgen.context(map_atlas).panes.filter(({ onScreen }) => onScreen).map((pane) => {
  const frame = pane.map.getContainer().getBoundingClientRect();
  const within = (selector) =>
    [...pane.map.getContainer().querySelectorAll(selector)].filter((each) => {
      const { left, right, top, bottom } = each.getBoundingClientRect();
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      return x > frame.left && x < frame.right && y > frame.top && y < frame.bottom;
    });
  const inside = within("button.mg-mark");
  return {
    kind: pane.kind,
    name: pane.setting && pane.setting.name,
    left: frame.left,
    width: frame.width,
    zoom: pane.map.getZoom(),
    lat: pane.map.getCenter().lat,
    marks: inside.map((each) => each.getBoundingClientRect().left),
    own: inside.filter((each) => !each.mgMark.mixed).length,
    small: inside.filter((each) => each.getBoundingClientRect().width < 24).length,
  };
})"""
CHANGES = """async (steps) => {
  const work = [];
  for (let k = 0; k < steps; k += 1) {
    const before = mapgen.context(map_atlas).filter.version;
    atlas.filter({from: `${1975 + k}-01-01`});
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    work.push([mapgen.context(map_atlas).filter.version - before,
      mapgen.context(map_atlas).panes.every(({ marks, map }) => {
        const drawn = marks.marks.reduce((sum, each) => sum + each.n, 0);
        return drawn === [...map.getContainer().querySelectorAll("button.mg-mark")]
          .reduce((sum, each) => sum + each.mgMark.n, 0);
      })]);
  }
  return work;
}"""

FOLLOWS = """async () => {
  const { panes } = mapgen.context(map_atlas);
  const said = (selector) => document.querySelector(selector).textContent;
  const seen = () => [
    ...panes.map(({ map }) => [...map.getContainer().querySelectorAll("button.mg-mark")]
      .reduce((sum, each) => sum + each.mgMark.n, 0)),
    said(".mg-time-filter__count"), said(".mg-filter-chips__sentence"),
    said(".mg-districts__note"), said(".mg-event-list__row"),
  ];
  const frame = () => new Promise(requestAnimationFrame);
  const found = [seen()];
  atlas.filter({ from: "1989-01-01", to: "1990-12-31" });
  await frame();
  found.push(seen());
  while (seen().some((each, k) => each === found[0][k])) await frame();
  return found;
}"""


def panes(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(PANES)
    return found


def told(page: Page, city: str) -> int:
    """How many of the events shown are told for a city, and not for the whole province."""
    n: int = page.evaluate(
        """(city) => atlas.visible().map(atlas.event).filter(
          (each) => each.city === city && each.place_precision !== "province").length""",
        city,
    )
    return n


def caption(page: Page, name: str) -> Any:
    return page.locator(".mg-pane__name").filter(has_text=name)


def test_the_cities_stand_beside_each_other(page: Page, built_page: str) -> None:
    visit(page, built_page)
    first, second = panes(page)
    assert (first["name"], second["name"]) == ("Karachi", "Hyderabad")
    assert first["left"] < second["left"]
    assert 1.9 < first["width"] / second["width"] < 2.1
    # At least 20 of the atlas's points stand as marks of their own, none of them smaller than 24 px;
    # towns known by name come on top. No half is empty.
    assert first["own"] + second["own"] >= 20
    assert first["small"] + second["small"] == 0
    middle = (first["left"] + second["left"] + second["width"]) / 2
    marks = [*first["marks"], *second["marks"]]
    assert min(sum(x < middle for x in marks), sum(x >= middle for x in marks)) >= 5
    assert second["marks"]
    # Each tells how many events it holds; what belongs to none has its own line.
    in_line = page.locator(".mg-panes__line .mg-strip__area:visible").evaluate_all(
        "(all) => all.map((each) => Number(/([0-9]+) events?/.exec(each.ariaLabel)[1]))"
    )
    held = page.locator(".mg-pane__name").evaluate_all(
        "(all) => all.map((each) => Number(/[0-9]+/.exec(each.textContent)[0]))"
    )
    assert len(held) == 2
    assert sum(held) + sum(in_line) == len(shown(page))
    expect(page.locator(".mg-panes__line")).to_contain_text("Somewhere in Sindh")
    expect(page.locator(".mg-pane").first).to_contain_text("Somewhere in Karachi")
    expect(page.locator(".mg-pane").nth(1)).to_contain_text("Somewhere in Hyderabad")
    expect(page.locator(".mg-pane").first).not_to_contain_text("Somewhere in Hyderabad")
    expect(page.get_by_role("region", name="Map of Hyderabad")).to_be_visible()

    # One filter, one clock: a step is one pass of the filter, and both maps follow it.
    assert page.evaluate(CHANGES, 4) == [[1, True]] * 4
    page.evaluate("atlas.filter({from: '1988-09-30', to: '1988-09-30'})")
    expect(caption(page, "Hyderabad")).to_have_text(f"Hyderabad {told(page, 'Hyderabad')} events")
    sizes = [each["width"] for each in panes(page)]
    page.evaluate("atlas.clear()")
    assert [each["width"] for each in panes(page)] == sizes

    # Each has its own view, and the address both.
    page.locator(".mg-pane").nth(1).get_by_role("button", name="Zoom in").click()
    until(page, "(atlas.state().views || [])[1] !== undefined")
    assert panes(page)[0]["zoom"] == first["zoom"]
    views = state(page, "views")
    assert isinstance(views, list)
    assert views[0] is None
    assert state(page, "view") is None
    page.evaluate("mapgen.context(map_atlas).store.flush()")
    link = page.evaluate("location.hash")
    page.goto("about:blank")
    visit(page, built_page + link)
    assert panes(page)[1]["zoom"] == views[1]["zoom"] > second["zoom"]
    assert panes(page)[0]["zoom"] == first["zoom"]

    # An event opens on the map that shows it, and the other one stays.
    before = panes(page)
    page.evaluate("atlas.open('1988-hyderabad-black-friday')")
    expect(page.locator(".mg-pane").nth(1).locator(".mg-is-selected")).not_to_have_count(0)
    assert panes(page)[0]["lat"] == before[0]["lat"]

    # On paper there is one map, with both cities on it.
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert [each["kind"] for each in panes(page)] == ["one"]
    assert page.evaluate(
        """mapgen.context(map_atlas).meta.cities.every((city) =>
          map_atlas.getBounds().contains([city.latitude, city.longitude]))"""
    )
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert [each["kind"] for each in panes(page)] == ["several", "several"]


def test_in_the_frame_of_a_step_the_first_map_and_the_time_follow(
    page: Page, built_page: str
) -> None:
    visit(page, built_page)
    tab(page, "Events")
    before, frame = page.evaluate(FOLLOWS)
    assert [was == now for was, now in zip(before, frame, strict=True)] == [
        False, True, False, True, True, True,
    ]  # fmt: skip


def test_a_single_map_has_all_in_the_frame_of_a_step(page: Page, built_page: str) -> None:
    visit(page, built_page, ONE_MAP)
    tab(page, "Events")
    before, frame = page.evaluate(FOLLOWS)
    assert not [now for was, now in zip(before, frame, strict=True) if was == now]


def test_one_map_is_a_choice_and_old_links_open_it(page: Page, built_page: str) -> None:
    visit(page, built_page, "#view=12/24.91/67.03")
    assert [each["kind"] for each in panes(page)] == ["one"]
    assert state(page, "view") == {"zoom": 12, "latitude": 24.91, "longitude": 67.03}
    expect(page.get_by_role("group", name="Go to")).to_be_visible()
    page.get_by_role("button", name="Side by side").click()
    expect(page.get_by_role("button", name="One map")).to_be_focused()
    assert [each["name"] for each in panes(page)] == ["Karachi", "Hyderabad"]
    assert state(page, "panes") is None
    page.get_by_role("button", name="One map").click()
    assert state(page, "panes") == ["one"]
    assert [each["kind"] for each in panes(page)] == ["one"]
    page.evaluate("atlas.filter({panes: ['Hyderabad']})")
    assert [each["name"] for each in panes(page)] == ["Hyderabad", "Karachi"]
    page.evaluate("atlas.filter({panes: ['Atlantis']})")
    assert [each["kind"] for each in panes(page)] == ["one"]
    # The map that is hidden is drawn too, where nothing has a size.
    every = len(shown(page))
    page.evaluate("atlas.filter({years: [1986]})")
    until(page, "atlas.visible().length < 40")
    page.evaluate("atlas.clear()")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))")
    assert len(shown(page)) >= every


def test_a_chapter_on_both_cities_shows_both(page: Page, built_page: str) -> None:
    visit(page, built_page, "#panes=Karachi,Hyderabad")
    homes = page.evaluate(PANES)
    told = page.evaluate(
        """async () => {
          const context = mapgen.context(map_atlas);
          const told = {};
          for (const { id, events, view } of context.story) {
            const indices = events.map((each) => context.indexOf(each)).filter((i) => i >= 0);
            const held = [0, 1].filter((k) => indices.some((i) => context.members[i] === k));
            if (held.length === 2) told.both = told.both || id;
            else if (held[0] === 1 && view) told.second = told.second || id;
          }
          return told;
        }"""
    )
    page.evaluate("(id) => mapgen.context(map_atlas).store.set({chapter: id})", told["both"])
    until(page, "document.querySelector('.mg-is-named')")
    for home, now in zip(homes, panes(page), strict=True):
        assert now["lat"] == pytest.approx(home["lat"], abs=0.02)
    if "second" in told:
        page.evaluate("(id) => mapgen.context(map_atlas).store.set({chapter: id})", told["second"])
        until(page, "!mapgen.context(map_atlas).panes.some(({ guided }) => guided)")
        assert panes(page)[0]["lat"] == pytest.approx(homes[0]["lat"], abs=0.02)


def test_on_a_phone_the_second_is_an_inset_that_changes_places(
    new_page: Callable[..., Page], built_page: str
) -> None:
    page = visit(new_page(**PHONE), built_page)
    first, second = panes(page)
    assert first["width"] == 390
    assert second["width"] < 130
    assert second["marks"]
    page.evaluate("atlas.filter({from: '1988-09-30', to: '1988-09-30'})")
    n = told(page, "Hyderabad")
    assert n > 1
    swap = page.get_by_role("button", name=f"Hyderabad, {n} events: show it large")
    expect(swap).to_be_visible()
    swap.tap()
    assert [each["name"] for each in panes(page)] == ["Hyderabad", "Karachi"]
    assert panes(page)[0]["width"] == 390
    expect(caption(page, "Hyderabad")).to_be_visible()
    again = page.get_by_role("button", name=re.compile("^Karachi, .* show it large"))
    expect(again).to_be_focused()
    page.keyboard.press("Enter")
    assert [each["name"] for each in panes(page)] == ["Karachi", "Hyderabad"]
    # What lies in the inset is not reached by itself.
    assert page.locator(".mg-pane--inset .leaflet-container").evaluate("(map) => map.inert")


def test_settings_name_other_panes_and_say_what_is_wrong(
    new_page: Callable[..., Page], tmp_path: Path
) -> None:
    folder = atlases.small_atlas(tmp_path / "panes")
    named = """
[[panes]]
name = "North"
view = "13/25.00/67.0"
share = 1

[[panes]]
name = "South"
view = "13/24.80/67.0"
share = 3
"""
    settings = folder / "mapgen.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + named, encoding="utf-8")
    page = visit(new_page(), build(folder).path.as_uri())
    north, south = panes(page)
    assert (north["name"], south["name"]) == ("North", "South")
    assert south["width"] / north["width"] == pytest.approx(3, abs=0.1)
    assert north["lat"] > south["lat"]
    # Events that are in the ground of neither are counted beside them, and lead to one map.
    elsewhere = page.locator(".mg-panes__elsewhere")
    expect(elsewhere).to_be_visible()
    elsewhere.click()
    assert state(page, "panes") == ["one"]


def test_a_map_goes_to_events_beyond_the_base_map(
    new_page: Callable[..., Page], tmp_path: Path
) -> None:
    folder = atlases.small_atlas(tmp_path / "beyond")
    land = {
        "type": "Feature",
        "properties": {"kind": "land", "name": "An island"},
        "geometry": {"type": "Polygon", "coordinates": [atlases.square(60.0, 20.0, 60.2, 20.2)]},
    }
    atlases.write_json(
        folder / "geodata" / "base.geojson", {"type": "FeatureCollection", "features": [land]}
    )
    page = visit(new_page(), build(folder).path.as_uri())
    page.evaluate("mapgen.context(map_atlas).steps")
    page.evaluate("atlas.filter({view: {zoom: 12, latitude: 24.9, longitude: 67}})")
    assert page.evaluate("Math.abs(map_atlas.getCenter().lng - 67) < 0.1")
    assert page.locator(".mg-mark:visible").count()


def test_an_atlas_with_one_city_has_one_map(page: Page, small_page: str) -> None:
    visit(page, small_page)
    assert [each["kind"] for each in panes(page)] == ["one"]
    expect(page.get_by_role("button", name="Side by side")).to_have_count(0)
    page.evaluate("atlas.filter({panes: ['Karachi']})")
    assert [each["kind"] for each in panes(page)] == ["one"]


def test_panes_on_any_folium_map(page: Page, tmp_path: Path) -> None:
    points = gpd.GeoDataFrame(
        {
            "date": ["1935-05-31", "1945-11-28", "1974-12-28"],
            "title": ["Quetta", "Makran", "Pattan"],
        },
        geometry=gpd.points_from_xy([67.0, 63.0, 73.0], [30.2, 25.2, 35.0]),
        crs="EPSG:4326",
    )
    whole = folium.Map(tiles=None)
    EventLayer(points).add_to(whole)
    Panes(
        panes=[
            {"name": "West", "view": (7, 26, 63)},
            {"name": "East", "view": (6, 35, 73)},
        ]
    ).add_to(whole)
    file = tmp_path / "map.html"
    whole.save(str(file))
    cdn.answer(page).goto(file.as_uri())
    page.evaluate("atlas.ready")
    expect(page.locator(".mg-pane__name")).to_have_text(["West 1 event", "East 1 event"])
    expect(page.locator(".mg-pane").nth(1).locator("button.mg-mark")).not_to_have_count(0)
    expect(page.locator(".mg-panes__elsewhere")).to_have_text("Elsewhere · 1")
    east = page.locator(".mg-pane").nth(1)
    east.get_by_role("button", name="28 December 1974: Pattan").click()
    expect(east.get_by_role("dialog")).to_be_visible()


@pytest.mark.parametrize(
    ("panes", "said"),
    [
        ([{"name": "A"}], "two or more"),
        ([{"name": "A"}, {"name": "A"}], "a name of its own"),
        ([{"name": "A"}, {"view": (1, 2, 3)}], "give the pane a name"),
        ([{"name": "A", "view": (1, 2)}, {"name": "B"}], "zoom, latitude, longitude"),
        ([{"name": "A", "share": "wide"}, {"name": "B"}], "a number from 0.1 to 10"),
        ([{"name": "A", "zoom": 3}, {"name": "B"}], "it has name, view, share"),
    ],
)
def test_panes_that_are_none_are_refused(panes: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Panes(panes=panes)
