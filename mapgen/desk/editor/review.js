// @ts-check
/*
 * Who has read a record: a plain column that says "to be read", or "read by A. N. on 2026-11-29", one
 * reader behind the other; for a place "A. N. on 2026-11-29". None of it is needed.
 */
import { t } from "../../page/browser/core/messages.js";

const TO_BE_READ = "to be read";
const READ = /^read by (?<name>.+) on (?<day>\d{4}-\d\d-\d\d)$/u;

/** The column of events, and that of places. */
export const [REVIEW, SIGNED_OFF] = ["review", "signed_off"];

/**
 * @param {string} cell
 * @returns {{isToBeRead: boolean, readers: {name: string, day: string}[]}}
 */
export function reviewOf(cell) {
  const parts = cell.split(";").map((part) => part.trim());
  const found = parts.flatMap((part) => {
    const { groups } = READ.exec(part) ?? {};
    return groups ? [{ name: groups.name ?? "", day: groups.day ?? "" }] : [];
  });
  return { isToBeRead: parts.includes(TO_BE_READ), readers: found };
}

/**
 * The cell after somebody has asked for a reader.
 * @param {string} cell
 */
export const asked = (cell) =>
  reviewOf(cell).isToBeRead ? cell : [cell, TO_BE_READ].filter(Boolean).join("; ");

/**
 * The cell after somebody has read the record; who has read it before has read it again.
 * @param {string} cell
 * @param {string} name
 * @param {string} day ISO 8601
 */
export function readBy(cell, name, day) {
  const reader = name.replace(/[;,\s]+/gu, " ").trim();
  if (!reader) throw new Error(t("Type your name, so that it is known who has read it."));
  const others = reviewOf(cell).readers.filter((each) => each.name !== reader);
  return [...others, { name: reader, day }]
    .map((each) => `read by ${each.name} on ${each.day}`)
    .join("; ");
}

/**
 * What the table shows of it.
 * @param {string} cell
 */
export function reviewMark(cell) {
  const { isToBeRead, readers } = reviewOf(cell);
  if (isToBeRead) return t("to be read");
  if (!readers.length) return "";
  return readers.length > 1 ? t("read × {n}", { n: readers.length }) : t("read");
}

/**
 * Who signs a place off, and when.
 * @param {string} name
 * @param {string} day ISO 8601
 */
export function signature(name, day) {
  if (!name.trim()) {
    throw new Error(t("Type your name, so that it is known who has signed it off."));
  }
  return `${name.trim()} on ${day}`;
}

/** Today in the time zone of who reads. */
export function today() {
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part, at) => String(part).padStart(at ? 2 : 4, "0")).join("-");
}
