// @ts-check
/* What a saved file is called: after the time that it holds. */
import * as days from "./days.js";
import { shortISO } from "./periods.js";

/** Up to this many runs of years are named one by one; of more, the first and the last year. */
const RUNS = 3;

/**
 * "1990", "1985-to-1990-06", "1986-and-1990": the range, and within it the selected years, if any.
 * @param {[number, number]} range first and last day
 * @param {number[] | null} years rising
 */
export function timeName([from, to], years) {
  const held = (years || []).filter(
    (year) => days.startOfYear(year) <= to && days.endOfYear(year) >= from,
  );
  if (!held.length) return span(from, to);
  /** @type {[number, number][]} */
  const runs = [];
  for (const year of held) {
    const last = runs[runs.length - 1];
    if (last && last[1] === year - 1) last[1] = year;
    else runs.push([year, year]);
  }
  const named = runs.length > RUNS ? [[held[0], held[held.length - 1]]] : runs;
  return named
    .map(([first, last]) =>
      span(Math.max(from, days.startOfYear(first)), Math.min(to, days.endOfYear(last))),
    )
    .join("-and-");
}

/** @param {number} from @param {number} to */
function span(from, to) {
  const [start, end] = [shortISO(from, false), shortISO(to, true)];
  return start === end ? start : `${start}-to-${end}`;
}
