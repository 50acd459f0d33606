// @ts-check
/* Rectangles on the screen as [left, top, right, bottom]. */
/** @typedef {[left: number, top: number, right: number, bottom: number]} Rectangle */

/**
 * A rectangle around its middle.
 * @type {(x: number, y: number, width: number, height: number) => Rectangle}
 */
export const box = (x, y, width, height) => [
  x - width / 2,
  y - height / 2,
  x + width / 2,
  y + height / 2,
];

/**
 * The rectangle that a mark covers, with a little room around it.
 * @type {(mark: {x: number, y: number, size: number}, origin: {x: number, y: number}) => Rectangle}
 */
export const rectangleOf = (mark, origin) =>
  box(mark.x - origin.x, mark.y - origin.y, mark.size + 4, mark.size + 4);

/** @type {(a: Rectangle, b: Rectangle) => boolean} */
export const meet = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

/**
 * Whether the first rectangle holds the second.
 * @type {(a: Rectangle, b: Rectangle) => boolean}
 */
export const holds = (a, b) => a[0] <= b[0] && a[1] <= b[1] && a[2] >= b[2] && a[3] >= b[3];

/**
 * The area that two rectangles share, in square pixels.
 * @type {(a: Rectangle, b: Rectangle) => number}
 */
export const overlap = (a, b) =>
  Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0])) *
  Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));

/**
 * Whether two lists hold the same rectangles in the same order.
 * @param {Rectangle[]} some
 * @param {Rectangle[]} others
 */
export const sameRectangles = (some, others) =>
  some.length === others.length &&
  some.every((one, k) => one.every((edge, e) => edge === others[k][e]));
