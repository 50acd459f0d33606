import assert from "node:assert/strict";
import { test } from "node:test";

import * as days from "../../../mapgen/page/browser/core/days.js";
import { Lens, sourceTerms } from "../../../mapgen/page/browser/core/lens.js";
import { gapsOf } from "../../../mapgen/page/browser/core/source_gaps.js";

const day = (text) => days.fromISO(text);
const SOURCES = {
  a: { kind: "contemporary-report", csl: {} },
  b: { kind: "dataset", csl: {} },
  c: { csl: {} },
};
const KEYS = Object.keys(SOURCES);
const EVENTS = [
  ["1986-01-10", "1986-01-10", "b"],
  ["1986-01-20", "1986-03-02", "ab"],
  ["1986-05-05", "1986-05-05", "b"],
  ["1987-02-01", "1987-02-02", "abc"],
  ["1987-02-03", "1987-02-03", "a"],
  /* Known to the year only: it says nothing of a month. */
  ["1987-01-01", "1987-12-31", "b"],
].sort();

function lensOf() {
  const offsets = [0];
  for (const [, , cited] of EVENTS) offsets.push(offsets.at(-1) + cited.length);
  const figures = new Int32Array(EVENTS.length).fill(-1);
  const open = new Uint8Array(EVENTS.length);
  const columns = {
    first: Int32Array.from(EVENTS, ([first]) => day(first)),
    last: Int32Array.from(EVENTS, ([, last]) => day(last)),
    deathsLow: figures,
    deathsHigh: figures,
    deathsOpen: open,
    injuredLow: figures,
    injuredHigh: figures,
    injuredOpen: open,
    source: {
      offsets: Uint32Array.from(offsets),
      values: Uint8Array.from(
        EVENTS.flatMap(([, , cited]) => [...cited].map((s) => KEYS.indexOf(s))),
      ),
    },
  };
  return new Lens(columns, { source: KEYS, ...sourceTerms(KEYS, SOURCES) }, SOURCES);
}

const RANGE = [day("1986-01-01"), day("1987-03-31")];
const EDGES = ["1986-01-01", "1987-01-01", "1988-01-01"].map(day);

test("months, single sources and kinds are counted", () => {
  const lens = lensOf();
  const gaps = gapsOf(lens, [0, 1, 2, 3, 4, 5], RANGE, EDGES);
  assert.deepEqual([...gaps.months], [2, 2, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0]);
  assert.equal(gaps.empty, 10);
  /* June 1986 to January 1987. */
  assert.deepEqual(gaps.longest, [1986 * 12 + 5, 1987 * 12]);
  assert.equal(gaps.single, 4);
  assert.deepEqual(gaps.alone, [1, 3]);
  assert.equal(gaps.late, 3);
  assert.deepEqual(gaps.sources, [1, 1, 1]);
  assert.deepEqual(
    [[...gaps.ones], [...gaps.others]],
    [
      [2, 2],
      [1, 1],
    ],
  );
  assert.deepEqual(lens.terms.sourceKind, ["contemporary-report", "dataset", "unknown"]);
  /* A source counts once in each bin, however many of its events it tells. */
  assert.deepEqual(
    gaps.kinds.map((kind) => [...kind]),
    [
      [1, 1],
      [1, 1],
      [0, 1],
    ],
  );
});

test("under the lens only the chosen sources count", () => {
  const lens = lensOf();
  const { events } = lens.select({ sources: ["a"] });
  const shown = [0, 1, 2, 3, 4, 5].filter((i) => events[i]);
  const gaps = gapsOf(lens, shown, RANGE, EDGES);
  assert.deepEqual([...gaps.months], [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]);
  assert.equal(gaps.single, 3);
  assert.deepEqual(gaps.alone, [0, 3]);
  assert.equal(gaps.late, 0);
});

test("where nothing is shown all months are empty", () => {
  const gaps = gapsOf(lensOf(), [], RANGE, EDGES);
  assert.equal(gaps.empty, 15);
  assert.deepEqual(gaps.longest, [1986 * 12, 1987 * 12 + 2]);
  assert.equal(gaps.alone, null);
});
