// @ts-check
/* Figures in words, never more certain than the sources. */
import { number, t } from "./messages.js";

/** @import { Columns, EventIndex } from "../types" */

/**
 * "39–250", "at least 39", "39–250 or more"; null where nothing was stated (low and high < 0).
 * @param {number} low
 * @param {number} high
 * @param {boolean | number} [open] whether the high figure is a least one
 */
export const range = (low, high, open) => {
  if (high < 0) return null;
  if (low >= 0 && low < high) {
    const values = { low: number(low), high: number(high) };
    return open ? t("{low}–{high} or more", values) : t("{low}–{high}", values);
  }
  return open ? t("at least {n}", { n: number(high) }) : number(high);
};

/**
 * An event's deaths as a phrase: "39–250 dead", "no deaths", "deaths not stated"; "" where the
 * map's events state no deaths at all.
 * @param {Columns} columns
 * @param {EventIndex} i
 */
export const deathsOf = (columns, i) => {
  if (columns.withoutDeaths) return "";
  const high = columns.deathsHigh[i];
  const figure = range(columns.deathsLow[i], high, columns.deathsOpen[i]);
  if (figure === null) return t("deaths not stated");
  if (high === 0) return t("no deaths");
  const unstated = columns.deathsUnstated ? columns.deathsUnstated[i] : 0;
  return unstated
    ? t("{figure} dead; not stated for {n}", { figure, n: number(unstated) })
    : t("{figure} dead", { figure });
};
