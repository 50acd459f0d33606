// @ts-check
/*
 * Sums over the visible events that outlast a step of time: those of whole stretches of events are
 * kept for as long as only the range changes, so a step costs the two stretches that it cuts through.
 */
import { firstNotBelow } from "./bisect.js";

/** @typedef {{from: number, to: number, othersVersion: number}} Range a filter, as it stands */

/** Events in a stretch. */
const STRETCH = 16384;

/** @template S what a stretch adds up to */
export class Stretches {
  /** @param {number} [size] events in a stretch */
  constructor(size = STRETCH) {
    this.size = size;
    /** @type {Map<number, S>} */
    this.kept = new Map();
    /** What the sums are of. */
    this.version = -1;
    /** @type {object | null} */
    this.filter = null;
  }

  /**
   * Goes through the visible events stretch by stretch.
   * @param {Uint32Array} visible indices of events, rising
   * @param {ArrayLike<number>} first the first day of each event, rising
   * @param {Range} filter what made them visible
   * @param {(k: number, next: number) => S} sum adds up the visible events from k to the next one
   * @param {(sums: S) => void} take takes the sums of a whole stretch
   * @param {(k: number, next: number) => void} part takes the events of one that the range cuts
   */
  each(visible, first, filter, sum, take, part) {
    if (this.filter !== filter || this.version !== filter.othersVersion) {
      this.filter = filter;
      this.version = filter.othersVersion;
      this.kept.clear();
    }
    for (let k = 0; k < visible.length;) {
      const stretch = Math.floor(visible[k] / this.size);
      const start = stretch * this.size;
      const end = Math.min(start + this.size, first.length);
      const next = firstNotBelow(visible, end, k);
      if (first[start] < filter.from || first[end - 1] > filter.to) part(k, next);
      else {
        let sums = this.kept.get(stretch);
        if (!sums) this.kept.set(stretch, (sums = sum(k, next)));
        take(sums);
      }
      k = next;
    }
  }
}
