"""What an editor does besides the tables: story, translations, settings, sources, publishing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import atlases
import axe
import pytest
from editor_page import editor_page
from playwright.sync_api import Browser, Page, expect

from mapgen.atlas.atlas import read_atlas
from mapgen.desk.editor.editor import Editor

EVENT = "1985-karachi-north"
CHAPTER = "---\nchapter: {0}\ntitle: {0}\nfrom: 1985\nto: 1986\n---\nA text [@{1}].\n"


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """A running editor of the small atlas, which has a story and Urdu."""
    folder = atlases.small_atlas(tmp_path_factory.mktemp("views") / "atlas")
    settings = folder / "mapgen.toml"
    text = settings.read_text("utf-8")
    settings.write_text(re.sub("languages = .*", 'languages = ["en", "ur"]', text), "utf-8")
    key = next(iter(read_atlas(folder).bibliography))
    story = "\n".join(CHAPTER.format(name, key) for name in ("first", "second"))
    (folder / "story.md").write_text(story, "utf-8")
    with Editor(folder, 0) as running:
        yield running


@pytest.fixture(scope="module")
def whole_page(
    editor: Editor, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Page]:
    """The editor's page, where complaints fail the test and axe may be put in."""
    with editor_page(browser, editor, bypass_csp=True, **browser_context_args) as page:
        yield page


@pytest.fixture
def page(whole_page: Page) -> Page:
    """The page with nothing open but the table of events."""
    whole_page.locator("#tables [data-table=events]").click()
    whole_page.locator("tbody tr[data-at]").first.wait_for()
    return whole_page


def task(page: Page, name: str) -> None:
    """Open a task."""
    page.get_by_role("navigation", name="Tasks").get_by_role("button", name=name).click()


def said(page: Page, words: str) -> None:
    """Wait for what the editor says."""
    expect(page.locator("#status")).to_contain_text(words)


def save(page: Page) -> None:
    """Save, and wait until it is said anew: an earlier save may still stand there."""
    page.locator("#status").evaluate("(each) => { each.textContent = ''; }")
    page.get_by_role("button", name="Save", exact=True).click()
    said(page, "Saved.")


def test_a_chapter_is_taken_from_the_map_and_moved(page: Page, editor: Editor) -> None:
    task(page, "Story")
    frame = page.frame_locator("#map")
    frame.locator(".leaflet-container").first.wait_for()
    page.wait_for_function("() => document.getElementById('map').contentWindow.atlas")
    page.get_by_role("button", name="New chapter").click()
    page.get_by_label("Id", exact=True).fill("third")
    page.get_by_label("Title", exact=True).fill("Third")
    page.get_by_role("button", name="Take the map as it stands").click()
    said(page, "Taken from the map.")
    assert re.fullmatch(r"\d\d[\d.]*/[\d.]+/[\d.]+|\d[\d.]*/[\d.]+/[\d.]+",
                        page.get_by_label("View", exact=True).input_value())  # fmt: skip
    assert page.get_by_label("From", exact=True).input_value().startswith("19")
    key = next(iter(editor.workspace.files.document("sources").keys()))  # type: ignore[union-attr]
    text = page.get_by_label("Text", exact=True)
    text.fill(f"One [@{key}].\n\nTwo [@{key}].")
    page.get_by_role("button", name="A scene here").click()
    assert re.search(r"\n\nscene: from 19.*, view .*\n\nTwo", text.input_value())
    assert axe.faults(page, within="#record") == []
    save(page)
    story = editor.folder.root / "story.md"
    assert [each.id for each in read_atlas(editor.folder.root).story] == [
        "first",
        "second",
        "third",
    ]
    page.get_by_role("button", name="Third: up").click()
    said(page, "Moved.")
    assert re.findall("chapter: (.*)", story.read_text("utf-8")) == ["first", "third", "second"]


def test_a_translation_stands_beside_its_text(page: Page, editor: Editor) -> None:
    task(page, "Translations")
    key = next(iter(editor.workspace.files.document("sources").keys()))  # type: ignore[union-attr]
    page.locator(".queue .link").filter(has_text="Events:").first.click()
    title = page.get_by_label("title: Urdu")
    assert (title.get_attribute("dir"), title.get_attribute("lang")) == ("rtl", "ur")
    assert page.get_by_role("group", name="title: English").get_attribute("dir") == "ltr"
    title.fill("عنوان")
    page.get_by_label("summary: Urdu").fill("خلاصہ")
    expect(page.locator(".pair .wrong").first).to_contain_text("without a citation")
    expect(page.locator(".pair .cited-text__uncited")).to_have_text("خلاصہ")
    page.get_by_label("summary: Urdu").fill(f"خلاصہ [@{key}]۔")
    expect(page.locator(".pair .wrong").filter(has_text="without a citation")).to_have_count(0)
    assert axe.faults(page, within="#record") == []
    save(page)
    root = editor.folder.root
    assert "title_ur,summary_ur" in (root / "events.csv").read_text("utf-8").splitlines()[0]
    assert (root / "translations.csv").read_text("utf-8").count("/ur,") == 2


def test_settings_are_forms_and_colours_are_looked_at(page: Page, editor: Editor) -> None:
    task(page, "Settings")
    file = editor.folder.root / "mapgen.toml"
    before = file.read_text("utf-8")
    page.get_by_label("Subtitle", exact=True).fill("Another one")
    colour = page.get_by_label(re.compile("^Colour ")).first
    colour.fill("#f0e8d8")
    expect(page.locator(".category .wrong").first).to_contain_text("Too pale on the paper")
    colour.fill("#903000")
    expect(page.locator(".category .wrong").filter(has_text="Too pale")).to_have_count(0)
    assert axe.faults(page, within="#record") == []
    save(page)
    after = file.read_text("utf-8").splitlines()
    changed = [line for line in after if line not in before.splitlines()]
    assert changed[0] == 'subtitle = "Another one"'
    assert len(after) == len(before.splitlines())


def test_sources_are_brought_in_and_one_that_is_there_is_told(page: Page, editor: Editor) -> None:
    document = editor.workspace.files.document("sources")
    assert document
    address = next(str(value["URL"]) for _, value in document.records() if value.get("URL"))
    task(page, "Bring in sources")
    page.get_by_label("Paste them").fill(
        f"TY  - NEWS\nTI  - New one\nAU  - Ali, I.\nPY  - 1986\nER  - \n\n"
        f"TY  - ELEC\nTI  - Old one\nUR  - {address}\nER  - \n"
    )
    expect(page.locator(".offered li")).to_have_count(2)
    expect(page.locator(".offered li").nth(1)).to_contain_text("Already there")
    assert not page.get_by_role("checkbox").nth(1).is_checked()
    assert not editor.zotero.allowed
    assert axe.faults(page, within="#record") == []
    page.get_by_role("button", name="Bring in", exact=True).click()
    said(page, "1 source is brought in.")
    document = editor.workspace.files.document("sources")
    assert document
    assert document.text_of("ali1986")


def test_two_events_are_merged_and_what_is_new_is_listed(page: Page, editor: Editor) -> None:
    page.locator("#build").click()
    page.get_by_role("button", name="Publish the page").click()
    said(page, "events.")
    expect(page.locator("#record")).to_contain_text("Nothing has changed")
    page.get_by_role("button", name="Close", exact=True).click()
    ids = editor.workspace.files.document("events").keys()  # type: ignore[union-attr]
    page.locator("tbody tr").filter(has_text=ids[0]).click()
    page.get_by_role("button", name="Merge with").click()
    page.get_by_label("The other one").fill(ids[1])
    page.locator("fieldset.merge").first.wait_for()
    page.get_by_role("textbox", name="Why").fill("told twice")
    assert axe.faults(page, within="#record") == []
    page.get_by_role("button", name="Merge", exact=True).click()
    said(page, "Merged.")
    removed = (editor.folder.root / "removed.csv").read_text("utf-8")
    assert f"{ids[1]}," in removed
    assert removed.rstrip().endswith(f",{ids[0]}")
    page.locator("#build").click()
    expect(page.locator("#record details").first).to_contain_text(f"taken out: {ids[1]}")
    assert axe.faults(page, within="#record") == []


def test_the_editor_speaks_the_language_that_is_chosen(page: Page) -> None:
    languages = page.get_by_label("Language of the editor")
    if languages.locator("option[value=ur]").count():
        languages.select_option("ur")
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        page.locator("tbody tr[data-at]").first.wait_for()
        page.locator("#language").select_option("en")
        expect(page.locator("html")).to_have_attribute("dir", "ltr")
