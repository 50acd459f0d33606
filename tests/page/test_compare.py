"""Two times of one place beside each other: marks, borders, figures, and what differs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect
from reader import shown, state, until, visit

TIMES = "#from=1986-01-01&to=1986-12-31&compare.from=1989-01-01&compare.to=1990-12-31"
BOTH = """() => mapgen.context(map_atlas).panes.map((pane) => {
  const { lat, lng } = pane.map.getCenter();
  const { low, high } = pane.filter.totals();
  return {
    events: pane.placed().length,
    drawn: [...pane.placed()].map((i) => mapgen.context(map_atlas).idOf(i)),
    range: pane.range(), low, high, lat, lng, zoom: pane.map.getZoom(),
    note: pane.map.getContainer().querySelector(".mg-districts__note").textContent,
  };
})"""


def both(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(BOTH)
    return found


def cells(page: Page, row: str) -> list[str]:
    return (
        page.get_by_role("region", name="Comparison")
        .get_by_role("row", name=row)
        .get_by_role("cell")
        .all_inner_texts()
    )


def test_two_times_with_their_figures_borders_and_the_difference(
    page: Page, built_page: str, new_page: Callable[..., Page]
) -> None:
    visit(page, built_page, TIMES + "&view=10.5/24.93/67.08")
    one, other = both(page)
    assert len(shown(page)) == one["events"] > 0
    assert other["events"] > one["events"]
    assert not set(other["drawn"]) <= set(one["drawn"])
    assert "31 December 1986" in one["note"]
    assert "31 December 1990" in other["note"]

    # Side by side, as low and high; the difference by the year, since the ranges differ in length.
    first, second, difference = cells(page, "Events")
    assert first.endswith(str(one["events"]))
    assert second.endswith(str(other["events"]))
    assert difference.endswith("a year")
    dead = cells(page, "Dead")
    assert dead[0].endswith(f"{one['high']:.0f}")
    assert dead[1].endswith(f"{other['high']:.0f}")
    region = page.get_by_role("region", name="Comparison")
    expect(region.get_by_role("status")).to_contain_text("1989–1990 against 1986: events, ")
    expect(page.locator(".mg-pane__name").first).to_contain_text("1986")
    expect(page.locator(".mg-pane__name").nth(1)).to_contain_text("1989–1990")

    # The districts are shaded by what differs for sure, in the ink of its direction, and say it.
    assert page.evaluate("mapgen.context(map_atlas).shade()") == "events"
    changes = page.evaluate(
        """() => mapgen.context(map_atlas).panes.map((pane) => {
          const [layer] = [...pane.parts].filter((part) => part.regions);
          if (!layer) return null;
          const {list, compared} = layer.regions;
          return list.map(({ step, fewer }, r) => [step, fewer, compared[r]]);
        })"""
    )[0]
    assert any(low > 0 or high < 0 for _, _, (low, high) in changes)
    for step, fewer, (low, high) in changes:
        assert (step > 0) == (low > 0 or high < 0)
        assert fewer == (high < 0)
    expect(page.locator(".mg-label--district").first).to_contain_text("…")

    # Where one map goes the other follows, and the address keeps it.
    page.locator(".mg-pane").nth(1).get_by_role("button", name="Zoom in").click()
    until(page, "mapgen.context(map_atlas).panes[0].map.getZoom() > 10.5")
    one, other = both(page)
    assert (one["zoom"], one["lat"], one["lng"]) == (other["zoom"], other["lat"], other["lng"])

    # A step of time costs one pass of the filter, and the second map has its own range.
    before = page.evaluate("mapgen.context(map_atlas).filter.version")
    page.evaluate("atlas.filter({from: '1987-01-01', to: '1988-12-31'})")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("mapgen.context(map_atlas).filter.version") == before + 1
    assert both(page)[1]["range"] == other["range"]
    assert not cells(page, "Events")[2].endswith("a year")

    # A typed date is the second map's alone.
    dates = region.get_by_role("textbox", name="to")
    dates.fill("1989")
    dates.press("Enter")
    assert state(page, "compare") == {"from": "1989-01-01", "to": "1989-12-31"}
    assert state(page, "to") == "1988-12-31"

    # Filters may be kept for the second map while the first goes on.
    page.evaluate("atlas.filter({categories: ['communal']})")
    until(page, "mapgen.context(map_atlas).panes[1].placed().length < 40")
    communal = both(page)[1]["drawn"]
    region.get_by_role("button", name="Keep these filters").click()
    page.evaluate("atlas.filter({categories: ['state']})")
    expect(region.get_by_role("status")).to_contain_text("Second map: Communal riot or clash.")
    assert both(page)[1]["drawn"] == communal
    # The other filters too are the first map's alone.
    page.evaluate("atlas.filter({confidence: ['A']})")
    expect(page.get_by_text("A: contemporary or independent sources agree").first).to_be_visible()
    assert both(page)[1]["drawn"] == communal
    region.get_by_role("button", name="Swap the two").click()
    assert both(page)[0]["drawn"] == communal
    assert state(page, "categories") == ["communal"]
    assert state(page, "confidence") is None
    assert state(page, "compare")["confidence"] == ["A"]
    assert state(page, "from") == "1989-01-01"

    page.evaluate("mapgen.context(map_atlas).store.flush()")
    link = page.evaluate("location.hash")
    opened = visit(new_page(), built_page + link)
    keys = ("drawn", "range", "low", "high", "zoom", "note")
    for there, here in zip(both(opened), both(page), strict=True):
        assert {key: there[key] for key in keys} == {key: here[key] for key in keys}
    region.get_by_role("button", name="End the comparison").click()
    expect(region).to_be_hidden()
    assert state(page, "compare") is None
    assert page.evaluate("mapgen.context(map_atlas).shade()") == "none"


def test_a_comparison_begins_by_a_button_on_a_map_without_panes_too(
    page: Page, small_page: str
) -> None:
    visit(page, small_page)
    page.get_by_role("button", name="Compare").click()
    region = page.get_by_role("region", name="Comparison")
    expect(region.get_by_role("textbox", name="From")).to_be_focused()
    assert state(page, "to") == "1981-12-31"
    assert state(page, "compare") == {"from": "1982-01-01", "to": "1992-12-31"}
    one, other = both(page)
    assert one["events"] + other["events"] >= len(page.evaluate("atlas.visible()"))
    region.get_by_role("button", name="End the comparison").click()
    expect(page.get_by_role("button", name="Compare")).to_be_focused()
    page.evaluate("atlas.filter({from: '1985-01-01', to: '1985-12-31'})")
    page.get_by_role("button", name="Compare").click()
    assert state(page, "compare") == {"from": "1986-01-01", "to": "1986-12-31"}


def test_a_comparison_that_is_none_is_refused(page: Page, small_page: str) -> None:
    visit(page, small_page, "#compare.lang=ur&compare.colour=red&compare=x")
    assert state(page, "compare") is None
    said = page.evaluate(
        "() => { try { atlas.filter({compare: {lang: 'ur'}}); } catch (e) { return e.message; } }"
    )
    assert "lang" in said


SECOND = """() => {
  const context = mapgen.context(map_atlas);
  const [first, second] = context.panes;
  return {
    first: first.placed().length,
    drawn: [...second.placed()].map((each) => context.idOf(each)),
    high: second.filter.totals(second.columns.deathsLow, second.columns.deathsHigh).high,
  };
}"""


def test_the_second_map_has_words_and_sources_of_its_own(page: Page, built_page: str) -> None:
    def filtered(patch: dict[str, Any]) -> tuple[list[str], float]:
        page.evaluate("atlas.clear()")
        page.evaluate("(patch) => atlas.filter(patch)", patch)
        ids = shown(page)
        high: float = page.evaluate("mapgen.context(map_atlas).filter.totals().high")
        return ids, high

    visit(page, built_page, "#panes=one")
    words = filtered({"text": "curfew", "from": "1990"})
    source = page.evaluate(
        """() => {
          const { columns, terms } = mapgen.context(map_atlas);
          const { values } = columns.source;
          const counts = terms.source.map((_, s) => values.filter((each) => each === s).length);
          return terms.source[counts.indexOf(Math.max(...counts))];
        }"""
    )
    told = filtered({"sources": [source]})
    whole = filtered({})
    assert 0 < len(words[0]) < len(told[0]) < len(whole[0])
    assert told[1] < whole[1]

    page.evaluate("atlas.filter({compare: {text: 'curfew', from: '1990'}})")
    until(page, "mapgen.context(map_atlas).panes.length > 1")
    second = page.evaluate(SECOND)
    assert (second["drawn"], second["high"]) == words
    assert second["first"] == len(whole[0])
    region = page.get_by_role("region", name="Comparison")
    expect(region.get_by_role("status")).to_contain_text("curfew")

    # The figures of its own sources, on its marks too; those of the first map are of all.
    page.evaluate("(key) => atlas.filter({compare: {sources: [key]}})", source)
    second = page.evaluate(SECOND)
    assert (second["drawn"], second["high"]) == told
    assert len(shown(page)) == len(whole[0])
    assert page.evaluate("mapgen.context(map_atlas).filter.totals().high") == whole[1]
    assert cells(page, "Dead")[1].split("–")[-1] == f"{told[1]:,.0f}"
    largest = """() => mapgen.context(map_atlas).panes.map(({ marks }) =>
      marks.marks.reduce((sum, { dead }) => sum + dead, 0))"""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    first, other = page.evaluate(largest)
    assert 0 < other < first

    # Both stand in the address, and a link opens the same.
    page.evaluate("mapgen.context(map_atlas).store.flush()")
    link = page.evaluate("location.hash")
    assert f"compare.sources={source}" in link
    page.goto("about:blank")
    visit(page, built_page + link)
    assert page.evaluate(SECOND)["high"] == told[1]

    # One end of a range alone is no range from then to the end of the first map's.
    page.evaluate("atlas.filter({to: '1987', compare: {from: '1990'}})")
    assert page.evaluate("mapgen.context(map_atlas).panes[1].state().to") is None
    page.evaluate("atlas.filter({to: null})")

    # Without sources of its own it has the page's figures again.
    page.evaluate("atlas.filter({compare: {from: '1990'}})")
    second = page.evaluate(SECOND)
    assert (second["drawn"], second["high"]) == filtered({"compare": None, "from": "1990"})
