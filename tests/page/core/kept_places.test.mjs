import assert from "node:assert/strict";
import test from "node:test";
import { keptPlaces } from "../../../mapgen/page/browser/core/kept_places.js";
import { cases } from "./random.mjs";

/** Some of the numbers up to n, each once, in any order or rising. */
function someKeys(draw, n) {
  const keys = Array.from({ length: n }, (_, key) => key).filter(() => draw.int(0, 3) > 0);
  if (draw.bool()) return keys;
  return keys
    .map((key) => [draw.int(0, 1000), key])
    .sort(([a], [b]) => a - b)
    .map(([, key]) => key);
}

test("elements stay in their order, each for one key", () => {
  cases(500, (draw) => {
    const n = draw.int(0, 30);
    const [before, now] = [someKeys(draw, n), someKeys(draw, n)];
    const fixed = before.length && draw.bool() ? draw.int(0, before.length - 1) : -1;
    const kept = keptPlaces(before, now, fixed);
    assert.equal(kept.length, now.length);
    const used = kept.filter((place) => place >= 0);
    used.forEach((place, k) => assert.ok(k === 0 || place > used[k - 1]));
    used.forEach((place) => assert.ok(place < before.length));
    if (fixed < 0) return;
    /* What has the focus goes on with its key, or with none. */
    assert.equal(kept.indexOf(fixed), now.indexOf(before[fixed]));
  });
});

test("few keys that come or go leave the others their elements", () => {
  assert.deepEqual(keptPlaces([1, 2, 3, 4], [1, 2, 3, 4]), [0, 1, 2, 3]);
  assert.deepEqual(keptPlaces([1, 2, 3, 4], [1, 3, 4]), [0, 2, 3]);
  assert.deepEqual(keptPlaces([1, 3, 4], [1, 2, 3, 4]), [0, -1, 1, 2]);
  assert.deepEqual(keptPlaces([1, 2, 3, 4], [2, 3, 4, 1]), [1, 2, 3, -1]);
});

test("in another order elements take the keys that come to their places", () => {
  assert.deepEqual(keptPlaces([1, 2, 3, 4], [8, 7, 6]), [0, 1, 2]);
  assert.deepEqual(keptPlaces([1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1, 0]), [0, 1, 2, 3, 4, 5, -1]);
  assert.deepEqual(keptPlaces([1, 2, 3, 4], [4, 3, 2, 1], 3), [3, -1, -1, -1]);
  assert.deepEqual(keptPlaces([1, 2, 3], [9, 8, 7], 1), [0, 2, -1]);
});
