import assert from "node:assert/strict";
import { test } from "node:test";

import { rangesToCompare } from "../../../mapgen/page/browser/core/compared_ranges.js";
import { fromISO, toISO } from "../../../mapgen/page/browser/core/days.js";

/** The two ranges in ISO dates. */
const begin = (period, range) =>
  rangesToCompare(
    period.map((date) => fromISO(date)),
    range.map((date) => fromISO(date)),
  ).map((each) => each.map(toISO));

const PERIOD = ["1972-01-01", "1992-12-31"];

test("a whole period is cut at the year in its middle", () => {
  assert.deepEqual(begin(PERIOD, PERIOD), [
    ["1972-01-01", "1981-12-31"],
    ["1982-01-01", "1992-12-31"],
  ]);
});

test("a period within one year is cut at the day in its middle", () => {
  const period = ["1972-03-01", "1972-03-04"];
  assert.deepEqual(begin(period, period), [
    ["1972-03-01", "1972-03-02"],
    ["1972-03-03", "1972-03-04"],
  ]);
});

test("whole years are followed by as many whole years, within the period", () => {
  assert.deepEqual(begin(PERIOD, ["1976-01-01", "1977-12-31"])[1], ["1978-01-01", "1979-12-31"]);
  assert.deepEqual(begin(PERIOD, ["1990-01-01", "1991-12-31"])[1], ["1992-01-01", "1992-12-31"]);
});

test("other ranges are followed by as many days, the last of a period preceded by them", () => {
  assert.deepEqual(begin(PERIOD, ["1986-12-01", "1986-12-31"])[1], ["1987-01-01", "1987-01-31"]);
  assert.deepEqual(begin(PERIOD, ["1991-01-01", "1992-12-31"])[1], ["1989-01-01", "1990-12-31"]);
});
