/*
 * Where the rows of a list stand. A million rows have one height, so that a row's place follows from
 * its number; the rows of a shorter list are as high as their words, once these have been measured.
 */
import { firstAbove } from "../../browser/core/bisect.js";

export class Rows {
  constructor() {
    this.even = 0;
    this.heights = null;
    this.events = [];
  }

  /** The height of every row while none is measured, in pixels. */
  setEven(height) {
    this.even = height;
    this.lay();
  }

  /** Heights in pixels, one for each event of the atlas; null makes all rows alike again. */
  setHeights(heights) {
    this.heights = heights;
    this.lay();
  }

  setEvents(events) {
    this.events = events;
    this.lay();
  }

  /** Sums up the heights: row k begins at tops[k], and the list ends at the last of them. */
  lay() {
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

  top(k) {
    return this.tops ? this.tops[k] : k * this.even;
  }

  height(k) {
    return this.tops ? this.tops[k + 1] - this.tops[k] : this.even;
  }

  /** The number of the row that y lies in: the last one below the end, the first one above all. */
  at(y) {
    const last = Math.max(this.events.length - 1, 0);
    if (!this.tops) return this.even ? Math.min(Math.max(Math.floor(y / this.even), 0), last) : 0;
    return Math.min(Math.max(firstAbove(this.tops, y) - 1, 0), last);
  }
}
