"""Rows of a data set on the page: gathered in the list, counted apart on the strip, in the key."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from reader import until, visit

ROW = "1992-karachi-ged-54914"
TOLD = "1992-karachi-jinnahpur"
LAST = """() => {
  let box = document.querySelector('.mg-event-list__item');
  while (box.scrollHeight <= box.clientHeight || getComputedStyle(box).overflowY === 'visible')
    box = box.parentElement;
  box.scrollTop = box.scrollHeight;
}"""


def last_title(page: Page) -> str:
    page.evaluate(LAST)
    until(
        page,
        "() => [...document.querySelectorAll('.mg-event-list__item')].some("
        "(each) => each.getAttribute('aria-posinset') === each.getAttribute('aria-setsize'))",
    )
    return page.evaluate(
        "() => [...document.querySelectorAll('.mg-event-list__item')].find("
        "(each) => each.getAttribute('aria-posinset') === each.getAttribute('aria-setsize'))"
        ".querySelector('.mg-event-list__title').textContent"
    )


def test_rows_come_after_told_events_unless_the_reader_wants_plain_time(
    page: Page, one_map: str
) -> None:
    visit(page, one_map, "#from=1992&to=1992")
    page.get_by_role("tab", name="Events").click()
    row, told = (page.evaluate("(id) => atlas.read(id)", each) for each in (ROW, TOLD))
    assert last_title(page) == row["title"]
    page.locator(".mg-event-list__orders").select_option("time")
    last = page.locator(".mg-event-list__item", has_text=told["title"])
    expect(last).to_have_attribute("aria-posinset", last.get_attribute("aria-setsize") or "")
    assert last_title(page) == told["title"]


def test_the_strip_the_key_and_the_card_say_what_they_are(page: Page, one_map: str) -> None:
    visit(page, one_map, "#from=1989&to=1989-12-31")
    hyderabad = page.locator(".mg-strip__area", has_text="Hyderabad")
    expect(hyderabad.locator(".mg-strip__rows")).to_be_visible()
    shown = int(hyderabad.locator(".mg-strip__rows").inner_text())
    assert 0 < shown < int(hyderabad.locator(".mg-strip__name").inner_text().split("·")[1])
    expect(hyderabad).to_have_attribute("aria-label", re.compile("of them rows of a data set"))
    expect(page.locator(".mg-legend__row")).to_contain_text("one row of a data set")
    visit(page, one_map, f"#event={ROW}")
    expect(page.locator(".mg-card__category")).to_contain_text("one row of a data set")
    page.goto("about:blank")
    visit(page, one_map, f"#event={TOLD}")
    expect(page.locator(".mg-card__category")).not_to_contain_text("row of a data set")
