// @ts-check
/* How far out a map can be zoomed: what it shows, and somewhat more. */
import { mercatorX, mercatorY } from "./mercator.js";

/** @typedef {[[south: number, west: number], [north: number, east: number]]} Corners in degrees */

/** A map shows at least so many degrees when it is zoomed out. */
const LEAST = 3;
/** Zoom goes in such steps. */
const STEP = 0.25;
/** The lowest zoom that there is: the whole world on 32 pixels. */
export const LOWEST = -3;
/** What lies over a map at its edges, in pixels, and at most so much of it. */
const COVERED = [144, 200];
const MOST_COVERED = 0.5;

/**
 * The zoom at which a rectangle fills the width or height of a map.
 * @param {Corners} corners
 * @param {[width: number, height: number]} size in pixels
 */
export function zoomToHold([[south, west], [north, east]], size) {
  const sides = [mercatorX(east) - mercatorX(west), mercatorY(south) - mercatorY(north)];
  const least = LEAST / 360;
  return Math.min(...sides.map((side, k) => Math.log2(size[k] / (256 * Math.max(side, least)))));
}

/**
 * The lowest zoom of a map: a level further out than what holds all of its points, but not so far
 * that the world is smaller than the map.
 * @param {Corners} corners of all points
 * @param {[width: number, height: number]} size in pixels
 */
export function zoomFloor(corners, size) {
  if (!size[0] || !size[1]) return LOWEST;
  const free = /** @type {[number, number]} */ (
    size.map((side, k) => Math.max(side - COVERED[k], side * MOST_COVERED))
  );
  const holding = zoomToHold(corners, free);
  const world = Math.log2(Math.min(...size) / 256);
  const floor = Math.min(holding, Math.max(holding - 1, world));
  return Math.max(Math.floor(floor / STEP) * STEP, LOWEST);
}
