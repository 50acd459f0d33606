// @ts-check
/*
 * What differs between two choices of events, as low and high bounds. Pure: no DOM, no map.
 *
 * An event counts in the low bound where all its days lie in the range, in the high bound where any
 * may; so do its dead. A difference holds for every pair of numbers within the bounds.
 */

/** @import { CountedBy, KeptSums } from "./stretches.js" */
/** @typedef {[low: number, high: number]} Bounds */
/** @typedef {{from: number, to: number}} Days */
/** @typedef {{events: Bounds, dead: Bounds, unstated: number}} Figures */
/** @typedef {Figures & {latest: number}} KeptFigures of a stretch of time, and the last day of its events */
/**
 * @typedef {object} Columns
 * @property {ArrayLike<number>} first
 * @property {ArrayLike<number>} last
 * @property {ArrayLike<number>} deathsLow
 * @property {ArrayLike<number>} deathsHigh
 * @property {ArrayLike<number> | null} [counted] how many events a row stands for
 */

const DAYS_A_YEAR = 365.2425;
/** @type {Days} */
const EVER = { from: -Infinity, to: Infinity };
/** Ranges whose lengths differ by no more than this part are as long as each other. */
const SAME = 0.01;

/** @param {Days} days */
export const yearsIn = ({ from, to }) => (to - from + 1) / DAYS_A_YEAR;

/**
 * Whether two ranges are as long as each other: two years are, leap or not.
 * @param {Days} one
 * @param {Days} other
 */
export function sameLength(one, other) {
  const [a, b] = [yearsIn(one), yearsIn(other)];
  return Math.abs(a - b) <= SAME * Math.max(a, b);
}

/**
 * The figures of the visible events in a range.
 * @param {Columns} columns
 * @param {ArrayLike<number>} visible
 * @param {Days} days
 * @returns {Figures}
 */
export function figuresOf(columns, visible, days) {
  const figures = noFigures();
  addFigures(figures, columns, visible, days, 0, visible.length);
  return figures;
}

/**
 * The same for the events that a filter leaves, without those of whole stretches of time that were added
 * up before.
 * @param {Columns} columns
 * @param {CountedBy & {visible: Uint32Array}} filter
 * @param {Days} days
 * @param {KeptSums<KeptFigures>} kept of these columns
 */
export function figuresUnder(columns, filter, days, kept) {
  const { first, last, deathsLow, deathsHigh } = columns;
  const { visible } = filter;
  const all = noFigures();
  /** @type {(into: Figures, within: Days, start: number, end: number) => void} */
  const add = (into, within, start, end) => addFigures(into, columns, visible, within, start, end);
  kept.under(filter, deathsLow, deathsHigh).each(
    visible,
    first,
    filter,
    (start, end) => {
      const sums = noFigures();
      add(sums, EVER, start, end);
      let latest = -Infinity;
      for (let k = start; k < end; k += 1) latest = Math.max(latest, last[visible[k]]);
      return { ...sums, latest };
    },
    ({ latest, events, dead, unstated }, start, end) => {
      if (first[visible[start]] < days.from || latest > days.to) {
        add(all, days, start, end);
        return;
      }
      for (const bound of [0, 1]) {
        all.events[bound] += events[bound];
        all.dead[bound] += dead[bound];
      }
      all.unstated += unstated;
    },
    (start, end) => add(all, days, start, end),
  );
  return all;
}

/** @returns {Figures} */
const noFigures = () => ({ events: [0, 0], dead: [0, 0], unstated: 0 });

/**
 * Adds the visible events from one to another.
 * @param {Figures} figures
 * @param {Columns} columns
 * @param {ArrayLike<number>} visible
 * @param {Days} days
 * @param {number} start
 * @param {number} end
 */
function addFigures(figures, columns, visible, { from, to }, start, end) {
  const { first, last, deathsLow, deathsHigh, counted } = columns;
  const { events, dead } = figures;
  for (let k = start; k < end; k += 1) {
    const i = visible[k];
    const n = counted ? counted[i] : 1;
    const surely = first[i] >= from && last[i] <= to;
    events[1] += n;
    if (surely) events[0] += n;
    if (deathsHigh[i] < 0) figures.unstated += n;
    else {
      dead[1] += deathsHigh[i];
      if (surely) dead[0] += Math.max(deathsLow[i], 0);
    }
  }
}

/**
 * The second figure less the first; with `years` of each, a year.
 * @param {Bounds} first
 * @param {Bounds} second
 * @param {[number, number]} [years]
 * @returns {Bounds}
 */
export function differenceOf(first, second, [a, b] = [1, 1]) {
  return [second[0] / b - first[1] / a, second[1] / b - first[0] / a];
}

/**
 * Bounds to one decimal below 10, to whole numbers from there on, outwards: what is true stays within.
 * @param {Bounds} bounds
 * @returns {Bounds}
 */
export function roundedOut([low, high]) {
  const unit = Math.max(Math.abs(low), Math.abs(high)) < 10 ? 10 : 1;
  /* What arithmetic has added in the last places moves no bound. */
  const least = 1e-9;
  return [Math.floor(low * unit + least) / unit + 0, Math.ceil(high * unit - least) / unit + 0];
}

/**
 * How surely and how far a figure has changed: the bound that is nearest to none, 0 where its
 * direction is not known.
 * @param {Bounds} bounds
 */
export const sureChange = ([low, high]) => (low > 0 ? low : high < 0 ? high : 0);
