"""The page as a file: sealed, self-contained, the same every time, and readable without scripts."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import atlases
import pytest
from examples import more
from playwright.sync_api import Page, expect
from reader import until

from mapgen.atlas.atlas import read_atlas
from mapgen.build import build, page_html
from mapgen.files import letters
from mapgen.page.elements.component import script_json

NAUGHTY = [
    "</script><script>window.pwned = 1</script>",
    "<img src=x onerror='window.pwned = 1'>",
    "${window.pwned = 1} {{ 7*7 }} {% raw %} `tick`",
    "<!-- <script>",
    "&lt;b&gt; &amp; \u2028 \u2029 two lines",
    "javascript:window.pwned=1",
    "\" ' onmouseover=window.pwned=1 x='",
    "کراچی <b>ہے</b>",
]


def text_of(file: str) -> str:
    return Path(file.removeprefix("file://")).read_text(encoding="utf-8")


@pytest.mark.more
def test_two_builds_of_the_same_folder_are_the_same_bytes(tmp_path: Path) -> None:
    folder = atlases.small_atlas(tmp_path / "small")
    script = (
        "import sys; from pathlib import Path; from mapgen.build import build; "
        "build(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    pages = []
    for name in ("one", "two"):
        out = tmp_path / name
        # Another process each: another hash seed, another clock, other random ids.
        subprocess.run([sys.executable, "-c", script, str(folder), str(out)], check=True)
        pages.append((out / "index.html").read_bytes())
    assert pages[0] == pages[1]


def test_the_policy_allows_just_the_scripts_and_styles_that_the_page_has(small_page: str) -> None:
    html = text_of(small_page)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    rules = dict(rule.split(" ", 1) for rule in policy[1].replace("&#39;", "'").split("; "))
    for rule, tag in (
        ("script-src", r"<script>(.*?)</script>"),
        ("style-src", r"<style[^>]*>(.*?)</style>"),
    ):
        texts = re.findall(tag, html, re.DOTALL)
        digests = {
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
            for text in texts
        }
        assert texts
        assert set(rules[rule].split()) == digests
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in policy[1]
    # No attribute that such a policy would stop.
    assert not re.search(
        r"<[a-z][^>]*\s(style|on[a-z]+)=", re.sub(r"<script.*?</script>", "", html, flags=re.S)
    )


def test_the_page_names_no_address_that_a_browser_would_load(built_page: str) -> None:
    html = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", text_of(built_page), flags=re.DOTALL)
    loaded = re.findall(
        r"<(?:img|link|script|iframe|source|object|embed)\b[^>]*(?:src|href)=\"([^\"]*)", html
    )
    assert [url for url in loaded if not url.startswith("data:")] == []


def test_the_real_page_opens_from_disk_without_a_request_or_a_complaint(
    page_anywhere: Page, built_page: str
) -> None:
    page = page_anywhere
    page.goto(built_page)
    page.evaluate("atlas.ready")
    assert page.evaluate("atlas.count()") == page.evaluate("atlas.visible().length") > 100
    until(page, "performance.getEntriesByName('atlas-first-marks').length === 1")


def test_dates_do_not_move_with_the_time_zone(page_anywhere: Page, one_map: str) -> None:
    page_anywhere.goto(one_map)
    page_anywhere.evaluate("atlas.ready")
    event = page_anywhere.evaluate("atlas.event('1988-hyderabad-black-friday')")
    assert (event["from"], event["to"]) == ("1988-09-30", "1988-09-30")
    assert event["date"] == "30 September 1988"
    page_anywhere.evaluate("atlas.filter({from: '1988-09-30', to: '1988-09-30'})")
    assert "1988-hyderabad-black-friday" in page_anywhere.evaluate("atlas.visible()")
    page_anywhere.evaluate("atlas.filter({from: '1988-10-01', to: '1988-10-01'})")
    assert "1988-hyderabad-black-friday" not in page_anywhere.evaluate("atlas.visible()")


def test_a_link_opens_exactly_what_was_seen(new_page: Callable[..., Page], small_page: str) -> None:
    first = new_page()
    first.goto(small_page)
    first.evaluate("atlas.ready")
    first.evaluate(
        "atlas.filter({from: '1986', to: '1987-06', categories: ['clash'], cities: ['Karachi']})"
    )
    first.evaluate("atlas.open(atlas.visible()[0])")
    until(first, "location.hash.includes('event=')")
    second = new_page()
    second.goto(first.url)
    second.evaluate("atlas.ready")
    # The view is the reader's window's own until it is moved.
    for key in ("from", "to", "categories", "cities", "event"):
        assert second.evaluate("atlas.state()")[key] == first.evaluate("atlas.state()")[key], key
    assert second.evaluate("atlas.visible()") == first.evaluate("atlas.visible()")


def test_without_scripts_every_event_and_source_can_be_read(
    new_page: Callable[..., Page], built_page: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(built_page)
    expect(
        page.get_by_role("heading", name="Karachi and Hyderabad, 1972–1992").first
    ).to_be_visible()
    events = read_atlas(Path(__file__).parents[2]).events
    assert page.locator("article[id^='event-']").count() == len(events)
    article = page.locator("#event-1988-hyderabad-black-friday")
    expect(article).to_be_visible()
    expect(article).to_contain_text("30 September 1988")
    expect(article).to_contain_text("Deaths:")
    for link in article.locator("ol a").all():
        target = (link.get_attribute("href") or "").removeprefix("#")
        assert page.locator(f"[id='{target}']").count() == 1


# All of them stand in test_hostile_text.
@pytest.mark.parametrize("text", [NAUGHTY[0], *map(more, NAUGHTY[1:-1]), NAUGHTY[-1]])
def test_no_text_of_a_record_runs_or_is_lost(tmp_path: Path, page: Page, text: str) -> None:
    events = [dict(event) for event in atlases.EVENTS]
    for event in events:
        event["title"] = text
        event["actors"] = text.replace(";", ",")
        event["targets"] = text.replace(";", ",")
        event["summary"] = f"Someone wrote {text.replace('[', '(')} here [@ali2005]."
    folder = atlases.small_atlas(tmp_path / "small")
    atlases.write_events(folder, events)
    page.goto(build(folder, tmp_path / "out").path.as_uri())
    page.evaluate("atlas.ready")
    page.evaluate("atlas.open(atlas.visible()[2])")
    expect(page.get_by_role("dialog").get_by_role("heading").first).to_have_text(
        " ".join(text.split())
    )
    assert page.evaluate("atlas.event(atlas.visible()[2]).title") == letters.normalised(text)
    assert page.evaluate("window.pwned") is None


def test_json_in_a_script_element_cannot_end_it() -> None:
    assert script_json(NAUGHTY) == str(script_json(NAUGHTY))
    assert "<" not in script_json(NAUGHTY)
    assert "\u2028" not in script_json(NAUGHTY)


def test_rendering_does_not_change_the_atlas(small_folder: Path) -> None:
    atlas = read_atlas(small_folder)
    before: Any = atlas.events.copy()
    assert page_html(atlas) == page_html(atlas)
    assert list(before.columns) == list(atlas.events.columns)
