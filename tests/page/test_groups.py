"""A page of counts: every number that it shows is that of the events behind it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import atlases
import pytest
from playwright.sync_api import Page, expect
from reader import eventually, rows, tab, until, visit

from mapgen.counts.build import page_html, read_counted
from mapgen.counts.processes import Processes
from mapgen.records.sources import read_sources

COUNT = 900


def events() -> list[dict[str, str]]:
    """Three places of many events each, and a whole city; one kind in two years, one in many."""
    places = [("24.80000", "66.95000"), ("24.95000", "67.15000"), ("25.00000", "66.95000")]
    found = []
    for number in range(COUNT):
        latitude, longitude = places[number % 3]
        event = {
            "id": f"event-{number:04}",
            "title": "An event",
            "date": f"{1975 + number % 10}-{1 + number % 12:02}-{1 + number % 4:02}",
            "place": "A place",
            "city": "Karachi",
            "latitude": latitude,
            "longitude": longitude,
            "place_precision": "spot",
            "category": "clash" if number % 10 < 2 else "protest",
            "attribution": "unknown",
            "summary": "It was said [@ali2005].",
            "confidence": "B",
        }
        if number % 30 == 0:
            event |= {"latitude": "", "longitude": "", "place": "karachi"}
            event["place_precision"] = "city"
        if number % 5 == 0:
            event["deaths"] = "between 1 and 3 [@dawn1985]"
        found.append(event)
    return found


@pytest.fixture(scope="module")
def counts_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = atlases.small_atlas(tmp_path_factory.mktemp("counts") / "atlas")
    atlases.write_events(folder, events())
    atlas, _ = read_counted(folder, Processes(1), lambda _: None, most_squares=250)
    path = folder / "counts.html"
    path.write_text(page_html(atlas), encoding="utf-8")
    return path.as_uri()


def on_map(page: Page) -> int:
    """The events of all marks, towns and areas in view."""
    total: int = page.evaluate(
        """() => {
          const marks = [...document.querySelectorAll(".mg-mark")].filter((each) => each.mgMark);
          const towns = [...document.querySelectorAll("button .mg-town__count")];
          const areas = [...document.querySelectorAll(".mg-strip__kind")];
          return marks.reduce((sum, each) => sum + each.mgMark.n, 0)
            + [...towns, ...areas].reduce((sum, each) => sum + Number(each.textContent), 0);
        }"""
    )
    return total


def test_the_page_shows_and_filters_the_right_counts(page: Page, counts_page: str) -> None:
    errors: list[Any] = []
    page.on("pageerror", lambda error: errors.append(error))
    visit(page, counts_page)
    assert page.evaluate("atlas.count()") == COUNT == on_map(page)
    expect(page.get_by_text(f"All {COUNT} events.").first).to_be_visible()
    panel = page.get_by_role("tabpanel", name="Events")
    expect(panel.get_by_text("This page holds counts, not single events.")).to_be_visible()
    expect(rows(page).first).to_contain_text("Armed clash: 15 events")
    expect(rows(page).first).to_contain_text("15–45 dead")

    tab(page, "Filters")
    wanted = [each for each in events() if each["category"] == "clash"]
    box = page.get_by_role("checkbox", name=f"Armed clash {len(wanted)} events")
    expect(page.get_by_role("searchbox", name="Search")).to_be_hidden()
    box.check()
    until(page, f"atlas.count() === {len(wanted)}")
    eventually(page, lambda: on_map(page), lambda count: count == len(wanted))

    page.evaluate("atlas.filter({from: '1975-03-01', to: '1975-11-30', categories: null})")
    wanted = [each for each in events() if "1975-03-01" <= each["date"] <= "1975-11-30"]
    until(page, f"atlas.count() === {len(wanted)}")
    assert not errors


def test_days_districts_and_years_are_those_of_the_events(page: Page, counts_page: str) -> None:
    visit(page, counts_page)
    page.evaluate("atlas.filter({from: '1976-02-02', to: '1976-02-02'})")
    assert page.evaluate("atlas.count()") == sum(e["date"] == "1976-02-02" for e in events()) > 0
    page.evaluate("atlas.filter({from: null, to: null, years: [1980, 1981]})")
    years = Counter(each["date"][:4] for each in events())
    assert page.evaluate("atlas.count()") == years["1980"] + years["1981"]
    page.evaluate("atlas.filter({years: null, districts: ['West']})")
    west = [each for each in events() if each["longitude"] == "66.95000"]
    assert page.evaluate("atlas.count()") == len(west)


def test_a_mark_tells_what_its_events_add_up_to(page: Page, counts_page: str) -> None:
    visit(page, counts_page)
    wanted = [each for each in events() if each["longitude"] == "67.15000"]
    name = f"{len(wanted)} events, 1975–1984"
    page.get_by_role("button", name=name).first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("A square of")
    kinds = Counter(each["category"] for each in wanted)
    expect(dialog.get_by_role("row", name="Protest or strike")).to_contain_text(
        str(kinds["protest"])
    )
    in_1975 = sum(each["date"].startswith("1975") for each in wanted)
    expect(dialog.get_by_role("row", name="1975")).to_contain_text(str(in_1975))


def test_the_counts_are_of_the_folder(counts_page: str) -> None:
    page = Path(counts_page.removeprefix("file://")).read_text(encoding="utf-8")
    assert f"This atlas holds {COUNT} events." in page


def test_a_page_of_counts_hands_out_its_sources(page: Page, counts_page: str) -> None:
    from mapgen.exchange.formats.bibtex.write import entry

    visit(page, counts_page)
    tab(page, "Events")
    page.get_by_role("button", name="Share, cite, save").click()
    dialog = page.get_by_role("dialog", name="Share, cite, save")
    expect(dialog.get_by_role("button", name="CSV", exact=True)).to_have_count(0)
    with page.expect_download() as waited:
        dialog.get_by_role("button", name="BibTeX").click()
    folder = Path(urlsplit(counts_page).path).parent
    bibliography, _ = read_sources(folder / "sources.json")
    expected = "".join(entry(source) for source in bibliography.values())
    assert waited.value.path().read_text(encoding="utf-8") == expected
