"""A reader asks how to read the map, and what has been corrected."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import atlases
import pytest
from examples import more
from playwright.sync_api import Page, expect
from reader import tab, visit

SIZES = {
    "desk": {"viewport": {"width": 1366, "height": 768}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
ROOT = Path(__file__).resolve().parents[2]


# A phone repeats the desk's steps.
@pytest.fixture(params=["desk", more("phone")])
def sized(request: pytest.FixtureRequest, new_page: Callable[..., Page]) -> Page:
    return new_page(**SIZES[request.param])


def test_the_guide_is_in_the_page_without_its_pictures(sized: Page, one_map: str) -> None:
    page = visit(sized, one_map)
    tab(page, "About")
    about = page.get_by_role("tabpanel", name="About")
    about.get_by_text("How to read this map").first.click()
    expect(about.get_by_role("heading", name="What a mark is")).to_be_visible()
    expect(about).to_contain_text("Figures stand side by side, each with the name of its source.")
    assert about.locator("img").count() == 0
    assert "![" not in about.inner_text()


def test_the_guide_names_only_what_the_page_has(page: Page, one_map: str) -> None:
    visit(page, one_map)
    text = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
    for name in ("Filters", "Story", "Figures"):
        assert f"*{name}*" in text
        expect(page.get_by_role("tab", name=name)).to_be_visible()
    expect(page.get_by_role("button", name="Share, cite, save")).to_be_visible()
    expect(page.get_by_role("button", name="Key")).to_be_visible()


def test_every_picture_of_the_guide_is_there() -> None:
    for file in ("docs/guide.md", "README.md"):
        text = (ROOT / file).read_text(encoding="utf-8")
        names = re.findall(r"images/([a-z]+\.[a-z]+)\)", text)
        assert names
        for name in names:
            assert (ROOT / "docs" / "images" / name).stat().st_size > 10_000


def test_corrections_are_listed_where_there_are_some(page: Page, tmp_path: Path) -> None:
    from mapgen.build import build

    folder = atlases.small_atlas(tmp_path / "small")
    (folder / "docs" / "corrections.md").write_text(
        "# Corrections\n\n- **2026-03-01**, `1985-karachi-north`: 93 was a slip for 39.\n",
        encoding="utf-8",
    )
    visit(page, build(folder).path.as_uri())
    tab(page, "About")
    about = page.get_by_role("tabpanel", name="About")
    about.get_by_text("Corrections made").click()
    expect(about.get_by_role("listitem").filter(has_text="93 was a slip for 39.")).to_be_visible()


def test_an_atlas_without_guide_or_corrections_says_nothing_of_them(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    tab(page, "About")
    about = page.get_by_role("tabpanel", name="About")
    expect(about.get_by_text("How to read this map")).to_have_count(0)
    expect(about.get_by_text("Corrections made")).to_have_count(0)


def test_on_paper_the_guide_stands_in_the_record_again(page: Page, one_map: str) -> None:
    visit(page, one_map)
    within = (
        "document.getElementById('mg-record').contains(document.getElementById('mg-guide-text'))"
    )
    assert page.evaluate(within) is False
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(within) is True
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(within) is False
