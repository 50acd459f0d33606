"""The fonts of a page: no letter is a box, none is carried in vain, and their policy."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import atlases
import pytest
from examples import more
from fontTools.ttLib import TTFont
from reader import eventually, visit

from mapgen.build import build
from mapgen.page.elements import fonts

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "mapgen" / "page" / "fonts"
BLACK_FRIDAY = "1988-hyderabad-black-friday"
ARABIC = re.compile("[\u0600-\u06ff]")


def held(name: str) -> set[int]:
    """Return the code points of a font as it is carried."""
    return set(TTFont(FOLDER / f"{name}.woff2").getBestCmap())


def ranged(letters: str) -> set[int]:
    """Return the code points of a unicode-range."""
    found: set[int] = set()
    for each in letters.split(","):
        first, _, last = each.removeprefix("U+").partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def policy_of(page: str) -> str:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert found
    return found[1]


def page_of(folder: Path, **settings: str) -> str:
    """Return the page of the small atlas in other languages."""
    small = atlases.small_atlas(folder / "small")
    text = (small / "mapgen.toml").read_text(encoding="utf-8")
    for key, value in settings.items():
        text = re.sub(rf"(?m)^{key} = .*\n", "", text)
        text = f"{key} = {value}\n" + text
    (small / "mapgen.toml").write_text(text, encoding="utf-8")
    return build(small, folder / "out").path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["naskh", "nastaliq"])
def test_the_style_sheet_names_just_the_letters_of_the_font(name: str) -> None:
    assert ranged(fonts.letters()[name]) == held(name)


def test_every_letter_of_the_atlas_is_in_the_font(one_map: str) -> None:
    whole = Path(one_map.removeprefix("file://")).read_text(encoding="utf-8")
    # The search compares letters that no text of the atlas has: they stand in scripts only.
    page = re.sub(r"(?s)<script\b.*?</script>", "", whole)
    texts = [
        ROOT / "events.csv", ROOT / "sources.json", ROOT / "names.csv",
        *ROOT.glob("story.*.md"), *(ROOT / "docs").glob("about.*.md"),
        *(ROOT / "geodata").glob("*.csv"), *(ROOT / "mapgen/page/locale").rglob("*.po"),
    ]  # fmt: skip
    used = set(ARABIC.findall(page)).union(
        *(ARABIC.findall(text.read_text(encoding="utf-8")) for text in texts)
    )
    assert {"ٻ", "ڄ", "ٿ", "ڏ", "ڙ", "۾", "۽", "ے", "ں", "٣"} <= used
    missing = used - set(map(chr, held("naskh")))
    assert not missing, [f"{each} {ord(each):x}" for each in missing]


def test_the_font_of_the_page_is_the_file(tmp_path: Path) -> None:
    page = page_of(tmp_path, languages='["en", "sd"]')
    (face,) = re.findall(r"data:font/woff2;base64,([A-Za-z0-9+/=]+)", page)
    data = base64.b64decode(face)
    assert data == (FOLDER / "naskh.woff2").read_bytes()
    assert len(data) <= 18_500
    assert "Noto Naskh" in TTFont(io.BytesIO(data))["name"].getDebugName(1)
    assert "SIL Open Font License" in page


@pytest.mark.parametrize(
    ("settings", "families"),
    [
        ({"languages": '["en", "fr", "he"]'}, []),
        ({"languages": '["en", "sd"]', "nastaliq": '"page"'}, ["Page Naskh"]),
        ({"languages": '["en", "ur"]'}, ["Page Naskh"]),
        ({"languages": '["en", "fa"]'}, ["Page Naskh"]),
        ({"languages": '["en", "ur"]', "nastaliq": '"page"'}, ["Page Naskh", "Page Nastaliq"]),
        ({"languages": '["en", "ur"]', "nastaliq": '"device"'}, ["Page Naskh"]),
    ],
)
def test_a_page_carries_the_fonts_that_its_languages_need(
    tmp_path: Path, settings: dict[str, str], families: list[str]
) -> None:
    page = page_of(tmp_path, **settings)
    assert re.findall(r'@font-face\{font-family:"([^"]+)"', page) == families
    assert ("font-src data:" in policy_of(page)) == bool(families)


def fonts_of(page: Page, selector: str) -> list[dict[str, Any]]:
    """Return the fonts that the browser set an element's text in, with the number of letters."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    found: list[dict[str, Any]] = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})[
        "fonts"
    ]
    return found


NASKH_OR_NASTALIQ = re.compile("Naskh|Nastaliq|Nastaleeq|Urdu Typesetting")


@pytest.mark.parametrize("language", ["ur", more("sd")])
def test_letters_are_set_in_a_font_that_has_them(page: Page, one_map: str, language: str) -> None:
    visit(page, one_map, f"#lang={language}&from=1972")
    for selector in (".mg-panel__tab", ".mg-event-list__title", ".mg-card__title"):
        if "card" in selector:
            page.evaluate("(id) => atlas.open(id)", BLACK_FRIDAY)
        page.evaluate("document.fonts.ready")
        words = page.locator(selector).first.inner_text()
        used = eventually(page, lambda each=selector: fonts_of(page, each), bool)  # once drawn
        arabic = len(ARABIC.findall(words))
        set_in_one = sum(
            each["glyphCount"] for each in used if NASKH_OR_NASTALIQ.search(each["familyName"])
        )
        assert arabic > 4, selector
        # A letter may be several glyphs (its dots) and two may be one (a ligature).
        assert set_in_one >= 0.7 * arabic, (selector, used)


def test_nastaliq_of_the_page_is_used_where_the_device_has_none(
    new_page: Callable[..., Page], tmp_path: Path
) -> None:
    page_of(tmp_path, languages='["en", "ur"]', nastaliq='"page"')
    address = (tmp_path / "out" / "index.html").as_uri()
    page = visit(new_page(), address, "#lang=ur")
    page.evaluate("document.fonts.ready")
    assert any("Nastaliq" in each["familyName"] for each in fonts_of(page, ".mg-panel__tab"))
