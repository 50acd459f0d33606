"""A reader looks for a source and for the events that rest on it; reads about the atlas."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect
from reader import state, tab, visit


def entries(page: Page) -> Locator:
    return page.locator(".mg-source-list__source")


def test_all_sources_stand_from_a_to_z_with_their_links(page: Page, small_page: str) -> None:
    visit(page, small_page)
    tab(page, "Sources")
    expect(entries(page)).to_have_count(4)
    words = [entry.inner_text() for entry in entries(page).all()]
    assert words[1].startswith("Ali")
    article = entries(page).filter(has_text="Clashes in the north")
    link = article.get_by_role("link", name="example.org")
    expect(link).to_have_attribute("href", "https://example.org/dawn1985")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    # The address stands in the link alone.
    assert not any("https://" in each for each in words)


def test_a_source_says_which_of_the_events_shown_rest_on_it(page: Page, small_page: str) -> None:
    visit(page, small_page, "#from=1985-01-01")
    tab(page, "Sources")
    history = entries(page).filter(has_text="A history")
    cites = history.get_by_role("button", name="4 events shown")
    cites.click()
    expect(cites).to_have_attribute("aria-expanded", "true")
    history.get_by_role("button", name="Days of clashes").click()
    assert state(page, "event") == "1985-karachi-north"
    page.evaluate("atlas.filter({from: '1992'})")
    expect(history.get_by_role("button", name="1 event shown")).to_be_visible()


def test_sources_are_found_by_text_kind_and_use(page: Page, small_page: str) -> None:
    visit(page, small_page, "#from=1992-01-01")
    tab(page, "Sources")
    page.get_by_role("searchbox", name="Find a source").fill("upi")
    expect(entries(page)).to_have_count(1)
    page.get_by_role("searchbox", name="Find a source").fill("")
    page.get_by_role("combobox", name="Kind of source").select_option("Books")
    expect(entries(page)).to_have_count(1)
    expect(page.locator(".mg-source-list__status")).to_have_text("1 of 4 sources")
    page.get_by_role("combobox", name="Kind of source").select_option("All kinds")
    page.get_by_role("checkbox", name="Only those behind the events shown").check()
    expect(entries(page)).to_have_count(1)
    expect(entries(page)).to_contain_text("A history")


def test_about_says_how_to_cite_how_to_report_and_what_is_not_kept(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    tab(page, "About")
    about = page.get_by_role("tabpanel", name="About")
    expect(about).to_contain_text(
        "The tests. A small atlas: Three units, two districts. CC-BY-4.0."
    )
    expect(about.get_by_role("link", name="Report an error")).to_have_attribute(
        "href", "mailto:editor@example.org"
    )
    expect(about).to_contain_text("makes no request and keeps nothing about you")
    expect(about).to_contain_text("only the language and the colours that you choose are kept")


def test_the_atlass_own_text_is_read_in_the_panel_and_stands_in_the_record_on_paper(
    page: Page, one_map: str
) -> None:
    visit(page, one_map)
    tab(page, "About")
    text = page.locator("#mg-about-text")
    expect(text).to_be_visible()
    expect(text.get_by_role("heading").first).to_be_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#mg-record #mg-about-text").count() == 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(text).to_be_visible()


def test_a_source_says_what_it_is_and_how_it_was_read(page: Page, one_map: str) -> None:
    visit(page, one_map)
    tab(page, "Sources")
    page.get_by_role("searchbox", name="Find a source").fill("Georeferenced Event Dataset")
    source = entries(page).filter(has_text="Data set").first
    expect(source.locator(".mg-source-list__facts")).to_contain_text("Data set")
    copy = source.get_by_role("link", name="Look for an archived copy")
    expect(copy).to_have_attribute("href", re.compile("^https://web.archive.org/web/\\*/https?://"))
    expect(copy).to_have_attribute("rel", "noopener noreferrer")
