/* eslint-disable no-eval -- the questions come with their scripts */
/* Asks the page's core in Node what tests/page/test_filter.py asks it in Chromium; Stryker runs it. */
import assert from "node:assert";
import fs from "node:fs";

import * as days from "../../mapgen/page/browser/core/days.js";
import * as filter from "../../mapgen/page/browser/core/filter.js";
import * as search from "../../mapgen/page/browser/core/search.js";

/* The questions name them as a page has them. */
globalThis.mapgen = { modules: { days, filter, search } };
const cases = JSON.parse(fs.readFileSync("mutants/filter_cases.json", "utf8"));
const run = (0, eval)(cases.run);

for (const [given, wanted] of cases.filter) assert.deepStrictEqual(run(given), wanted);
for (const [number, text] of cases.days) {
  assert.strictEqual(days.toISO(number), text);
  assert.strictEqual(days.fromISO(text), number);
}
for (const [text, first, last] of cases.coarse) {
  assert.strictEqual(days.toISO(days.fromISO(text, false)), first);
  assert.strictEqual(days.toISO(days.fromISO(text, true)), last);
}
for (const text of cases.wrong) assert.strictEqual(days.fromISO(text), null);
const finds = (0, eval)(cases.finds);
for (const pair of cases.found) assert.deepStrictEqual(finds(pair), [true, true], pair.join(" / "));
for (const pair of cases.different) {
  assert.deepStrictEqual(finds(pair), [false, false], pair.join(" / "));
}
for (const [text, plain, skeleton] of cases.plain) {
  assert.deepStrictEqual([search.plain(text), search.skeleton(text)], [plain, skeleton]);
}
