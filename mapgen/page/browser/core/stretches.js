// @ts-check
/*
 * Sums over the visible events that outlast a step of time: those of whole stretches of events are
 * kept for as long as only the range changes, so a step costs the two stretches that it cuts through.
 */
import { firstNotBelow } from "./bisect.js";

/** @typedef {{from: number, to: number}} Range first and last day */
/** @typedef {Range & {othersVersion: number, isNarrowed: () => boolean}} CountedBy the filter that made events visible */

/** Events in a stretch. */
const STRETCH = 16384;

/** @template S what a stretch adds up to */
export class Stretches {
  /** @param {number} [size] events in a stretch */
  constructor(size = STRETCH) {
    this.size = size;
    /** @type {Map<number, S>} */
    this.kept = new Map();
    /**
     * What the sums are of.
     * @type {unknown[]}
     */
    this.of = [];
  }

  /**
   * Keeps what there is, if it was added up of the same.
   * @param {...unknown} of all but the range that the sums depend on
   */
  keep(...of) {
    if (of.some((each, k) => each !== this.of[k])) this.kept.clear();
    this.of = of;
    return this;
  }

  /**
   * Goes through the visible events stretch by stretch.
   * @param {Uint32Array} visible indices of events, rising
   * @param {ArrayLike<number>} first the first day of each event, rising
   * @param {Range} range what they are visible in
   * @param {(k: number, next: number) => S} sum adds up the visible events from k to the next one
   * @param {(sums: S, k: number, next: number) => void} take takes the sums of a whole stretch
   * @param {(k: number, next: number) => void} part takes the events of one that the range cuts
   */
  each(visible, first, { from, to }, sum, take, part) {
    for (let k = 0; k < visible.length;) {
      const stretch = Math.floor(visible[k] / this.size);
      const start = stretch * this.size;
      const end = Math.min(start + this.size, first.length);
      const next = firstNotBelow(visible, end, k);
      if (first[start] < from || first[end - 1] > to) part(k, next);
      else {
        let sums = this.kept.get(stretch);
        if (!sums) this.kept.set(stretch, (sums = sum(k, next)));
        take(sums, k, next);
      }
      k = next;
    }
  }

  /**
   * Adds up the stretches that are not kept yet, one at each call of next().
   * @param {Uint32Array} visible all that can be visible, rising
   * @param {number} count how many events there are
   * @param {(k: number, next: number) => S} sum
   */
  *filling(visible, count, sum) {
    for (let k = 0; k < visible.length;) {
      const stretch = Math.floor(visible[k] / this.size);
      const next = firstNotBelow(visible, Math.min((stretch + 1) * this.size, count), k);
      if (!this.kept.has(stretch)) this.kept.set(stretch, sum(k, next));
      k = next;
      yield;
    }
  }
}

/**
 * The sums of stretches under a filter: of what passes the filters that are set, and of all events, which
 * outlast any filter.
 * @template S what a stretch adds up to
 */
export class KeptSums {
  /** @param {number} [size] events in a stretch */
  constructor(size) {
    /** @type {Stretches<S>} */
    this.some = new Stretches(size);
    /** @type {Stretches<S>} */
    this.all = new Stretches(size);
  }

  /**
   * What is kept under a filter.
   * @param {CountedBy} filter
   * @param {...unknown} of what else the sums depend on
   */
  under(filter, ...of) {
    return filter.isNarrowed()
      ? this.some.keep(...of, filter, filter.othersVersion)
      : this.all.keep(...of);
  }

  clear() {
    this.some.kept.clear();
    this.all.kept.clear();
  }
}
