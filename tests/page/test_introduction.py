"""What a first visit sees stands first in the document, and is what the story's script takes over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import atlases
import pytest
from examples import more
from playwright.sync_api import Browser, Page, expect
from reader import ONE_MAP, STANDS, visit
from slow_page import in_parts, read

from mapgen.build import build
from mapgen.page.payload.introduction import FIRST, introduction, parted, without_first_words
from mapgen.records.settings import read_settings

SIZES: dict[str, dict[str, Any]] = {
    "desk": {"viewport": {"width": 1366, "height": 768}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
TITLES = {"en-GB": "Before you begin", "ur-PK": "شروع کرنے سے پہلے", "sd-PK": "شروع ڪرڻ کان اڳ"}
MARKS = b"mapgen.incomplete("
DATA = b'id="event_data_part"'
"""Before it stands what is seen first, behind it what is drawn on the map."""

LAST = "The last paragraph of a long introduction."
STORY = f"""\
---
chapter: introduction
title: A small beginning
from: 1972
to: 1992
---
It cites a paper [@dawn1985, p. 3], an agency [@upi1986] and [a page](https://example.org/page).

{{more}}{LAST}

---
chapter: the-north
title: Days in the north
from: 1985-04-01
to: 1985-05-10
---
Clashes went on for days in the north [@dawn1985].
"""
PARAGRAPH = "It goes on, and says what it has said before in the words that it has said it in.\n\n"


def small(folder: Path, story: str, languages: str = '["en", "sd", "de"]') -> str:
    """The address of a page of the small atlas with a story."""
    atlases.small_atlas(folder)
    settings = atlases.SETTINGS.replace('["en"]', languages)
    (folder / "mapgen.toml").write_text(settings, encoding="utf-8")
    (folder / "story.md").write_text(story, encoding="utf-8")
    return build(folder).path.as_uri()


@pytest.fixture(scope="module")
def cited_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page whose introduction cites, links, and is long; it is not translated."""
    return small(tmp_path_factory.mktemp("cited") / "atlas", STORY.format(more=PARAGRAPH * 40))


@pytest.fixture
def opened(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Callable[..., Page]]:
    """Pages that may ask this machine."""
    contexts = []

    def make(**changes: Any) -> Page:
        contexts.append(browser.new_context(**{**browser_context_args, **changes}))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()


KEEP = """() => {
  const scroller = document.querySelector(".mg-story__scroller");
  const parts = [...document.querySelectorAll(
    ".mg-header h1, .mg-header p, .mg-story, .mg-story__title, .mg-story__text, .mg-story__text > *")];
  const boxes = () => parts.map((each) => {
    const { x, y, width, height } = each.getBoundingClientRect();
    return [x, y, width, height].map(Math.round).join(" ");
  });
  const shown = () => parts.filter((each) => each.className !== "mg-story").map((each) => each.textContent);
  window.kept = { parts, boxes, shown, first: boxes(), said: shown() };
}"""
READ = """() => {
  const [title] = document.querySelectorAll(".mg-story__title");
  title.focus();
  getSelection().selectAllChildren(document.querySelector(".mg-story__text p"));
  document.querySelector(".mg-story__scroller").scrollTop = 7;
}"""


@pytest.mark.parametrize("size", ["phone", "desk"])
@pytest.mark.parametrize("locale", ["ur-PK", more("en-GB"), more("sd-PK")])
def test_the_first_words_are_read_before_the_scripts_come_and_stay_what_they_are(
    opened: Callable[..., Page], built_page: str, size: str, locale: str
) -> None:
    whole = read(built_page)
    page = opened(**SIZES[size], locale=locale)
    with in_parts(whole, [whole.index(DATA)]) as slow:
        page.goto(slow.address, wait_until="commit")
        title = page.locator(".mg-story__title")
        expect(title).to_have_text(TITLES[locale])
        expect(title).to_be_in_viewport(ratio=1)
        expect(page.locator(".mg-story__text p").first).to_be_in_viewport(ratio=1)
        language = locale.partition("-")[0]
        expect(title).to_have_attribute("lang", language)
        expect(page.locator(".mg-header h1")).to_have_attribute("lang", language)
        # What would do nothing yet is not offered.
        expect(page.locator(".mg-story__start")).to_be_hidden()
        page.evaluate(KEEP)
        page.evaluate(READ)
        slow.sent[0].set()
        page.wait_for_load_state()
        page.evaluate(STANDS)
    assert page.evaluate("kept.parts.every((each) => each.isConnected)")
    assert page.evaluate("kept.said") == page.evaluate("kept.shown()")
    assert page.evaluate("document.activeElement.className") == "mg-story__title"
    text = page.evaluate("document.querySelector('.mg-story__text p').textContent")
    assert page.evaluate("getSelection().toString()").strip() == text
    assert page.evaluate("document.querySelector('.mg-story__scroller').scrollTop") == 7
    page.evaluate("document.querySelector('.mg-story__scroller').scrollTop = 0")
    assert page.evaluate("kept.first") == page.evaluate("kept.boxes()")
    expect(page.get_by_role("heading", name=TITLES[locale])).to_have_count(1)
    expect(page.locator(".mg-story__start")).to_be_visible()


@pytest.mark.parametrize(
    "fragment",
    [
        "#event=1988-hyderabad-black-friday",
        more("#chapter=4"),
        more("#lang=ur"),
        more("#embed=1"),
        more(ONE_MAP),
    ],
)
def test_an_address_that_opens_something_else_shows_no_introduction_before_it(
    opened: Callable[..., Page], built_page: str, fragment: str
) -> None:
    whole = read(built_page)
    page = opened(**SIZES["phone"])
    with in_parts(whole, [whole.index(MARKS)]) as slow:
        page.goto(slow.address + fragment, wait_until="commit")
        expect(page.locator(".mg-map.leaflet-container")).to_be_attached()
        expect(page.locator(".mg-story__title")).to_have_count(0)
        expect(page.locator("#mg-tab-story")).to_be_hidden()
        slow.sent[0].set()
        page.wait_for_load_state()
        page.evaluate(STANDS)
    # The words are there for whoever goes to the story.
    if fragment != "#embed=1":
        page.get_by_role("tab").first.evaluate("(tab) => tab.click()")
        back = page.locator(".mg-story__close:visible")
        if back.count():
            back.click()
        expect(page.locator(".mg-story__cover .mg-story__title")).to_have_count(1)


def test_the_language_that_was_chosen_before_is_that_of_the_first_words(
    opened: Callable[..., Page], built_page: str
) -> None:
    whole = read(built_page)
    page = opened(locale="en-GB")
    page.add_init_script("localStorage.setItem('mapgen.language', 'sd')")
    with in_parts(whole, [whole.index(DATA)]) as slow:
        page.goto(slow.address, wait_until="commit")
        expect(page.locator(".mg-story__title")).to_have_text(TITLES["sd-PK"])


def test_what_is_seen_first_stands_first_in_the_document(built_page: str) -> None:
    text = read(built_page).decode("utf-8")
    order = ["Before you begin", 'id="map_atlas"', 'id="mg-time"', DATA.decode(), MARKS.decode()]
    places = [text.index(each) for each in order]
    assert places == sorted(places)
    assert text.count(TITLES["ur-PK"]) == 1


@pytest.mark.parametrize("locale", ["sd", more("en-GB"), more("de")])
def test_citations_links_and_a_long_rest_are_as_in_every_chapter(
    opened: Callable[..., Page], cited_page: str, locale: str
) -> None:
    whole = read(cited_page)
    page = opened(locale=locale)
    numbers = ["١", "٢"] if locale == "sd" else ["1", "2"]
    marks = page.locator(".mg-story__cover .mg-cite a")
    with in_parts(whole, [whole.index(DATA)]) as slow:
        page.goto(slow.address, wait_until="commit")
        expect(marks).to_have_text(numbers)
        assert LAST not in page.locator(".mg-story__text").inner_text()
        page.evaluate(KEEP)
        slow.sent[0].set()
        page.wait_for_load_state()
        page.evaluate(STANDS)
    assert page.evaluate("kept.parts.every((each) => each.isConnected)")
    text = page.locator(".mg-story__cover .mg-story__text")
    expect(text.locator("p").last).to_have_text(LAST)
    expect(text).to_have_attribute("lang", "en")
    expect(marks).to_have_text(numbers)
    names = marks.evaluate_all("(all) => all.map((each) => each.getAttribute('aria-label'))")
    assert all(number in name for number, name in zip(numbers, names, strict=True))
    expect(text.get_by_role("link", name="a page")).to_have_attribute("target", "_blank")
    marks.first.click()
    expect(page.locator(".mg-story__references li").first).to_be_focused()
    choice = page.locator(".mg-language__select")
    choice.select_option("en")
    expect(marks).to_have_text(["1", "2"])
    expect(text.locator("p").last).to_have_text(LAST)
    choice.select_option("sd")
    expect(marks).to_have_text(["١", "٢"])
    expect(page.locator(".mg-story__cover .mg-story__title")).to_have_count(1)


def test_a_story_without_an_introduction_opens_with_the_events(page: Page, tmp_path: Path) -> None:
    _, _, chapters = STORY.partition("long introduction.\n\n")
    visit(page, small(tmp_path / "atlas", chapters), explore=False)
    expect(page.get_by_role("tab", name="Events")).to_have_attribute("aria-selected", "true")
    page.get_by_role("tab", name="Story").click()
    expect(page.get_by_role("button", name="Start the story")).to_be_visible()
    expect(page.locator(".mg-story__cover .mg-story__title")).to_have_text(
        "Three units, two districts"
    )


def test_without_scripts_the_introduction_is_read_once(
    new_page: Callable[..., Page], cited_page: str
) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(cited_page)
    expect(page.get_by_role("heading", name="A small beginning")).to_have_count(1)
    expect(page.locator("#chapter-introduction")).to_contain_text(LAST)


def chapter(**texts: str) -> dict[str, Any]:
    words = {name: {"title": f"In {name}", "text": text} for name, text in texts.items()}
    return {"id": "introduction", "words": words}


def test_a_wording_stands_once_with_all_languages_that_show_it(small_folder: Path) -> None:
    text = atlases.SETTINGS.replace('["en"]', '["en", "sd", "de", "fr"]')
    (small_folder / "mapgen.toml").write_text(text, encoding="utf-8")
    settings, _ = read_settings(small_folder)
    plain = introduction([chapter(en="<p>Words</p>", sd="<p>لفظ</p>")], settings)
    assert {cover.title: shown for cover, shown in plain.covers.items()} == {
        "In en": "en de fr",
        "In sd": "sd",
    }
    cite = '<p>Words <sup class="mg-cite"><a href="#ref-k" data-key="k">1, p. 3</a></sup>.</p>'
    cited = introduction([chapter(en=cite)], settings)
    assert list(cited.covers.values()) == ["en de fr", "sd"]
    first = next(iter(cited.covers))
    assert first.text == (
        '<p>Words<sup class="mg-cite"><a href="#ref-k" data-key="k" data-n="1">1</a></sup>.</p>'
    )
    assert not introduction([], settings).covers


def test_only_a_long_introduction_is_parted_and_between_paragraphs() -> None:
    short = "<p>One</p>\n<ul>\n<li>two</li>\n</ul>"
    assert parted(short) == (short, "")
    one = f"<p>{'a' * FIRST}</p>\n"
    rest = "<blockquote>\n<p>Then <em>this</em></p>\n</blockquote>\n<p>and that.</p>"
    assert parted(one + rest) == (one, rest)
    [told] = without_first_words([chapter(en=one + rest, sd=short)])
    assert told["words"] == {}
    assert told["rest"] == {"en": rest}
