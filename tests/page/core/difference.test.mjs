/* Differences as bounds: against every pair of numbers that the bounds allow. */
import assert from "node:assert/strict";
import { test } from "node:test";

import * as days from "../../../mapgen/page/browser/core/days.js";
import {
  differenceOf,
  figuresOf,
  roundedOut,
  sameLength,
  sureChange,
  yearsIn,
} from "../../../mapgen/page/browser/core/difference.js";
import { cases } from "./random.mjs";

const year = (n) => ({ from: days.startOfYear(n), to: days.endOfYear(n) });

test("an event counts for sure where all its days lie in the range", () => {
  const { from, to } = year(1986);
  const columns = {
    first: [from - 10, from, from + 5, to],
    last: [from - 1 + 10, from, to, to + 1],
    deathsLow: [5, 3, -1, 10],
    deathsHigh: [7, 4, -1, 12],
  };
  assert.deepEqual(figuresOf(columns, [0, 1, 2, 3], { from, to }), {
    events: [2, 4],
    dead: [3, 23],
    unstated: 1,
  });
  assert.deepEqual(figuresOf(columns, [], { from, to }), {
    events: [0, 0],
    dead: [0, 0],
    unstated: 0,
  });
  const counted = { ...columns, counted: [10, 20, 30, 40] };
  assert.deepEqual(figuresOf(counted, [1, 2], { from, to }).events, [50, 50]);
});

test("two years are as long as each other, two months are not", () => {
  assert.equal(sameLength(year(1986), year(1988)), true);
  assert.equal(sameLength(year(1986), { from: year(1986).from, to: year(1987).to }), false);
  const month = (text) => ({ from: days.fromISO(text), to: days.fromISO(text, true) });
  assert.equal(sameLength(month("1986-01"), month("1986-02")), false);
  assert.ok(Math.abs(yearsIn(year(1986)) - 1) < 0.003);
});

test("a difference holds for every pair of numbers within the bounds", () => {
  cases(200, (draw) => {
    const bounds = () => {
      const low = draw.int(0, 50);
      return [low, low + draw.int(0, 50)];
    };
    const [one, other] = [bounds(), bounds()];
    const years = [draw.int(1, 5), draw.int(1, 5)];
    const [low, high] = differenceOf(one, other, years);
    const [least, most] = roundedOut([low, high]);
    assert.ok(least <= low + 1e-9 && high <= most + 1e-9);
    for (const a of [one[0], draw.int(one[0], one[1]), one[1]]) {
      for (const b of [other[0], draw.int(other[0], other[1]), other[1]]) {
        const difference = b / years[1] - a / years[0];
        assert.ok(low <= difference + 1e-9 && difference <= high + 1e-9);
      }
    }
  });
});

test("bounds are rounded outwards, whole ones not at all", () => {
  assert.deepEqual(roundedOut([1.21, 1.29]), [1.2, 1.3]);
  assert.deepEqual(roundedOut([3, 5]), [3, 5]);
  assert.deepEqual(roundedOut([0.1 + 0.2, 0.1 + 0.2]), [0.3, 0.3]);
  assert.deepEqual(roundedOut([-12.5, 3]), [-13, 3]);
  assert.deepEqual(roundedOut([-0.01, 0]), [-0.1, 0]);
});

test("a change is sure where both bounds agree on its direction", () => {
  assert.equal(sureChange([2, 7]), 2);
  assert.equal(sureChange([-7, -2]), -2);
  assert.equal(sureChange([-7, 2]), 0);
  assert.equal(sureChange([0, 2]), 0);
});
