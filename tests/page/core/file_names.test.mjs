import assert from "node:assert/strict";
import { test } from "node:test";

import * as days from "../../../mapgen/page/browser/core/days.js";
import { timeName } from "../../../mapgen/page/browser/core/file_names.js";

const range = (from, to) => [days.fromISO(from), days.fromISO(to, true)];

test("a file is named after the time that it holds", () => {
  const whole = range("1972", "1992");
  assert.equal(timeName(whole, null), "1972-to-1992");
  assert.equal(timeName(range("1990", "1990"), null), "1990");
  assert.equal(timeName(range("1985", "1990-06"), null), "1985-to-1990-06");
  assert.equal(timeName(range("1986-12-14", "1986-12-14"), null), "1986-12-14");
  assert.equal(timeName(whole, [1990]), "1990");
  assert.equal(timeName(whole, [1986, 1990]), "1986-and-1990");
  assert.equal(timeName(whole, [1985, 1986, 1987, 1990]), "1985-to-1987-and-1990");
  assert.equal(timeName(whole, [1972, 1974, 1976, 1978]), "1972-to-1978");
  /* Only what the range leaves of the years. */
  assert.equal(timeName(range("1990-03", "1992"), [1986, 1990]), "1990-03-to-1990");
  assert.equal(timeName(range("1991", "1992"), [1986]), "1991-to-1992");
});
