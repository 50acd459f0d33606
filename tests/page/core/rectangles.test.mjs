import assert from "node:assert/strict";
import { test } from "node:test";

import { sameRectangles } from "../../../mapgen/page/browser/core/rectangles.js";

test("rectangles are the same where each edge of each is", () => {
  const some = () => [
    [0, 1, 2, 3],
    [4, 5, 6, 7.5],
  ];
  assert.ok(sameRectangles(some(), some()));
  assert.ok(sameRectangles([], []));
  assert.ok(!sameRectangles(some(), some().slice(1)));
  assert.ok(!sameRectangles([], some()));
  for (let edge = 0; edge < 4; edge += 1) {
    const others = some();
    others[1][edge] += 0.5;
    assert.ok(!sameRectangles(some(), others));
  }
});
