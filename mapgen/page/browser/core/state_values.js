// @ts-check
/* Values of any form, as an address or a caller may hold them, in the form that the state keeps. */
import * as days from "./days.js";
import { ALONE, FILTER_KEYS, FLAGS, LISTS, SHADES } from "./state_keys.js";

/** @import { Patch, State, StateKey } from "../types" */

/**
 * A property of any value, undefined where it has none.
 * @type {(value: unknown, name: string) => unknown}
 */
const propertyOf = (value, name) =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

/** @type {(value: unknown) => unknown[]} */
const listOf = (value) => (Array.isArray(value) ? value : [value]);

/** @param {unknown} value */
function yearsOf(value) {
  const years = [...new Set(listOf(value).map(Number))].filter(
    (year) => Number.isInteger(year) && Math.abs(year) <= 999999,
  );
  return years.length ? years.sort((a, b) => a - b) : null;
}

/** @param {unknown} value */
function namesOf(value) {
  const names = [...new Set(listOf(value).map(String))].sort();
  return names.length ? names : null;
}

/**
 * @param {unknown} value
 * @param {boolean} end
 */
function dateOf(value, end) {
  const day = days.fromISO(value, end);
  return day === null ? null : days.toISO(day);
}

/**
 * @param {unknown} value
 * @returns {State["deaths"]}
 */
function deathsOf(value) {
  const min = Math.floor(Number(typeof value === "object" ? propertyOf(value, "min") : value));
  if (!(min >= 0 && min <= 1e9)) return null;
  return { min, bound: propertyOf(value, "bound") === "high" ? "high" : "low" };
}

/**
 * @param {unknown} value
 * @returns {State["view"]}
 */
function viewOf(value) {
  const numbers = ["zoom", "latitude", "longitude"].map((name) => Number(propertyOf(value, name)));
  const [zoom, latitude, longitude] = numbers;
  if (!numbers.every(Number.isFinite)) return null;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
  return {
    zoom: Math.round(zoom * 100) / 100,
    latitude: Math.round(latitude * 1e5) / 1e5,
    longitude: Math.round(longitude * 1e5) / 1e5,
  };
}

/** @param {unknown} value */
const flagOf = (value) => (value === true || value === "1" || value === "true" ? true : null);

/** @param {unknown} value */
function viewsOf(value) {
  const views = listOf(value).map((each) => (each ? viewOf(each) : null));
  return views.some(Boolean) ? views : null;
}

/** @param {unknown} value */
function panesOf(value) {
  const names = [...new Set(listOf(value).map(String))].filter(Boolean);
  return names.length ? names : null;
}

/** @param {unknown} value */
function compareOf(value) {
  if (typeof value !== "object" || value === null) return null;
  /** @type {Record<string, unknown>} */
  const patch = {};
  for (const [key, each] of Object.entries(value)) {
    if (key === ALONE) {
      if (flagOf(each)) patch.alone = true;
      continue;
    }
    if (!FILTER_KEYS.includes(key)) throw new TypeError(`atlas: nothing to compare by: ${key}`);
    const found = normal(/** @type {StateKey} */ (key), each);
    if (found !== null) patch[key] = found;
  }
  return Object.keys(patch).length ? patch : null;
}

/**
 * A value of any form as the state keeps it; null where it says nothing.
 * @param {StateKey} key
 * @param {unknown} value
 * @returns {unknown}
 */
function normal(key, value) {
  if (value === undefined || value === null || value === "") return null;
  if (key === "years") return yearsOf(value);
  if (LISTS.includes(key)) return namesOf(value);
  if (key === "from" || key === "to") return dateOf(value, key === "to");
  if (key === "deaths") return deathsOf(value);
  if (key === "view") return viewOf(value);
  if (key === "views") return viewsOf(value);
  if (key === "panes") return panesOf(value);
  if (key === "compare") return compareOf(value);
  if (key === "shade") return SHADES.find((shade) => shade === value) || null;
  if (FLAGS.includes(key)) return flagOf(value);
  return String(value);
}

/**
 * A state with changes to it, each in its normal form.
 * @param {State} state
 * @param {Patch} patch
 */
export const changedBy = (state, patch) => {
  const keys = /** @type {StateKey[]} */ (Object.keys(patch));
  const values = keys.map((key) => [key, normal(key, patch[key])]);
  return /** @type {State} */ ({ ...state, ...Object.fromEntries(values) });
};
