// @ts-check
/*
 * Where the rows of a list stand, in pixels. A million rows have one height, so that a row's place
 * follows from its number; the rows of a shorter list are as high as their words, once these have
 * been measured.
 */
import { firstAbove } from "../../browser/core/bisect.js";

/** @typedef {ArrayLike<import("../../browser/types.d.ts").EventIndex>} Events of a row each */

export class RowPositions {
  constructor() {
    /** The height of every row while none is measured; 0 before it is known. */
    this.even = 0;
    /** @type {Float32Array | null} the measured height of each event's row */
    this.heights = null;
    /** @type {Events} */
    this.events = [];
    /** @type {Float64Array | null} where each row begins, and the end of the last */
    this.tops = null;
  }

  /** @param {number} height of every row while none is measured */
  setEven(height) {
    this.even = height;
    this.sum();
  }

  /** @param {Float32Array | null} heights one for each event of the atlas; null: all rows alike */
  setHeights(heights) {
    this.heights = heights;
    this.sum();
  }

  /** @param {Events} events */
  setEvents(events) {
    this.events = events;
    this.sum();
  }

  sum() {
    const { events, heights } = this;
    this.tops = null;
    if (!heights) return;
    this.tops = new Float64Array(events.length + 1);
    for (let k = 0; k < events.length; k += 1) {
      this.tops[k + 1] = this.tops[k] + heights[events[k]];
    }
  }

  get total() {
    return this.top(this.events.length);
  }

  /** @param {number} k the number of a row */
  top(k) {
    return this.tops ? this.tops[k] : k * this.even;
  }

  /** @param {number} k the number of a row */
  height(k) {
    return this.tops ? this.tops[k + 1] - this.tops[k] : this.even;
  }

  /**
   * The number of the row that y lies in: the last one below the end, the first one above all.
   * @param {number} y
   */
  at(y) {
    const last = Math.max(this.events.length - 1, 0);
    if (!this.tops) return this.even ? Math.min(Math.max(Math.floor(y / this.even), 0), last) : 0;
    return Math.min(Math.max(firstAbove(this.tops, y) - 1, 0), last);
  }
}
