import assert from "node:assert/strict";
import { test } from "node:test";

import { Store } from "../../../mapgen/page/browser/app/store.js";
import { fromFragment, toFragment } from "../../../mapgen/page/browser/core/state_address.js";
import { DEFAULTS } from "../../../mapgen/page/browser/core/state_keys.js";
import { cases } from "./random.mjs";

test("the address keeps every part of the state", () => {
  const state = {
    from: "1986-01-01",
    to: "1987-06-30",
    years: [1986, 1990],
    categories: ["communal", "press"],
    cities: ["Karachi"],
    districts: ["Karachi West"],
    actors: ["50%=half", "A, B & C", "ایم کیو ایم"],
    targets: ["x#y"],
    attribution: ["disputed"],
    confidence: ["A", "B"],
    deaths: { min: 10, bound: "high" },
    text: "pakka & qila=?#",
    sources: ["ap1988", "ucdp:1"],
    source_kinds: ["dataset"],
    source_languages: ["en", "ur"],
    of_the_time: true,
    view: { zoom: 11.25, latitude: 24.9, longitude: 67.03 },
    panes: ["Tando Allahyar, east", "Karachi"],
    views: [null, { zoom: 12, latitude: 25.39, longitude: 68.37 }],
    compare: {
      from: "1990-01-01",
      categories: ["press"],
      deaths: { min: 3, bound: "low" },
      alone: true,
    },
    shade: "deaths",
    event: "1988-x",
    chapter: "4",
    lang: "ur",
    theme: "dark",
    embed: true,
  };
  assert.deepEqual(Object.keys(state).sort(), Object.keys(DEFAULTS).sort());
  assert.deepEqual(fromFragment(toFragment(state)), state);
});

test("no address breaks the store", () => {
  const keys = ["from", "years", "actors", "view", "deaths", "event", "text"].concat([
    "panes",
    "views",
    "compare",
    "compare.from",
    "compare.deaths",
    "compare.text",
    "compare.alone",
    "shade",
  ]);
  const letters = "19-/,%&=#+ hé\u0000\u2028\u{1f600}ایم\"'<";
  cases(500, (draw) => {
    const text = draw.text(letters, 30);
    const state = fromFragment(`#${keys.map((key) => `${key}=${text}`).join("&")}`);
    assert.deepEqual(fromFragment(toFragment(state)), state);
  });
});

test("an event that was merged is the one that it is a part of now", () => {
  const store = new Store({ successors: new Map([["old", "new"]]) });
  assert.deepEqual(store.set({ event: "old" }), ["event"]);
  assert.equal(store.get().event, "new");
  assert.deepEqual(store.set({ event: "old" }), []);
  store.set({ event: "constructor" });
  assert.equal(store.get().event, "constructor");
});

test("a change is told with its keys, and what is no key is refused", () => {
  const store = new Store({ mirror: false });
  const told = [];
  const stop = store.subscribe((keys) => told.push(keys));
  store.set({ text: "bus", years: ["1986", 1985, 1986] });
  store.set({ text: "bus" });
  store.set({ text: null });
  assert.deepEqual(told, [["text", "years"], ["text"]]);
  assert.deepEqual(store.get().years, [1985, 1986]);
  stop();
  store.clear();
  assert.equal(told.length, 2);
  assert.equal(store.get().years, null);
  assert.throws(() => store.set({ yers: [1985] }), TypeError);
});
