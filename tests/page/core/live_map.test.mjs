import assert from "node:assert/strict";
import { test } from "node:test";

import { isInView, written } from "../../../mapgen/desk/editor/views/live_map.js";

test("a view is written to about ten metres", () => {
  const view = { zoom: 11.000001, latitude: 24.860812345, longitude: 67.01 };
  assert.equal(written(view), "11/24.8608/67.01");
});

test("an event is in view where its point lies on the map", () => {
  const view = { zoom: 10, latitude: 25, longitude: 67 };
  const size = { width: 512, height: 512 }; // 0.70 degrees of longitude
  assert.ok(isInView(view, size, { latitude: 25, longitude: 67.34 }));
  assert.ok(!isInView(view, size, { latitude: 25, longitude: 67.36 }));
  assert.ok(isInView(view, size, { latitude: 25.31, longitude: 67 }));
  assert.ok(!isInView(view, size, { latitude: 25.33, longitude: 67 }));
  assert.ok(!isInView(view, size, { latitude: null, longitude: null }));
});
