/*
 * Columns + state → which events are visible, and counts. Pure: no DOM, no clock, no network.
 *
 * Columns (typed arrays, one value an event, sorted by `first`): first, last (day numbers), category,
 * city, region, attribution, confidence (indices of terms), deathsLow, deathsHigh (−1: not stated),
 * and lists actor, target, district as {offsets, values} (compressed sparse rows).
 *
 * Each filter owns one bit. A bit that is set in fails[i] says that event i fails that filter, so a
 * change of one filter costs one pass over its own column, and the count of a value "under the
 * others" is the count of events whose only failing bit, if any, is that value's own filter.
 * Time is kept out of the bits: events are sorted by first day and `reach` (the latest last day so
 * far) bounds the part of the columns that a range can touch.
 */
import * as days from "./days.js";
import { firstAbove } from "./bisect.js";
import { FILTERS } from "./filter_table.js";

/** @param {(row: import("./filter_table.js").FilterRow) => boolean | undefined} wanted */
const columnsOf = (wanted) =>
  Object.fromEntries(
    FILTERS.filter((row) => row.bit && row.column && wanted(row)).map(({ key, column }) => [
      key,
      column,
    ]),
  );

/** @type {Record<string, number>} */
const BIT = Object.fromEntries(FILTERS.filter(({ bit }) => bit).map(({ key, bit }) => [key, bit]));
/** Filters over a column with one value an event, and over a list of values. */
const SINGLE = columnsOf(({ many }) => !many);
const MULTI = columnsOf(({ many }) => many);

/** Uint8Array marking the chosen of n values, or null when nothing is chosen. */
function marked(chosen, n) {
  if (!chosen || !chosen.length) return null;
  const marks = new Uint8Array(n);
  /* −1 stands for a term that is none here: a typed array keeps nothing outside its length. */
  for (const index of chosen) marks[index] = 1;
  return marks;
}

export class Filter {
  /**
   * @param {Object<string, TypedArray>} columns
   * @param {Object<string, number>} sizes how many terms each of SINGLE's and MULTI's columns has
   */
  constructor(columns, sizes) {
    this.columns = columns;
    this.sizes = sizes;
    this.count = columns.first.length;
    this.fails = new Uint16Array(this.count);
    this.reach = new Int32Array(this.count);
    let latest = -0x80000000;
    for (let i = 0; i < this.count; i += 1) {
      if (columns.last[i] > latest) latest = columns.last[i];
      this.reach[i] = latest;
    }
    this.extent = this.count ? [columns.first[0], latest] : [0, 0];
    /* No filter is set, and no event fails any: what is not set needs no pass. */
    this.applied = Object.fromEntries(Object.keys(BIT).map((name) => [name, null]));
    this.buffer = new Uint32Array(this.count);
    this.visible = this.buffer;
    /* On a page of counts (groups.js): how many events a row adds to what is counted. */
    this.weight = columns.counted || null;
    this.drawn = this.weight && new Uint32Array(this.count);
    this.from = null;
    this.to = null;
    this.version = 0;
    /** Rises when a filter other than time changes: histograms need no other signal. */
    this.othersVersion = 0;
  }

  /**
   * Makes the state's filters true. Keys: from, to (day numbers or null), years (numbers),
   * categories, cities, districts, actors, targets, attribution, confidence (term indices),
   * deaths {min, bound: "low"|"high"} or null, text and lens (Uint8Array of matches, or null), layers
   * (numbers; where several layers share one map, the column `layer` says whose an event is).
   * @returns {Uint32Array} the visible events' indices, in time order
   */
  apply(state) {
    for (const name of Object.keys(BIT)) {
      const wanted = state[name] === undefined ? null : state[name];
      if (this.applied[name] === wanted) continue;
      this.applied[name] = wanted;
      this.mark(name, wanted);
      this.othersVersion += 1;
    }
    this.from = state.from === undefined || state.from === null ? this.extent[0] : state.from;
    this.to = state.to === undefined || state.to === null ? this.extent[1] : state.to;
    this.scan();
    this.version += 1;
    return this.visible;
  }

  mark(name, wanted) {
    const { fails, count, columns } = this;
    const bit = BIT[name];
    if (name in SINGLE) {
      const values = columns[SINGLE[name]];
      const marks = marked(wanted, this.sizes[SINGLE[name]]);
      for (let i = 0; i < count; i += 1) {
        if (marks === null || marks[values[i]]) fails[i] &= ~bit;
        else fails[i] |= bit;
      }
      return;
    }
    if (name in MULTI) {
      const { offsets, values } = columns[MULTI[name]];
      const marks = marked(wanted, this.sizes[MULTI[name]]);
      for (let i = 0; i < count; i += 1) {
        let pass = marks === null;
        for (let k = offsets[i]; !pass && k < offsets[i + 1]; k += 1) pass = marks[values[k]] === 1;
        if (pass) fails[i] &= ~bit;
        else fails[i] |= bit;
      }
      return;
    }
    const test = this.test(name, wanted);
    for (let i = 0; i < count; i += 1) {
      if (test === null || test(i)) fails[i] &= ~bit;
      else fails[i] |= bit;
    }
  }

  test(name, wanted) {
    const { first, last, deathsLow, deathsHigh } = this.columns;
    if (wanted === null) return null;
    if (name === "text" || name === "lens") return (i) => wanted[i] === 1;
    if (name === "deaths") {
      const figures = wanted.bound === "high" ? deathsHigh : deathsLow;
      return (i) => figures[i] >= wanted.min;
    }
    if (!wanted.length) return null;
    const spans = wanted.map((year) => [days.startOfYear(year), days.endOfYear(year)]);
    return (i) => spans.some(([start, end]) => first[i] <= end && last[i] >= start);
  }

  /** The slice of events that a range of days can touch: [start, end). */
  window(from, to) {
    return [firstAbove(this.reach, from - 1), firstAbove(this.columns.first, to)];
  }

  scan() {
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
    this.visible = buffer.subarray(0, n);
    /** The rows that the map draws, and how many events are shown. */
    this.placed = this.visible;
    this.shown = n;
    if (this.weight !== null) this.part();
  }

  /** Parts the rows of squares, which are drawn, from those of days, which are counted. */
  part() {
    const { visible, buffer, drawn, weight } = this;
    const { onMap } = this.columns;
    let [counted, placed, shown] = [0, 0, 0];
    for (const i of visible) {
      if (onMap[i]) drawn[placed++] = i;
      else {
        buffer[counted++] = i;
        shown += weight[i];
      }
    }
    this.visible = buffer.subarray(0, counted);
    this.placed = drawn.subarray(0, placed);
    this.shown = shown;
  }

  /** Sum of the visible events' low and high figures: {low, high, unstated}. */
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

  /** The events that meet all filters but one, in time order. */
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

  /** How many events are visible once one filter, or the range ("time"), is lifted. */
  countWithout(name) {
    const { fails, weight } = this;
    const { last } = this.columns;
    const [from, to] = name === "time" ? this.extent : [this.from, this.to];
    const others = ~BIT[name]; /* Time has no bit: ~undefined is all of them. */
    const [start, end] = this.window(from, to);
    let n = 0;
    for (let i = start; i < end; i += 1) {
      if ((fails[i] & others) === 0 && last[i] >= from) n += weight === null ? 1 : weight[i];
    }
    return n;
  }

  /**
   * Counts of each value of one filter under all the others: an Uint32Array over its terms, or for
   * "years" a Map from year to count.
   */
  counts(name) {
    const { fails, weight } = this;
    const { last } = this.columns;
    const other = ~BIT[name];
    const [start, end] = this.window(this.from, this.to);
    if (name === "years") return this.yearCounts();
    const single = SINGLE[name];
    const column = this.columns[single || MULTI[name]];
    const counts = new Uint32Array(this.sizes[single || MULTI[name]]);
    for (let i = start; i < end; i += 1) {
      if ((fails[i] & other) !== 0 || last[i] < this.from) continue;
      const n = weight === null ? 1 : weight[i];
      if (single) counts[column[i]] += n;
      else {
        for (let k = column.offsets[i]; k < column.offsets[i + 1]; k += 1) {
          counts[column.values[k]] += n;
        }
      }
    }
    return counts;
  }

  /** Events of each calendar year under all filters but years and time. */
  yearCounts() {
    const { weight } = this;
    const { first, last } = this.columns;
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
   */
  histogram(edges, { but = null, wider = null } = {}) {
    const { weight } = this;
    const { first, last } = this.columns;
    const sums = new Uint32Array(Math.max(edges.length - 1, 0));
    const others = ~BIT[but]; /* Where none is named, all bits. */
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

Filter.NAMES = Object.keys(BIT);
