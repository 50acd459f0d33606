import assert from "node:assert/strict";
import { test } from "node:test";

import * as days from "../../../mapgen/page/browser/core/days.js";
import { cases } from "./random.mjs";

/** A day by the platform's own calendar, which is the Gregorian one in all years too. */
function iso(day) {
  const date = new Date(0);
  date.setUTCDate(1 + day);
  return date.toISOString().slice(0, 10);
}

test("days and ISO dates turn into each other", () => {
  const edges = ["1600-02-29", "2000-02-29", "2000-03-01", "1999-12-31", "0001-01-01"];
  for (const text of edges) assert.equal(days.toISO(days.fromISO(text)), text);
  cases(2000, (draw) => {
    const day = draw.int(-719162, 2932896);
    assert.equal(days.toISO(day), iso(day));
    assert.equal(days.fromISO(iso(day)), day);
    assert.equal(days.yearOf(day), Number(iso(day).slice(0, 4)));
  });
});

test("a year begins on its first day and ends on its last", () => {
  for (const year of [-44, 0, 1600, 1900, 1972, 2000]) {
    assert.equal(days.toCivil(days.startOfYear(year)).month, 1);
    assert.equal(days.endOfYear(year) + 1, days.startOfYear(year + 1));
  }
});

test("a coarse date is its first or its last day", () => {
  for (const [text, first, last] of [
    ["1988", "1988-01-01", "1988-12-31"],
    ["1988-02", "1988-02-01", "1988-02-29"],
    ["1988-12", "1988-12-01", "1988-12-31"],
    [" 1988-09-30 ", "1988-09-30", "1988-09-30"],
    ["-0044-03", "-0044-03-01", "-0044-03-31"],
    ["0000", "0000-01-01", "0000-12-31"],
    ["576", "0576-01-01", "0576-12-31"],
    ["-43", "-0043-01-01", "-0043-12-31"],
    ["Y-17000", "-17000-01-01", "-17000-12-31"],
    ["-17000-02", "-17000-02-01", "-17000-02-28"],
  ]) {
    assert.equal(days.toISO(days.fromISO(text, false)), first);
    assert.equal(days.toISO(days.fromISO(text, true)), last);
  }
});

test("what is no date is null", () => {
  const none = ["1988-00", "1988-13", "1988-09-00", "1988-02-30", "30/9/1988", "x", "1988-", "88"];
  for (const text of ["", ...none]) assert.equal(days.fromISO(text), null, text);
});
