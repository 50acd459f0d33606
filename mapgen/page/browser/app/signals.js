// @ts-check
/** @import { Signal } from "../types" */

/**
 * What the components of a map tell each other; `Signals` in types.d.ts says what comes with each.
 * @type {readonly Signal[]}
 */
export const SIGNALS = [
  "change",
  "choose",
  "highlight",
  "hover",
  "language",
  "read",
  "searching",
  "select",
  "shade",
  "sheet",
  "show",
  "tab",
  "theme",
  "view",
];
