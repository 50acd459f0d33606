import assert from "node:assert/strict";
import { test } from "node:test";

import { clearMove, leastHidden, shrunk } from "../../../mapgen/page/browser/core/clear_move.js";

const FRAME = [0, 0, 400, 300];

test("a view in which nothing is covered stays", () => {
  assert.deepEqual(clearMove([[100, 100, 140, 140]], [[0, 0, 90, 40]], FRAME, 100), [0, 0]);
});

test("the shortest move that clears all targets is taken", () => {
  const mark = [80, 60, 120, 100];
  /* Under the corner of a control by 10 px across and 30 px down: aside is shorter. */
  assert.deepEqual(clearMove([mark], [[0, 0, 90, 90]], FRAME, 100), [16, 0]);
});

test("what is in the map stays in it, and what is outside comes under no control", () => {
  const covers = [[0, 0, 100, 300]];
  const inside = [90, 100, 130, 140];
  const right = [350, 100, 390, 140];
  assert.deepEqual(clearMove([inside], covers, FRAME, 100), [16, 0]);
  assert.equal(clearMove([inside, right], covers, FRAME, 100), null);
  /* Half of a mark at the edge lies under the control, too. */
  assert.equal(clearMove([inside, [-30, 100, 10, 140]], covers, FRAME, 30), null);
});

test("where there is no room within reach there is no move", () => {
  assert.equal(clearMove([[100, 100, 140, 140]], [FRAME], FRAME, 400), null);
});

test("where there is no free view, that is taken in which the least is hidden", () => {
  const covers = [
    [0, 0, 400, 100],
    [0, 130, 400, 300],
  ];
  const { move, hidden } = leastHidden([[100, 60, 140, 100]], covers, FRAME, 100);
  assert.deepEqual(move, [0, 32]);
  assert.ok(hidden > 0 && hidden < 0.3);
  /* What the map's edge would cut counts as hidden, and what is outside is not asked for. */
  const edge = leastHidden(
    [
      [0, 100, 40, 140],
      [-100, 100, -60, 140],
    ],
    [[20, 0, 60, 300]],
    FRAME,
    100,
  );
  assert.deepEqual(edge, { move: [64, 0], hidden: 0 });
});

test("a rectangle is shrunk about its middle", () => {
  assert.deepEqual(shrunk([0, 0, 40, 20], 0.5), [10, 5, 30, 15]);
});
