import assert from "node:assert/strict";
import { test } from "node:test";

import { fromISO } from "../../../mapgen/page/browser/core/days.js";
import * as periods from "../../../mapgen/page/browser/core/periods.js";
import { cases } from "./random.mjs";

const range = (from, to) => periods.printRange(fromISO(from), fromISO(to, true));

test("a range is printed as the periods that it is", () => {
  for (const [from, to, text] of [
    ["1985", "1985", "1985"],
    ["1985", "1986", "1985–1986"],
    ["1985-03", "1985-03", "March 1985"],
    ["1985-03", "1985-06", "March – June 1985"],
    ["1985-03", "1986-06", "March 1985 – June 1986"],
    ["1985-03-03", "1985-05-04", "3 March 1985 – 4 May 1985"],
    ["1985-03-03", "1985-03-03", "3 March 1985"],
    ["1985-03-01", "1985-03-30", "1 March 1985 – 30 March 1985"],
  ]) {
    assert.equal(range(from, to), text);
  }
});

test("a day at the end of a range is the shortest date that means it", () => {
  for (const [day, end, text] of [
    ["1986-01-01", false, "1986"],
    ["1986-12-31", true, "1986"],
    ["1986-12-01", false, "1986-12"],
    ["1986-02-28", true, "1986-02"],
    ["1986-12-31", false, "1986-12-31"],
    ["1986-01-01", true, "1986-01-01"],
  ]) {
    assert.equal(periods.shortISO(fromISO(day), end), text);
  }
  cases(500, (draw) => {
    const day = draw.int(-200000, 50000);
    for (const end of [false, true]) assert.equal(fromISO(periods.shortISO(day, end), end), day);
  });
});

test("years are printed with their runs joined", () => {
  assert.equal(periods.printRuns([1985, 1986, 1987, 1990]), "1985–1987, 1990");
  assert.equal(periods.printRuns([1985]), "1985");
  assert.equal(periods.printRuns([-43, -42, -41, -1]), "44–42 BC, 2 BC");
  assert.equal(periods.printYearsOf(fromISO("1985-05-01"), fromISO("1985-06-01")), "1985");
  assert.equal(periods.printYearsOf(fromISO("1985-05-01"), fromISO("1986-06-01")), "1985–1986");
});

test("a typed date is read with any digits and dashes", () => {
  assert.equal(periods.typedDate(" ۱۹۸۸‐۰۹–30 "), "1988-09-30");
  assert.equal(periods.typedDate("١٩٨٨"), "1988");
  assert.equal(periods.typedDate("১৯৮৮-০৯"), "1988-09");
  assert.equal(periods.typedDate("१९८८"), "1988");
});

test("years before Christ are printed as such, alone, in ranges and across the turn", () => {
  assert.equal(range("-0043-03-15", "-0043-03-15"), "15 March 44 BC");
  assert.equal(range("-0043", "-0043"), "44 BC");
  assert.equal(range("-0479", "-0478"), "480–479 BC");
  assert.equal(range("-0043", "0014"), "44 BC – 14");
  assert.equal(range("-0043-03", "-0043-05"), "March – May 44 BC");
  assert.equal(range("Y-17000", "Y-17000"), "17001 BC");
  assert.equal(periods.shortISO(fromISO("-0043")), "-0043");
  assert.equal(periods.shortISO(fromISO("-0043-03", true), true), "-0043-03");
});
