"""A reader cites what is seen, copies its link, and reports an error with the event's id."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import atlases
import pytest
from examples import more
from playwright.sync_api import Locator, Page, expect
from reader import tab, visit

SIZES = {
    "desk": {"viewport": {"width": 1366, "height": 768}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
EVENT = "1985-karachi-north"


# A phone repeats the desk's steps.
@pytest.fixture(params=["desk", more("phone")])
def sized(request: pytest.FixtureRequest, new_page: Callable[..., Page]) -> Page:
    page = new_page(**SIZES[request.param], permissions=["clipboard-read", "clipboard-write"])
    page.clock.set_fixed_time("2026-03-05T23:30:00+05:00")  # the fifth in Karachi
    return page


def clipboard(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def cited(page: Page, address: str) -> Locator:
    visit(page, address, f"#event={EVENT}")
    card = page.get_by_role("dialog", name="Days of clashes")
    card.get_by_text("Cite this event").click()
    return card.locator(".mg-cite-box")


def test_an_event_is_cited_in_three_styles_and_copied(sized: Page, small_page: str) -> None:
    box = cited(sized, small_page)
    text = box.locator(".mg-cite-box__text")
    where = f"index.html#event={EVENT}"
    expect(text).to_have_text(
        "The tests (Ed.). (n.d.). Days of clashes. In A small atlas: Three units, two districts "
        f"[Interactive map]. Retrieved March 5, 2026, from {where}"
    )
    box.get_by_role("radio", name="Chicago").check()
    expect(text).to_have_text(
        "“Days of clashes.” In A small atlas: Three units, two districts, edited by The tests. "
        f"Interactive map. Accessed March 5, 2026. {where}."
    )
    box.get_by_role("radio", name="BibTeX").check()
    expect(text).to_contain_text(f"@misc{{{EVENT},")
    expect(text).to_contain_text("urldate = {2026-03-05},")
    expect(text).to_contain_text("booktitle = {{A small atlas: Three units, two districts}},")
    box.get_by_role("button", name="Copy").click()
    expect(box.get_by_role("status")).to_have_text("Copied.")
    copied = clipboard(sized)
    assert copied.startswith("@misc{")
    assert copied.count("{") == copied.count("}")


def test_a_view_is_cited_with_its_permalink(sized: Page, small_page: str) -> None:
    page = visit(sized, small_page, "#years=1985&categories=clash")
    tab(page, "Events")
    page.get_by_role("button", name="Share, cite, save").click()
    dialog = page.get_by_role("dialog", name="Share, cite, save")
    expect(dialog).to_contain_text("1 of 8 events: only 1985; Armed clash.")
    expect(dialog.locator(".mg-cite-box__text")).to_have_text(
        "The tests (Ed.). (n.d.). A small atlas: Three units, two districts [Interactive map]. "
        "Retrieved March 5, 2026, from index.html#years=1985&categories=clash"
    )
    field = dialog.get_by_role("textbox", name="Link to what you see")
    expect(field).to_have_value(re.compile(r"#years=1985&categories=clash$"))
    dialog.get_by_role("button", name="Copy link").click()
    expect(dialog.get_by_text("Link copied")).to_be_visible()
    assert clipboard(page) == page.url
    dialog.get_by_role("button", name="Close").click()
    expect(page.get_by_role("button", name="Share, cite, save")).to_be_focused()


def test_a_link_from_disk_leads_to_the_public_address_where_there_is_one(
    page: Page, tmp_path: Path
) -> None:
    from mapgen.build import build

    folder = atlases.small_atlas(tmp_path / "small")
    settings = folder / "mapgen.toml"
    settings.write_text(
        'url = "https://example.org/atlas/"\n' + settings.read_text(encoding="utf-8"),
        encoding="utf-8",
    )
    address = build(folder).path.as_uri()
    text = cited(page, address).locator(".mg-cite-box__text")
    expect(text).to_contain_text(f"from https://example.org/atlas/#event={EVENT}")


def test_each_figure_names_its_source_at_first_sight(page: Page, small_page: str) -> None:
    visit(page, small_page, f"#event={EVENT}")
    card = page.get_by_role("dialog", name="Days of clashes")
    claims = card.get_by_role("region", name="Dead").get_by_role("listitem")
    expect(claims.nth(0)).to_contain_text("at least 39, officials — Dawn, 16 Apr 1985")
    expect(claims.nth(1)).to_contain_text("250 — The News")
    # The number still leads to the reference in full.
    claims.nth(0).get_by_role("link", name="Source 1").click()
    expect(card.get_by_role("region", name="Sources").get_by_role("listitem").first).to_be_focused()


def test_a_report_of_an_error_carries_the_events_id(page: Page, small_page: str) -> None:
    visit(page, small_page, f"#event={EVENT}")
    link = page.get_by_role("dialog").get_by_role("link", name="Report an error")
    expect(link).to_have_attribute(
        "href",
        re.compile(rf"^mailto:editor@example\.org\?subject={EVENT}&body=Days%20of%20clashes"),
    )


def without_report(folder: Path, line: str = "") -> Path:
    settings = folder / "mapgen.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace('report = "mailto:editor@example.org"', line), encoding="utf-8"
    )
    return folder


def test_an_issue_is_opened_with_the_events_id_as_its_title(page: Page, tmp_path: Path) -> None:
    from mapgen.build import build

    folder = without_report(
        atlases.small_atlas(tmp_path / "small"),
        'report = "https://example.org/atlas/issues/new"',
    )
    visit(page, build(folder).path.as_uri(), f"#event={EVENT}")
    link = page.get_by_role("dialog").get_by_role("link", name="Report an error")
    expect(link).to_have_attribute(
        "href",
        re.compile(rf"^https://example\.org/atlas/issues/new\?title={EVENT}%3A%20&body="),
    )


def test_without_an_address_for_reports_the_card_says_how_to_report(
    sized: Page, tmp_path: Path
) -> None:
    from mapgen.build import build

    folder = without_report(atlases.small_atlas(tmp_path / "small"))
    visit(sized, build(folder).path.as_uri(), f"#event={EVENT}")
    card = sized.get_by_role("dialog", name="Days of clashes")
    card.get_by_text("Report an error").click()
    expect(card).to_contain_text("Give them this event’s id and link:")
    expect(card.get_by_text(EVENT, exact=True)).to_be_visible()
    card.get_by_role("button", name="Copy id and link").click()
    expect(card.get_by_text("Id and link copied")).to_be_visible()
    assert clipboard(sized).splitlines()[0] == EVENT
    assert clipboard(sized).splitlines()[1].endswith(f"#event={EVENT}")
