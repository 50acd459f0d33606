/* The source lens against a second, naive reading of the same claims. */
import assert from "node:assert/strict";
import { test } from "node:test";

import * as days from "../../../mapgen/page/browser/core/days.js";
import {
  LENS,
  Lens,
  OF_THE_TIME,
  lastIssued,
  sourceTerms,
} from "../../../mapgen/page/browser/core/lens.js";
import { cases } from "./random.mjs";

const KINDS = ["contemporary-report", "dataset", undefined];
const LANGUAGES = ["en", "ur", undefined];
const FIRST = days.fromISO("1986-01-01");

const issued = (...parts) => ({ csl: { issued: { "date-parts": [parts] } } });

test("the last day of publication is as late as the date leaves open", () => {
  assert.equal(lastIssued(issued(1986, 12, 15)), days.fromISO("1986-12-15"));
  assert.equal(lastIssued(issued(1986, 2)), days.fromISO("1986-02-28"));
  assert.equal(lastIssued(issued("1986", "12")), days.fromISO("1986-12-31"));
  assert.equal(lastIssued(issued(1988)), days.fromISO("1988-12-31"));
  const range = { csl: { issued: { "date-parts": [[1986], [1987, 3, 2]] } } };
  assert.equal(lastIssued(range), days.fromISO("1987-03-02"));
  for (const csl of [{}, { issued: {} }, { issued: { literal: "c. 1990" } }]) {
    assert.equal(lastIssued({ csl }), null);
  }
  assert.equal(lastIssued({ csl: { issued: { "date-parts": [[1986]], circa: true } } }), null);
});

/* ---- made-up atlases ------------------------------------------------------------------------- */

function atlas(random) {
  const keys = Array.from({ length: random.int(2, 7) }, (_, s) => `s${s}`);
  const sources = Object.fromEntries(
    keys.map((key) => {
      const date = days
        .toISO(FIRST + random.int(-200, 900))
        .split("-")
        .map(Number);
      return [
        key,
        { kind: random.from(KINDS), language: random.from(LANGUAGES), ...issued(...date) },
      ];
    }),
  );
  const some = () => keys.filter(() => random.int(0, 2) === 0);
  const claim = () => {
    const low = random.int(0, 40);
    const upTo = random.int(0, 4) === 0;
    const cited = some();
    return {
      sources: cited.length ? cited : [random.from(keys)],
      low: upTo ? 0 : low,
      high: low + random.from([0, 0, 5]),
      upTo,
      atLeast: !upTo && random.int(0, 3) === 0,
    };
  };
  const events = Array.from({ length: random.int(1, 12) }, () => {
    const claims = { deaths: [], injured: [] };
    for (const name of Object.keys(claims)) {
      claims[name] = Array.from({ length: random.int(0, 3) }, claim);
    }
    const first = FIRST + random.int(0, 500);
    const telling = Object.values(claims).flatMap((list) => list.flatMap((each) => each.sources));
    return {
      first,
      last: first + random.int(0, 20),
      claims,
      cited: [...new Set([...some(), ...telling])],
    };
  });
  return { keys, sources, events: events.filter(({ cited }) => cited.length) };
}

/** Low, high and "at least" of some claims, as mapgen/notation/claims.py derives them. */
function derived(claims) {
  if (!claims.length) return [-1, -1, 0];
  const high = Math.max(...claims.map((each) => each.high));
  const lows = claims.filter((each) => !each.upTo).map((each) => each.low);
  const open = claims.some((each) => each.high === high && each.atLeast);
  return [Math.min(high, ...(lows.length ? lows : [0])), high, Number(open)];
}

function columnsOf({ keys, events }) {
  const column = (Type, value) => Type.from(events, value);
  const columns = {
    first: column(Int32Array, ({ first }) => first),
    last: column(Int32Array, ({ last }) => last),
  };
  for (const name of ["deaths", "injured"]) {
    ["Low", "High", "Open"].forEach((end, at) => {
      const Type = end === "Open" ? Uint8Array : Int32Array;
      columns[`${name}${end}`] = column(Type, (event) => derived(event.claims[name])[at]);
    });
  }
  const offsets = [0];
  for (const { cited } of events) offsets.push(offsets.at(-1) + cited.length);
  const values = events.flatMap(({ cited }) => cited.map((key) => keys.indexOf(key)));
  columns.source = { offsets: Uint32Array.from(offsets), values: Uint8Array.from(values) };
  const rows = events.flatMap(({ cited, claims }, i) =>
    cited.length < 2
      ? []
      : ["deaths", "injured"].flatMap((name, figure) =>
          claims[name].flatMap(({ sources, low, high, upTo, atLeast }) =>
            sources.map((key) => [i, figure, keys.indexOf(key), low, high, upTo + 2 * atLeast]),
          ),
        ),
  );
  ["Event", "Figure", "Source", "Low", "High", "How"].forEach((name, at) => {
    columns[`claim${name}`] = Uint32Array.from(rows, (row) => row[at]);
  });
  return columns;
}

function selectionOf({ keys }, random) {
  const selection = {
    sources: null,
    source_kinds: null,
    source_languages: null,
    of_the_time: null,
  };
  if (random.int(0, 1)) selection.sources = keys.filter(() => random.int(0, 1)).concat("nobody");
  if (random.int(0, 2) === 0) selection.source_kinds = [random.from(["dataset", "unknown"])];
  if (random.int(0, 2) === 0) selection.source_languages = [random.from(["ur", "und"])];
  if (random.int(0, 2) === 0) selection.of_the_time = true;
  return selection;
}

/** Whether a source is selected at an event, said once more. */
function isSelected({ sources }, selection, event, key) {
  const { kind = "unknown", language = "und", csl } = sources[key];
  const day = days.fromCivil(...csl.issued["date-parts"][0]);
  const ofTheTime =
    kind === "contemporary-report" || (day >= event.first && day <= event.last + OF_THE_TIME);
  return (
    (!selection.sources || selection.sources.includes(key)) &&
    (!selection.source_kinds || selection.source_kinds.includes(kind)) &&
    (!selection.source_languages || selection.source_languages.includes(language)) &&
    (!selection.of_the_time || ofTheTime)
  );
}

test("events, figures and counts are those of the selected sources alone", () => {
  cases(400, (random) => {
    const made = atlas(random);
    const columns = columnsOf(made);
    const terms = { source: made.keys, ...sourceTerms(made.keys, made.sources) };
    const lens = new Lens(columns, terms, made.sources);
    const selection = selectionOf(made, random);
    const selected = lens.select(selection);
    const figures = lens.figures();
    const all = Uint32Array.from(made.events, (_, i) => i);
    if (Object.values(selection).every((value) => value === null)) assert.equal(selected, null);
    made.events.forEach((event, i) => {
      const cited = event.cited.filter((key) => isSelected(made, selection, event, key));
      if (selected) assert.equal(selected.events[i], cited.length ? 1 : 0);
      event.cited.forEach((key) => {
        assert.equal(lens.includes(i, made.keys.indexOf(key)), cited.includes(key));
      });
      for (const name of ["deaths", "injured"]) {
        const claims = event.claims[name].filter(({ sources }) =>
          sources.some((key) => cited.includes(key)),
        );
        const found = ["Low", "High", "Open"].map((end) => figures[`${name}${end}`][i]);
        assert.deepEqual(found, derived(claims));
      }
    });
    for (const [key, term] of Object.entries(LENS)) {
      const rest = { ...selection, [key]: null };
      const count = (one) =>
        made.events.filter((event) =>
          event.cited.some((each) => isSelected(made, { ...rest, ...one }, event, each)),
        ).length;
      const values = term ? terms[term].map((value) => [value]) : [true];
      assert.deepEqual(
        Array.from(lens.counts(key, selection, all)),
        values.map((value) => count({ [key]: value })),
      );
      assert.equal(lens.countWithout(key, selection, all), count({}));
    }
    lens.select({});
    assert.deepEqual(lens.figures(), lens.stated);
  });
});

test("where one source is cited, every event is selected with it or none", () => {
  const column = (Type, value) => Type.of(value, value);
  const columns = { first: Int32Array.of(0, 9), last: Int32Array.of(0, 9) };
  for (const name of ["deathsLow", "deathsHigh", "injuredLow", "injuredHigh"]) {
    columns[name] = column(Int32Array, 3);
  }
  columns.deathsOpen = columns.injuredOpen = column(Uint8Array, 0);
  const sources = { only: { kind: "dataset", csl: {} } };
  const terms = { source: ["only"], ...sourceTerms(["only"], sources) };
  const lens = new Lens(columns, terms, sources);
  assert.deepEqual([...lens.select({ source_kinds: ["dataset"] }).events], [1, 1]);
  assert.deepEqual([...lens.select({ source_kinds: ["memoir"] }).events], [0, 0]);
  assert.deepEqual([...lens.figures().deathsLow], [-1, -1]);
});
