"""One page with every language that the interface speaks: each is whole, in its own letters."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import messages as tool
import pytest
from examples import more
from playwright.sync_api import Page, expect
from reader import visit

from mapgen.build import build
from mapgen.notation import languages
from mapgen.notation.cldr import cldr as cldr_of
from mapgen.page.payload.messages import messages
from mapgen.starter import make_starter

SPOKEN = ["en", *tool.LANGUAGES]
N = 12345
# The right ends of what would stand out of the page, and of tabs out of their row.
WIDE = """() => [
  document.documentElement.scrollWidth - innerWidth,
  ...[...document.querySelectorAll(".mg-panel__tab, .mg-header button")]
    .filter((e) => e.checkVisibility())
    .map((e) => Math.max(e.getBoundingClientRect().right - innerWidth,
      -e.getBoundingClientRect().left)),
]"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of the starter atlas that offers every language there is."""
    folder = tmp_path_factory.mktemp("spoken") / "atlas"
    make_starter(folder)
    settings = folder / "mapgen.toml"
    text = settings.read_text(encoding="utf-8")
    listed = ", ".join(f'"{each}"' for each in SPOKEN)
    text = text.replace('languages = ["en"]', f"languages = [{listed}]")
    settings.write_text(text, encoding="utf-8")
    return build(folder).path.as_uri()


@pytest.mark.parametrize("size", [more((1366, 768)), (390, 844)], ids=["desk", "phone"])
def test_a_reader_goes_through_all_languages_of_one_page(
    new_page: Callable[..., Page], address: str, size: tuple[int, int]
) -> None:
    page = new_page(viewport={"width": size[0], "height": size[1]})
    visit(page, address, "#lang=en")
    assert page.locator(".mg-language__select option").all_inner_texts() == [
        languages.endonym(each) for each in SPOKEN
    ]
    for language in SPOKEN[1:]:
        page.locator(".mg-language__select").select_option(language)
        root = page.locator("html")
        expect(root).to_have_attribute("lang", language)
        expect(root).to_have_attribute("dir", languages.direction(language))
        words = messages(language)
        events = words["Events"]
        assert isinstance(events, str)
        expect(page.locator('[aria-controls="mg-tab-events"]')).to_contain_text(events)
        # The form that the browser's rules choose is the one of CLDR in the catalogue.
        forms = words["{n} event"]
        order, kind = languages.plurals(language), cldr_of(language).plural_form
        for n in (0, 1, 2, 5, 21, 100, N):
            said = page.evaluate(
                "(n) => mapgen.modules.messages.tn('{n} event', '{n} events', n)", n
            )
            shown = page.evaluate("(n) => mapgen.modules.messages.number(n)", n)
            assert said == forms[order.index(kind(n))].replace("{n}", shown)
        assert shown == languages.with_digits(f"12{languages.group(language)}345", language)
        assert max(page.evaluate(WIDE)) <= 1, language
        draft = page.locator(".mg-about__translation")
        expect(draft).to_have_count(1)
        expect(draft).to_contain_text("docs/languages.md")
        assert not re.search(r"\b(the|of|and)\b", draft.text_content() or "")


def test_a_page_carries_the_words_of_its_own_languages_alone(tmp_path: Path, address: str) -> None:
    folder = tmp_path / "atlas"
    make_starter(folder)
    assert carried(build(folder).path) == []
    assert carried(Path(address.removeprefix("file://"))) == tool.LANGUAGES
    settings = folder / "mapgen.toml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace('languages = ["en"]', 'languages = ["en", "pt-BR", "it"]')
    settings.write_text(text, encoding="utf-8")
    assert carried(build(folder).path) == ["pt-BR"]


def carried(page: Path) -> list[str]:
    """Return the languages whose words a page has."""
    found = re.search(r'"catalogues":\{([^}]*)\}', page.read_text(encoding="utf-8"))
    assert found
    return sorted(re.findall(r'"([\w-]+)":"', found[1]))
