"""The source lens: the map as some sources tell it, from the columns to what a reader sees."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import atlases
import numpy as np
import pytest
from playwright.sync_api import Page, expect
from reader import rows, shown, state, tab, until, visit

from mapgen.atlas.atlas import read_atlas
from mapgen.build import build
from mapgen.page.payload.citing import citing, sources_cited
from mapgen.records.sources import Bibliography

KINDS = {
    "dawn1985": ("contemporary-report", "en"),
    "upi1986": ("later-press", "en"),
    "ali2005": ("scholarship", "de"),
}


def told_atlas(folder: Path) -> Path:
    """The small atlas, its sources saying what they are; one of them says nothing."""
    atlases.small_atlas(folder)
    items: list[dict[str, Any]] = []
    for item in atlases.SOURCES:
        kind, language = KINDS.get(item["id"], ("", ""))
        items.append({**item, "note": f"kind: {kind}", "language": language} if kind else item)
    atlases.write_json(folder / "sources.json", items)
    return folder


@pytest.fixture(scope="module")
def told_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return build(told_atlas(tmp_path_factory.mktemp("told") / "atlas")).path.as_uri()


def test_the_columns_say_which_sources_an_event_and_its_figures_cite(tmp_path: Path) -> None:
    atlas = read_atlas(told_atlas(tmp_path / "atlas"))
    events = atlas.rows
    cited = sources_cited(events, atlas.bibliography)
    assert dict(zip(events["id"], cited, strict=True)) == {
        "1972-karachi-language": ("ali2005", "mirrored"),
        "1975-karachi-north": ("ali2005",),
        "1985-karachi-north": ("dawn1985", "ali2005", "mirrored"),
        "1986-karachi-bridge": ("upi1986",),
        "1987-karachi-edge": ("mirrored",),
        "1990-karachi-south": ("ali2005", "mirrored"),
        "1991-karachi-east": ("ali2005",),
        "1992-karachi-north": ("ali2005",),
    }
    known = list(atlas.bibliography)
    columns = {name: values for name, (_, values) in citing(events, cited, known).items()}
    assert columns["sourceCounts"].tolist() == [len(keys) for keys in cited]
    assert [known[at] for at in columns["sourceValues"]] == [key for keys in cited for key in keys]
    names = ("Event", "Figure", "Source", "Low", "High", "How")
    table = np.array([columns[f"claim{name}"] for name in names]).T.tolist()
    # Only of the events that several sources tell: the others are shown whole or not at all.
    assert table == [
        [0, 0, 2, 47, 47, 2],
        [0, 0, 3, 12, 12, 0],
        [2, 0, 0, 39, 39, 2],
        [2, 0, 3, 250, 250, 0],
        [5, 0, 2, 0, 0, 0],
        [5, 0, 3, 4, 4, 0],
    ]


def test_a_page_of_one_source_has_no_columns_for_it(tmp_path: Path) -> None:
    atlas = read_atlas(told_atlas(tmp_path / "atlas"))
    one = Bibliography([atlas.bibliography["ali2005"]])
    cited = sources_cited(atlas.rows, one)
    assert cited == []
    assert citing(atlas.rows, cited, list(one)) == {}


def test_the_map_as_one_source_tells_it(page: Page, told_page: str) -> None:
    visit(page, told_page, "#sources=ali2005")
    assert state(page, "sources") == ["ali2005"]
    assert shown(page) == [
        "1972-karachi-language",
        "1975-karachi-north",
        "1985-karachi-north",
        "1990-karachi-south",
        "1991-karachi-east",
        "1992-karachi-north",
    ]
    lens = page.locator(".mg-filter-chips__lens").last
    expect(lens).to_contain_text("The map as Ali 2005 tells it. Figures are those of")
    # Figures are those of the chosen source alone, wherever they stand.
    one = page.evaluate("atlas.read('1985-karachi-north')")
    assert (one["deaths_low"], one["deaths_high"]) == (None, None)
    assert page.evaluate("atlas.event('1972-karachi-language').deaths_low") == 47
    assert page.evaluate("atlas.event('1990-karachi-south').deaths_high") == 0
    expect(rows(page).filter(has_text="Days of clashes")).to_contain_text("not stated")
    page.evaluate("atlas.filter({deaths: 1})")
    assert "1985-karachi-north" not in shown(page)
    page.evaluate("atlas.filter({deaths: null})")
    tab(page, "Figures")
    expect(page.locator(".mg-figures__sentence")).to_contain_text("tells it")
    page.evaluate("atlas.open('1990-karachi-south')")
    card = page.get_by_role("dialog", name="Fire at South Gate")
    expect(card.locator(".mg-card__range").first).to_have_text("none reported")
    expect(card.locator(".mg-card__lens")).to_contain_text("1 of the 2 sources of this event.")
    expect(card.locator(".mg-card__claims li.mg-excluded")).to_contain_text("4")
    pale = card.locator(".mg-card__summary .mg-excluded")
    expect(pale).to_have_count(1)
    expect(pale).to_contain_text("Other sources: The army came in, one account says")
    expect(card.locator(".mg-card__references .mg-excluded")).to_have_count(1)
    # Another choice, and the open card follows; without one nothing is pale.
    page.evaluate("atlas.filter({sources: ['mirrored']})")
    expect(card.locator(".mg-card__range").first).to_have_text("4")
    expect(pale).to_contain_text("Another denies it")
    page.evaluate("atlas.filter({sources: null})")
    expect(card.locator(".mg-excluded")).to_have_count(0)
    expect(card.locator(".mg-card__range").first).to_have_text("0–4")
    page.evaluate("atlas.filter({sources: ['nobody']})")
    assert shown(page) == []


def test_kinds_languages_and_the_time_are_chosen_in_the_panel(page: Page, told_page: str) -> None:
    visit(page, told_page)
    tab(page, "Filters")
    page.locator(".mg-event-filter__summary", has_text="Told by which kind").click()
    page.locator(".mg-event-filter__summary", has_text="Language of the source").click()
    for name in (
        "Scholarship 6 events",
        "Report of the time 1 event",
        "Kind not said 4 events",
        "German 6 events",
        "Language not said 4 events",
        "Only sources of the time 2 events",
    ):
        expect(page.get_by_role("checkbox", name=name)).to_be_visible()
    page.get_by_role("checkbox", name="Scholarship").check()
    assert len(shown(page)) == 6
    # Counts stand under the other choices: no scholar here wrote in English.
    expect(page.get_by_role("checkbox", name="English 0 events")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Kind not said 4 events")).to_be_visible()
    page.get_by_role("checkbox", name="Scholarship").uncheck()
    page.get_by_role("checkbox", name="Only sources of the time").check()
    assert shown(page) == ["1985-karachi-north", "1986-karachi-bridge"]
    assert page.evaluate("atlas.event('1985-karachi-north').deaths_high") == 39
    until(page, "location.hash.includes('of_the_time=1')")
    page.go_back()
    until(page, "!location.hash.includes('of_the_time')")
    assert len(shown(page)) == len(atlases.EVENTS)
    visit(page, told_page, "#source_kinds=unknown&source_languages=en")
    tab(page, "Events")
    assert shown(page) == []
    expect(page.get_by_role("button", name="Without “English”: 4")).to_be_visible()


def test_what_was_not_read_stands_beside_the_figures(page: Page, told_page: str) -> None:
    visit(page, told_page, "#from=1990&to=1991")
    tab(page, "Figures")
    told = page.locator(".mg-figures__statements")
    expect(told).to_contain_text("For 22 of 24 months no source tells of an event")
    expect(told).to_contain_text("longest in June 1990 – February 1991")
    expect(told).to_contain_text("1 of 2 events rest on one source only")
    expect(told).to_contain_text("For 2 of 2 events no report of the time was read")
    page.get_by_text("Show as table").click()
    table = page.get_by_role("table", name="Sources by month")
    cells = table.get_by_role("row", name="May 1990").get_by_role("cell")
    expect(cells).to_have_text(["0", "1", "1", "1"])
    heads = table.get_by_role("columnheader").all_inner_texts()
    assert heads[-2:] == ["Scholarship", "Kind not said"]
    page.evaluate("atlas.filter({sources: ['mirrored']})")
    expect(told).to_contain_text("For 23 of 24 months")
    expect(told).not_to_contain_text("of 2 events")
