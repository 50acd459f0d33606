import assert from "node:assert/strict";
import { test } from "node:test";

import { csvRow } from "../../../mapgen/page/browser/core/csv.js";

test("cells that a spreadsheet would run get an apostrophe, numbers do not", () => {
  assert.equal(csvRow(["=1+1", "@sum", "-5", "+2.5", "- 5"]), "'=1+1,'@sum,-5,+2.5,'- 5\r\n");
  /* One that looks guarded already gets another: an import takes off exactly one. */
  assert.equal(csvRow(["'=1", "''=1", "it's"]), "''=1,'''=1,it's\r\n");
});

test("commas, quotes and line ends are quoted", () => {
  assert.equal(
    csvRow(["a, b", 'say "x"', "two\nlines", ""]),
    '"a, b","say ""x""","two\nlines",\r\n',
  );
});
