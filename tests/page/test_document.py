"""What search engines, readers of links and validators find in the document."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import atlases
import pytest
from playwright.sync_api import Page

from mapgen.build import build


def head(page: Page, selector: str, attribute: str) -> list[str]:
    values: list[str] = page.locator(f"head > {selector}").evaluate_all(
        "(all, name) => all.map((each) => each.getAttribute(name))", attribute
    )
    return values


def test_the_head_says_what_the_page_is(page: Page, small_page: str) -> None:
    page.goto(small_page)
    assert page.title()
    assert len(head(page, "meta[name=description]", "content")) == 1
    assert head(page, 'meta[property="og:title"]', "content") == ["A small atlas"]
    assert head(page, 'meta[property="og:description"]', "content") == head(
        page, "meta[name=description]", "content"
    )
    assert head(page, "meta[name=robots]", "content") == []
    assert page.evaluate("document.documentElement.lang") == "en"
    # Without a public address there is nothing to call canonical.
    assert head(page, "link[rel=canonical]", "href") == []
    assert head(page, 'meta[property="og:url"]', "content") == []


def test_with_a_public_address_the_page_names_it(page: Page, tmp_path: Path) -> None:
    folder = atlases.small_atlas(tmp_path / "small")
    settings = folder / "mapgen.toml"
    text = re.sub(r"(?m)^url = .*\n", "", settings.read_text(encoding="utf-8"))
    settings.write_text(f'url = "https://example.org/atlas/"\n{text}', encoding="utf-8")
    page.goto(build(folder, tmp_path / "out").path.as_uri())
    assert head(page, "link[rel=canonical]", "href") == ["https://example.org/atlas/"]
    assert head(page, 'meta[property="og:url"]', "content") == ["https://example.org/atlas/"]


@pytest.mark.parametrize("scripts", [True, False])
def test_ids_are_unique_and_there_is_one_main_part(
    new_page: Callable[..., Page], small_page: str, scripts: bool
) -> None:
    page = new_page(java_script_enabled=scripts)
    page.goto(small_page)
    ids = page.locator("[id]").evaluate_all("(all) => all.map((each) => each.id)")
    assert len(ids) == len(set(ids))
    mains = page.locator("main").evaluate_all(
        "(all) => all.filter((each) => each.getClientRects().length).length"
    )
    assert mains == 1


def test_the_picture_beside_links_is_the_settings(page: Page, tmp_path: Path) -> None:
    folder = atlases.small_atlas(tmp_path / "small")
    settings = folder / "mapgen.toml"
    image = "https://example.org/atlas.png"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'image = "{image}"\n{text}', encoding="utf-8")
    page.goto(build(folder, tmp_path / "out").path.as_uri())
    assert head(page, 'meta[property="og:image"]', "content") == [image]
    assert head(page, 'meta[name="twitter:card"]', "content") == ["summary_large_image"]
