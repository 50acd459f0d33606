// @ts-check
/* The bit of each filter, and which events fail it: by their terms, a least figure, years, or a mark. */
import * as days from "./days.js";
import { FILTERS } from "./filter_table.js";

/** @import { Columns, FilterName, FilterState, ListColumnName, Numbers } from "../types" */
/** @typedef {"category" | "city" | "attribution" | "confidence" | "layer"} SingleColumn */

const BITS = FILTERS.filter(({ bit }) => bit);
export const NAMES = /** @type {FilterName[]} */ (BITS.map(({ key }) => key));
export const BIT = /** @type {Record<FilterName, number>} */ (
  Object.fromEntries(BITS.map(({ key, bit }) => [key, bit]))
);

/** @param {(row: import("./filter_table.js").FilterRow) => boolean | undefined} wanted */
const columnsOf = (wanted) =>
  Object.fromEntries(
    BITS.filter((row) => row.column && wanted(row)).map(({ key, column }) => [key, column]),
  );
/** Filters over a column with one value an event, and over a list of values. */
export const SINGLE = /** @type {{[name in FilterName]?: SingleColumn}} */ (
  columnsOf(({ many }) => !many)
);
export const MULTI = /** @type {{[name in FilterName]?: ListColumnName}} */ (
  columnsOf(({ many }) => many)
);

/**
 * Uint8Array with 1 for each selected of n values, or null when nothing is selected.
 * @param {number[] | null | undefined} selected
 * @param {number} n
 */
function marked(selected, n) {
  if (!selected || !selected.length) return null;
  const marks = new Uint8Array(n);
  /* −1 stands for a term that is none here: a typed array keeps nothing outside its length. */
  for (const index of selected) marks[index] = 1;
  return marks;
}

/**
 * Sets or clears one filter's bit in `fails` of every event.
 * @param {{columns: Columns, sizes: Record<string, number>, fails: Uint16Array}} filter
 * @param {FilterName} name
 * @param {FilterState[FilterName]} wanted
 */
export function markFails({ columns, sizes, fails }, name, wanted) {
  const count = fails.length;
  const bit = BIT[name];
  const single = SINGLE[name];
  const multi = MULTI[name];
  if (single) {
    const values = /** @type {Numbers} */ (columns[single]);
    const marks = marked(/** @type {number[] | null} */ (wanted), sizes[single]);
    for (let i = 0; i < count; i += 1) {
      if (marks === null || marks[values[i]]) fails[i] &= ~bit;
      else fails[i] |= bit;
    }
    return;
  }
  if (multi) {
    const { offsets, values } = columns[multi];
    const marks = marked(/** @type {number[] | null} */ (wanted), sizes[multi]);
    for (let i = 0; i < count; i += 1) {
      let pass = marks === null;
      for (let k = offsets[i]; marks && !pass && k < offsets[i + 1]; k += 1) {
        pass = marks[values[k]] === 1;
      }
      if (pass) fails[i] &= ~bit;
      else fails[i] |= bit;
    }
    return;
  }
  const test = testOf(columns, wanted);
  for (let i = 0; i < count; i += 1) {
    if (test === null || test(i)) fails[i] &= ~bit;
    else fails[i] |= bit;
  }
}

/**
 * The test of a filter without terms: marked events (of a text, of the source lens), a least
 * figure, or years.
 * @param {Columns} columns
 * @param {FilterState[FilterName]} wanted
 * @returns {((i: number) => boolean) | null}
 */
function testOf({ first, last, deathsLow, deathsHigh }, wanted) {
  if (!wanted) return null;
  if (wanted instanceof Uint8Array) return (i) => wanted[i] === 1;
  if (!Array.isArray(wanted)) {
    const figures = wanted.bound === "high" ? deathsHigh : deathsLow;
    return (i) => figures[i] >= wanted.min;
  }
  if (!wanted.length) return null;
  const spans = wanted.map((year) => [days.startOfYear(year), days.endOfYear(year)]);
  return (i) => spans.some(([start, end]) => first[i] <= end && last[i] >= start);
}
