"""WCAG 2.2 AA: axe in every state, every stop of the keyboard seen and left, room to touch."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import url2pathname

import pytest
from axe import faults, uncover
from examples import more
from playwright.sync_api import Page, expect
from reader import settled, tab, until, visit

DESK: dict[str, Any] = {"viewport": {"width": 1366, "height": 768}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}
LOOKS: dict[str, dict[str, Any]] = {
    "desk": DESK,
    "dark": {**DESK, "color_scheme": "dark"},
    "forced": {**DESK, "forced_colors": "active"},
    "phone": PHONE,
    "dark phone": {**PHONE, "color_scheme": "dark"},
}
SHARED = "1986-karachi-bridge"


def whole_sheet(page: Page) -> None:
    """On phones the panel's sheet up to its next stop."""
    page.locator(".mg-panel__lift").click()


def several(page: Page) -> None:
    """Open the list of the events at one place."""
    page.evaluate("document.querySelector('.mg-mark--several, .mg-town').click()")
    expect(page.get_by_role("dialog")).to_be_visible()


def filtered(page: Page) -> None:
    page.evaluate("atlas.filter({categories: ['clash'], from: '1985', years: [1986, 1990]})")


def key(page: Page) -> None:
    """Open the key, and move the map until no mark peeps out from under it."""
    page.evaluate("document.querySelector('.mg-legend__toggle').click()")
    uncover(page, ".mg-legend")


def time(page: Page) -> None:
    """Open what else the bar of time has, which leaves the map less room."""
    page.evaluate("document.querySelector('.mg-time-filter__more').click()")


STATES: dict[str, Callable[[Page], object]] = {
    "start": lambda _: None,
    "event": lambda page: page.evaluate(f"atlas.open('{SHARED}')"),
    "place": several,
    "filtered": filtered,
    "time": time,
    "key": key,
    "folded": lambda page: page.evaluate("document.querySelector('.mg-panel__fold').click()"),
}
SHEETS: dict[str, Callable[[Page], object]] = {
    "half": whole_sheet,
    "full": lambda page: (whole_sheet(page), whole_sheet(page)),
}
TABS = ("Events", "Filters", "Figures", "Sources", "About")


# What the others have too is not opened by itself: what is filtered, test_panel_access opens, and an event
# the test of the real atlas.
FEW = ("place", "key")


@pytest.mark.parametrize(
    ("look", "names"), [("desk", FEW), *(more(look, tuple(STATES)) for look in LOOKS)]
)
def test_axe_finds_nothing_in_any_state(
    new_page: Callable[..., Page], small_page: str, look: str, names: tuple[str, ...]
) -> None:
    page = new_page(bypass_csp=True, **LOOKS[look])
    states = {name: STATES[name] for name in names} | (SHEETS if "phone" in look else {})
    for name, enter in states.items():
        page.goto("about:blank")
        visit(page, small_page)
        enter(page)
        assert not faults(page, colours_only=look not in ("desk", "phone")), f"{look}, {name}"


@pytest.mark.parametrize(
    ("look", "tabs"),
    [
        ("dark", ("Filters", "Figures")),
        *(more(look, TABS) for look in ("dark", "forced", "dark phone")),
    ],
)
def test_axe_finds_nothing_in_any_tab(
    new_page: Callable[..., Page], small_page: str, look: str, tabs: tuple[str, ...]
) -> None:
    fragment = "" if "phone" in look else f"#event={SHARED}"
    page = visit(new_page(bypass_csp=True, **LOOKS[look]), small_page, fragment)
    for name in tabs:
        tab(page, name)
        assert not faults(page, colours_only=True), f"{look}, {name}"


@pytest.mark.parametrize("look", ["desk", more("dark")])
def test_axe_finds_nothing_in_the_record_without_scripts(
    new_page: Callable[..., Page], small_page: str, look: str
) -> None:
    # Scripts run for axe only: the page's own are left out.
    page = new_page(bypass_csp=True, **LOOKS[look])
    page.route(
        "**/index.html",
        lambda route: route.fulfill(body=without_scripts(small_page), content_type="text/html"),
    )
    page.goto(small_page)
    expect(page.locator(f"#event-{SHARED}")).to_be_visible()
    assert not faults(page)


def without_scripts(address: str) -> str:
    """The page as it stands where no script runs."""
    text = Path(url2pathname(address.removeprefix("file://"))).read_text(encoding="utf-8")
    return re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("look", "event"),
    [("desk", "1990-hyderabad-pakka-qila"), more("desk", None), more("dark phone", None)],
)
def test_axe_finds_nothing_in_the_real_atlas(
    new_page: Callable[..., Page], built_page: str, look: str, event: str | None
) -> None:
    page = visit(new_page(bypass_csp=True, **LOOKS[look]), built_page)
    page.evaluate("(id) => id && atlas.open(id)", event)
    assert not faults(page)


# ---- the keyboard -----------------------------------------------------------------------------

STOPS = """() => [...document.querySelectorAll(
  'a[href], button, input, select, textarea, summary, [tabindex]')]
  .filter((each) => each.tabIndex >= 0 && !each.disabled && !each.closest('[inert]')
    && each.checkVisibility({ visibilityProperty: true }))
  .map((each, k) => { each.dataset.stop = k; return each.outerHTML.slice(0, 120); })"""

HERE = """() => {
  const at = document.activeElement;
  if (!at || at === document.body || at === document.documentElement) return null;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(at);
  const { left, top, width, height } = at.getBoundingClientRect();
  const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]];
  const clear = points.some(([x, y]) => {
    const over = document.elementFromPoint(left + width * x, top + height * y);
    return over && (at.contains(over) || over.contains(at));
  });
  return {
    stop: at.dataset.stop, html: at.outerHTML.slice(0, 120), clear,
    shown: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
      && outlineColor !== 'rgba(0, 0, 0, 0)',
  };
}"""


def walk(page: Page, key: str) -> list[dict[str, Any]]:
    """Every stop of the keyboard from where it is until it leaves the page."""
    seen: list[dict[str, Any]] = []
    for _ in range(400):
        page.keyboard.press(key)
        here = page.evaluate(HERE)
        if here is None:
            return seen
        seen.append(here)
    pytest.fail("the keyboard never leaves the page")


@pytest.mark.parametrize("name", [more("Events"), "Filters", more("Sources")])
def test_the_keyboard_reaches_everything_sees_where_it_is_and_gets_out_again(
    page: Page, small_page: str, name: str
) -> None:
    visit(page, small_page)
    tab(page, name)
    settled(page)
    stops = page.evaluate(STOPS)
    page.get_by_role("link", name="Skip to the list of events").focus()
    page.keyboard.press("Shift+Tab")
    there = walk(page, "Tab")
    reached = {each["stop"] for each in there}
    missed = [html for k, html in enumerate(stops) if str(k) not in reached]
    # Year toggles, list rows and tabs are one stop each, with arrows inside: tabIndex says so.
    assert not missed
    for each in there:
        assert each["shown"], f"focus not to be seen: {each['html']}"
        assert each["clear"], f"focus hidden behind something: {each['html']}"
    back = walk(page, "Shift+Tab")
    assert {each["stop"] for each in back} == reached


def test_a_mark_is_opened_read_and_left_by_keyboard_and_has_the_focus_again(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    mark = page.get_by_role("button", name="14 December 1986: Shots at the Bridge, 50 dead")
    mark.focus()
    page.keyboard.press("Enter")
    title = page.get_by_role("dialog").get_by_role("heading", level=2)
    expect(title).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(mark).to_be_focused()


def test_the_map_moves_and_zooms_by_keyboard(page: Page, small_page: str) -> None:
    visit(page, small_page)
    region = page.get_by_role("region", name="Map", exact=True)
    region.focus()
    before = page.evaluate("[map_atlas.getCenter().lng, map_atlas.getZoom()]")
    page.keyboard.press("ArrowRight")
    until(page, f"map_atlas.getCenter().lng > {before[0]}")
    settled(page)
    page.keyboard.press("+")
    until(page, f"map_atlas.getZoom() > {before[1]}")
    assert page.evaluate("map_atlas.getCenter().lng") > before[0]


# ---- room to touch ----------------------------------------------------------------------------

SMALL = """(least) => [...document.querySelectorAll(
  'a[href], button, input, select, textarea, summary, [role=slider]')].filter((each) => {
  const style = getComputedStyle(each);
  if (each.closest('[inert]') || !each.getClientRects().length || each.disabled) return false;
  /* Links in running text are as high as the text. */
  const inText = style.display === 'inline' || each.closest('.mg-cite');
  if (each.localName === 'a' && inText) return false;
  const box = each.type === 'checkbox' ? each.closest('label') : each;
  let { width, height } = box.getBoundingClientRect();
  const after = getComputedStyle(each, '::after');
  if (after.content !== 'none' && after.position === 'absolute') {
    width = Math.max(width, parseFloat(after.width) || 0);
    height = Math.max(height, parseFloat(after.height) || 0);
  }
  return width > 2 && (width < least - 0.5 || height < least - 0.5);
}).map((each) => each.outerHTML.slice(0, 100))"""


# axe holds 24 pixels on a desk, in every state.
@pytest.mark.parametrize(
    ("look", "least", "names"),
    [
        ("phone", 44, ("key", "event")),
        *(
            more(*each, ("filtered", "key", "time", "event"))
            for each in (("phone", 44), ("desk", 24))
        ),
    ],
)
def test_everything_to_press_is_large_enough(
    new_page: Callable[..., Page], small_page: str, look: str, least: int, names: tuple[str, ...]
) -> None:
    page = visit(new_page(**LOOKS[look]), small_page)
    for name in TABS:
        tab(page, name)
        settled(page)
        assert page.evaluate(SMALL, least) == [], name
    for name in names:
        page.goto("about:blank")
        visit(page, small_page)
        STATES[name](page)
        settled(page)
        assert page.evaluate(SMALL, least) == [], name
