// @ts-check
/* By how much a view is moved so that nothing tappable in it lies under a control. Pure. */

/** @import { Rectangle } from "./rectangles.js" */

/** Moves are tried in steps of so many pixels. */
const STEP = 8;

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
 * @returns {[x: number, y: number] | null}
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
  /** @type {[number, number] | null} */
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
