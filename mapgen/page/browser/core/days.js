// @ts-check
/** @import { Day } from "../types" */
/*
 * Days are whole numbers counted from 1 January 1970 in the proleptic Gregorian calendar, so that
 * no time zone can move them. Conversions after Howard Hinnant, "chrono-compatible low-level date
 * algorithms" (days_from_civil, civil_from_days).
 */

/**
 * @param {number} year
 * @param {number} month from 1
 * @param {number} day of the month, from 1
 * @returns {Day}
 */
export function fromCivil(year, month, day) {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** @param {Day} days */
export function toCivil(days) {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const m = Math.floor((5 * dayOfYear + 2) / 153);
  const month = m < 10 ? m + 3 : m - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * m + 2) / 5) + 1,
  };
}

/** @type {(number: number, width: number) => string} */
const pad = (number, width) => String(Math.abs(number)).padStart(width, "0");

/** @type {(year: number, month: number) => number} */
function lastOfMonth(year, month) {
  return month === 12 ? 31 : fromCivil(year, month + 1, 1) - fromCivil(year, month, 1);
}

/**
 * The day number of ISO text; `end` chooses the last day where the text is only a month or a
 * year ("1988" → 31 December 1988). Years are those of ISO 8601 ("-0043" and "-43" are 44 BC), and
 * may have a Y before them. null when it is no date.
 * @param {unknown} text
 * @param {boolean} [end]
 * @returns {Day | null}
 */
export function fromISO(text, end) {
  const match = /^Y?(-\d{1,6}|\d{3,6})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(String(text).trim());
  if (!match) return null;
  const year = Number(match[1]);
  const month = match[2] ? Number(match[2]) : end ? 12 : 1;
  if (month < 1 || month > 12) return null;
  const day = match[3] ? Number(match[3]) : end ? lastOfMonth(year, month) : 1;
  if (day < 1 || day > lastOfMonth(year, month)) return null;
  return fromCivil(year, month, day);
}

/**
 * A day as "1988-09-30".
 * @param {Day} days
 */
export function toISO(days) {
  const { year, month, day } = toCivil(days);
  return `${year < 0 ? "-" : ""}${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/**
 * The year that a day lies in.
 * @param {Day} days
 */
export const yearOf = (days) => toCivil(days).year;
/** @param {number} year */
export const startOfYear = (year) => fromCivil(year, 1, 1);
/** @param {number} year */
export const endOfYear = (year) => fromCivil(year, 12, 31);
