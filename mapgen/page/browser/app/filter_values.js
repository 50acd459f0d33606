// @ts-check
/* The store's filters, in names and ISO dates → the filter's, in indices of terms and day numbers. */
import * as days from "../core/days.js";
import { TERM_FILTERS } from "../core/filter_table.js";

/** @import { FilterState, State, Terms } from "../types" */

/** Event layers that one map can have: the page's layer column is of bytes. */
const MOST_LAYERS = 255;

/**
 * How many terms each column has that filters look at.
 * @param {Terms} terms
 */
export const termCounts = (terms) => {
  /** @type {Record<string, number>} */
  const counts = { layer: MOST_LAYERS };
  for (const { column } of TERM_FILTERS) counts[column] = terms[column].length;
  return counts;
};

export class FilterValues {
  /** @param {Terms} terms */
  constructor(terms) {
    /**
     * The index of each name, by the filter's key.
     * @type {Record<string, Map<string, number>>}
     */
    this.indices = {};
    for (const { key, column } of TERM_FILTERS) {
      this.indices[key] = new Map(
        terms[column].map((term, index) => [typeof term === "string" ? term : term.id, index]),
      );
    }
    /**
     * Indices that were made before: unchanged lists keep their identity.
     * @type {Record<string, {names: string[] | null, indices: number[] | null}>}
     */
    this.made = {};
    /** @type {{query: string | null, matches: Uint8Array | null} | null} */
    this.text = null;
  }

  /**
   * A state in the filter's terms; without layers, which are no part of it.
   * @param {State} state
   * @param {(query: string | null) => Uint8Array | null} matchesOf the events that hold a text
   * @returns {FilterState}
   */
  of(state, matchesOf) {
    if (!this.text || this.text.query !== state.text) {
      this.text = { query: state.text, matches: matchesOf(state.text) };
    }
    /** @type {FilterState} */
    const wanted = {
      from: state.from === null ? null : days.fromISO(state.from),
      to: state.to === null ? null : days.fromISO(state.to, true),
      years: state.years,
      deaths: state.deaths,
      text: this.text.matches,
    };
    for (const { key } of TERM_FILTERS) wanted[key] = this.indicesOf(key, state[key]);
    return wanted;
  }

  /**
   * @param {string} key
   * @param {string[] | null} names
   */
  indicesOf(key, names) {
    const before = this.made[key];
    if (before && before.names === names) return before.indices;
    /* A name that this atlas does not know matches nothing, rather than everything. */
    const indices = names && names.map((name) => this.indices[key].get(name) ?? -1);
    this.made[key] = { names, indices };
    return indices;
  }
}
