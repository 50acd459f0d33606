/* The filter against a second, naive computation of the same state. */
import assert from "node:assert/strict";
import { test } from "node:test";

import * as days from "../../../mapgen/page/browser/core/days.js";
import { Filter } from "../../../mapgen/page/browser/core/filter.js";
import { cases } from "./random.mjs";

const SIZES = {
  category: 4,
  city: 3,
  district: 5,
  actor: 6,
  target: 3,
  attribution: 4,
  confidence: 3,
  layer: 2,
};
const SINGLE = {
  categories: "category",
  cities: "city",
  attribution: "attribution",
  confidence: "confidence",
  layers: "layer",
};
const MULTI = { districts: "district", actors: "actor", targets: "target" };
const LIFTED = ["time", "years", "deaths", "text", "categories", "actors"];

const day = (text) => days.fromISO(text);
/* Days before 1970 are numbers below 0. */
const FIRST = day("1962-01-01");
const LAST = day("1992-12-31");
const EDGES = [];
for (let edge = FIRST + 500; edge < LAST - 500; edge += 97) EDGES.push(edge);
const TURNS = Array.from({ length: 30 }, (_, k) => day(`${1963 + k}-01-01`)).concat(EDGES);

/* ---- what is asked --------------------------------------------------------------------------- */

function columnsOf(events) {
  const column = (name, Type) => Type.from(events, (event) => event[name]);
  const columns = {};
  for (const name of ["first", "last", "deathsLow", "deathsHigh"]) {
    columns[name] = column(name, Int32Array);
  }
  for (const name of Object.values(SINGLE)) columns[name] = column(name, Uint8Array);
  for (const name of Object.values(MULTI)) {
    const offsets = [0];
    for (const event of events) offsets.push(offsets[offsets.length - 1] + event[name].length);
    columns[name] = {
      offsets: Uint32Array.from(offsets),
      values: Uint16Array.from(events.flatMap((event) => event[name])),
    };
  }
  /* A page of counts: each row stands for so many events, or is a square that is only drawn. */
  if (events.some((event) => "counted" in event)) {
    columns.counted = column("counted", Uint32Array);
    columns.onMap = column("onMap", Uint8Array);
  }
  return columns;
}

function found(events, state) {
  const filter = new Filter(columnsOf(events), SIZES);
  const wanted = { ...state, text: state.text && Uint8Array.from(state.text) };
  /* A first state that is left again: what it marked must not stay behind. */
  filter.apply({
    categories: [0],
    districts: [0],
    years: [1980],
    deaths: { min: 5, bound: "low" },
  });
  const set = filter.othersVersion;
  const visible = [...filter.apply(wanted)];
  const edges = Int32Array.from(EDGES);
  const wider = new Uint32Array(edges.length - 1);
  const names = [...Object.keys(SINGLE), ...Object.keys(MULTI)];
  const result = {
    visible,
    placed: [...filter.placed],
    shown: filter.visibleCount,
    counts: Object.fromEntries(names.map((name) => [name, [...filter.counts(name)]])),
    without: Object.fromEntries(LIFTED.map((name) => [name, filter.countWithout(name)])),
    years: Object.fromEntries(filter.yearCounts()),
    histogram: [...filter.histogram(edges)],
    unbound: [...filter.histogram(edges, { but: "years", wider })],
    wider: [...wider],
    edgeless: filter.histogram(new Int32Array(0)).length,
    totals: filter.totals(),
    set,
  };
  /* Another time and nothing else: what was counted over all of time stays right. */
  const before = [filter.version, filter.othersVersion];
  filter.apply({ ...wanted, from: 0 });
  result.rise = [filter.version - before[0], filter.othersVersion - before[1]];
  result.whole = filter.apply({}).length;
  return result;
}

/* ---- the naive answer -------------------------------------------------------------------------- */

const meets = (event, first, last) =>
  (first === null || event.last >= first) && (last === null || event.first <= last);
const yearSpan = (year) => [days.startOfYear(year), days.endOfYear(year)];

/** Whether event i passes all filters but one, said as plainly as it can be. */
function passes(event, i, state, skip) {
  const tests = {
    time: meets(event, state.from, state.to),
    years: !state.years?.length || state.years.some((year) => meets(event, ...yearSpan(year))),
    deaths:
      !state.deaths ||
      event[state.deaths.bound === "high" ? "deathsHigh" : "deathsLow"] >= state.deaths.min,
    text: state.text === null || state.text[i] === 1,
  };
  for (const [name, column] of Object.entries(SINGLE)) {
    tests[name] = !state[name]?.length || state[name].includes(event[column]);
  }
  for (const [name, column] of Object.entries(MULTI)) {
    tests[name] =
      !state[name]?.length || event[column].some((value) => state[name].includes(value));
  }
  return Object.entries(tests).every(([name, passed]) => name === skip || passed);
}

function expected(events, state) {
  const total = (some) => some.reduce((sum, event) => sum + (event.counted ?? 1), 0);
  const under = (other, skip) => events.filter((event, i) => passes(event, i, other, skip));
  const within = (some, first, last) => some.filter((event) => meets(event, first, last));
  const each = (size, count) => Array.from({ length: size }, (_, k) => count(k));
  const counts = {};
  for (const [name, column] of Object.entries(SINGLE)) {
    const some = under(state, name);
    counts[name] = each(SIZES[column], (k) => total(some.filter((event) => event[column] === k)));
  }
  for (const [name, column] of Object.entries(MULTI)) {
    const some = under(state, name);
    counts[name] = each(SIZES[column], (k) =>
      total(some.filter((event) => event[column].includes(k))),
    );
  }
  const timeless = { ...state, from: null, to: null };
  const yearless = under(timeless, "years");
  const bins = EDGES.slice(1).map((after, k) => [EDGES[k], after - 1]);
  const years = {};
  if (events.length) {
    const last = days.yearOf(Math.max(...events.map((event) => event.last)));
    for (let year = days.yearOf(events[0].first); year <= last; year += 1) {
      years[year] = total(within(yearless, ...yearSpan(year)));
    }
  }
  const passing = events.map((_, i) => i).filter((i) => passes(events[i], i, state));
  const rows = passing.filter((i) => !events[i].onMap);
  const stated = rows.map((i) => events[i]).filter((event) => event.deathsHigh >= 0);
  const sum = (name) => stated.reduce((all, event) => all + event[name], 0);
  return {
    visible: rows,
    placed: passing.filter((i) => events[i].onMap ?? 1),
    shown: total(rows.map((i) => events[i])),
    counts,
    without: Object.fromEntries(LIFTED.map((name) => [name, total(under(state, name))])),
    years,
    histogram: bins.map((bin) => total(within(under(timeless), ...bin))),
    unbound: bins.map((bin) => total(within(yearless, ...bin))),
    wider: bins.map(([first, last]) =>
      total(
        within(yearless, first, last).filter((event) => event.first < first || event.last > last),
      ),
    ),
    edgeless: 0,
    totals: {
      low: sum("deathsLow"),
      high: sum("deathsHigh"),
      unstated: rows.length - stated.length,
    },
    rise: [1, 0],
    set: 4,
    whole: events.filter((event) => !event.onMap).length,
  };
}

/* ---- what is drawn ----------------------------------------------------------------------------- */

const YEARS = Array.from({ length: 33 }, (_, k) => 1961 + k);

function someEvent(draw) {
  const first = draw.bool() ? draw.int(FIRST, LAST) : draw.from(TURNS);
  const low = draw.int(-1, 40);
  const event = {
    first,
    last: first + draw.from([0, 0, 0, 1, 30, 400, 4000, 9000]),
    deathsLow: low,
    deathsHigh: low < 0 ? -1 : low + draw.int(0, 40),
  };
  for (const name of Object.values(SINGLE)) event[name] = draw.int(0, SIZES[name] - 1);
  for (const name of Object.values(MULTI)) event[name] = draw.some(Array(SIZES[name]).keys(), 3);
  return event;
}

function someCase(draw) {
  const events = draw.list(25, () => someEvent(draw));
  events.sort((one, other) => one.first - other.first || one.last - other.last);
  if (draw.bool()) {
    for (const event of events) {
      event.onMap = draw.from([0, 0, 0, 1]);
      event.counted = event.onMap ? 0 : draw.int(0, 1000);
    }
  }
  const turns = events.flatMap(({ first, last }) => [first - 1, first, last, last + 1]);
  const moment = () =>
    turns.length && draw.bool() ? draw.from(turns) : draw.int(FIRST - 400, LAST + 400);
  const filters = {
    from: moment,
    to: moment,
    years: () => draw.some(YEARS, 4),
    deaths: () => ({ min: draw.int(0, 50), bound: draw.from(["low", "high"]) }),
    text: () => events.map(() => draw.int(0, 1)),
  };
  for (const [name, column] of Object.entries({ ...SINGLE, ...MULTI })) {
    filters[name] = () => draw.list(3, () => draw.int(-1, SIZES[column] - 1));
  }
  /* A few at a time: under all of them no event would be left to tell right from wrong. */
  const some = new Set(draw.some(Object.keys(filters), 4));
  if (draw.bool()) some.add("from");
  const state = Object.fromEntries(
    Object.entries(filters).map(([name, make]) => [name, some.has(name) ? make() : null]),
  );
  return { events, state };
}

test("the filter agrees with a plain reading of the same state", () => {
  cases(300, (draw) => {
    const { events, state } = someCase(draw);
    assert.deepEqual(found(events, state), expected(events, state));
  });
});

test("on the day, the edge and the figure itself", () => {
  const bare = (first, last) => ({
    ...{ first, last, deathsLow: 5, deathsHigh: 7 },
    ...Object.fromEntries(Object.values(SINGLE).map((name) => [name, 0])),
    ...Object.fromEntries(Object.values(MULTI).map((name) => [name, []])),
  });
  const events = [
    bare(EDGES[9] - 3, EDGES[9]),
    bare(day("1979-05-01"), day("1980-01-01")),
    bare(day("1980-12-31"), day("1980-12-31")),
  ];
  const nothing = Object.keys({ ...SINGLE, ...MULTI, from: 0, to: 0, text: 0 });
  const state = {
    ...Object.fromEntries(nothing.map((name) => [name, null])),
    years: [1980],
    deaths: { min: 5, bound: "low" },
  };
  assert.deepEqual(found(events, state), expected(events, state));
});

test("a filter that has shown other states shows the next one as a new filter does", () => {
  cases(200, (draw) => {
    const { events } = someCase(draw);
    const columns = columnsOf(events);
    const filter = new Filter(columns, SIZES);
    for (let turn = 0; turn < 6; turn += 1) {
      const [from, to] = [draw.int(FIRST - 400, LAST + 400), draw.int(FIRST - 400, LAST + 400)];
      /* Mostly ranges alone, which take another way than filters. */
      const state = { from, to, ...(draw.int(0, 2) ? {} : { categories: [0, 1] }) };
      const visible = [...filter.apply(state)];
      assert.deepEqual(visible, [...new Filter(columns, SIZES).apply(state)]);
      const plain = [...events.keys()].filter(
        (i) =>
          events[i].first <= to &&
          events[i].last >= from &&
          (!state.categories || state.categories.includes(events[i].category)) &&
          !(events[i].counted !== undefined && events[i].onMap),
      );
      assert.deepEqual(visible, plain);
    }
  });
});
