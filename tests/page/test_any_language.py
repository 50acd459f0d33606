"""Atlases in languages that the interface has no words in: read in their own, worked in English."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from examples import more
from playwright.sync_api import Page, expect

from mapgen.build import build
from mapgen.starter import make_starter


def starter(folder: Path, language: str, title: str, others: str = "") -> str:
    """The address of a page made of the starter atlas in a language."""
    make_starter(folder)
    settings = folder / "mapgen.toml"
    text = settings.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith(("title", "language"))]
    head = [f'title = "{title}"', f'language = "{language}"']
    if others:
        head.append(f"languages = {others}")
    settings.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
    return build(folder).path.as_uri()


@pytest.mark.parametrize(
    ("language", "title", "direction", "month"),
    [
        more("it", "Un piccolo atlante", "ltr", "marzo"),
        more("ta", "ஒரு சிறிய வரைபடம்", "ltr", "மார்ச்"),
        ("he", "אטלס קטן", "rtl", "מרץ"),
    ],
)
def test_a_starter_atlas_in_any_language_opens(
    new_page: Callable[..., Page],
    tmp_path: Path,
    language: str,
    title: str,
    direction: str,
    month: str,
) -> None:
    page = new_page()
    page.goto(starter(tmp_path / "atlas", language, title))
    page.evaluate("atlas.ready")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(title)
    assert heading.get_attribute("lang") == language
    assert heading.get_attribute("dir") == direction
    # The interface has no words in it: it is English, and says so.
    root = page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("en", "ltr")
    expect(page.get_by_role("tab", name="Events")).to_be_visible()
    # Nor are there words in it that could be drafts.
    expect(page.locator(".mg-about__text")).to_have_count(1)
    expect(page.locator(".mg-about__translation")).to_have_count(0)
    months = page.evaluate("atlas.visible().map((id) => atlas.event(id).date).join(' ')")
    assert month in months


def test_a_reader_chooses_between_a_language_with_words_and_one_without(
    new_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = new_page(locale="ur")
    page.goto(starter(tmp_path / "atlas", "it", "Un piccolo atlante", '["it", "ur"]'))
    page.evaluate("atlas.ready")
    root = page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ur", "rtl")
    page.goto(page.url.split("#")[0] + "#lang=it")
    page.reload()
    page.evaluate("atlas.ready")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("en", "ltr")


NAMES_THAT_DO_NOT_FIT = """() => {
  const select = document.querySelector(".mg-language__select");
  const room = select.getBoundingClientRect().width;
  return [...select.options].filter((option) => {
    const alone = select.cloneNode();
    alone.append(option.cloneNode(true));
    alone.style.cssText = "inline-size: auto; max-inline-size: none; field-sizing: content";
    select.after(alone);
    const wanted = alone.getBoundingClientRect().width;
    alone.remove();
    return wanted > room;
  }).map((option) => option.text);
}"""


def test_on_a_phone_the_name_of_each_language_of_the_interface_is_read_whole(
    new_page: Callable[..., Page], tmp_path: Path
) -> None:
    locale = Path(__file__).parents[2] / "mapgen/page/locale"
    tags = ["en", *sorted(each.name for each in locale.iterdir() if each.is_dir())]
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto(starter(tmp_path / "atlas", "en", "A small atlas", json.dumps(tags)))
    page.evaluate("atlas.ready")
    assert page.locator(".mg-language__select option").count() == len(tags)
    assert page.evaluate(NAMES_THAT_DO_NOT_FIT) == []


STANDS_AFTER = """([first, second]) => {
  const of = (selector) => {
    const node = document.querySelector(selector);
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getBoundingClientRect();
  };
  return of(first).left >= of(second).right;
}"""


def test_latin_names_in_a_line_that_runs_from_the_right_keep_their_places(
    new_page: Callable[..., Page], tmp_path: Path
) -> None:
    folder = tmp_path / "atlas"
    starter(folder, "en", "A small atlas", '["en", "ar"]')
    with (folder / "mapgen.toml").open("a", encoding="utf-8") as settings:
        settings.write(
            '\n[[cities]]\nname = "Elsewhere"\nlatitude = -22.3\nlongitude = -17.5\nzoom = 11\n'
        )
    page = new_page(locale="ar")
    page.goto(build(folder).path.as_uri())
    page.evaluate("atlas.ready")
    assert page.locator("html").get_attribute("dir") == "rtl"
    name = ".mg-pane__name:not([hidden])"
    expect(page.locator(name).first).to_contain_text("Example Town")
    assert page.evaluate(STANDS_AFTER, [f"{name} b", f"{name} span"])
    page.get_by_role("tab").last.click()
    # The full stop stands where an English sentence ends.
    assert (
        page.locator(".mg-about__citation").evaluate("(p) => getComputedStyle(p).direction")
        == "ltr"
    )
