import assert from "node:assert/strict";
import { test } from "node:test";

import * as bins from "../../../mapgen/page/browser/core/year_bins.js";
import { cases } from "./random.mjs";

test("the length of bins follows the range", () => {
  for (const [first, last, length] of [
    [1972, 1992, 1],
    [1960, 2019, 1],
    [1959, 2019, 2],
    [1900, 2025, 5],
    [1500, 2025, 10],
    [0, 2025, 50],
    [-17000, 2025, 500],
  ]) {
    assert.equal(bins.yearsInBin(first, last), length, `${first} to ${last}`);
  }
});

test("bins hold each year of a range once, and are few", () => {
  cases(300, (draw) => {
    const first = draw.int(-20000, 2000);
    const last = first + draw.int(0, 20000);
    const length = bins.yearsInBin(first, last);
    const found = bins.firstYears(first, last, length);
    assert.ok(found.length <= 60);
    assert.ok(found[0] <= first && first < found[0] + length);
    const end = found[found.length - 1];
    assert.ok(end <= last && last < end + length);
    found.forEach((year, b) => assert.equal(year, found[0] + b * length));
  });
});

test("names under an axis never meet", () => {
  const widthOf = (name) => name.length * 7 + 12;
  cases(300, (draw) => {
    const all = draw.int(0, 1) === 1;
    const names = Array.from({ length: draw.int(1, 60) }, () =>
      all || draw.int(0, 3) === 0 ? "1".repeat(draw.int(1, 8)) : "",
    );
    const step = draw.int(3, 30);
    const found = bins.namesWithRoom(names, step, widthOf);
    assert.ok(found.length > 0 || names.every((name) => !name));
    for (let k = 1; k < found.length; k += 1) {
      const wide = (widthOf(names[found[k - 1]]) + widthOf(names[found[k]])) / 2;
      const room = (found[k] - found[k - 1]) * step;
      if (all) assert.ok(room >= wide);
      else assert.ok(room >= widthOf(names[found[k - 1]]));
    }
  });
});
