/* Which rows of a large table are shown and in which order, found in slices. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { RowOrder } from "../../../mapgen/desk/editor/row_order.js";
import { sortedInSlices } from "../../../mapgen/desk/editor/row_sorting.js";
import { Draw } from "./random.mjs";

const draw = new Draw(7);
const row = (number) => ({
  key: `e${number}`,
  base: "",
  value: { id: `e${number}`, title: `Event ${draw.int(0, 299)}` },
});
const rows = (count) => Array.from({ length: count }, (_, number) => row(number));
const order = new Intl.Collator(undefined, { numeric: true });
const byTitle = (a, b) => order.compare(a.value.title, b.value.title);

/** An order, and what waits until it has found another one. */
function ordered(list) {
  let found = () => {};
  const made = new RowOrder(() => found());
  made.show(list);
  return { made, later: () => new Promise((done) => (found = done)) };
}

/** Does something while each look at the clock takes a millisecond. */
async function withSlowClock(act) {
  const clock = performance.now;
  let now = 0;
  performance.now = () => (now += 1);
  try {
    return await act();
  } finally {
    performance.now = clock;
  }
}

test("in slices the order is that of a sort in one go", async () => {
  const list = rows(5000);
  let pauses = 0;
  const pause = async () => (pauses += 1);
  const found = await withSlowClock(() => sortedInSlices(list, byTitle, () => true, pause));
  assert.deepEqual(found, [...list].sort(byTitle));
  assert.ok(pauses > 20);
  assert.deepEqual(await sortedInSlices([], byTitle, () => true), []);
});

test("an order that is not wanted any more is given up", async () => {
  let asked = 0;
  const isWanted = () => (asked += 1) < 3;
  assert.equal(await withSlowClock(() => sortedInSlices(rows(5000), byTitle, isWanted)), null);
  assert.equal(asked, 3);
});

test("a large table stands as it did until its order is found and taken", async () => {
  const list = rows(6000);
  const { made, later } = ordered(list);
  made.sort("title");
  assert.deepEqual(made.found, list);
  await later();
  assert.deepEqual(made.found, list, "a cell may be open: the table says when");
  assert.ok(made.settle());
  assert.deepEqual(made.found, [...list].sort(byTitle));
  assert.equal(made.settle(), false);
  made.filter("event 29");
  const holds = ({ value }) => value.title.toLowerCase().includes("event 29");
  assert.deepEqual(made.found, [...list].sort(byTitle).filter(holds));
});

test("a change keeps the order of those that stay, until the new one is found", async () => {
  const list = rows(6000);
  const { made, later } = ordered(list);
  made.sort("title");
  await later();
  made.settle();
  const next = [...list.slice(1), row(7000)];
  made.show(next);
  const stay = [...list].sort(byTitle).filter((each) => each !== list[0]);
  assert.deepEqual(made.found, [...stay, next.at(-1)]);
  await later();
  made.settle();
  assert.deepEqual(made.found, [...next].sort(byTitle));
});

test("a small table is in order at once, the other way round too; equal rows stay", () => {
  const list = rows(500);
  const { made } = ordered(list);
  made.sort("title");
  assert.deepEqual(made.found, [...list].sort(byTitle));
  made.sort("title");
  assert.deepEqual(
    made.found,
    [...list].sort((a, b) => byTitle(b, a)),
  );
  made.filter("EVENT 1");
  assert.ok(made.found.length && made.found.every(({ value }) => /event 1/iu.test(value.title)));
});

test("a search looks at the mark of a row too, which changes while its record stays", () => {
  const { value, ...rest } = row(1);
  const made = new RowOrder(() => {});
  made.show([{ ...rest, value, state: "draft" }]);
  made.filter("draft");
  assert.equal(made.found.length, 1);
  made.show([{ ...rest, value, state: "" }]);
  assert.equal(made.found.length, 0);
});
