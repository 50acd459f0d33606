"""Nothing that can be tapped lies under a control in the first view of a map."""

from __future__ import annotations

from typing import Any

import pytest
from examples import more
from playwright.sync_api import Browser, Page
from reader import settled, until, visit

# What can be tapped, and what lies over its middle where that is something else. A page that scrolls
# is scrolled to each.
COVERED = """() => {
  const targets = [...document.querySelectorAll(
    '.mg-pane:not(.mg-pane--inset) :is(.mg-mark, .mg-town), .mg-strip__area')]
    .filter((each) => each.offsetWidth > 0);
  const found = [];
  for (const target of targets) {
    const map = target.closest('.leaflet-container') || document.body;
    const middle = () => {
      const {left, top, right, bottom} = target.getBoundingClientRect();
      return [(left + right) / 2, (top + bottom) / 2];
    };
    const frame = map.getBoundingClientRect();
    const [x, y] = middle();
    if (x < frame.left || x > frame.right || y < frame.top || y > frame.bottom) continue;
    scrollBy(0, y - innerHeight / 2);
    const over = document.elementFromPoint(...middle());
    if (!over || !(target.contains(over) || over.closest('.mg-mark, .mg-town, .mg-strip__area')))
      found.push([target.getAttribute('aria-label'), over && over.className]);
  }
  scrollTo(0, 0);
  return [targets.length, found];
}"""
BROUGHT_OUT = """() => {
  const map = map_atlas.getContainer().getBoundingClientRect();
  const [x, y] = [(map.left + map.right) / 2, (map.top + map.bottom) / 2];
  const middle = (mark) => {
    const {left, top, right, bottom} = mark.getBoundingClientRect();
    return [(left + right) / 2, (top + bottom) / 2];
  };
  const marks = [...map_atlas.getContainer().querySelectorAll('.mg-mark')].filter((mark) => {
    const [across, down] = middle(mark);
    return across > map.left && across < map.right && down > map.top && down < map.bottom;
  });
  return marks.filter((mark) => {
    const [across, down] = middle(mark);
    map_atlas.panBy([across - x, down - y], {animate: false});
    const over = document.elementFromPoint(...middle(mark));
    return !over || !over.closest('.mg-mark, .mg-town');
  }).map((mark) => mark.getAttribute('aria-label'));
}"""
SIZES = [
    more(390, 844, ""), (1366, 768, ""), more(844, 390, ""), more(600, 400, "#embed=1"),
    # A phone and a laptop at 200 %.
    more(195, 422, ""), more(683, 384, ""), more(360, 640, ""),
]  # fmt: skip


def covered(page: Page) -> list[Any]:
    """What lies under something else, when the view has come to rest."""
    page.evaluate("mapgen.context(map_atlas).steps")
    until(page, "!document.getAnimations().some((each) => each.playState === 'running')")
    count, found = page.evaluate(COVERED)
    assert count > 3
    return list(found)


@pytest.mark.parametrize(("width", "height", "fragment"), SIZES)
def test_the_first_view_puts_nothing_under_a_control(
    page: Page, built_page: str, width: int, height: int, fragment: str
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    visit(page, built_page, fragment)
    assert covered(page) == []


# What can be tapped and lies under a control, if only by a pixel.
TOUCHED = """() => {
  const boxes = (selector) => [...document.querySelectorAll(selector)]
    .filter((each) => each.offsetWidth && getComputedStyle(each).visibility !== 'hidden')
    .map((each) => [each, each.getBoundingClientRect()]);
  const covers = boxes('.leaflet-control, .mg-legend, .mg-strip, .mg-pane--inset, .mg-panel-area');
  return boxes('.mg-pane:not(.mg-pane--inset) :is(.mg-mark, .mg-town)').flatMap(([target, a]) => {
    const map = target.closest('.leaflet-container').getBoundingClientRect();
    const [x, y] = [(a.left + a.right) / 2, (a.top + a.bottom) / 2];
    if (x < map.left || x > map.right || y < map.top || y > map.bottom) return [];
    return covers.filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)
      .map(([cover]) => [target.getAttribute('aria-label'), cover.className]);
  });
}"""
# Names farther from their towns than a finger is wide, by the nearest edge.
STRAYED = """() => mapgen.context(map_atlas).panes.filter((pane) => pane.marks).flatMap((pane) =>
  [...pane.marks.towns.views.byArea.values()].filter(({width, height, shift}) => {
    const off = Math.hypot(Math.max(0, Math.abs(shift[0]) - width / 2),
      Math.max(0, Math.abs(shift[1]) - height / 2));
    return off > 44;
  }).map(({name, shift}) => [name.textContent, shift]))"""


@pytest.mark.parametrize(
    ("width", "height", "language"),
    [
        (412, 823, "ur"), (1366, 768, "sd"),
        more(412, 823, "en"),
        more(768, 1024, "ur"),
        more(360, 640, "en"),
        more(1100, 700, "en"),
        more(1366, 768, "ur"),
    ],
)  # fmt: skip
def test_no_edge_of_a_mark_or_a_towns_name_lies_under_a_control(
    browser: Browser, built_page: str, width: int, height: int, language: str
) -> None:
    touch = width < 800
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=touch)
    page = context.new_page()
    visit(page, built_page, f"#lang={language}")
    page.evaluate("mapgen.context(map_atlas).steps")
    settled(page)
    assert page.evaluate(TOUCHED) == []
    assert page.evaluate(STRAYED) == []
    context.close()


def test_on_a_phone_at_200_percent_the_title_has_room(browser: Browser, built_page: str) -> None:
    context = browser.new_context(viewport={"width": 195, "height": 422}, has_touch=True)
    page = context.new_page()
    visit(page, built_page)
    assert page.evaluate("document.querySelector('h1').getBoundingClientRect().height") < 60
    context.close()


def test_on_a_phone_the_map_above_the_half_sheet_is_whole(page: Page, built_page: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, built_page, explore=False)
    page.evaluate("mapgen.context(map_atlas).steps")
    sheet, marks = page.evaluate(
        "[document.querySelector('.mg-panel-area').getBoundingClientRect().top,"
        " [...document.querySelectorAll('.mg-pane:not(.mg-pane--inset) .mg-mark')]"
        ".map((each) => each.getBoundingClientRect()).map((box) => (box.top + box.bottom) / 2)]"
    )
    assert 0 < sheet < 844
    assert [y for y in marks if sheet < y < sheet + 60] == []
    page.get_by_role("button", name="Explore the map").click()
    assert covered(page) == []
    assert page.evaluate(BROUGHT_OUT) == []


def test_a_map_too_small_for_its_controls_has_them_behind_a_button(
    page: Page, built_page: str
) -> None:
    page.set_viewport_size({"width": 195, "height": 422})
    visit(page, built_page)
    choice = page.locator(".mg-districts__choice").first
    assert not choice.is_visible()
    tools = page.get_by_role("button", name="Map tools")
    assert tools.get_attribute("aria-expanded") == "false"
    tools.click()
    assert choice.is_visible()
    assert page.locator(".mg-pane__swap:visible").count() == 1


CUT = """() => [...document.querySelectorAll('.mg-pane:not(.mg-pane--inset) .mg-town')].filter((each) => {
  const map = each.closest('.leaflet-container').getBoundingClientRect();
  const {left, top, right, bottom} = each.getBoundingClientRect();
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  if (x < map.left || x > map.right || y < map.top || y > map.bottom) return false;
  return left < map.left || right > map.right || top < map.top || bottom > map.bottom;
}).map((each) => each.textContent)"""


@pytest.mark.parametrize("language", ["ur", more("en"), more("sd")])
def test_no_name_of_a_town_is_cut_on_a_phone(page: Page, built_page: str, language: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, built_page, f"#lang={language}")
    assert page.locator(".mg-town").count()
    assert page.evaluate(CUT) == []


def test_a_name_that_a_mark_lies_on_is_written_over_it(page: Page, built_page: str) -> None:
    """In a view of both cities a mark of one place stays on its place, which has the city's name."""
    page.set_viewport_size({"width": 1366, "height": 768})
    visit(page, built_page, "#from=1986&to=1987&compare.from=1990&compare.to=1991")
    names = page.locator(".mg-label--shown.mg-label--city, .mg-label--shown.mg-label--district")
    assert names.count() > 4
    above = page.evaluate(
        """() => {
          const order = (each) => Number(getComputedStyle(each.closest('.leaflet-pane')).zIndex);
          const marks = Math.max(...[...document.querySelectorAll('.leaflet-pane .mg-mark')].map(order));
          return [...document.querySelectorAll(
            '.mg-label--shown:is(.mg-label--city, .mg-label--district)')]
            .filter((each) => order(each) <= marks).map((each) => each.textContent);
        }"""
    )
    assert above == []


# Of views of one middle, each a step farther out: the marks as reckoned, and as they stand when the map is there.
RECKONED = """async () => {
  const { marks } = mapgen.context(map_atlas).panes[0];
  const center = map_atlas.getCenter();
  const first = map_atlas.getZoom();
  const rounded = (some) => some.map((each) => each.map(Math.round));
  const found = [];
  for (let k = 1; k < 4; k += 1) {
    const zoom = first - k * 0.25;
    const size = map_atlas.getSize();
    const origin = map_atlas.project(center, zoom).subtract(size.divideBy(2)).round();
    const framing = { zoom, scale: 256 * 2 ** zoom, origin, frame: [0, 0, size.x, size.y] };
    const reckoned = marks.targetsIn(framing, []);
    map_atlas.setView(center, zoom, { animate: false });
    await new Promise((go) => setTimeout(go, 300));
    const n = marks.allMarks.length;
    found.push([rounded(reckoned.slice(0, n)), rounded(marks.targets().slice(0, n))]);
  }
  return found;
}"""


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1366, 768)])
def test_marks_are_reckoned_where_the_map_would_show_them(
    page: Page, built_page: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    visit(page, built_page)
    page.evaluate("mapgen.context(map_atlas).steps")
    for reckoned, shown in page.evaluate(RECKONED):
        assert len(reckoned) > 3
        assert reckoned == shown


def test_a_first_view_is_drawn_where_it_stays_and_at_no_other_zoom(
    page: Page, built_page: str
) -> None:
    page.set_viewport_size({"width": 600, "height": 400})
    visit(page, built_page)
    page.evaluate("mapgen.context(map_atlas).steps")
    fitted, shown = page.evaluate("""() => {
      const shown = [];
      map_atlas.on("viewreset", () => shown.push(map_atlas.getZoom()));
      const fitted = map_atlas.getZoom();
      map_atlas.setZoom(fitted + 1, { animate: false });
      shown.length = 0;
      mapgen.context(map_atlas).panes[0].home();
      return [fitted, shown];
    }""")
    assert shown[-1] == fitted
    assert len(shown) == 2, "all that it is for, and then the view that is clear of controls"
