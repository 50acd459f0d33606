/* The editor's state with what has changed since: what has not stays the same object. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { withChanges } from "../../../mapgen/desk/editor/state_changes.js";

const record = (key, title = "") => ({ key, base: title, value: { id: key, title } });
const records = ["a", "b", "c", "d"].map((key) => record(key));
const places = { file: "places.csv", fault: "", records: [record("p")] };
const before = {
  version: 3,
  title: "Old",
  short: {},
  files: { events: { file: "events.csv", fault: "", records }, places },
};
const told = (changes) => ({
  version: 4,
  since: 3,
  title: "New",
  files: { events: { file: "events.csv", fault: "", changes } },
});
const keys = (state) => state.files.events.records.map(({ key }) => key).join("");

test("what has not changed stays the same object", () => {
  const after = withChanges(before, told([[1, 1, [record("b", "Other")]]]));
  assert.equal(after.title, "New");
  assert.equal(after.version, 4);
  assert.equal(after.short, before.short);
  assert.equal(after.files.places, places);
  assert.equal(after.files.events.records[0], records[0]);
  assert.equal(after.files.events.records[1].value.title, "Other");
  assert.equal(before.files.events.records[1].value.title, "");
  assert.equal("since" in after, false);
});

test("records come, go and change", () => {
  assert.equal(keys(withChanges(before, told([[4, 0, [record("e")]]]))), "abcde");
  assert.equal(keys(withChanges(before, told([[0, 2, []]]))), "cd");
  assert.equal(keys(withChanges(before, told([[1, 2, [record("x")]]]))), "axd");
  const two = told([
    [0, 1, [record("x")]],
    [3, 1, [record("y")]],
  ]);
  assert.equal(keys(withChanges(before, two)), "xbcy");
  assert.equal(keys(before), "abcd");
});

test("a file that is told whole takes the place of the one before", () => {
  const whole = { file: "events.csv", fault: "no", records: [record("z")] };
  const after = withChanges(before, { version: 4, since: 3, files: { events: whole } });
  assert.equal(keys(after), "z");
  assert.equal(after.files.events.fault, "no");
});
