/* A record that somebody else has changed: what differs, and what is written over it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { differences, over } from "../../../mapgen/desk/editor/conflict.js";

const was = { id: "a", title: "Old", date: "1990", city: "K" };
const state = {
  files: {
    events: { file: "events.csv", fault: "", records: [{ key: "a", base: "1", value: was }] },
  },
  texts: [],
};
const mine = { file: "events", key: "a", base: "1", value: { ...was, title: "Mine" } };
const theirs = { file: "events", key: "a", base: "2", value: { ...was, date: "1991" } };

test("what differs is told field by field", () => {
  assert.deepEqual(differences(state, mine, theirs), [
    { field: "title", was: "Old", theirs: "Old", mine: "Mine" },
    { field: "date", was: "1990", theirs: "1991", mine: "1990" },
  ]);
  const gone = differences(state, mine, { ...theirs, base: "", value: null });
  assert.equal(gone[0].theirs, "(taken out)");
});

test("only the changed fields are written over what the file says now", () => {
  const written = over(state, mine, [theirs]);
  assert.equal(written.base, "2");
  assert.deepEqual(written.value, { ...was, title: "Mine", date: "1991" });
  assert.equal(over(state, { ...mine, file: "drafts" }, [theirs]).base, "1");
});
