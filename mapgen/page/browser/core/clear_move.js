// @ts-check
/* By how much a view is moved so that nothing tappable in it lies under a control. Pure. */
import { overlap } from "./rectangles.js";

/** @import { Rectangle } from "./rectangles.js" */

/** @typedef {[x: number, y: number]} Move */

/** Moves are tried in steps of so many pixels. */
const STEP = 8;
/** The same where each move is weighed, and not only asked whether it is free. */
const COARSE_STEP = 16;

/**
 * The shortest move of a map's ground after which no target lies under a cover, and none that was
 * in the map has left it or is cut by its edge; null where no move within reach does.
 *
 * A target and a cover bar a rectangle of moves, those after which they meet; the frame bars all
 * after which a target has left it.
 * @param {Rectangle[]} targets what can be tapped
 * @param {Rectangle[]} covers what lies over the map, in the same pixels
 * @param {Rectangle} frame the map itself
 * @param {number} reach the longest move along either axis, in pixels
 * @param {number} [clear] the share of a target, about its middle, that is to lie under no cover
 * @param {number} [kept] the share that is to stay in the map
 * @returns {Move | null}
 */
export function clearMove(targets, covers, frame, reach, clear = 1, kept = 1) {
  let [west, north, east, south] = [-reach, -reach, reach, reach];
  for (const [left, top, right, bottom] of targets.map((each) => shrunk(each, kept))) {
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    if (x < frame[0] || x > frame[2] || y < frame[1] || y > frame[3]) continue;
    west = Math.max(west, frame[0] - left);
    north = Math.max(north, frame[1] - top);
    east = Math.min(east, frame[2] - right);
    south = Math.min(south, frame[3] - bottom);
  }
  const barred = covers
    .map((cover) => common(cover, frame))
    .filter(([left, top, right, bottom]) => left < right && top < bottom)
    .flatMap((cover) => targets.map((target) => movesInto(cover, shrunk(target, clear))))
    .filter((each) => each[0] < east && each[1] < south && each[2] > west && each[3] > north);
  /** @type {Move | null} */
  let best = null;
  let length = Infinity;
  for (let x = Math.ceil(west / STEP) * STEP; x <= east; x += STEP) {
    for (let y = Math.ceil(north / STEP) * STEP; y <= south; y += STEP) {
      const distance = x * x + y * y;
      if (distance < length && !barred.some((each) => holds(each, x, y))) {
        best = [x, y];
        length = distance;
      }
    }
  }
  /* No -0: a move that is none. */
  return best && [best[0] || 0, best[1] || 0];
}

/**
 * The move after which the least of all targets is hidden, by covers or beyond the map's edge, and how
 * much that is: 1 for each whole target. Of a target that is not in the map only covers count.
 * @param {Rectangle[]} targets
 * @param {Rectangle[]} covers
 * @param {Rectangle} frame
 * @param {number} reach
 * @returns {{move: Move, hidden: number}}
 */
export function leastHidden(targets, covers, frame, reach) {
  const over = covers.map((cover) => common(cover, frame));
  const sizes = targets.map((each) => overlap(each, each));
  const inside = targets.map((each) => {
    const [x, y] = [(each[0] + each[2]) / 2, (each[1] + each[3]) / 2];
    return x >= frame[0] && x <= frame[2] && y >= frame[1] && y <= frame[3];
  });
  /** @type {{move: Move, hidden: number}} */
  let best = { move: [0, 0], hidden: Infinity };
  const most = Math.floor(reach / COARSE_STEP);
  for (let i = -most; i <= most; i += 1) {
    for (let j = -most; j <= most; j += 1) {
      const [x, y] = [i * COARSE_STEP, j * COARSE_STEP];
      let hidden = 0;
      targets.forEach(([left, top, right, bottom], k) => {
        /** @type {Rectangle} */
        const at = [left + x, top + y, right + x, bottom + y];
        let area = inside[k] ? sizes[k] - overlap(at, frame) : 0;
        for (const cover of over) area += overlap(at, cover);
        hidden += area / sizes[k];
      });
      const nearer = Math.hypot(x, y) < Math.hypot(...best.move);
      if (hidden < best.hidden || (hidden === best.hidden && nearer)) {
        best = { move: [x, y], hidden };
      }
    }
  }
  return best;
}

/**
 * A rectangle about the same middle.
 * @param {Rectangle} rectangle
 * @param {number} share of its width and height
 * @returns {Rectangle}
 */
export function shrunk([left, top, right, bottom], share) {
  const [x, y] = [((right - left) * (1 - share)) / 2, ((bottom - top) * (1 - share)) / 2];
  return [left + x, top + y, right - x, bottom - y];
}

/**
 * What two rectangles have in common; its right is left of its left where that is nothing.
 * @type {(a: Rectangle, b: Rectangle) => Rectangle}
 */
const common = (a, b) => [
  Math.max(a[0], b[0]),
  Math.max(a[1], b[1]),
  Math.min(a[2], b[2]),
  Math.min(a[3], b[3]),
];

/**
 * The moves after which a target meets a cover.
 * @type {(cover: Rectangle, target: Rectangle) => Rectangle}
 */
const movesInto = (cover, target) => [
  cover[0] - target[2],
  cover[1] - target[3],
  cover[2] - target[0],
  cover[3] - target[1],
];

/** @type {(rectangle: Rectangle, x: number, y: number) => boolean} */
const holds = ([left, top, right, bottom], x, y) => x > left && x < right && y > top && y < bottom;
