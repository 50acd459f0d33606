// @ts-check
/*
 * Columns + state → which events are visible, and counts. Pure: no DOM, no clock, no network.
 *
 * Columns (typed arrays, one value an event, sorted by `first`): first, last (day numbers), category,
 * city, region, attribution, confidence (indices of terms), deathsLow, deathsHigh (−1: not stated),
 * and lists actor, target, district as {offsets, values} (compressed sparse rows).
 *
 * Each filter owns one bit (filter_bits.js). A bit that is set in fails[i] says that event i fails
 * that filter, so a change of one filter costs one pass over its own column, and the count of a value
 * "under the others" is the count of events whose only failing bit, if any, is that value's own
 * filter. Time is kept out of the bits: events are sorted by first day and `reach` (the latest last day so
 * far) bounds the part of the columns that a range can touch.
 */
import * as days from "./days.js";
import { firstAbove } from "./bisect.js";
import { BIT, markFails, MULTI, NAMES, SINGLE } from "./filter_bits.js";

/** @import { Columns, Day, FilterName, FilterState } from "../types" */
/** @typedef {{low: number, high: number, unstated: number}} Totals */

export class Filter {
  /**
   * @param {Columns} columns
   * @param {Record<string, number>} sizes how many terms each of SINGLE's and MULTI's columns has
   * @param {Filter | null} [whole] a filter over the same columns whose marks this one shares: only
   *   its range is its own
   */
  constructor(columns, sizes, whole = null) {
    this.columns = columns;
    this.sizes = sizes;
    this.whole = whole;
    this.count = columns.first.length;
    /** @type {Uint16Array} */
    this.fails = whole ? whole.fails : new Uint16Array(this.count);
    /** @type {Int32Array} */
    this.reach = whole ? whole.reach : this.latestSoFar();
    /** @type {[Day, Day]} */
    this.extent = this.count ? [columns.first[0], this.reach[this.count - 1]] : [0, 0];
    /* No filter is set, and no event fails any: what is not set needs no pass. */
    /** @type {Record<string, FilterState[FilterName]>} */
    this.applied = Object.fromEntries(NAMES.map((name) => [name, null]));
    this.buffer = new Uint32Array(this.count);
    /**
     * The part of the buffer that does not hold its own indices.
     * @type {[number, number]}
     */
    this.foreign = [0, this.count];
    /** Indices of the events that pass every filter, rising. */
    this.visible = this.buffer;
    /** The rows that the map draws, and how many events are shown. */
    this.placed = this.visible;
    this.visibleCount = this.count;
    /** On a page of counts (counted_rows.js): how many events a row adds to what is counted. */
    this.weight = columns.counted || null;
    this.drawn = this.weight && new Uint32Array(this.count);
    this.from = this.extent[0];
    this.to = this.extent[1];
    this.version = 0;
    /** Rises when a filter other than time changes: histograms need no other signal. */
    this.othersVersion = 0;
  }

  latestSoFar() {
    const { count, columns } = this;
    const reach = new Int32Array(count);
    let latest = -0x80000000;
    for (let i = 0; i < count; i += 1) {
      if (columns.last[i] > latest) latest = columns.last[i];
      reach[i] = latest;
    }
    return reach;
  }

  /**
   * Applies the filters of a state; where several layers share one map, the column `layer` says
   * whose an event is.
   * @param {FilterState} state
   * @returns {Uint32Array} the visible events' indices, in time order
   */
  apply(state) {
    if (this.whole) this.othersVersion = this.whole.othersVersion;
    for (const name of this.whole ? [] : NAMES) {
      const wanted = state[name] ?? null;
      if (this.applied[name] === wanted) continue;
      this.applied[name] = wanted;
      markFails(this, name, wanted);
      this.othersVersion += 1;
    }
    this.from = state.from ?? this.extent[0];
    this.to = state.to ?? this.extent[1];
    this.scan();
    this.version += 1;
    return this.visible;
  }

  /**
   * The slice of events that a range of days can touch: [start, end).
   * @param {Day} from
   * @param {Day} to
   */
  window(from, to) {
    return [firstAbove(this.reach, from - 1), firstAbove(this.columns.first, to)];
  }

  scan() {
    this.visible = this.weight || this.isNarrowed() ? this.passing() : this.all();
    this.placed = this.visible;
    this.visibleCount = this.visible.length;
    this.part();
  }

  /** Whether some filter besides the range is set. */
  isNarrowed() {
    const { applied } = this.whole || this;
    return NAMES.some((name) => applied[name] !== null);
  }

  /** Of the events that the range can touch those that it does and that pass all filters. */
  passing() {
    const { fails, buffer } = this;
    const { last } = this.columns;
    const from = this.from;
    const [start, end] = this.window(from, this.to);
    let n = 0;
    for (let i = start; i < end; i += 1) {
      if (fails[i] === 0 && last[i] >= from) {
        buffer[n] = i;
        n += 1;
      }
    }
    this.foreign = [0, Math.max(n, this.foreign[1])];
    return buffer.subarray(0, n);
  }

  /**
   * The events that the range touches, where no other filter is set: those that begin in it follow
   * each other, so only those that begin before it are looked at.
   */
  all() {
    const { buffer, foreign, from } = this;
    const { first, last } = this.columns;
    for (let k = foreign[0]; k < foreign[1]; k += 1) buffer[k] = k;
    const [start, end] = this.window(from, this.to);
    const begin = Math.min(firstAbove(first, from - 1), end);
    let at = begin;
    for (let i = begin - 1; i >= start; i -= 1) if (last[i] >= from) buffer[--at] = i;
    this.foreign = [at, begin];
    return buffer.subarray(at, end);
  }

  /** Parts the rows of squares, which are drawn, from those of days, which are counted. */
  part() {
    const { visible, buffer, drawn, weight } = this;
    const { onMap } = this.columns;
    if (!weight || !drawn || !onMap) return;
    let [counted, placed, total] = [0, 0, 0];
    for (const i of visible) {
      if (onMap[i]) drawn[placed++] = i;
      else {
        buffer[counted++] = i;
        total += weight[i];
      }
    }
    this.visible = buffer.subarray(0, counted);
    this.placed = drawn.subarray(0, placed);
    this.visibleCount = total;
  }

  /**
   * Sums of the visible events' low and high figures, and how many events state none.
   * @param {Int32Array} [low]
   * @param {Int32Array} [high]
   * @returns {Totals}
   */
  totals(low = this.columns.deathsLow, high = this.columns.deathsHigh) {
    const result = { low: 0, high: 0, unstated: 0 };
    for (const i of this.visible) {
      if (high[i] < 0) result.unstated += 1;
      else {
        result.low += Math.max(low[i], 0);
        result.high += high[i];
      }
    }
    return result;
  }

  /**
   * The events that meet all filters but one, in time order.
   * @param {FilterName} name
   */
  under(name) {
    const { fails } = this;
    const { last } = this.columns;
    const [start, end] = this.window(this.from, this.to);
    const found = new Uint32Array(end - start);
    let n = 0;
    for (let i = start; i < end; i += 1) {
      if ((fails[i] & ~BIT[name]) === 0 && last[i] >= this.from) found[n++] = i;
    }
    return found.subarray(0, n);
  }

  /**
   * How many events are visible once one filter, or the range ("time"), is lifted.
   * @param {FilterName | "time"} name
   */
  countWithout(name) {
    const { fails, weight } = this;
    const { last } = this.columns;
    const [from, to] = name === "time" ? this.extent : [this.from, this.to];
    const others = name === "time" ? ~0 : ~BIT[name];
    const [start, end] = this.window(from, to);
    let n = 0;
    for (let i = start; i < end; i += 1) {
      if ((fails[i] & others) === 0 && last[i] >= from) n += weight === null ? 1 : weight[i];
    }
    return n;
  }

  /**
   * Counts of each term of one filter under all the others.
   * @param {FilterName} name
   */
  counts(name) {
    const { fails, weight } = this;
    const { last } = this.columns;
    const other = ~BIT[name];
    const [start, end] = this.window(this.from, this.to);
    const single = SINGLE[name];
    const multi = MULTI[name];
    const one = single && this.columns[single];
    const many = multi && this.columns[multi];
    const counts = new Uint32Array(this.sizes[single || multi || ""] || 0);
    for (let i = start; i < end; i += 1) {
      if ((fails[i] & other) !== 0 || last[i] < this.from) continue;
      const n = weight === null ? 1 : weight[i];
      if (one) counts[one[i]] += n;
      if (many) {
        for (let k = many.offsets[i]; k < many.offsets[i + 1]; k += 1) counts[many.values[k]] += n;
      }
    }
    return counts;
  }

  /** Events of each calendar year under all filters but years and time. */
  yearCounts() {
    const { weight } = this;
    const { first, last } = this.columns;
    /** @type {Map<number, number>} */
    const counts = new Map();
    if (!this.count) return counts;
    const start = days.yearOf(this.extent[0]);
    const end = days.yearOf(this.extent[1]);
    const edges = [];
    for (let year = start; year <= end; year += 1) edges.push(days.startOfYear(year));
    const sums = new Uint32Array(end - start + 1);
    let at = 0;
    for (let i = 0; i < this.count; i += 1) {
      if ((this.fails[i] & ~BIT.years) !== 0) continue;
      while (first[i] >= edges[at + 1]) at += 1;
      const n = weight === null ? 1 : weight[i];
      for (let y = at; y < sums.length && last[i] >= edges[y]; y += 1) sums[y] += n;
    }
    sums.forEach((n, index) => counts.set(start + index, n));
    return counts;
  }

  /**
   * Events in each of the bins between rising day edges, under all filters but time and the one
   * named in `but`. An event is counted in every bin that its span meets; those that reach beyond
   * a bin are also counted in `wider`, where it is given.
   * @param {ArrayLike<number>} edges
   * @param {{but?: FilterName | null, wider?: Uint32Array | null}} [options]
   */
  histogram(edges, { but = null, wider = null } = {}) {
    const { weight } = this;
    const { first, last } = this.columns;
    const sums = new Uint32Array(Math.max(edges.length - 1, 0));
    const others = but === null ? ~0 : ~BIT[but];
    let at = 0;
    for (let i = 0; i < this.count; i += 1) {
      if ((this.fails[i] & others) !== 0) continue;
      while (at < sums.length && first[i] >= edges[at + 1]) at += 1;
      const n = weight === null ? 1 : weight[i];
      for (let b = at; b < sums.length && last[i] >= edges[b]; b += 1) {
        sums[b] += n;
        if (wider !== null && (first[i] < edges[b] || last[i] >= edges[b + 1])) wider[b] += n;
      }
    }
    return sums;
  }
}
