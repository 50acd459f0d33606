// @ts-check
/* Bounds and differences in words: "20–22", "3–12 fewer a year", "5 fewer to 40 more". */
import { number, t } from "../core/messages.js";

/** @import { Bounds } from "../core/difference.js" */

/**
 * Bounds as a figure; one number where both are the same.
 * @param {Bounds} bounds
 */
export const rangeWords = ([low, high]) =>
  low === high ? number(high) : t("{low}–{high}", { low: number(low), high: number(high) });

/**
 * A difference between two figures; `yearly` where it is given by the year.
 * @param {Bounds} bounds
 * @param {boolean} yearly
 */
export function differenceWords([low, high], yearly) {
  const words = sizeWords(low, high);
  return yearly ? t("{difference} a year", { difference: words }) : words;
}

/**
 * @param {number} low
 * @param {number} high
 */
function sizeWords(low, high) {
  if (low === 0 && high === 0) return t("none");
  if (low >= 0) return t("{figure} more", { figure: rangeWords([low, high]) });
  if (high <= 0) return t("{figure} fewer", { figure: rangeWords([-high, -low]) });
  return t("{low} fewer to {high} more", { low: number(-low), high: number(high) });
}

/**
 * A difference as it stands beside a name on the map: "+3 … +12", "−5", "−5 … +40".
 * @param {Bounds} bounds
 */
export function signedWords([low, high]) {
  /** @param {number} n */
  const sign = (n) => (n > 0 ? `+${number(n)}` : n < 0 ? `−${number(-n)}` : number(0));
  if (low === high) return sign(low);
  return `${sign(low)} … ${sign(high)}`;
}
