"""Light and dark: by the device, by the switch, by the address; every pair of colours measured."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from importlib.resources import files

import pytest
from examples import more
from playwright.sync_api import Page, expect
from reader import state, visit

from mapgen.page.document.colours import ENOUGH, ON_DARK, channels, contrast, dark_colours, on_dark
from mapgen.records.settings import CATEGORIES

PAPER_LIGHT = "rgb(241, 235, 221)"
PAPER_DARK = "rgb(22, 19, 16)"
GROUNDS = ("paper", "panel", "land", "accent-soft")
INKS = ("ink", "ink-soft", "ink-faint", "accent")


def values(sheet: str, block: str) -> dict[str, str]:
    """The colours that a style sheet gives its names in one block: {"ink": "#241f1a", …}."""
    text = (files("mapgen.page") / "browser" / "style" / sheet).read_text(encoding="utf-8")
    inside = re.search(re.escape(block) + r"\s*\{([^}]*)\}", text)
    assert inside, f"{sheet} has no {block}"
    return dict(re.findall(r"--mg-([\w-]+):\s*(#[0-9a-f]{6});", inside[1]))


LIGHT = values("theme.css", ":root")
DARK = {**LIGHT, **values("dark.css", ".mg-page")}
MORE_LIGHT = {**LIGHT, **values("theme.css", "@media (prefers-contrast: more) {\n  :root")}
MORE_DARK = {**DARK, **values("dark.css", "@media (prefers-contrast: more) {\n  .mg-page")}
THEMES = {"light": LIGHT, "dark": DARK, "more light": MORE_LIGHT, "more dark": MORE_DARK}


@pytest.mark.parametrize("theme", THEMES)
def test_text_stands_out_from_every_ground_it_is_printed_on(theme: str) -> None:
    colours = THEMES[theme]
    enough = 7 if theme.startswith("more") else 4.5
    for ink, ground in itertools.product(INKS, GROUNDS):
        found = contrast(colours[ink], colours[ground])
        assert found >= enough, f"{ink} on {ground}: {found:.2f}"
    assert contrast(colours["accent-ink"], colours["accent"]) >= 4.5
    assert contrast(colours["water-ink"], colours["water"]) >= 4.5
    assert contrast(colours["district"], colours["land"]) >= 4.5
    # Slips of paper turned over: the note of a mark, the label of the time strip.
    assert contrast(colours["paper"], colours["ink"]) >= 7
    assert contrast(colours["panel"], colours["ink-soft"]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_the_focus_stands_out_from_every_ground(theme: str) -> None:
    colours = THEMES[theme]
    for ground in (*GROUNDS, "water"):
        assert contrast(colours["focus"], colours[ground]) >= 3, ground


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_category_is_told_from_every_ground(theme: str) -> None:
    colours = THEMES[theme]
    for category in CATEGORIES.values():
        colour = category.colour if theme == "light" else on_dark(category.colour)
        for ground in (*GROUNDS, "mark-ink"):
            found = contrast(colour, colours[ground])
            assert found >= 3, f"{category.id} on {ground}: {found:.2f}"


def test_any_category_colour_is_told_from_dark_ground() -> None:
    for parts in itertools.product(("00", "40", "80", "c0", "ff"), repeat=3):
        colour = "#" + "".join(parts)
        lighter = on_dark(colour)
        for ground in GROUNDS:
            assert contrast(lighter, DARK[ground]) >= ENOUGH - 0.05, (colour, lighter)
        if colour not in ON_DARK and contrast(colour, DARK["accent-soft"]) >= ENOUGH:
            assert lighter == colour
        assert all(a <= b for a, b in zip(channels(colour), channels(lighter), strict=True))


def test_a_colour_is_named_once_in_the_dark_style() -> None:
    assert dark_colours(["#903000", "#903000"]) == ".mg-page{--mg-903000:#f1a773}"
    assert dark_colours([]) == ""


def paper(page: Page) -> str:
    colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return colour


@pytest.mark.parametrize(
    ("scheme", "fragment", "expected"),
    [
        more("light", "", PAPER_LIGHT),
        ("dark", "", PAPER_DARK),
        ("light", "#theme=dark", PAPER_DARK),
        more("dark", "#theme=light", PAPER_LIGHT),
        ("dark", "#from=1985&theme=light&years=1985", PAPER_LIGHT),
    ],
)
def test_the_address_is_followed_and_else_the_device(
    new_page: Callable[..., Page], small_page: str, scheme: str, fragment: str, expected: str
) -> None:
    page = visit(new_page(color_scheme=scheme), small_page, fragment)
    assert paper(page) == expected


def test_the_switch_goes_through_three_choices_and_is_remembered(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    switch = page.get_by_role("button", name="Colours: as on this device")
    switch.press("Enter")
    expect(page.get_by_role("button", name="Colours: light")).to_be_focused()
    page.keyboard.press("Enter")
    assert state(page, "theme") == "dark"
    assert paper(page) == PAPER_DARK
    page.goto("about:blank")
    visit(page, small_page)
    assert paper(page) == PAPER_DARK
    expect(page.get_by_role("button", name="Colours: dark")).to_be_visible()
    page.get_by_role("button", name="Colours: dark").click()
    assert paper(page) == PAPER_LIGHT
    assert page.evaluate("Object.keys(localStorage)") == []


def test_the_browsers_frame_follows(page: Page, small_page: str) -> None:
    visit(page, small_page, "#theme=dark")
    frames = "[...document.querySelectorAll('meta[name=theme-color]')]"
    used = f"{frames}.filter((each) => matchMedia(each.media).matches).map((each) => each.content)"
    assert page.evaluate(used) == [DARK["paper"]]
    page.evaluate("atlas.filter({theme: null})")
    assert page.evaluate(used) == [LIGHT["paper"]]


def test_a_change_of_the_device_is_followed_until_the_reader_chooses(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    page.emulate_media(color_scheme="dark")
    assert paper(page) == PAPER_DARK
    page.evaluate("atlas.filter({theme: 'light'})")
    assert paper(page) == PAPER_LIGHT
    page.evaluate("atlas.filter({theme: null})")
    assert paper(page) == PAPER_DARK


def test_the_page_is_dark_before_anything_is_drawn(page: Page, small_page: str) -> None:
    # The head's script decides; nothing of the body has been read by then.
    page.add_init_script(
        "new MutationObserver(() => { const body = document.body;"
        " if (body && !window.first) window.first = getComputedStyle(body).backgroundColor;"
        "}).observe(document, {childList: true, subtree: true});"
    )
    page.goto(small_page + "#theme=dark")
    assert page.evaluate("window.first") == PAPER_DARK


def test_on_paper_the_page_is_light(page: Page, small_page: str) -> None:
    visit(page, small_page, "#theme=dark")
    page.emulate_media(media="print")
    # The sheet itself shows, or the light paper: nothing dark.
    assert paper(page) in (PAPER_LIGHT, "rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")


def test_a_category_is_drawn_in_the_themes_colour(page: Page, small_page: str) -> None:
    visit(page, small_page, "#theme=dark")
    drawn = page.evaluate(
        "[...document.querySelectorAll('.mg-event-list__row .mg-glyph path')]"
        ".map((path) => getComputedStyle(path).fill)"
    )
    allowed = {
        "rgb({}, {}, {})".format(*(round(part * 255) for part in channels(on_dark(each.colour))))
        for each in CATEGORIES.values()
    }
    assert drawn
    assert set(drawn) <= allowed


def test_where_nothing_may_be_kept_the_switch_works_all_the_same(
    page: Page, small_page: str
) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage',"
        " {get() { throw new DOMException('no', 'SecurityError'); }});"
    )
    visit(page, small_page)
    page.get_by_role("button", name="Colours: as on this device").click()
    page.get_by_role("button", name="Colours: light").click()
    assert paper(page) == PAPER_DARK
    assert state(page, "theme") == "dark"
