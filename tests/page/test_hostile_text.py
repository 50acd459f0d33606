"""No text of any input runs, asks the network, breaks the page or is lost; links lead to the web.

One atlas holds every string of `naughty` in every field that takes free text. The page is opened in
a real browser twice: as a reader gets it, where nothing may even try what the page's policy forbids,
and with that policy switched off, where nothing but the page's own care stands between the text and
the browser.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import atlases
import pytest
from examples import more
from naughty import RUNS, XSS
from naughty import STRINGS as ALL_STRINGS
from reader import settled, tab, visit

from mapgen.atlas.atlas import read_atlas
from mapgen.build import build, page_html
from mapgen.files import letters
from mapgen.notation.sentences import STOPS
from mapgen.notation.summaries import parse_summary
from mapgen.page.elements.component import script_json

if TYPE_CHECKING:
    from conftest import Watch
    from playwright.sync_api import Page

# Set up before anything of the page runs. What it sees is kept under a name that no text knows.
TRIPWIRE = """
(() => {
  const trips = [];
  window.tripped = () => trips.slice();
  const trip = (what) => trips.push(what);
  Object.defineProperty(window, "pwned", { set: (value) => trip(`pwned = ${value}`), get: () => undefined });
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
    window[name] = (...words) => trip(`${name}(${words})`);
  }
  document.write = document.writeln = (text) => trip(`write ${text}`);
  document.addEventListener("securitypolicyviolation", (event) =>
    trip(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
  const LIVE = ["IFRAME", "OBJECT", "EMBED", "FORM", "BASE", "IMG", "IMAGE", "VIDEO", "AUDIO", "SOURCE",
    "APPLET", "FRAME", "FRAMESET", "MARQUEE", "MATH", "TEMPLATE", "FOREIGNOBJECT", "ANIMATE", "SET",
    "DIALOG", "PORTAL", "NOSCRIPT", "XMP", "PLAINTEXT", "MGLYPH"];
  const look = (element, added = true) => {
    const tag = element.tagName.toUpperCase();
    const ours = (tag === "DIALOG" && element.className === "mg-downloads__dialog") ||
      (tag === "TEMPLATE" && element.getAttributeNames().join() === "data-languages");
    if (LIVE.includes(tag) && !ours) trip(`element ${element.outerHTML.slice(0, 100)}`);
    if (added && ["SCRIPT", "STYLE", "LINK", "META"].includes(tag) && document.readyState !== "loading") {
      trip(`late ${element.outerHTML.slice(0, 100)}`);
    }
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on") || name === "srcdoc" || name === "ping") trip(`attribute ${name}`);
      if (["href", "xlink:href", "src", "action", "formaction", "data"].includes(name) &&
          !/^(https?:|mailto:|#|data:image\\/|file:)/.test(value)) trip(`${name}=${value}`);
      if (name === "href" && tag === "A" && /^https?:/.test(value) &&
          !/openstreetmap|leafletjs|\\/\\/example.org\\/atlas\\//.test(value) && !/noopener/.test(element.rel)) trip(`rel: ${value}`);
    }
  };
  new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      if (type === "attributes") look(target, false);
      for (const node of addedNodes) {
        if (node.nodeType !== 1) continue;
        look(node);
        node.querySelectorAll("*").forEach((each) => look(each));
      }
    }
  }).observe(document, { subtree: true, childList: true, attributes: true });
})();
"""
# What has letters that nobody can see is refused (`test_invisible_letters`), all else is shown.
STRINGS = [letters.normalised(text) for text in ALL_STRINGS if not letters.in_one_form(text)[1]]
POINTS = [("25.0", "66.95"), ("24.8", "66.95"), ("24.95", "67.15")]


def bare(text: str, *without: str) -> str:
    """The text without what would be syntax in its field, blanks as the readers leave them."""
    for letter in without:
        text = text.replace(letter, " ")
    return " ".join(text.split()) or "empty"


def named(text: str) -> str:
    """The text as a name among others, which a semicolon would part."""
    return bare(text, ";")


def escaped(text: str) -> str:
    """The text as Markdown that shows it letter by letter."""
    marks = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    return "".join(f"\\{letter}" if letter in marks else letter for letter in text)


def told(text: str) -> str:
    """A summary that tells the text: as it stands if that is Markdown with its sources, else escaped."""
    for said in (text, escaped(text), escaped(bare(text, *STOPS))):
        summary = f"Someone wrote {said} here [@ali2005]."
        if not parse_summary(summary)[1]:
            return summary
    raise AssertionError(text)


def hostile_events() -> list[dict[str, str]]:
    """An event for each string, which stands in all its fields, each field one string further."""
    every = [text.strip().replace("\n", " ") for text in STRINGS]
    found = []
    for at, _ in enumerate(every):
        text = [every[(at + step) % len(every)] for step in range(9)]
        latitude, longitude = POINTS[at % len(POINTS)]
        found.append(
            {
                "id": f"1986-{at:03}",
                "title": text[0],
                "date": f"1986-{1 + at % 12:02}-{1 + at % 28:02}",
                "place": f"Place {bare(text[1])}",
                "city": CITY,
                "latitude": latitude,
                "longitude": longitude,
                "place_precision": "spot",
                "category": "clash",
                "actors": named(text[2]),
                "attribution": "alleged",
                "targets": named(text[3]),
                "deaths": f"3, of {bare(text[4], *'[]();')} [@ali2005, {bare(text[6], *'[]();@')}]",
                "injured": f"several, {bare(text[5], *'[]();')} [@h{at:03}]",
                "summary": told(text[6]),
                "confidence": "ABC"[at % 3],
                "related": f"1986-{(at + 1) % len(every):03}",
                "title_ur": text[7],
                "summary_ur": told(text[8]),
                "remarks": text[4],
            }
        )
    return found


def hostile_sources() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for at, text in enumerate(map(bare, STRINGS)):
        found.append(
            {
                "id": f"h{at:03}",
                "type": ["article-newspaper", "book", "chapter", "webpage"][at % 4],
                "title": text,
                "container-title": text,
                "publisher": text,
                "publisher-place": text,
                "author": [{"family": text, "given": text}, {"literal": text}],
                "editor": [{"family": text}],
                "volume": text,
                "issue": text,
                "page": text,
                "language": "ur",
                "note": f"{text}\nMirror: {text}",
                "issued": {"literal": text},
                "URL": f"https://example.org/{at}?q=1&r='x'#!",
            }
        )
    return found


# One of each family, for the texts that stand beside every event.
EVERY_XSS = bare(" ".join(XSS[::5]))
CITY = f"City {EVERY_XSS}"


def hostile_atlas(folder: Path) -> Path:
    """Write an atlas whose every free text is hostile."""
    atlases.small_atlas(folder)
    every = json.dumps(EVERY_XSS)  # also a TOML text
    city = json.dumps(CITY)
    settings = atlases.SETTINGS
    for key in ("title", "subtitle", "description", "editor", "licence", "label"):
        settings = "\n".join(
            f"{key} = {every}" if line.startswith(f"{key} = ") else line
            for line in settings.split("\n")
        )
    settings = settings.replace('name = "Karachi"', f"name = {city}")
    settings = settings.replace('languages = ["en"]', 'languages = ["en", "ur"]')
    settings = (
        'url = "https://example.org/atlas/?a=1&b=%22"\n'
        f"tiles = {{ url = 'https://{{s}}.example.org/{{z}}/{{x}}/{{y}}', attribution = {every} }}\n"
        + settings
    )
    (folder / "mapgen.toml").write_text(settings, encoding="utf-8")
    atlases.write_json(folder / "sources.json", atlases.SOURCES + hostile_sources())
    shapes = atlases.units()
    for feature in shapes["features"]:
        feature["properties"] |= {
            "name": EVERY_XSS,
            "city": CITY,
            "note": EVERY_XSS,
            "x": EVERY_XSS,
        }
    atlases.write_json(folder / "geodata" / "units.geojson", shapes)
    district = '"' + EVERY_XSS.replace('"', '""') + '"'
    (folder / "geodata" / "districts.csv").write_text(
        "district,unit,valid_from,valid_to,source,confidence\n"
        + "".join(
            f"{district},{unit},1972-01-01,,{district},certain\n" for unit in ("north", "south")
        )
        + f"East,east,1972-01-01,,{district},certain\n",
        encoding="utf-8",
    )
    atlases.write_csv(
        folder / "geodata" / "places.csv",
        atlases.PLACE_COLUMNS,
        [
            {
                "id": f"p{at:03}",
                "name": bare(text),
                "alt_names": named(text),
                "name_ur": text.strip(),
                "name_sd": text.strip(),
                "city": CITY,
                "latitude": "24.9",
                "longitude": "67.1",
                "radius_m": "250",
                "precision": "spot",
                "source": text.strip() or "x",
                "note": text.strip(),
            }
            for at, text in enumerate(STRINGS)
        ],
    )
    base = [
        {
            "type": "Feature",
            "properties": {"kind": kind, "name": text, text[:50] or "x": text},
            "geometry": {"type": "Point", "coordinates": [67 + at / 2000, 24.9]},
        }
        for at, (kind, text) in enumerate([("label", text) for text in STRINGS])
    ]
    river = {"type": "LineString", "coordinates": [[66.9, 24.8], [67.2, 24.9]]}
    base += [
        {"type": "Feature", "properties": {"kind": kind, "name": EVERY_XSS}, "geometry": river}
        for kind in ("river", "road", "coast")
    ]
    atlases.write_json(
        folder / "geodata" / "base.geojson", {"type": "FeatureCollection", "features": base}
    )
    about = [f"# About {bare(text)}\n\n{bare(text)}\n\n{escaped(bare(text))}" for text in STRINGS]
    for name in ("about.md", "guide.md", "corrections.md"):
        (folder / "docs" / name).write_text("\n\n".join(about), encoding="utf-8")
    cited = ", ".join(f"[@h{at:03}]" for at, _ in enumerate(STRINGS))
    chapters = [
        f"---\nchapter: c{at:03}\ntitle: {bare(text)}\nfrom: 1986-01\nto: 1986-12\n"
        f"events: 1986-{at:03}\n---\n{told(bare(text))}\n"
        for at, text in enumerate(STRINGS)
    ]
    chapters.append(f"---\nchapter: last\ntitle: All\nfrom: 1986\nto: 1986\n---\nAll {cited}.\n")
    (folder / "story.md").write_text("".join(chapters), encoding="utf-8")
    events = hostile_events()
    atlases.write_csv(folder / "events.csv", list(events[0]), events)
    return folder


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the page that the hostile atlas makes."""
    folder = hostile_atlas(tmp_path_factory.mktemp("hostile") / "atlas")
    return build(folder).path.as_uri()


# Opens every event, or every so many, and gives back what its record and its card say.
READ = """async ([step, first]) => {
  const found = {};
  for (const [at, id] of atlas.visible().entries()) {
    if (at % step !== first) continue;
    atlas.open(id);
    await new Promise((done) => setTimeout(done));
    const card = document.querySelector("[role=dialog]");
    found[id] = { title: atlas.event(id).title, text: card.textContent };
  }
  atlas.close();
  return found;
}"""


@pytest.mark.parametrize(
    ("policy", "step", "first"),
    [
        more("with the page's policy", 8, 0),
        ("without it", 8, 4),
        more("with the page's policy", 1, 0),
        more("without it", 1, 0),
    ],
)
def test_no_text_runs_asks_breaks_or_is_lost(
    new_page: Callable[..., Page], hostile_page: str, policy: str, step: int, first: int
) -> None:
    """Every string stands in some field of every eighth event, which has nine; all events are for `make test-more`."""
    page = new_page(bypass_csp=policy == "without it")
    page.add_init_script(TRIPWIRE)
    visit(page, hostile_page)
    page.set_default_timeout(10_000)
    events = {event["id"]: event for event in hostile_events()}
    assert set(page.evaluate("atlas.visible()")) == set(events)

    for language, each in (("en", step), ("ur", 8)):
        page.evaluate("(lang) => { location.hash = `#lang=${lang}`; }", language)
        settled(page)
        for id_, found in page.evaluate(READ, [each, first]).items():
            event = events[id_]
            shown = " ".join(found["text"].split())
            assert found["title"] == event["title"], id_
            title = event["title" if language == "en" else "title_ur"]
            for text in (title, event["actors"], event["targets"], event["place"].split()[-1]):
                assert " ".join(text.split()) in shown, (id_, language, text)
            assert event["deaths"][3:].split(" [@")[0] in shown
    page.evaluate("() => { location.hash = '#lang=en'; }")

    for name in ("Filters", "Sources", "About", "Story", "Events"):
        tab(page, name)
        settled(page)
        page.keyboard.press("End")
    page.evaluate("atlas.filter({text: '<script>'})")
    settled(page)
    assert page.evaluate("atlas.visible().length") > 0
    page.evaluate("(text) => atlas.filter({text: null, actors: [text], cities: [text]})", XSS[0])
    page.evaluate("atlas.filter({actors: null, cities: null})")
    for mark in page.locator("#mg-map-area button:visible").all()[:12]:
        mark.dispatch_event("mouseover")
        mark.dispatch_event("pointerover")
        mark.dispatch_event("focus")
    assert page.title() == EVERY_XSS
    assert page.get_by_role("heading", level=1).first.inner_text() != ""
    page.emulate_media(media="print")
    settled(page)
    assert page.evaluate("tripped()") == []


def test_without_scripts_the_record_shows_the_text_as_written(
    new_page: Callable[..., Page], hostile_page: str
) -> None:
    page = new_page(java_script_enabled=False, bypass_csp=True)
    page.goto(hostile_page)
    headings = page.locator("article[id^=event-] h3").all_text_contents()
    wanted = sorted(event["title"] for event in hostile_events())
    assert sorted(headings) == wanted
    for link in page.locator("a[href^=http]").all()[:20]:
        assert "noopener" in (link.get_attribute("rel") or "")
    assert page.locator("iframe, img, object, embed, form, [onerror], [onload]").count() == 0


@pytest.mark.parametrize(
    "fragment",
    [
        f"#text={RUNS}",
        more("#event=__proto__&chapter=constructor&lang=__proto__"),
        "#event=constructor&lang=__proto__&from=<script>&to=%00&years=__proto__,NaN&categories=toString",
        more("#from=<script>&to=%00&years=__proto__,NaN&categories=toString"),
        more("#cities=" + "%3Cimg%20src=x%20onerror=window.pwned=1%3E"),
        "#actors=<img src=x onerror=window.pwned=1>&districts=%E0%A4%A&view=1/2/3/4",
        more(
            "#view=1e999/NaN/-Infinity&deaths=-1&theme=<svg onload=window.pwned=1>&embed=javascript:1"
        ),
        "#" + "a=1&" * 5000,
        more("#%%%&&&==="),
    ],
)
def test_no_address_runs_or_breaks_the_page(
    new_page: Callable[..., Page], small_page: str, fragment: str
) -> None:
    page = new_page(bypass_csp=True)
    page.add_init_script(TRIPWIRE)
    visit(page, small_page, fragment)
    for name in ("Filters", "Sources", "Events"):
        tab(page, name)
    page.evaluate("atlas.filter({from: null, to: null})")
    assert page.evaluate("tripped()") == []


def test_the_strings_do_run_where_nothing_guards(
    new_page: Callable[..., Page], watch: Watch
) -> None:
    """The tripwire is real: set as HTML, the same strings do all that is watched for."""
    page = new_page(bypass_csp=True)
    page.add_init_script(TRIPWIRE)
    page.goto("about:blank")
    page.evaluate(
        """(texts) => texts.forEach((text) => {
          const box = document.createElement("div");
          document.body.append(box);
          box.innerHTML = text;
        })""",
        [text for text in XSS if "evil.example" not in text and " src=javascript" not in text],
    )
    settled(page)
    trips = page.evaluate("tripped()")
    assert any(trip.startswith("pwned") for trip in trips)
    assert any(trip.startswith("element") for trip in trips)
    assert any(trip.startswith("attribute on") for trip in trips)
    watch.seen.clear()


def test_a_text_is_no_template_either(tmp_path: Path) -> None:
    """folium renders what an element says once more, as a template: a title must not run there."""
    folder = atlases.small_atlas(tmp_path / "atlas")
    text = "{{ 7 * 7 }}{{{ {% if 1 %}x{% endif %} {# gone #} {{ cycler.__init__.__globals__ }}"
    settings = atlases.SETTINGS.replace("A small atlas", text).replace("Armed clash", text)
    (folder / "mapgen.toml").write_text(settings, encoding="utf-8")
    html = page_html(read_atlas(folder))
    (data,) = re.findall(r'id="event_data_part"[^>]*>(.*?)</script>', html, re.DOTALL)
    meta = json.loads(data)
    assert text in json.dumps(meta, ensure_ascii=False).replace('\\"', '"')
    assert f"<title>{text}</title>" in html
    for value in ({"a": {}}, ["{{", "{{{{", "{%{#"], {"{{": "}}"}):
        assert json.loads(script_json(value)) == value
        assert not re.search(r"\{[{%#]", script_json(value))


def test_what_is_tested_is_the_whole_list(tmp_path: Path) -> None:
    folder = hostile_atlas(tmp_path / "atlas")
    atlas = read_atlas(folder)
    assert len(atlas.events) == len(STRINGS) > 200
    raw = sum(f"Someone wrote {text} here" in told(text) for text in STRINGS)
    assert raw > len(STRINGS) / 2
