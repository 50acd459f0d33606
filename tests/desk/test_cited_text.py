"""Texts that cite: sources are completed, and what cites nothing or is loaded is marked as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import atlases
import axe
import pytest
from editor_page import editor_page
from editor_requests import ask
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Locator, Page, expect

from mapgen.desk.editor.editor import Editor
from mapgen.desk.editor.text_marks import uncited_spans
from mapgen.notation.sentences import MARK, sentence_spans, sentences
from mapgen.notation.summaries import parse_summary

WORDS = "word,why,say\nmassacre*,it judges,how many died\nقتل عام,it judges,how many died\n"
CODE = "summary/sentence-without-citation"


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """A running editor of the small atlas with a list of loaded words and a chapter."""
    folder = atlases.small_atlas(tmp_path_factory.mktemp("cited") / "atlas")
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "docs" / "loaded-words.csv").write_text(WORDS, "utf-8")
    chapter = "---\nchapter: one\ntitle: One\nfrom: 1985\nto: 1986\n---\nA text [@dawn1985].\n"
    (folder / "story.md").write_text(chapter, "utf-8")
    with Editor(folder, 0) as running:
        yield running


@pytest.fixture(scope="module")
def opened(
    editor: Editor, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Page]:
    """The editor's page, where complaints fail the test and axe may be put in."""
    with editor_page(browser, editor, bypass_csp=True, **browser_context_args) as page:
        page.get_by_role("button", name="Skip the tour").click()
        yield page


@pytest.fixture
def summary(opened: Page) -> Iterator[Locator]:
    """The field of the summary of a new event."""
    opened.get_by_role("button", name="New event").click()
    field = opened.locator("form").get_by_label("Summary", exact=True)
    field.scroll_into_view_if_needed()
    field.focus()
    yield field
    opened.locator("form").get_by_role("button", name="Close", exact=True).click()


def options(page: Page) -> Locator:
    """The sources that are offered."""
    found = page.get_by_role("listbox", name="Sources").get_by_role("option")
    return found.filter(has_not_text="New source")


def marked(page: Page, kind: str) -> Locator:
    """What is marked so."""
    return page.locator(f"form .cited-text__{kind}")


PIECES = ["He died", "It was 5 May, p. 3", "Why", "*No* one", "قتل عام ہوا"]
STOPS = [".", "?", "۔", " [@a].", " [@a, p. 3; @b].", ". [@a]"]
PARTS = st.tuples(st.sampled_from(PIECES), st.sampled_from(STOPS)).map("".join)
GAPS = st.sampled_from([" ", "\n\n", "\n- ", "  "])


@given(st.lists(st.tuples(GAPS, PARTS), min_size=1, max_size=6))
def test_what_is_marked_is_what_the_checker_finds(parts: list[tuple[str, str]]) -> None:
    text = "".join(gap + part for gap, part in parts)
    faults = [each.value or "" for each in parse_summary(text.strip())[1] if each.code == CODE]
    spans = uncited_spans(text)
    assert [words(text[start:end]) for start, end in spans] == [words(each) for each in faults]
    assert all(re.match(r"[*\w]", text[start]) and text[end - 1] != " " for start, end in spans)


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return re.findall(r"\w+", text)


def test_a_sentence_is_marked_where_it_stands_though_another_says_the_same() -> None:
    text = "He died [@a]. He died. See [him](https://e.org/a.b) now. Ends:\n\n- He died"
    assert [text[start:end] for start, end in uncited_spans(text)] == [
        "He died.",
        "See [him](https://e.org/a.b) now.",
        "He died",
    ]
    assert uncited_spans(text)[0][0] == 14
    assert uncited_spans("") == []


@given(st.text(st.sampled_from("aB .!۔)”" + MARK), max_size=30))
def test_the_spans_of_sentences_are_the_text(text: str) -> None:
    spans = sentence_spans(text)
    assert "".join(text[start:end] for start, end in spans) == text
    found = [text[start:end].strip() for start, end in spans]
    assert [each for each in found if any(map(str.isalnum, each))] == sentences(text)


def test_marks_count_as_browsers_do(editor: Editor) -> None:
    text = "😀 a Massacre. قتلِ عام [@a]."
    status, found = ask(editor, "marks", {"text": text, "where": "new"})
    units = text.encode("utf-16-le")
    shown = [
        (units[2 * start : 2 * end].decode("utf-16-le"), kind)
        for start, end, kind in found["marks"]
    ]
    assert status == 200
    assert shown == [("😀 a Massacre.", "uncited"), ("Massacre", "loaded"), ("قتلِ عام", "loaded")]
    plain = ask(editor, "marks", {"text": text, "where": "new", "cites": False})[1]["marks"]
    assert {kind for _, _, kind in plain} == {"loaded"}
    (editor.folder.root / "docs" / "kept-words.csv").write_text(
        "word,where,text,why\nmassacre*,new,a Massacre,its name\n", "utf-8"
    )
    kept = ask(editor, "marks", {"text": text, "where": "new", "cites": False})[1]["marks"]
    assert len(kept) == 1
    (editor.folder.root / "docs" / "kept-words.csv").unlink()


def test_a_key_is_completed_by_author_title_and_year(summary: Locator) -> None:
    page = summary.page
    summary.press_sequentially("They came [@2005 al")
    expect(options(page)).to_have_count(1)
    expect(options(page)).to_contain_text("@ali2005")
    assert summary.get_attribute("aria-activedescendant") == options(page).get_attribute("id")
    assert summary.get_attribute("aria-controls") == page.get_by_role(
        "listbox", name="Sources"
    ).get_attribute("id")
    assert axe.faults(page, within="#record") == []
    summary.press("Enter")
    expect(summary).to_have_value("They came [@ali2005]")
    expect(options(page)).to_have_count(0)
    summary.press_sequentially(", p. 3].")
    expect(summary).to_have_value("They came [@ali2005, p. 3].")
    summary.press("Control+z")
    expect(summary).not_to_have_value("They came [@ali2005, p. 3].")
    for _ in range(40):
        summary.press("Control+z")
    expect(summary).to_have_value("")


def test_the_list_of_sources_is_walked_through_and_left(summary: Locator, editor: Editor) -> None:
    page = summary.page
    sources = editor.workspace.files.document("sources")
    assert sources is not None
    assert len(sources.keys()) in (len(atlases.SOURCES), len(atlases.SOURCES) + 1)  # one is made
    summary.press_sequentially("They came [@")
    expect(options(page)).to_have_count(len(sources.keys()))
    summary.press_sequentially("198")
    expect(options(page)).to_have_count(2)
    first, second = (options(page).nth(at) for at in (0, 1))
    expect(first).to_have_attribute("aria-selected", "true")
    summary.press("ArrowDown")
    expect(second).to_have_attribute("aria-selected", "true")
    summary.press("ArrowDown")
    summary.press("ArrowDown")  # past the one that makes a new source
    expect(first).to_have_attribute("aria-selected", "true")
    summary.press("ArrowUp")
    summary.press("ArrowUp")
    key = second.locator(".source-choice__key").inner_text()
    summary.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(summary).to_have_value("They came [@198")  # only the list is closed
    summary.press_sequentially("5")
    expect(options(page)).to_have_count(1)
    options(page).first.click()
    expect(summary).to_have_value("They came [@dawn1985]")
    expect(summary).to_be_focused()
    assert key.startswith("@")


def test_what_cites_nothing_and_loaded_words_are_marked(summary: Locator) -> None:
    page = summary.page
    summary.fill("It was a massacre [@dawn1985]. They left.")
    expect(marked(page, "uncited")).to_have_text("They left.")
    expect(marked(page, "loaded")).to_have_text("massacre")
    place = page.locator(".cited-text__copy").first
    assert place.evaluate("(copy) => copy.closest('[aria-hidden=true]') !== null")
    summary.press("Home")
    summary.press_sequentially("Then ")
    expect(marked(page, "loaded")).to_have_text("massacre")  # moves along
    summary.press("End")
    summary.press("ArrowLeft")
    summary.press_sequentially(" [@upi1986]")
    expect(marked(page, "uncited")).to_have_count(0)


@pytest.mark.parametrize(
    "text", ["A long sentence of the record. ", "یہ ایک لمبا جملہ ہے، 12 مارچ۔ "]
)
def test_the_marks_lie_where_the_words_are(summary: Locator, text: str) -> None:
    page = summary.page
    summary.fill(text * 40 + "\n\n" + "Two. " * 9)
    expect(marked(page, "uncited").first).to_be_attached()
    heights = """(area) => {
      const copy = area.parentElement.querySelector(".cited-text__copy");
      const shown = copy.cloneNode(true);
      shown.lastChild.remove();
      copy.after(shown);
      const { direction } = getComputedStyle(shown);
      const height = shown.getBoundingClientRect().height;
      shown.remove();
      return [area.scrollHeight, Math.round(height), direction,
        getComputedStyle(area).direction];
    }"""
    field, copy, *directions = summary.evaluate(heights)
    assert abs(field - copy) <= 1
    assert directions == (["ltr", "ltr"] if text.isascii() else ["rtl", "rtl"])
    summary.evaluate("(area) => { area.scrollTop = area.scrollHeight; }")
    scrolled = "(area) => [area.scrollTop, area.parentElement.firstChild.scrollTop]"
    page.wait_for_function(
        "() => { const area = document.querySelector('form .cited-text textarea');"
        "return Math.abs(area.scrollTop - area.parentElement.firstChild.scrollTop) < 2; }"
    )
    assert summary.evaluate(scrolled)[0] > 0


def test_escape_puts_the_text_back_and_undo_takes_that_back(opened: Page) -> None:
    opened.locator("tbody tr[data-at]").first.click()
    field = opened.locator("form").get_by_label("Summary", exact=True)
    before = field.input_value()
    field.focus()
    field.press("End")
    field.press_sequentially(" More")
    typed = field.input_value()
    field.press("Escape")
    expect(field).to_have_value(before)
    field.press("Control+z")
    expect(field).to_have_value(typed)
    opened.locator("form").get_by_role("button", name="Close", exact=True).click()


def test_the_source_of_a_figure_is_completed(summary: Locator) -> None:
    form = summary.page.locator("form")
    form.get_by_role("button", name="Add a figure (deaths)").click()
    field = form.get_by_role("combobox", name="Sources (deaths 1)")
    field.press_sequentially("a history")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("Enter")
    expect(field).to_have_value("@ali2005")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially(", p. 3; clashes")
    field.press("Enter")
    expect(field).to_have_value("@ali2005, p. 3; @dawn1985")


def test_each_word_that_can_be_chosen_says_what_it_means(summary: Locator, editor: Editor) -> None:
    form = summary.page.locator("form")
    meanings = ask(editor, "state")[1]["meanings"]
    for name in ("category", "place_precision", "attribution", "confidence"):
        given = form.locator(f"select[data-field={name}] option").all_inner_texts()[1:]
        assert given == [f"{word} – {said}" for word, said in meanings[name].items()]
    form.get_by_role("button", name="Add a figure (injured)").click()
    counts = form.get_by_label("counts here (injured 1)")
    expect(form.locator(".claim__scope")).to_contain_text(meanings["scope"]["here"])
    counts.uncheck()
    expect(form.locator(".claim__scope")).to_contain_text(meanings["scope"]["other"])


def test_what_a_source_is_stands_in_fields_over_its_note(opened: Page, editor: Editor) -> None:
    opened.locator("#tables [data-table=sources]").click()
    opened.get_by_role("gridcell", name="mirrored").click()
    form = opened.locator("form")
    form.get_by_label("Kind", exact=True).select_option("memoir")
    form.get_by_label("How it was read", exact=True).select_option("mirror-whole")
    form.get_by_label("Archived copy", exact=True).fill("https://example.org/copy")
    note = form.get_by_label("Note", exact=True)
    lines = ["Mirror: example.com", "kind: memoir", "read: mirror-whole"]
    expect(note).to_have_value("\n".join([*lines, "archived: https://example.org/copy"]))
    form.get_by_label("Archived copy", exact=True).fill("")
    expect(note).to_have_value("\n".join(lines))
    note.fill("kind: party")
    expect(form.get_by_label("Kind", exact=True)).to_have_value("party")
    note.fill("\n".join(lines))
    form.get_by_role("button", name="Save", exact=True).click()
    expect(opened.locator("#status")).to_have_text("Saved.")
    source = (editor.folder.root / "sources.json").read_text("utf-8")
    assert "kind: memoir\\nread: mirror-whole" in source
    opened.locator("#tables [data-table=events]").click()


def test_an_event_that_is_there_already_is_told_in_the_form(summary: Locator) -> None:
    form = summary.page.locator("form")
    first = atlases.EVENTS[0]
    for label in ("title", "date", "place"):
        form.get_by_label(label.capitalize(), exact=True).fill(first[label])
    form.get_by_label("Place precision", exact=True).select_option(first["place_precision"])
    form.get_by_label("City", exact=True).fill(first["city"])
    told = form.locator(".likely")
    expect(told).to_contain_text("It may be there already:")
    expect(told).to_contain_text(f"{first['title']}: the same day, the same place, a like title")
    form.get_by_label("Title", exact=True).fill("Something else")
    expect(told).to_be_hidden()
    form.get_by_label("Title", exact=True).fill(first["title"])
    told.get_by_role("button", name=first["title"]).click()
    expect(form.get_by_role("heading", level=2)).to_have_text(first["id"])


def test_a_source_is_made_while_it_is_cited(summary: Locator, editor: Editor) -> None:
    page = summary.page
    summary.press_sequentially("They came [@Morning News 1990")
    expect(options(page)).to_have_count(0)
    expect(page.get_by_role("option", name="New source")).to_be_visible()
    summary.press("Enter")
    dialog = page.get_by_role("dialog", name="A new source")
    expect(dialog.get_by_label("Title", exact=True)).to_have_value("Morning News 1990")
    dialog.get_by_label("Title", exact=True).fill("")
    dialog.get_by_role("button", name="Add the source").click()
    expect(dialog.get_by_role("alert")).to_have_text("A source needs a title.")
    dialog.get_by_label("Title", exact=True).fill("Crowds in the east")
    dialog.get_by_label("Newspaper, journal or site").fill("Morning News")
    dialog.get_by_label("Issued", exact=True).fill("1990-12-16")
    dialog.get_by_label("Kind", exact=True).select_option("contemporary-report")
    assert axe.faults(page, within="dialog") == []
    dialog.get_by_label("Issued", exact=True).press("Enter")
    expect(dialog).to_have_count(0)
    expect(summary).to_be_focused()
    expect(summary).to_have_value(re.compile(r"They came \[@\w*1990\w*\]$"))
    key = summary.input_value().partition("@")[2].rstrip("]")
    summary.press_sequentially("].")
    expect(marked(page, "uncited")).to_have_count(0)
    document = editor.workspace.files.document("sources")
    assert document
    value = dict(document.records())[key]
    assert value["type"] == "article-newspaper"
    assert value["issued"] == {"date-parts": [[1990, 12, 16]]}
    assert value["note"] == "kind: contemporary-report"
    summary.press_sequentially(" Then [@crowds")  # it is there at once
    expect(options(page)).to_contain_text(f"@{key}")
    summary.press("Escape")


def test_a_source_that_is_there_is_not_made_twice(summary: Locator, editor: Editor) -> None:
    before = (editor.folder.root / "sources.json").read_bytes()
    page = summary.page
    summary.press_sequentially("They came [@something else")
    summary.press("Enter")
    dialog = page.get_by_role("dialog", name="A new source")
    dialog.get_by_label("Title", exact=True).fill("Any")
    dialog.get_by_label("Address", exact=True).fill("https://example.org/dawn1985")
    dialog.get_by_role("button", name="Add the source").click()
    expect(summary).to_have_value("They came [@dawn1985]")
    assert (editor.folder.root / "sources.json").read_bytes() == before


def test_a_new_event_says_what_is_needed_and_is_seen_once_saved(
    summary: Locator, editor: Editor
) -> None:
    page = summary.page
    form = page.locator("form")
    expect(form.locator("h2 + .hint")).to_have_text(
        "What is marked * is needed; all else can wait."
    )
    needed = [each["name"] for each in ask(editor, "state")[1]["fields"] if each["needed"]]
    for name in needed:
        expect(form.locator(f"[data-field={name}]")).to_have_attribute("aria-required", "true")
    assert form.locator(".needed").count() == len(needed)
    first = atlases.EVENTS[0]
    for name in ("date", "place", "city"):
        form.locator(f"[data-field={name}]").fill(first[name])
    for name in ("place_precision", "category", "attribution", "confidence"):
        form.locator(f"[data-field={name}]").select_option(first[name])
    summary.fill("People came [@dawn1985].")
    form.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#status")).to_contain_text("It is not saved")
    expect(form.locator("[data-field=title]")).to_be_focused()  # the first that is wrong
    form.locator("[data-field=title]").fill("A last one")
    form.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#status")).to_have_text("Saved.")
    expect(page.locator("tr:has(td:focus)")).to_contain_text("A last one")
    page.get_by_role("button", name="New event").click()
