"""A reader looks at how many events and deaths there are, by year and by district."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Any

import pytest
from examples import more
from playwright.sync_api import Locator, Page, expect
from reader import settled, tab, visit

SIZES = {
    "desk": {"viewport": {"width": 1366, "height": 768}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}


# A phone repeats the desk's steps, but for the tests that say so.
@pytest.fixture(params=["desk", more("phone")])
def sized(request: pytest.FixtureRequest, new_page: Callable[..., Page]) -> Page:
    return new_page(**SIZES[request.param])


def panel(page: Page) -> Locator:
    return page.get_by_role("tabpanel", name="Figures")


def open_tables(page: Page) -> None:
    tab(page, "Figures")
    expect(panel(page).get_by_role("img").first).to_be_visible()
    panel(page).get_by_text("Show as table").click()
    expect(panel(page).get_by_role("table").first).to_be_visible()


ROWS = """(table) => [...table.rows].slice(1).map((row) => [
  row.querySelector('th[scope=row]').innerText,
  [...row.querySelectorAll('td')].map((cell) => cell.innerText),
])"""


def table(page: Page, name: str) -> dict[str, list[str]]:
    return dict(panel(page).get_by_role("table", name=name).evaluate(ROWS))


def naive(page: Page) -> dict[str, list[int]]:
    """Events, lows, highs and unstated by year, counted one by one from the public interface."""
    sums: dict[str, list[int]] = {}
    events: list[dict[str, Any]] = page.evaluate("atlas.visible().map((id) => atlas.event(id))")
    for event in events:
        for key in (event["from"][:4], "All shown"):
            row = sums.setdefault(key, [0, 0, 0, 0])
            row[0] += 1
            if event["deaths_high"] is None:
                row[3] += 1
            else:
                row[1] += event["deaths_low"] or 0
                row[2] += event["deaths_high"]
    return sums


def number(text: str) -> int:
    return 0 if text == "–" else int(text.replace(",", "").removesuffix(" or more"))


def test_the_table_says_what_one_counts_by_hand(sized: Page, one_map: str) -> None:
    page = visit(sized, one_map)
    open_tables(page)
    found = table(page, "Events and deaths by year")
    expected = naive(page)
    years = [str(year) for year in range(1972, 1993)]
    assert list(found) == [*years, "All shown"]
    for key, cells in found.items():
        assert [number(cell) for cell in cells] == expected.get(key, [0, 0, 0, 0]), key


def test_districts_add_up_to_what_is_shown(page: Page, one_map: str) -> None:
    visit(page, one_map, "#from=1985")
    open_tables(page)
    found = table(page, "Events and deaths by district")
    whole = found.pop("All shown")
    assert sum(number(cells[0]) for cells in found.values()) == number(whole[0])
    assert sum(number(cells[2]) for cells in found.values()) == number(whole[2])
    assert number(whole[0]) == page.evaluate("atlas.count()")
    districts = page.evaluate(
        "[...new Set(atlas.visible().map((id) => atlas.event(id).district).filter(Boolean))]"
    )
    assert set(districts) <= set(found)


def test_sums_are_never_called_a_toll_and_what_is_not_stated_is_counted(
    sized: Page, one_map: str
) -> None:
    page = visit(sized, one_map)
    tab(page, "Figures")
    words = panel(page).locator(".mg-figures__caution")
    expect(words).to_contain_text("Sums of lows and of highs add up unlike things.")
    unstated = naive(page)["All shown"][3]
    expect(words).to_contain_text(f"For {unstated} of {page.evaluate('atlas.count()')} events")


def test_figures_follow_the_filter(page: Page, small_page: str) -> None:
    visit(page, small_page)
    open_tables(page)
    page.evaluate("atlas.filter({categories: ['clash']})")
    settled(page)
    expected = naive(page)
    found = table(page, "Events and deaths by year")
    assert (
        number(found["All shown"][0]) == expected["All shown"][0] == page.evaluate("atlas.count()")
    )
    assert number(found["1990"][2]) == expected["1990"][2] == 4


def test_a_range_of_months_is_drawn_by_month(page: Page, small_page: str) -> None:
    visit(page, small_page, "#from=1990-01&to=1990-06")
    open_tables(page)
    expect(panel(page).get_by_role("heading", name="By month")).to_be_visible()
    found = table(page, "Events and deaths by month")
    assert list(found)[:2] == ["January 1990", "February 1990"]
    assert number(found["All shown"][0]) == page.evaluate("atlas.count()")


def test_a_chart_says_its_peak_for_those_who_do_not_see_it(page: Page, one_map: str) -> None:
    visit(page, one_map)
    tab(page, "Figures")
    expected = naive(page)
    expected.pop("All shown")
    peak = max(expected, key=lambda year: expected[year][0])
    expect(
        panel(page).get_by_role(
            "img", name=f"Events, 1972 – 1992: most in {peak}, {expected[peak][0]}"
        )
    ).to_be_visible()


def standing(page: Page, *parts: Locator) -> list[dict[str, float]]:
    """The boxes of parts of a chart once it stands still: it is drawn again when its room changes."""
    for part in parts:
        part.wait_for()
    settled(page)
    boxes = [part.bounding_box() for part in parts]
    assert all(boxes)
    return [dict(box) for box in boxes if box]


def test_bars_of_deaths_reach_from_the_low_to_the_high_figure(page: Page, small_page: str) -> None:
    # One event with 39 by one source and 250 by another.
    visit(page, small_page, "#from=1985&to=1985")
    tab(page, "Figures")
    chart = panel(page).get_by_role("img", name="Deaths, January 1985").first
    expect(chart).to_have_attribute(
        "aria-label", "Deaths, January 1985 – December 1985: most in April 1985, 39–250"
    )
    low, high = standing(
        page, chart.locator(".mg-figures__low"), chart.locator(".mg-figures__high")
    )
    assert high["y"] + high["height"] == pytest.approx(low["y"], abs=2)
    assert low["height"] / (low["height"] + high["height"]) == pytest.approx(39 / 250, abs=0.04)


def test_pointing_at_a_bar_reads_it_out(page: Page, small_page: str) -> None:
    visit(page, small_page)
    tab(page, "Figures")
    chart = panel(page).get_by_role("img", name="Events, 1972").first
    (box,) = standing(page, chart)
    page.mouse.move(box["x"] + 40 + (box["width"] - 40) * 18.5 / 21, box["y"] + 40)
    expect(panel(page).locator(".mg-figures__readout")).to_contain_text("1990: ")


def test_nothing_is_drawn_before_it_is_seen(page: Page, small_page: str) -> None:
    visit(page, small_page)
    assert page.locator(".mg-figures__chart").count() == 0
    tab(page, "Figures")
    expect(page.locator(".mg-figures__chart").first).to_be_visible()


@pytest.mark.more
def test_a_million_events_are_summed(page: Page, small_page: str) -> None:
    visit(page, small_page)
    tab(page, "Figures")
    sums = page.evaluate(
        """() => {
          const context = mapgen.context(map_atlas);
          const n = 1_000_000;
          const many = (values, make) => values.constructor.from({length: n}, (_, k) => make(k));
          const { columns } = context;
          const edges = context.extent();
          const first = Int32Array.from({length: n}, (_, k) =>
            Math.floor(edges[0] + (k / n) * (edges[1] - edges[0])));
          const kept = { ...columns };
          Object.assign(columns, {
            first,
            deathsLow: many(columns.deathsLow, (k) => k % 5 - 1),
            deathsHigh: many(columns.deathsHigh, (k) => k % 5 - 1),
            deathsOpen: many(columns.deathsOpen, () => 0),
            region: many(columns.region, (k) => k % context.terms.region.length),
            city: many(columns.city, () => 0),
          });
          const { count } = context;
          context.count = n;
          context.visible = () => Uint32Array.from({length: n}, (_, k) => k);
          const visible = context.visible();
          context.visible = () => visible;
          const tally = new mapgen.modules.tally.Tally(context);
          const found = tally.sums(tally.bins());
          const add = (values) => values.reduce((a, b) => a + b, 0);
          const sums = [add(found.events), add(found.unstated), add(found.high)];
          Object.assign(columns, kept);
          context.count = count;
          delete context.visible;
          return sums;
        }"""
    )
    assert sums == [1_000_000, 200_000, 200_000 * (0 + 1 + 2 + 3)]


@pytest.mark.parametrize("sized", ["phone", more("desk")], indirect=True)
def test_the_tables_scroll_inside_the_panel(sized: Page, one_map: str) -> None:
    page = visit(sized, one_map)
    open_tables(page)
    width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width <= 0
    assert list(chain.from_iterable(table(page, "Events and deaths by district").values()))
