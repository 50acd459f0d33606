// @ts-check
/* The keys of the state, in the order of the address, and what each kind of them holds. */
import { FILTERS } from "./filter_table.js";

/** @import { Shade, State, StateKey } from "../types" */

/**
 * Keys that hold a list of names: sorted, so that one view has one address.
 * @type {string[]}
 */
export const LISTS = FILTERS.filter(({ list }) => list).map(({ key }) => key);
/**
 * Keys that are true or not there.
 * @type {string[]}
 */
export const FLAGS = ["of_the_time", "embed"];
/**
 * The filters in the order of the address.
 * @type {string[]}
 */
export const FILTER_KEYS = [
  "from",
  "to",
  ...FILTERS.filter(({ inner }) => !inner).map(({ key }) => key),
];
/** The filters but for the range of time. */
export const TIMELESS = /** @type {StateKey[]} */ (
  FILTER_KEYS.filter((key) => key !== "from" && key !== "to")
);
export const KEYS = /** @type {StateKey[]} */ ([
  ...FILTER_KEYS,
  "view",
  "panes",
  "views",
  "compare",
  "shade",
  "event",
  "chapter",
  "lang",
  "theme",
  "embed",
]);
/**
 * What districts can be shaded by.
 * @type {Shade[]}
 */
export const SHADES = ["none", "events", "deaths"];
/** The state of a page without a fragment in its address. */
export const DEFAULTS = /** @type {State} */ (
  /** @type {unknown} */ (Object.fromEntries(KEYS.map((key) => [key, null])))
);
/** The filters of the second map of a comparison stand under their own names after this. */
export const COMPARE = "compare.";
/** Among them: that the second map has no others, whatever the page's filters are. */
export const ALONE = "alone";
