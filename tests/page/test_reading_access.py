"""Story, figures, card and what one takes away pass axe, at desk and phone size."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe import faults
from examples import more
from playwright.sync_api import Page
from reader import tab, visit

SIZES: dict[str, dict[str, Any]] = {
    "desk": {"viewport": {"width": 1366, "height": 768}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}


def opening(page: Page, address: str) -> None:
    visit(page, address, explore=False)


def chapter(page: Page, address: str) -> None:
    visit(page, address, "#chapter=6")


def left_chapter(page: Page, address: str) -> None:
    visit(page, address, "#chapter=6&categories=communal")
    page.get_by_role("button", name="Chapter 6 of 12").click()


def figures(page: Page, address: str) -> None:
    visit(page, address, "#from=1985")
    tab(page, "Figures")
    page.get_by_text("Show as table").first.click()


def share(page: Page, address: str) -> None:
    visit(page, address, "#from=1985")
    tab(page, "Events")
    page.get_by_role("button", name="Share, cite, save").click()


def card(page: Page, address: str) -> None:
    visit(page, address, "#event=1988-hyderabad-black-friday")
    page.get_by_role("dialog").get_by_text("Cite this event").click()


def guide(page: Page, address: str) -> None:
    visit(page, address, "#from=1985")
    tab(page, "About")
    page.get_by_text("How to read this map").first.click()


@pytest.mark.parametrize("size", ["desk", more("phone")])
@pytest.mark.parametrize(
    "show",
    [left_chapter, share, *map(more, (opening, figures, card, chapter, guide))],
    ids=lambda f: f.__name__,
)
def test_axe_finds_nothing_and_nothing_is_described_by_its_own_name(
    new_page: Callable[..., Page], one_map: str, show: Callable[[Page, str], None], size: str
) -> None:
    page = new_page(bypass_csp=True, **SIZES[size])
    show(page, one_map)
    # The rest of the page is the same whatever stands in the panel.
    within = "#mg-panel" if show in (chapter, left_chapter, figures, guide) else None
    assert not faults(page, within=within)
    doubled = page.evaluate(
        """() => [...document.querySelectorAll('[title]')].filter((each) => {
          const label = each.getAttribute('aria-label') || each.innerText || '';
          return each.matches('button, [role]') && label.replace(/\\s+/g, ' ').includes(each.title);
        }).map((each) => each.outerHTML.slice(0, 120))"""
    )
    assert doubled == []


@pytest.mark.parametrize("show", [chapter, more(figures), more(opening)], ids=lambda f: f.__name__)
def test_at_four_hundred_per_cent_nothing_is_cut_off(
    new_page: Callable[..., Page], one_map: str, show: Callable[[Page, str], None]
) -> None:
    # 1280 × 1024 at 400 % (WCAG 1.4.10).
    page = new_page(viewport={"width": 320, "height": 256})
    show(page, one_map)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_once_scripts_run_nothing_around_the_atlas_is_marked_as_hidden(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    kept = page.evaluate(
        "document.querySelector('.mg-map').closest('[hidden], [aria-hidden=true], [inert]')"
    )
    assert kept is None


def test_counts_of_towns_are_seen_in_forced_colours(
    new_page: Callable[..., Page], one_map: str
) -> None:
    page = visit(new_page(forced_colors="active"), one_map, "#lang=en")
    colours = page.locator(".mg-town__count").evaluate_all(
        "(all) => all.map((each) => { const s = getComputedStyle(each);"
        " return [s.color, s.backgroundColor]; })"
    )
    assert colours
    assert all(ink != ground for ink, ground in colours)


def test_the_story_is_read_before_the_map_and_its_controls(page: Page, built_page: str) -> None:
    visit(page, built_page, explore=False)
    behind = page.evaluate(
        """() => {
          const story = document.querySelector('.mg-story__cover');
          const controls = '.mg-map button, .mg-map select, #mg-time button, #mg-time input';
          return [...document.querySelectorAll(controls)].filter((each) =>
            !(story.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING)
          ).map((each) => each.className);
        }"""
    )
    assert page.locator(".mg-story__cover").is_visible()
    assert behind == []
