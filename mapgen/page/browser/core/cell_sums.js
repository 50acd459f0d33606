// @ts-check
/*
 * What the visible events of each group add up to. A group is a cell of the grid or an area without
 * a point; the one pass over single events is here, and what is kept of it while only time changes.
 */
import { kindIndices, kindsOf } from "./event_kinds.js";
import { KeptSums } from "./stretches.js";

/** @typedef {import("../types").Columns} Columns */
/** @typedef {Pick<import("../types").Terms, "category" | "row" | "precision" | "confidence">} SumTerms */
/** @import { CountedBy } from "./stretches.js" */
/** @typedef {{groups: number[], rows: Int32Array, kinds: Uint32Array}} StretchSums */
/**
 * What count() found of a group: how many events, their dead by the highest figure, the first and
 * the last of them, what is true of all, whether they lie at several positions, and an event at the
 * position (`place`) that stands for the group.
 * @typedef {{n: number, dead: number, first: number, last: number, soft: boolean,
 *   doubtful: boolean, mixed: boolean, place: number, sample: number}} Sums
 */

/** What is said of a mark only where it is true of all its events. */
const SOFT = 1;
const DOUBTFUL = 2;
/** The numbers of one group lie side by side, in one line of the processor's cache. */
const N = 0;
const DEAD = 1;
const FIRST = 2;
const LAST = 3;
const LOWEST = 4;
const HIGHEST = 5;
const ANCHORED = 6;
const COMMON = 7;
export const WIDTH = 8;

export class CellSums {
  /**
   * @param {Columns} columns the events
   * @param {SumTerms} terms what precisions, confidences and categories there are
   * @param {Int32Array} place the position of each event, −1 − area where it has none
   * @param {number} areas how many areas there are
   * @param {CellSums | null} [like] other sums of the same events, for what does not depend on the ground
   */
  constructor(columns, terms, place, areas, like = null) {
    this.columns = columns;
    /** How many kinds there are. */
    this.categories = kindsOf(terms).length;
    /** @type {ReturnType<typeof kindIndices>} the kind of each event */
    this.kind = like ? like.kind : kindIndices(columns, terms);
    this.place = place;
    this.areas = areas;
    this.size = columns.first.length;
    /** The group of each event, −1 outside of what is laid out. */
    this.group = new Int32Array(this.size).fill(-1);
    /** The position that stands for each group, −1 where none does. */
    this.anchor = new Int32Array(0);
    /** @type {Uint8Array} */
    this.traits = like ? like.traits : traitsOf(columns, terms);
    /** The numbers of each group. */
    this.totals = new Int32Array(0);
    /** The events of each group by kind. */
    this.shares = new Uint32Array(0);
    this.blank = new Int32Array(0);
    this.totalsApart = new Int32Array(0);
    this.sharesApart = new Uint32Array(0);
    this.cells = 0;
    /** @type {KeptSums<StretchSums>} */
    this.kept = new KeptSums();
    this.reserve(0);
  }

  /** @param {number} cells of the grid that is laid out */
  reserve(cells) {
    this.cells = cells;
    const groups = cells + this.areas;
    this.totals = new Int32Array(groups * WIDTH);
    this.blank = new Int32Array(groups * WIDTH);
    for (let g = 0; g < groups; g += 1) {
      this.blank[g * WIDTH + LOWEST] = 0x7fffffff;
      this.blank[g * WIDTH + HIGHEST] = -0x80000000;
      this.blank[g * WIDTH + COMMON] = SOFT | DOUBTFUL;
    }
    this.shares = new Uint32Array(groups * this.categories);
    this.totalsApart = new Int32Array(groups * WIDTH);
    this.sharesApart = new Uint32Array(groups * this.categories);
    this.kept.clear();
  }

  /**
   * Whether count() found an event of group g.
   * @param {number} g
   */
  holds(g) {
    return this.totals[g * WIDTH + N] > 0;
  }

  /**
   * What count() found of group g.
   * @param {number} g
   * @returns {Sums}
   */
  of(g) {
    const at = g * WIDTH;
    const { totals } = this;
    const mixed = totals[at + LOWEST] !== totals[at + HIGHEST];
    const first = totals[at + FIRST];
    const anchored = mixed && totals[at + ANCHORED] > 0;
    const here = this.group[first] === g;
    return {
      n: totals[at + N],
      dead: totals[at + DEAD],
      first,
      last: totals[at + LAST],
      soft: (totals[at + COMMON] & SOFT) > 0,
      doubtful: (totals[at + COMMON] & DOUBTFUL) > 0,
      mixed,
      place: anchored ? this.anchor[g] : here ? this.place[first] : totals[at + LOWEST],
      sample: anchored ? totals[at + ANCHORED] - 1 : first,
    };
  }

  /**
   * Sums the visible events of every group. While only the range of time changes, the sums of whole
   * stretches of time are kept: a step then costs the stretches that it cuts through.
   * @param {Uint32Array} visible indices of events, rising
   * @param {CountedBy} [filter] what made them visible; without it nothing is kept
   */
  count(visible, filter) {
    this.totals.set(this.blank);
    this.shares.fill(0);
    if (!filter) {
      this.add(visible, 0, visible.length);
      return;
    }
    const { deathsHigh, first } = this.columns;
    this.kept.under(filter, deathsHigh).each(
      visible,
      first,
      filter,
      (k, next) => this.sum(visible, k, next),
      (sums) => this.merge(sums),
      (k, next) => this.add(visible, k, next),
    );
  }

  /**
   * Adds up whole stretches of all events before they are asked for, one at each call of next().
   * @param {Uint32Array} all the events that can be visible
   */
  adding(all) {
    const { deathsHigh, first } = this.columns;
    const sum = (/** @type {number} */ k, /** @type {number} */ next) => this.sum(all, k, next);
    return this.kept.all.keep(deathsHigh).filling(all, first.length, sum);
  }

  /**
   * What the visible events from k to the next one add up to: groups, and their rows.
   * @param {Uint32Array} visible
   * @param {number} k
   * @param {number} next
   * @returns {StretchSums}
   */
  sum(visible, k, next) {
    const { totals, shares, blank, categories } = this;
    this.totals = this.totalsApart;
    this.totals.set(blank);
    this.shares = this.sharesApart.fill(0);
    this.add(visible, k, next);
    const groups = [];
    for (let g = 0; g * WIDTH < blank.length; g += 1) {
      if (this.totals[g * WIDTH + N] > 0) groups.push(g);
    }
    const rows = new Int32Array(groups.length * WIDTH);
    const kinds = new Uint32Array(groups.length * categories);
    groups.forEach((g, r) => {
      rows.set(this.totals.subarray(g * WIDTH, (g + 1) * WIDTH), r * WIDTH);
      kinds.set(this.shares.subarray(g * categories, (g + 1) * categories), r * categories);
    });
    this.totals = totals;
    this.shares = shares;
    return { groups, rows, kinds };
  }

  /**
   * Adds what a stretch adds up to; stretches come in order of time.
   * @param {StretchSums} sums
   */
  merge({ groups, rows, kinds }) {
    const { totals, shares, categories } = this;
    for (let r = 0; r < groups.length; r += 1) {
      const at = groups[r] * WIDTH;
      const from = r * WIDTH;
      if (totals[at + N] === 0) totals[at + FIRST] = rows[from + FIRST];
      totals[at + N] += rows[from + N];
      totals[at + DEAD] += rows[from + DEAD];
      totals[at + LAST] = rows[from + LAST];
      totals[at + LOWEST] = Math.min(totals[at + LOWEST], rows[from + LOWEST]);
      totals[at + HIGHEST] = Math.max(totals[at + HIGHEST], rows[from + HIGHEST]);
      if (rows[from + ANCHORED]) totals[at + ANCHORED] = rows[from + ANCHORED];
      totals[at + COMMON] &= rows[from + COMMON];
      for (let c = 0; c < categories; c += 1) {
        shares[groups[r] * categories + c] += kinds[r * categories + c];
      }
    }
  }

  /**
   * Kept free of branches that cannot be foreseen: the one loop that runs over single events.
   * @param {Uint32Array} visible
   * @param {number} start
   * @param {number} end
   */
  add(visible, start, end) {
    const { group, place, traits, totals, shares, categories, anchor, kind } = this;
    const { deathsHigh } = this.columns;
    for (let k = start; k < end; k += 1) {
      const i = visible[k];
      const g = group[i];
      if (g < 0) continue;
      const p = place[i];
      const at = g * WIDTH;
      if (totals[at + N] === 0) totals[at + FIRST] = i;
      totals[at + N] += 1;
      totals[at + LAST] = i;
      if (p < totals[at + LOWEST]) totals[at + LOWEST] = p;
      if (p > totals[at + HIGHEST]) totals[at + HIGHEST] = p;
      totals[at + ANCHORED] = p === anchor[g] ? i + 1 : totals[at + ANCHORED];
      const figure = deathsHigh[i];
      totals[at + DEAD] += figure & ~(figure >> 31); /* −1, not stated, adds nothing */
      totals[at + COMMON] &= traits[i];
      shares[g * categories + kind[i]] += 1;
    }
  }

  /**
   * The dead of event i that stand for one of its places: no source divides them, but a mark at each
   * place as large as all of them would show the toll once for every place.
   * @param {number} i
   * @param {number} places how many it has
   */
  shareOf(i, places) {
    return Math.round(Math.max(this.columns.deathsHigh[i], 0) / places);
  }

  /**
   * Leaves one place's share of the dead of event i in the group that add() has put it into.
   * @param {number} i
   * @param {number} places how many it has
   */
  divide(i, places) {
    const g = this.group[i];
    if (g < 0) return;
    const stated = Math.max(this.columns.deathsHigh[i], 0);
    this.totals[g * WIDTH + DEAD] -= stated - this.shareOf(i, places);
  }

  /**
   * Adds event i to one more group, at one more of its positions.
   * @param {number} i
   * @param {number} g
   * @param {number} p the position there
   * @param {number} dead those that stand for this place
   * @param {boolean} again whether the group has the event already
   */
  addSpot(i, g, p, dead, again) {
    const { totals } = this;
    const at = g * WIDTH;
    totals[at + LOWEST] = Math.min(totals[at + LOWEST], p);
    totals[at + HIGHEST] = Math.max(totals[at + HIGHEST], p);
    if (p === this.anchor[g]) totals[at + ANCHORED] = i + 1;
    totals[at + DEAD] += dead;
    if (again) return;
    totals[at + FIRST] = totals[at + N] ? Math.min(totals[at + FIRST], i) : i;
    totals[at + LAST] = totals[at + N] ? Math.max(totals[at + LAST], i) : i;
    totals[at + N] += 1;
    totals[at + COMMON] &= this.traits[i];
    this.shares[g * this.categories + this.kind[i]] += 1;
  }
}

/**
 * What is said of a mark only where it is true of all its events, by event.
 * @param {Columns} columns
 * @param {SumTerms} terms
 */
function traitsOf(columns, terms) {
  const traits = new Uint8Array(columns.first.length);
  const thin = terms.confidence.indexOf("C");
  for (let i = 0; i < traits.length; i += 1) {
    const precision = terms.precision[columns.precision[i]];
    traits[i] =
      (precision && precision !== "spot" ? SOFT : 0) |
      (columns.confidence[i] === thin ? DOUBTFUL : 0);
  }
  for (const i of columns.spotEvent || []) traits[i] |= SOFT;
  return traits;
}
