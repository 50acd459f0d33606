/* Who has read a record, as its column says it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  asked,
  readBy,
  reviewMark,
  reviewOf,
  signature,
} from "../../../mapgen/desk/editor/review.js";

test("a record is asked for, read, and read by a second reader", () => {
  const first = asked("");
  assert.equal(first, "to be read");
  assert.equal(asked(first), first);
  const read = readBy(first, "A. N.", "2026-11-29");
  assert.equal(read, "read by A. N. on 2026-11-29");
  const twice = readBy(asked(read), "B; C", "2026-11-30");
  assert.deepEqual(
    reviewOf(twice).readers.map(({ name }) => name),
    ["A. N.", "B C"],
  );
  assert.equal(readBy(twice, "A. N.", "2026-12-01").split("; ").length, 2);
  assert.deepEqual([first, read, twice, asked(read), ""].map(reviewMark), [
    "to be read", "read", "read × 2", "to be read", "",
  ]); // prettier-ignore
});

test("a name is needed", () => {
  assert.throws(() => readBy("", " ", "2026-11-29"));
  assert.throws(() => signature("", "2026-11-29"));
  assert.equal(signature("A. N.", "2026-11-29"), "A. N. on 2026-11-29");
});
