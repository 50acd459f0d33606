import assert from "node:assert/strict";
import { test } from "node:test";

import { FARTHEST, shiftsOf } from "../../../mapgen/page/browser/core/town_shifts.js";

const SIZE = { width: 90, height: 24 };

test("a name is first tried at its town, and never stands far from it", () => {
  const shifts = shiftsOf(SIZE);
  assert.deepEqual(shifts[0].map(Math.abs), [0, 0]);
  for (const [x, y] of shifts) {
    const off = Math.hypot(Math.max(0, Math.abs(x) - 45), Math.max(0, Math.abs(y) - 12));
    assert.ok(off <= FARTHEST);
  }
});

test("a name is written below or above a mark on its town before it is written beside it", () => {
  const clear = shiftsOf(SIZE).filter(([x, y]) => Math.abs(x) >= 63 || Math.abs(y) >= 30);
  assert.ok(Math.abs(clear[0][1]) >= 30);
  assert.equal(clear[0][0], 0);
});

test("a name that is not measured stands at its town", () => {
  assert.deepEqual(shiftsOf({ width: 0, height: 0 }), [[0, 0]]);
});
