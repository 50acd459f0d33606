// @ts-check
/* The strip's axis of time: from a day to a share of the strip's width, and back; months in bars. */
import * as period from "../../browser/core/periods.js";

/** Months in a bar, the narrowest first, and the least width of a bar in pixels. */
const BINS = [1, 3, 12, 60, 120, 600, 1200, 6000, 12000, 120000];
const NARROWEST = 4;

/** @typedef {import("../../browser/types.d.ts").Day} Day */

export class TimeScale {
  /** @param {[Day, Day]} extent the first and the last day of the strip */
  constructor(extent) {
    this.extent = extent;
  }

  /**
   * Where a day begins, from 0 (the strip's start) to 1 (its end).
   * @param {Day} day
   */
  shareOf(day) {
    const [first, last] = this.extent;
    return Math.min(Math.max((day - first) / (last - first + 1), 0), 1);
  }

  /**
   * The day at a share of the strip.
   * @param {number} share
   * @returns {Day}
   */
  dayAt(share) {
    const [first, last] = this.extent;
    return Math.round(first + Math.min(Math.max(share, 0), 1) * (last - first));
  }

  /** How many years the strip is long. */
  get years() {
    const [first, last] = this.extent;
    return period.monthOf(last) / 12 - period.monthOf(first) / 12;
  }

  /**
   * The bars of a strip: how many months each has, and the first day of each and of the bar that
   * would follow the last.
   * @param {number} width of the strip in pixels
   */
  bars(width) {
    const [first, last] = this.extent;
    const [start, end] = [period.monthOf(first), period.monthOf(last)];
    const all = end - start + 1;
    const months = BINS.find((n) => (width * n) / all >= NARROWEST) || BINS[BINS.length - 1];
    const edges = [];
    const begin = start - (((start % months) + months) % months);
    for (let month = begin; month <= end; month += months) edges.push(period.startOfMonth(month));
    edges.push(period.startOfMonth(begin + months * edges.length));
    return { months, edges };
  }
}

/**
 * A day brought to the month that it lies nearest to: its first day, or its last as an end.
 * @param {Day} day
 * @param {boolean} [end]
 * @returns {Day}
 */
export function snap(day, end) {
  const month = period.monthOf(day);
  const start = period.startOfMonth(month);
  const next = period.startOfMonth(month + 1);
  const late = day - start > next - day;
  return end ? period.endOfMonth(late ? month : month - 1) : late ? next : start;
}
