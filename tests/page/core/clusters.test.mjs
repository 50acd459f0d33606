/* Clusters against a naive computation. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { Clusters } from "../../../mapgen/page/browser/core/clusters.js";
import { KeptSums } from "../../../mapgen/page/browser/core/stretches.js";
import { mercatorX, mercatorY } from "../../../mapgen/page/browser/core/mercator.js";
import { cases } from "./random.mjs";

const CATEGORIES = 4;
const TERMS = {
  category: Array.from({ length: CATEGORIES }, (_, k) => ({ id: `kind-${k}` })),
  precision: ["spot", "neighbourhood"],
  confidence: ["A", "B", "C"],
};
const WEST = 66.8;
const EAST = 67.3;
const NORTH = 25.2;
const SOUTH = 24.6;
const NOWHERE = -0x80000000;

function someEvents(draw) {
  const grid = (value) => Math.floor(value / 400) * 400;
  return draw.list(60, () =>
    withoutPoint({
      latitude: grid(draw.int(2_470_000, 2_510_000)),
      longitude: grid(draw.int(6_690_000, 6_720_000)),
      deathsHigh: draw.int(-1, 300),
      category: draw.int(0, CATEGORIES - 1),
      precision: draw.int(0, 1),
      confidence: draw.int(0, 2),
      area: draw.from([-1, -1, -1, 0, 1]),
      visible: draw.bool(),
    }),
  );
}

/** An event of an area has no position. */
const withoutPoint = (event) =>
  event.area < 0 ? event : { ...event, latitude: NOWHERE, longitude: NOWHERE };

function columnsOf(events) {
  const column = (name, Type) => Type.from(events, (event) => event[name]);
  return {
    first: Int32Array.from(events.keys()),
    latitude: column("latitude", Int32Array),
    longitude: column("longitude", Int32Array),
    deathsHigh: column("deathsHigh", Int32Array),
    category: column("category", Uint8Array),
    precision: column("precision", Uint8Array),
    confidence: column("confidence", Uint8Array),
    radius: Uint16Array.from(events, ({ radius }) => radius || 0),
  };
}

/** The part of the world that is laid out: all of the events, or as much as a screen shows. */
function boxAt(scale) {
  const [left, right] = [mercatorX(WEST) * scale, mercatorX(EAST) * scale];
  const [top, bottom] = [mercatorY(NORTH) * scale, mercatorY(SOUTH) * scale];
  return (right - left) * (bottom - top) < 4e7
    ? { left, top, right, bottom }
    : { left, top, right: left + 4000, bottom: top + 4000 };
}

/** Whether sums of whole stretches of time are those of their events. */
function stretchesAgree(clusters, visible, n) {
  const sums = () => [...clusters.totals, ...clusters.shares].join();
  const ranges = [
    [0, n],
    [3, n - 4],
    [9, 30],
    [0, 30],
  ];
  const filter = { from: 0, to: n, othersVersion: 1, isNarrowed: () => false };
  return ranges.every(([from, to]) => {
    const within = visible.filter((i) => i >= from && i <= to);
    clusters.count(within, Object.assign(filter, { from, to }));
    const kept = sums();
    clusters.count(within);
    return kept === sums();
  });
}

test("marks hold each visible event once and do not overlap", () => {
  cases(100, (draw) => {
    const events = someEvents(draw);
    const zoom = draw.from([9, 11.25, 14, 17]);
    const scale = 256 * 2 ** zoom;
    const clusters = new Clusters(columnsOf(events), TERMS, (i) => events[i].area);
    clusters.layout(scale, boxAt(scale));
    clusters.kept = new KeptSums(5);
    const visible = Uint32Array.from(events.flatMap((event, i) => (event.visible ? [i] : [])));
    assert.ok(stretchesAgree(clusters, visible, events.length));
    clusters.count(new Uint32Array());
    clusters.count(visible);
    for (let area = 0; area < clusters.areas; area += 1) {
      const n = events.filter((event) => event.area === area && event.visible).length;
      assert.equal(clusters.area(area).n, n);
    }
    const marks = clusters.marks();
    const markOf = new Map();
    const held = [];
    marks.forEach((mark, number) => {
      const members = clusters.members(visible, mark.groups);
      const some = members.map((i) => events[i]);
      held.push(...members);
      assert.equal(mark.n, some.length);
      assert.equal(
        mark.dead,
        some.reduce((sum, event) => sum + Math.max(event.deathsHigh, 0), 0),
      );
      assert.equal(mark.first, Math.min(...members));
      assert.equal(mark.last, Math.max(...members));
      assert.equal(
        mark.soft,
        some.every((event) => event.precision === 1),
      );
      assert.equal(
        mark.doubtful,
        some.every((event) => event.confidence === 2),
      );
      for (let category = 0; category < CATEGORIES; category += 1) {
        const n = some.filter((event) => event.category === category).length;
        assert.equal(clusters.sharesOf(mark.groups)[category], n);
      }
      const places = new Set(some.map((event) => `${event.latitude} ${event.longitude}`));
      assert.equal(mark.mixed, places.size > 1);
      /* Events of one place are never in two marks. */
      for (const place of places) {
        assert.equal(markOf.get(place) ?? number, number);
        markOf.set(place, number);
      }
      for (const other of marks.slice(number + 1)) {
        const apart = Math.hypot(mark.x - other.x, mark.y - other.y);
        assert.ok(apart >= (mark.size + other.size) * 0.47 - 1e-6);
      }
    });
    assert.equal(new Set(held).size, held.length);
    /* Where all is laid out, no event is left out. */
    if (zoom < 14) {
      const wanted = [...visible].filter((i) => events[i].area < 0);
      assert.deepEqual(
        held.sort((a, b) => a - b),
        wanted,
      );
    }
  });
});

test("a town is gathered like any mark until it is larger than a point", () => {
  const base = { deathsHigh: 1, category: 0, confidence: 0, radius: 3000 };
  const at = (longitude) => ({ latitude: 2_480_000, longitude });
  const events = [
    { ...base, ...at(6_690_000), precision: 1, area: 0 },
    { ...base, ...at(6_690_000), precision: 0, area: -1 }, // a spot at the same degrees
    { ...base, ...at(6_690_000), precision: 1, area: 0 },
    { ...base, ...at(6_720_000), precision: 1, area: 1 },
  ];
  const visible = Uint32Array.from(events.keys());
  const clusters = new Clusters(columnsOf(events), TERMS, (i) => events[i].area);
  const look = (zoom) => {
    const scale = 256 * 2 ** zoom;
    clusters.layout(scale, boxAt(scale));
    clusters.count(visible);
    return clusters.marks().map((mark) => [mark.n, mark.mixed, mark.soft]);
  };
  assert.deepEqual(look(5), [[4, true, false]]);
  assert.deepEqual(clusters.towns, []);
  assert.deepEqual(look(9), [
    [3, true, false],
    [1, false, true],
  ]);
  assert.deepEqual(look(12), [[1, false, false]]);
  assert.deepEqual(clusters.towns, [0, 1]);
  assert.deepEqual(
    [0, 1].map((a) => clusters.area(a).n),
    [2, 1],
  );
  assert.deepEqual(clusters.together(visible, 0), [0, 2]);
  assert.deepEqual(clusters.together(visible, 1), [1]);
  /* What is not laid out has no group, be it a town. */
  const scale = 256 * 2 ** 14;
  const left = mercatorX(66.85) * scale;
  const top = mercatorY(24.83) * scale;
  clusters.layout(scale, { left, top, right: left + 3000, bottom: top + 2000 });
  assert.deepEqual(clusters.towns, [0]);
});

test("the dead of an event at several places are divided among its marks", () => {
  const at = (longitude) => ({ latitude: 2_480_000, longitude, category: 0, confidence: 0 });
  const events = [
    { ...at(6_690_000), deathsHigh: 300, precision: 1, area: -1 },
    { ...at(6_720_000), deathsHigh: 7, precision: 0, area: -1 },
  ];
  /* The first at three places, two of them side by side. */
  const spots = {
    spotEvent: Int32Array.of(0, 0, 0),
    spotLatitude: Int32Array.of(2_480_000, 2_480_000, 2_480_000),
    spotLongitude: Int32Array.of(6_690_000, 6_690_100, 6_720_000),
  };
  const clusters = new Clusters({ ...columnsOf(events), ...spots }, TERMS, (i) => events[i].area);
  const visible = Uint32Array.of(0, 1);
  const look = (zoom) => {
    const scale = 256 * 2 ** zoom;
    clusters.layout(scale, boxAt(scale));
    clusters.count(visible);
    return clusters.marks(visible).map(({ n, dead }) => [n, dead]);
  };
  assert.deepEqual(look(11), [
    [1, 200],
    [2, 107],
  ]);
  /* In one mark it is counted once, with all its dead. */
  assert.deepEqual(look(3), [[2, 307]]);
});

test("ground laid out part by part beside another has the same marks", () => {
  cases(30, (draw) => {
    const events = someEvents(draw);
    const columns = columnsOf(events);
    const area = (i) => events[i].area;
    const zoom = draw.from([9, 11.25, 14]);
    const box = boxAt(256 * 2 ** zoom);
    const all = Uint32Array.from(events.keys());
    const one = new Clusters(columns, TERMS, area);
    one.layout(256 * 2 ** (zoom + 1), boxAt(256 * 2 ** (zoom + 1)));
    one.count(all);
    const before = JSON.stringify(one.marks());
    const beside = new Clusters(columns, TERMS, area, 1, one);
    beside.kept = new KeptSums(5);
    assert.ok([...beside.laying(256 * 2 ** zoom, box)].length > 0 || !events.length);
    assert.equal([...beside.adding(all)].length, Math.ceil(events.length / 5));
    assert.equal(beside.kept.all.kept.size, Math.ceil(events.length / 5));
    assert.equal(JSON.stringify(one.marks()), before);
    const filter = { from: 3, to: events.length - 9, othersVersion: 1, isNarrowed: () => false };
    const within = all.filter((i) => i >= filter.from && i <= filter.to);
    beside.count(within, filter);
    one.layout(256 * 2 ** zoom, box);
    one.count(within);
    assert.deepEqual(beside.marks(), one.marks());
  });
});
