"""Inside another page: the map and its clock, a way to the whole atlas, and no scroll trapped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.request import url2pathname

import pytest
from examples import more
from playwright.sync_api import FrameLocator, Page, expect
from reader import eventually, settled, state, until, visit

AROUND = """<!doctype html><title>Around</title><style>body {{ margin: 0; height: 3000px }}</style>
<p>Before</p><iframe src="{src}" sandbox="allow-scripts allow-popups" width="800" height="500"
title="Atlas"></iframe><p>After</p>"""


@pytest.fixture
def own_clock(page: Page) -> None:
    """A clock that tests turn on, for all that the page will frame."""
    page.clock.install()


@pytest.fixture
def framed(page: Page, small_page: str) -> tuple[Page, FrameLocator]:
    """The small atlas in a sandboxed frame of another page, far longer than the window."""
    folder = Path(url2pathname(small_page.removeprefix("file://"))).parent
    around = folder / "around.html"
    around.write_text(AROUND.format(src=f"{small_page}#embed=1"), encoding="utf-8")
    page.goto(around.as_uri())
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("link", name="Open the full atlas")).to_be_visible()
    expect(frame.locator(".mg-time-filter")).to_be_visible()
    page.frames[-1].evaluate("atlas.ready")
    settled(page.frames[-1])
    return page, frame


def zoom(page: Page) -> float:
    found: float = page.frames[-1].evaluate("map_atlas.getZoom()")
    return found


def test_there_is_the_map_and_its_clock_and_nothing_else(page: Page, small_page: str) -> None:
    visit(page, small_page, "#embed=1")
    expect(page.locator("#mg-panel")).to_be_hidden()
    expect(page.locator("#mg-tools")).to_be_hidden()
    expect(page.get_by_role("slider", name="First day shown")).to_be_visible()
    box = page.locator("#mg-map-area").bounding_box()
    assert box
    assert box["y"] == 0
    assert box["width"] == 1366
    # Read out all the same: a page without a heading says nothing of itself.
    expect(page.get_by_role("heading", level=1)).to_have_text("A small atlas")


def test_a_link_leads_to_the_whole_atlas_as_it_is_seen(page: Page, small_page: str) -> None:
    visit(page, small_page, "#from=1986-01-01&embed=1")
    page.evaluate("atlas.filter({categories: ['clash']})")
    link = page.get_by_role("link", name="Open the full atlas")
    link.focus()
    href = link.get_attribute("href") or ""
    assert "embed" not in href
    assert "from=1986-01-01" in href
    assert "categories=clash" in href
    assert link.get_attribute("target") == "_blank"


@pytest.mark.parametrize(
    ("size", "language"),
    [
        ((320, 480), "ur"),
        *(more(size, "en") for size in ((320, 480), (640, 400), (1100, 600))),
        *(more(size, "ur") for size in ((640, 400), (1100, 600))),
    ],
)
def test_the_link_to_the_atlas_overlaps_nothing(
    new_page: Callable[..., Page], built_page: str, size: tuple[int, int], language: str
) -> None:
    page = new_page(viewport={"width": size[0], "height": size[1]})
    visit(page, built_page, f"#embed=1&lang={language}")
    settled(page)
    over = page.evaluate(
        """() => {
          const link = document.querySelector('.mg-embedding__link');
          const a = link.getBoundingClientRect();
          const others = '.leaflet-control, .mg-legend, .mg-strip, .mg-panes__line, #mg-time,'
            + '.mg-pane__name:not([hidden]), .mg-pane--inset';
          return [a.width > 0, [...document.querySelectorAll(others)].filter((each) => {
            if (each.contains(link) || !each.checkVisibility()) return false;
            const b = each.getBoundingClientRect();
            return b.width && a.left < b.right - 0.5 && a.right > b.left + 0.5
              && a.top < b.bottom - 0.5 && a.bottom > b.top + 0.5;
          }).map((each) => each.className)];
        }"""
    )
    assert over == [True, []]


def test_in_a_sandbox_that_keeps_nothing_everything_works(
    framed: tuple[Page, FrameLocator],
) -> None:
    page, frame = framed
    frame.get_by_role("slider", name="First day shown").press("PageUp")
    inner = page.frames[-1]
    until(inner, "atlas.state().from !== null")
    inner.evaluate("atlas.open('1986-karachi-bridge')")
    expect(frame.get_by_role("dialog")).to_be_visible()
    frame.get_by_role("button", name="Close").press("Enter")
    expect(frame.get_by_role("dialog")).to_be_hidden()


def test_the_wheel_scrolls_the_page_around(framed: tuple[Page, FrameLocator]) -> None:
    page, _ = framed
    before = zoom(page)
    page.mouse.move(300, 200)
    page.mouse.wheel(0, 400)
    until(page, "scrollY > 0")
    settled(page.frames[-1])
    assert zoom(page) == before


@pytest.mark.usefixtures("own_clock")
def test_with_ctrl_or_after_a_click_the_wheel_zooms(framed: tuple[Page, FrameLocator]) -> None:
    page, _ = framed
    inner = page.frames[-1]

    # Chromium sends turns that follow each other quickly where the first of them went, so that
    # a reader turns the wheel until something happens.
    def turned(by: int) -> tuple[float, float]:
        page.mouse.wheel(0, by)
        return zoom(page), page.evaluate("scrollY")

    before = zoom(page)
    page.mouse.move(400, 120)
    page.keyboard.down("Control")
    eventually(page, lambda: turned(-300), lambda found: found[0] > before)
    page.keyboard.up("Control")
    settled(inner)
    closer = zoom(page)
    page.mouse.click(400, 120)
    eventually(page, lambda: turned(-300), lambda found: found[0] > closer)
    settled(inner)
    assert page.evaluate("scrollY") == 0
    # Once the pointer has been elsewhere, the page has its wheel back.
    page.mouse.move(400, 700)
    page.clock.fast_forward(2600)
    page.mouse.move(400, 120)
    last = zoom(page)
    eventually(page, lambda: turned(300), lambda found: found[1] > 0)
    settled(inner)
    assert zoom(page) == last


def test_one_finger_is_the_pages_and_two_are_the_maps(
    new_page: Callable[..., Page], small_page: str
) -> None:
    page = visit(
        new_page(viewport={"width": 390, "height": 500}, has_touch=True, is_mobile=True),
        small_page,
        "#embed=1",
    )
    touch_action = "getComputedStyle(document.querySelector('.mg-map')).touchAction"
    assert page.evaluate(touch_action) == "pan-x pan-y"
    centre = page.evaluate("map_atlas.getCenter().lat")
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[int, int]) -> None:
        finger.send(
            "Input.dispatchTouchEvent",
            {
                "type": kind,
                "touchPoints": [{"x": x, "y": y, "id": k} for k, (x, y) in enumerate(points)],
            },
        )

    touch("touchStart", (120, 200))
    for y in range(200, 120, -10):
        touch("touchMove", (120, y))
    touch("touchEnd")
    expect(page.get_by_text("Move the map with two fingers")).to_be_visible()
    settled(page)
    assert page.evaluate("map_atlas.getCenter().lat") == pytest.approx(centre)
    touch("touchStart", (120, 200), (220, 200))
    for y in range(200, 120, -10):
        touch("touchMove", (120, y), (220, y))
    touch("touchEnd")
    until(page, f"Math.abs(map_atlas.getCenter().lat - {centre}) > 0.001")


def test_leaving_the_frame_behind_brings_the_whole_page_back(page: Page, small_page: str) -> None:
    visit(page, small_page, "#embed=1")
    page.evaluate("atlas.filter({embed: null})")
    expect(page.get_by_role("tab", name="Events")).to_be_visible()
    expect(page.get_by_role("link", name="Open the full atlas")).to_be_hidden()
    assert state(page, "embed") is None
