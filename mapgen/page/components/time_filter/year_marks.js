// @ts-check
/* The years that are written under the time strip: as many as have room. */
import * as days from "../../browser/core/days.js";
import { printYears } from "../../browser/core/messages.js";
import { h } from "../../browser/draw/dom.js";

/** @import { TimeScale } from "./time_scale.js" */

/** Pixels between two years that are printed under the strip; those before Christ are longer. */
const YEAR_APART = 44;
const BC_APART = 66;
/** Years between two marks under the strip, and the most of them. */
const STEPS = [1, 2, 5, 10, 20, 50, 100, 500, 1000, 5000, 10000, 50000];
const LONGEST = 100000;
/**
 * The marks of years under a strip.
 * @param {TimeScale} scale
 * @param {number} width of the strip in pixels
 */
export function yearMarks(scale, width) {
  const [start, end] = scale.extent.map(days.yearOf);
  const apart = start > 0 ? YEAR_APART : BC_APART;
  const every = STEPS.find((n) => (width * n) / (end - start + 1) >= apart) || LONGEST;
  const marks = [];
  for (let round = Math.ceil(start / every) * every; round <= end; round += every) {
    const year = numbered(round, every);
    if (year > end) break;
    const share = scale.shareOf(days.startOfYear(year));
    const style = { insetInlineStart: `${share * 100}%` };
    marks.push(h("span", { class: "mg-time-filter__year", style }, printYears(year)));
  }
  return marks;
}

/**
 * The year whose number is printed round. Years are counted through 0, which is 1 BC: so -99 is
 * 100 BC.
 * @param {number} round a multiple of `every`
 * @param {number} every how many years there are between two marks
 */
function numbered(round, every) {
  return round < 0 && every >= 10 ? round + 1 : round;
}
