// @ts-check
/* Ranges of days moved by whole months. */
import { endOfMonth, monthOf, startOfMonth } from "../../browser/core/periods.js";

/** @import { Day } from "../../browser/types" */

/** Mean length of a month in days. */
export const MONTH = 30.44;

/**
 * Whole months in so many days.
 * @param {number} count
 */
export const monthsIn = (count) => Math.round(count / MONTH);

/**
 * A range moved by n months, its width in months kept, its ends within an extent.
 * @param {[Day, Day]} range
 * @param {number} n
 * @param {[Day, Day]} extent
 * @returns {[Day, Day]}
 */
export function shiftRange([from, to], n, [first, last]) {
  const [start, end] = [monthOf(from), monthOf(to)];
  const room = n > 0 ? monthOf(last) - end : monthOf(first) - start;
  const by = n > 0 ? Math.min(n, Math.max(room, 0)) : Math.max(n, Math.min(room, 0));
  return [Math.max(startOfMonth(start + by), first), Math.min(endOfMonth(end + by), last)];
}
