import assert from "node:assert/strict";
import test from "node:test";
import { figuresOf, figuresUnder } from "../../../mapgen/page/browser/core/difference.js";
import { countRegions } from "../../../mapgen/page/browser/core/district_counts.js";
import { Filter } from "../../../mapgen/page/browser/core/filter.js";
import { KeptSums, Stretches } from "../../../mapgen/page/browser/core/stretches.js";
import { cases } from "./random.mjs";

const UNITS = 4;

/** Events in the order of their first days: days, a category, a unit and figures each. */
function someColumns(draw) {
  const n = draw.int(0, 60);
  const first = Array.from({ length: n }, () => draw.int(0, 40)).sort((a, b) => a - b);
  const numbers = (low, high) => Int32Array.from({ length: n }, () => draw.int(low, high));
  return {
    first: Int32Array.from(first),
    last: Int32Array.from(first, (day) => day + draw.from([0, 0, 0, draw.int(0, 20)])),
    category: Uint8Array.from(numbers(0, 2)),
    unit: Uint16Array.from(numbers(0, UNITS - 1)),
    deathsLow: numbers(-1, 9),
    deathsHigh: numbers(-1, 9),
  };
}

/** Ranges one after the other, now and then with other categories. */
function* someStates(draw) {
  let categories = null;
  for (let turn = 0; turn < 8; turn += 1) {
    if (!draw.int(0, 3)) categories = draw.bool() ? [0, 1] : null;
    yield { from: draw.int(-2, 40), to: draw.int(0, 62), categories };
  }
}

test("what whole stretches add up to is kept, and right", () => {
  cases(200, (draw) => {
    const columns = someColumns(draw);
    const filter = new Filter(columns, { category: 3 });
    const stretches = new Stretches(draw.int(1, 9));
    let version = -1;
    let summed = new Set();
    for (const state of someStates(draw)) {
      const visible = filter.apply(state);
      if (filter.othersVersion !== version) summed = new Set();
      version = filter.othersVersion;
      const seen = [];
      stretches.keep(filter, filter.othersVersion).each(
        visible,
        columns.first,
        filter,
        (k, next) => {
          const stretch = Math.floor(visible[k] / stretches.size);
          assert.ok(!summed.has(stretch), "a stretch is added up once");
          summed.add(stretch);
          return [...visible.subarray(k, next)];
        },
        (sums) => seen.push(...sums),
        (k, next) => seen.push(...visible.subarray(k, next)),
      );
      assert.deepEqual(seen, [...visible]);
    }
  });
});

/** What countRegions() is to find, by each event alone. */
function countedOneByOne({ first, last, unit, deathsLow, deathsHigh }, visible, regionOf, range) {
  const counted = () => ({ events: [0, 0], low: [0, 0], high: [0, 0], unstated: [0, 0] });
  const [all, sure] = [counted(), counted()];
  for (const i of visible) {
    const r = regionOf[unit[i]];
    if (r === undefined || r < 0) continue;
    for (const each of first[i] >= range[0] && last[i] <= range[1] ? [all, sure] : [all]) {
      each.events[r] += 1;
      each.low[r] += Math.max(deathsLow[i], 0);
      each.high[r] += Math.max(deathsHigh[i], 0);
      each.unstated[r] += deathsHigh[i] < 0 ? 1 : 0;
    }
  }
  return { all, sure };
}

const figures = ({ events, sums }) => ({
  events: [...events],
  low: sums.map(({ low }) => low),
  high: sums.map(({ high }) => high),
  unstated: sums.map(({ unstated }) => unstated),
});

test("districts count each event, with kept sums as without, whatever the districts are", () => {
  cases(200, (draw) => {
    const columns = someColumns(draw);
    const filter = new Filter(columns, { category: 3 });
    const pane = {
      columns,
      filter,
      range: () => [filter.from, filter.to],
      placed: () => filter.placed,
    };
    const context = { groups: null, districts: { units: ["a", "b", "c"] } };
    const kept = new KeptSums(draw.int(1, 9));
    for (const state of someStates(draw)) {
      const visible = filter.apply(state);
      const regionOf = Int32Array.from(
        draw.from([
          [0, 1, -1, 1],
          [1, 1, 0, 0],
        ]),
      );
      const withSure = draw.bool();
      const count = (some) => countRegions(context, regionOf, 2, pane, withSure, some);
      const counted = count(kept);
      assert.deepEqual(counted, count());
      const wanted = countedOneByOne(columns, visible, regionOf.subarray(0, 3), pane.range());
      assert.deepEqual(figures(counted), wanted.all);
      if (withSure) assert.deepEqual(figures(counted.sure), wanted.sure);
    }
    /* Another lens has other columns: nothing of these may stay. */
    pane.columns = { ...columns, deathsHigh: columns.deathsHigh.map((n) => n + 1) };
    const count = (some) => countRegions(context, Int32Array.of(0, 1, 0), 2, pane, false, some);
    assert.deepEqual(count(kept), count());
  });
});

test("figures of a range are the same with kept sums", () => {
  cases(200, (draw) => {
    const columns = someColumns(draw);
    const filter = new Filter(columns, { category: 3 });
    const kept = new KeptSums(draw.int(1, 9));
    for (const state of someStates(draw)) {
      const visible = filter.apply(state);
      const days = { from: state.from + draw.int(0, 1), to: state.to };
      assert.deepEqual(
        figuresUnder(columns, filter, days, kept),
        figuresOf(columns, visible, days),
      );
    }
  });
});
