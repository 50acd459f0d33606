// @ts-check
/*
 * What the events that a map shows add up to in each of the units that districts are made of, whichever
 * district a unit belongs to: a step to another time, and to its districts, adds up no event twice.
 */
import { KeptSums } from "./stretches.js";

/** @import { Context, EventIndex, Pane } from "../types" */
/**
 * Of a stretch of time: its units with any events, their numbers side by side, and the last day of all.
 * @typedef {{units: number[], numbers: Float64Array, latest: number}} UnitSums
 */

/** The numbers of a unit: events; of the sum of deaths how many are in it, how many state none, and it. */
export const EVENTS = 0;
export const COUNTED = 1;
export const UNSTATED = 2;
export const LOW = 3;
export const HIGH = 4;
export const WIDTH = 5;

/**
 * The numbers of each unit: of all events that a pane shows, and of those whose days all lie in its range.
 * @param {Context} context
 * @param {Pane} pane
 * @param {boolean} withSure whether these are asked for
 * @param {KeptSums<UnitSums>} [kept] what is kept of this pane
 * @returns {{all: Float64Array, sure: Float64Array | null}}
 */
export function countUnits(context, pane, withSure, kept = new KeptSums()) {
  const { filter, columns } = pane;
  const { deathsLow, deathsHigh, first, last } = columns;
  const [from, to] = pane.range();
  const visible = pane.placed();
  const n = context.districts.units.length;
  const add = adder(context, pane, n);
  const all = new Float64Array(n * WIDTH);
  const sure = withSure ? new Float64Array(n * WIDTH) : null;
  const addSure = (/** @type {number} */ start, /** @type {number} */ end) => {
    if (sure) add(sure, start, end, (i) => first[i] >= from && last[i] <= to);
  };
  kept.under(filter, deathsLow, deathsHigh).each(
    visible,
    first,
    filter,
    (start, end) => {
      const numbers = new Float64Array(n * WIDTH);
      add(numbers, start, end);
      let latest = -Infinity;
      for (let k = start; k < end; k += 1) latest = Math.max(latest, last[visible[k]]);
      return { ...packed(numbers), latest };
    },
    (sums, start, end) => {
      merge(all, sums);
      if (!sure) return;
      if (first[visible[start]] >= from && sums.latest <= to) merge(sure, sums);
      else addSure(start, end);
    },
    (start, end) => {
      add(all, start, end);
      addSure(start, end);
    },
  );
  return { all, sure };
}

/**
 * A function that adds the events shown from one to another, or those of them that are wanted.
 * @param {Context} context
 * @param {Pane} pane
 * @param {number} n how many units there are
 */
function adder({ groups }, pane, n) {
  const { deathsLow, deathsHigh, deathsUnstated, counted, unit } = pane.columns;
  const visible = pane.placed();
  /**
   * @param {Float64Array} numbers
   * @param {number} start
   * @param {number} end
   * @param {((i: EventIndex) => boolean) | null} [wanted]
   */
  return (numbers, start, end, wanted = null) => {
    for (let k = start; k < end; k += 1) {
      const i = visible[k];
      if (unit[i] >= n || (wanted && !wanted(i))) continue;
      const at = unit[i] * WIDTH;
      const weight = counted ? counted[i] : 1;
      const high = deathsHigh[i];
      numbers[at + EVENTS] += groups ? groups.events[i] : 1;
      numbers[at + COUNTED] += weight;
      if (high < 0) numbers[at + UNSTATED] += weight;
      else if (deathsUnstated) numbers[at + UNSTATED] += deathsUnstated[i];
      if (high > 0) numbers[at + HIGH] += high;
      if (deathsLow[i] > 0) numbers[at + LOW] += deathsLow[i];
    }
  };
}

/**
 * The units with any events alone.
 * @param {Float64Array} numbers
 */
function packed(numbers) {
  const units = [];
  for (let u = 0; u * WIDTH < numbers.length; u += 1) if (numbers[u * WIDTH] > 0) units.push(u);
  const rows = new Float64Array(units.length * WIDTH);
  units.forEach((u, r) => rows.set(numbers.subarray(u * WIDTH, (u + 1) * WIDTH), r * WIDTH));
  return { units, numbers: rows };
}

/**
 * @param {Float64Array} all
 * @param {UnitSums} sums
 */
function merge(all, { units, numbers }) {
  for (let r = 0; r < units.length; r += 1) {
    for (let w = 0; w < WIDTH; w += 1) all[units[r] * WIDTH + w] += numbers[r * WIDTH + w];
  }
}
