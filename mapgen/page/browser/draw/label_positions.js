// @ts-check
/* Where a label can stand: at its place or beside it, within the map, clear of what is taken. */
import { box, holds, meet, overlap } from "../core/rectangles.js";

/** @import { Point } from "leaflet" */
/** @import { Label, PlacedLabel } from "./labels.js" */
/** @import { Rectangle } from "../core/rectangles.js" */
/** @typedef {{shift: [number, number], rectangle: Rectangle}} LabelPosition */

/** Room at both ends of a label, in pixels. */
const GAP = 3;
/** Kinds of names that stand where the place is, or not at all. */
const FIXED = ["city", "water", "river", "road"];

/**
 * Whether a label is written at a zoom.
 * @param {Label} item
 * @param {number} zoom
 */
export const isWithin = (item, zoom) => zoom >= (item.minZoom || 0) && zoom <= (item.maxZoom || 99);

/**
 * The box that a label takes up, as it is written; `along` is the length of its words.
 * @param {PlacedLabel} item
 */
export function measure(item) {
  const { offsetWidth: width, offsetHeight: height } = item.element;
  const turned = ((item.angle || 0) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turned), Math.abs(Math.sin(turned))];
  item.along = width;
  item.width = width * cos + height * sin;
  item.height = width * sin + height * cos;
}

/**
 * The best position that is free, undefined where there is none. A city's name may lie on marks,
 * which make room for it; so may one that must be shown.
 * @param {PlacedLabel} item
 * @param {Point} at its place
 * @param {Rectangle} room the map
 * @param {Rectangle[]} taken by labels, controls and marks
 * @param {Rectangle[]} fixed of these, the labels and controls
 */
export function choosePosition(item, at, room, taken, fixed) {
  const positions = positionsOf(item, at, room);
  /** @type {(others: Rectangle[]) => (position: LabelPosition) => boolean} */
  const free = (others) => (position) => !others.some((other) => meet(position.rectangle, other));
  if (item.kind === "city") return positions.find(free(fixed));
  const found = positions.find(free(taken));
  return found || !item.must ? found : leastHidden(positions.filter(free(fixed)), taken);
}

/**
 * Where a label may stand, the best first: how far from its place, and the rectangle in the room.
 * @param {PlacedLabel} item
 * @param {Point} at
 * @param {Rectangle} room
 * @returns {LabelPosition[]}
 */
function positionsOf(item, at, room) {
  const up = item.height / 2 + 14;
  const aside = item.width / 2 + 16;
  /** @type {[number, number][]} */
  const shifts = FIXED.includes(item.kind || "")
    ? [[0, 0]]
    : [
        [0, 0],
        [0, up],
        [0, -up],
        [aside, 0],
        [-aside, 0],
        [0, 2.2 * up],
        [0, -2.2 * up],
        ...(item.must ? fartherShifts(up, aside) : []),
      ];
  return shifts
    .map(([x, y]) => ({
      shift: /** @type {[number, number]} */ ([x, y]),
      rectangle: box(at.x + x, at.y + y, item.width + 2 * GAP, item.height),
    }))
    .filter(({ rectangle }) => holds(room, rectangle));
}

/**
 * Where a label may stand that must be shown.
 * @param {number} up
 * @param {number} aside
 * @returns {[number, number][]}
 */
const fartherShifts = (up, aside) =>
  [1, -1, 2.2, -2.2].flatMap((rows) => [
    [aside, rows * up],
    [-aside, rows * up],
  ]);

/**
 * The position of which the least is hidden by rectangles; the first of equal ones.
 * @param {LabelPosition[]} positions
 * @param {Rectangle[]} taken
 */
function leastHidden(positions, taken) {
  const hidden = positions.map(({ rectangle }) =>
    taken.reduce((sum, other) => sum + overlap(rectangle, other), 0),
  );
  return positions[hidden.indexOf(Math.min(...hidden))];
}
