"""The five main tasks with nothing but a keyboard, at desk and phone size."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from examples import more
from playwright.sync_api import Page, expect
from reader import WRITTEN, eventually, rows, settled, state, visit

if TYPE_CHECKING:
    from conftest import Watch

SIZES = {
    "desk": {"viewport": {"width": 1366, "height": 768}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
FOCUSED = """() => {
  const at = document.activeElement;
  const named = at.getAttribute('aria-labelledby');
  const words = at.getAttribute('aria-label')
    || (named && document.getElementById(named)?.innerText)
    || (at.labels && at.labels.length && at.labels[0].innerText)
    || at.innerText || at.title || at.tagName;
  return (at.getAttribute('role') || at.tagName.toLowerCase()) + ': '
    + words.replace(/\\s+/g, ' ').trim();
}"""


# A phone repeats the desk's steps.
@pytest.fixture(params=["desk", more("phone")])
def keyboard(request: pytest.FixtureRequest, new_page: Callable[..., Page]) -> Page:
    """A page whose mouse and finger are gone."""
    page = new_page(**SIZES[request.param], permissions=["clipboard-read", "clipboard-write"])

    def no(*_: object, **__: object) -> None:
        raise AssertionError("nothing but the keyboard")

    page.mouse.click = no  # type: ignore[method-assign]
    return page


def reach(page: Page, pattern: str, *, key: str = "Tab", most: int = 90) -> str:
    """Press a key until the focus is on what the pattern says; fail with what was passed."""
    seen = []
    for _ in range(most):
        here: str = page.evaluate(FOCUSED)
        if re.search(pattern, here):
            box = page.locator(":focus").bounding_box()
            assert box, f"{here} has the focus and is not seen"
            return here
        seen.append(here)
        page.keyboard.press(key)
    raise AssertionError(f"{pattern} was not reached:\n" + "\n".join(dict.fromkeys(seen)))


def past_the_opening(page: Page, address: str) -> Page:
    """The atlas as first met, left for the map by keyboard."""
    visit(page, address, explore=False)
    reach(page, "^button: Explore the map")
    page.keyboard.press("Enter")
    return page


def choose_tab(page: Page, name: str) -> None:
    reach(page, "^tab: ", key="Tab")
    reach(page, f"^tab: {name}", key="ArrowRight", most=8)
    page.keyboard.press("Enter")
    expect(page.get_by_role("tabpanel", name=name)).to_be_visible()


def test_an_event_is_found_by_its_words(keyboard: Page, one_map: str) -> None:
    page = past_the_opening(keyboard, one_map)
    choose_tab(page, "Filters")
    reach(page, "(?i)^(searchbox|input): search")
    page.keyboard.type("pucca qila")
    settled(page, WRITTEN)
    choose_tab(page, "Events")
    reach(page, r"^button: \d.*(dead|not stated) ")
    reach(page, r"^button: .*Police operation at Pakka Qila", key="ArrowDown", most=8)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Pakka Qila")
    expect(page.get_by_role("dialog").get_by_role("heading", level=2)).to_be_focused()


@pytest.mark.more
def test_one_year_is_seen(keyboard: Page, one_map: str) -> None:
    page = past_the_opening(keyboard, one_map)
    if page.viewport_size == SIZES["phone"]["viewport"]:
        reach(page, "^button: More: dates, steps and years")
        page.keyboard.press("Enter")
    reach(page, r"^button: 19\d\d: ")
    reach(page, r"^button: 1987: ", key="ArrowRight", most=30)
    page.keyboard.press("Enter")
    assert state(page, "years") == [1987]
    days = page.evaluate("atlas.visible().map((id) => [atlas.event(id).from, atlas.event(id).to])")
    assert days
    assert all(first <= "1987-12-31" and last >= "1987-01-01" for first, last in days)


def test_a_summary_is_read_and_its_source_opened(
    keyboard: Page, one_map: str, watch: Watch
) -> None:
    page = past_the_opening(keyboard, one_map)
    choose_tab(page, "Events")
    reach(page, r"^button: .*dead|^button: .*deaths")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog")
    expect(card.get_by_role("heading", level=2)).to_be_focused()
    reach(page, "^a: Source 1$")
    page.keyboard.press("Enter")
    expect(card.get_by_role("region", name="Sources").get_by_role("listitem").first).to_be_focused()
    link = reach(page, r"^a: .*opens in a new tab")
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    # No test may ask the network; that the source's page is asked for is what is wanted here.
    eventually(
        page,
        lambda: [link, *watch.seen],
        lambda seen: any(each.startswith("request: http") for each in seen[1:]),
    )
    watch.seen.clear()
    opened.value.close()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_the_view_is_shared(keyboard: Page, one_map: str) -> None:
    page = visit(keyboard, one_map, "#years=1986&categories=communal")
    choose_tab(page, "Events")
    reach(page, "^button: Share, cite, save")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Share, cite, save")
    expect(dialog).to_be_visible()
    reach(page, "^button: Copy link", most=12)
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("Link copied")).to_be_visible()
    address = page.evaluate("navigator.clipboard.readText()")
    assert address.endswith("#years=1986&categories=communal")
    page.keyboard.press("Escape")
    reach(page, "^button: Share, cite, save", most=1)


@pytest.mark.more
def test_chapter_four_is_read(keyboard: Page, built_page: str) -> None:
    page = visit(keyboard, built_page, explore=False)
    reach(page, "^button: Start the story")
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert state(page, "chapter") == "apmso-1978-mqm-1984"
    article = page.locator('article[data-chapter="apmso-1978-mqm-1984"]')
    expect(article.get_by_role("heading", name="APMSO 1978, MQM 1984")).to_be_focused()
    expect(article.get_by_role("heading", name="APMSO 1978, MQM 1984")).to_be_in_viewport()
    reach(page, "^a: Source 1$", most=3)
    page.keyboard.press("Enter")
    expect(article.locator("details li").first).to_be_focused()
    expect(article.locator("details li").first).to_be_in_viewport()


@pytest.mark.more
def test_the_story_is_left_and_found_again(keyboard: Page, one_map: str) -> None:
    page = visit(keyboard, one_map, "#chapter=4")
    choose_tab(page, "Story")
    reach(page, "^button: Close the story")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Continue with chapter 4")).to_be_focused()
    page.keyboard.press("Enter")
    assert state(page, "chapter") == "apmso-1978-mqm-1984"
    expect(rows(page).first).to_be_hidden()
