// @ts-check
/*
 * The source lens: which sources a reader has selected → which events cite them, and the figures of
 * those sources alone. Pure: no DOM, no clock.
 *
 * An entry is one source that one event cites; the entries of event i stand in the list column
 * `source`. A source is selected where it meets all keys of the selection; whether it is "of the time"
 * depends on the event, too. The figures of an event that cites several sources stand in the columns
 * `claim…`, a row for each source of each counted figure.
 */
import * as days from "./days.js";

/** Days behind the last day of an event within which a source published is of the time. */
export const OF_THE_TIME = 92;
const REPORT = "contemporary-report";
/** How a source puts its figure: a sum of these. */
const [UP_TO, AT_LEAST] = [1, 2];
/** The columns of figures in the order of `claimFigure`. */
const FIGURES = ["deaths", "injured"];
/** What stands for a kind that a source does not say, and for a language (BCP 47). */
export const UNKNOWN = { kind: "unknown", language: "und" };
/** The keys of the state that make the lens, and the terms that those with terms look at. */
export const LENS = Object.freeze({
  sources: "source",
  source_kinds: "sourceKind",
  source_languages: "sourceLanguage",
  of_the_time: "",
});

/** @typedef {import("../types.d.ts").Columns} Columns */
/** @typedef {import("../types.d.ts").Source} Source */
/** @import { LensColumn, Terms } from "../types" */
/** @typedef {Int32Array | Uint8Array} FigureColumn */
/**
 * @typedef {object} Selection what is asked for; null asks for nothing
 * @property {string[] | null} sources
 * @property {string[] | null} source_kinds
 * @property {string[] | null} source_languages
 * @property {boolean | null} of_the_time
 */
/**
 * @typedef {object} Selected
 * @property {Uint8Array} entries 1 for each entry whose source is selected
 * @property {Uint8Array} events 1 for each event that cites a selected source
 */

/**
 * The last day on which a source can have been published; null where it does not say.
 * @param {Source} source
 */
export function lastIssued({ csl }) {
  const parts = csl?.issued?.["date-parts"];
  if (!Array.isArray(parts) || !parts.length || csl?.issued?.circa) return null;
  const numbers = [...parts[parts.length - 1]].map(Number);
  if (!numbers.length || !numbers.every(Number.isInteger)) return null;
  const [year, month = 12, day] = numbers;
  if (day) return days.fromCivil(year, month, day);
  return days.fromCivil(month === 12 ? year + 1 : year, (month % 12) + 1, 1) - 1;
}

/**
 * The kinds and the languages of some sources.
 * @param {string[]} keys
 * @param {Record<string, Source>} sources
 */
export function sourceTerms(keys, sources) {
  /** @param {"kind" | "language"} name */
  const terms = (name) =>
    [...new Set(keys.map((key) => sources[key]?.[name] || UNKNOWN[name]))].sort();
  return { sourceKind: terms("kind"), sourceLanguage: terms("language") };
}

export class Lens {
  /**
   * @param {Columns} columns
   * @param {Pick<Terms, LensColumn>} terms
   * @param {Record<string, Source>} sources by key
   */
  constructor(columns, terms, sources) {
    this.columns = columns;
    this.count = columns.first.length;
    /** @type {Record<LensColumn, string[]>} */
    this.terms = { source: [], sourceKind: [], sourceLanguage: [], ...terms };
    this.keys = this.terms.source;
    const all = this.keys.map((key) => sources[key] || /** @type {Source} */ ({}));
    /** @param {LensColumn} term @param {(source: Source, at: number) => string} value */
    const codes = (term, value) =>
      Int32Array.from(all, (source, at) => this.terms[term].indexOf(value(source, at)));
    /** @type {Record<LensColumn, Int32Array>} what each source is, as indices of terms */
    this.codes = {
      source: Int32Array.from(this.keys, (_, at) => at),
      sourceKind: codes("sourceKind", ({ kind }) => kind || UNKNOWN.kind),
      sourceLanguage: codes("sourceLanguage", ({ language }) => language || UNKNOWN.language),
    };
    this.report = all.map(({ kind }) => kind === REPORT);
    this.issued = all.map(lastIssued);
    const { source } = columns;
    /* Where only one source is cited, every event cites it. */
    this.offsets = source
      ? source.offsets
      : Uint32Array.from({ length: this.count + 1 }, (_, i) => i);
    this.values = source ? source.values : new Uint8Array(this.count);
    const { deathsLow, deathsHigh, deathsOpen, injuredLow, injuredHigh, injuredOpen } = columns;
    /** @type {Record<string, FigureColumn>} the figures of all sources */
    this.stated = { deathsLow, deathsHigh, deathsOpen, injuredLow, injuredHigh, injuredOpen };
    /** @type {Selected | null} */
    this.selected = null;
  }

  /**
   * Whether source s is of the time of event i: a report of the time, or published between its
   * first day and so many days behind its last.
   * @param {number} i
   * @param {number} s
   */
  ofTheTime(i, s) {
    if (this.report[s]) return true;
    const day = this.issued[s];
    const { first, last } = this.columns;
    return day !== null && day >= first[i] && day <= last[i] + OF_THE_TIME;
  }

  /**
   * A test of source s at event i, or null where nothing is asked for.
   * @param {Partial<Selection>} selection
   * @returns {((i: number, s: number) => boolean) | null}
   */
  test(selection) {
    /** @type {Uint8Array | null} */
    let found = null;
    for (const key of /** @type {(keyof typeof LENS)[]} */ (Object.keys(LENS))) {
      const wanted = selection[key];
      const term = LENS[key];
      if (!Array.isArray(wanted) || !term) continue;
      const named = new Set(wanted.map((value) => this.terms[term].indexOf(value)));
      if (!found) found = new Uint8Array(this.keys.length).fill(1);
      for (let s = 0; s < found.length; s += 1) if (!named.has(this.codes[term][s])) found[s] = 0;
    }
    const marks = found;
    if (!selection.of_the_time) return marks && ((_, s) => marks[s] === 1);
    return (i, s) => (marks === null || marks[s] === 1) && this.ofTheTime(i, s);
  }

  /**
   * Which entries and events are selected, or null where nothing is asked for.
   * @param {Partial<Selection>} selection
   */
  select(selection) {
    const test = this.test(selection);
    this.selected = null;
    if (!test) return null;
    const { offsets, values } = this;
    const entries = new Uint8Array(values.length);
    const events = new Uint8Array(this.count);
    for (let i = 0; i < this.count; i += 1) {
      for (let k = offsets[i]; k < offsets[i + 1]; k += 1) {
        if (test(i, values[k])) entries[k] = events[i] = 1;
      }
    }
    this.selected = { entries, events };
    return this.selected;
  }

  /**
   * Whether source s is among those selected, at event i; all are where nothing is asked for.
   * @param {number} i
   * @param {number} s
   */
  includes(i, s) {
    if (!this.selected) return true;
    for (let k = this.offsets[i]; k < this.offsets[i + 1]; k += 1) {
      if (this.values[k] === s) return this.selected.entries[k] === 1;
    }
    return false;
  }

  /**
   * The sources that event i cites, of those selected.
   * @param {number} i
   */
  sourcesOf(i) {
    const found = [];
    for (let k = this.offsets[i]; k < this.offsets[i + 1]; k += 1) {
      if (!this.selected || this.selected.entries[k]) found.push(this.values[k]);
    }
    return found;
  }

  /**
   * The columns of figures (`deathsLow` …): as stated, or those of the selected sources alone.
   * @returns {Record<string, FigureColumn>}
   */
  figures() {
    const { selected, stated, offsets, columns } = this;
    if (!selected) return { ...stated };
    const found = Object.fromEntries(
      Object.entries(stated).map(([name, values]) => [name, values.slice()]),
    );
    const { claimEvent = [] } = columns;
    for (let i = 0, start = 0; i < this.count; i += 1) {
      while (claimEvent[start] < i) start += 1;
      let n = 0;
      for (let k = offsets[i]; k < offsets[i + 1]; k += 1) n += selected.entries[k];
      if (n === offsets[i + 1] - offsets[i]) continue;
      let end = start;
      while (n > 0 && claimEvent[end] === i) end += 1;
      this.derive(found, i, start, end);
    }
    return found;
  }

  /**
   * The figures of event i from its claims in the rows start to end; not stated without any.
   * @param {Record<string, FigureColumn>} found
   * @param {number} i
   * @param {number} start
   * @param {number} end
   */
  derive(found, i, start, end) {
    const { claimFigure, claimSource, claimLow, claimHigh, claimHow } =
      /** @type {Required<Columns>} */ (this.columns);
    FIGURES.forEach((name, figure) => {
      let [low, high, open] = [Infinity, -1, 0];
      for (let r = start; r < end; r += 1) {
        if (claimFigure[r] !== figure || !this.includes(i, claimSource[r])) continue;
        if (!(claimHow[r] & UP_TO)) low = Math.min(low, claimLow[r]);
        if (claimHigh[r] > high) [high, open] = [claimHigh[r], 0];
        if (claimHigh[r] === high && claimHow[r] & AT_LEAST) open = 1;
      }
      if (high < 0) low = -1;
      else low = low === Infinity ? 0 : Math.min(low, high);
      found[`${name}Low`][i] = low;
      found[`${name}High`][i] = high;
      found[`${name}Open`][i] = open;
    });
  }

  /**
   * How many events would be shown with one key of the lens lifted.
   * @param {string} key
   * @param {Selection} selection
   * @param {ArrayLike<number>} events those that meet all filters but the lens
   */
  countWithout(key, selection, events) {
    const test = this.test({ ...selection, [key]: null });
    const { offsets, values } = this;
    let n = 0;
    for (let at = 0; at < events.length; at += 1) {
      const i = events[at];
      let pass = !test;
      for (let k = offsets[i]; test && !pass && k < offsets[i + 1]; k += 1) {
        pass = test(i, values[k]);
      }
      if (pass) n += 1;
    }
    return n;
  }

  /**
   * For each term of a key, how many events would be shown with it: under all other filters, and
   * the other keys of the lens.
   * @param {string} key
   * @param {Selection} selection
   * @param {ArrayLike<number>} events those that meet all filters but the lens, rising
   */
  counts(key, selection, events) {
    const test = this.test({ ...selection, [key]: null });
    const term = LENS[/** @type {keyof typeof LENS} */ (key)];
    const counts = new Uint32Array(term ? this.terms[term].length : 1);
    const last = new Int32Array(counts.length).fill(-1);
    const { offsets, values } = this;
    for (let at = 0; at < events.length; at += 1) {
      const i = events[at];
      for (let k = offsets[i]; k < offsets[i + 1]; k += 1) {
        const s = values[k];
        if (test && !test(i, s)) continue;
        if (!term && !this.ofTheTime(i, s)) continue;
        const code = term ? this.codes[term][s] : 0;
        if (last[code] !== i) counts[code] += 1;
        last[code] = i;
      }
    }
    return counts;
  }
}
