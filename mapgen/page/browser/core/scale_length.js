// @ts-check
/* The bar of a map's scale: a round distance, and how long it is. */
import { number, t } from "./messages.js";

/** The greatest length of the bar in pixels. */
export const LONGEST_BAR = 110;

/**
 * The largest of 1, 2, 3 and 5 times a power of ten that is not above a number.
 * @param {number} most
 */
export function roundDown(most) {
  const power = 10 ** Math.floor(Math.log10(most));
  const digit = [5, 3, 2].find((each) => each * power <= most) || 1;
  return digit * power;
}

/** @param {number} metres */
export const distanceWords = (metres) =>
  metres < 1000 ? t("{n} m", { n: number(metres) }) : t("{n} km", { n: number(metres / 1000) });
