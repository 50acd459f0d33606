// @ts-check
/* Casualty figures in words, with the bounds and hedges that the sources give. */
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
 * The dead of some events: "39–250 dead", "none reported dead", "39 dead; not stated for 2", "deaths
 * not stated". A figure of 0 is what a source reports and never said to be known; what no source
 * states is never printed as 0.
 * @param {{events: number, unstated: number, low: number, high: number, open?: boolean | number}} sum
 */
export const deadOf = ({ events, unstated, low, high, open }) => {
  if (unstated >= events) return t("deaths not stated");
  const figure = high ? range(low, high, open) : null;
  const dead = figure ? t("{figure} dead", { figure }) : t("none reported dead");
  return unstated ? t("{dead}; not stated for {n}", { dead, n: number(unstated) }) : dead;
};

/**
 * An event's deaths as a phrase: "39–250 dead", "none reported dead", "deaths not stated"; "" where
 * the map's events state no deaths at all.
 * @param {Columns} columns
 * @param {EventIndex} i
 */
export const deathsOf = (columns, i) => {
  if (columns.withoutDeaths) return "";
  const high = columns.deathsHigh[i];
  const events = columns.events ? columns.events[i] : 1;
  const unstated = columns.deathsUnstated ? columns.deathsUnstated[i] : 0;
  return deadOf({
    events,
    unstated: high < 0 ? events : unstated,
    low: columns.deathsLow[i],
    high,
    open: columns.deathsOpen[i],
  });
};
