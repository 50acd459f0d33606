// @ts-check
/*
 * Where the scale is so small that a town is hardly more than a point, a mark of several events next
 * to it counts the town's too; they part again as one zooms in.
 */
import { DEGREE } from "../../browser/core/event_values.js";
import { mercatorX, mercatorY } from "../../browser/core/mercator.js";

/** @import { Mark } from "../../browser/core/marks.js" */
/** @import { EventIndex } from "../../browser/types" */
/** @import { EventLayer } from "./event_layer.js" */

/** A town of this radius in pixels or less is a point to the eye; how near a mark takes it in. */
const TOWN_IS_POINT = 22;
const TOWN_REACH = 34;
/** Metres around the equator. */
const EQUATOR = 40075016.7;

/**
 * The radius of event i's place in pixels.
 * @param {EventLayer} layer
 * @param {EventIndex} i
 */
export function radiusOf({ context, zoom }, i) {
  const { latitude, radius } = context.columns;
  const radians = (latitude[i] / DEGREE) * (Math.PI / 180);
  return (radius[i] * 256 * 2 ** zoom) / (EQUATOR * Math.cos(radians));
}

/**
 * Joins towns into the marks next to them.
 * @param {EventLayer} layer
 * @param {Mark[]} marks
 * @returns {Set<number>} the numbers of the towns that marks have taken in
 */
export function joinTowns(layer, marks) {
  const { clusters, areas, context } = layer;
  const { longitude, latitude } = context.columns;
  /** @type {Set<number>} */
  const joined = new Set();
  areas.list.forEach(({ kind, sample }, a) => {
    if (kind !== "town" || !clusters.area(a).n || radiusOf(layer, sample) > TOWN_IS_POINT) return;
    const x = mercatorX(longitude[sample] / DEGREE) * clusters.scale;
    const y = mercatorY(latitude[sample] / DEGREE) * clusters.scale;
    const mark = nearest(marks, x, y);
    if (!mark) return;
    clusters.absorbArea(mark, a);
    joined.add(a);
  });
  if (joined.size) marks.sort((one, other) => one.first - other.first);
  return joined;
}

/**
 * The nearest mark of several events within reach of a point, or null.
 * @param {Mark[]} marks
 * @param {number} x in pixels of the world
 * @param {number} y
 */
function nearest(marks, x, y) {
  /** @type {Mark | null} */
  let found = null;
  let least = Infinity;
  for (const mark of marks) {
    const distance = Math.hypot(mark.x - x, mark.y - y) - mark.size / 2;
    if (mark.n < 2 || distance >= least || distance > TOWN_REACH) continue;
    least = distance;
    found = mark;
  }
  return found;
}
