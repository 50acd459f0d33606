// @ts-check
/* Stretches of days as readers write and read them: whole years, whole months, days. */
import * as days from "./days.js";
import { westernDigits } from "./letters.js";
import { digits, printDay, printYears, t, tn } from "./messages.js";

/** @import { Day } from "../types" */

/**
 * Months counted from year 0, so that they can be added to.
 * @param {Day} day
 */
export const monthOf = (day) => {
  const { year, month } = days.toCivil(day);
  return year * 12 + month - 1;
};
/** @param {number} month */
const startsYear = (month) => ((month % 12) + 12) % 12 === 0;
/** @param {number} month */
export const startOfMonth = (month) =>
  days.fromCivil(Math.floor(month / 12), (((month % 12) + 12) % 12) + 1, 1);
/** @param {number} month */
export const endOfMonth = (month) => startOfMonth(month + 1) - 1;

/**
 * A length in words: "a month", "3 months", "a year", "50 years".
 * @param {number} months 1, 3 or whole years
 */
export const printMonths = (months) => {
  if (months === 1) return t("a month");
  if (months === 3) return t("3 months");
  return months === 12 ? t("a year") : tn("{n} year", "{n} years", months / 12);
};

/**
 * "1985", "1985–1986", "March 1985", "March – June 1985", "March 1985 – June 1986", "3 March 1985 –
 * 4 May 1985".
 * @param {Day} from
 * @param {Day} to
 */
export const printRange = (from, to) => {
  const first = monthOf(from);
  const last = monthOf(to);
  if (from !== startOfMonth(first) || to !== endOfMonth(last)) {
    return from === to ? printDay(from) : `${printDay(from)} – ${printDay(to)}`;
  }
  if (startsYear(first) && startsYear(last + 1)) {
    return printYears(Math.floor(first / 12), Math.floor(last / 12));
  }
  const end = printDay(to, { day: false });
  if (first === last) return end;
  const sameYear = Math.floor(first / 12) === Math.floor(last / 12);
  return `${printDay(from, { day: false, year: !sameYear })} – ${end}`;
};

/**
 * A day as the shortest ISO text that means it at this end of a range: "1986", "1986-12".
 * @param {Day} day
 * @param {boolean} [end]
 */
export const shortISO = (day, end) => {
  const month = monthOf(day);
  const iso = days.toISO(day);
  if (day !== (end ? endOfMonth(month) : startOfMonth(month))) return iso;
  if (startsYear(end ? month + 1 : month)) return iso.slice(0, -6);
  return iso.slice(0, -3);
};

/**
 * ASCII digits and hyphens for whatever digits and dashes a reader types.
 * @param {string} text
 */
export const typedDate = (text) =>
  westernDigits(text.replaceAll(LEFT_TO_RIGHT, "").trim()).replace(/[‐-–−]/g, "-");

/** Arabic digits take the direction of what is around them: without it a day would stand before its year. */
const LEFT_TO_RIGHT = "\u200e";

/**
 * A date as a field has it, in the language's digits; `typedDate` reads it.
 * @param {string} iso
 */
export const writtenDate = (iso) => {
  const own = digits(iso);
  return own === iso ? iso : own.replaceAll("-", `${LEFT_TO_RIGHT}-${LEFT_TO_RIGHT}`);
};

/**
 * The years of two days: "1985–1986", or one year.
 * @param {Day} first
 * @param {Day} last
 */
export const printYearsOf = (first, last) => printYears(days.yearOf(first), days.yearOf(last));

/**
 * Years in words, runs joined: "1985–1987, 1990".
 * @param {number[]} years
 */
export const printRuns = (years) => {
  /** @type {[first: number, last: number][]} */
  const runs = [];
  years.forEach((each, k) => {
    if (k && each === years[k - 1] + 1) runs[runs.length - 1][1] = each;
    else runs.push([each, each]);
  });
  return runs.map(([first, last]) => printYears(first, last)).join(t(", "));
};
