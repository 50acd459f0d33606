// @ts-check
/* The two ranges of time with which a comparison begins. Pure: no DOM, no map. */
import { endOfYear, startOfYear, yearOf } from "./days.js";

/** @import { Day } from "../types" */
/** @typedef {[from: Day, to: Day]} Range both days included */

/**
 * The ranges before and after the middle of a period; of a range within the period, that range and the
 * one of the same length that follows it, or precedes it where it reaches the period's end.
 * @param {Range} period
 * @param {Range} range
 * @returns {[Range, Range]}
 */
export function rangesToCompare([first, last], [from, to]) {
  if (from <= first && to >= last) {
    const middle = startOfYear(Math.round((yearOf(first) + yearOf(last)) / 2));
    const start = middle > first && middle <= last ? middle : Math.ceil((first + last) / 2);
    return [
      [from, start - 1],
      [start, last],
    ];
  }
  const [start, end] = to < last ? after(from, to) : before(from, to);
  return [
    [from, to],
    [Math.max(start, first), Math.min(end, last)],
  ];
}

/**
 * The stretch of the same length after a range; of whole years, whole years.
 * @type {(from: Day, to: Day) => [Day, Day]}
 */
function after(from, to) {
  const whole = wholeYears(from, to);
  return whole ? yearsFrom(yearOf(to) + 1, whole) : [to + 1, to + 1 + (to - from)];
}

/** @type {(from: Day, to: Day) => [Day, Day]} the one before it */
function before(from, to) {
  const whole = wholeYears(from, to);
  return whole ? yearsFrom(yearOf(from) - whole, whole) : [from - 1 - (to - from), from - 1];
}

/**
 * How many whole years a range is; 0 where it is none.
 * @param {Day} from
 * @param {Day} to
 */
function wholeYears(from, to) {
  const [first, last] = [yearOf(from), yearOf(to)];
  return from === startOfYear(first) && to === endOfYear(last) ? last - first + 1 : 0;
}

/** @type {(first: number, n: number) => [Day, Day]} */
const yearsFrom = (first, n) => [startOfYear(first), endOfYear(first + n - 1)];
