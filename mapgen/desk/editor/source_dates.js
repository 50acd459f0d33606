// @ts-check
/* Dates of sources, as CSL-JSON has them and as they are typed: 1990-05-27, 1990-05 or 1990. */
import { t } from "../../page/browser/core/messages.js";

/** @typedef {{"date-parts": (number | string)[][]}} CslDate */

/**
 * @param {string} text a day, a month or a year; two with "/" between them
 * @param {string} field what it is called, where it is no date
 * @returns {CslDate}
 */
export function dateParts(text, field) {
  const dates = text.split("/").map((date) => date.trim().split("-").map(Number));
  const isWrong = dates.flat().some((part) => !Number.isInteger(part)) || dates.length > 2;
  if (isWrong) throw new Error(t("{field}: write 1990-05-27.", { field }));
  return { "date-parts": dates };
}

/** @param {Partial<CslDate>} date */
export function dateText(date) {
  return (date["date-parts"] ?? [])
    .map((parts) => parts.map((part, at) => String(part).padStart(at ? 2 : 4, "0")).join("-"))
    .join("/");
}
