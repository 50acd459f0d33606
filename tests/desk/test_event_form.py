"""The form of an event: its date, its place on the map, and its card as readers see it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import atlases
import pytest
from editor_page import editor_page
from editor_requests import ask
from playwright.sync_api import Browser, Locator, Page, expect

from mapgen.desk.documents.document import Document
from mapgen.desk.editor.checking import Checker
from mapgen.desk.editor.date_bar import date_bar
from mapgen.desk.editor.editor import Editor
from mapgen.desk.editor.typed_dates import as_edtf
from mapgen.desk.workspace import Workspace
from mapgen.files.folder import Folder
from mapgen.notation.civil import from_civil, iso
from mapgen.notation.dates import parse

EVENT = "1985-karachi-north"


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """One running editor for all tests of this file; none of them saves an event."""
    folder = atlases.small_atlas(tmp_path_factory.mktemp("form") / "atlas")
    with Editor(folder, 0) as running:
        yield running


@pytest.fixture(scope="module")
def opened(
    editor: Editor, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[Page]:
    """The editor's page, its complaints at the end."""
    with editor_page(browser, editor, console=True, **browser_context_args) as page:
        yield page


@pytest.fixture
def form(opened: Page) -> Iterator[Locator]:
    """The form of a new event, with its map drawn."""
    opened.get_by_role("button", name="New event").click()
    expect(opened.locator(".place-map .mg-districts__note")).not_to_be_empty()
    yield opened.locator("form")
    opened.locator("form").get_by_role("button", name="Close").click()


PERIOD = (from_civil(1972, 1, 1), from_civil(1992, 12, 31))


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("before 26 May 1990", "[1972-01-01..1990-05-25]"),
        ("after May 1990", "[1990-06-01..1992-12-31]"),
        ("before 1972", "before 1972"),
        ("after nothing", "after nothing"),
    ],
)
def test_before_and_after_end_with_the_period(typed: str, edtf: str) -> None:
    assert as_edtf(typed, PERIOD) == edtf
    assert as_edtf(typed) == typed


@pytest.mark.parametrize(
    ("edtf", "parts", "days"),
    [
        ("1990-05-26", [("1990-05-26", "1990-05-26")], 1),
        ("[1990-05-01,1990-05-03]", [("1990-05-01",) * 2, ("1990-05-03",) * 2], 2),
        ("[1990-05-01,1990-05-02]", [("1990-05-01", "1990-05-02")], 2),
        ("[1990-05-01..1990-05-03]", [("1990-05-01", "1990-05-03")], 3),
        ("1990-02/1990-03", [("1990-02-01", "1990-03-31")], 59),
    ],
)
def test_the_bar_has_the_days_that_a_date_can_be(
    edtf: str, parts: list[tuple[str, str]], days: int
) -> None:
    bar = date_bar(parse(edtf))
    assert bar is not None
    assert [(iso(first), iso(last)) for first, last in bar["parts"]] == parts
    assert bar["days"] == days
    assert bar["first"] < bar["parts"][0][0]
    assert bar["last"] > bar["parts"][-1][1]
    assert all(bar["first"] <= line <= bar["last"] for line in bar["lines"])


def test_a_bar_of_years_has_a_line_a_month_or_a_year() -> None:
    lines = [date_bar(parse(text)) for text in ("1990", "1950/1990", "0100/1990", "1990/..")]
    assert [len(bar["lines"]) if bar else None for bar in lines] == [16, 54, 0, None]


def test_the_card_is_drawn_of_what_is_there(small_folder: Path) -> None:
    checker = Checker(Folder.named(small_folder))
    assert checker.card({"title": "No date yet"}) is None
    half = checker.card({"id": "", "title": "A march", "date": "2 May 1990", "deaths": "nonsense"})
    assert half is not None
    assert half["blocks"] == 1
    whole = next(dict(value) for _, value in _events(small_folder).records())
    for name in whole:
        assert checker.card({**whole, name: ""}) is not None or name == "date", name
    json.dumps([half, checker.map()])  # both are ready to be sent


def _events(folder: Path) -> Document:
    document = Workspace.of(folder).files.document("events")
    assert document is not None
    return document


def test_the_map_shows_districts_of_any_day_though_the_files_are_wrong(small_folder: Path) -> None:
    (small_folder / "events.csv").write_text("id,title\n")
    assert Checker(Folder.named(small_folder)).map()["columns"]
    (small_folder / "geodata" / "districts.csv").write_text("nonsense\n")
    assert Checker(Folder.named(small_folder)).map()["columns"]


def test_buttons_say_what_is_known_of_the_date(form: Locator) -> None:
    date = form.get_by_label("Date", exact=True)
    date.fill("2 May 1986")
    form.get_by_role("button", name="about").click()
    expect(date).to_have_value("about 2 May 1986")
    form.get_by_role("button", name="between", exact=True).click()
    expect(date).to_be_focused()
    form.page.keyboard.type("4 May 1986")
    expect(form).to_contain_text("[1986-05-02..1986-05-04]")
    expect(form.get_by_role("img", name="3 days")).to_be_visible()
    form.get_by_role("button", name="one of").click()
    expect(form.get_by_role("img", name="2 days")).to_be_visible()
    assert form.locator(".date-bar__part").count() == 2


PLACES = """() => ['[data-form=or]', '[data-field=place]', '.claims-field button'].map(
  (selector) => document.querySelector(selector).getBoundingClientRect().top)"""


def test_nothing_moves_as_the_date_is_understood(form: Locator) -> None:
    before = form.page.evaluate(PLACES)
    form.get_by_label("Title", exact=True).fill("A march")
    form.get_by_label("Date", exact=True).fill("3 May 1986")
    expect(form).to_contain_text("1986-05-03 · 3 May 1986")
    expect(form.get_by_role("img", name="1 day")).to_be_visible()
    assert form.page.evaluate(PLACES) == pytest.approx(before, abs=1)


def test_a_click_on_the_map_gives_the_event_a_point(form: Locator) -> None:
    form.get_by_label("Date", exact=True).fill("2 May 1986")
    form.get_by_label("Place", exact=True).fill("A crossing")
    land = form.locator(".place-map__map")
    land.scroll_into_view_if_needed()
    box = land.bounding_box()
    assert box is not None
    land.click(position={"x": box["width"] / 2, "y": box["height"] * 0.3})
    latitude = form.get_by_label("Latitude", exact=True)
    expect(latitude).not_to_have_value("")
    precision = form.get_by_label("Place precision", exact=True)
    expect(precision).to_have_value("spot")
    expect(form.locator(".place-choice")).to_contain_text("District of that day")
    before = latitude.input_value()
    form.locator(".place-map__point").press("ArrowUp")
    expect(latitude).not_to_have_value(before)
    handle = form.get_by_role("slider")
    handle.press("ArrowRight")
    expect(precision).to_have_value("neighbourhood")
    expect(handle).to_have_attribute("aria-valuenow", "1000")
    form.locator(".place-map__dot").first.dispatch_event("click")
    expect(latitude).to_have_value("")
    expect(form.get_by_label("Place", exact=True)).not_to_have_value("A crossing")


def test_a_new_place_is_made_while_the_event_is_written(form: Locator, editor: Editor) -> None:
    form.get_by_label("Place", exact=True).fill("")
    form.get_by_role("button", name="New place").click()
    form.get_by_label("Name", exact=True).fill("Old Crossing")
    land = form.locator(".place-map__map")
    box = land.bounding_box()
    assert box is not None
    # Not where another test clicks on the land: this place stays.
    land.click(position={"x": box["width"] * 0.4, "y": box["height"] * 0.4})
    expect(form.get_by_label("Latitude of the place")).not_to_have_value("")
    form.get_by_label("City of the place").fill("Karachi")
    form.get_by_role("button", name="Add the place").click()
    expect(form.get_by_label("Place", exact=True)).to_have_value("old-crossing")
    places = editor.workspace.files.document("places")
    assert places is not None
    assert dict(places.records())["old-crossing"]["name"] == "Old Crossing"


def test_the_card_stands_beside_the_form(form: Locator) -> None:
    card = form.page.locator("#beside .mg-card")
    form.get_by_label("Title", exact=True).fill("A quiet march")
    form.get_by_label("Date", exact=True).fill("1 or 2 May 1986")
    expect(card.locator(".mg-card__title")).to_have_text("A quiet march")
    expect(card).to_contain_text("1 May 1986 or 2 May 1986")
    expect(form.get_by_label("Id", exact=True)).to_have_value("1986-quiet-march")


READINGS_FIRST = """async (cells) => {
  const { keep } = await import('./desk/editor/page_context.js');
  const { drawCard } = await import('./desk/editor/api.js');
  const { PageEvents } = await import('./page/browser/app/page_events.js');
  const { bulk, readings, ...packed } = await drawCard(cells);
  const { columns, ids, words } = bulk;
  for (const [part, text] of Object.entries({ columns, ids, words, readings })) {
    keep(`early-${part}`, text);
  }
  const events = new PageEvents(packed, 'early');
  await events.openReadings();
  await events.openEvents();
  return Object.values(events.sources).map((source) => source.parts?.length ?? 0);
}"""


def test_sources_that_are_read_before_the_events_stay_whole(opened: Page, editor: Editor) -> None:
    records = ask(editor, "state")[1]["files"]["events"]["records"]
    cells = next(each["value"] for each in records if each["key"] == EVENT)
    parts = opened.evaluate(READINGS_FIRST, cells)
    assert parts
    assert all(parts)


def test_the_name_of_a_place_is_as_good_as_its_id(form: Locator) -> None:
    place = form.get_by_label("Place", exact=True)
    place.fill("the bridge; A crossing; east-bazaar")
    place.press("Tab")
    expect(place).to_have_value("bridge; A crossing; east-bazaar")
    place.fill("South gate")
    place.press("Tab")
    expect(place).to_have_value("south-gate")
    expect(form.get_by_label("City", exact=True)).to_have_value("Karachi")
    expect(form.get_by_label("Place precision", exact=True)).to_have_value("spot")
