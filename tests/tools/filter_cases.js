/* Asks the page's core in Node what tests/page/test_filter.py asks it in Chromium; Stryker runs it. */
"use strict";

const assert = require("node:assert");
const fs = require("node:fs");

globalThis.window = globalThis;
for (const name of ["days", "search", "filter"]) require(`../../mapgen/page/${name}.js`);

const { mapgen } = window;
const cases = JSON.parse(fs.readFileSync("mutants/filter_cases.json", "utf8"));
const run = (0, eval)(cases.run);

for (const [given, wanted] of cases.filter) assert.deepStrictEqual(run(given), wanted);
for (const [days, text] of cases.days) {
  assert.strictEqual(mapgen.days.toISO(days), text);
  assert.strictEqual(mapgen.days.fromISO(text), days);
}
for (const [text, first, last] of cases.coarse) {
  assert.strictEqual(mapgen.days.toISO(mapgen.days.fromISO(text, false)), first);
  assert.strictEqual(mapgen.days.toISO(mapgen.days.fromISO(text, true)), last);
}
for (const text of cases.wrong) assert.strictEqual(mapgen.days.fromISO(text), null);
const finds = (0, eval)(cases.finds);
for (const pair of cases.found) assert.deepStrictEqual(finds(pair), [true, true], pair.join(" / "));
for (const pair of cases.different) {
  assert.deepStrictEqual(finds(pair), [false, false], pair.join(" / "));
}
for (const [text, plain, skeleton] of cases.plain) {
  assert.deepStrictEqual([mapgen.search.plain(text), mapgen.search.skeleton(text)], [plain, skeleton]);
}
