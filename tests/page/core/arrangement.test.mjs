/* Which maps a state asks for, and which of them each event belongs to. */
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  arrangementOf,
  groundOf,
  membersOf,
  NOWHERE_SHOWN,
  secondFilters,
} from "../../../mapgen/page/browser/core/arrangement.js";

const A = { name: "A", view: null, share: 2 };
const B = { name: "B", view: null, share: 1 };
const NONE = { panes: null, view: null, compare: null };
const VIEW = { zoom: 9, latitude: 25, longitude: 67 };

const names = (state, settings = [A, B]) => {
  const { kind, panes } = arrangementOf({ ...NONE, ...state }, settings);
  return [kind, ...panes.map(({ name }) => name)].join(" ");
};

test("the atlas's panes, unless a link names a view of one map", () => {
  assert.equal(names({}), "several A B");
  assert.equal(names({ view: VIEW }), "one");
  assert.equal(names({ panes: ["one"] }), "one");
  assert.equal(names({ panes: ["B"] }), "several B A");
  assert.equal(names({ panes: ["B", "A"], view: VIEW }), "several B A");
  assert.equal(names({ panes: ["Atlantis"] }), "one");
  assert.equal(names({ panes: ["Atlantis", "B"] }), "several B A");
  assert.equal(names({ compare: { from: "1990-01-01" } }), "compare");
  assert.equal(names({}, []), "one");
  assert.equal(names({ panes: ["A"] }, [A]), "one");
});

test("the second map has its filters over the page's, or instead of them", () => {
  const compare = { from: "1990-01-01", categories: ["press"] };
  assert.equal(secondFilters(null), null);
  assert.deepEqual(secondFilters(compare), compare);
  const { from, to, categories, text, sources, ...rest } = secondFilters({
    ...compare,
    alone: true,
  });
  assert.deepEqual([from, to, categories], ["1990-01-01", undefined, ["press"]]);
  assert.deepEqual([text, sources], [null, null]);
  assert.ok(Object.values(rest).every((each) => each === null));
});

test("an event belongs to the pane of its city, else to the first whose ground holds its point", () => {
  const [south, west, north, east] = groundOf([11, 25, 67]);
  assert.ok(south < 25 && north > 25 && west < 67 && east > 67);
  assert.ok(Math.abs((east - west) * (256 * 2 ** 11) - 600 * 360) < 1);
  const holds = (latitude, longitude) =>
    latitude >= south * 1e5 &&
    latitude <= north * 1e5 &&
    longitude >= west * 1e5 &&
    longitude <= east * 1e5;
  const columns = {
    city: [0, 1, 1, 2, 0],
    precision: [0, 0, 0, 4, 5],
    latitude: [2500000, 2500000, 2900000, 0x7fffffff, 2500000],
    longitude: [6700000, 6700000, 6700000, 0x7fffffff, 6700000],
  };
  const panes = [
    { city: 0, holds: () => true },
    { city: -1, holds },
  ];
  assert.deepEqual(Array.from(membersOf(columns, panes, [5])), [
    0,
    1,
    NOWHERE_SHOWN,
    NOWHERE_SHOWN,
    NOWHERE_SHOWN,
  ]);
});
