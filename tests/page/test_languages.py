"""The page in its three languages: words, digits, direction, choice, and room for each script."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import atlases
import pytest
from axe import faults
from examples import more
from playwright.sync_api import Locator, Page, expect
from reader import eventually, settled, state, visit

from mapgen.build import build

SIZES = {
    "desk": {"viewport": {"width": 1366, "height": 768}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
DIRECTION = {"en": "ltr", "ur": "rtl", "sd": "rtl"}
TITLE = {
    "en": "Karachi and Hyderabad, 1972–1992",
    "ur": "کراچی اور حیدرآباد، 1972–1992",
    "sd": "ڪراچي ۽ حيدرآباد، ١٩٧٢–١٩٩٢",
}
with (Path(__file__).parents[2] / "events.csv").open(encoding="utf-8", newline="") as file:
    COUNT = str(sum(1 for _ in csv.DictReader(file)))
SINDHI_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
EVENTS = {
    "en": f"{COUNT} events",
    "ur": f"{COUNT} واقعات",
    "sd": f"{COUNT.translate(SINDHI_DIGITS)} واقعا",
}
SKIP = {"ur": "واقعات کی فہرست پر جائیں"}
BLACK_FRIDAY = "1988-hyderabad-black-friday"
RTL = ("ur", "sd")
TABS = ("story", "events", "filters", "sources", "figures", "about")

# What keeps its Latin letters: keys, examples of spelling, grades, a licence, an address.
ALLOWED = {"Pucca", "Pakka", "Mohajir", "Muhajir", "Shift", "Ctrl", "C", "A", "B", "CC", "BY",
           "tile", "openstreetmap", "org", "docs", "languages", "md", "CSV", "GeoJSON", "BibTeX",
           "RIS", "CSL", "JSON", "SVG", "APA", "Chicago", "PNG"}  # fmt: skip

# Every word of the interface that is seen or read aloud, but not what the records and sources say.
WORDS = """() => {
  const content = [
    "[lang='en']", ".leaflet-control-attribution", ".mg-about__text", ".mg-card__summary",
    ".mg-record", "script", "style", ".mg-source-list__source", "[lang='en'] *",
    ".mg-card__references a", "option[lang]",
  ].join();
  const found = [];
  const seen = (element) =>
    element.checkVisibility({ checkVisibilityCSS: true }) && !element.closest(content);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    if (text && seen(walker.currentNode.parentElement)) found.push(text);
  }
  for (const element of document.body.querySelectorAll("[aria-label], [title], [placeholder]")) {
    if (!seen(element)) continue;
    for (const name of ["aria-label", "title", "placeholder"]) {
      const text = element.getAttribute(name);
      /* A row's title is the event's. */
      if (text && !(name === "title" && element.matches(".mg-event-list__row"))) found.push(text);
    }
  }
  return found;
}"""


@pytest.fixture(params=["desk", more("phone")])
def sized(request: pytest.FixtureRequest, new_page: Callable[..., Page]) -> Page:
    return new_page(**SIZES[request.param])


# On a phone the highest script has the least room; the others repeat it.
FIRST = ("phone", "ur")
EACH = [
    (pytest.param if (size, language) == FIRST else more)((size, language), id=f"{size}-{language}")
    for size in SIZES
    for language in DIRECTION
]


@pytest.fixture(params=EACH)
def read(request: pytest.FixtureRequest, new_page: Callable[..., Page]) -> tuple[Page, str]:
    """A page of each size, and the language in which to read it."""
    size, language = request.param
    return new_page(**SIZES[size]), language


def is_phone(page: Page) -> bool:
    return bool(page.viewport_size and page.viewport_size["width"] < 700)


def tab_of(page: Page, name: str) -> Locator:
    return page.locator(f'[role="tab"][aria-controls="mg-tab-{name}"]')


def open_tab(page: Page, name: str) -> None:
    if is_phone(page) and page.locator(".mg-panel__lift").get_attribute("aria-expanded") == "false":
        page.locator(".mg-panel__lift").click()
    tab_of(page, name).click()
    settled(page)


def root(page: Page, name: str) -> str | None:
    return page.locator("html").get_attribute(name)


def words(page: Page) -> list[str]:
    found: list[str] = page.evaluate(WORDS)
    return found


def untranslated(texts: list[str]) -> list[str]:
    """Texts with English in them, but for names that stand isolated in a line (U+2068 … U+2069)."""
    bare = [re.sub("\u2068[^\u2069]*\u2069", "", text) for text in texts]
    return [text for text in bare if set(re.findall(r"[A-Za-z]+", text)) - ALLOWED]


def choose(page: Page, name: str) -> None:
    page.locator(".mg-language__select").select_option(name)
    expect(page.locator("html")).to_have_attribute("lang", name)


def outside(page: Page) -> list[str]:
    """Controls that peep out over the sides of the screen."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(
            ".mg-header, .mg-header *, .leaflet-control, .leaflet-control button,"
            + ".mg-legend__toggle, .mg-panel__tab, .mg-time-player button, .mg-time-filter__handle"
          )]
          .filter((e) => e.checkVisibility() && !e.matches(".mg-visually-hidden, option"))
          .map((e) => [e.className, e.getBoundingClientRect()])
          .filter(([, r]) => r.width && (r.left < -20.5 || r.right > innerWidth + 20.5))
          .map(([name, r]) => `${name} ${r.left} ${r.right}`)"""
    )
    return found


def cut_off(page: Page) -> list[str]:
    """Rows and buttons that are lower than the script in them."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(
            ".mg-event-list__row, .mg-panel__tab, .mg-map-button, .mg-legend__toggle,"
            + ".mg-header h1, .mg-language__select, .mg-districts__choice, .mg-event-list__orders"
          )]
          .filter((e) => e.checkVisibility() && e.clientHeight)
          .filter((e) => getComputedStyle(e).overflowY !== "visible")
          .filter((e) => e.scrollHeight > e.clientHeight + 2)
          .map((e) => `${e.className} ${e.textContent} ${e.scrollHeight} > ${e.clientHeight}`)"""
    )
    return found


def too_wide(page: Page, selector: str) -> int:
    """By how many pixels an element, or the page, has more than it can show beside each other."""
    found: int = page.evaluate(
        "(s) => { const e = document.querySelector(s); return e.scrollWidth - e.clientWidth; }",
        selector,
    )
    return found


def english(page: Page, language: str) -> list[str]:
    """English words of the interface on a page that is in another language."""
    return [] if language == "en" else untranslated(words(page))


def test_everything_is_in_the_language_asked_for_and_has_room(
    read: tuple[Page, str], built_page: str
) -> None:
    page, language = read
    visit(page, built_page, f"#lang={language}&from=1972")
    assert (root(page, "lang"), root(page, "dir")) == (language, DIRECTION[language])
    assert page.title() == TITLE[language]
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE[language])
    expect(page.locator(".mg-time-filter__count")).to_contain_text(EVENTS[language])
    expect(page.locator(".mg-language__select")).to_have_value(language)
    assert outside(page) == []
    assert too_wide(page, "html") <= 0
    assert english(page, language) == []
    page.locator(".mg-legend__toggle").click()
    if page.locator(".mg-time-filter__more").is_visible():
        page.locator(".mg-time-filter__more").click()
    assert english(page, language) == []
    for name in TABS:
        open_tab(page, name)
        page.evaluate(
            "(id) => document.querySelectorAll(`#${id} details`).forEach((e) => (e.open = true))",
            f"mg-tab-{name}",
        )
        settled(page)
        assert english(page, language) == [], name
        assert too_wide(page, "html") <= 0, name
        assert too_wide(page, f"#mg-tab-{name}") <= 1, name
        assert cut_off(page) == [], name


def test_an_open_event_is_told_in_the_language(read: tuple[Page, str], one_map: str) -> None:
    page, language = read
    visit(page, one_map, f"#lang={language}&event={BLACK_FRIDAY}")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    for other in (None, "possible"):
        if other:
            page.evaluate(
                "(join) => atlas.open(atlas.visible().find((id) => atlas.event(id).join === join))",
                other,
            )
            settled(page)
        assert english(page, language) == []
        assert too_wide(page, "html") <= 0
        box, size = dialog.bounding_box(), page.viewport_size
        assert box
        assert size
        assert box["x"] >= -0.5
        assert box["x"] + box["width"] <= size["width"] + 0.5


def test_dates_and_digits_are_the_languages_own(page: Page, one_map: str) -> None:
    date = page.locator(".mg-card__when")
    visit(page, one_map, f"#lang=ur&event={BLACK_FRIDAY}")
    expect(date).to_contain_text("30 ستمبر، 1988")
    choose(page, "sd")
    expect(date).to_contain_text("٣٠ سيپٽمبر ١٩٨٨")

    def texts() -> str:
        found = [
            *page.locator(".mg-year-filter__name").all_text_contents(),
            *page.locator(".mg-mark__count, .mg-town__count, .mg-strip__kind").all_text_contents(),
            *page.locator(".mg-event-list__figures, .mg-event-list__date").all_text_contents(),
            page.locator(".mg-time-filter__count").inner_text(),
            *page.locator(".leaflet-control-scale").all_text_contents(),
        ]
        return " ".join(found)

    # Marks are drawn when the page has time.
    eventually(page, texts, lambda found: not re.search("[0-9]", found))
    choose(page, "en")
    expect(date).to_contain_text("30 September 1988")


def test_plurals(page: Page, small_translated: str) -> None:
    visit(page, small_translated)
    counts = {}
    for language in DIRECTION:
        choose(page, language)
        counts[language] = page.evaluate(
            "[1, 2, 12345].map((n) => mapgen.modules.messages.tn('{n} event', '{n} events', n))"
        )
    assert counts == {
        "en": ["1 event", "2 events", "12,345 events"],
        "ur": ["1 واقعہ", "2 واقعات", "12,345 واقعات"],
        "sd": ["١ واقعو", "٢ واقعا", "١٢٬٣٤٥ واقعا"],
    }


def test_choosing_changes_everything_at_once_and_keeps_what_is_open(
    sized: Page, one_map: str
) -> None:
    page = visit(
        sized,
        one_map,
        f"#panes=one&from=1985&categories=communal,mass-killing&event={BLACK_FRIDAY}",
    )
    before = page.evaluate("atlas.state()")
    shown = page.evaluate("atlas.visible()")
    title = page.get_by_role("dialog").get_by_role("heading", level=2)
    expect(title).to_have_attribute("lang", "en")
    for name in ("ur", "sd", "en", "ur"):
        choose(page, name)
        assert root(page, "dir") == DIRECTION[name]
        assert page.evaluate("atlas.state()") == {**before, "lang": name}
        assert page.evaluate("atlas.visible()") == shown
        expect(page).to_have_url(re.compile(f"lang={name}"))
    expect(title).to_have_attribute("lang", "ur")
    expect(tab_of(page, "events")).to_contain_text("واقعات")
    expect(page.locator(".mg-map-button", has_text="کراچی")).to_be_visible()
    expect(page.locator(".leaflet-control-scale").first).to_contain_text("میٹر")
    expect(page.locator(".mg-label", has_text="حیدرآباد").first).to_be_attached()
    expect(page.locator(".mg-skip")).to_have_text(SKIP["ur"])


@pytest.mark.parametrize(
    ("browser_speaks", "language"),
    [("ur-PK", "ur"), more("sd-PK", "sd"), more("en-GB", "en"), ("de-DE", "en")],
)
def test_the_browsers_language_comes_before_the_atlas(
    new_page: Callable[..., Page], small_translated: str, browser_speaks: str, language: str
) -> None:
    page = visit(new_page(locale=browser_speaks), small_translated)
    assert root(page, "lang") == language
    assert state(page, "lang") is None


def test_the_address_comes_before_the_choice_and_the_choice_before_the_browser(
    new_page: Callable[..., Page], small_translated: str
) -> None:
    page = visit(new_page(locale="sd-PK"), small_translated)
    choose(page, "ur")

    def opened_again() -> str | None:
        page.goto("about:blank")
        return root(visit(page, small_translated), "lang")

    # The browser writes it down in its own time.
    eventually(page, opened_again, lambda language: language == "ur")
    page.goto("about:blank")
    visit(page, small_translated, "#lang=en")
    assert root(page, "lang") == "en"
    page.goto("about:blank")
    visit(page, small_translated, "#lang=xx")
    assert root(page, "lang") == "ur"


def test_a_browser_that_keeps_nothing_still_changes_language(
    new_page: Callable[..., Page], small_translated: str
) -> None:
    page = new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no'); }})"
    )
    visit(page, small_translated, "#from=1985")
    choose(page, "ur")
    expect(page.locator(".mg-skip")).to_have_text(SKIP["ur"])


def test_an_atlas_of_one_language_offers_no_choice(page: Page, small_page: str) -> None:
    visit(page, small_page)
    expect(page.locator(".mg-language")).to_be_hidden()


def test_what_is_not_translated_is_marked_as_english(
    page: Page, one_map: str, small_translated: str
) -> None:
    visit(page, small_translated, f"#lang=sd&event={atlases.EVENTS[0]['id']}")
    for selector in (".mg-card__title", ".mg-card__summary"):
        expect(page.locator(selector)).to_have_attribute("lang", "en")
        expect(page.locator(selector)).to_have_attribute("dir", "ltr")
    visit(page, one_map, f"#lang=en&event={BLACK_FRIDAY}")
    for language in RTL:
        choose(page, language)
        for selector in (".mg-card__title", ".mg-card__summary"):
            expect(page.locator(selector)).to_have_attribute("lang", language)
            expect(page.locator(selector)).to_have_attribute("dir", "rtl")
        claim = page.locator(".mg-card__claims [lang]").first
        expect(claim).to_have_attribute("lang", "en")
        expect(claim).to_have_attribute("dir", "ltr")


# ---- sides and room --------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["ur", more("sd")])
def test_the_page_is_mirrored_and_the_map_is_not(
    page: Page, small_translated: str, language: str
) -> None:
    visit(page, small_translated, f"#lang={language}")
    centre = {
        name: page.evaluate(
            "(s) => { const r = document.querySelector(s).getBoundingClientRect();"
            " return (r.left + r.right) / 2; }",
            selector,
        )
        for name, selector in {
            "panel": "#mg-panel", "map": "#atlas, .mg-map", "title": ".mg-header h1",
            "tools": "#mg-tools", "zoom": ".mg-base-map__zoom", "districts": ".mg-districts",
        }.items()
    }  # fmt: skip
    assert centre["panel"] < centre["map"]
    assert centre["tools"] < centre["title"]
    assert centre["districts"] < centre["zoom"]
    west, east = page.evaluate(
        "[66.9, 67.2].map((lng) => map_atlas.latLngToContainerPoint([24.9, lng]).x)"
    )
    assert west < east
    names = page.locator(".mg-year-filter__chip")
    first, last = names.first.bounding_box(), names.last.bounding_box()
    assert first
    assert last
    assert first["x"] > last["x"]


@pytest.mark.parametrize("language", ["ur", more("sd")])
def test_arrows_search_and_the_text_about_the_words_follow_the_language(
    page: Page, one_map: str, language: str
) -> None:
    visit(page, one_map, f"#lang={language}")
    # The left arrow moves a handle to the left, which is later.
    handle = page.get_by_role("slider").first
    before = handle.bounding_box()
    handle.focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    assert state(page, "from") == "1972-04-01"
    after = handle.bounding_box()
    assert before
    assert after
    assert after["x"] < before["x"]
    page.keyboard.press("ArrowRight")
    assert state(page, "from") == "1972-03-01"
    # The search finds names in the language.
    name = {"ur": "سہراب گوٹھ", "sd": "سهراب ڳوٺ"}[language]
    page.evaluate("(text) => atlas.filter({text})", name)
    found = page.evaluate("atlas.visible().map((id) => atlas.event(id).place)")
    assert "Sohrab Goth" in found
    assert len(found) < 20
    # The text about the atlas says that the words are a draft.
    open_tab(page, "about")
    expect(page.locator(".mg-about__translation")).to_contain_text("docs/languages.md")
    expect(page.locator("#mg-about-text")).to_be_hidden()
    choose(page, "en")
    expect(page.locator(".mg-about__translation")).to_have_count(0)
    expect(page.locator("#mg-about-text")).to_be_visible()


def test_type_follows_the_script(page: Page, one_map: str) -> None:
    visit(page, one_map, f"#lang=ur&event={BLACK_FRIDAY}")
    look = """(selector) => {
      const style = getComputedStyle(document.querySelector(selector));
      return [style.fontFamily, parseFloat(style.lineHeight) / parseFloat(style.fontSize),
        style.fontStyle];
    }"""
    family, leading, slant = page.evaluate(look, ".mg-card__title")
    assert family.startswith('"Noto Nastaliq Urdu"')
    assert leading >= 1.85
    assert slant == "normal"
    assert "Nastaliq" not in page.evaluate(look, ".mg-card__claims [lang='en']")[0]
    assert page.evaluate(look, ".mg-strip__name")[2] == "normal"
    choose(page, "sd")
    assert page.evaluate(look, ".mg-panel__tab")[0].startswith('"Noto Naskh Arabic"')
    assert page.evaluate(look, ".mg-card__title")[0].startswith('"Noto Naskh Arabic"')
    assert not page.evaluate(look, ".mg-card__claims [lang='en']")[0].startswith('"Noto Naskh')


@pytest.fixture(scope="session")
def small_translated(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the small atlas in English, Urdu and Sindhi."""
    folder = atlases.small_atlas(tmp_path_factory.mktemp("translated") / "atlas")
    settings = folder / "mapgen.toml"
    text = settings.read_text(encoding="utf-8")
    changed = text.replace('languages = ["en"]', 'languages = ["en", "ur", "sd"]')
    assert changed != text
    settings.write_text(changed, encoding="utf-8")
    return build(folder).path.as_uri()


@pytest.mark.more
@pytest.mark.parametrize("language", RTL)
def test_axe_finds_nothing_in_the_real_atlas_in_the_other_languages(
    new_page: Callable[..., Page], one_map: str, language: str
) -> None:
    page = visit(new_page(bypass_csp=True), one_map, f"#lang={language}&event={BLACK_FRIDAY}")
    assert not faults(page)


@pytest.mark.parametrize(
    ("language", "tabs"), [("ur", ("filters", "about")), more("ur", TABS), more("sd", TABS)]
)
def test_axe_finds_nothing_in_the_other_languages(
    new_page: Callable[..., Page], small_translated: str, language: str, tabs: tuple[str, ...]
) -> None:
    page = new_page(bypass_csp=True)
    visit(page, small_translated, f"#lang={language}&event={atlases.EVENTS[0]['id']}")
    for name in tabs:
        if tab_of(page, name).count():
            open_tab(page, name)
            assert not faults(page), name
