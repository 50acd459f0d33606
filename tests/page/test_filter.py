"""The filter in the browser against a second, naive computation in Python."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mapgen.page.elements import assets

EPOCH = date(1970, 1, 1)
SIZES = {
    "category": 4, "city": 3, "district": 5, "actor": 6, "target": 3, "attribution": 4,
    "confidence": 3, "layer": 2,
}  # fmt: skip
SINGLE = {"categories": "category", "cities": "city", "attribution": "attribution",
          "confidence": "confidence", "layers": "layer"}  # fmt: skip
MULTI = {"districts": "district", "actors": "actor", "targets": "target"}

RUN = """
({events, state, sizes, edges}) => {
  const column = (name, Type) => Type.from(events.map((event) => event[name]));
  const columns = {};
  for (const name of ["first", "last", "deathsLow", "deathsHigh"]) columns[name] = column(name, Int32Array);
  for (const name of ["category", "city", "attribution", "confidence", "layer"]) columns[name] = column(name, Uint8Array);
  for (const name of ["district", "actor", "target"]) {
    const offsets = [0];
    for (const event of events) offsets.push(offsets[offsets.length - 1] + event[name].length);
    columns[name] = {offsets: Uint32Array.from(offsets), values: Uint16Array.from(events.flatMap((e) => e[name]))};
  }
  // A page of counts: each row stands for so many events, or is a square that is only drawn.
  if (events.some((event) => "counted" in event)) {
    columns.counted = column("counted", Uint32Array);
    columns.onMap = column("onMap", Uint8Array);
  }
  const filter = new mapgen.modules.filter.Filter(columns, sizes);
  const wanted = {...state, text: state.text && Uint8Array.from(state.text)};
  // A first state that is left again: what it marked must not stay behind.
  filter.apply({categories: [0], districts: [0], years: [1980], deaths: {min: 5, bound: "low"}});
  const set = filter.othersVersion;
  const visible = Array.from(filter.apply(wanted));
  const counts = {};
  for (const name of ["categories", "cities", "attribution", "confidence", "layers", "districts", "actors", "targets"]) {
    counts[name] = Array.from(filter.counts(name));
  }
  const without = {};
  for (const name of ["time", "years", "deaths", "text", "categories", "actors"]) {
    without[name] = filter.countWithout(name);
  }
  const wider = new Uint32Array(edges.length - 1);
  const unbound = filter.histogram(Int32Array.from(edges), {but: "years", wider});
  const found = {
    visible, placed: Array.from(filter.placed), shown: filter.shown,
    counts, without, years: Object.fromEntries(filter.counts("years")),
    histogram: Array.from(filter.histogram(Int32Array.from(edges))),
    unbound: Array.from(unbound), wider: Array.from(wider),
    edgeless: filter.histogram(new Int32Array(0)).length,
    totals: filter.totals(),
  };
  // Another time and nothing else: what was counted over all of time stays right.
  const before = [filter.version, filter.othersVersion];
  filter.apply({...wanted, from: 0});
  const rise = [filter.version - before[0], filter.othersVersion - before[1]];
  return {...found, set, whole: filter.apply({}).length, rise};
}
"""


@pytest.fixture(scope="module")
def core(browser: Any) -> Any:
    """A bare page with the core scripts: nothing of it needs a map."""
    page = browser.new_page()
    names = ("core/days", "core/filter", "core/search", "app/store")
    page.add_script_tag(content=assets.script(*(f"browser/{name}.js" for name in names)))
    yield page
    page.close()


def day(text: str) -> int:
    return (date.fromisoformat(text) - EPOCH).days


# Days before 1970 are numbers below 0.
FIRST, LAST = day("1962-01-01"), day("1992-12-31")
EDGES = list(range(FIRST + 500, LAST - 500, 97))
TURNS = sorted([day(f"{year}-01-01") for year in range(1963, 1993)] + EDGES)


@st.composite
def event(draw: st.DrawFn) -> dict[str, Any]:
    first = draw(st.integers(FIRST, LAST) | st.sampled_from(TURNS))
    length = draw(st.sampled_from([0, 0, 0, 1, 30, 400, 4000, 9000]))
    low = draw(st.integers(-1, 40))
    some = {name: draw(st.lists(st.integers(0, SIZES[name] - 1), max_size=3, unique=True))
            for name in MULTI.values()}  # fmt: skip
    one = {name: draw(st.integers(0, SIZES[name] - 1)) for name in SINGLE.values()}
    high = -1 if low < 0 else low + draw(st.integers(0, 40))
    return (
        {"first": first, "last": first + length, "deathsLow": low, "deathsHigh": high} | some | one
    )


def chosen(size: int) -> st.SearchStrategy[Any]:
    return st.lists(st.integers(-1, size - 1), max_size=3)


@st.composite
def case(draw: st.DrawFn) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    events = sorted(draw(st.lists(event(), max_size=25)), key=lambda e: (e["first"], e["last"]))
    if draw(st.booleans()):
        # A page of counts: a row is a square of the map, or stands for some events.
        for e in events:
            e["onMap"] = draw(st.sampled_from([0, 0, 0, 1]))
            e["counted"] = 0 if e["onMap"] else draw(st.integers(0, 1000))
    turns = [day for e in events for day in (e["first"] - 1, e["first"], e["last"], e["last"] + 1)]
    moment = st.integers(FIRST - 400, LAST + 400) | st.sampled_from(turns or [FIRST])
    marks = st.lists(st.integers(0, 1), min_size=len(events), max_size=len(events))
    bound = st.fixed_dictionaries(
        {"min": st.integers(0, 50), "bound": st.sampled_from(["low", "high"])}
    )
    filters: dict[str, st.SearchStrategy[Any]] = {
        **{name: chosen(SIZES[column]) for name, column in (SINGLE | MULTI).items()},
        "from": moment,
        "to": moment,
        "years": st.lists(st.integers(1961, 1993), max_size=4, unique=True),
        "deaths": bound,
        "text": marks,
    }
    # A few at a time: under all of them no event would be left to tell right from wrong.
    some = draw(st.sets(st.sampled_from(sorted(filters)), max_size=4))
    if draw(st.booleans()):
        some.add("from")
    state: dict[str, Any] = {
        name: draw(values) if name in some else None for name, values in filters.items()
    }
    return events, state


def passes(e: dict[str, Any], i: int, state: dict[str, Any], *, skip: str = "") -> bool:
    """Whether event i passes all filters but one, said as plainly as it can be."""

    def in_span(first: int | None, last: int | None) -> bool:
        return (first is None or e["last"] >= first) and (last is None or e["first"] <= last)

    tests = {
        "time": in_span(state["from"], state["to"]),
        "years": not state["years"]
        or any(in_span(day(f"{y}-01-01"), day(f"{y}-12-31")) for y in state["years"]),
        "deaths": not state["deaths"]
        or e["deathsHigh" if state["deaths"]["bound"] == "high" else "deathsLow"]
        >= state["deaths"]["min"],
        "text": state["text"] is None or state["text"][i] == 1,
    }
    for name, column in SINGLE.items():
        tests[name] = not state[name] or e[column] in state[name]
    for name, column in MULTI.items():
        tests[name] = not state[name] or bool(set(e[column]) & set(state[name]))
    return all(passed for name, passed in tests.items() if name != skip)


def expected(events: list[dict[str, Any]], state: dict[str, Any]) -> dict[str, Any]:
    """What RUN must find, counted one by one."""

    def total(some: list[dict[str, Any]]) -> int:
        return sum(e.get("counted", 1) for e in some)

    def under(state: dict[str, Any], *, skip: str = "") -> list[dict[str, Any]]:
        return [e for i, e in enumerate(events) if passes(e, i, state, skip=skip)]

    def within(some: list[dict[str, Any]], first: int, last: int) -> list[dict[str, Any]]:
        return [e for e in some if e["first"] <= last and e["last"] >= first]

    def year(number: int) -> int:
        return (EPOCH + timedelta(days=number)).year

    counts = {
        name: [
            total([e for e in under(state, skip=name) if e[column] == k])
            for k in range(SIZES[column])
        ]
        for name, column in SINGLE.items()
    } | {
        name: [
            total([e for e in under(state, skip=name) if k in e[column]])
            for k in range(SIZES[column])
        ]
        for name, column in MULTI.items()
    }
    timeless = state | {"from": None, "to": None}
    yearless = under(timeless, skip="years")
    bins = [(first, after - 1) for first, after in pairwise(EDGES)]
    years = (
        range(year(min(e["first"] for e in events)), year(max(e["last"] for e in events)) + 1)
        if events
        else []
    )
    passing = [i for i, e in enumerate(events) if passes(e, i, state)]
    rows = [i for i in passing if not events[i].get("onMap")]
    stated = [events[i] for i in rows if events[i]["deathsHigh"] >= 0]
    return {
        "visible": rows,
        "placed": [i for i in passing if events[i].get("onMap", 1)],
        "shown": total([events[i] for i in rows]),
        "counts": counts,
        "without": {
            name: total(under(state, skip=name))
            for name in ("time", "years", "deaths", "text", "categories", "actors")
        },
        "years": {
            str(y): total(within(yearless, day(f"{y}-01-01"), day(f"{y}-12-31"))) for y in years
        },
        "histogram": [total(within(under(timeless), *each)) for each in bins],
        "unbound": [total(within(yearless, *each)) for each in bins],
        "wider": [
            total(
                [e for e in within(yearless, first, last) if e["first"] < first or e["last"] > last]
            )
            for first, last in bins
        ],
        "edgeless": 0,
        "totals": {
            "low": sum(e["deathsLow"] for e in stated),
            "high": sum(e["deathsHigh"] for e in stated),
            "unstated": len(rows) - len(stated),
        },
        "rise": [1, 0],
        "set": 4,
        "whole": sum(not e.get("onMap") for e in events),
    }


def bare(first: int, last: int) -> dict[str, Any]:
    lists: dict[str, Any] = {name: [] for name in MULTI.values()}
    figures = {"deathsLow": 5, "deathsHigh": 7}
    return {"first": first, "last": last} | figures | lists | dict.fromkeys(SINGLE.values(), 0)


# On the day, the edge and the figure itself, which are seldom drawn.
EXACT: tuple[list[dict[str, Any]], dict[str, Any]] = (
    [
        bare(EDGES[9] - 3, EDGES[9]),
        bare(day("1979-05-01"), day("1980-01-01")),
        bare(day("1980-12-31"), day("1980-12-31")),
    ],
    dict.fromkeys([*SINGLE, *MULTI, "from", "to", "text"])
    | {"years": [1980], "deaths": {"min": 5, "bound": "low"}},
)


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(case())
@example(EXACT)
def test_filter_agrees_with_a_plain_reading_of_the_same_state(
    core: Any, drawn: tuple[list[dict[str, Any]], dict[str, Any]]
) -> None:
    events, state = drawn
    given = {"events": events, "state": state, "sizes": SIZES, "edges": EDGES}
    assert core.evaluate(RUN, given) == expected(events, state)


ERAS = [day(text) for text in ("1600-02-29", "2000-02-29", "2000-03-01", "1999-12-31")]


@given(st.integers(-800_000, 800_000))
@example(ERAS[0])
@example(ERAS[1])
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_days_and_iso_dates_turn_into_each_other_without_a_time_zone(core: Any, days: int) -> None:
    try:
        wanted = (EPOCH + timedelta(days=days)).isoformat()
    except OverflowError:
        return
    assert core.evaluate("(d) => mapgen.modules.days.toISO(d)", days) == wanted
    assert core.evaluate("(t) => mapgen.modules.days.fromISO(t)", wanted) == days


COARSE = [
    ("1988", "1988-01-01", "1988-12-31"),
    ("1988-02", "1988-02-01", "1988-02-29"),
    ("1988-12", "1988-12-01", "1988-12-31"),
    (" 1988-09-30 ", "1988-09-30", "1988-09-30"),
    ("-0044-03", "-0044-03-01", "-0044-03-31"),
    ("0000", "0000-01-01", "0000-12-31"),
]
NO_DATES = ["", "1988-00", "1988-13", "1988-09-00", "1988-02-30", "30/9/1988", "x", "1988-", "88"]


@pytest.mark.parametrize(("text", "first", "last"), COARSE)
def test_a_coarse_date_is_its_first_or_its_last_day(
    core: Any, text: str, first: str, last: str
) -> None:
    script = "([t, end]) => mapgen.modules.days.toISO(mapgen.modules.days.fromISO(t, end))"
    assert core.evaluate(script, [text, False]) == first
    assert core.evaluate(script, [text, True]) == last


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_is_none(core: Any, text: str) -> None:
    assert core.evaluate("(t) => mapgen.modules.days.fromISO(t)", text) is None


FOUND = [
    ("Pucca Qila", "Police raid on Pakka Qila"),
    ("Muhajir", "the Mohajir Qaumi Movement"),
    ("Latif Abad", "Latifabad Unit 7"),
    ("latifabad", "Latif Abad"),
    ("PATHAN", "Pathan transporters"),
    ("Quetta", "Kweta Quetta road"),
    ("کراچی", "كراچي اور حیدرآباد"),
    ("hyderabad mqm", "MQM office in Hyderabad"),
    ("Zaidi", "Bushra Zaidī"),
    ("", "whatever"),
    ("te mil", "Tamil"),
    # Words apart, in another spelling each.
    ("Kadir Mohajer", "Muhajir leader Qadir"),
    ("Qila raid", "raid on the Kila"),
    ("Qadir raid", "raid at Kadirabad"),
    ("raid Hasan", "Hassssan in a raid"),
]
DIFFERENT = [
    ("ppi", "pipe"),
    ("Lyari", "Landhi"),
    ("bomb", "bam"),
    # A short word is found as a word: these once gave half of the record.
    ("Pakka", "a committee of peace in Pakistan"),
    ("Qila", "three were killed"),
    ("Ali raid", "raid on Eli"),
    ("raid Moscow", "raid on Moskau"),
    ("Moscow raid", "raid on Moskau"),
    ("Qila raid", "raid on the Kilas"),
]
# What is left of a text, and of its sound.
PLAIN = [
    (" A--B.9 ", "a b 9", "ab9"),
    ("MQM – (H)…", "mqm h", "mkmh"),
    ("Zaidī", "zaidi", "zada"),
    ("حيدرآباد", "حیدراباد", "حیدراباد"),
    ("كراچي", "کراچی", "کراچی"),
    ("مُهَاجِر ـ ى", "مهاجر ی", "مهاجری"),
    ("ھ ة ۀ", "ہ ہ ہ", "ہ"),
    ("Pucca", "pucca", "paka"),
    ("Cecil Church", "cecil church", "sasalcharch"),
    ("Phool wala", "phool wala", "falvala"),
    ("Qayyum", "qayyum", "kam"),
    ("Jacket Reema Hassssan", "jacket reema hassssan", "jakatramahasan"),
    ("S S S", "s s s", "s"),
]


FINDS = """([q, t]) => [
  mapgen.modules.search.matcher(q)(mapgen.modules.search.fold(t)), mapgen.modules.search.rawMatcher(q)(t),
]"""


@pytest.mark.parametrize(("query", "text"), FOUND)
def test_a_name_is_found_in_its_usual_spellings(core: Any, query: str, text: str) -> None:
    assert core.evaluate(FINDS, [query, text]) == [True, True]


@pytest.mark.parametrize(("query", "text"), DIFFERENT)
def test_a_different_word_is_not_found(core: Any, query: str, text: str) -> None:
    assert core.evaluate(FINDS, [query, text]) == [False, False]


@pytest.mark.parametrize(("text", "plain", "skeleton"), PLAIN)
def test_a_text_is_folded_to_its_letters_and_to_its_sound(
    core: Any, text: str, plain: str, skeleton: str
) -> None:
    script = "(t) => [mapgen.modules.search.plain(t), mapgen.modules.search.skeleton(t)]"
    assert core.evaluate(script, text) == [plain, skeleton]


def test_the_address_keeps_every_part_of_the_state(core: Any) -> None:
    state = {
        "from": "1986-01-01", "to": "1987-06-30", "years": [1986, 1990],
        "categories": ["communal", "press"], "cities": ["Karachi"],
        "districts": ["Karachi West"], "actors": ["50%=half", "A, B & C", "ایم کیو ایم"],
        "targets": ["x#y"], "attribution": ["disputed"], "confidence": ["A", "B"],
        "deaths": {"min": 10, "bound": "high"}, "text": "pakka & qila=?#",
        "view": {"zoom": 11.25, "latitude": 24.9, "longitude": 67.03}, "event": "1988-x",
        "chapter": "4", "lang": "ur", "theme": "dark", "embed": True,
    }  # fmt: skip
    fragment = core.evaluate("(s) => mapgen.modules.store.Store.toFragment(s)", state)
    assert core.evaluate("(f) => mapgen.modules.store.Store.fromFragment(f)", fragment) == state


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_address_breaks_the_store(core: Any, text: str) -> None:
    keys = ["from", "years", "actors", "view", "deaths", "event", "text"]
    fragment = "#" + "&".join(f"{key}={text}" for key in keys)
    state = core.evaluate("(f) => mapgen.modules.store.Store.fromFragment(f)", fragment)
    again = core.evaluate(
        "(s) => mapgen.modules.store.Store.fromFragment(mapgen.modules.store.Store.toFragment(s))",
        state,
    )
    assert again == state
