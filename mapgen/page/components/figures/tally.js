// @ts-check
/*
 * The events shown, counted by time and by district in one pass, for the figures.
 */
import * as days from "../../browser/core/days.js";
import { printDay, printYears } from "../../browser/core/messages.js";
import * as period from "../../browser/core/periods.js";
import { firstYears, yearsInBin } from "../../browser/core/year_bins.js";

/** @import { Context, Day, EventIndex } from "../../browser/types" */

/**
 * A district, or the events of a city whose district is not known.
 * @typedef {object} Group
 * @property {number} g the index of its row in the sums
 * @property {number} n events in all
 * @property {boolean} district
 * @property {string} name
 * @property {number} city the index of its city
 */

/**
 * Stretches of time.
 * @typedef {object} Bins
 * @property {Day[]} edges rising; one more than there are bins
 * @property {string[]} names
 * @property {string[]} short names for an axis, "" for none
 * @property {number} years in a bin; 0 where it is a month
 */

/**
 * Sums of the events in each bin; `open` is 1 where a source says "at least".
 * @typedef {object} Row
 * @property {ArrayLike<number> & Iterable<number>} events
 * @property {ArrayLike<number> & Iterable<number>} unstated events of which no deaths are stated
 * @property {ArrayLike<number> & Iterable<number>} low deaths by the lowest figures
 * @property {ArrayLike<number> & Iterable<number>} high deaths by the highest figures
 * @property {ArrayLike<number> & Iterable<number>} open
 */

/**
 * The sums of all groups, one row of `n` bins after the other.
 * @typedef {object} Sums
 * @property {number} n
 * @property {Uint32Array} events
 * @property {Uint32Array} unstated
 * @property {Float64Array} low
 * @property {Float64Array} high
 * @property {Uint8Array} open
 */

/** Ranges of up to this many months are counted by month, longer ones by years. */
const MONTHS = 24;

/** @param {Iterable<number>} values */
export const total = (values) => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
};

/** @param {Iterable<number>} values */
export const greatest = (values) => {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
};

export class Tally {
  /** @param {Context} context */
  constructor(context) {
    this.context = context;
    /** The group of each event: its district or, where it has none, its city. */
    this.groupOf = new Uint16Array(context.count);
    /** How many groups there can be. */
    this.size = context.terms.region.length + context.terms.city.length;
    /** The groups that have events. */
    this.groups = this.group();
  }

  /** @returns {Group[]} */
  group() {
    const { context } = this;
    const { region, city, counted } = context.columns;
    const { terms } = context;
    const districts = terms.region.length;
    const used = new Uint32Array(this.size);
    const none = terms.region.map((name) => name === "");
    /* A district has the city that its first event has. */
    const cityOf = new Int16Array(districts).fill(-1);
    for (let i = 0; i < context.count; i += 1) {
      const r = region[i];
      const g = none[r] ? districts + city[i] : r;
      if (!none[r] && cityOf[r] < 0) cityOf[r] = city[i];
      this.groupOf[i] = g;
      used[g] += counted ? counted[i] : 1;
    }
    return Array.from(used, (n, g) => ({
      g,
      n,
      district: g < districts,
      name: g < districts ? terms.region[g] : terms.city[g - districts],
      city: g < districts ? cityOf[g] : g - districts,
    }))
      .filter(({ n }) => n > 0)
      .sort((a, b) => a.city - b.city || Number(b.district) - Number(a.district) || b.n - a.n);
  }

  /**
   * The bins of the range shown: months, or of a longer one years, the more the longer it is.
   * @returns {Bins}
   */
  bins() {
    const [from, to] = this.context.range();
    const { monthOf, startOfMonth } = period;
    const months = monthOf(to) - monthOf(from) + 1;
    const [start, end] = [days.yearOf(from), days.yearOf(to)];
    const years = months <= MONTHS ? 0 : yearsInBin(start, end);
    const edges = [];
    const names = [];
    const short = [];
    if (!years) {
      for (let m = monthOf(from); m <= monthOf(to) + 1; m += 1) edges.push(startOfMonth(m));
      for (const edge of edges.slice(0, -1)) {
        names.push(printDay(edge, { day: false }));
        const { month, year } = days.toCivil(edge);
        short.push(month === 1 || edge === edges[0] ? printYears(year) : "");
      }
    } else {
      for (const year of firstYears(start, end, years)) {
        edges.push(days.startOfYear(year));
        names.push(printYears(year, year + years - 1));
        short.push(printYears(year));
      }
      edges.push(days.startOfYear((Math.floor(end / years) + 1) * years));
    }
    return { edges, names, short, years };
  }

  /**
   * Sums of each bin and group, in one pass over the events shown.
   * @param {Bins} bins
   * @returns {Sums}
   */
  sums({ edges }) {
    const { first, deathsLow, deathsHigh, deathsOpen, counted, deathsUnstated } =
      this.context.columns;
    const visible = this.context.visible();
    const { groupOf } = this;
    const n = edges.length - 1;
    const cells = this.size * n;
    const events = new Uint32Array(cells);
    const unstated = new Uint32Array(cells);
    const low = new Float64Array(cells);
    const high = new Float64Array(cells);
    const open = new Uint8Array(cells);
    let at = 0;
    for (let k = 0; k < visible.length; k += 1) {
      const i = visible[k];
      while (at < n - 1 && first[i] >= edges[at + 1]) at += 1;
      const cell = groupOf[i] * n + at;
      events[cell] += counted ? counted[i] : 1;
      if (counted) unstated[cell] += deathsUnstated ? deathsUnstated[i] : 0;
      else if (deathsHigh[i] < 0) unstated[cell] += 1;
      if (deathsHigh[i] >= 0) {
        if (deathsLow[i] > 0) low[cell] += deathsLow[i];
        high[cell] += deathsHigh[i];
        if (deathsOpen[i]) open[cell] = 1;
      }
    }
    return { n, events, unstated, low, high, open };
  }

  /**
   * One group's row of the sums.
   * @param {Sums} sums
   * @param {number} g
   * @returns {Row}
   */
  row(sums, g) {
    const [start, end] = [g * sums.n, (g + 1) * sums.n];
    return {
      events: sums.events.subarray(start, end),
      unstated: sums.unstated.subarray(start, end),
      low: sums.low.subarray(start, end),
      high: sums.high.subarray(start, end),
      open: sums.open.subarray(start, end),
    };
  }

  /**
   * The sums of all groups together.
   * @param {Sums} sums
   * @returns {Row}
   */
  whole(sums) {
    const { n } = sums;
    const all = {
      events: new Float64Array(n),
      unstated: new Float64Array(n),
      low: new Float64Array(n),
      high: new Float64Array(n),
      open: new Uint8Array(n),
    };
    for (const name of /** @type {const} */ (["events", "unstated", "low", "high"])) {
      sums[name].forEach((value, cell) => {
        all[name][cell % n] += value;
      });
    }
    sums.open.forEach((value, cell) => {
      all.open[cell % n] |= value;
    });
    return all;
  }
}
