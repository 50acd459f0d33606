import assert from "node:assert/strict";
import { test } from "node:test";

import { mercatorX, mercatorY } from "../../../mapgen/page/browser/core/mercator.js";
import { intoCopy, outOfCopy } from "../../../mapgen/page/browser/core/world_copy.js";
import { LOWEST, zoomFloor, zoomToHold } from "../../../mapgen/page/browser/core/zoom_floor.js";
import { cases } from "./random.mjs";

test("at the floor a map holds all points, on a phone, a laptop and an inset", () => {
  cases(300, (draw) => {
    const south = draw.int(-85, 84);
    const west = draw.int(-180, 179);
    const corners = [
      [south, west],
      [draw.int(south, 85), draw.int(west, west + 360)],
    ];
    for (const size of [
      [390, 560],
      [915, 513],
      [120, 90],
    ]) {
      const floor = zoomFloor(corners, size);
      assert.ok(floor >= LOWEST && floor % 0.25 === 0);
      const pixels = 256 * 2 ** floor;
      const [[s, w], [n, e]] = corners;
      assert.ok((mercatorX(e) - mercatorX(w)) * pixels <= size[0]);
      assert.ok((mercatorY(s) - mercatorY(n)) * pixels <= size[1]);
      assert.ok(zoomToHold(corners, size) >= floor);
    }
  });
});

test("a map of one place can be zoomed out to its country, not from a world to a stamp", () => {
  const laptop = [915, 513];
  const place = [
    [24.8, 67],
    [24.9, 67.1],
  ];
  assert.ok(zoomFloor(place, laptop) < 8);
  const world = [
    [-85, -180],
    [85, 180],
  ];
  assert.ok(256 * 2 ** zoomFloor(world, laptop) > 200);
  assert.equal(zoomFloor(world, [0, 0]), LOWEST);
});

test("a longitude goes into a copy of the world and out of it", () => {
  cases(300, (draw) => {
    const seam = draw.int(-180, 180);
    const longitude = draw.int(-179, 180);
    const told = intoCopy(longitude, seam);
    assert.ok(told >= seam && told <= seam + 360);
    assert.equal(outOfCopy(told), longitude);
  });
  assert.equal(outOfCopy(-180), -180);
  assert.equal(outOfCopy(539), 179);
});
