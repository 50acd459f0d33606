// @ts-check
/* Events at several places: where the places of an event stand in the columns of places. */
import { firstAbove, firstNotBelow } from "./bisect.js";

/** @typedef {{spotEvent?: ArrayLike<number>}} SpotColumns the event of each place, rising */

/**
 * The places of event i in the columns of places: [start, end), empty where it has but one.
 * @param {SpotColumns} columns
 * @param {number} i
 * @returns {[start: number, end: number]}
 */
export const spotsOf = ({ spotEvent }, i) =>
  spotEvent ? [firstNotBelow(spotEvent, i), firstAbove(spotEvent, i)] : [0, 0];

/**
 * Calls with each visible event at several places, and with where its places stand: [start, end).
 * @param {SpotColumns} columns
 * @param {ArrayLike<number>} visible rising
 * @param {(i: number, start: number, end: number) => void} call
 */
export function eachAtSeveral({ spotEvent }, visible, call) {
  if (!spotEvent) return;
  for (let start = 0; start < spotEvent.length;) {
    const i = spotEvent[start];
    const end = firstAbove(spotEvent, i);
    if (visible[firstNotBelow(visible, i)] === i) call(i, start, end);
    start = end;
  }
}
