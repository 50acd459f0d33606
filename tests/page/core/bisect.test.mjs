import assert from "node:assert/strict";
import { test } from "node:test";

import { firstAbove, firstNotBelow, indexIn } from "../../../mapgen/page/browser/core/bisect.js";
import { cases } from "./random.mjs";

test("a place among rising numbers is the one that a look at each finds", () => {
  cases(300, (draw) => {
    const numbers = Int32Array.from(draw.list(12, () => draw.int(-5, 5))).sort();
    const n = numbers.length;
    const first = (test, start = 0) => {
      const at = numbers.findIndex((number, i) => i >= start && test(number));
      return at < 0 ? Math.max(n, start) : at;
    };
    for (let x = -6; x <= 6; x += 1) {
      assert.equal(
        firstAbove(numbers, x),
        first((number) => number > x),
      );
      const start = draw.int(0, n);
      assert.equal(
        firstNotBelow(numbers, x, start),
        first((number) => number >= x, start),
      );
      assert.equal(indexIn(numbers, x), numbers.indexOf(x));
    }
  });
});
