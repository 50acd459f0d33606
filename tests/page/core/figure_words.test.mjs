import assert from "node:assert/strict";
import { test } from "node:test";

import { DeathSum } from "../../../mapgen/page/browser/core/death_sum.js";
import { deadOf, deathsOf } from "../../../mapgen/page/browser/core/figure_words.js";
import { cases } from "./random.mjs";

/* Five events: none stated, 0 reported, 3, 5 to 9, at least 12. */
const columns = {
  deathsLow: [-1, 0, 3, 5, 12],
  deathsHigh: [-1, 0, 3, 9, 12],
  deathsOpen: [0, 0, 0, 0, 1],
};

test("a figure of 0 is what is reported, and one that is not stated is never 0", () => {
  const words = ["deaths not stated", "none reported dead", "3 dead", "5–9 dead"];
  for (const [i, text] of words.entries()) assert.equal(deathsOf(columns, i), text);
  assert.equal(deathsOf(columns, 4), "at least 12 dead");
});

test("a sum says for how many events nothing is stated", () => {
  const sum = (...events) => {
    const found = new DeathSum();
    for (const i of events) found.add(columns, i);
    return deadOf(found);
  };
  assert.equal(sum(), "deaths not stated");
  assert.equal(sum(0, 0), "deaths not stated");
  assert.equal(sum(1, 1), "none reported dead");
  assert.equal(sum(0, 1), "none reported dead; not stated for 1");
  assert.equal(sum(0, 2, 3), "8–12 dead; not stated for 1");
});

test("what is taken out of a sum leaves the rest", () => {
  cases(200, (draw) => {
    const events = Array.from({ length: draw.int(1, 8) }, () => draw.int(0, 4));
    const [out] = events;
    const [sum, rest] = [new DeathSum(), new DeathSum()];
    for (const i of events) sum.add(columns, i);
    for (const i of events.slice(1)) rest.add(columns, i);
    sum.add(columns, out, -1);
    assert.deepEqual({ ...sum }, { ...rest });
  });
});
