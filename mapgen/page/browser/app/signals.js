// @ts-check
/** @import { Signal } from "../types" */

/**
 * The signals between the components of a map; `Signals` in types.d.ts says what comes with each.
 * @type {readonly Signal[]}
 */
export const SIGNALS = [
  "afterwards",
  "arrange",
  "change",
  "choose",
  "highlight",
  "hover",
  "language",
  "panes",
  "parts",
  "read",
  "searching",
  "select",
  "shade",
  "sheet",
  "show",
  "streets",
  "tab",
  "theme",
  "view",
];
